-- A count on a day within a year reads who came or left between the day and the year's end. The indexes carry all that cells tell
-- apart, so that those careers are read from them alone and not from a page of the table each.

CREATE OR REPLACE FUNCTION registry.index_headcounts() RETURNS void LANGUAGE sql SET search_path = '' AS $$
  CREATE INDEX career_span_person ON registry.career_span (person_id);
  CREATE INDEX career_span_keeper ON registry.career_span (keeper_id);
  CREATE INDEX career_span_from ON registry.career_span (valid_from)
    INCLUDE (area_id, sector_code, government_level, profession_code, level_code, field_code, sex, birth_year, employment_kind, leadership_rank);
  CREATE INDEX career_span_until ON registry.career_span (valid_until)
    INCLUDE (area_id, sector_code, government_level, profession_code, level_code, field_code, sex, birth_year, employment_kind, leadership_rank)
    WHERE valid_until IS NOT NULL;
  CREATE INDEX headcount_cell_grain ON registry.headcount_cell (grain, year);
  CREATE INDEX headcount_cell_appended ON registry.headcount_cell (year) WHERE appended;
$$;

DROP INDEX registry.career_span_person, registry.career_span_keeper, registry.career_span_from, registry.career_span_until,
           registry.headcount_cell_grain, registry.headcount_cell_appended;
SELECT registry.index_headcounts();
