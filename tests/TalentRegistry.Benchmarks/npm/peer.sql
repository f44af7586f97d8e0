-- What PostGraphile needs to answer the same questions; the benchmark makes it in its own database.
CREATE OR REPLACE FUNCTION registry.agency_district_on(agency registry.agency, day date) RETURNS reference.administrative_unit
  LANGUAGE sql STABLE AS $$
  SELECT district
    FROM registry.agency_seat_place seat JOIN reference.administrative_unit district ON district.id = seat.district_id
   WHERE seat.agency_id = agency.id AND seat.valid_from <= day AND (seat.valid_until IS NULL OR seat.valid_until > day)
   LIMIT 1
$$;

CREATE OR REPLACE FUNCTION registry.count_by_sector_and_district(day date, map_day date)
  RETURNS TABLE (sector_code text, sector_name text, district_id text, district_name text, people integer)
  LANGUAGE sql STABLE AS $$
  SELECT cell.sector_code, sector.name_vi, cell.district_id, district.name, cell.people
    FROM (SELECT agency.sector_code, place.district_id, count(*)::int AS people
            FROM registry.posting JOIN registry.agency ON agency.id = posting.agency_id
            LEFT JOIN registry.agency_place(map_day) place ON place.agency_id = posting.agency_id
           WHERE posting.is_main AND daterange(posting.valid_from, posting.valid_until) @> day
           GROUP BY 1, 2) cell
    JOIN reference.sector ON sector.code = cell.sector_code
    LEFT JOIN reference.administrative_unit district ON district.id = cell.district_id
$$;
