-- The list of people in the order of a column, and of those only whose sex, age, rank, kind of employment, degree, field or ethnic group is asked for. As in migration 75 these functions
-- have the owner's rights, look at the account's scope once and give a number and keys; the rows of a page are then read under the policies.

-- What both look for: $1 day, $2 profession, $3 agencies, $4 people, $5 what is wanted of them, $6 whether the caller has a scope. Parts that are not given are left out by the planner.
CREATE FUNCTION registry.wanted_at_work() RETURNS text LANGUAGE sql IMMUTABLE SET search_path = '' AS $$ SELECT $text$
      s.valid_from <= $1 AND (s.valid_until > $1 OR s.valid_until IS NULL) AND ($2 IS NULL OR s.profession_code = $2)
  AND ($3 IS NULL OR s.agency_id = ANY ($3)) AND ($4 IS NULL OR s.person_id = ANY ($4))
  AND ($5->>'sex' IS NULL OR s.sex = $5->>'sex')
  AND ($5->>'born_from' IS NULL OR s.birth_year >= ($5->>'born_from')::integer) AND ($5->>'born_until' IS NULL OR s.birth_year <= ($5->>'born_until')::integer)
  AND ($5->>'ethnic' IS NULL OR s.ethnic_group_code = $5->>'ethnic')
  AND ($5->>'rank' IS NULL OR s.leadership_rank = $5->>'rank') AND ($5->>'employment' IS NULL OR s.employment_kind = $5->>'employment')
  AND ($5->>'degree' IS NULL OR s.level_code = $5->>'degree') AND ($5->>'field' IS NULL OR s.field_code = $5->>'field')
  AND (NOT $6 OR EXISTS (SELECT FROM access.scoped_agency k WHERE k.agency_id = s.keeper_id AND k.account_id = access.current_account() AND k.until > current_date))
  AND s.person_id NOT IN (SELECT protection.restricted_people()) $text$ $$;

-- A list by ethnic group would tell other roles than officers what the counts hide.
CREATE FUNCTION registry.may_want(wanted jsonb) RETURNS boolean LANGUAGE sql STABLE SET search_path = ''
  RETURN NOT registry.sees_nobody() AND (wanted->>'ethnic' IS NULL OR current_setting('role') = 'registry_hr');

CREATE FUNCTION registry.at_work_wanted(day date, profession text, agencies uuid[], among uuid[], wanted jsonb) RETURNS integer
  LANGUAGE plpgsql STABLE SECURITY DEFINER COST 100000 SET search_path = '' AS $$
DECLARE
  people integer := 0;
BEGIN
  IF registry.may_want(wanted) THEN
    EXECUTE 'SELECT count(*)::integer FROM registry.career_span s WHERE' || registry.wanted_at_work()
       INTO people USING day, profession, agencies, among, wanted, registry.is_scoped();
  END IF;
  RETURN people;
END
$$;

-- Some of them in the order of a column: "name", for whom names are theirs to read, "born", "agency", "profession" or "degree". Who are the same in it stand by year of birth and then by key, so that
-- pages hold each person once. Words are put in order in their short lists, and people by the number that a word has there.
CREATE FUNCTION registry.at_work_sorted(
  day date, profession text, agencies uuid[], among uuid[], wanted jsonb, sort text, is_descending boolean, skipped integer, taken integer) RETURNS SETOF uuid
  LANGUAGE plpgsql STABLE SECURITY DEFINER ROWS 100 COST 100000 SET search_path = '' AS $$
DECLARE
  way CONSTANT text := CASE WHEN is_descending THEN ' DESC' ELSE '' END;
  source text := CASE sort
    WHEN 'name' THEN 'JOIN registry.person o ON o.id = s.person_id'
    WHEN 'agency' THEN 'JOIN (SELECT a.id, dense_rank() OVER (ORDER BY a.name COLLATE reference.vietnamese) AS place FROM registry.agency a) n ON n.id = s.agency_id'
    WHEN 'profession' THEN 'JOIN (SELECT r.code, dense_rank() OVER (ORDER BY r.name_vi COLLATE reference.vietnamese) AS place FROM reference.profession r) n ON n.code = s.profession_code'
    WHEN 'degree' THEN 'LEFT JOIN (SELECT l.code, l.rank AS place FROM reference.degree_level l) n ON n.code = s.level_code'
    WHEN 'born' THEN '' END;
  place text := CASE sort
    WHEN 'name' THEN format('o.given_name%1$s, o.full_name%1$s, o.id%1$s', way)
    WHEN 'born' THEN format('s.birth_year%1$s, s.person_id', way)
    WHEN 'degree' THEN format('coalesce(n.place, 0)%1$s, s.birth_year, s.person_id', way)
    ELSE format('n.place%1$s, s.birth_year, s.person_id', way) END;
BEGIN
  IF source IS NULL THEN
    RAISE EXCEPTION 'There is no order by %.', sort USING ERRCODE = 'invalid_parameter_value';
  ELSIF NOT registry.may_want(wanted) OR (sort = 'name' AND current_setting('role') NOT IN ('registry_hr', 'registry_leader_named')) THEN
    RETURN;
  END IF;
  RETURN QUERY EXECUTE format('SELECT s.person_id FROM registry.career_span s %s WHERE %s ORDER BY %s OFFSET $7 LIMIT $8', source, registry.wanted_at_work(), place)
    USING day, profession, agencies, among, wanted, registry.is_scoped(), skipped, taken;
END
$$;

REVOKE EXECUTE ON FUNCTION
  registry.wanted_at_work(), registry.may_want(jsonb), registry.at_work_wanted(date, text, uuid[], uuid[], jsonb),
  registry.at_work_sorted(date, text, uuid[], uuid[], jsonb, text, boolean, integer, integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION
  registry.at_work_wanted(date, text, uuid[], uuid[], jsonb), registry.at_work_sorted(date, text, uuid[], uuid[], jsonb, text, boolean, integer, integer)
  TO registry_hr, registry_planner, registry_leader;
