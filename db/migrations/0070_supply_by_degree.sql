-- Supply by degree level beside supply of all levels together: the levels of a unit, sector, profession and year add up to its row of
-- forecast.supply, flow by flow. Another table, so that nobody who adds up supply counts people twice.

CREATE TABLE forecast.supply_by_degree (
  id              bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  run_id          uuid NOT NULL REFERENCES forecast.run ON DELETE CASCADE,
  unit_id         text NOT NULL REFERENCES reference.administrative_unit,
  sector_code     text NOT NULL REFERENCES reference.sector,
  profession_code text REFERENCES reference.profession,
  degree          text NOT NULL CHECK (degree IN ('below_intermediate', 'intermediate', 'college', 'university', 'master', 'doctor')),
  year            smallint NOT NULL,
  opening         double precision NOT NULL,
  recruits        double precision NOT NULL,
  upgrades_in     double precision NOT NULL,
  upgrades_out    double precision NOT NULL,
  retirements     double precision NOT NULL,
  leavers         double precision NOT NULL,
  deaths          double precision NOT NULL,
  transfers_out   double precision NOT NULL,
  moves_in        double precision NOT NULL,
  moves_out       double precision NOT NULL,
  mean            double precision NOT NULL,
  low95           double precision NOT NULL,
  low80           double precision NOT NULL,
  median          double precision NOT NULL,
  high80          double precision NOT NULL,
  high95          double precision NOT NULL,
  UNIQUE NULLS NOT DISTINCT (run_id, unit_id, sector_code, profession_code, degree, year)
);
COMMENT ON TABLE forecast.supply_by_degree IS 'Supply of a run by degree level; no rows for a level that nobody holds in any year, nor in runs before levels were published.';
COMMENT ON COLUMN forecast.supply_by_degree.profession_code IS 'Null: all professions of the sector together.';
COMMENT ON COLUMN forecast.supply_by_degree.upgrades_in IS 'Came from another level by a degree earned; a degree earned in the year of a move is part of the move.';
COMMENT ON COLUMN forecast.supply_by_degree.median IS 'With the bands: where "no change" is published for all levels, the level''s share of that in every draw.';
CREATE VIEW forecast.current_supply_by_degree WITH (security_invoker = true) AS
  SELECT s.* FROM forecast.supply_by_degree s WHERE s.run_id = (SELECT id FROM forecast.current_run);
GRANT SELECT ON forecast.supply_by_degree, forecast.current_supply_by_degree TO registry_hr, registry_planner, registry_leader, registry_admin;
ALTER TABLE forecast.supply_by_degree ENABLE ROW LEVEL SECURITY;
CREATE POLICY whole_province ON forecast.supply_by_degree FOR SELECT TO registry_hr, registry_planner, registry_admin USING (true);
CREATE POLICY own_units ON forecast.supply_by_degree FOR SELECT TO registry_leader USING (unit_id = ANY (ARRAY(SELECT access.scoped_units())));
