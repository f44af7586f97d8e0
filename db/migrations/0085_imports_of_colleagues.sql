-- A list is taken back by whoever keeps all agencies that it touched, not only by the account that brought it in, which may be gone or away; docs/decisions/0088.
CREATE TABLE imports.agency (
  import_id uuid NOT NULL REFERENCES imports.import,
  agency_id uuid NOT NULL,
  PRIMARY KEY (import_id, agency_id)
);
COMMENT ON TABLE imports.agency IS 'Agencies that keep the people whom an import added or changed, as they were then; none of imports before migration 85.';
CREATE INDEX import_committed ON imports.import (committed_at DESC);

CREATE FUNCTION imports.keeps_all(import uuid) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = ''
  RETURN EXISTS (SELECT FROM imports.agency a WHERE a.import_id = import)
    AND NOT EXISTS (
      SELECT FROM imports.agency a WHERE a.import_id = import AND NOT EXISTS (
        SELECT FROM access.scoped_agency s WHERE s.account_id = access.current_account() AND s.agency_id = a.agency_id AND s.until > current_date));

DROP POLICY own_imports ON imports.import;
CREATE POLICY own_imports ON imports.import FOR INSERT TO registry_hr WITH CHECK (account_id = access.current_account());
CREATE POLICY of_own_agencies ON imports.import FOR SELECT TO registry_hr USING (account_id = access.current_account() OR imports.keeps_all(id));
CREATE POLICY taken_back ON imports.import FOR UPDATE TO registry_hr
  USING (account_id = access.current_account() OR imports.keeps_all(id)) WITH CHECK (account_id = access.current_account() OR imports.keeps_all(id));

ALTER TABLE imports.agency ENABLE ROW LEVEL SECURITY;
CREATE POLICY of_own_import ON imports.agency FOR INSERT TO registry_hr
  WITH CHECK (EXISTS (SELECT FROM imports.import i WHERE i.id = import_id AND i.account_id = access.current_account()));
GRANT INSERT ON imports.agency TO registry_hr;

-- Officers may not read other accounts: the name alone, of an import that they see.
CREATE FUNCTION imports.imported_by(import uuid) RETURNS text LANGUAGE sql STABLE SECURITY DEFINER SET search_path = ''
  RETURN (SELECT a.display_name FROM imports.import i JOIN access.account a ON a.id = i.account_id
           WHERE i.id = import AND (i.account_id = access.current_account() OR imports.keeps_all(i.id)));
REVOKE EXECUTE ON FUNCTION imports.keeps_all(uuid), imports.imported_by(uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION imports.keeps_all(uuid), imports.imported_by(uuid) TO registry_hr;
