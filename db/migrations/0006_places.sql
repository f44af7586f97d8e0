-- Where agencies sit on the map of any day. A plan of 2024 sets targets for districts, which ended on 30 June 2025: to
-- follow its targets, count with the map of that day; headcounts of today are then told by the districts that were.

-- Unit of an agency on the map of a day: its seat on that day; where it had none yet or any more, the nearest seat in
-- time, followed through lineage to a unit that existed on that day (the one most of its area or parts came from or went to).
CREATE FUNCTION registry.agency_place(map_date date)
  RETURNS TABLE (agency_id uuid, commune_id text, district_id text, province_id text)
  LANGUAGE sql STABLE PARALLEL SAFE ROWS 5000 AS $$
  WITH nearest AS (
    SELECT DISTINCT ON (s.agency_id) s.agency_id, s.unit_id
      FROM registry.agency_seat s
     ORDER BY s.agency_id,
              NOT daterange(s.valid_from, s.valid_until) @> map_date,
              least(abs(s.valid_from - map_date), abs(coalesce(s.valid_until, DATE '9999-12-31') - map_date)),
              s.valid_from),
  translated AS (
    SELECT n.agency_id,
           CASE
             WHEN daterange(u.valid_from, u.valid_until) @> map_date THEN u.id
             WHEN u.valid_from > map_date THEN
               (SELECT c.predecessor_id FROM reference.unit_change c
                  JOIN reference.administrative_unit p ON p.id = c.predecessor_id
                 WHERE c.successor_id = u.id AND daterange(p.valid_from, p.valid_until) @> map_date
                 ORDER BY c.kind = 'split_part', c.predecessor_id LIMIT 1)
             ELSE
               (SELECT c.successor_id FROM reference.unit_change c
                  JOIN reference.administrative_unit p ON p.id = c.successor_id
                 WHERE c.predecessor_id = u.id AND daterange(p.valid_from, p.valid_until) @> map_date
                 ORDER BY c.successor_id LIMIT 1)
           END AS unit_id
      FROM nearest n JOIN reference.administrative_unit u ON u.id = n.unit_id)
  SELECT t.agency_id,
         CASE WHEN u.level = 'commune' THEN u.id END,
         CASE WHEN u.level = 'district' THEN u.id WHEN up.level = 'district' THEN up.id END,
         CASE WHEN u.level = 'province' THEN u.id WHEN up.level = 'province' THEN up.id WHEN top.level = 'province' THEN top.id END
    FROM translated t
    JOIN reference.administrative_unit u ON u.id = t.unit_id
    LEFT JOIN reference.administrative_unit up ON up.id = u.parent_id
    LEFT JOIN reference.administrative_unit top ON top.id = up.parent_id
$$;
COMMENT ON FUNCTION registry.agency_place(date) IS 'Commune, district and province of every agency on the map of a day; district is null on maps since 1 July 2025.';

-- Years in which a person reached a university degree and a postgraduate one; null where not.
CREATE VIEW registry.degree_band WITH (security_invoker = true) AS
  SELECT d.person_id,
         min(d.awarded_year) FILTER (WHERE l.university_or_above) AS university_year,
         min(d.awarded_year) FILTER (WHERE l.postgraduate) AS postgraduate_year
    FROM registry.degree d JOIN reference.degree_level l ON l.code = d.level_code
   GROUP BY d.person_id;
GRANT SELECT ON registry.degree_band TO registry_hr, registry_planner, registry_leader;
