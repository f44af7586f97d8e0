-- What headcounts are read from. Level one: a row for each person and period in which everything people are counted by stays
-- the same. Level two: how many there are at the end of each year, by the combinations that are asked for. Both follow from
-- the records alone and are kept by what changed; docs/decisions/0010 says why they are made so.

-- Where an agency lies on the maps of a period: what agency_place finds, found once.
CREATE TABLE registry.agency_map (
  agency_id   uuid NOT NULL REFERENCES registry.agency ON DELETE CASCADE,
  valid_from  date NOT NULL,
  valid_until date,
  commune_id  text,
  district_id text,
  province_id text
);
CREATE INDEX agency_map_agency ON registry.agency_map (agency_id);
COMMENT ON TABLE registry.agency_map IS 'Commune, district and province of an agency on the map of any day of the period, before its life and after it too.';

-- An area: agencies that lie in the same district and province on the map of every day.
CREATE TABLE registry.area (
  id   smallint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  path text NOT NULL UNIQUE
);
COMMENT ON COLUMN registry.area.path IS 'From which day on in which district and province, as "0001-01-01 D094 P11, 2025-07-01  P11.2".';
CREATE TABLE registry.area_map (
  area_id     smallint NOT NULL REFERENCES registry.area ON DELETE CASCADE,
  valid_from  date NOT NULL,
  valid_until date,
  district_id text,
  province_id text,
  PRIMARY KEY (area_id, valid_from)
);
CREATE TABLE registry.agency_area (
  agency_id uuid PRIMARY KEY REFERENCES registry.agency ON DELETE CASCADE,
  area_id   smallint NOT NULL REFERENCES registry.area
);

-- The map as it follows from the seats: on each of those days the seat of that day, or the nearest in time, followed through
-- lineage to a unit of that day (the one most of its area or parts came from or went to). No row where no unit is known.
-- Null stands for all agencies.
CREATE FUNCTION registry.derive_agency_map(agencies uuid[]) RETURNS SETOF registry.agency_map
  LANGUAGE sql STABLE SET search_path = '' AS $$
  WITH map_day AS (
    -- The days on which a place may change: ends of the agency's seats, the middle of a gap between two of them, and the ends of
    -- their units and of the units before and after those.
    SELECT s.agency_id, edge.day
      FROM (SELECT s.agency_id, s.unit_id, s.valid_from, s.valid_until,
                   lead(s.valid_from) OVER (PARTITION BY s.agency_id ORDER BY s.valid_from) AS next_from
              FROM registry.agency_seat s) s
      JOIN (SELECT u.id, array_agg(DISTINCT e.day) AS days
              FROM reference.administrative_unit u
              LEFT JOIN reference.unit_change c ON u.id IN (c.predecessor_id, c.successor_id)
              LEFT JOIN reference.administrative_unit o ON o.id IN (c.predecessor_id, c.successor_id)
              CROSS JOIN LATERAL (VALUES (u.valid_from), (u.valid_until), (o.valid_from), (o.valid_until)) e (day)
             GROUP BY u.id) unit ON unit.id = s.unit_id
      CROSS JOIN LATERAL unnest(unit.days || ARRAY[DATE '0001-01-01', s.valid_from, s.valid_until,
        CASE WHEN s.next_from > s.valid_until THEN s.valid_until + (s.next_from - s.valid_until) / 2 + 1 END]) edge (day)
     WHERE edge.day IS NOT NULL AND (agencies IS NULL OR s.agency_id = ANY (agencies))
     GROUP BY s.agency_id, edge.day),
  nearest AS (
    SELECT DISTINCT ON (d.agency_id, d.day) d.agency_id, d.day, s.unit_id
      FROM map_day d JOIN registry.agency_seat s ON s.agency_id = d.agency_id
     ORDER BY d.agency_id, d.day,
              NOT daterange(s.valid_from, s.valid_until) @> d.day,
              least(abs(s.valid_from - d.day), abs(coalesce(s.valid_until, DATE '9999-12-31') - d.day)),
              s.valid_from),
  translated AS MATERIALIZED (
    SELECT n.unit_id, n.day,
           CASE
             WHEN daterange(u.valid_from, u.valid_until) @> n.day THEN u.id
             WHEN u.valid_from > n.day THEN
               (SELECT c.predecessor_id FROM reference.unit_change c
                  JOIN reference.administrative_unit p ON p.id = c.predecessor_id
                 WHERE c.successor_id = u.id AND daterange(p.valid_from, p.valid_until) @> n.day
                 ORDER BY c.kind = 'split_part', c.predecessor_id LIMIT 1)
             ELSE
               (SELECT c.successor_id FROM reference.unit_change c
                  JOIN reference.administrative_unit p ON p.id = c.successor_id
                 WHERE c.predecessor_id = u.id AND daterange(p.valid_from, p.valid_until) @> n.day
                 ORDER BY c.successor_id LIMIT 1)
           END AS place_id
      FROM (SELECT DISTINCT unit_id, day FROM nearest) n JOIN reference.administrative_unit u ON u.id = n.unit_id),
  placed AS (
    SELECT n.agency_id, n.day, t.place_id,
           t.place_id IS NOT DISTINCT FROM lag(t.place_id) OVER agency AND lag(n.day) OVER agency IS NOT NULL AS goes_on
      FROM nearest n JOIN translated t ON t.unit_id = n.unit_id AND t.day = n.day
    WINDOW agency AS (PARTITION BY n.agency_id ORDER BY n.day)),
  period AS (
    SELECT agency_id, day, place_id, lead(day) OVER (PARTITION BY agency_id ORDER BY day) AS until FROM placed WHERE NOT goes_on)
  SELECT p.agency_id, p.day AS valid_from, p.until AS valid_until,
         CASE WHEN u.level = 'commune' THEN u.id END AS commune_id,
         CASE WHEN u.level = 'district' THEN u.id WHEN up.level = 'district' THEN up.id END AS district_id,
         CASE WHEN u.level = 'province' THEN u.id WHEN up.level = 'province' THEN up.id WHEN top.level = 'province' THEN top.id END AS province_id
    FROM period p
    JOIN reference.administrative_unit u ON u.id = p.place_id
    LEFT JOIN reference.administrative_unit up ON up.id = u.parent_id
    LEFT JOIN reference.administrative_unit top ON top.id = up.parent_id
