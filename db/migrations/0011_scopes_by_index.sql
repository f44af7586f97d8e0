-- Which agencies an account stands for, kept ready. Until now every statement of an HR officer or a leader walked the trees of
-- agencies and units, and looked degrees and postings up among all people in scope; now each row costs a look into an index.

CREATE TABLE access.scoped_agency (
  account_id uuid NOT NULL REFERENCES access.account ON DELETE CASCADE,
  agency_id  uuid NOT NULL REFERENCES registry.agency ON DELETE CASCADE,
  until      date NOT NULL,
  PRIMARY KEY (account_id, agency_id)
);
COMMENT ON TABLE access.scoped_agency IS 'What follows from access.scope, the tree of agencies and their seats; kept by triggers, never written by hand.';
COMMENT ON COLUMN access.scoped_agency.until IS 'First day on which the agency is no longer in scope: it moves away then. Infinity while nothing is known of that.';
CREATE INDEX scoped_agency_agency ON access.scoped_agency (agency_id);

-- An agency of the scope with all below it; of a unit, with all below it on every map on which it exists, the agencies that sit there,
-- or sat there when the unit came to its end. A leader keeps the agencies of a district that was, not those that once moved away from it.
CREATE FUNCTION access.agencies_in_scope(account uuid) RETURNS TABLE (agency_id uuid, until date)
  LANGUAGE sql STABLE SET search_path = '' AS $$
  WITH RECURSIVE unit AS (
      SELECT s.unit_id AS id FROM access.scope s WHERE s.account_id = account AND s.unit_id IS NOT NULL
    UNION
      SELECT u.id FROM reference.administrative_unit u JOIN unit ON u.parent_id = unit.id),
  own (id, until) AS (
      SELECT s.agency_id, DATE 'infinity' FROM access.scope s WHERE s.account_id = account AND s.agency_id IS NOT NULL
    UNION
      SELECT seat.agency_id,
             CASE WHEN seat.valid_until IS NULL OR seat.valid_until >= u.valid_until THEN DATE 'infinity' ELSE seat.valid_until END
        FROM unit JOIN reference.administrative_unit u ON u.id = unit.id JOIN registry.agency_seat seat ON seat.unit_id = u.id
       WHERE seat.valid_until IS NULL OR seat.valid_until >= u.valid_until OR seat.valid_until > current_date
    UNION
      SELECT a.id, own.until FROM registry.agency a JOIN own ON a.parent_id = own.id)
  SELECT id, max(until) FROM own GROUP BY id
$$;
REVOKE EXECUTE ON FUNCTION access.agencies_in_scope(uuid) FROM PUBLIC;

CREATE FUNCTION access.refresh_scoped_agencies(accounts uuid[]) RETURNS void
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
  -- Two that refresh at the same time would both insert.
  PERFORM pg_advisory_xact_lock(hashtext('access.scoped_agency'));
  DELETE FROM access.scoped_agency WHERE account_id = ANY (accounts);
  INSERT INTO access.scoped_agency (account_id, agency_id, until)
    SELECT account.id, own.agency_id, own.until FROM unnest(accounts) account (id), access.agencies_in_scope(account.id) own;
END
$$;
REVOKE EXECUTE ON FUNCTION access.refresh_scoped_agencies(uuid[]) FROM PUBLIC;

CREATE FUNCTION access.refresh_changed_scopes() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
  PERFORM access.refresh_scoped_agencies(ARRAY(SELECT DISTINCT account_id FROM changed));
  RETURN NULL;
END
$$;
CREATE TRIGGER scopes_on_insert AFTER INSERT ON access.scope
  REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION access.refresh_changed_scopes();
CREATE TRIGGER scopes_on_delete AFTER DELETE ON access.scope
  REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION access.refresh_changed_scopes();

CREATE FUNCTION access.refresh_all_scopes() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
  PERFORM access.refresh_scoped_agencies(ARRAY(SELECT account_id FROM access.scope UNION SELECT account_id FROM access.scoped_agency));
  RETURN NULL;
END
$$;
CREATE TRIGGER scopes_on_update AFTER UPDATE OR TRUNCATE ON access.scope
  FOR EACH STATEMENT EXECUTE FUNCTION access.refresh_all_scopes();
CREATE TRIGGER scopes_on_agency AFTER INSERT OR UPDATE OF id, parent_id OR DELETE ON registry.agency
  FOR EACH STATEMENT EXECUTE FUNCTION access.refresh_all_scopes();
CREATE TRIGGER scopes_on_seat AFTER INSERT OR UPDATE OF agency_id, unit_id, valid_until OR DELETE OR TRUNCATE ON registry.agency_seat
  FOR EACH STATEMENT EXECUTE FUNCTION access.refresh_all_scopes();
CREATE TRIGGER scopes_on_unit AFTER INSERT OR UPDATE OF id, parent_id, valid_until OR DELETE ON reference.administrative_unit
  FOR EACH STATEMENT EXECUTE FUNCTION access.refresh_all_scopes();
REVOKE EXECUTE ON FUNCTION access.refresh_changed_scopes(), access.refresh_all_scopes() FROM PUBLIC;

SELECT access.refresh_scoped_agencies(ARRAY(SELECT DISTINCT account_id FROM access.scope));

ALTER TABLE access.scoped_agency ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_agencies ON access.scoped_agency FOR SELECT TO registry_hr, registry_leader
  USING (account_id = access.current_account());
GRANT SELECT ON access.scoped_agency TO registry_hr, registry_leader;

-- The same answer as before, from the table.
CREATE OR REPLACE FUNCTION access.scoped_agencies() RETURNS SETOF uuid
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT agency_id FROM access.scoped_agency WHERE account_id = access.current_account() AND until > current_date
$$;

-- EXISTS, so that the planner may look each of a few rows up in the index and hash the scope for many.
ALTER POLICY hr_own_agencies ON registry.person
  USING (EXISTS (SELECT FROM access.scoped_agency s WHERE s.agency_id = keeper_id AND s.until > current_date))
  WITH CHECK (EXISTS (SELECT FROM access.scoped_agency s WHERE s.agency_id = keeper_id AND s.until > current_date));
ALTER POLICY leader_own_units ON registry.person
  USING (EXISTS (SELECT FROM access.scoped_agency s WHERE s.agency_id = keeper_id AND s.until > current_date));
ALTER POLICY hr_own_agencies ON registry.degree
  USING (EXISTS (SELECT FROM registry.person p WHERE p.id = person_id)) WITH CHECK (EXISTS (SELECT FROM registry.person p WHERE p.id = person_id));
ALTER POLICY hr_own_agencies ON registry.posting
  USING (EXISTS (SELECT FROM registry.person p WHERE p.id = person_id)) WITH CHECK (EXISTS (SELECT FROM registry.person p WHERE p.id = person_id));
ALTER POLICY leader_own_units ON registry.degree USING (EXISTS (SELECT FROM registry.person p WHERE p.id = person_id));
ALTER POLICY leader_own_units ON registry.posting USING (EXISTS (SELECT FROM registry.person p WHERE p.id = person_id));
