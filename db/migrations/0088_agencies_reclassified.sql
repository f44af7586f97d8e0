-- The kind, the sector and the level of government of an agency change from a day on by an operation, as its name does: docs/decisions/0091.

-- What an agency was until a day. Only what is over is here, as in registry.agency_former: the present is the agency's own, and a load writes nothing more.
CREATE TABLE registry.agency_former_class (
  agency_id        uuid NOT NULL REFERENCES registry.agency ON DELETE CASCADE,
  valid_from       date NOT NULL,
  valid_until      date NOT NULL CHECK (valid_until > valid_from),
  kind             text NOT NULL,
  sector_code      text NOT NULL REFERENCES reference.sector,
  government_level text CHECK (government_level IN ('central', 'province', 'district', 'commune')),
  PRIMARY KEY (agency_id, valid_until)
);
COMMENT ON TABLE registry.agency_former_class IS 'Loại hình, lĩnh vực và cấp trước đây của cơ quan | Former kinds, sectors and levels of agencies; written by registry.reorganise only.';
COMMENT ON COLUMN registry.agency_former_class.agency_id IS 'Cơ quan | Agency';
COMMENT ON COLUMN registry.agency_former_class.valid_from IS 'Ngày đầu tiên | First day';
COMMENT ON COLUMN registry.agency_former_class.valid_until IS 'Ngày đầu tiên của phân loại tiếp theo | First day of what followed';
COMMENT ON COLUMN registry.agency_former_class.kind IS 'Loại hình khi đó | Kind of body at that time';
COMMENT ON COLUMN registry.agency_former_class.sector_code IS 'Lĩnh vực khi đó | Sector at that time';
COMMENT ON COLUMN registry.agency_former_class.government_level IS 'Cấp khi đó; để trống nếu ngoài nhà nước | Level of government at that time; null outside the state';

CREATE VIEW registry.agency_class WITH (security_invoker = true) AS
  SELECT f.agency_id, f.valid_from, f.valid_until, f.kind, f.sector_code, f.government_level FROM registry.agency_former_class f
  UNION ALL
  SELECT a.id, coalesce((SELECT max(f.valid_until) FROM registry.agency_former_class f WHERE f.agency_id = a.id), a.valid_from), a.valid_until, a.kind, a.sector_code,
         a.government_level
    FROM registry.agency a;
COMMENT ON VIEW registry.agency_class IS 'Kind, sector and level of every agency in every period of its life.';

-- What each agency was on a day; before and after its life what it was at first and at last. It has no settings, so that a query takes it in.
CREATE FUNCTION registry.agency_class_on(day date) RETURNS TABLE (agency_id uuid, kind text, sector_code text, government_level text)
  LANGUAGE sql STABLE PARALLEL SAFE ROWS 5000 AS $$
  SELECT a.id, coalesce(f.kind, a.kind), coalesce(f.sector_code, a.sector_code), CASE WHEN f.agency_id IS NULL THEN a.government_level ELSE f.government_level END
    FROM registry.agency a
    LEFT JOIN (SELECT DISTINCT ON (c.agency_id) c.agency_id, c.kind, c.sector_code, c.government_level
                 FROM registry.agency_former_class c WHERE c.valid_until > day ORDER BY c.agency_id, c.valid_until) f ON f.agency_id = a.id
$$;
GRANT SELECT ON registry.agency_former_class, registry.agency_class TO registry_hr, registry_planner, registry_leader, registry_admin, registry_auditor;

CREATE TRIGGER keep_history_of_insert AFTER INSERT ON registry.agency_former_class REFERENCING NEW TABLE AS changed FOR EACH STATEMENT
  WHEN (current_setting('role') <> 'none' OR current_setting('history.bulk', true) IS DISTINCT FROM 'on')
  EXECUTE FUNCTION history.record_rows('agency_id valid_until', '');
CREATE TRIGGER keep_history_of_update AFTER UPDATE ON registry.agency_former_class REFERENCING OLD TABLE AS before NEW TABLE AS changed FOR EACH STATEMENT
  WHEN (current_setting('role') <> 'none' OR current_setting('history.bulk', true) IS DISTINCT FROM 'on')
  EXECUTE FUNCTION history.record_rows('agency_id valid_until', '');
CREATE TRIGGER keep_history_of_delete AFTER DELETE ON registry.agency_former_class REFERENCING OLD TABLE AS before FOR EACH STATEMENT
  WHEN (current_setting('role') <> 'none' OR current_setting('history.bulk', true) IS DISTINCT FROM 'on')
  EXECUTE FUNCTION history.record_rows('agency_id valid_until', '');
CREATE TRIGGER keep_history_of_truncation AFTER TRUNCATE ON registry.agency_former_class FOR EACH STATEMENT EXECUTE FUNCTION history.record_truncation();

