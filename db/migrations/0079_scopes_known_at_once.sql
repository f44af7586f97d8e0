-- A scope of thousands of agencies was unknown to the planner until statistics were next gathered, a minute and more after it was given: it expected one agency, went person by
-- person and took ten seconds for the first page of people. Whoever gives a scope waits some hundredths of a second for them now.
CREATE OR REPLACE FUNCTION access.refresh_changed_scopes() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
  accounts CONSTANT uuid[] := ARRAY(SELECT DISTINCT account_id FROM changed);
BEGIN
  PERFORM access.refresh_scoped_agencies(accounts);
  IF (SELECT count(*) FROM access.scoped_agency s WHERE s.account_id = ANY (accounts)) > 500 THEN
    ANALYZE access.scoped_agency;
  END IF;
  RETURN NULL;
END
$$;
