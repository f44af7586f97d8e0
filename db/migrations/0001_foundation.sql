-- Schemas, roles, accounts and the two functions on which every right rests.
--
-- A request runs in a transaction that does
--     SET LOCAL ROLE registry_<role>;  SELECT set_config('registry.account', <account id>, true);
-- Row-level security and column grants do the rest. None of the request roles owns a table or may bypass
-- row-level security, so a mistake in C# shows nothing instead of too much.

CREATE EXTENSION IF NOT EXISTS unaccent;
CREATE EXTENSION IF NOT EXISTS pg_trgm;
CREATE EXTENSION IF NOT EXISTS btree_gist;

CREATE SCHEMA reference;
CREATE SCHEMA registry;
CREATE SCHEMA plans;
CREATE SCHEMA access;
CREATE SCHEMA forecast;

-- Roles belong to the cluster, not to the database: another registry on the same cluster may have made them.
DO $$
DECLARE
  name text;
BEGIN
  PERFORM pg_advisory_xact_lock(hashtext('talentregistry.roles'));
  FOREACH name IN ARRAY ARRAY['registry_hr', 'registry_planner', 'registry_leader', 'registry_admin', 'registry_auditor', 'registry_guest'] LOOP
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = name) THEN
      EXECUTE format('CREATE ROLE %I NOLOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOINHERIT NOBYPASSRLS', name);
    END IF;
    IF NOT pg_has_role(current_user, name, 'MEMBER') THEN
      EXECUTE format('GRANT %I TO %I', name, current_user);
    END IF;
  END LOOP;
END
$$;

GRANT USAGE ON SCHEMA reference, plans, forecast, access
  TO registry_hr, registry_planner, registry_leader, registry_admin, registry_auditor;
GRANT USAGE ON SCHEMA registry TO registry_hr, registry_planner, registry_leader;
-- The reference lists and the plans are public documents: every signed-in role reads them.
ALTER DEFAULT PRIVILEGES IN SCHEMA reference, plans
  GRANT SELECT ON TABLES TO registry_hr, registry_planner, registry_leader, registry_admin, registry_auditor;

-- Vietnamese alphabetical order (a, ă, â, b, c, d, đ, e, ê, ...), tones last.
CREATE COLLATION reference.vietnamese (provider = icu, locale = 'vi');

-- Folds a name for search: no accents, no case, one space between words. unaccent() is only STABLE because its
-- dictionary could be replaced; ours never is, so an index may rest on it. In PL/pgSQL because its plan is kept: a SQL
-- function that cannot be inlined costs three times as much, and a bulk load folds every name.
CREATE FUNCTION reference.fold(value text) RETURNS text
  LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
BEGIN
  RETURN regexp_replace(lower(public.unaccent('public.unaccent'::regdictionary, btrim(value))), '\s+', ' ', 'g');
END
$$;

CREATE TABLE access.account (
  id            uuid PRIMARY KEY,
  name          text NOT NULL UNIQUE CHECK (name ~ '^[a-z0-9][a-z0-9._-]{1,63}$'),
  display_name  text NOT NULL,
  role          text NOT NULL CHECK (role IN ('hr', 'planner', 'leader', 'admin', 'auditor')),
  password_hash text NOT NULL,
  demo          boolean NOT NULL DEFAULT false,
  closed_at     timestamptz,
  created_at    timestamptz NOT NULL DEFAULT now()
);
COMMENT ON COLUMN access.account.demo IS 'Password "demo", usable only on a loopback address.';

-- What an account may see: an agency with all below it (HR officer), or a unit with all below it (leader).
CREATE TABLE access.scope (
  account_id uuid NOT NULL REFERENCES access.account ON DELETE CASCADE,
  agency_id  uuid,
  unit_id    text,
  CHECK (num_nonnulls(agency_id, unit_id) = 1),
  UNIQUE NULLS NOT DISTINCT (account_id, agency_id, unit_id)
);

-- Every read of a person's record: who, when, through which door, whose. Never updated, never deleted by a request.
CREATE TABLE access.read_log (
  id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  at         timestamptz NOT NULL DEFAULT clock_timestamp(),
  account_id uuid NOT NULL,
  role       text NOT NULL,
  door       text NOT NULL,
  purpose    text NOT NULL,
  person_ids uuid[] NOT NULL
);
CREATE INDEX read_log_at ON access.read_log (at);
CREATE INDEX read_log_person ON access.read_log USING gin (person_ids);

CREATE FUNCTION access.current_account() RETURNS uuid
  LANGUAGE sql STABLE PARALLEL SAFE
  RETURN nullif(current_setting('registry.account', true), '')::uuid;

ALTER TABLE access.read_log ENABLE ROW LEVEL SECURITY;
CREATE POLICY append_own ON access.read_log FOR INSERT
  TO registry_hr, registry_planner, registry_leader
  WITH CHECK (account_id = access.current_account());
CREATE POLICY auditor_reads ON access.read_log FOR SELECT TO registry_auditor USING (true);
GRANT INSERT (account_id, role, door, purpose, person_ids) ON access.read_log TO registry_hr, registry_planner, registry_leader;
GRANT SELECT ON access.read_log TO registry_auditor;

ALTER TABLE access.account ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_account ON access.account FOR SELECT
  TO registry_hr, registry_planner, registry_leader USING (id = access.current_account());
CREATE POLICY administrators_and_auditors ON access.account FOR SELECT TO registry_admin, registry_auditor USING (true);
GRANT SELECT (id, name, display_name, role, demo, closed_at, created_at) ON access.account
  TO registry_hr, registry_planner, registry_leader, registry_admin, registry_auditor;