$$;

-- Level one. Agency, area and place of the agency are those of the posting; the degree is the highest known in the period, which
-- begins on 1 January of the year of its award; the field is the broad one of that degree.
CREATE TABLE registry.career_span (
  person_id         uuid NOT NULL,
  keeper_id         uuid NOT NULL,
  agency_id         uuid NOT NULL,
  area_id           smallint,
  valid_from        date NOT NULL,
  valid_until       date,
  birth_year        smallint NOT NULL,
  sex               text NOT NULL,
  ethnic_group_code text NOT NULL,
  sector_code       text NOT NULL,
  government_level  text,
  profession_code   text NOT NULL,
  employment_kind   text NOT NULL,
  leadership_rank   text,
  level_code        text,
  field_code        text
);

-- The spans as they follow from the records; null stands for everyone. The highest degree travels as one number, the place of
-- its level times 1,000 plus the place of its field: a sort by level and field would take three times as long.
CREATE FUNCTION registry.derive_spans(people uuid[]) RETURNS SETOF registry.career_span
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
      WINDOW person AS (PARTITION BY person_id ORDER BY awarded_year))
    SELECT p.person_id, o.keeper_id, p.agency_id, r.area_id,
           CASE WHEN part.known THEN greatest(p.valid_from, d.since) ELSE p.valid_from END,
           CASE WHEN part.known THEN least(p.valid_until, d.until) ELSE least(p.valid_until, d.since) END,
           o.birth_year, o.sex, o.ethnic_group_code, a.sector_code, a.government_level,
           p.profession_code, p.employment_kind, p.leadership_rank, l.code, f.broad
      FROM registry.posting p
      JOIN registry.person o ON o.id = p.person_id
      JOIN registry.agency a ON a.id = p.agency_id
      LEFT JOIN registry.agency_area r ON r.agency_id = p.agency_id
      LEFT JOIN step d ON d.person_id = p.person_id AND (d.first OR d.since < p.valid_until OR p.valid_until IS NULL)
                      AND (d.until > p.valid_from OR d.until IS NULL)
      CROSS JOIN LATERAL (SELECT true AS known WHERE d.since < p.valid_until OR p.valid_until IS NULL OR d.since IS NULL
                          UNION ALL SELECT false WHERE d.first AND d.since > p.valid_from) part
      LEFT JOIN level l ON l.place = d.highest / 1000 AND part.known
      LEFT JOIN (SELECT DISTINCT place, broad FROM field) f ON f.place = d.highest %% 1000 AND part.known
     WHERE p.is_main AND %2$s
    $query$,
    CASE WHEN people IS NULL THEN 'true' ELSE 'g.person_id = ANY ($1)' END,
    CASE WHEN people IS NULL THEN 'true' ELSE 'p.person_id = ANY ($1)' END) USING people;
