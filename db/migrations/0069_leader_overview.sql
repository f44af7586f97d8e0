-- What a leader is told first and waits for nowhere: the recruits who would close the worst shortages, and how many people retire in each year to come.

ALTER TABLE forecast.shortage ADD COLUMN extra_recruits smallint CHECK (extra_recruits >= 0);
COMMENT ON COLUMN forecast.shortage.extra_recruits IS 'The fewest more recruits a year with which the requirement is met in 80 % of the draws; null but for the worst shortages, and where 5,000 are not enough.';
CREATE OR REPLACE VIEW forecast.current_shortage WITH (security_invoker = true) AS
  SELECT s.* FROM forecast.shortage s WHERE s.run_id = (SELECT id FROM forecast.current_run);

CREATE TABLE forecast.retirement_wave (
  run_id  uuid NOT NULL REFERENCES forecast.run ON DELETE CASCADE,
  unit_id text NOT NULL REFERENCES reference.administrative_unit,
  year    smallint NOT NULL,
  mean    double precision NOT NULL,
  low95   double precision NOT NULL,
  low80   double precision NOT NULL,
  median  double precision NOT NULL,
  high80  double precision NOT NULL,
  high95  double precision NOT NULL,
  PRIMARY KEY (run_id, unit_id, year)
);
COMMENT ON TABLE forecast.retirement_wave IS 'People who retire in a year, over all sectors: the mean is the sum of those of forecast.supply, the bands are of sums of draws.';
GRANT SELECT ON forecast.retirement_wave TO registry_hr, registry_planner, registry_leader, registry_admin;
ALTER TABLE forecast.retirement_wave ENABLE ROW LEVEL SECURITY;
CREATE POLICY whole_province ON forecast.retirement_wave FOR SELECT TO registry_hr, registry_planner, registry_admin USING (true);
CREATE POLICY own_units ON forecast.retirement_wave FOR SELECT TO registry_leader USING (unit_id = ANY (ARRAY(SELECT access.scoped_units())));
