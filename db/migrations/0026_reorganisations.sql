-- Agencies are founded, renamed, merged, split, moved and closed, each by one dated operation that carries people, dossiers and rights over and
-- keeps lineage; docs/decisions/0023.

ALTER TABLE registry.agency ADD COLUMN version integer NOT NULL DEFAULT 1 CHECK (version > 0);
COMMENT ON COLUMN registry.agency.version IS 'Counts the changes of the record: who reorganises it names the version that was read.';
CREATE TRIGGER count_version BEFORE UPDATE ON registry.agency FOR EACH ROW EXECUTE FUNCTION registry.count_version();

-- What an agency was called and stood under until a day. Only what is over is here: the present name and parent are the agency's own, so that
-- nothing is kept twice and a load writes nothing more.
CREATE TABLE registry.agency_former (
  agency_id   uuid NOT NULL REFERENCES registry.agency ON DELETE CASCADE,
  valid_from  date NOT NULL,
  valid_until date NOT NULL CHECK (valid_until > valid_from),
  name        text NOT NULL,
  parent_id   uuid REFERENCES registry.agency,
  PRIMARY KEY (agency_id, valid_until)
);
COMMENT ON COLUMN registry.agency_former.valid_until IS 'First day of the name or place that followed.';
CREATE INDEX agency_former_parent ON registry.agency_former (parent_id);
COMMENT ON TABLE registry.agency_former IS 'Former names and places in the tree; written by registry.reorganise only.';

CREATE VIEW registry.agency_state WITH (security_invoker = true) AS
  SELECT f.agency_id, f.valid_from, f.valid_until, f.name, f.parent_id FROM registry.agency_former f
  UNION ALL
  SELECT a.id, coalesce((SELECT max(f.valid_until) FROM registry.agency_former f WHERE f.agency_id = a.id), a.valid_from), a.valid_until, a.name, a.parent_id
    FROM registry.agency a;
COMMENT ON VIEW registry.agency_state IS 'Name and parent of every agency in every period of its life.';

-- Agencies with all below them, as the tree stood on a day.
CREATE FUNCTION registry.agencies_below(tops uuid[], as_of date) RETURNS SETOF uuid
  LANGUAGE sql STABLE SET search_path = '' AS $$
  WITH RECURSIVE below (id) AS (
      SELECT unnest(tops)
    UNION
      SELECT s.agency_id FROM registry.agency_state s JOIN below ON s.parent_id = below.id
       WHERE s.valid_from <= as_of AND (s.valid_until > as_of OR s.valid_until IS NULL))
  SELECT id FROM below
$$;

CREATE TABLE registry.reorganisation (
  id                 uuid PRIMARY KEY,
  kind               text NOT NULL CHECK (kind IN ('create', 'rename', 'merge', 'split', 'move', 'close')),
  effective_on       date NOT NULL,
  legal_ground       text NOT NULL CHECK (legal_ground = btrim(legal_ground) AND char_length(legal_ground) BETWEEN 1 AND 300),
  account_id         uuid NOT NULL,
  account_name       text NOT NULL,
  recorded_at        timestamptz NOT NULL DEFAULT clock_timestamp(),
  people             integer NOT NULL DEFAULT 0 CHECK (people >= 0),
  postings_continued integer NOT NULL DEFAULT 0 CHECK (postings_continued >= 0),
  postings_ended     integer NOT NULL DEFAULT 0 CHECK (postings_ended >= 0),
  dossiers           integer NOT NULL DEFAULT 0 CHECK (dossiers >= 0),
  people_before      integer NOT NULL DEFAULT 0 CHECK (people_before >= 0),
  people_after       integer NOT NULL DEFAULT 0 CHECK (people_after >= 0)
);
COMMENT ON TABLE registry.reorganisation IS 'Operations on agencies; written by registry.reorganise only.';
CREATE INDEX reorganisation_effective_on ON registry.reorganisation (effective_on);
COMMENT ON COLUMN registry.reorganisation.legal_ground IS 'Number and date of the decision, as "Quyết định 12/QĐ-UBND ngày 20/6/2025".';
COMMENT ON COLUMN registry.reorganisation.account_id IS 'No reference: an account may be gone one day, what it recorded is not.';
COMMENT ON COLUMN registry.reorganisation.people IS 'People whose postings went over or ended.';
COMMENT ON COLUMN registry.reorganisation.postings_continued IS 'Postings that go on at another agency.';
COMMENT ON COLUMN registry.reorganisation.postings_ended IS 'Postings that ended for good.';
COMMENT ON COLUMN registry.reorganisation.account_name IS 'As shown at that time.';
COMMENT ON COLUMN registry.reorganisation.dossiers IS 'Dossiers that another agency keeps since.';
COMMENT ON COLUMN registry.reorganisation.people_before IS 'Main postings on the day at the agencies concerned, as if nothing had happened.';
COMMENT ON COLUMN registry.reorganisation.people_after IS 'The same after it: less only by those whose postings ended.';

