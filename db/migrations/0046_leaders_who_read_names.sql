-- A leader sees people of own units without names, unless an administrator has granted them for a time and a reason. Names are columns, and
-- columns are granted to roles: whoever holds a grant asks under a role of their own, which is a leader's and may read the names as well. That
-- role sees nobody once the grant has ended, so that a server that has not noticed yet shows too little and not too much.

DO $$
BEGIN
  PERFORM pg_advisory_xact_lock(hashtext('talentregistry.roles'));
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'registry_leader_named') THEN
    CREATE ROLE registry_leader_named NOLOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE INHERIT NOBYPASSRLS;
  END IF;
  IF NOT pg_has_role('registry_leader_named', 'registry_leader', 'MEMBER') THEN
    GRANT registry_leader TO registry_leader_named;
  END IF;
  IF NOT pg_has_role(current_user, 'registry_leader_named', 'MEMBER') THEN
    EXECUTE format('GRANT registry_leader_named TO %I', current_user);
  END IF;
END
$$;

CREATE TABLE access.name_grant (
  id           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  account_id   uuid NOT NULL REFERENCES access.account ON DELETE CASCADE,
  granted_at   timestamptz NOT NULL DEFAULT clock_timestamp(),
  granted_by   text NOT NULL,
  why          text NOT NULL CHECK (why = btrim(why) AND length(why) BETWEEN 1 AND 500),
  valid_until  date,
  withdrawn_at timestamptz,
  withdrawn_by text,
  CHECK ((withdrawn_at IS NULL) = (withdrawn_by IS NULL))
);
CREATE UNIQUE INDEX name_grant_account ON access.name_grant (account_id) WHERE withdrawn_at IS NULL;
COMMENT ON TABLE access.name_grant IS 'Leaders who may read the names of the people of their units; rows stay when a grant ends.';
COMMENT ON COLUMN access.name_grant.granted_by IS 'Name of the administrator; "operator" for the command line.';
COMMENT ON COLUMN access.name_grant.valid_until IS 'First day on which it no longer holds; null until withdrawn.';

-- Whether the signed-in account holds a grant today.
CREATE FUNCTION access.reads_names() RETURNS boolean
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT EXISTS (
    SELECT FROM access.name_grant g JOIN access.account a ON a.id = g.account_id
     WHERE g.account_id = access.current_account() AND a.role = 'leader' AND a.closed_at IS NULL
       AND g.withdrawn_at IS NULL AND (g.valid_until IS NULL OR g.valid_until > current_date))
$$;
REVOKE EXECUTE ON FUNCTION access.reads_names() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION access.reads_names() TO registry_leader;

GRANT SELECT (full_name, given_name, folded_name) ON registry.person TO registry_leader_named;
CREATE POLICY while_granted ON registry.person AS RESTRICTIVE FOR SELECT TO registry_leader_named USING ((SELECT access.reads_names()));

-- Null when done, else why not: ACCOUNT_UNKNOWN, NOT_A_LEADER, DAY_PASSED. A grant that stands already is replaced.
CREATE FUNCTION access.grant_names(account text, why text, valid_until date) RETURNS text
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
  holder record;
  giver text := coalesce((SELECT a.name FROM access.account a WHERE a.id = access.current_account()), 'operator');
BEGIN
  SELECT a.id, a.role INTO holder FROM access.account a WHERE a.name = account AND a.closed_at IS NULL FOR UPDATE;
  IF NOT FOUND THEN
    RETURN 'ACCOUNT_UNKNOWN';
  ELSIF holder.role <> 'leader' THEN
    RETURN 'NOT_A_LEADER';
  ELSIF grant_names.valid_until <= current_date THEN
    RETURN 'DAY_PASSED';
  END IF;
  UPDATE access.name_grant g SET withdrawn_at = clock_timestamp(), withdrawn_by = giver WHERE g.account_id = holder.id AND g.withdrawn_at IS NULL;
  INSERT INTO access.name_grant (account_id, granted_by, why, valid_until) VALUES (holder.id, giver, btrim(grant_names.why), grant_names.valid_until);
  RETURN NULL;
END
$$;

-- Null when done, else ACCOUNT_UNKNOWN or NOT_GRANTED.
CREATE FUNCTION access.withdraw_names(account text) RETURNS text
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
  taker text := coalesce((SELECT a.name FROM access.account a WHERE a.id = access.current_account()), 'operator');
BEGIN
  IF NOT EXISTS (SELECT FROM access.account a WHERE a.name = account) THEN
    RETURN 'ACCOUNT_UNKNOWN';
  END IF;
  UPDATE access.name_grant g SET withdrawn_at = clock_timestamp(), withdrawn_by = taker
   WHERE g.account_id = (SELECT a.id FROM access.account a WHERE a.name = account) AND g.withdrawn_at IS NULL;
  RETURN CASE WHEN FOUND THEN NULL ELSE 'NOT_GRANTED' END;
END
$$;
REVOKE EXECUTE ON FUNCTION access.grant_names(text, text, date), access.withdraw_names(text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION access.grant_names(text, text, date), access.withdraw_names(text) TO registry_admin;

ALTER TABLE access.name_grant ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_grant ON access.name_grant FOR SELECT TO registry_leader USING (account_id = access.current_account());
CREATE POLICY administrators_and_auditors ON access.name_grant FOR SELECT TO registry_admin, registry_auditor USING (true);
GRANT SELECT ON access.name_grant TO registry_leader, registry_admin, registry_auditor;

-- A document of a leader stays theirs, and one shared with leaders is shared with those who read names.
ALTER POLICY own_and_shared ON documents.saved_document
  USING (owner_id = access.current_account() OR shared_with = 'everyone' OR 'registry_' || shared_with = replace(current_user, '_named', ''));
ALTER POLICY save_own ON documents.saved_document
  WITH CHECK (owner_id = access.current_account() AND 'registry_' || owner_role = replace(current_user, '_named', ''));
ALTER POLICY change_own ON documents.saved_document
  USING (owner_id = access.current_account() AND 'registry_' || owner_role = replace(current_user, '_named', ''));
