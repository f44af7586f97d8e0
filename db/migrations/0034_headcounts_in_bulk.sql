-- Counting a list of ten thousand people into forty years wrote each of them out for each year, and sorted that four times by texts. Now each
-- combination of what cells tell apart is a number first, and what is sorted is counted already.
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

-- A degree of somebody without main work is counted nowhere. Whoever gives them work at this moment waits for the person, and then sees the degree, but
-- for people whom this transaction has added: nobody else knows of them.
CREATE OR REPLACE FUNCTION registry.follow_careers() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
  people uuid[];
BEGIN
  IF TG_OP = 'UPDATE' THEN
    SELECT array_agg(DISTINCT person_id) INTO people FROM (SELECT person_id FROM changed UNION ALL SELECT person_id FROM before) touched;
  ELSIF TG_OP = 'INSERT' AND TG_TABLE_NAME = 'degree' THEN
    SELECT array_agg(DISTINCT person_id) INTO people FROM changed c
     WHERE NOT EXISTS (SELECT FROM registry.person p WHERE p.id = c.person_id AND p.xmin = pg_current_xact_id()::xid)
        OR EXISTS (SELECT FROM registry.posting g WHERE g.person_id = c.person_id AND g.is_main);
  ELSE
    SELECT array_agg(DISTINCT person_id) INTO people FROM changed;
  END IF;
  IF people IS NOT NULL THEN
    PERFORM registry.refresh_spans(people);
  END IF;
  RETURN NULL;
END
$$;
