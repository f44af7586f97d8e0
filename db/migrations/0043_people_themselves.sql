-- The role of people who see their own record, and nothing else: an account of it belongs to one person of the registry. What it may
-- read of that record, and through which views, is granted where the rest of data protection is; until then it may do nothing.

DO $$
BEGIN
  PERFORM pg_advisory_xact_lock(hashtext('talentregistry.roles'));
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'registry_person') THEN
    CREATE ROLE registry_person NOLOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOINHERIT NOBYPASSRLS;
  END IF;
  IF NOT pg_has_role(current_user, 'registry_person', 'MEMBER') THEN
    EXECUTE format('GRANT registry_person TO %I', current_user);
  END IF;
END
$$;

ALTER TABLE access.account DROP CONSTRAINT account_role_check;
ALTER TABLE access.account
  ADD CONSTRAINT account_role_check CHECK (role IN ('hr', 'planner', 'leader', 'admin', 'auditor', 'person')),
  -- A record that goes, or is merged into another, takes the link with it: whether the other record is theirs too, an administrator
  -- decides again. Until then the account sees nothing.
  ADD COLUMN person_id uuid REFERENCES registry.person ON DELETE SET NULL,
  ADD CONSTRAINT account_person_check CHECK (person_id IS NULL OR role = 'person');
COMMENT ON COLUMN access.account.person_id IS 'Whose record it is, with role person alone.';
CREATE UNIQUE INDEX account_of_person ON access.account (person_id) WHERE closed_at IS NULL;
-- For the foreign key, which asks closed accounts too.
CREATE INDEX account_person ON access.account (person_id) WHERE person_id IS NOT NULL;