CREATE TABLE registry.reorganised_agency (
  reorganisation_id uuid NOT NULL REFERENCES registry.reorganisation,
  agency_id         uuid NOT NULL REFERENCES registry.agency ON DELETE CASCADE,
  part              text NOT NULL CHECK (part IN ('founded', 'changed', 'closed')),
  people_before     integer NOT NULL CHECK (people_before >= 0),
  people_after      integer NOT NULL CHECK (people_after >= 0),
  PRIMARY KEY (reorganisation_id, agency_id)
);
COMMENT ON TABLE registry.reorganised_agency IS 'What an operation did to each agency concerned, with its main postings on the day without and with it.';
CREATE INDEX reorganised_agency_agency ON registry.reorganised_agency (agency_id);

-- How many have their main posting at an agency on a day.
CREATE FUNCTION registry.heads_of(agency uuid, day date) RETURNS integer LANGUAGE sql STABLE SET search_path = '' AS $$
  SELECT count(*)::int FROM registry.posting p
   WHERE p.agency_id = agency AND p.is_main AND p.valid_from <= day AND (p.valid_until > day OR p.valid_until IS NULL)
$$;

-- One operation, as a plan that the server has made of an officer's request:
--   id, kind, on, ground   of registry.reorganisation
--   versions               {agency: version that was read}, of every agency that exists and is named
--   found                  [{id, code, name, kind, sector, level, ownership, parent, seat, synthetic}]
--   states                 [{id, name, parent}]: name and parent since the day
--   seats                  [{id, unit}]: the seat since the day
--   close                  [agency]
--   parts                  [{from, to, people, professions}], the first that fits decides: people and professions null for all others; to is "from" for who
--                          stays, null for whose posting ends
--   heirs                  [{from, to, under}]: who keeps the other dossiers of a closed agency, null for itself; and what stood under it stands under what
--   successions            [{from, to}]
-- Nothing is written where it answers with "stale" (agencies that others have changed), "left" (postings that no part takes), "strangers" (people named
-- who do not work there) or "late" (postings that begin after the end of their agency): whoever called rolls back.
-- It runs as the owner, because postings go over whoever keeps the dossier; so it looks itself whether the caller stands for every agency concerned.
CREATE FUNCTION registry.reorganise(plan jsonb) RETURNS jsonb LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
  operation CONSTANT uuid := (plan ->> 'id')::uuid;
  day CONSTANT date := (plan ->> 'on')::date;
  account CONSTANT uuid := access.current_account();
  founded CONSTANT uuid[] := ARRAY(SELECT (f ->> 'id')::uuid FROM jsonb_array_elements(plan -> 'found') f);
  closing CONSTANT uuid[] := ARRAY(SELECT c::uuid FROM jsonb_array_elements_text(plan -> 'close') c);
  froms CONSTANT uuid[] := ARRAY(SELECT DISTINCT (p ->> 'from')::uuid FROM jsonb_array_elements(plan -> 'parts') p);
  concerned CONSTANT uuid[] := ARRAY(
    SELECT id::uuid FROM jsonb_object_keys(plan -> 'versions') id
    UNION SELECT unnest(closing)
    UNION SELECT unnest(froms)
    UNION SELECT (s ->> 'id')::uuid FROM jsonb_array_elements((plan -> 'states') || (plan -> 'seats')) s
    UNION SELECT (p ->> 'to')::uuid FROM jsonb_array_elements((plan -> 'parts') || (plan -> 'heirs') || (plan -> 'successions')) p WHERE p ->> 'to' IS NOT NULL
    UNION SELECT (p ->> 'from')::uuid FROM jsonb_array_elements((plan -> 'heirs') || (plan -> 'successions')) p
    EXCEPT SELECT unnest(founded));
  part jsonb;
  found_stale jsonb;
  left_over integer;
  strangers uuid[];
  ended integer;
  ended_heads integer;
  moved_dossiers integer;
  before_total integer;
  after_total integer;
