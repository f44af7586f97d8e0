-- What is kept past its term goes: from the registry and from the history, whose chain goes on holding (docs/decisions/0038). An entry of the history keeps its
-- place, its time and who wrote it; the values are taken out, and an entry of kind "erase", chained as every other, tells which, with the digest of what is left of
-- each. The link that sealed it keeps the digest of what it was.

DO $$
DECLARE
  known record;
BEGIN
  FOR known IN SELECT conname FROM pg_catalog.pg_constraint WHERE conrelid = 'history.change'::regclass AND contype = 'c' AND pg_get_constraintdef(oid) LIKE '%load%' LOOP
    EXECUTE format('ALTER TABLE history.change DROP CONSTRAINT %I', known.conname);
  END LOOP;
END
$$;
ALTER TABLE history.change
  ADD CONSTRAINT change_kind_check CHECK (kind IN ('insert', 'update', 'delete', 'truncate', 'load', 'erase')),
  ADD CONSTRAINT change_of_a_table CHECK ((kind IN ('load', 'erase')) = (table_name IS NULL)),
  ADD CONSTRAINT change_of_a_record CHECK ((record_id IS NULL) = (kind IN ('truncate', 'load', 'erase')));
COMMENT ON COLUMN history.change.after IS
  'The record after the change; of a load, the rows and the checksum of each table that it wrote; of an erasure, by key of each change whose values it took out, SHA-256 of what is left of it.';
CREATE INDEX change_erasures ON history.change (id) WHERE kind = 'erase';

-- Entries are emptied by an erasure and by nothing else.
CREATE FUNCTION history.refuse_all_but_erasing() RETURNS trigger LANGUAGE plpgsql SET search_path = '' AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND current_setting('history.erasing', true) = 'on' AND current_setting('role') = 'none' THEN
    RETURN NULL;
  END IF;
  RAISE EXCEPTION 'the history is only added to' USING ERRCODE = 'insufficient_privilege';
END
$$;
DROP TRIGGER only_added_to ON history.change;
CREATE TRIGGER only_added_to BEFORE UPDATE OR DELETE OR TRUNCATE ON history.change FOR EACH STATEMENT EXECUTE FUNCTION history.refuse_all_but_erasing();
CREATE FUNCTION history.refuse_other_values() RETURNS trigger LANGUAGE plpgsql SET search_path = '' AS $$
DECLARE
  emptied CONSTANT text[] := ARRAY['before', 'after', 'why'];
BEGIN
  IF EXISTS (SELECT FROM changed c FULL JOIN was w ON w.id = c.id
              WHERE num_nonnulls(c.before, c.after, c.why) > 0 OR w.kind = 'erase' OR to_jsonb(c) - emptied IS DISTINCT FROM to_jsonb(w) - emptied) THEN
    RAISE EXCEPTION 'the history is only added to' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NULL;
END
$$;
CREATE TRIGGER only_emptied AFTER UPDATE ON history.change REFERENCING OLD TABLE AS was NEW TABLE AS changed FOR EACH STATEMENT
  WHEN (current_setting('history.erasing', true) = 'on') EXECUTE FUNCTION history.refuse_other_values();

-- What was erased, in numbers.
CREATE TABLE protection.erasure (
  id           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  at           timestamptz NOT NULL DEFAULT clock_timestamp(),
  account_id   uuid,
  account_name text NOT NULL,
  years        smallint NOT NULL,
  deceased     integer NOT NULL CHECK (deceased >= 0),
  removed      integer NOT NULL CHECK (removed >= 0),
  changes      bigint NOT NULL CHECK (changes >= 0)
);
COMMENT ON TABLE protection.erasure IS 'How much was erased when and by whom. Of whom is not kept.';
COMMENT ON COLUMN protection.erasure.account_name IS 'Name of the administrator; "operator" for the command line.';
COMMENT ON COLUMN protection.erasure.years IS 'Years of keeping that held then.';
COMMENT ON COLUMN protection.erasure.removed IS 'People who had been taken out of the registry before and were in its history alone.';
COMMENT ON COLUMN protection.erasure.changes IS 'Entries of the history whose values were taken out.';

