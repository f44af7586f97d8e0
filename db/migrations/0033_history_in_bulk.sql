-- A list of a hundred thousand people makes three hundred thousand entries of the history. Each was made into JSON three times over, waited for its
-- link in a row of its own and had a link of its own; docs/decisions/0027 says how a link seals many now, and what that leaves provable.

-- What is hashed of a change: its values in PostgreSQL's binary form, each with its type and length before it, so that no two changes have the same.
CREATE FUNCTION history.digest_of(c history.change) RETURNS bytea LANGUAGE sql STABLE
  RETURN sha256(record_send(ROW(
    c.id, c.at, c.account_id, c.account_name, c.role, c.operation, c.door, c.why, c.kind, c.table_name, c.record_id, c.person_id, c.before, c.after)));
REVOKE EXECUTE ON FUNCTION history.digest_of(history.change) FROM PUBLIC;

-- A link of before this migration seals one change; those since then seal what a statement changed, a thousand at most.
ALTER TABLE history.link
  ALTER COLUMN change_id DROP NOT NULL,
  ADD COLUMN changes bigint[],
  ADD COLUMN digests bytea[],
  ADD CONSTRAINT link_of_one_or_many CHECK ((change_id IS NULL) = (changes IS NOT NULL) AND (changes IS NULL) = (digests IS NULL));
COMMENT ON COLUMN history.link.position IS 'Place of its last change in the chain, from 1.';
COMMENT ON COLUMN history.link.change_id IS 'The one change that it seals, where it was made before migration 33.';
COMMENT ON COLUMN history.link.changes IS 'The changes that it seals, in their order in the chain.';
COMMENT ON COLUMN history.link.digests IS 'SHA-256 of each of them, in that order: tells which of them was rewritten.';
COMMENT ON COLUMN history.link.hash IS 'SHA-256 of the hash before, the position in eight bytes and the digests.';

-- What waits for its link, a row for what becomes one link. Digests are made when changes are written, so that nobody computes under the lock.
ALTER TABLE history.unchained ADD COLUMN changes bigint[], ADD COLUMN digests bytea[];
UPDATE history.unchained u SET changes = ARRAY[c.id], digests = ARRAY[history.digest_of(c)] FROM history.change c WHERE c.id = u.change_id;
SET CONSTRAINTS ALL IMMEDIATE;
ALTER TABLE history.unchained ALTER COLUMN changes SET NOT NULL, ALTER COLUMN digests SET NOT NULL;
COMMENT ON COLUMN history.unchained.change_id IS 'The first of them.';
-- Hashes are not made smaller by trying.
ALTER TABLE history.link ALTER COLUMN digests SET STORAGE EXTERNAL;
ALTER TABLE history.unchained ALTER COLUMN digests SET STORAGE EXTERNAL;

CREATE OR REPLACE FUNCTION history.await_chain() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
  at_a_time CONSTANT integer := 1000;
BEGIN
  INSERT INTO history.unchained (change_id, changes, digests)
    SELECT min(id), array_agg(id), array_agg(digest)
      FROM (SELECT id, digest, (row_number() OVER (ORDER BY id) - 1) / at_a_time AS part
              FROM (SELECT c.id, history.digest_of(c) AS digest FROM changed c OFFSET 0) told) parted
     GROUP BY part;
  RETURN NULL;
END
$$;

CREATE OR REPLACE FUNCTION history.chain() RETURNS bigint LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
  place bigint := 0;
  sealed bytea := decode(repeat('00', 32), 'hex');
  previous bytea;
  first bigint;
  waiting record;
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
  FOR waiting IN SELECT u.change_id, u.changes, u.digests FROM history.unchained u ORDER BY u.change_id LOOP
    place := place + cardinality(waiting.changes);
    previous := sealed;
    sealed := sha256(previous || int8send(place)
      || (SELECT string_agg(d.digest, ''::bytea ORDER BY d.turn) FROM unnest(waiting.digests) WITH ORDINALITY d (digest, turn)));
    INSERT INTO history.link (position, previous, hash, changes, digests) VALUES (place, previous, sealed, waiting.changes, waiting.digests);
    DELETE FROM history.unchained u WHERE u.change_id = waiting.change_id;
  END LOOP;
  RETURN place - first;
END
$$;

