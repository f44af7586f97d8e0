-- What a forecast run found: supply, the path of each target, and the shortage flags. Runs are kept, so that later
-- truth can be held against what was said before. Quantiles are of sums of draws, never sums of quantiles.

CREATE TABLE forecast.run (
  id            uuid PRIMARY KEY,
  computed_at   timestamptz NOT NULL DEFAULT now(),
  base_date     date NOT NULL,
  horizon_years smallint NOT NULL CHECK (horizon_years BETWEEN 1 AND 40),
  draws         integer NOT NULL CHECK (draws > 0),
  seed          bigint NOT NULL,
  seconds       double precision NOT NULL,
  fingerprint   text NOT NULL
);
COMMENT ON COLUMN forecast.run.base_date IS 'Last day of the jump-off year: stocks are counted at its end.';
COMMENT ON COLUMN forecast.run.fingerprint IS 'Hash of what went in; a restart with the same input keeps the run.';

-- Supply of one cell at the end of a year, and the mean flows of that year:
-- opening + recruits + upgrades_in - upgrades_out - retirements - leavers - deaths = mean.
CREATE TABLE forecast.supply (
  id              bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  run_id          uuid NOT NULL REFERENCES forecast.run ON DELETE CASCADE,
  unit_id         text NOT NULL REFERENCES reference.administrative_unit,
  sector_code     text NOT NULL REFERENCES reference.sector,
  profession_code text REFERENCES reference.profession,
  year            smallint NOT NULL,
  opening         double precision NOT NULL,
  recruits        double precision NOT NULL,
  upgrades_in     double precision NOT NULL,
  upgrades_out    double precision NOT NULL,
  retirements     double precision NOT NULL,
  leavers         double precision NOT NULL,
  deaths          double precision NOT NULL,
  mean            double precision NOT NULL,
  low95           double precision NOT NULL,
  low80           double precision NOT NULL,
  median          double precision NOT NULL,
  high80          double precision NOT NULL,
  high95          double precision NOT NULL,
  UNIQUE NULLS NOT DISTINCT (run_id, unit_id, sector_code, profession_code, year)
);
COMMENT ON COLUMN forecast.supply.profession_code IS 'Null: all professions of the sector together.';

-- A target's indicator by year for its unit and for each district below: counted (history) or forecast.
CREATE TABLE forecast.target_path (
  run_id             uuid NOT NULL REFERENCES forecast.run ON DELETE CASCADE,
  target_code        text NOT NULL,
  unit_id            text NOT NULL REFERENCES reference.administrative_unit,
  year               smallint NOT NULL,
  is_forecast        boolean NOT NULL,
  numerator          double precision NOT NULL,
  denominator        double precision,
  denominator_status text CHECK (denominator_status IN ('published', 'recalled', 'interpolated', 'extrapolated', 'counted')),
  value              double precision NOT NULL,
  low95              double precision,
  low80              double precision,
  high80             double precision,
  high95             double precision,
  probability_missed double precision CHECK (probability_missed BETWEEN 0 AND 1),
  gap_people         double precision,
  extra_recruits_a_year double precision,
  PRIMARY KEY (run_id, target_code, unit_id, year)
);
COMMENT ON COLUMN forecast.target_path.value IS 'Counted value, or the median of the draws.';
COMMENT ON COLUMN forecast.target_path.gap_people IS 'Requirement less supply, mean over the draws; negative where there are enough.';
COMMENT ON COLUMN forecast.target_path.extra_recruits_a_year IS 'More recruits a year from now on that make the target likelier met than missed: 0 where none are needed, null where no number helps.';

CREATE TABLE forecast.shortage (
  id                bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  run_id            uuid NOT NULL REFERENCES forecast.run ON DELETE CASCADE,
  basis             text NOT NULL CHECK (basis IN ('plan_target', 'current_staffing')),
  target_code       text,
  unit_id           text NOT NULL REFERENCES reference.administrative_unit,
  sector_code       text NOT NULL REFERENCES reference.sector,
  profession_code   text REFERENCES reference.profession,
  year              smallint NOT NULL,
  requirement       double precision NOT NULL,
  supply_median     double precision NOT NULL,
  supply_low80      double precision NOT NULL,
  supply_high80     double precision NOT NULL,
  expected_gap      double precision NOT NULL,
  probability_short double precision NOT NULL CHECK (probability_short BETWEEN 0 AND 1),
  severity          text NOT NULL CHECK (severity IN ('none', 'watch', 'shortage', 'severe')),
  CHECK ((basis = 'plan_target') = (target_code IS NOT NULL)),
  UNIQUE NULLS NOT DISTINCT (run_id, basis, target_code, unit_id, sector_code, profession_code, year)
);
COMMENT ON COLUMN forecast.shortage.basis IS
  'plan_target: a ratio that a plan states; current_staffing: today''s headcount held, which is no plan''s number.';

-- Everyone who plans or leads reads the aggregates; a leader only those of own units.
GRANT SELECT ON forecast.run, forecast.supply, forecast.target_path, forecast.shortage
  TO registry_hr, registry_planner, registry_leader, registry_admin;
ALTER TABLE forecast.supply ENABLE ROW LEVEL SECURITY;
ALTER TABLE forecast.target_path ENABLE ROW LEVEL SECURITY;
ALTER TABLE forecast.shortage ENABLE ROW LEVEL SECURITY;
CREATE POLICY whole_province ON forecast.supply FOR SELECT TO registry_hr, registry_planner, registry_admin USING (true);
CREATE POLICY whole_province ON forecast.target_path FOR SELECT TO registry_hr, registry_planner, registry_admin USING (true);
CREATE POLICY whole_province ON forecast.shortage FOR SELECT TO registry_hr, registry_planner, registry_admin USING (true);
CREATE POLICY own_units ON forecast.supply FOR SELECT TO registry_leader
  USING (unit_id = ANY (ARRAY(SELECT access.scoped_units())));
CREATE POLICY own_units ON forecast.target_path FOR SELECT TO registry_leader
  USING (unit_id = ANY (ARRAY(SELECT access.scoped_units())));
CREATE POLICY own_units ON forecast.shortage FOR SELECT TO registry_leader
  USING (unit_id = ANY (ARRAY(SELECT access.scoped_units())));