-- A record goes as a whole, when the longest term of its values is over.
CREATE FUNCTION protection.years_kept() RETURNS integer LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT max(f.years_after)::integer FROM protection.personal_field f
$$;
-- Whose records are past their term on a day: who died, or was taken out, so many years before. Not while a request of that person is open, or their
-- data is restricted: then it is kept because somebody wants it kept.
CREATE FUNCTION protection.due_for_erasure(today date) RETURNS TABLE (person_id uuid, ended_on date, is_removed boolean) LANGUAGE sql STABLE SET search_path = '' AS $$
  WITH term AS MATERIALIZED (SELECT (today - make_interval(years => protection.years_kept()))::date AS until),
  ended AS (
    SELECT p.id AS person_id, p.deceased_on AS ended_on, false AS is_removed FROM registry.person p WHERE p.deceased_on <= (SELECT until FROM term)
    UNION ALL
    SELECT c.person_id, max((c.at AT TIME ZONE 'Asia/Ho_Chi_Minh')::date), true
      FROM history.change c
     WHERE c.table_name = 'person' AND c.kind = 'delete' AND c.before IS NOT NULL
       AND NOT EXISTS (SELECT FROM registry.person p WHERE p.id = c.person_id) AND NOT EXISTS (SELECT FROM duplicates.former_person f WHERE f.person_id = c.person_id)
     GROUP BY c.person_id HAVING max((c.at AT TIME ZONE 'Asia/Ho_Chi_Minh')::date) <= (SELECT until FROM term))
  SELECT e.person_id, e.ended_on, e.is_removed FROM ended e
   WHERE NOT EXISTS (SELECT FROM protection.restriction r WHERE r.person_id = e.person_id AND r.lifted_on IS NULL)
     AND NOT EXISTS (SELECT FROM protection.request q WHERE duplicates.kept_person(q.person_id) = e.person_id AND q.state IN ('received', 'replied'))
$$;
-- The same in numbers, for those who may see no person.
CREATE FUNCTION protection.erasure_preview(today date) RETURNS TABLE (year integer, deceased bigint, removed bigint) LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT extract(year FROM d.ended_on)::integer, count(*) FILTER (WHERE NOT d.is_removed), count(*) FILTER (WHERE d.is_removed)
    FROM protection.due_for_erasure(today) d GROUP BY 1 ORDER BY 1
$$;

-- Erases so many people at most whose term is over; how many are left to do is asked again. The operator's: no role of a request may.
CREATE FUNCTION protection.erase(today date, most integer, account uuid, through text) RETURNS TABLE (deceased integer, removed integer, changes bigint)
  LANGUAGE plpgsql SET search_path = '' AS $$
#variable_conflict use_column
DECLARE
  at_a_time CONSTANT integer := 1000;
  due uuid[];
  everyone uuid[];
  words text[];
  part record;
