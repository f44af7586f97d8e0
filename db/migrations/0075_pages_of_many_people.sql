-- Pages of an officer, a leader or a planner whose people are many. Held against the policies, each person and each posting is looked at before anything is counted:
-- half a minute for a million. These functions have the owner's rights and look at the account's scope once, as a set. They give numbers, and keys of people whom the
-- caller may see; the rows of a page are then read under the policies, so that a mistake here would show too little and not too much (docs/decisions/0075).

-- The agencies of a page are looked up by themselves.
CREATE OR REPLACE FUNCTION registry.index_headcounts() RETURNS void LANGUAGE sql SET search_path = '' AS $$
  CREATE INDEX career_span_person ON registry.career_span (person_id);
  CREATE INDEX career_span_keeper ON registry.career_span (keeper_id);
  CREATE INDEX career_span_agency ON registry.career_span (agency_id);
  CREATE INDEX career_span_from ON registry.career_span (valid_from)
    INCLUDE (area_id, sector_code, government_level, profession_code, level_code, field_code, sex, birth_year, employment_kind, leadership_rank);
  CREATE INDEX career_span_until ON registry.career_span (valid_until)
    INCLUDE (area_id, sector_code, government_level, profession_code, level_code, field_code, sex, birth_year, employment_kind, leadership_rank)
    WHERE valid_until IS NOT NULL;
  CREATE INDEX headcount_cell_grain ON registry.headcount_cell (grain, year);
  CREATE INDEX headcount_cell_appended ON registry.headcount_cell (year) WHERE appended;
$$;
CREATE OR REPLACE FUNCTION registry.rebuild_headcounts() RETURNS void LANGUAGE plpgsql SET search_path = '' AS $$
DECLARE
  this_year integer := extract(year FROM current_date);
BEGIN
  TRUNCATE registry.career_span, registry.headcount_cell, registry.headcount_year;
  DROP INDEX registry.career_span_person, registry.career_span_keeper, registry.career_span_agency, registry.career_span_from, registry.career_span_until,
             registry.headcount_cell_grain, registry.headcount_cell_appended;
  PERFORM registry.place_agencies(NULL);
  ANALYZE registry.career_span, registry.agency_map, registry.area_map, registry.agency_area;
  PERFORM registry.count_years(this_year - 1, this_year + 1);
  PERFORM registry.index_headcounts();
  ANALYZE registry.headcount_cell;
END
$$;
CREATE INDEX career_span_agency ON registry.career_span (agency_id);

-- Whether the caller sees what an account's scope holds, and not everybody. Where no agency is outside it, nobody is: each dossier has its keeper.
CREATE FUNCTION registry.is_scoped() RETURNS boolean LANGUAGE sql STABLE SET search_path = ''
  RETURN current_setting('role') <> 'registry_planner'
     AND EXISTS (SELECT FROM registry.agency a
                  WHERE NOT EXISTS (SELECT FROM access.scoped_agency k WHERE k.agency_id = a.id AND k.account_id = access.current_account() AND k.until > current_date));
-- A leader under the role that reads names sees nobody when the grant has ended.
CREATE FUNCTION registry.sees_nobody() RETURNS boolean LANGUAGE sql STABLE SET search_path = ''
  RETURN current_setting('role') = 'registry_leader_named' AND NOT access.reads_names();

-- How many people whom the caller may see have their main work at each agency on a day; of one profession, at some agencies, or among some people, where that is given.
CREATE FUNCTION registry.at_work_by_agency(day date, profession text, agencies uuid[], among uuid[]) RETURNS TABLE (agency_id uuid, people integer)
  LANGUAGE plpgsql STABLE SECURITY DEFINER ROWS 5000 COST 100000 SET search_path = '' SET plan_cache_mode = 'force_custom_plan' AS $$
BEGIN
  IF registry.sees_nobody() THEN
    RETURN;
  ELSIF registry.is_scoped() THEN
    RETURN QUERY
      SELECT s.agency_id, count(*)::integer
        FROM registry.career_span s
        JOIN access.scoped_agency k ON k.agency_id = s.keeper_id AND k.account_id = access.current_account() AND k.until > current_date
       WHERE s.valid_from <= day AND (s.valid_until > day OR s.valid_until IS NULL) AND (profession IS NULL OR s.profession_code = profession)
         AND (agencies IS NULL OR s.agency_id = ANY (agencies)) AND (among IS NULL OR s.person_id = ANY (among))
         AND s.person_id NOT IN (SELECT protection.restricted_people())
       GROUP BY s.agency_id;
  ELSE
    RETURN QUERY
      SELECT s.agency_id, count(*)::integer
        FROM registry.career_span s
       WHERE s.valid_from <= day AND (s.valid_until > day OR s.valid_until IS NULL) AND (profession IS NULL OR s.profession_code = profession)
         AND (agencies IS NULL OR s.agency_id = ANY (agencies)) AND (among IS NULL OR s.person_id = ANY (among))
         AND s.person_id NOT IN (SELECT protection.restricted_people())
       GROUP BY s.agency_id;
  END IF;