END
$$;

-- Level two: people on 31 December of each counted year. A grain is a set of things to tell apart by, kept as a number whose bits are
-- named below; what a grain does not tell apart is null. Changes are appended, also negative ones, and summed up
-- now and then: two officers who save at the same moment never wait for each other's cell.
CREATE TABLE registry.headcount_year (
  year smallint PRIMARY KEY,
  day  date NOT NULL GENERATED ALWAYS AS (make_date(year, 12, 31)) STORED
);
COMMENT ON TABLE registry.headcount_year IS 'Years whose end is counted.';
CREATE TABLE registry.headcount_cell (
  grain            smallint NOT NULL,
  year             smallint NOT NULL,
  area_id          smallint,
  sector_code      text,
  government_level text,
  profession_code  text,
  level_code       text,
  field_code       text,
  sex              text,
  age_band         smallint,
  employment_kind  text,
  leadership_rank  text,
  people           integer NOT NULL,
  appended         boolean NOT NULL DEFAULT true
);
COMMENT ON COLUMN registry.headcount_cell.grain IS
  'Sum of area 512, sector 256, government level 128, profession 64, degree level 32, field 16, sex 8, age band 4, employment kind 2, leadership rank 1.';
COMMENT ON COLUMN registry.headcount_cell.age_band IS 'As registry.age_band, in the year of the cell.';

CREATE FUNCTION registry.age_band(age integer) RETURNS smallint
  LANGUAGE sql IMMUTABLE PARALLEL SAFE RETURN greatest(1, least(10, age / 5 - 3))::smallint;
COMMENT ON FUNCTION registry.age_band(integer) IS '1 for under 25, then bands of five years, 10 for 65 and over.';

-- Both kinds of index are built anew by a whole load, which would take twice as long to keep them row by row.
CREATE FUNCTION registry.index_headcounts() RETURNS void LANGUAGE sql SET search_path = '' AS $$
  CREATE INDEX career_span_person ON registry.career_span (person_id);
  CREATE INDEX career_span_keeper ON registry.career_span (keeper_id);
  CREATE INDEX career_span_from ON registry.career_span (valid_from);
  CREATE INDEX career_span_until ON registry.career_span (valid_until);
  CREATE INDEX headcount_cell_grain ON registry.headcount_cell (grain, year);
  CREATE INDEX headcount_cell_appended ON registry.headcount_cell (year) WHERE appended;
$$;
SELECT registry.index_headcounts();

-- The year-ends of spans; the one sentence that says which of them a span counts at.
CREATE FUNCTION registry.spans_by_year(spans text, years text) RETURNS text LANGUAGE sql IMMUTABLE AS $$
  SELECT format($query$
    SELECT y.year, s.area_id, s.sector_code, s.government_level, s.profession_code, s.level_code, s.field_code, s.sex,
           registry.age_band(y.year - s.birth_year) AS age_band, s.employment_kind, s.leadership_rank, s.people
      FROM %s s JOIN %s y ON s.valid_from <= y.day AND (s.valid_until > y.day OR s.valid_until IS NULL)
    $query$, spans, years)
