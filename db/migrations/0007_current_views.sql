-- What the API reads: the newest forecast run, and where an agency's seats lie. Every view runs with the caller's rights.

CREATE VIEW forecast.current_run WITH (security_invoker = true) AS
  SELECT * FROM forecast.run ORDER BY computed_at DESC LIMIT 1;
CREATE VIEW forecast.current_supply WITH (security_invoker = true) AS
  SELECT s.* FROM forecast.supply s WHERE s.run_id = (SELECT id FROM forecast.current_run);
CREATE VIEW forecast.current_target_path WITH (security_invoker = true) AS
  SELECT p.* FROM forecast.target_path p WHERE p.run_id = (SELECT id FROM forecast.current_run);
CREATE VIEW forecast.current_shortage WITH (security_invoker = true) AS
  SELECT s.* FROM forecast.shortage s WHERE s.run_id = (SELECT id FROM forecast.current_run);
GRANT SELECT ON forecast.current_run, forecast.current_supply, forecast.current_target_path, forecast.current_shortage
  TO registry_hr, registry_planner, registry_leader, registry_admin;

-- A seat with the units it lies in: the district and province of its own time. District is null since 1 July 2025.
CREATE VIEW registry.agency_seat_place WITH (security_invoker = true) AS
  SELECT s.agency_id, s.unit_id, s.valid_from, s.valid_until,
         CASE WHEN u.level = 'district' THEN u.id WHEN up.level = 'district' THEN up.id END AS district_id,
         CASE WHEN u.level = 'province' THEN u.id WHEN up.level = 'province' THEN up.id WHEN top.level = 'province' THEN top.id END AS province_id
    FROM registry.agency_seat s
    JOIN reference.administrative_unit u ON u.id = s.unit_id
    LEFT JOIN reference.administrative_unit up ON up.id = u.parent_id
    LEFT JOIN reference.administrative_unit top ON top.id = up.parent_id;
GRANT SELECT ON registry.agency_seat_place TO registry_hr, registry_planner, registry_leader, registry_admin, registry_auditor;
