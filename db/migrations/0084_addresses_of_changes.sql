-- The history tells from which address a change came, beside its door; docs/decisions/0087.
ALTER TABLE history.change ADD COLUMN address text CHECK (char_length(address) <= 64);
-- A default, so that whatever writes to the history notes it; set by the session, as the door is.
ALTER TABLE history.change ALTER COLUMN address SET DEFAULT nullif(current_setting('history.address', true), '');
COMMENT ON COLUMN history.change.address IS 'IP address of the caller; null for commands, and before migration 84.';
GRANT SELECT (address) ON history.change TO registry_auditor;

-- Entries without an address are hashed as before, so that all that is sealed stays good; taking one away makes another hash.
CREATE OR REPLACE FUNCTION history.digest_of(c history.change) RETURNS bytea LANGUAGE sql STABLE
  RETURN sha256(CASE WHEN c.address IS NULL
    THEN record_send(ROW(c.id, c.at, c.account_id, c.account_name, c.role, c.operation, c.door, c.why, c.kind, c.table_name, c.record_id, c.person_id, c.before, c.after))
    ELSE record_send(ROW(c.id, c.at, c.account_id, c.account_name, c.role, c.operation, c.door, c.why, c.kind, c.table_name, c.record_id, c.person_id, c.before, c.after, c.address)) END);

-- As before, with the address for officers.
CREATE OR REPLACE VIEW history.person_change WITH (security_barrier = true) AS
  SELECT c.id, c.person_id, c.at, CASE WHEN current_user <> 'registry_person' THEN c.account_name END AS account_name, c.role, c.operation,
         CASE WHEN current_user <> 'registry_person' THEN c.door END AS door,
         CASE WHEN current_user = 'registry_hr' THEN c.why END AS why, c.kind, c.table_name AS record, c.record_id,
         CASE WHEN current_user = 'registry_hr' THEN c.address END AS address
    FROM history.change c
   WHERE c.person_id IS NOT NULL AND history.is_seen(c.person_id) AND EXISTS (SELECT FROM history.shown_values(c.table_name, c.before, c.after))
  UNION ALL
  SELECT c.id, f.kept_id, c.at, CASE WHEN current_user <> 'registry_person' THEN c.account_name END, c.role, c.operation,
         CASE WHEN current_user <> 'registry_person' THEN c.door END,
         CASE WHEN current_user = 'registry_hr' THEN c.why END, c.kind, c.table_name, c.record_id,
         CASE WHEN current_user = 'registry_hr' THEN c.address END
    FROM duplicates.former_person f JOIN history.change c ON c.person_id = f.person_id
   WHERE history.is_seen(f.kept_id) AND EXISTS (SELECT FROM history.shown_values(c.table_name, c.before, c.after));