$$;

-- Cells of every grain from counted rows. The grains are chosen so that each question that is often asked finds one of at most
-- some thousand cells a year; the last tells everything apart.
CREATE FUNCTION registry.cells_of(rows text) RETURNS text LANGUAGE sql IMMUTABLE AS $$
  SELECT format($query$
    SELECT 1023 - GROUPING(area_id, sector_code, government_level, profession_code, level_code, field_code, sex, age_band, employment_kind, leadership_rank),
           year, area_id, sector_code, government_level, profession_code, level_code, field_code, sex, age_band, employment_kind, leadership_rank, sum(people)::int
      FROM (%s) counted
     GROUP BY year, GROUPING SETS (
           (area_id, sector_code),
           (area_id, sector_code, government_level, profession_code),
           (area_id, sector_code, level_code, sex),
           (area_id, level_code, sex, age_band),
           (area_id, level_code, field_code, sex),
           (area_id, sector_code, government_level, profession_code, level_code, sex, employment_kind, leadership_rank),
           (area_id, sector_code, government_level, profession_code, level_code, field_code, sex, age_band, employment_kind, leadership_rank))
    HAVING sum(people) <> 0
    $query$, rows)
$$;

-- Counts the ends of the years from first to last that are not counted yet.
CREATE FUNCTION registry.count_years(first integer, last integer) RETURNS void LANGUAGE plpgsql SET search_path = '' AS $$
BEGIN
  LOCK TABLE registry.career_span IN SHARE ROW EXCLUSIVE MODE;
  CREATE TEMP TABLE fresh_year ON COMMIT DROP AS
    SELECT y::smallint AS year, make_date(y, 12, 31) AS day
      FROM generate_series(first, last) y WHERE NOT EXISTS (SELECT FROM registry.headcount_year k WHERE k.year = y);
  IF EXISTS (SELECT FROM pg_temp.fresh_year) THEN
    EXECUTE 'INSERT INTO registry.headcount_cell SELECT *, false FROM (' || registry.cells_of(format(
      'SELECT year, area_id, sector_code, government_level, profession_code, level_code, field_code, sex, age_band, employment_kind, leadership_rank, sum(people) AS people
         FROM (%s) spans GROUP BY 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11',
      registry.spans_by_year('(SELECT *, 1 AS people FROM registry.career_span)', 'pg_temp.fresh_year'))) || ') cell ORDER BY 1, 2';
    INSERT INTO registry.headcount_year SELECT year FROM pg_temp.fresh_year;
  END IF;
  DROP TABLE pg_temp.fresh_year;
END
$$;
COMMENT ON FUNCTION registry.count_years(integer, integer) IS 'Writers of careers wait meanwhile, readers do not.';

-- Brings the spans of some people, and the cells they count in, to where their records are. Null stands for everyone.
CREATE FUNCTION registry.refresh_spans(people uuid[]) RETURNS void LANGUAGE plpgsql SET search_path = '' AS $$
BEGIN
  IF people IS NULL THEN
    LOCK TABLE registry.career_span IN SHARE ROW EXCLUSIVE MODE;
  ELSE
    -- Who changes the same person at the same moment goes on when this change is committed, and then sees it.
    PERFORM FROM registry.person WHERE id = ANY (people) ORDER BY id FOR NO KEY UPDATE;
    LOCK TABLE registry.career_span IN ROW EXCLUSIVE MODE;
  END IF;
  EXECUTE format($query$
    WITH fresh AS MATERIALIZED (SELECT * FROM registry.derive_spans($1)),
    gone AS (
      DELETE FROM registry.career_span kept
       WHERE %1$s AND NOT EXISTS (SELECT FROM fresh WHERE fresh.person_id = kept.person_id AND fresh = kept)
      RETURNING *),
    come AS (
      INSERT INTO registry.career_span
      SELECT * FROM fresh
       WHERE NOT EXISTS (SELECT FROM registry.career_span kept WHERE kept.person_id = fresh.person_id AND fresh = kept)
      RETURNING *)
    INSERT INTO registry.headcount_cell %2$s
    $query$,
    CASE WHEN people IS NULL THEN 'true' ELSE 'kept.person_id = ANY ($1)' END,
    registry.cells_of(registry.spans_by_year(
      '(SELECT *, -1 AS people FROM gone UNION ALL SELECT *, 1 FROM come)', 'registry.headcount_year'))) USING people;