ALTER TABLE registry.reorganisation DROP CONSTRAINT reorganisation_kind_check;
ALTER TABLE registry.reorganisation ADD CHECK (kind IN ('create', 'rename', 'reclassify', 'merge', 'split', 'move', 'close'));

-- The spans as before, with the sector and the level that the agency had in the period: a posting during which these change is two spans.
CREATE OR REPLACE FUNCTION registry.derive_spans(people uuid[]) RETURNS SETOF registry.career_span
  LANGUAGE plpgsql STABLE SET search_path = '' AS $$
BEGIN
  RETURN QUERY EXECUTE format($query$
    WITH level AS (SELECT code, row_number() OVER (ORDER BY rank, code)::int AS place
                     FROM reference.degree_level WHERE scheme IN ('education', 'clinical_specialist')),
    field AS (SELECT code, coalesce(parent_code, code) AS broad, dense_rank() OVER (ORDER BY coalesce(parent_code, code))::int AS place
                FROM reference.field_of_study),
    step AS (
      SELECT person_id, make_date(awarded_year, 1, 1) AS since, make_date(lead(awarded_year) OVER person, 1, 1) AS until,
             max(highest) OVER person AS highest, row_number() OVER person = 1 AS first
        FROM (SELECT g.person_id, g.awarded_year::int AS awarded_year, max(l.place * 1000 + coalesce(f.place, 0)) AS highest
                FROM registry.degree g JOIN level l ON l.code = g.level_code LEFT JOIN field f ON f.code = g.field_code
               WHERE %1$s
               GROUP BY g.person_id, g.awarded_year) award
      WINDOW person AS (PARTITION BY person_id ORDER BY awarded_year)),
    class AS (
      SELECT agency_id, lag(valid_until) OVER (PARTITION BY agency_id ORDER BY valid_until) AS valid_from, valid_until, sector_code, government_level
        FROM (SELECT *, lead(sector_code) OVER agency AS next_sector, lead(government_level) OVER agency AS next_level
                FROM (SELECT c.agency_id, c.valid_until, c.sector_code, c.government_level FROM registry.agency_former_class c
                      UNION ALL
                      SELECT a.id, NULL, a.sector_code, a.government_level FROM registry.agency a WHERE a.id IN (SELECT c.agency_id FROM registry.agency_former_class c)) s
              WINDOW agency AS (PARTITION BY agency_id ORDER BY valid_until)) s
       WHERE valid_until IS NULL OR (sector_code, government_level) IS DISTINCT FROM (next_sector, next_level)),
    work AS (
      SELECT p.person_id, p.agency_id, p.profession_code, p.employment_kind, p.leadership_rank,
             greatest(p.valid_from, c.valid_from) AS valid_from, least(p.valid_until, c.valid_until) AS valid_until, coalesce(c.sector_code, a.sector_code) AS sector_code,
             CASE WHEN c.agency_id IS NULL THEN a.government_level ELSE c.government_level END AS government_level
        FROM registry.posting p
        JOIN registry.agency a ON a.id = p.agency_id
        LEFT JOIN class c ON c.agency_id = p.agency_id AND (c.valid_from < p.valid_until OR c.valid_from IS NULL OR p.valid_until IS NULL)
                         AND (c.valid_until > p.valid_from OR c.valid_until IS NULL)
       WHERE p.is_main AND %2$s)
    SELECT p.person_id, o.keeper_id, p.agency_id, r.area_id,
           CASE WHEN part.known THEN greatest(p.valid_from, d.since) ELSE p.valid_from END,
           CASE WHEN part.known THEN least(p.valid_until, d.until) ELSE least(p.valid_until, d.since) END,
           o.birth_year, o.sex, o.ethnic_group_code, p.sector_code, p.government_level,
           p.profession_code, p.employment_kind, p.leadership_rank, l.code, f.broad
      FROM work p
      JOIN registry.person o ON o.id = p.person_id
      LEFT JOIN registry.agency_area r ON r.agency_id = p.agency_id
      LEFT JOIN step d ON d.person_id = p.person_id AND (d.first OR d.since < p.valid_until OR p.valid_until IS NULL)
                      AND (d.until > p.valid_from OR d.until IS NULL)
      CROSS JOIN LATERAL (SELECT true AS known WHERE d.since < p.valid_until OR p.valid_until IS NULL OR d.since IS NULL
                          UNION ALL SELECT false WHERE d.first AND d.since > p.valid_from) part
      LEFT JOIN level l ON l.place = d.highest / 1000 AND part.known
      LEFT JOIN (SELECT DISTINCT place, broad FROM field) f ON f.place = d.highest %% 1000 AND part.known
    $query$,
    CASE WHEN people IS NULL THEN 'true' ELSE 'g.person_id = ANY ($1)' END,
    CASE WHEN people IS NULL THEN 'true' ELSE 'p.person_id = ANY ($1)' END) USING people;