BEGIN
  IF account IS NULL OR EXISTS (
    SELECT FROM unnest(concerned) c (id)
     WHERE NOT EXISTS (SELECT FROM access.scoped_agency s WHERE s.account_id = account AND s.agency_id = c.id AND s.until > current_date)) THEN
    RAISE EXCEPTION 'an agency is out of scope' USING ERRCODE = 'insufficient_privilege', CONSTRAINT = 'reorganise_in_scope';
  END IF;
  -- A part or a successor may stand where its predecessor stood, also under an agency that the caller does not stand for.
  IF EXISTS (
    SELECT FROM (SELECT (n ->> 'parent')::uuid AS parent_id FROM jsonb_array_elements((plan -> 'found') || (plan -> 'states')) n
            UNION SELECT (h ->> 'under')::uuid FROM jsonb_array_elements(plan -> 'heirs') h) named
     WHERE NOT EXISTS (SELECT FROM unnest(founded) f (id) WHERE f.id = named.parent_id)
       AND NOT EXISTS (SELECT FROM access.scoped_agency s WHERE s.account_id = account AND s.agency_id = named.parent_id AND s.until > current_date)
       AND NOT EXISTS (SELECT FROM registry.agency a WHERE a.id = ANY (concerned) AND a.parent_id IS NOT DISTINCT FROM named.parent_id)) THEN
    RAISE EXCEPTION 'a parent is out of scope' USING ERRCODE = 'insufficient_privilege', CONSTRAINT = 'reorganise_in_scope';
  END IF;

  -- People first, as those who edit dossiers do; then the agencies, so that nobody is posted there meanwhile.
  PERFORM FROM registry.person
    WHERE id IN (SELECT p.person_id FROM registry.posting p WHERE p.agency_id = ANY (froms) AND (p.valid_until > day OR p.valid_until IS NULL)
                 UNION SELECT k.id FROM registry.person k WHERE k.keeper_id = ANY (froms || closing))
    ORDER BY id FOR NO KEY UPDATE;
  PERFORM FROM registry.agency WHERE id = ANY (concerned) ORDER BY id FOR UPDATE;
  SELECT jsonb_agg(jsonb_build_object('id', a.id, 'sent', v.value::int, 'current', a.version)) INTO found_stale
    FROM jsonb_each_text(plan -> 'versions') v JOIN registry.agency a ON a.id = v.key::uuid
   WHERE a.version <> v.value::int;
  IF found_stale IS NOT NULL THEN
    RETURN jsonb_build_object('stale', found_stale);
  END IF;

  INSERT INTO registry.reorganisation (id, kind, effective_on, legal_ground, account_id, account_name)
    SELECT operation, plan ->> 'kind', day, plan ->> 'ground', account, a.display_name FROM access.account a WHERE a.id = account;
  INSERT INTO registry.reorganised_agency (reorganisation_id, agency_id, part, people_before, people_after)
    SELECT operation, id, CASE WHEN id = ANY (closing) THEN 'closed' ELSE 'changed' END, registry.heads_of(id, day), 0 FROM unnest(concerned) c (id);

  -- Whoever stands for a predecessor will stand for what is founded out of it, and for an agency that was there before only where they stood for that
  -- one too: its other dossiers were never theirs, and who keeps them from now on is an administrator's to say.
  CREATE TEMP TABLE going_officers ON COMMIT DROP AS
    SELECT DISTINCT s.account_id, (n ->> 'to')::uuid AS agency_id
      FROM jsonb_array_elements(plan -> 'successions') n JOIN access.scope s ON s.agency_id = (n ->> 'from')::uuid
     WHERE (n ->> 'to')::uuid = ANY (founded)
        OR EXISTS (SELECT FROM access.scoped_agency c WHERE c.account_id = s.account_id AND c.agency_id = (n ->> 'to')::uuid AND c.until > current_date);

  -- Who goes where.
  CREATE TEMP TABLE going ON COMMIT DROP AS
    SELECT p.id, p.person_id, p.agency_id AS from_id, NULL::uuid AS to_id, false AS is_placed, p.valid_from, p.is_main, p.profession_code
      FROM registry.posting p WHERE p.agency_id = ANY (froms) AND (p.valid_until > day OR p.valid_until IS NULL);
  FOR part IN SELECT p FROM jsonb_array_elements(plan -> 'parts') p LOOP
    UPDATE pg_temp.going g SET to_id = (part ->> 'to')::uuid, is_placed = true
     WHERE NOT g.is_placed AND g.from_id = (part ->> 'from')::uuid
       AND (CASE WHEN jsonb_typeof(part -> 'people') = 'array' OR jsonb_typeof(part -> 'professions') = 'array' THEN
              coalesce(jsonb_typeof(part -> 'people') = 'array' AND part -> 'people' ? g.person_id::text, false)
              OR coalesce(jsonb_typeof(part -> 'professions') = 'array' AND part -> 'professions' ? g.profession_code, false)
            ELSE true END);
  END LOOP;
  SELECT count(*) INTO left_over FROM pg_temp.going WHERE NOT is_placed;
  SELECT array_agg(DISTINCT named.id::uuid) INTO strangers
    FROM jsonb_array_elements(plan -> 'parts') p
    CROSS JOIN LATERAL jsonb_array_elements_text(CASE WHEN jsonb_typeof(p -> 'people') = 'array' THEN p -> 'people' ELSE '[]' END) named (id)
   WHERE NOT EXISTS (SELECT FROM pg_temp.going g WHERE g.person_id = named.id::uuid AND g.from_id = (p ->> 'from')::uuid);
  IF left_over > 0 OR strangers IS NOT NULL THEN
    RETURN jsonb_build_object('left', left_over, 'strangers', coalesce(to_jsonb(strangers), '[]'));
  END IF;
  SELECT count(*) INTO left_over FROM pg_temp.going WHERE to_id IS NULL AND valid_from >= day;
  IF left_over > 0 THEN
    RETURN jsonb_build_object('late', left_over);
  END IF;

  INSERT INTO registry.agency (id, code, name, kind, sector_code, government_level, ownership, parent_id, valid_from, synthetic)
    SELECT (f ->> 'id')::uuid, f ->> 'code', f ->> 'name', f ->> 'kind', f ->> 'sector', f ->> 'level', f ->> 'ownership', (f ->> 'parent')::uuid, day,
           (f ->> 'synthetic')::boolean
      FROM jsonb_array_elements(plan -> 'found') f;
  INSERT INTO registry.agency_seat (agency_id, unit_id, valid_from)
    SELECT (f ->> 'id')::uuid, f ->> 'seat', day FROM jsonb_array_elements(plan -> 'found') f;
  INSERT INTO registry.reorganised_agency (reorganisation_id, agency_id, part, people_before, people_after)
    SELECT operation, id, 'founded', 0, 0 FROM unnest(founded) f (id);

  -- Postings end and go on the same day; those that begin later are simply at the successor.
  UPDATE registry.posting p SET agency_id = g.to_id FROM pg_temp.going g WHERE g.id = p.id AND g.to_id <> g.from_id AND g.valid_from >= day;
  CREATE TEMP TABLE continued ON COMMIT DROP AS
    SELECT p.*, g.to_id FROM pg_temp.going g JOIN registry.posting p ON p.id = g.id WHERE g.to_id <> g.from_id AND g.valid_from < day;
  SELECT count(*), count(*) FILTER (WHERE is_main) INTO ended, ended_heads FROM pg_temp.going WHERE to_id IS NULL;
  UPDATE registry.posting p SET valid_until = day, end_reason = 'reorganisation'
    FROM pg_temp.going g WHERE g.id = p.id AND g.to_id IS DISTINCT FROM g.from_id AND g.valid_from < day;
  INSERT INTO registry.posting (id, person_id, agency_id, valid_from, valid_until, is_main, profession_code, position_title, leadership_rank, employment_kind,
                                end_reason, required_level_code)
    SELECT gen_random_uuid(), person_id, to_id, day, valid_until, is_main, profession_code, position_title, leadership_rank, employment_kind, end_reason,
           required_level_code
      FROM pg_temp.continued;

  -- The dossier goes where the main work goes; those of people who had left go to the heir.
  WITH heir AS (SELECT (h ->> 'from')::uuid AS from_id, (h ->> 'to')::uuid AS to_id FROM jsonb_array_elements(plan -> 'heirs') h),
  way AS (SELECT DISTINCT ON (person_id, from_id) person_id, from_id, to_id FROM pg_temp.going ORDER BY person_id, from_id, is_main DESC, valid_from),
  fresh AS (
    SELECT k.id, coalesce(w.to_id, h.to_id) AS keeper_id
      FROM registry.person k
      LEFT JOIN way w ON w.person_id = k.id AND w.from_id = k.keeper_id
      LEFT JOIN heir h ON h.from_id = k.keeper_id AND k.keeper_id = ANY (closing)
     WHERE k.keeper_id = ANY (froms || closing))
  UPDATE registry.person k SET keeper_id = fresh.keeper_id FROM fresh WHERE fresh.id = k.id AND fresh.keeper_id <> k.keeper_id;
  GET DIAGNOSTICS moved_dossiers = ROW_COUNT;

  -- Names and places in the tree; what stood under a closed agency stands under its heir.
  CREATE TEMP TABLE restated ON COMMIT DROP AS
    SELECT a.id, s.name, s.parent_id, a.name AS old_name, a.parent_id AS old_parent_id, now.valid_from
      FROM (SELECT (s ->> 'id')::uuid AS id, s ->> 'name' AS name, (s ->> 'parent')::uuid AS parent_id FROM jsonb_array_elements(plan -> 'states') s
            UNION ALL
            SELECT c.id, c.name, (h ->> 'under')::uuid
              FROM jsonb_array_elements(plan -> 'heirs') h JOIN registry.agency c ON c.parent_id = (h ->> 'from')::uuid
             WHERE c.id <> ALL (closing) AND (c.valid_until > day OR c.valid_until IS NULL)
               AND NOT EXISTS (SELECT FROM jsonb_array_elements(plan -> 'states') s WHERE (s ->> 'id')::uuid = c.id)) s
      JOIN registry.agency a ON a.id = s.id
      JOIN LATERAL (SELECT coalesce(max(f.valid_until), a.valid_from) AS valid_from FROM registry.agency_former f WHERE f.agency_id = a.id) now ON true
     WHERE (a.name, a.parent_id) IS DISTINCT FROM (s.name, s.parent_id) AND a.id IS DISTINCT FROM s.parent_id;
  IF EXISTS (SELECT FROM pg_temp.restated WHERE valid_from > day) OR EXISTS (SELECT FROM registry.agency_former WHERE agency_id = ANY (closing) AND valid_until > day) THEN
    RAISE EXCEPTION 'an agency was changed later than that day' USING ERRCODE = 'check_violation', CONSTRAINT = 'agency_changed_later';
  END IF;
  INSERT INTO registry.agency_former (agency_id, valid_from, valid_until, name, parent_id)
    SELECT id, valid_from, day, old_name, old_parent_id FROM pg_temp.restated WHERE valid_from < day;
  UPDATE registry.agency a SET name = r.name, parent_id = r.parent_id FROM pg_temp.restated r WHERE r.id = a.id;
  IF EXISTS (
    WITH RECURSIVE above AS (
        SELECT r.id AS start, r.parent_id FROM pg_temp.restated r
      UNION SELECT above.start, a.parent_id FROM above JOIN registry.agency a ON a.id = above.parent_id)
    SELECT FROM above WHERE start = parent_id) THEN
    RAISE EXCEPTION 'an agency would stand under itself' USING ERRCODE = 'check_violation', CONSTRAINT = 'agency_under_itself';
  END IF;

  IF EXISTS (
    SELECT FROM registry.agency a JOIN registry.agency above ON above.id = a.parent_id
     WHERE (a.id = ANY (founded) OR a.id IN (SELECT id FROM pg_temp.restated))
       AND (above.valid_from > day OR above.valid_until <= day OR above.id = ANY (closing))) THEN
    RAISE EXCEPTION 'the agency above is not there on that day' USING ERRCODE = 'check_violation', CONSTRAINT = 'agency_above_lives';
  END IF;

  DELETE FROM registry.agency_seat WHERE agency_id = ANY (closing) AND valid_from >= day;
  UPDATE registry.agency_seat s SET valid_until = day
   WHERE (s.agency_id = ANY (closing) OR s.agency_id IN (SELECT (m ->> 'id')::uuid FROM jsonb_array_elements(plan -> 'seats') m))
     AND s.valid_from < day AND (s.valid_until > day OR s.valid_until IS NULL);
  INSERT INTO registry.agency_seat (agency_id, unit_id, valid_from, valid_until)
    SELECT a.id, m ->> 'unit', day, a.valid_until FROM jsonb_array_elements(plan -> 'seats') m JOIN registry.agency a ON a.id = (m ->> 'id')::uuid;

  INSERT INTO registry.agency_succession (predecessor_id, successor_id, effective_on)
    SELECT (s ->> 'from')::uuid, (s ->> 'to')::uuid, day FROM jsonb_array_elements(plan -> 'successions') s;
  -- Before the end, so that nobody who goes over stands for nothing meanwhile.
  INSERT INTO access.scope (account_id, agency_id) SELECT account_id, agency_id FROM pg_temp.going_officers ON CONFLICT DO NOTHING;
  UPDATE registry.agency SET valid_until = day WHERE id = ANY (closing);

  UPDATE registry.reorganised_agency SET people_after = registry.heads_of(agency_id, day) WHERE reorganisation_id = operation;
  SELECT sum(people_before), sum(people_after) INTO before_total, after_total FROM registry.reorganised_agency WHERE reorganisation_id = operation;
  IF before_total <> after_total + ended_heads THEN
    RAISE EXCEPTION 'heads do not add up: % before, % after, % ended', before_total, after_total, ended_heads;
  END IF;
  UPDATE registry.reorganisation
     SET people = (SELECT count(DISTINCT person_id) FROM pg_temp.going WHERE to_id IS DISTINCT FROM from_id),
         postings_continued = (SELECT count(*) FROM pg_temp.going WHERE to_id <> from_id), postings_ended = ended, dossiers = moved_dossiers,
         people_before = before_total, people_after = after_total
   WHERE id = operation;
  DROP TABLE pg_temp.going, pg_temp.going_officers, pg_temp.continued, pg_temp.restated;
  RETURN jsonb_build_object('done', operation);