END
$$;

-- Where agencies lie, anew; null stands for all. An area without agencies stays: nobody is counted in it.
CREATE FUNCTION registry.place_agencies(agencies uuid[]) RETURNS void LANGUAGE plpgsql SET search_path = '' AS $$
DECLARE
  moved uuid[];
BEGIN
  -- Waits for postings that are being written at these agencies, and makes later ones wait.
  PERFORM FROM registry.agency WHERE agencies IS NULL OR id = ANY (agencies) ORDER BY id FOR UPDATE;
  DELETE FROM registry.agency_map WHERE agencies IS NULL OR agency_id = ANY (agencies);
  INSERT INTO registry.agency_map SELECT * FROM registry.derive_agency_map(agencies);

  CREATE TEMP TABLE fresh_area ON COMMIT DROP AS
    SELECT agency_id, string_agg(concat_ws(' ', valid_from, district_id, '/', province_id), ', ' ORDER BY valid_from) AS path
      FROM (SELECT *, (district_id, province_id) IS NOT DISTINCT FROM (lag(district_id) OVER agency, lag(province_id) OVER agency)
                      AND valid_from = lag(valid_until) OVER agency AS goes_on
              FROM registry.agency_map WHERE agencies IS NULL OR agency_id = ANY (agencies)
            WINDOW agency AS (PARTITION BY agency_id ORDER BY valid_from)) map
     WHERE NOT coalesce(goes_on, false)
     GROUP BY agency_id;
  INSERT INTO registry.area (path) SELECT DISTINCT path FROM pg_temp.fresh_area ON CONFLICT DO NOTHING;
  INSERT INTO registry.area_map
  SELECT DISTINCT ON (r.id, m.valid_from) r.id, m.valid_from, m.valid_until, m.district_id, m.province_id
    FROM (SELECT path, min(agency_id::text)::uuid AS agency_id FROM pg_temp.fresh_area GROUP BY path) f
    JOIN registry.area r ON r.path = f.path
    JOIN registry.agency_map m ON m.agency_id = f.agency_id
   WHERE NOT EXISTS (SELECT FROM registry.area_map known WHERE known.area_id = r.id)
   ORDER BY r.id, m.valid_from;

  WITH gone AS (
    DELETE FROM registry.agency_area kept
     WHERE (agencies IS NULL OR kept.agency_id = ANY (agencies))
       AND NOT EXISTS (SELECT FROM pg_temp.fresh_area f JOIN registry.area r ON r.path = f.path
                        WHERE f.agency_id = kept.agency_id AND r.id = kept.area_id)
    RETURNING kept.agency_id)
  SELECT array_agg(agency_id) INTO moved FROM gone;
  INSERT INTO registry.agency_area
  SELECT f.agency_id, r.id FROM pg_temp.fresh_area f JOIN registry.area r ON r.path = f.path
   WHERE NOT EXISTS (SELECT FROM registry.agency_area kept WHERE kept.agency_id = f.agency_id);
  DROP TABLE pg_temp.fresh_area;
  PERFORM registry.refresh_agencies(agencies);
END
$$;

-- The people who ever worked at some agencies; null stands for all.
CREATE FUNCTION registry.refresh_agencies(agencies uuid[]) RETURNS void LANGUAGE plpgsql SET search_path = '' AS $$
DECLARE
  people uuid[];
BEGIN
  IF agencies IS NULL THEN
    PERFORM registry.refresh_spans(NULL);
    RETURN;
  END IF;
  SELECT array_agg(DISTINCT p.person_id) INTO people FROM registry.posting p WHERE p.agency_id = ANY (agencies) AND p.is_main;
  IF people IS NOT NULL THEN
    PERFORM registry.refresh_spans(people);
  END IF;
