-- Whether an account sees everybody was asked agency by agency: thousands against thousands until the statistics of a new scope are known, half a minute for an officer
-- whose account had just been made. Counted it is two short walks, whatever is known: a row of the scope is of one agency that is there.
CREATE OR REPLACE FUNCTION registry.is_scoped() RETURNS boolean LANGUAGE sql STABLE SET search_path = ''
  RETURN current_setting('role') <> 'registry_planner'
     AND (SELECT count(*) FROM access.scoped_agency k WHERE k.account_id = access.current_account() AND k.until > current_date) < (SELECT count(*) FROM registry.agency);

-- Who is on the working lists of the officer on a day, on one or on all: "retiring", who reach the normal age of retirement in its year; "warned", who are past that age without an
-- extension or lack the degree that their position asks for, or both, and then twice; "certificates", whose certificate ends within 180 days with none after it.
CREATE OR REPLACE FUNCTION registry.working_list(asked text, day date) RETURNS TABLE (list text, person_id uuid)
  LANGUAGE plpgsql STABLE SECURITY DEFINER ROWS 10000 COST 100000 SET search_path = '' SET plan_cache_mode = 'force_custom_plan' AS $$
DECLARE
  -- As values the planner knows how many they are, which statistics of a scope tell only some time after it was given.
  sees_all CONSTANT boolean := NOT registry.is_scoped();
  keepers CONSTANT uuid[] := CASE WHEN sees_all THEN '{}' ELSE
    ARRAY(SELECT k.agency_id FROM access.scoped_agency k WHERE k.account_id = access.current_account() AND k.until > current_date) END;
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
         WHERE (sees_all OR s.keeper_id = ANY (keepers)) AND o.birth_year BETWEEN born_since AND born_by AND s.birth_year BETWEEN born_since AND born_by
           AND o.id NOT IN (SELECT protection.restricted_people())),
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
       WHERE (sees_all OR o.keeper_id = ANY (keepers)) AND p.is_main AND p.required_level_code IS NOT NULL AND p.valid_from <= day
         AND (p.valid_until > day OR p.valid_until IS NULL)
         AND o.id NOT IN (SELECT protection.restricted_people())
         AND NOT EXISTS (SELECT FROM registry.degree g JOIN reference.degree_level has ON has.code = g.level_code AND has.university_or_above IS NOT NULL
                          WHERE g.person_id = o.id AND g.awarded_year <= extract(YEAR FROM p.valid_from) AND has.rank >= wanted.rank);
  END IF;
  IF asked IS NULL OR asked = 'certificates' THEN
    RETURN QUERY
      SELECT 'certificates', o.id
        FROM registry.person o
        JOIN registry.career_span s ON s.person_id = o.id AND s.valid_from <= day AND (s.valid_until > day OR s.valid_until IS NULL)
       WHERE (sees_all OR s.keeper_id = ANY (keepers)) AND o.id NOT IN (SELECT protection.restricted_people())
         AND o.id IN (SELECT c.person_id FROM registry.certificate c
                       WHERE c.valid_until > day AND c.valid_until <= day + 180
                         AND NOT EXISTS (SELECT FROM registry.certificate n
                                          WHERE n.person_id = c.person_id AND n.id <> c.id AND n.kind = c.kind AND n.language_code IS NOT DISTINCT FROM c.language_code
                                            AND (n.valid_until IS NULL OR n.valid_until > c.valid_until)));
  END IF;
END
$$;