END
$$;
REVOKE EXECUTE ON FUNCTION registry.reorganise(jsonb), registry.heads_of(uuid, date), registry.agencies_below(uuid[], date) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION registry.reorganise(jsonb) TO registry_hr;
GRANT EXECUTE ON FUNCTION registry.agencies_below(uuid[], date) TO registry_hr, registry_planner, registry_leader, registry_admin, registry_auditor;

-- Lineage with a key for each row: an abolished unit has no successor.
CREATE VIEW registry.agency_lineage WITH (security_invoker = true) AS
  SELECT concat_ws(' ', s.predecessor_id, s.successor_id, s.effective_on) AS id, s.predecessor_id, s.successor_id, s.effective_on
    FROM registry.agency_succession s;
CREATE VIEW reference.unit_lineage WITH (security_invoker = true) AS
  SELECT concat_ws(' ', c.predecessor_id, c.successor_id, c.effective_on) AS id, c.predecessor_id, c.successor_id, c.effective_on, c.kind, c.note, c.source
    FROM reference.unit_change c;

-- How agencies are organised is public; who works there is not.
GRANT SELECT ON registry.agency_former, registry.agency_state, registry.agency_lineage, registry.reorganisation, registry.reorganised_agency
  TO registry_hr, registry_planner, registry_leader, registry_admin, registry_auditor;