END
$$;

-- Everything anew, after a load that kept the triggers below from working: the same result, built at once.
CREATE FUNCTION registry.rebuild_headcounts() RETURNS void LANGUAGE plpgsql SET search_path = '' AS $$
DECLARE
  this_year integer := extract(year FROM current_date);
BEGIN
  TRUNCATE registry.career_span, registry.headcount_cell, registry.headcount_year;
  DROP INDEX registry.career_span_person, registry.career_span_keeper, registry.career_span_from, registry.career_span_until,
             registry.headcount_cell_grain, registry.headcount_cell_appended;
  PERFORM registry.place_agencies(NULL);
  ANALYZE registry.career_span, registry.agency_map, registry.area_map, registry.agency_area;
  PERFORM registry.count_years(this_year - 1, this_year + 1);
  PERFORM registry.index_headcounts();
  ANALYZE registry.headcount_cell;
END
$$;

-- Sums up the cells of years to which much was appended. Questions get the same answers before, meanwhile and after.
CREATE FUNCTION registry.sum_up_headcounts(most_appended integer) RETURNS void LANGUAGE sql SET search_path = '' AS $$
  WITH crowded AS (SELECT year FROM registry.headcount_cell WHERE appended GROUP BY year HAVING count(*) > most_appended),
  gone AS (DELETE FROM registry.headcount_cell c USING crowded WHERE c.year = crowded.year RETURNING c.*)
  INSERT INTO registry.headcount_cell
  SELECT grain, year, area_id, sector_code, government_level, profession_code, level_code, field_code, sex, age_band, employment_kind, leadership_rank,
         sum(people)::int, false
    FROM gone GROUP BY 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12 HAVING sum(people) <> 0 ORDER BY 1, 2;
$$;

-- What differs from what follows from the records; no rows when all is well. Takes seconds.
CREATE FUNCTION registry.headcount_faults() RETURNS TABLE (what text, missing bigint, superfluous bigint)
  LANGUAGE plpgsql SET search_path = '' AS $$
BEGIN
  CREATE TEMP TABLE right_cell ON COMMIT DROP AS SELECT * FROM registry.headcount_cell WITH NO DATA;
  EXECUTE 'INSERT INTO pg_temp.right_cell ' || registry.cells_of(
    registry.spans_by_year('(SELECT *, 1 AS people FROM registry.derive_spans(NULL))', 'registry.headcount_year'));
  RETURN QUERY
    WITH kept_cell AS (
      SELECT grain, year, area_id, sector_code, government_level, profession_code, level_code, field_code, sex, age_band, employment_kind, leadership_rank, sum(people)::int AS people
        FROM registry.headcount_cell GROUP BY 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12 HAVING sum(people) <> 0),
    right_cell AS (
      SELECT grain, year, area_id, sector_code, government_level, profession_code, level_code, field_code, sex, age_band, employment_kind, leadership_rank, people FROM pg_temp.right_cell),
    fault (what, missing, superfluous) AS (
      SELECT 'agency_map', (SELECT count(*) FROM (SELECT * FROM registry.derive_agency_map(NULL) EXCEPT ALL SELECT * FROM registry.agency_map) m),
                           (SELECT count(*) FROM (SELECT * FROM registry.agency_map EXCEPT ALL SELECT * FROM registry.derive_agency_map(NULL)) s)
      UNION ALL
      SELECT 'area_map', (SELECT count(*) FROM registry.agency_map m LEFT JOIN registry.agency_area a USING (agency_id)
                           LEFT JOIN registry.area_map r ON r.area_id = a.area_id AND r.valid_from <= m.valid_from AND (r.valid_until IS NULL OR r.valid_until >= m.valid_until)
                          WHERE (r.district_id, r.province_id) IS DISTINCT FROM (m.district_id, m.province_id)),
                         (SELECT count(*) FROM registry.agency_area a WHERE NOT EXISTS (SELECT FROM registry.agency_map m WHERE m.agency_id = a.agency_id))
      UNION ALL
      SELECT 'career_span', (SELECT count(*) FROM (SELECT * FROM registry.derive_spans(NULL) EXCEPT ALL SELECT * FROM registry.career_span) m),
                            (SELECT count(*) FROM (SELECT * FROM registry.career_span EXCEPT ALL SELECT * FROM registry.derive_spans(NULL)) s)
      UNION ALL
      SELECT 'headcount_cell', (SELECT count(*) FROM (SELECT * FROM right_cell EXCEPT ALL SELECT * FROM kept_cell) m),
                               (SELECT count(*) FROM (SELECT * FROM kept_cell EXCEPT ALL SELECT * FROM right_cell) s))
    SELECT f.what, f.missing, f.superfluous FROM fault f WHERE f.missing > 0 OR f.superfluous > 0;
  DROP TABLE pg_temp.right_cell;
