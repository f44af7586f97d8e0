-- What a list of a hundred thousand people spent on looking things up that are known (docs/decisions/0084).

-- The last number that the history has given: what comes now has a higher one. The highest that an account may see is not the same, and took a walk to find.
CREATE FUNCTION imports.last_in_history() RETURNS bigint LANGUAGE sql SECURITY DEFINER SET search_path = '' AS $$
  SELECT coalesce(pg_sequence_last_value(pg_get_serial_sequence('history.change', 'id')::regclass), 0)
$$;
REVOKE EXECUTE ON FUNCTION imports.last_in_history() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION imports.last_in_history() TO registry_hr;

-- Changes of somebody's records are found by the person; only those of agencies, units and lists by the record.
DROP INDEX history.change_record;
CREATE INDEX change_record ON history.change (table_name, record_id, id) WHERE person_id IS NULL;

-- As before, but whether somebody has work is looked up for each in the index: among all who have, it took longer the more there were.
CREATE OR REPLACE FUNCTION registry.follow_careers() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
  people uuid[];
BEGIN
  IF TG_OP = 'UPDATE' THEN
    SELECT array_agg(DISTINCT person_id) INTO people FROM (SELECT person_id FROM changed UNION ALL SELECT person_id FROM before) touched;
  ELSIF TG_OP = 'INSERT' AND TG_TABLE_NAME = 'degree' THEN
    SELECT array_agg(DISTINCT person_id) INTO people FROM changed c
     WHERE (SELECT true FROM registry.posting g WHERE g.person_id = c.person_id LIMIT 1)
        OR (SELECT p.xmin <> pg_current_xact_id()::xid FROM registry.person p WHERE p.id = c.person_id);
  ELSE
    SELECT array_agg(DISTINCT person_id) INTO people FROM changed;
  END IF;
  IF people IS NOT NULL THEN
    PERFORM registry.refresh_spans(people);
  END IF;
  RETURN NULL;
END
$$;

-- The key that citizen IDs are under is read once a statement; only those under another are looked at one by one. Whoever exchanges the key has locked the table before,
-- so it stays the same until the statement has ended.
CREATE FUNCTION protection.tell_current_key() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
  PERFORM set_config('protection.current_key', coalesce((SELECT k.id FROM protection.citizen_id_key k WHERE k.state = 'current'), ''), true);
  RETURN NULL;
END
$$;
REVOKE EXECUTE ON FUNCTION protection.tell_current_key() FROM PUBLIC;
CREATE TRIGGER citizen_id_key BEFORE INSERT OR UPDATE OF citizen_id_cipher, citizen_id_hash ON registry.person FOR EACH STATEMENT
  EXECUTE FUNCTION protection.tell_current_key();
DROP TRIGGER citizen_id_renewed ON registry.person;
CREATE TRIGGER citizen_id_renewed BEFORE INSERT OR UPDATE OF citizen_id_cipher, citizen_id_hash ON registry.person FOR EACH ROW
  WHEN (NEW.citizen_id_cipher IS NOT NULL AND (current_setting('role') <> 'none' OR current_setting('history.bulk', true) IS DISTINCT FROM 'on')
        AND encode(substr(NEW.citizen_id_cipher, 50), 'hex') IS DISTINCT FROM current_setting('protection.current_key', true))
  EXECUTE FUNCTION protection.renew_citizen_id();

-- Numbers that follow each other are not worth the time to make them smaller: eight bytes beside the thousand of a change.
ALTER TABLE history.unchained ALTER COLUMN changes SET STORAGE EXTERNAL;
ALTER TABLE history.link ALTER COLUMN changes SET STORAGE EXTERNAL;