-- As before, but each row is made into JSON once, and the key of one column is looked up without a function.
CREATE OR REPLACE FUNCTION history.record_rows() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
  -- What follows from other columns is no change of its own.
  computed CONSTANT text[] := ARRAY(SELECT a.attname FROM pg_catalog.pg_attribute a WHERE a.attrelid = TG_RELID AND a.attgenerated <> '' AND NOT a.attisdropped);
  keys CONSTANT text[] := string_to_array(TG_ARGV[0], ' ');
  only_key CONSTANT text := CASE WHEN cardinality(keys) = 1 THEN keys[1] END;
  person CONSTANT text := TG_ARGV[1];
  account CONSTANT uuid := nullif(current_setting('registry.account', true), '')::uuid;
  account_name CONSTANT text := (SELECT a.display_name FROM access.account a WHERE a.id = account);
  requested_as CONSTANT text := nullif(current_setting('role'), 'none');
  requested_role CONSTANT text := replace(requested_as, 'registry_', '');
  operation CONSTANT text := CASE WHEN requested_as IS NULL THEN coalesce(nullif(current_setting('history.operation', true), ''), 'SQL of ' || session_user) END;
  door CONSTANT text := nullif(current_setting('history.door', true), '');
  why CONSTANT text := nullif(current_setting('history.why', true), '');
  relation CONSTANT text := TG_TABLE_NAME;
BEGIN
  -- OFFSET 0 keeps what is computed in the inner query from being put in place of each mention of it.
  IF TG_OP = 'INSERT' THEN
    INSERT INTO history.change (account_id, account_name, role, operation, door, why, kind, table_name, record_id, person_id, after)
      SELECT account, account_name, requested_role, operation, door, why, 'insert', relation,
             CASE WHEN only_key IS NOT NULL THEN r.became ->> only_key ELSE history.key_of(r.became, keys) END, (r.became ->> person)::uuid, r.became
        FROM (SELECT to_jsonb(n) - computed AS became FROM changed n OFFSET 0) r;
  ELSIF TG_OP = 'DELETE' THEN
    INSERT INTO history.change (account_id, account_name, role, operation, door, why, kind, table_name, record_id, person_id, before)
      SELECT account, account_name, requested_role, operation, door, why, 'delete', relation,
             CASE WHEN only_key IS NOT NULL THEN r.was ->> only_key ELSE history.key_of(r.was, keys) END, (r.was ->> person)::uuid, r.was
        FROM (SELECT to_jsonb(o) - computed AS was FROM before o OFFSET 0) r;
  ELSE
    INSERT INTO history.change (account_id, account_name, role, operation, door, why, kind, table_name, record_id, person_id, before, after)
      SELECT account, account_name, requested_role, operation, door, why,
             CASE WHEN o.was IS NULL THEN 'insert' WHEN n.became IS NULL THEN 'delete' ELSE 'update' END, relation,
             coalesce(n.key, o.key), (coalesce(n.became, o.was) ->> person)::uuid, o.was, n.became
        FROM (SELECT CASE WHEN only_key IS NOT NULL THEN r.was ->> only_key ELSE history.key_of(r.was, keys) END AS key, r.was
                FROM (SELECT to_jsonb(b) - computed AS was FROM before b OFFSET 0) r OFFSET 0) o
        FULL JOIN (SELECT CASE WHEN only_key IS NOT NULL THEN r.became ->> only_key ELSE history.key_of(r.became, keys) END AS key, r.became
                     FROM (SELECT to_jsonb(c) - computed AS became FROM changed c OFFSET 0) r OFFSET 0) n ON n.key = o.key
       WHERE o.was IS DISTINCT FROM n.became;
  END IF;
  RETURN NULL;
END
$$;

-- Links of before are verified over this text still; nothing is sealed over it any more.
COMMENT ON FUNCTION history.text_of(history.change) IS 'What links of before migration 33 were sealed over.';

-- What an import changed, as places in the history from the first to the last of each stretch: rows of their own were as many again.
ALTER TABLE imports.change RENAME COLUMN change_id TO first_id;
ALTER TABLE imports.change ADD COLUMN last_id bigint;
UPDATE imports.change SET last_id = first_id;
ALTER TABLE imports.change ALTER COLUMN last_id SET NOT NULL, ADD CHECK (last_id >= first_id);
COMMENT ON COLUMN imports.change.first_id IS 'The first change of a stretch of history.change, all of it the import''s; nothing is ever taken out there.';
COMMENT ON COLUMN imports.change.last_id IS 'The last of it.';
CREATE OR REPLACE FUNCTION imports.keep_changes(import uuid, since bigint) RETURNS bigint LANGUAGE sql SECURITY DEFINER SET search_path = '' AS $$
  WITH own AS (
    SELECT i.id AS import_id, c.id, c.id - row_number() OVER (ORDER BY c.id) AS stretch
      FROM imports.import i JOIN history.change c ON c.id > since AND c.xmin = pg_current_xact_id()::xid
     WHERE i.id = import AND i.account_id = access.current_account() AND c.account_id = i.account_id),
  kept AS (
    INSERT INTO imports.change (import_id, first_id, last_id) SELECT import_id, min(id), max(id) FROM own GROUP BY import_id, stretch
    RETURNING last_id - first_id + 1 AS changes)
  SELECT coalesce(sum(changes), 0)::bigint FROM kept
$$;
