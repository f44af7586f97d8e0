-- Every change of a person, a degree, a posting or an agency, kept for ever and chained by hash; docs/decisions/0015.

CREATE SCHEMA history;
GRANT USAGE ON SCHEMA history TO registry_hr, registry_auditor;

CREATE TABLE history.change (
  id           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  at           timestamptz NOT NULL DEFAULT clock_timestamp(),
  account_id   uuid,
  account_name text,
  role         text,
  operation    text,
  door         text,
  why          text,
  kind         text NOT NULL CHECK (kind IN ('insert', 'update', 'delete', 'truncate', 'load')),
  table_name   text,
  record_id    text,
  person_id    uuid,
  before       jsonb,
  after        jsonb,
  CHECK (num_nonnulls(account_id, operation) >= 1),
  CHECK ((kind = 'load') = (table_name IS NULL)),
  CHECK ((record_id IS NULL) = (kind IN ('truncate', 'load')))
);
COMMENT ON COLUMN history.change.account_name IS 'As shown at that time: officers may not read other accounts, and an account may be gone one day.';
COMMENT ON COLUMN history.change.operation IS 'What the server did by itself, as "demo load"; null where an account asked for it.';
COMMENT ON COLUMN history.change.door IS 'Where the request came in, as "graphql".';
COMMENT ON COLUMN history.change.record_id IS 'Key of the record; its parts separated by a space where it has several.';
COMMENT ON COLUMN history.change.after IS 'The record after the change; of a load, the rows and the checksum of each table that it wrote.';
CREATE INDEX change_person ON history.change (person_id, id);
CREATE INDEX change_record ON history.change (table_name, record_id, id);

-- The chain: each link seals one change and the link before it. A table of its own, so that neither is ever updated.
CREATE TABLE history.link (
  position  bigint PRIMARY KEY CHECK (position > 0),
  change_id bigint NOT NULL UNIQUE REFERENCES history.change,
  previous  bytea NOT NULL CHECK (octet_length(previous) = 32),
  hash      bytea NOT NULL CHECK (octet_length(hash) = 32)
);

-- Changes that have no link yet.
CREATE TABLE history.unchained (
  change_id bigint PRIMARY KEY REFERENCES history.change
);

-- Each value with its length before it, so that no two changes have the same text; "-" for null.
CREATE FUNCTION history.part(value text) RETURNS text LANGUAGE sql IMMUTABLE SET search_path = ''
  RETURN coalesce(octet_length(value) || ':' || value, '-');
