-- How forecasts made in earlier years from what was known then have fared, kept with the run that published them; and how many of the flags that they would have raised came true.

CREATE TABLE forecast.backtest (
  id                  bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  run_id              uuid NOT NULL REFERENCES forecast.run ON DELETE CASCADE,
  target_code         text,
  unit_id             text NOT NULL REFERENCES reference.administrative_unit,
  sector_code         text REFERENCES reference.sector,
  profession_code     text REFERENCES reference.profession,
  forecasts           smallint NOT NULL CHECK (forecasts > 0),
  mean_absolute_error double precision NOT NULL,
  against_no_change   double precision,
  against_drift       double precision,
  crps                double precision,
  coverage80          double precision NOT NULL CHECK (coverage80 BETWEEN 0 AND 1),
  coverage95          double precision NOT NULL CHECK (coverage95 BETWEEN 0 AND 1),
  bias                double precision NOT NULL,
  grade               text NOT NULL CHECK (grade IN ('a', 'b', 'c', 'd')),
  method              text NOT NULL CHECK (method IN ('model', 'no_change')),
  CHECK ((target_code IS NULL) = (sector_code IS NOT NULL)),
  UNIQUE NULLS NOT DISTINCT (run_id, target_code, unit_id, sector_code, profession_code)
);
COMMENT ON COLUMN forecast.backtest.target_code IS 'Null: supply of the sector, or of a profession in it.';
COMMENT ON COLUMN forecast.backtest.against_no_change IS 'Mean absolute error over that of "no change" at the same origins and steps; null where no change was never wrong.';
COMMENT ON COLUMN forecast.backtest.method IS 'no_change: the model was no better, and its draws are moved to the last counted value.';

CREATE TABLE forecast.reliability (
  run_id           uuid NOT NULL REFERENCES forecast.run ON DELETE CASCADE,
  basis            text NOT NULL CHECK (basis IN ('plan_target', 'current_staffing')),
  low              double precision NOT NULL,
  high             double precision NOT NULL,
  flags            integer NOT NULL,
  came_true        integer NOT NULL CHECK (came_true BETWEEN 0 AND flags),
  mean_probability double precision NOT NULL,
  PRIMARY KEY (run_id, basis, low)
);
COMMENT ON TABLE forecast.reliability IS 'Of all units together; it tells of the forecast and of nobody.';

ALTER TABLE forecast.shortage ADD COLUMN grade text CHECK (grade IN ('a', 'b', 'c', 'd'));
COMMENT ON COLUMN forecast.shortage.grade IS 'By how earlier forecasts of the same people fared; null in runs before that was kept.';
CREATE OR REPLACE VIEW forecast.current_shortage WITH (security_invoker = true) AS
  SELECT s.* FROM forecast.shortage s WHERE s.run_id = (SELECT id FROM forecast.current_run);
CREATE VIEW forecast.current_backtest WITH (security_invoker = true) AS
  SELECT b.* FROM forecast.backtest b WHERE b.run_id = (SELECT id FROM forecast.current_run);

GRANT SELECT ON forecast.backtest, forecast.current_backtest, forecast.reliability TO registry_hr, registry_planner, registry_leader, registry_admin;
ALTER TABLE forecast.backtest ENABLE ROW LEVEL SECURITY;
CREATE POLICY whole_province ON forecast.backtest FOR SELECT TO registry_hr, registry_planner, registry_admin USING (true);
CREATE POLICY own_units ON forecast.backtest FOR SELECT TO registry_leader USING (unit_id = ANY (ARRAY(SELECT access.scoped_units())));
