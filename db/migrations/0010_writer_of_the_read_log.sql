-- Reads of concurrent requests are logged together, so that they share one wait for the disk. The login that does it may add
-- rows to the log, for whoever read, and nothing else: it cannot even read what it wrote.

DO $$
BEGIN
  PERFORM pg_advisory_xact_lock(hashtext('talentregistry.roles'));
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'registry_log') THEN
    CREATE ROLE registry_log NOLOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOINHERIT NOBYPASSRLS;
  END IF;
  IF NOT pg_has_role(current_user, 'registry_log', 'MEMBER') THEN
    EXECUTE format('GRANT registry_log TO %I', current_user);
  END IF;
END
$$;

GRANT USAGE ON SCHEMA access TO registry_log;
GRANT INSERT (account_id, role, door, purpose, person_ids) ON access.read_log TO registry_log;
-- Only the roles that may read people can have read some.
CREATE POLICY append_for_readers ON access.read_log FOR INSERT TO registry_log
  WITH CHECK (role IN ('hr', 'planner', 'leader') AND cardinality(person_ids) > 0);
