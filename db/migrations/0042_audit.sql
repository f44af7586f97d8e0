-- What happened beside changes and reads of people: sign-ins, exports, refusals, configuration, commands. And the seals of both logs, so that it
-- shows when an entry is rewritten, taken out or put in; docs/decisions/0032.

CREATE TABLE access.audit_event (
  id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  at         timestamptz NOT NULL DEFAULT clock_timestamp(),
  kind       text NOT NULL CHECK (kind ~ '^[a-z][a-z0-9_]{1,39}$'),
  account_id uuid,
  role       text CHECK (char_length(role) <= 40),
  door       text NOT NULL CHECK (char_length(door) BETWEEN 1 AND 100),
  address    text CHECK (char_length(address) <= 64),
  subject    text CHECK (char_length(subject) <= 200),
  details    jsonb NOT NULL DEFAULT '{}' CHECK (jsonb_typeof(details) = 'object' AND octet_length(details::text) <= 20000)
);
COMMENT ON TABLE access.audit_event IS 'What the auditor is told beside reads (access.read_log) and changes (history.change). Only added to.';
COMMENT ON COLUMN access.audit_event.kind IS 'What happened, as "sign_in" or "export"; the server knows the kinds.';
COMMENT ON COLUMN access.audit_event.account_id IS 'Who did it; null where nobody had signed in, or the server did it by itself. No reference: an account may be gone one day.';
COMMENT ON COLUMN access.audit_event.role IS 'The role of the account at that time.';
COMMENT ON COLUMN access.audit_event.door IS 'Where it came in, as "graphql", "page /people" or "command backup".';
COMMENT ON COLUMN access.audit_event.address IS 'IP address of the caller; null for commands.';
COMMENT ON COLUMN access.audit_event.subject IS 'What it was about: an identifier or the name of a table, never personal data.';
COMMENT ON COLUMN access.audit_event.details IS 'Texts by name, few and short: counts, shapes, never values of a record.';

-- What the list of the auditor looks up: the newest of all, of a kind, of an account, of a door, about somebody.
CREATE INDEX audit_event_at ON access.audit_event (at);
CREATE INDEX audit_event_kind ON access.audit_event (kind, at);
CREATE INDEX audit_event_account ON access.audit_event (account_id, at);
CREATE INDEX audit_event_door ON access.audit_event (door, at);
CREATE INDEX audit_event_subject ON access.audit_event (subject, at);
CREATE INDEX read_log_account ON access.read_log (account_id, at);
CREATE INDEX read_log_door ON access.read_log (door, at);
CREATE INDEX change_at ON history.change (at);
CREATE INDEX change_account ON history.change (account_id, at);
CREATE INDEX change_door ON history.change (door, at);

-- The login that logs reads adds these too, and can read neither.
ALTER TABLE access.audit_event ENABLE ROW LEVEL SECURITY;
CREATE POLICY append ON access.audit_event FOR INSERT TO registry_log WITH CHECK (true);
CREATE POLICY auditor_reads ON access.audit_event FOR SELECT TO registry_auditor USING (true);
GRANT INSERT (kind, account_id, role, door, address, subject, details) ON access.audit_event TO registry_log;
GRANT SELECT ON access.audit_event TO registry_auditor;

CREATE FUNCTION access.note_role() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
  NEW.role := (SELECT a.role FROM access.account a WHERE a.id = NEW.account_id);
  RETURN NEW;
END
$$;
CREATE TRIGGER note_role BEFORE INSERT ON access.audit_event FOR EACH ROW
  WHEN (NEW.role IS NULL AND NEW.account_id IS NOT NULL) EXECUTE FUNCTION access.note_role();

CREATE TRIGGER only_added_to BEFORE UPDATE OR DELETE OR TRUNCATE ON access.audit_event FOR EACH STATEMENT EXECUTE FUNCTION history.refuse_rewriting();
CREATE TRIGGER only_added_to BEFORE UPDATE OR DELETE OR TRUNCATE ON access.read_log FOR EACH STATEMENT EXECUTE FUNCTION history.refuse_rewriting();

