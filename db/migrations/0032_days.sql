-- A person on a day, and a whole career in one list (docs/decisions/0026).

-- The last day of the month in which the normal age of retirement is reached (Decree 135/2020/ND-CP, articles 3 and 4): that of the year in which it is
-- reached; before 2021, 60 for men and 55 for women. Of whom only the year of birth is known it is taken as if born on 1 January.
CREATE FUNCTION registry.retirement_day(born date, birth_year integer, is_female boolean) RETURNS date
  LANGUAGE sql STABLE PARALLEL SAFE SET search_path = ''
  RETURN (
    SELECT (date_trunc('month', CASE WHEN extract(YEAR FROM old.reached) < 2021 THEN old.reached ELSE coalesce(
             (SELECT (birth.day + make_interval(months => a.months))::date FROM reference.retirement_age a
               WHERE a.sex = CASE WHEN is_female THEN 'female' ELSE 'male' END AND a.regime = 'normal'
                 AND extract(YEAR FROM birth.day + make_interval(months => a.months)) <= a.year ORDER BY a.year LIMIT 1),
             (SELECT (birth.day + make_interval(months => a.months))::date FROM reference.retirement_age a
               WHERE a.sex = CASE WHEN is_female THEN 'female' ELSE 'male' END AND a.regime = 'normal' ORDER BY a.year DESC LIMIT 1)) END)
            + interval '1 month' - interval '1 day')::date
      FROM (SELECT coalesce(born, make_date(birth_year, 1, 1)) AS day) birth
      CROSS JOIN LATERAL (SELECT (birth.day + make_interval(months => CASE WHEN is_female THEN 660 ELSE 720 END))::date AS reached) old);
REVOKE EXECUTE ON FUNCTION registry.retirement_day(date, integer, boolean) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION registry.retirement_day(date, integer, boolean) TO registry_hr;

-- Every dated fact of a career, whatever its kind. "place" puts what begins on one day in order: what somebody has become by learning, then the work,
-- then its end. The view runs with the reader's rights and has no column that only officers may see: those are in the records themselves.
CREATE VIEW registry.career_event WITH (security_invoker = true) AS
  SELECT r.person_id, 'degree'::text AS kind, 1::smallint AS place, r.id AS record_id, make_date(r.awarded_year, 1, 1) AS valid_from, NULL::date AS valid_until, true AS is_whole_year, false AS is_main, true AS is_dated
    FROM registry.degree r
  UNION ALL
  SELECT r.person_id, 'academic_title', 2::smallint, r.id, make_date(r.recognised_year, 1, 1), NULL::date, true, false, r.is_dated
    FROM registry.academic_title r
  UNION ALL
  SELECT r.person_id, 'certificate', 3::smallint, r.id, r.issued_on, r.valid_until, false, false, r.is_dated
    FROM registry.certificate r
  UNION ALL
  SELECT r.person_id, 'talent_recognition', 4::smallint, r.id, r.valid_from, r.valid_until, false, false, true
    FROM registry.talent_recognition r
  UNION ALL
  SELECT r.person_id, 'award', 5::smallint, r.id, make_date(r.awarded_year, 1, 1), NULL::date, true, false, r.is_dated
    FROM registry.award r
  UNION ALL
  SELECT r.person_id, 'association_membership', 6::smallint, r.id, r.valid_from, r.valid_until, false, false, true
    FROM registry.association_membership r
  UNION ALL
  SELECT r.person_id, 'science_task', 7::smallint, r.id, r.valid_from, r.valid_until, false, false, true
    FROM registry.science_task r
  UNION ALL
  SELECT r.person_id, 'posting', 8::smallint, r.id, r.valid_from, r.valid_until, false, r.is_main, true
    FROM registry.posting r
  UNION ALL
  SELECT r.person_id, 'availability', 9::smallint, r.id, r.valid_from, r.valid_until, false, false, true
    FROM registry.availability r
  UNION ALL
  SELECT r.person_id, 'working_age_extension', 10::smallint, r.id, r.valid_from, r.valid_until, false, false, true
    FROM registry.working_age_extension r
  UNION ALL
  SELECT r.person_id, 'retirement', 11::smallint, r.id, r.valid_until, NULL, false, r.is_main, true
    FROM registry.posting r WHERE r.end_reason = 'retirement' AND r.valid_until IS NOT NULL
  UNION ALL
  SELECT r.id, 'death', 12::smallint, r.id, r.deceased_on, NULL, false, false, true
    FROM registry.person r WHERE r.deceased_on IS NOT NULL;
GRANT SELECT ON registry.career_event TO registry_hr, registry_planner, registry_leader;
COMMENT ON VIEW registry.career_event IS 'Toàn bộ quá trình của một người theo thứ tự thời gian, gộp từ mọi loại bản ghi | A whole career in the order of time, of records of all kinds';
COMMENT ON COLUMN registry.career_event.person_id IS 'Người | Person';
COMMENT ON COLUMN registry.career_event.kind IS 'Loại: bản ghi, nghỉ hưu hoặc mất | What it is: a kind of record, retirement or death';
COMMENT ON COLUMN registry.career_event.place IS 'Thứ tự trong cùng một ngày | Order among what begins on one day';
COMMENT ON COLUMN registry.career_event.record_id IS 'Bản ghi; khi mất: người | Record; of a death the person';
COMMENT ON COLUMN registry.career_event.valid_from IS 'Ngày đầu tiên; 1 tháng 1 khi chỉ biết năm | First day; 1 January where only the year is known';
COMMENT ON COLUMN registry.career_event.valid_until IS 'Ngày đầu tiên sau khi kết thúc; trống: còn tiếp tục hoặc chỉ xảy ra một lần | First day after it; null while it goes on, and for what has no length';
COMMENT ON COLUMN registry.career_event.is_whole_year IS 'Chỉ biết năm | Only the year is known';
COMMENT ON COLUMN registry.career_event.is_dated IS 'Ngày đầu tiên đã rõ; nếu không, là ngày muộn nhất | Whether the first day or year is known; if not, it is that by which the record was on file';
COMMENT ON COLUMN registry.career_event.is_main IS 'Vị trí chính | Of a posting: the main one';