BEGIN
  deceased := 0;
  removed := 0;
  changes := 0;
  -- No history of what goes; and entries of the history may be emptied.
  PERFORM set_config('history.bulk', 'on', true), set_config('history.erasing', 'on', true);
  SELECT array_agg(d.person_id), count(*) FILTER (WHERE NOT d.is_removed), count(*) FILTER (WHERE d.is_removed) INTO due, deceased, removed
    FROM (SELECT * FROM protection.due_for_erasure(today) ORDER BY ended_on, person_id LIMIT most) d;
  IF due IS NULL THEN
    RETURN NEXT;
    RETURN;
  END IF;

  -- Who was merged into them is in the history and in what a merge keeps for its undoing.
  everyone := due || ARRAY(SELECT f.person_id FROM duplicates.former_person f WHERE f.kept_id = ANY (due));
  -- Of the names that they have, and had.
  words := ARRAY(
    SELECT DISTINCT word
      FROM (SELECT p.full_name AS name FROM registry.person p WHERE p.id = ANY (due)
            UNION SELECT unnest(ARRAY[h.before ->> 'full_name', h.after ->> 'full_name']) FROM history.change h WHERE h.person_id = ANY (everyone) AND h.table_name = 'person') had,
           unnest(registry.search_words(had.name)) word);
  DELETE FROM duplicates.pair d WHERE d.one_id = ANY (everyone) OR d.other_id = ANY (everyone);
  DELETE FROM duplicates.merge m WHERE m.kept_id = ANY (everyone) OR m.former_id = ANY (everyone);
  DELETE FROM duplicates.former_person f WHERE f.person_id = ANY (everyone) OR f.kept_id = ANY (everyone);
  DELETE FROM protection.citizen_id_form f WHERE f.person_id = ANY (everyone);
  DELETE FROM protection.restriction r WHERE r.person_id = ANY (everyone) OR r.request_id IN (SELECT q.id FROM protection.request q WHERE q.person_id = ANY (everyone));
  DELETE FROM protection.request_step s USING protection.request q WHERE q.id = s.request_id AND q.person_id = ANY (everyone);
  DELETE FROM protection.request q WHERE q.person_id = ANY (everyone);
  -- The account of somebody who saw their own record has their name.
  UPDATE access.account a SET name = 'erased-' || a.id, display_name = 'erased', closed_at = coalesce(a.closed_at, clock_timestamp()), password_hash = NULL, external_issuer = NULL, external_subject = NULL
   WHERE a.person_id = ANY (due);
  DELETE FROM registry.person p WHERE p.id = ANY (due);
  DELETE FROM registry.name_word n WHERE n.word = ANY (words) AND NOT EXISTS (SELECT FROM registry.person p WHERE p.search_words @> ARRAY[n.word]);

  FOR part IN
    SELECT array_agg(c.id) AS ids
      FROM (SELECT h.id, (row_number() OVER (ORDER BY h.id) - 1) / at_a_time AS part
              FROM history.change h WHERE h.person_id = ANY (everyone) AND num_nonnulls(h.before, h.after, h.why) > 0) c
     GROUP BY c.part ORDER BY c.part LOOP
    WITH emptied AS (
      UPDATE history.change c SET before = NULL, after = NULL, why = NULL WHERE c.id = ANY (part.ids) RETURNING c.id, history.digest_of(c) AS remains)
    INSERT INTO history.change (account_id, account_name, operation, door, kind, after)
      SELECT account, (SELECT a.display_name FROM access.account a WHERE a.id = account), 'erasure', through, 'erase',
             jsonb_build_object('erased', jsonb_object_agg(e.id, encode(e.remains, 'hex')))
        FROM emptied e;
    changes := changes + cardinality(part.ids);
  END LOOP;
  INSERT INTO protection.erasure (account_id, account_name, years, deceased, removed, changes)
    VALUES (account, coalesce((SELECT a.name FROM access.account a WHERE a.id = account), 'operator'), protection.years_kept(), erase.deceased, erase.removed, erase.changes);
  PERFORM set_config('history.bulk', '', true), set_config('history.erasing', '', true);
  RETURN NEXT;
END
$$;
REVOKE EXECUTE ON FUNCTION history.refuse_all_but_erasing(), history.refuse_other_values(), protection.years_kept(), protection.due_for_erasure(date), protection.erasure_preview(date),
  protection.erase(date, integer, uuid, text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION protection.years_kept(), protection.erasure_preview(date) TO registry_admin, registry_auditor;

ALTER TABLE protection.erasure ENABLE ROW LEVEL SECURITY;
CREATE POLICY told ON protection.erasure FOR SELECT TO registry_admin, registry_auditor USING (true);
GRANT SELECT ON protection.erasure TO registry_admin, registry_auditor;
CREATE TRIGGER only_added_to BEFORE UPDATE OR DELETE OR TRUNCATE ON protection.erasure FOR EACH STATEMENT EXECUTE FUNCTION history.refuse_rewriting();

-- What is due is counted as it would be erased.
CREATE OR REPLACE FUNCTION protection.measures() RETURNS TABLE (measure text, value bigint) LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT 'people', count(*) FROM registry.person
  UNION ALL SELECT 'deceased', count(*) FROM registry.person WHERE deceased_on IS NOT NULL
  UNION ALL SELECT 'with_citizen_id', count(*) FROM registry.person WHERE citizen_id_cipher IS NOT NULL
  UNION ALL SELECT 'restricted', count(*) FROM protection.restriction WHERE lifted_on IS NULL
  UNION ALL SELECT 'reads_30_days', count(*) FROM access.read_log WHERE at > now() - interval '30 days'
  UNION ALL SELECT 'people_read_30_days', coalesce(sum(cardinality(person_ids)), 0)::bigint FROM access.read_log WHERE at > now() - interval '30 days'
  UNION ALL SELECT 'accounts_' || role, count(*) FROM access.account WHERE closed_at IS NULL GROUP BY role
  UNION ALL SELECT 'due_for_erasure', count(*) FROM protection.due_for_erasure((now() AT TIME ZONE 'Asia/Ho_Chi_Minh')::date)
  UNION ALL SELECT 'erased', coalesce(sum(deceased + removed), 0)::bigint FROM protection.erasure
$$;