END
$$;

-- Kept by what changed, in the transaction that changes it. The functions run as the owner: an HR officer may change records of
-- own agencies, and through them, but not otherwise, what is counted.
CREATE FUNCTION registry.follow_careers() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
  people uuid[];
BEGIN
  IF TG_OP = 'UPDATE' THEN
    SELECT array_agg(DISTINCT person_id) INTO people FROM (SELECT person_id FROM changed UNION ALL SELECT person_id FROM before) touched;
  ELSE
    SELECT array_agg(DISTINCT person_id) INTO people FROM changed;
  END IF;
  IF people IS NOT NULL THEN
    PERFORM registry.refresh_spans(people);
  END IF;
  RETURN NULL;
END
$$;
CREATE TRIGGER follow_insert AFTER INSERT ON registry.posting REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION registry.follow_careers();
CREATE TRIGGER follow_update AFTER UPDATE ON registry.posting REFERENCING OLD TABLE AS before NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION registry.follow_careers();
CREATE TRIGGER follow_delete AFTER DELETE ON registry.posting REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION registry.follow_careers();
CREATE TRIGGER follow_insert AFTER INSERT ON registry.degree REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION registry.follow_careers();
CREATE TRIGGER follow_update AFTER UPDATE ON registry.degree REFERENCING OLD TABLE AS before NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION registry.follow_careers();
CREATE TRIGGER follow_delete AFTER DELETE ON registry.degree REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION registry.follow_careers();

-- A new person has no posting yet, and one who is deleted takes the postings along.
CREATE FUNCTION registry.follow_people() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
  people uuid[];
BEGIN
  SELECT array_agg(c.id) INTO people
    FROM changed c JOIN before b USING (id)
   WHERE (c.keeper_id, c.birth_year, c.sex, c.ethnic_group_code) IS DISTINCT FROM (b.keeper_id, b.birth_year, b.sex, b.ethnic_group_code);
  IF people IS NOT NULL THEN
    PERFORM registry.refresh_spans(people);
  END IF;
  RETURN NULL;
END
$$;
CREATE TRIGGER follow_update AFTER UPDATE ON registry.person REFERENCING OLD TABLE AS before NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION registry.follow_people();

CREATE FUNCTION registry.follow_agencies() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
  agencies uuid[];
BEGIN
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
CREATE TRIGGER follow_update AFTER UPDATE ON registry.agency REFERENCING OLD TABLE AS before NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION registry.follow_agencies();

CREATE FUNCTION registry.follow_seats() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
  agencies uuid[];
BEGIN
  IF TG_OP = 'UPDATE' THEN
    SELECT array_agg(DISTINCT agency_id) INTO agencies FROM (SELECT agency_id FROM changed UNION ALL SELECT agency_id FROM before) touched;
  ELSE
    SELECT array_agg(DISTINCT agency_id) INTO agencies FROM changed;
  END IF;
  IF agencies IS NOT NULL THEN
    PERFORM registry.place_agencies(agencies);
  END IF;
  RETURN NULL;
