-- What a list of many people does to the counts of every year is counted afterwards (docs/decisions/0090).

-- As before, but for the years that many people make uncounted.
CREATE OR REPLACE FUNCTION registry.refresh_spans(people uuid[]) RETURNS void LANGUAGE plpgsql SET search_path = '' AS $$
BEGIN
  IF people IS NULL THEN
    LOCK TABLE registry.career_span IN SHARE ROW EXCLUSIVE MODE;
    IF NOT EXISTS (SELECT FROM registry.career_span) AND NOT EXISTS (SELECT FROM registry.headcount_year) THEN
      INSERT INTO registry.career_span SELECT * FROM registry.derive_spans(NULL);
      RETURN;
    END IF;
  ELSE
    -- Who changes the same person at the same moment goes on when this change is committed, and then sees it. Nobody else knows yet of
    -- those whom this transaction has added.
    PERFORM FROM registry.person WHERE id = ANY (people) AND xmin <> pg_current_xact_id()::xid ORDER BY id FOR NO KEY UPDATE;
    LOCK TABLE registry.career_span IN ROW EXCLUSIVE MODE;
    -- Many people change cells of every year that they worked in: more than it takes to count those years anew. Where a year is not counted, questions are answered from
    -- careers and nothing is appended; its cells are thrown away when it is counted again. Whoever appends to it at this moment, not knowing, appends to what is thrown away.
    IF cardinality(people) > 1000 AND cardinality(people) > (SELECT greatest(c.reltuples, 0) / 200 FROM pg_catalog.pg_class c WHERE c.oid = 'registry.career_span'::regclass) THEN
      DELETE FROM registry.headcount_year;
    END IF;
  END IF;
  IF people IS NOT NULL AND NOT EXISTS (SELECT FROM registry.headcount_year) THEN
    WITH fresh AS MATERIALIZED (SELECT * FROM registry.derive_spans(people)),
    gone AS (
      DELETE FROM registry.career_span kept
       WHERE kept.person_id = ANY (people) AND NOT EXISTS (SELECT FROM fresh WHERE fresh.person_id = kept.person_id AND fresh = kept))
    INSERT INTO registry.career_span
      SELECT * FROM fresh
       WHERE NOT EXISTS (SELECT FROM registry.career_span kept WHERE kept.person_id = fresh.person_id AND fresh = kept);
    RETURN;
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
      RETURNING *),
    moved AS MATERIALIZED (
      SELECT *, dense_rank() OVER (ORDER BY area_id, sector_code COLLATE "C", government_level COLLATE "C", profession_code COLLATE "C", level_code COLLATE "C",
                                            field_code COLLATE "C", sex COLLATE "C", employment_kind COLLATE "C", leadership_rank COLLATE "C") AS combination
        FROM (SELECT *, -1 AS people FROM gone UNION ALL SELECT *, 1 FROM come) both_ways),
    of_year AS (
      SELECT s.combination, y.year, registry.age_band(y.year - s.birth_year) AS age_band, sum(s.people) AS people
        FROM (SELECT combination, birth_year, valid_from, valid_until, sum(people) AS people FROM moved GROUP BY 1, 2, 3, 4 HAVING sum(people) <> 0) s
        JOIN registry.headcount_year y ON s.valid_from <= y.day AND (s.valid_until > y.day OR s.valid_until IS NULL)
       GROUP BY 1, 2, 3 HAVING sum(s.people) <> 0)
    INSERT INTO registry.headcount_cell %2$s
    $query$,
    CASE WHEN people IS NULL THEN 'true' ELSE 'kept.person_id = ANY ($1)' END,
    registry.cells_of(
      'SELECT o.year, m.area_id, m.sector_code, m.government_level, m.profession_code, m.level_code, m.field_code, m.sex, o.age_band, m.employment_kind, m.leadership_rank, o.people
         FROM of_year o JOIN (SELECT DISTINCT ON (combination) * FROM moved) m ON m.combination = o.combination')) USING people;
END
$$;

-- As before, but what is left of a year that was counted before is thrown away; and who would wait for a long list, so that all who change careers would wait behind, gives up: the
-- server tries again.
CREATE OR REPLACE FUNCTION registry.count_years(first integer, last integer) RETURNS void LANGUAGE plpgsql SET search_path = '' SET lock_timeout = '1s' AS $$
BEGIN
  LOCK TABLE registry.career_span IN SHARE ROW EXCLUSIVE MODE;
  CREATE TEMP TABLE fresh_year ON COMMIT DROP AS
    SELECT y::smallint AS year, make_date(y, 12, 31) AS day
      FROM generate_series(first, last) y WHERE NOT EXISTS (SELECT FROM registry.headcount_year k WHERE k.year = y);
  IF EXISTS (SELECT FROM pg_temp.fresh_year) THEN
    DELETE FROM registry.headcount_cell c WHERE c.year = ANY (ARRAY(SELECT y.year FROM pg_temp.fresh_year y));
    EXECUTE 'INSERT INTO registry.headcount_cell SELECT *, false FROM (' || registry.cells_of(format(
      'SELECT year, area_id, sector_code, government_level, profession_code, level_code, field_code, sex, age_band, employment_kind, leadership_rank, sum(people) AS people
         FROM (%s) spans GROUP BY 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11',
      registry.spans_by_year('(SELECT *, 1 AS people FROM registry.career_span)', 'pg_temp.fresh_year'))) || ') cell ORDER BY 1, 2';
    INSERT INTO registry.headcount_year SELECT year FROM pg_temp.fresh_year;
  END IF;
  DROP TABLE pg_temp.fresh_year;
END
$$;

-- As before, of the years that are counted: what is left of others is read by nobody.
CREATE OR REPLACE FUNCTION registry.headcount_faults() RETURNS TABLE (what text, missing bigint, superfluous bigint)
  LANGUAGE plpgsql SET search_path = '' AS $$
BEGIN
  CREATE TEMP TABLE right_cell ON COMMIT DROP AS SELECT * FROM registry.headcount_cell WITH NO DATA;
  EXECUTE 'INSERT INTO pg_temp.right_cell ' || registry.cells_of(
    registry.spans_by_year('(SELECT *, 1 AS people FROM registry.derive_spans(NULL))', 'registry.headcount_year'));
  RETURN QUERY
    WITH kept_cell AS (
      SELECT grain, year, area_id, sector_code, government_level, profession_code, level_code, field_code, sex, age_band, employment_kind, leadership_rank, sum(people)::int AS people
        FROM registry.headcount_cell WHERE year IN (SELECT k.year FROM registry.headcount_year k) GROUP BY 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12 HAVING sum(people) <> 0),
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