-- The chains of the two logs, made as that of the history is since migration 33. A read does not wait for its link: it is sealed some seconds later,
-- together with others.
CREATE TABLE access.log_link (
  log      text NOT NULL CHECK (log IN ('read_log', 'audit_event')),
  position bigint NOT NULL CHECK (position > 0),
  previous bytea NOT NULL CHECK (octet_length(previous) = 32),
  hash     bytea NOT NULL CHECK (octet_length(hash) = 32),
  entries  bigint[] NOT NULL,
  digests  bytea[] NOT NULL,
  PRIMARY KEY (log, position)
);
ALTER TABLE access.log_link ALTER COLUMN digests SET STORAGE EXTERNAL;
COMMENT ON COLUMN access.log_link.position IS 'Place of its last entry in the chain of its log, from 1.';
COMMENT ON COLUMN access.log_link.hash IS 'SHA-256 of the hash before, the position in eight bytes and the digests.';
COMMENT ON COLUMN access.log_link.entries IS 'The entries that it seals, in their order in the chain.';
COMMENT ON COLUMN access.log_link.digests IS 'SHA-256 of each of them, in that order: tells which of them was rewritten.';
CREATE TRIGGER only_added_to BEFORE UPDATE OR DELETE OR TRUNCATE ON access.log_link FOR EACH STATEMENT EXECUTE FUNCTION history.refuse_rewriting();

CREATE TABLE access.log_waiting (
  id      bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  log     text NOT NULL,
  entries bigint[] NOT NULL,
  digests bytea[] NOT NULL
);
COMMENT ON TABLE access.log_waiting IS 'Entries that have no link yet.';

ALTER TABLE access.log_link ENABLE ROW LEVEL SECURITY;
ALTER TABLE access.log_waiting ENABLE ROW LEVEL SECURITY;
CREATE POLICY auditor_reads ON access.log_link FOR SELECT TO registry_auditor USING (true);
GRANT SELECT ON access.log_link TO registry_auditor;

CREATE FUNCTION access.digest_of_read(e access.read_log) RETURNS bytea LANGUAGE sql STABLE
  RETURN sha256(record_send(ROW(e.id, e.at, e.account_id, e.role, e.door, e.purpose, e.person_ids::text)));
CREATE FUNCTION access.digest_of_event(e access.audit_event) RETURNS bytea LANGUAGE sql STABLE
  RETURN sha256(record_send(ROW(e.id, e.at, e.kind, e.account_id, e.role, e.door, e.address, e.subject, e.details)));

CREATE FUNCTION access.reads_await_seal() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
  INSERT INTO access.log_waiting (log, entries, digests)
    SELECT 'read_log', array_agg(id ORDER BY id), array_agg(digest ORDER BY id)
      FROM (SELECT c.id, access.digest_of_read(c) AS digest, (row_number() OVER (ORDER BY c.id) - 1) / 1000 AS part FROM changed c OFFSET 0) told
     GROUP BY part;
  RETURN NULL;
END
$$;
CREATE FUNCTION access.events_await_seal() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
  INSERT INTO access.log_waiting (log, entries, digests)
    SELECT 'audit_event', array_agg(id ORDER BY id), array_agg(digest ORDER BY id)
      FROM (SELECT c.id, access.digest_of_event(c) AS digest, (row_number() OVER (ORDER BY c.id) - 1) / 1000 AS part FROM changed c OFFSET 0) told
     GROUP BY part;
  RETURN NULL;
END
$$;
CREATE TRIGGER await_seal AFTER INSERT ON access.read_log REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION access.reads_await_seal();
CREATE TRIGGER await_seal AFTER INSERT ON access.audit_event REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION access.events_await_seal();

-- Seals what has been committed, a thousand entries a link; one transaction at a time. How many were sealed; null where another is at it.
CREATE FUNCTION access.seal_logs() RETURNS bigint LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
  at_a_time CONSTANT integer := 1000;
  sealed_here bigint := 0;
  place bigint;
  before bigint;
  previous bytea;
  sealed bytea;
  chain text;
  part record;