END
$$;

-- "classes" of a plan: [{id, kind, sector, level}], what an agency is since the day. Each of them is among the agencies named in "versions", for which
-- registry.reorganise_agencies has looked whether the caller stands for them and whether others have changed them.
CREATE FUNCTION registry.reclassify(plan jsonb) RETURNS void LANGUAGE plpgsql SET search_path = '' AS $$
DECLARE
  day CONSTANT date := (plan ->> 'on')::date;
BEGIN
  IF EXISTS (SELECT FROM jsonb_array_elements(plan -> 'classes') c WHERE NOT plan -> 'versions' ? (c ->> 'id')) THEN
    RAISE EXCEPTION 'an agency is out of scope' USING ERRCODE = 'insufficient_privilege', CONSTRAINT = 'reorganise_in_scope';
  ELSIF EXISTS (
    SELECT FROM registry.agency_former_class f
     WHERE f.valid_until > day AND f.agency_id IN (SELECT (c ->> 'id')::uuid FROM jsonb_array_elements(plan -> 'classes') c
                                                   UNION ALL SELECT c::uuid FROM jsonb_array_elements_text(plan -> 'close') c)) THEN
    RAISE EXCEPTION 'an agency was changed later than that day' USING ERRCODE = 'check_violation', CONSTRAINT = 'agency_changed_later';
  END IF;
  INSERT INTO registry.agency_former_class (agency_id, valid_from, valid_until, kind, sector_code, government_level)
    SELECT a.agency_id, a.valid_from, day, a.kind, a.sector_code, a.government_level
      FROM jsonb_array_elements(plan -> 'classes') c
      JOIN registry.agency_class a ON a.agency_id = (c ->> 'id')::uuid AND a.valid_from < day AND (a.valid_until > day OR a.valid_until IS NULL);
  UPDATE registry.agency a SET kind = c ->> 'kind', sector_code = c ->> 'sector', government_level = c ->> 'level'
    FROM jsonb_array_elements(plan -> 'classes') c WHERE a.id = (c ->> 'id')::uuid;
END
$$;

CREATE OR REPLACE FUNCTION registry.reorganise(plan jsonb) RETURNS jsonb LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
  since CONSTANT bigint := (SELECT coalesce(max(id), 0) FROM history.change);
  answer jsonb;
BEGIN
  CREATE TEMP TABLE scope_before ON COMMIT DROP AS
    SELECT s.account_id, s.agency_id FROM access.scope s
     WHERE s.agency_id IN (SELECT (n ->> 'to')::uuid FROM jsonb_array_elements(plan -> 'successions') n);
  PERFORM set_config('registry.people_going', 'on', true);
  answer := registry.reorganise_agencies(plan);
  IF answer ? 'done' THEN
    PERFORM registry.reclassify(plan);
  END IF;
  PERFORM set_config('registry.people_going', '', true);
  IF answer ? 'done' THEN
    PERFORM registry.catch_up(since);
    PERFORM registry.keep_changes((plan ->> 'id')::uuid, since);
    INSERT INTO registry.reorganisation_scope (reorganisation_id, account_id, agency_id)
      SELECT (plan ->> 'id')::uuid, s.account_id, s.agency_id FROM access.scope s
       WHERE s.agency_id IN (SELECT (n ->> 'to')::uuid FROM jsonb_array_elements(plan -> 'successions') n)
         AND NOT EXISTS (SELECT FROM pg_temp.scope_before b WHERE b.account_id = s.account_id AND b.agency_id = s.agency_id);
  END IF;
  DROP TABLE pg_temp.scope_before;
  RETURN answer;
END
$$;

-- While an operation runs, what an agency is changes by several statements: its people are counted once, at the end.
CREATE OR REPLACE FUNCTION registry.follow_agencies() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
  agencies uuid[];
BEGIN
  IF registry.people_are_going() THEN
    RETURN NULL;
  END IF;
  SELECT array_agg(c.id) INTO agencies
    FROM changed c JOIN before b USING (id)
   WHERE (c.sector_code, c.government_level) IS DISTINCT FROM (b.sector_code, b.government_level);
  IF agencies IS NOT NULL THEN
    PERFORM FROM registry.agency WHERE id = ANY (agencies) ORDER BY id FOR UPDATE;
    PERFORM registry.refresh_agencies(agencies);
  END IF;
  RETURN NULL;
END
$$;