DO $$
DECLARE
  kept record;
BEGIN
  FOR kept IN VALUES ('agency_former', 'agency_id valid_until'), ('reorganisation', 'id') LOOP
    EXECUTE format($trigger$
      CREATE TRIGGER keep_history_of_insert AFTER INSERT ON registry.%1$I REFERENCING NEW TABLE AS changed FOR EACH STATEMENT
        WHEN (current_setting('role') <> 'none' OR current_setting('history.bulk', true) IS DISTINCT FROM 'on')
        EXECUTE FUNCTION history.record_rows(%2$L, '');
      CREATE TRIGGER keep_history_of_update AFTER UPDATE ON registry.%1$I REFERENCING OLD TABLE AS before NEW TABLE AS changed FOR EACH STATEMENT
        WHEN (current_setting('role') <> 'none' OR current_setting('history.bulk', true) IS DISTINCT FROM 'on')
        EXECUTE FUNCTION history.record_rows(%2$L, '');
      CREATE TRIGGER keep_history_of_delete AFTER DELETE ON registry.%1$I REFERENCING OLD TABLE AS before FOR EACH STATEMENT
        WHEN (current_setting('role') <> 'none' OR current_setting('history.bulk', true) IS DISTINCT FROM 'on')
        EXECUTE FUNCTION history.record_rows(%2$L, '');
      CREATE TRIGGER keep_history_of_truncation AFTER TRUNCATE ON registry.%1$I FOR EACH STATEMENT EXECUTE FUNCTION history.record_truncation()
      $trigger$, kept.column1, kept.column2);
  END LOOP;
END
$$;
