-- A statement that changes many rows writes their entries together, and a chain is sealed in one go: a list of a hundred thousand people makes
-- three hundred thousand entries, which took a fifth of a millisecond each to write, and as long again to chain.

CREATE FUNCTION history.key_of(record jsonb, keys text[]) RETURNS text LANGUAGE sql IMMUTABLE
  RETURN CASE WHEN cardinality(keys) = 1 THEN record ->> keys[1]
              ELSE (SELECT string_agg(record ->> name, ' ' ORDER BY place) FROM unnest(keys) WITH ORDINALITY key (name, place)) END;

-- Arguments as before: columns of the key, and the column of the person if there is one. The rows come as "before" and "changed". A row whose key
-- itself changes is told as one that went and one that came.
CREATE FUNCTION history.record_rows() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
  -- What follows from a name is no change of its own.
  computed CONSTANT text[] := ARRAY['given_name', 'folded_name', 'search_words'];
  keys CONSTANT text[] := string_to_array(TG_ARGV[0], ' ');
  account CONSTANT uuid := nullif(current_setting('registry.account', true), '')::uuid;
  account_name CONSTANT text := (SELECT a.display_name FROM access.account a WHERE a.id = account);
  requested_as CONSTANT text := nullif(current_setting('role'), 'none');
  operation CONSTANT text := CASE WHEN requested_as IS NULL THEN coalesce(nullif(current_setting('history.operation', true), ''), 'SQL of ' || session_user) END;
  door CONSTANT text := nullif(current_setting('history.door', true), '');
  why CONSTANT text := nullif(current_setting('history.why', true), '');
BEGIN
  IF TG_OP = 'INSERT' THEN
    INSERT INTO history.change (account_id, account_name, role, operation, door, why, kind, table_name, record_id, person_id, after)
      SELECT account, account_name, replace(requested_as, 'registry_', ''), operation, door, why, 'insert', TG_TABLE_NAME,
             history.key_of(r.became, keys), (r.became ->> TG_ARGV[1])::uuid, r.became
        FROM (SELECT to_jsonb(n) - computed AS became FROM changed n) r;
  ELSIF TG_OP = 'DELETE' THEN
    INSERT INTO history.change (account_id, account_name, role, operation, door, why, kind, table_name, record_id, person_id, before)
      SELECT account, account_name, replace(requested_as, 'registry_', ''), operation, door, why, 'delete', TG_TABLE_NAME,
             history.key_of(r.was, keys), (r.was ->> TG_ARGV[1])::uuid, r.was
        FROM (SELECT to_jsonb(o) - computed AS was FROM before o) r;
  ELSE
    INSERT INTO history.change (account_id, account_name, role, operation, door, why, kind, table_name, record_id, person_id, before, after)
      SELECT account, account_name, replace(requested_as, 'registry_', ''), operation, door, why,
             CASE WHEN o.was IS NULL THEN 'insert' WHEN n.became IS NULL THEN 'delete' ELSE 'update' END, TG_TABLE_NAME,
             coalesce(n.key, o.key), (coalesce(n.became, o.was) ->> TG_ARGV[1])::uuid, o.was, n.became
        FROM (SELECT history.key_of(r.was, keys) AS key, r.was FROM (SELECT to_jsonb(b) - computed AS was FROM before b) r) o
        FULL JOIN (SELECT history.key_of(r.became, keys) AS key, r.became FROM (SELECT to_jsonb(c) - computed AS became FROM changed c) r) n ON n.key = o.key
       WHERE o.was IS DISTINCT FROM n.became;
  END IF;
  RETURN NULL;
END
$$;
DO $$
DECLARE
  kept record;
BEGIN
  FOR kept IN SELECT t.tgrelid::regclass AS relation, encode(t.tgargs, 'escape') AS arguments
                FROM pg_trigger t WHERE t.tgfoid = 'history.record()'::regprocedure LOOP
    EXECUTE format($trigger$
      DROP TRIGGER keep_history ON %1$s;
      CREATE TRIGGER keep_history_of_insert AFTER INSERT ON %1$s REFERENCING NEW TABLE AS changed FOR EACH STATEMENT
        WHEN (current_setting('role') <> 'none' OR current_setting('history.bulk', true) IS DISTINCT FROM 'on')
        EXECUTE FUNCTION history.record_rows(%2$L, %3$L);
      CREATE TRIGGER keep_history_of_update AFTER UPDATE ON %1$s REFERENCING OLD TABLE AS before NEW TABLE AS changed FOR EACH STATEMENT
        WHEN (current_setting('role') <> 'none' OR current_setting('history.bulk', true) IS DISTINCT FROM 'on')
        EXECUTE FUNCTION history.record_rows(%2$L, %3$L);
      CREATE TRIGGER keep_history_of_delete AFTER DELETE ON %1$s REFERENCING OLD TABLE AS before FOR EACH STATEMENT
        WHEN (current_setting('role') <> 'none' OR current_setting('history.bulk', true) IS DISTINCT FROM 'on')
        EXECUTE FUNCTION history.record_rows(%2$L, %3$L)
      $trigger$, kept.relation, split_part(kept.arguments, '\000', 1), split_part(kept.arguments, '\000', 2));
  END LOOP;
END
$$;
DROP FUNCTION history.record();

-- What waits for its link is written by triggers alone: the reference was a check a row.
ALTER TABLE history.unchained DROP CONSTRAINT unchained_change_id_fkey;
DROP TRIGGER await_chain ON history.change;
CREATE OR REPLACE FUNCTION history.await_chain() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
  INSERT INTO history.unchained (change_id) SELECT id FROM changed;
  RETURN NULL;
END
$$;
CREATE TRIGGER await_chain AFTER INSERT ON history.change REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION history.await_chain();

CREATE OR REPLACE FUNCTION history.chain() RETURNS bigint LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
  at_a_time CONSTANT integer := 10000;
  place bigint := 0;
  sealed bytea := decode(repeat('00', 32), 'hex');
  first bigint;
  entry record;
  changes bigint[];
  previouses bytea[];
  hashes bytea[];
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
  LOOP
    changes := '{}';
    previouses := '{}';
    hashes := '{}';
    FOR entry IN SELECT c.id, history.text_of(c) AS told FROM history.unchained u JOIN history.change c ON c.id = u.change_id ORDER BY c.id LIMIT at_a_time LOOP
      place := place + 1;
      changes := changes || entry.id;
      previouses := previouses || sealed;
      sealed := sha256(sealed || convert_to(history.part(place::text) || entry.told, 'UTF8'));
      hashes := hashes || sealed;
    END LOOP;
    EXIT WHEN cardinality(changes) = 0;
    INSERT INTO history.link (position, change_id, previous, hash)
      SELECT place - cardinality(changes) + l.turn, l.change_id, l.previous, l.hash
        FROM unnest(changes, previouses, hashes) WITH ORDINALITY l (change_id, previous, hash, turn);
    DELETE FROM history.unchained WHERE change_id = ANY (changes);
  END LOOP;
  RETURN place - first;
END
$$;
-- Their bodies name every function already: without a search path of their own they become part of the statement that calls them.
ALTER FUNCTION history.part(text) RESET search_path;
ALTER FUNCTION history.text_of(history.change) RESET search_path;
REVOKE EXECUTE ON FUNCTION history.record_rows(), history.key_of(jsonb, text[]) FROM PUBLIC;