BEGIN
  -- Under an older snapshot the head that it sees may not be the head.
  IF current_setting('transaction_isolation') <> 'read committed' OR NOT pg_try_advisory_xact_lock(hashtext('access.seal_logs')) THEN
    RETURN NULL;
  END IF;
  FOREACH chain IN ARRAY ARRAY['read_log', 'audit_event'] LOOP
    SELECT l.position, l.hash INTO place, sealed FROM access.log_link l WHERE l.log = chain ORDER BY l.position DESC LIMIT 1;
    IF NOT FOUND THEN
      place := 0;
      sealed := decode(repeat('00', 32), 'hex');
    END IF;
    LOOP
      before := place;
      FOR part IN
        WITH taken AS (
          DELETE FROM access.log_waiting w
           WHERE w.id IN (SELECT first.id FROM access.log_waiting first WHERE first.log = chain ORDER BY first.id LIMIT 200)
          RETURNING w.id, w.entries, w.digests),
        flat AS (
          SELECT u.entry, u.digest, row_number() OVER (ORDER BY t.id, u.turn) - 1 AS n
            FROM taken t, unnest(t.entries, t.digests) WITH ORDINALITY u (entry, digest, turn))
        SELECT array_agg(entry ORDER BY n) AS entries, array_agg(digest ORDER BY n) AS digests, string_agg(digest, ''::bytea ORDER BY n) AS told
          FROM flat GROUP BY n / at_a_time ORDER BY n / at_a_time LOOP
        place := place + cardinality(part.entries);
        previous := sealed;
        sealed := sha256(previous || int8send(place) || part.told);
        INSERT INTO access.log_link (log, position, previous, hash, entries, digests) VALUES (chain, place, previous, sealed, part.entries, part.digests);
      END LOOP;
      EXIT WHEN place = before;
      sealed_here := sealed_here + place - before;
    END LOOP;
  END LOOP;
  RETURN sealed_here;
END
$$;
REVOKE EXECUTE ON FUNCTION access.note_role(), access.digest_of_read(access.read_log), access.digest_of_event(access.audit_event), access.reads_await_seal(),
  access.events_await_seal(), access.seal_logs() FROM PUBLIC;

-- Reads of before begin the chain.
INSERT INTO access.log_waiting (log, entries, digests)
  SELECT 'read_log', array_agg(id ORDER BY id), array_agg(digest ORDER BY id)
    FROM (SELECT l.id, access.digest_of_read(l) AS digest, (row_number() OVER (ORDER BY l.id) - 1) / 1000 AS part FROM access.read_log l OFFSET 0) told
   GROUP BY part ORDER BY part;

-- Walks along the chains are work that the auditor may watch.
ALTER TABLE work.item DROP CONSTRAINT item_kind_check, ADD CONSTRAINT item_kind_check CHECK (kind IN ('forecast', 'import', 'duplicates', 'verification'));
CREATE POLICY auditors_watch_verifications ON work.item FOR SELECT TO registry_auditor USING (kind = 'verification');

-- Whoever changes accounts or what they may see, through whatever door, SQL by hand included: which columns, never what stands in them.
CREATE FUNCTION access.note_configuration() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
  was CONSTANT jsonb := CASE WHEN TG_OP <> 'INSERT' THEN to_jsonb(OLD) END;
  became CONSTANT jsonb := CASE WHEN TG_OP <> 'DELETE' THEN to_jsonb(NEW) END;
  told CONSTANT text[] := ARRAY(
    SELECT key FROM jsonb_object_keys(coalesce(became, was)) key
     WHERE key = ANY (ARRAY['account_id', 'name', 'display_name', 'role', 'password_hash', 'demo', 'closed_at', 'person_id', 'agency_id', 'unit_id'])
       AND was -> key IS DISTINCT FROM became -> key ORDER BY key);
BEGIN
  IF cardinality(told) > 0 THEN
    INSERT INTO access.audit_event (kind, account_id, door, subject, details)
      VALUES ('configuration', nullif(current_setting('registry.account', true), '')::uuid, coalesce(nullif(current_setting('history.door', true), ''), 'database'),
              coalesce(coalesce(became, was) ->> 'account_id', coalesce(became, was) ->> 'id'),
              jsonb_build_object('table', TG_TABLE_NAME, 'change', lower(TG_OP), 'columns', array_to_string(told, ', '), 'login', session_user));
  END IF;
  RETURN NULL;
END
$$;
REVOKE EXECUTE ON FUNCTION access.note_configuration() FROM PUBLIC;
CREATE TRIGGER note_configuration AFTER INSERT OR UPDATE OR DELETE ON access.account FOR EACH ROW EXECUTE FUNCTION access.note_configuration();
CREATE TRIGGER note_configuration AFTER INSERT OR UPDATE OR DELETE ON access.scope FOR EACH ROW EXECUTE FUNCTION access.note_configuration();