CREATE FUNCTION history.text_of(c history.change) RETURNS text LANGUAGE sql STABLE SET search_path = ''
  RETURN concat(
    history.part(c.id::text), history.part(to_char(c.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')),
    history.part(c.account_id::text), history.part(c.account_name), history.part(c.role), history.part(c.operation), history.part(c.door), history.part(c.why),
    history.part(c.kind), history.part(c.table_name), history.part(c.record_id), history.part(c.person_id::text),
    history.part(c.before::text), history.part(c.after::text));

-- Chains what has been committed and what this transaction has changed. One transaction at a time; who finds another at it leaves
-- the work to that one's successor and waits for nobody. How many were chained; null where it was left.
CREATE FUNCTION history.chain() RETURNS bigint LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
  sealed bytea := decode(repeat('00', 32), 'hex');
  previous bytea;
  place bigint := 0;
  first bigint;
  entry history.change;
BEGIN
  -- Under an older snapshot the head that it sees may not be the head.
  IF current_setting('transaction_isolation') <> 'read committed' OR NOT pg_try_advisory_xact_lock(hashtext('history.chain')) THEN
    RETURN NULL;
  END IF;
  SELECT l.position, l.hash INTO place, sealed FROM history.link l ORDER BY l.position DESC LIMIT 1;
  IF NOT FOUND THEN
    place := 0;
    sealed := decode(repeat('00', 32), 'hex');
  END IF;
  first := place;
  FOR entry IN SELECT c.* FROM history.unchained u JOIN history.change c ON c.id = u.change_id ORDER BY c.id LOOP
    place := place + 1;
    previous := sealed;
    sealed := sha256(previous || convert_to(history.part(place::text) || history.text_of(entry), 'UTF8'));
    INSERT INTO history.link (position, change_id, previous, hash) VALUES (place, entry.id, previous, sealed);
    DELETE FROM history.unchained WHERE change_id = entry.id;
  END LOOP;
  RETURN place - first;
END
$$;

-- What is written goes to the chain at the end of its transaction, when nothing more is to be waited for under the lock.
CREATE FUNCTION history.await_chain() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
  INSERT INTO history.unchained (change_id) VALUES (NEW.id);
  RETURN NULL;
END
$$;
CREATE TRIGGER await_chain AFTER INSERT ON history.change FOR EACH ROW EXECUTE FUNCTION history.await_chain();
CREATE FUNCTION history.chain_at_commit() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
  IF EXISTS (SELECT FROM history.unchained WHERE change_id = NEW.change_id) THEN
    PERFORM history.chain();
  END IF;
  RETURN NULL;
END
$$;
CREATE CONSTRAINT TRIGGER chain_at_commit AFTER INSERT ON history.unchained
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION history.chain_at_commit();

-- Nobody changes what has been written, the owner neither, unless by switching this off; the chain shows it then.
CREATE FUNCTION history.refuse_rewriting() RETURNS trigger LANGUAGE plpgsql SET search_path = '' AS $$
BEGIN
  RAISE EXCEPTION 'the history is only added to' USING ERRCODE = 'insufficient_privilege';
END
$$;
CREATE TRIGGER only_added_to BEFORE UPDATE OR DELETE OR TRUNCATE ON history.change FOR EACH STATEMENT EXECUTE FUNCTION history.refuse_rewriting();
CREATE TRIGGER only_added_to BEFORE UPDATE OR DELETE OR TRUNCATE ON history.link FOR EACH STATEMENT EXECUTE FUNCTION history.refuse_rewriting();

-- Arguments: columns of the key, and the column of the person if there is one. Who asked stands in the settings of the transaction, which
-- outlive the change of user that a cascade or a function brings.
CREATE FUNCTION history.record() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
  -- What follows from a name is no change of its own.
  computed CONSTANT text[] := ARRAY['given_name', 'folded_name', 'search_words'];
  was jsonb := to_jsonb(OLD) - computed;
  became jsonb := to_jsonb(NEW) - computed;
  known jsonb := coalesce(became, was);
  account uuid := nullif(current_setting('registry.account', true), '')::uuid;
  requested_as text := nullif(current_setting('role'), 'none');
BEGIN
  IF was = became THEN
    RETURN NULL;
  END IF;
  INSERT INTO history.change (account_id, account_name, role, operation, door, why, kind, table_name, record_id, person_id, before, after)
    VALUES (
      account, (SELECT a.display_name FROM access.account a WHERE a.id = account), replace(requested_as, 'registry_', ''),
      CASE WHEN requested_as IS NULL THEN coalesce(nullif(current_setting('history.operation', true), ''), 'SQL of ' || session_user) END,
      nullif(current_setting('history.door', true), ''), nullif(current_setting('history.why', true), ''),
      lower(TG_OP), TG_TABLE_NAME,
      (SELECT string_agg(known ->> name, ' ' ORDER BY place) FROM unnest(string_to_array(TG_ARGV[0], ' ')) WITH ORDINALITY key (name, place)),
      (known ->> TG_ARGV[1])::uuid, was, became);
  RETURN NULL;
END
$$;
CREATE FUNCTION history.record_truncation() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
  INSERT INTO history.change (operation, kind, table_name)
    VALUES (coalesce(nullif(current_setting('history.operation', true), ''), 'SQL of ' || session_user), 'truncate', TG_TABLE_NAME);
  RETURN NULL;
END
$$;

-- A load writes one entry for all its rows and says so by history.bulk, which counts only where no request's role has been taken.
DO $$
DECLARE
  kept record;
BEGIN
  FOR kept IN VALUES ('person', 'id', 'id'), ('degree', 'id', 'person_id'), ('posting', 'id', 'person_id'), ('agency', 'id', ''),
                     ('agency_seat', 'agency_id valid_from', ''), ('agency_succession', 'predecessor_id successor_id effective_on', '') LOOP
    EXECUTE format($trigger$
      CREATE TRIGGER keep_history AFTER INSERT OR UPDATE OR DELETE ON registry.%I FOR EACH ROW
        WHEN (current_setting('role') <> 'none' OR current_setting('history.bulk', true) IS DISTINCT FROM 'on')
        EXECUTE FUNCTION history.record(%L, %L);
      CREATE TRIGGER keep_history_of_truncation AFTER TRUNCATE ON registry.%1$I FOR EACH STATEMENT EXECUTE FUNCTION history.record_truncation()
      $trigger$, kept.column1, kept.column2, kept.column3);
  END LOOP;
END
$$;

-- Who may not see a person may not see the history of the person; the auditor sees who changed what when, never the values.
ALTER TABLE history.change ENABLE ROW LEVEL SECURITY;
ALTER TABLE history.link ENABLE ROW LEVEL SECURITY;
ALTER TABLE history.unchained ENABLE ROW LEVEL SECURITY;
CREATE POLICY hr_own_people ON history.change FOR SELECT TO registry_hr
  USING (CASE WHEN person_id IS NULL THEN table_name LIKE 'agency%' ELSE EXISTS (SELECT FROM registry.person p WHERE p.id = person_id) END);
CREATE POLICY auditor_reads ON history.change FOR SELECT TO registry_auditor USING (true);
CREATE POLICY auditor_reads ON history.link FOR SELECT TO registry_auditor USING (true);
GRANT SELECT ON history.change TO registry_hr;
GRANT SELECT (id, at, account_id, account_name, role, operation, door, why, kind, table_name, record_id, person_id) ON history.change TO registry_auditor;
GRANT SELECT ON history.link TO registry_auditor;
REVOKE EXECUTE ON FUNCTION history.chain(), history.await_chain(), history.chain_at_commit(), history.refuse_rewriting(), history.record(),
  history.record_truncation() FROM PUBLIC;

-- Registries that hold people already begin their history here.
INSERT INTO history.change (operation, kind, after)
  SELECT 'history begins', 'load', jsonb_build_object('person', jsonb_build_object('rows', (SELECT count(*) FROM registry.person)))
   WHERE EXISTS (SELECT FROM registry.person);