END
$$;

-- Some of those people in the order of their names, for whom names are theirs to read. Whoever may not read names learns no order by them.
CREATE FUNCTION registry.at_work_by_name(day date, profession text, agencies uuid[], among uuid[], skipped integer, taken integer) RETURNS SETOF uuid
  LANGUAGE plpgsql STABLE SECURITY DEFINER ROWS 100 COST 100000 SET search_path = '' SET plan_cache_mode = 'force_custom_plan' AS $$
BEGIN
  IF current_setting('role') NOT IN ('registry_hr', 'registry_leader_named') OR registry.sees_nobody() THEN
    RETURN;
  END IF;
  RETURN QUERY
    SELECT o.id
      FROM registry.person o
      JOIN registry.career_span s ON s.person_id = o.id
      JOIN access.scoped_agency k ON k.agency_id = o.keeper_id AND k.account_id = access.current_account() AND k.until > current_date
     WHERE s.valid_from <= day AND (s.valid_until > day OR s.valid_until IS NULL) AND (profession IS NULL OR s.profession_code = profession)
       AND (agencies IS NULL OR s.agency_id = ANY (agencies)) AND (among IS NULL OR o.id = ANY (among))
       AND o.id NOT IN (SELECT protection.restricted_people())
     ORDER BY o.given_name, o.full_name, o.id
    OFFSET skipped LIMIT taken;
END
$$;

-- Some of those people in the order of their agencies' names and of their years of birth: for readers without names, who are told the agencies of a page first.
CREATE FUNCTION registry.at_work_by_birth(day date, profession text, agencies uuid[], among uuid[], skipped integer, taken integer) RETURNS SETOF uuid
  LANGUAGE plpgsql STABLE SECURITY DEFINER ROWS 100 COST 100000 SET search_path = '' SET plan_cache_mode = 'force_custom_plan' AS $$
DECLARE
  is_scoped CONSTANT boolean := registry.is_scoped();
BEGIN
  IF registry.sees_nobody() THEN
    RETURN;
  END IF;
  RETURN QUERY
    SELECT s.person_id
      FROM registry.career_span s
      JOIN registry.agency a ON a.id = s.agency_id
     WHERE s.valid_from <= day AND (s.valid_until > day OR s.valid_until IS NULL) AND (profession IS NULL OR s.profession_code = profession)
       AND s.agency_id = ANY (agencies) AND (among IS NULL OR s.person_id = ANY (among))
       AND (NOT is_scoped OR EXISTS (SELECT FROM access.scoped_agency k WHERE k.agency_id = s.keeper_id AND k.account_id = access.current_account() AND k.until > current_date))
       AND s.person_id NOT IN (SELECT protection.restricted_people())
     ORDER BY a.name COLLATE reference.vietnamese, s.birth_year, s.person_id
    OFFSET skipped LIMIT taken;
END
$$;

-- Who is on the working lists of the officer on a day, on one or on all: "retiring", who reach the normal age of retirement in its year; "warned", who are past that age without an
-- extension or lack the degree that their position asks for, or both, and then twice; "certificates", whose certificate ends within 180 days with none after it.
CREATE FUNCTION registry.working_list(asked text, day date) RETURNS TABLE (list text, person_id uuid)
  LANGUAGE plpgsql STABLE SECURITY DEFINER ROWS 10000 COST 100000 SET search_path = '' SET plan_cache_mode = 'force_custom_plan' AS $$
DECLARE
  -- Nobody retires normally before 55 (Decree 135/2020/ND-CP, article 4): most people are not asked further.
  born_by CONSTANT smallint := extract(YEAR FROM day)::smallint - 55;
  -- Nor is anybody still to retire normally in a year who was past the highest age in the year before.
  born_since CONSTANT smallint := CASE WHEN asked = 'retiring'
    THEN extract(YEAR FROM day)::smallint - 2 - (SELECT greatest(720, max(a.months)) / 12 FROM reference.retirement_age a WHERE a.regime = 'normal') ELSE 0 END;
