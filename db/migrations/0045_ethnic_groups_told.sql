-- What is told of ethnic groups to those who may not read them row by row: one table, counted at the end of a year, in bands, and kept.
-- docs/decisions/0034 says why no other number about ethnic groups may leave the registry, and why these do not add up to a person.

-- Planners and leaders could read the column and were trusted to only count it. Now they cannot read it at all.
REVOKE SELECT (ethnic_group_code) ON registry.person FROM registry_planner, registry_leader;
REVOKE SELECT ON registry.career_span FROM registry_planner, registry_leader;
GRANT SELECT (person_id, keeper_id, agency_id, area_id, valid_from, valid_until, birth_year, sex, sector_code, government_level,
              profession_code, employment_kind, leadership_rank, level_code, field_code)
  ON registry.career_span TO registry_planner, registry_leader;

CREATE TABLE registry.ethnic_set (
  area_id      smallint NOT NULL REFERENCES registry.area,
  year         smallint NOT NULL,
  counted_year smallint,
  width        smallint NOT NULL CHECK (width >= 3),
  people       integer NOT NULL,
  person_ids   uuid[] NOT NULL,
  PRIMARY KEY (area_id, year)
);
COMMENT ON TABLE registry.ethnic_set IS 'Những người được đếm theo dân tộc ở một vùng vào cuối năm, giữ nguyên khi đã đếm | The people of an area over whom ethnic groups were counted at the end of a year; never counted anew';
COMMENT ON COLUMN registry.ethnic_set.area_id IS 'Vùng | Area';
COMMENT ON COLUMN registry.ethnic_set.year IS 'Ngày 31 tháng 12 của năm này | 31 December of this year';
COMMENT ON COLUMN registry.ethnic_set.counted_year IS 'Năm mà số liệu được dùng; khác year khi quá ít người đến hoặc đi kể từ đó; trống khi vùng quá nhỏ | The year whose numbers hold: an earlier one where too few people came or left since; null where the area has too few people';
COMMENT ON COLUMN registry.ethnic_set.width IS 'Độ rộng của khoảng khi đếm | Width of the bands when it was counted';
COMMENT ON COLUMN registry.ethnic_set.people IS 'Số người có vị trí chính | People with a main posting';
COMMENT ON COLUMN registry.ethnic_set.person_ids IS 'Những người đó; để so với các lần đếm sau | Those people, for comparison with later countings';

CREATE TABLE registry.ethnic_count (
  area_id           smallint NOT NULL REFERENCES registry.area,
  year              smallint NOT NULL,
  ethnic_group_code text NOT NULL REFERENCES reference.ethnic_group,
  people            integer NOT NULL CHECK (people >= 3),
  PRIMARY KEY (area_id, year, ethnic_group_code)
);
COMMENT ON TABLE registry.ethnic_count IS 'Số người theo dân tộc được công bố, làm tròn theo khoảng; dòng vắng mặt là dưới mức tối thiểu, có thể không có ai | Told counts by ethnic group, in bands; an absent row is below the least that is told, perhaps nobody';
COMMENT ON COLUMN registry.ethnic_count.area_id IS 'Vùng | Area';
COMMENT ON COLUMN registry.ethnic_count.year IS 'Ngày 31 tháng 12 của năm này | 31 December of this year';
COMMENT ON COLUMN registry.ethnic_count.ethnic_group_code IS 'Dân tộc | Ethnic group';
COMMENT ON COLUMN registry.ethnic_count.people IS 'Giá trị giữa của khoảng chứa số người | Middle of the band in which the count lies';

-- Counts the ends of years that are not counted yet, in their order. Whether an area is counted anew is decided by who is in it alone, never by
-- their ethnic groups, so that the decision tells nothing: twice the least must have come from outside all areas, and as many gone from all, or
-- nobody come, or nobody gone, since each earlier counting; and it must be as far from every counted set of another area.
CREATE FUNCTION registry.publish_ethnic_counts(width integer, first_year integer, last_year integer) RETURNS void
  LANGUAGE plpgsql SET search_path = '' AS $$
DECLARE
  told_year integer;
  day date;
  far integer := 2 * width;
