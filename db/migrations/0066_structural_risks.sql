-- Risks of an age structure or of a few people, without any target: kept with the run, by unit and sector.

CREATE TABLE forecast.structural_risk (
  id                 bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  run_id             uuid NOT NULL REFERENCES forecast.run ON DELETE CASCADE,
  unit_id            text NOT NULL REFERENCES reference.administrative_unit,
  sector_code        text NOT NULL REFERENCES reference.sector,
  people             bigint NOT NULL CHECK (people > 0),
  retiring_share     double precision CHECK (retiring_share BETWEEN 0 AND 1),
  single_holders     bigint NOT NULL,
  single_professions text NOT NULL,
  recruits           double precision NOT NULL,
  recruits_before    double precision NOT NULL,
  ageing             double precision,
  ageing_of_province double precision,
  UNIQUE (run_id, unit_id, sector_code)
);
COMMENT ON COLUMN forecast.structural_risk.retiring_share IS 'Who reach the normal age of retirement within five years of the base date; null where fewer people are counted than are told of.';
COMMENT ON COLUMN forecast.structural_risk.single_professions IS 'Codes of the professions with a single holder, with spaces between.';
COMMENT ON COLUMN forecast.structural_risk.recruits IS 'First postings a year over the last two years; recruits_before over the three before them.';
COMMENT ON COLUMN forecast.structural_risk.ageing IS 'Years by which the mean age rose in five years; null where fewer people are counted than are told of, then or now.';
CREATE VIEW forecast.current_structural_risk WITH (security_invoker = true) AS
  SELECT s.* FROM forecast.structural_risk s WHERE s.run_id = (SELECT id FROM forecast.current_run);
GRANT SELECT ON forecast.structural_risk, forecast.current_structural_risk TO registry_hr, registry_planner, registry_leader, registry_admin;
ALTER TABLE forecast.structural_risk ENABLE ROW LEVEL SECURITY;
CREATE POLICY whole_province ON forecast.structural_risk FOR SELECT TO registry_hr, registry_planner, registry_admin USING (true);
CREATE POLICY own_units ON forecast.structural_risk FOR SELECT TO registry_leader USING (unit_id = ANY (ARRAY(SELECT access.scoped_units())));
