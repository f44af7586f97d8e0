-- Both are what a load of everyone waited for longest.

-- reference.fold runs under the caller's search path and was planned anew at each name as long as this function set another.
ALTER FUNCTION registry.search_words(text) RESET search_path;

-- Where nothing is kept yet there is nothing to compare the spans with, and no year whose cells they change.
CREATE OR REPLACE FUNCTION registry.refresh_spans(people uuid[]) RETURNS void LANGUAGE plpgsql SET search_path = '' AS $$
BEGIN
  IF people IS NULL THEN
    LOCK TABLE registry.career_span IN SHARE ROW EXCLUSIVE MODE;
    IF NOT EXISTS (SELECT FROM registry.career_span) AND NOT EXISTS (SELECT FROM registry.headcount_year) THEN
      INSERT INTO registry.career_span SELECT * FROM registry.derive_spans(NULL);
      RETURN;
    END IF;
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
