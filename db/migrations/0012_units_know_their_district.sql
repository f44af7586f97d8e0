-- Where a unit lies, kept with the unit: the place of every seat asked for took three joins up the tree.

ALTER TABLE reference.administrative_unit
  ADD COLUMN district_id text,
  ADD COLUMN province_id text;
COMMENT ON COLUMN reference.administrative_unit.district_id IS 'The unit itself or the one above it that is a district; null since 1 July 2025. Kept by a trigger.';
COMMENT ON COLUMN reference.administrative_unit.province_id IS 'The unit itself or the one above it that is a province. Kept by a trigger.';

CREATE FUNCTION reference.place_units() RETURNS trigger LANGUAGE plpgsql SET search_path = '' AS $$
BEGIN
  UPDATE reference.administrative_unit unit SET district_id = place.district_id, province_id = place.province_id
    FROM (SELECT u.id,
                 CASE WHEN u.level = 'district' THEN u.id WHEN up.level = 'district' THEN up.id END AS district_id,
                 CASE WHEN u.level = 'province' THEN u.id WHEN up.level = 'province' THEN up.id WHEN top.level = 'province' THEN top.id END AS province_id
            FROM reference.administrative_unit u
            LEFT JOIN reference.administrative_unit up ON up.id = u.parent_id
            LEFT JOIN reference.administrative_unit top ON top.id = up.parent_id) place
   WHERE place.id = unit.id AND (unit.district_id, unit.province_id) IS DISTINCT FROM (place.district_id, place.province_id);
  RETURN NULL;
END $$;
REVOKE EXECUTE ON FUNCTION reference.place_units() FROM PUBLIC;

CREATE TRIGGER place_units AFTER INSERT OR UPDATE OF level, parent_id ON reference.administrative_unit
  FOR EACH STATEMENT EXECUTE FUNCTION reference.place_units();
UPDATE reference.administrative_unit SET level = level;

CREATE OR REPLACE VIEW registry.agency_seat_place WITH (security_invoker = true) AS
  SELECT s.agency_id, s.unit_id, s.valid_from, s.valid_until, u.district_id, u.province_id
    FROM registry.agency_seat s
    JOIN reference.administrative_unit u ON u.id = s.unit_id;