END
$$;
CREATE TRIGGER follow_insert AFTER INSERT ON registry.agency_seat REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION registry.follow_seats();
CREATE TRIGGER follow_update AFTER UPDATE ON registry.agency_seat REFERENCING OLD TABLE AS before NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION registry.follow_seats();
CREATE TRIGGER follow_delete AFTER DELETE ON registry.agency_seat REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION registry.follow_seats();

-- Lists change with a new edition of their file, some times a year: everything is compared then, and what differs is written.
CREATE FUNCTION registry.follow_lists() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM registry.agency) THEN
    RETURN NULL;
  ELSIF TG_TABLE_NAME IN ('administrative_unit', 'unit_change') THEN
    PERFORM registry.place_agencies(NULL);
  ELSE
    PERFORM registry.refresh_spans(NULL);
  END IF;
  RETURN NULL;
END
$$;
CREATE TRIGGER follow_change AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON reference.administrative_unit FOR EACH STATEMENT EXECUTE FUNCTION registry.follow_lists();
CREATE TRIGGER follow_change AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON reference.unit_change FOR EACH STATEMENT EXECUTE FUNCTION registry.follow_lists();
CREATE TRIGGER follow_change AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON reference.degree_level FOR EACH STATEMENT EXECUTE FUNCTION registry.follow_lists();
CREATE TRIGGER follow_change AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON reference.field_of_study FOR EACH STATEMENT EXECUTE FUNCTION registry.follow_lists();
-- A TRUNCATE tells no rows.
CREATE TRIGGER follow_truncate AFTER TRUNCATE ON registry.posting FOR EACH STATEMENT EXECUTE FUNCTION registry.follow_lists();
CREATE TRIGGER follow_truncate AFTER TRUNCATE ON registry.degree FOR EACH STATEMENT EXECUTE FUNCTION registry.follow_lists();

-- The map of any day, now read instead of computed.
CREATE OR REPLACE FUNCTION registry.agency_place(map_date date)
  RETURNS TABLE (agency_id uuid, commune_id text, district_id text, province_id text)
  LANGUAGE sql STABLE PARALLEL SAFE ROWS 5000 AS $$
  SELECT m.agency_id, m.commune_id, m.district_id, m.province_id
    FROM registry.agency_map m
   WHERE m.valid_from <= map_date AND (m.valid_until > map_date OR m.valid_until IS NULL)
$$;

-- Whoever sees a person sees the spans. Cells tell of everyone in all provinces: planners alone may read them; for officers and
-- leaders their own people are counted.
ALTER TABLE registry.career_span ENABLE ROW LEVEL SECURITY;
CREATE POLICY hr_own_agencies ON registry.career_span FOR SELECT TO registry_hr
  USING (keeper_id = ANY (ARRAY(SELECT access.scoped_agencies())));
CREATE POLICY planner_all_rows ON registry.career_span FOR SELECT TO registry_planner USING (true);
CREATE POLICY leader_own_units ON registry.career_span FOR SELECT TO registry_leader
  USING (keeper_id = ANY (ARRAY(SELECT access.scoped_agencies())));
GRANT SELECT ON registry.career_span TO registry_hr, registry_planner, registry_leader;
GRANT SELECT ON registry.headcount_cell, registry.headcount_year TO registry_planner;
GRANT SELECT ON registry.agency_map, registry.area, registry.area_map, registry.agency_area
  TO registry_hr, registry_planner, registry_leader, registry_admin, registry_auditor;
REVOKE EXECUTE ON FUNCTION
  registry.derive_agency_map(uuid[]), registry.derive_spans(uuid[]), registry.index_headcounts(), registry.spans_by_year(text, text), registry.cells_of(text),
  registry.count_years(integer, integer), registry.refresh_spans(uuid[]), registry.place_agencies(uuid[]), registry.refresh_agencies(uuid[]),
  registry.rebuild_headcounts(), registry.sum_up_headcounts(integer), registry.headcount_faults() FROM PUBLIC;

-- Registries that hold people already.
SELECT registry.rebuild_headcounts();