CREATE OR REPLACE FUNCTION registry.catch_up(since bigint) RETURNS void LANGUAGE plpgsql SET search_path = '' AS $$
DECLARE
  agencies CONSTANT uuid[] := ARRAY(
    SELECT DISTINCT c.record_id::uuid FROM history.change c
     WHERE c.id > since AND c.xmin = pg_current_xact_id()::xid AND c.table_name = 'agency' AND c.before IS NOT NULL AND c.after IS NOT NULL
       AND (c.before ->> 'sector_code', c.before ->> 'government_level') IS DISTINCT FROM (c.after ->> 'sector_code', c.after ->> 'government_level'));
  people CONSTANT uuid[] := ARRAY(
    SELECT c.person_id FROM history.change c
     WHERE c.id > since AND c.xmin = pg_current_xact_id()::xid AND c.table_name IN ('posting', 'person')
    UNION
    SELECT p.person_id FROM registry.posting p WHERE p.agency_id = ANY (agencies) AND p.is_main);
BEGIN
  PERFORM access.refresh_scoped_agencies(ARRAY(SELECT account_id FROM access.scope UNION SELECT account_id FROM access.scoped_agency));
  IF people <> '{}' THEN
    PERFORM registry.refresh_spans(people);
  END IF;
END
$$;

-- Undoing brings these records back too: one more in the list of what is looked at.
DO $$
DECLARE
  body CONSTANT text := pg_get_functiondef('registry.take_reorganisation_back(uuid, text, text)'::regprocedure);
  last CONSTANT text := '(9, ''reference.unit_change'', ''predecessor_id successor_id effective_on'')';
BEGIN
  IF strpos(body, last) = 0 THEN
    RAISE EXCEPTION 'registry.take_reorganisation_back is not as it was';
  END IF;
  EXECUTE replace(body, last, last || ', (10, ''registry.agency_former_class'', ''agency_id valid_until'')');
END
$$;

-- Who is on file without work is counted where the keeper stood, in the sector that it had on the day: of every sector that it ever had something may have changed.
CREATE VIEW indicators.agency_sector AS
  SELECT a.id AS agency_id, a.sector_code FROM registry.agency a
  UNION ALL
  SELECT f.agency_id, f.sector_code FROM registry.agency_former_class f;
CREATE OR REPLACE FUNCTION indicators.note_people(people uuid[]) RETURNS void LANGUAGE sql SECURITY DEFINER SET search_path = '' AS $$
  INSERT INTO indicators.due
  SELECT coalesce(a.area_id, -1), s.sector_code
    FROM registry.career_span s LEFT JOIN registry.agency_area a ON a.agency_id = s.agency_id WHERE s.person_id = ANY (people)
  UNION
  SELECT coalesce(a.area_id, -1), g.sector_code
    FROM registry.person o JOIN indicators.agency_sector g ON g.agency_id = o.keeper_id LEFT JOIN registry.agency_area a ON a.agency_id = g.agency_id WHERE o.id = ANY (people)
$$;

CREATE OR REPLACE FUNCTION indicators.follow_people() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
  IF TG_OP = 'UPDATE' THEN
    PERFORM indicators.note_people((SELECT array_agg(id) FROM changed));
    INSERT INTO indicators.due
    SELECT DISTINCT coalesce(a.area_id, -1), g.sector_code
      FROM before b JOIN indicators.agency_sector g ON g.agency_id = b.keeper_id LEFT JOIN registry.agency_area a ON a.agency_id = g.agency_id;
  ELSE
    INSERT INTO indicators.due
    SELECT DISTINCT coalesce(a.area_id, -1), g.sector_code
      FROM changed c JOIN indicators.agency_sector g ON g.agency_id = c.keeper_id LEFT JOIN registry.agency_area a ON a.agency_id = g.agency_id;
  END IF;
  RETURN NULL;
END
$$;

CREATE OR REPLACE FUNCTION indicators.follow_areas() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
  -- Of an agency without an area yet, the people stood at -1.
  IF TG_OP = 'UPDATE' THEN
    INSERT INTO indicators.due
    SELECT DISTINCT touched.area_id, g.sector_code
      FROM (SELECT agency_id, area_id FROM changed EXCEPT SELECT agency_id, area_id FROM before
            UNION (SELECT agency_id, area_id FROM before EXCEPT SELECT agency_id, area_id FROM changed)) touched
      JOIN indicators.agency_sector g ON g.agency_id = touched.agency_id;
  ELSE
    INSERT INTO indicators.due
    SELECT DISTINCT place.area_id, g.sector_code
      FROM changed c JOIN indicators.agency_sector g ON g.agency_id = c.agency_id CROSS JOIN LATERAL (VALUES (c.area_id), (-1::smallint)) place (area_id);
  END IF;
  RETURN NULL;
END
$$;

REVOKE EXECUTE ON FUNCTION registry.reclassify(jsonb) FROM PUBLIC;
