-- What a list of a hundred thousand people spent on what it did not need (docs/decisions/0089).

-- A registry whose key of citizen IDs was never replaced names none, and each row was held against the table of keys to find that out.
DROP TRIGGER citizen_id_renewed ON registry.person;
CREATE TRIGGER citizen_id_renewed BEFORE INSERT OR UPDATE OF citizen_id_cipher, citizen_id_hash ON registry.person FOR EACH ROW
  WHEN (NEW.citizen_id_cipher IS NOT NULL AND current_setting('protection.current_key', true) IS DISTINCT FROM ''
        AND (current_setting('role') <> 'none' OR current_setting('history.bulk', true) IS DISTINCT FROM 'on')
        AND encode(substr(NEW.citizen_id_cipher, 50), 'hex') IS DISTINCT FROM current_setting('protection.current_key', true))
  EXECUTE FUNCTION protection.renew_citizen_id();

-- As before, but the thousand that a link seals is told by the numbers themselves, so that nothing is counted.
CREATE OR REPLACE FUNCTION history.await_chain() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
  at_a_time CONSTANT integer := 1000;
BEGIN
  INSERT INTO history.unchained (change_id, changes, digests)
    SELECT min(id), array_agg(id ORDER BY id), array_agg(digest ORDER BY id)
      FROM (SELECT c.id, history.digest_of(c) AS digest FROM changed c OFFSET 0) told
     GROUP BY id / at_a_time;
  RETURN NULL;
END
$$;

-- As before, but of rows that come in what follows from other columns is left out before they are made into JSON instead of after, and the address is asked for once.
CREATE OR REPLACE FUNCTION history.record_rows() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
  -- What follows from other columns is no change of its own.
  computed CONSTANT text[] := ARRAY(SELECT a.attname FROM pg_catalog.pg_attribute a WHERE a.attrelid = TG_RELID AND a.attgenerated <> '' AND NOT a.attisdropped);
  told CONSTANT text := (SELECT string_agg(quote_ident(a.attname), ', ' ORDER BY a.attnum) FROM pg_catalog.pg_attribute a
                          WHERE a.attrelid = TG_RELID AND a.attnum > 0 AND a.attgenerated = '' AND NOT a.attisdropped);
  keys CONSTANT text[] := string_to_array(TG_ARGV[0], ' ');
  only_key CONSTANT text := CASE WHEN cardinality(keys) = 1 THEN keys[1] END;
  person CONSTANT text := TG_ARGV[1];
  account CONSTANT uuid := nullif(current_setting('registry.account', true), '')::uuid;
  account_name CONSTANT text := (SELECT a.display_name FROM access.account a WHERE a.id = account);
  requested_as CONSTANT text := nullif(current_setting('role'), 'none');
  requested_role CONSTANT text := replace(requested_as, 'registry_', '');
  operation CONSTANT text := CASE WHEN requested_as IS NULL THEN coalesce(nullif(current_setting('history.operation', true), ''), 'SQL of ' || session_user) END;
  door CONSTANT text := nullif(current_setting('history.door', true), '');
  address CONSTANT text := nullif(current_setting('history.address', true), '');
  why CONSTANT text := nullif(current_setting('history.why', true), '');
  relation CONSTANT text := TG_TABLE_NAME;
BEGIN
  -- OFFSET 0 keeps what is computed in the inner query from being put in place of each mention of it.
  IF TG_OP = 'INSERT' THEN
    EXECUTE format(
      $query$
      INSERT INTO history.change (account_id, account_name, role, operation, door, address, why, kind, table_name, record_id, person_id, after)
        SELECT $1, $2, $3, $4, $5, $6, $7, 'insert', $8, CASE WHEN $9 IS NOT NULL THEN r.became ->> $9 ELSE history.key_of(r.became, $10) END, (r.became ->> $11)::uuid, r.became
          FROM (SELECT to_jsonb(n) AS became FROM (SELECT %s FROM changed) n OFFSET 0) r
      $query$, told)
      USING account, account_name, requested_role, operation, door, address, why, relation, only_key, keys, person;
  ELSIF TG_OP = 'DELETE' THEN
    INSERT INTO history.change (account_id, account_name, role, operation, door, address, why, kind, table_name, record_id, person_id, before)
      SELECT account, account_name, requested_role, operation, door, address, why, 'delete', relation,
             CASE WHEN only_key IS NOT NULL THEN r.was ->> only_key ELSE history.key_of(r.was, keys) END, (r.was ->> person)::uuid, r.was
        FROM (SELECT to_jsonb(o) - computed AS was FROM before o OFFSET 0) r;
  ELSE
    INSERT INTO history.change (account_id, account_name, role, operation, door, address, why, kind, table_name, record_id, person_id, before, after)
      SELECT account, account_name, requested_role, operation, door, address, why,
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
