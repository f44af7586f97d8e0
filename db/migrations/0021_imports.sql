-- Lists that officers imported: what each of them changed, so that it can be taken back as a whole (docs/decisions/0019).

CREATE SCHEMA imports;
GRANT USAGE ON SCHEMA imports TO registry_hr;

CREATE TABLE imports.import (
  id           uuid PRIMARY KEY,
  account_id   uuid NOT NULL,
  file_name    text NOT NULL CHECK (char_length(file_name) BETWEEN 1 AND 255 AND file_name !~ '[[:cntrl:]]'),
  file_sha256  bytea NOT NULL CHECK (octet_length(file_sha256) = 32),
  mode         text NOT NULL CHECK (mode IN ('insert_or_update', 'insert', 'update')),
  people_new   integer NOT NULL CHECK (people_new >= 0),
  people_changed integer NOT NULL CHECK (people_changed >= 0),
  committed_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  undone_at    timestamptz,
  CHECK (undone_at >= committed_at)
);
COMMENT ON TABLE imports.import IS 'Only those that changed something.';
COMMENT ON COLUMN imports.import.account_id IS 'No reference: an account may be gone one day, what it imported is not.';
CREATE INDEX import_of_account ON imports.import (account_id, committed_at DESC);

CREATE TABLE imports.change (
  import_id uuid NOT NULL REFERENCES imports.import,
  change_id bigint PRIMARY KEY
);
COMMENT ON COLUMN imports.change.change_id IS 'Of history.change, from which nothing is ever taken out: a reference would be a check a row.';
CREATE INDEX change_of_import ON imports.change (import_id);

ALTER TABLE imports.import ENABLE ROW LEVEL SECURITY;
ALTER TABLE imports.change ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_imports ON imports.import TO registry_hr
  USING (account_id = access.current_account()) WITH CHECK (account_id = access.current_account());
CREATE POLICY of_own_imports ON imports.change FOR SELECT TO registry_hr
  USING (EXISTS (SELECT FROM imports.import i WHERE i.id = import_id));
GRANT SELECT ON imports.import, imports.change TO registry_hr;
GRANT INSERT (id, account_id, file_name, file_sha256, mode, people_new, people_changed), UPDATE (undone_at) ON imports.import TO registry_hr;

-- Notes what this transaction has changed since a place in the history as an import's. The caller's own import, and the caller's own changes.
CREATE FUNCTION imports.keep_changes(import uuid, since bigint) RETURNS bigint LANGUAGE sql SECURITY DEFINER SET search_path = '' AS $$
  WITH kept AS (
    INSERT INTO imports.change (import_id, change_id)
    SELECT i.id, c.id
      FROM imports.import i JOIN history.change c ON c.id > since AND c.xmin = pg_current_xact_id()::xid
     WHERE i.id = import AND i.account_id = access.current_account() AND c.account_id = i.account_id
    RETURNING 1)
  SELECT count(*) FROM kept
$$;

-- Which of the citizen IDs, as their keyed hashes, are in the registry, whoever keeps the person: the constraint would tell one at a time.
CREATE FUNCTION imports.known_citizen_ids(hashes bytea[]) RETURNS SETOF bytea LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT p.citizen_id_hash FROM registry.person p WHERE p.citizen_id_hash = ANY (hashes)
$$;
REVOKE EXECUTE ON FUNCTION imports.keep_changes(uuid, bigint), imports.known_citizen_ids(bytea[]) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION imports.keep_changes(uuid, bigint), imports.known_citizen_ids(bytea[]) TO registry_hr;
