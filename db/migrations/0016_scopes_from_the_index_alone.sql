-- What an account stands for is read for every statement of an officer, and for long lists whole: from the index alone, not a row at a time.

ALTER TABLE access.scoped_agency DROP CONSTRAINT scoped_agency_pkey, ADD PRIMARY KEY (account_id, agency_id) INCLUDE (until);