BEGIN
  IF asked IS NULL OR asked IN ('retiring', 'warned') THEN
    -- The day depends on birth and sex alone, and is dear.
    RETURN QUERY
      WITH aged AS MATERIALIZED (
        SELECT o.id, o.sex, coalesce(o.date_of_birth, make_date(o.birth_year, 1, 1)) AS born, s.employment_kind
          FROM registry.person o
          JOIN registry.career_span s ON s.person_id = o.id AND s.valid_from <= day AND (s.valid_until > day OR s.valid_until IS NULL)
          JOIN access.scoped_agency k ON k.agency_id = s.keeper_id AND k.account_id = access.current_account() AND k.until > current_date
         WHERE o.birth_year BETWEEN born_since AND born_by AND s.birth_year BETWEEN born_since AND born_by AND o.id NOT IN (SELECT protection.restricted_people())),
      known AS MATERIALIZED (
        SELECT r.born, r.sex, r.retires, date_trunc('year', r.retires) = date_trunc('year', day) AS is_reached, r.retires < day AS is_past
          FROM (SELECT d.born, d.sex, registry.retirement_day(d.born, NULL, d.sex = 'female') AS retires FROM (SELECT DISTINCT a.born, a.sex FROM aged a) d) r)
      SELECT 'retiring', a.id
        FROM aged a JOIN known k ON k.born = a.born AND k.sex = a.sex AND k.is_reached
       WHERE asked IS NULL OR asked = 'retiring'
      UNION ALL
      SELECT 'warned', a.id
        FROM aged a JOIN known k ON k.born = a.born AND k.sex = a.sex AND k.is_past
        LEFT JOIN (SELECT e.person_id, range_agg(daterange(e.valid_from, e.valid_until)) AS days FROM registry.working_age_extension e GROUP BY e.person_id) x ON x.person_id = a.id
       WHERE (asked IS NULL OR asked = 'warned') AND a.employment_kind NOT IN ('private', 'self_employed')
         AND (x.days IS NULL OR NOT x.days @> daterange(k.retires + 1, day + 1));
  END IF;
  -- As DegreeFitsThePosition has it.
  IF asked IS NULL OR asked = 'warned' THEN
    RETURN QUERY
      SELECT 'warned', o.id
        FROM registry.posting p
        JOIN reference.degree_level wanted ON wanted.code = p.required_level_code AND wanted.university_or_above IS NOT NULL
        JOIN registry.person o ON o.id = p.person_id
        JOIN access.scoped_agency k ON k.agency_id = o.keeper_id AND k.account_id = access.current_account() AND k.until > current_date
       WHERE p.is_main AND p.required_level_code IS NOT NULL AND p.valid_from <= day AND (p.valid_until > day OR p.valid_until IS NULL)
         AND o.id NOT IN (SELECT protection.restricted_people())
         AND NOT EXISTS (SELECT FROM registry.degree g JOIN reference.degree_level has ON has.code = g.level_code AND has.university_or_above IS NOT NULL
                          WHERE g.person_id = o.id AND g.awarded_year <= extract(YEAR FROM p.valid_from) AND has.rank >= wanted.rank);
  END IF;
  IF asked IS NULL OR asked = 'certificates' THEN
    RETURN QUERY
      SELECT 'certificates', o.id
        FROM registry.person o
        JOIN registry.career_span s ON s.person_id = o.id AND s.valid_from <= day AND (s.valid_until > day OR s.valid_until IS NULL)
        JOIN access.scoped_agency k ON k.agency_id = s.keeper_id AND k.account_id = access.current_account() AND k.until > current_date
       WHERE o.id NOT IN (SELECT protection.restricted_people())
         AND o.id IN (SELECT c.person_id FROM registry.certificate c
                       WHERE c.valid_until > day AND c.valid_until <= day + 180
                         AND NOT EXISTS (SELECT FROM registry.certificate n
                                          WHERE n.person_id = c.person_id AND n.id <> c.id AND n.kind = c.kind AND n.language_code IS NOT DISTINCT FROM c.language_code
                                            AND (n.valid_until IS NULL OR n.valid_until > c.valid_until)));
  END IF;
END
$$;

REVOKE EXECUTE ON FUNCTION
  registry.is_scoped(), registry.sees_nobody(), registry.at_work_by_agency(date, text, uuid[], uuid[]), registry.at_work_by_name(date, text, uuid[], uuid[], integer, integer),
  registry.at_work_by_birth(date, text, uuid[], uuid[], integer, integer), registry.working_list(text, date) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION
  registry.at_work_by_agency(date, text, uuid[], uuid[]), registry.at_work_by_birth(date, text, uuid[], uuid[], integer, integer) TO registry_hr, registry_planner, registry_leader;
GRANT EXECUTE ON FUNCTION registry.at_work_by_name(date, text, uuid[], uuid[], integer, integer) TO registry_hr, registry_leader_named;
GRANT EXECUTE ON FUNCTION registry.working_list(text, date) TO registry_hr;