BEGIN
  PERFORM pg_advisory_xact_lock(hashtext('registry.ethnic_set'));
  FOR told_year IN
    SELECT y FROM generate_series(first_year, last_year) y WHERE y > coalesce((SELECT max(year) FROM registry.ethnic_set), 0) ORDER BY y
  LOOP
    day := make_date(told_year, 12, 31);
    WITH member AS MATERIALIZED (
      SELECT DISTINCT ON (s.person_id) s.person_id, s.area_id, s.ethnic_group_code
        FROM registry.career_span s
       WHERE s.area_id IS NOT NULL AND s.valid_from <= day AND (s.valid_until IS NULL OR s.valid_until > day)
       ORDER BY s.person_id, s.area_id),
    earlier AS MATERIALIZED (
      SELECT e.area_id, e.year, e.counted_year IS NOT DISTINCT FROM e.year AS counted, p.id AS person_id
        FROM registry.ethnic_set e CROSS JOIN LATERAL unnest(e.person_ids) p (id)),
    now_in AS (SELECT area_id, count(*) AS people, array_agg(person_id) AS person_ids FROM member GROUP BY area_id),
    was_anywhere AS (SELECT m.area_id, e.year, count(*) AS people FROM member m JOIN earlier e USING (person_id) GROUP BY m.area_id, e.year),
    was_in AS (
      SELECT e.area_id, e.year, count(*) AS people, count(m.person_id) AS is_anywhere
        FROM earlier e LEFT JOIN member m USING (person_id) WHERE e.counted GROUP BY e.area_id, e.year),
    shared AS (
      SELECT m.area_id, e.area_id AS other_id, e.year, count(*) AS people
        FROM member m JOIN earlier e USING (person_id) WHERE e.counted GROUP BY m.area_id, e.area_id, e.year),
    near AS (
      SELECT h.area_id
        FROM shared h
        JOIN now_in n ON n.area_id = h.area_id
        JOIN was_in w ON w.area_id = h.other_id AND w.year = h.year
        LEFT JOIN was_anywhere a ON a.area_id = h.area_id AND a.year = h.year
       WHERE (n.people = h.people AND w.people = h.people)
          OR (n.people > h.people AND n.people - CASE WHEN h.area_id = h.other_id THEN a.people ELSE h.people END < far)
          OR (w.people > h.people AND w.people - CASE WHEN h.area_id = h.other_id THEN w.is_anywhere ELSE h.people END < far)),
    judged AS (SELECT n.*, n.people >= far AND n.area_id NOT IN (SELECT area_id FROM near) AS counted FROM now_in n),
    kept AS (
      INSERT INTO registry.ethnic_set (area_id, year, counted_year, width, people, person_ids)
        SELECT j.area_id, told_year,
               CASE WHEN j.counted THEN told_year ELSE (SELECT max(e.year) FROM registry.ethnic_set e WHERE e.area_id = j.area_id AND e.counted_year = e.year) END,
               publish_ethnic_counts.width, j.people, j.person_ids
          FROM judged j)
    INSERT INTO registry.ethnic_count (area_id, year, ethnic_group_code, people)
      SELECT m.area_id, told_year, m.ethnic_group_code,
             count(*) / publish_ethnic_counts.width * publish_ethnic_counts.width + (publish_ethnic_counts.width - 1) / 2
        FROM member m JOIN judged j ON j.area_id = m.area_id AND j.counted
       GROUP BY m.area_id, m.ethnic_group_code
      HAVING count(*) >= publish_ethnic_counts.width;
  END LOOP;
END
$$;
REVOKE EXECUTE ON FUNCTION registry.publish_ethnic_counts(integer, integer, integer) FROM PUBLIC;

-- A leader sees the areas that lie in own units.
ALTER TABLE registry.ethnic_set ENABLE ROW LEVEL SECURITY;
ALTER TABLE registry.ethnic_count ENABLE ROW LEVEL SECURITY;
CREATE POLICY planner_all_rows ON registry.ethnic_set FOR SELECT TO registry_planner USING (true);
CREATE POLICY planner_all_rows ON registry.ethnic_count FOR SELECT TO registry_planner USING (true);
CREATE POLICY leader_own_units ON registry.ethnic_set FOR SELECT TO registry_leader USING (EXISTS (
  SELECT FROM registry.area_map m WHERE m.area_id = ethnic_set.area_id
     AND (m.district_id IN (SELECT access.scoped_units()) OR m.province_id IN (SELECT access.scoped_units()))));
CREATE POLICY leader_own_units ON registry.ethnic_count FOR SELECT TO registry_leader USING (EXISTS (
  SELECT FROM registry.area_map m WHERE m.area_id = ethnic_count.area_id
     AND (m.district_id IN (SELECT access.scoped_units()) OR m.province_id IN (SELECT access.scoped_units()))));
GRANT SELECT (area_id, year, counted_year, width, people) ON registry.ethnic_set TO registry_planner, registry_leader;
GRANT SELECT ON registry.ethnic_count TO registry_planner, registry_leader;
