-- A run says what it was made from and what came out, so that two runs can be compared and one run again must give the same; a change of a flag is told
-- with its reason, out of the runs themselves.

ALTER TABLE forecast.run
  ADD COLUMN before_id    uuid REFERENCES forecast.run ON DELETE SET NULL,
  ADD COLUMN code_version text,
  ADD COLUMN data_hash    text,
  ADD COLUMN settings     jsonb,
  ADD COLUMN result_hash  text;
COMMENT ON COLUMN forecast.run.before_id IS 'The run that this one replaced, whose flags its own are held against; null for the first.';
COMMENT ON COLUMN forecast.run.code_version IS 'Version of the programme, with a mark of the build of its models: another one may give other numbers.';
COMMENT ON COLUMN forecast.run.data_hash IS 'Hash of the careers, degrees, seats, plans and populations that went in.';
COMMENT ON COLUMN forecast.run.settings IS 'Draws, seed, years of history and recruitment, horizon and bounds of severities.';
COMMENT ON COLUMN forecast.run.result_hash IS 'Hash of every figure of supply, targets and shortages; null in runs of earlier versions.';
UPDATE forecast.run r
   SET before_id = (SELECT b.id FROM forecast.run b WHERE b.computed_at < r.computed_at ORDER BY b.computed_at DESC LIMIT 1),
       code_version = CASE WHEN r.fingerprint ~ '^[0-9]+\.[0-9]+\.[0-9]+\.[0-9a-f]{64}\.' THEN left(split_part(r.fingerprint, '.', 4), 12) END,
       data_hash = CASE WHEN r.fingerprint ~ '^[0-9]+\.[0-9]+\.[0-9]+\.[0-9a-f]{64}\.' THEN substring(r.fingerprint FROM '^[0-9]+\.[0-9]+\.[0-9]+\.[0-9a-f]{64}\.(.*)$') END;
CREATE OR REPLACE VIEW forecast.current_run WITH (security_invoker = true) AS
  SELECT * FROM forecast.run ORDER BY computed_at DESC LIMIT 1;

ALTER TABLE forecast.shortage ADD COLUMN held boolean NOT NULL DEFAULT false;
COMMENT ON COLUMN forecast.shortage.held IS 'The flag is higher than its probability alone would raise it: it was raised before, and the probability has not yet fallen far enough.';
CREATE OR REPLACE VIEW forecast.current_shortage WITH (security_invoker = true) AS
  SELECT s.* FROM forecast.shortage s WHERE s.run_id = (SELECT id FROM forecast.current_run);

CREATE FUNCTION forecast.severity_rank(severity text) RETURNS integer LANGUAGE sql IMMUTABLE
  RETURN CASE severity WHEN 'watch' THEN 1 WHEN 'shortage' THEN 2 WHEN 'severe' THEN 3 ELSE 0 END;

-- The flags that one run has otherwise than another, and those that it has only because they were raised before. It runs with the caller's rights.
CREATE FUNCTION forecast.changes_between(earlier uuid, later uuid)
  RETURNS TABLE (id bigint, basis text, target_code text, unit_id text, sector_code text, profession_code text, year smallint, kind text, cause text,
                 severity_before text, severity text, probability_before double precision, probability_short double precision,
                 gap_before double precision, expected_gap double precision, driver text, first_year smallint)
  LANGUAGE sql STABLE AS $$
  SELECT coalesce(s.id, -b.id), coalesce(s.basis, b.basis), coalesce(s.target_code, b.target_code), coalesce(s.unit_id, b.unit_id), coalesce(s.sector_code, b.sector_code),
         coalesce(s.profession_code, b.profession_code), coalesce(s.year, b.year),
         CASE WHEN s.id IS NULL THEN 'gone'
              WHEN coalesce(b.severity, 'none') = s.severity THEN 'held'
              WHEN coalesce(b.severity, 'none') = 'none' THEN 'raised'
              WHEN s.severity = 'none' THEN 'lowered'
              WHEN forecast.severity_rank(s.severity) > forecast.severity_rank(b.severity) THEN 'worse'
              ELSE 'better' END,
         CASE WHEN s.held THEN 'hysteresis'
              WHEN w.other_data AND w.other_model THEN 'data_and_model'
              WHEN w.other_data THEN 'data'
              WHEN w.other_model THEN 'model'
              WHEN w.other_data IS NULL OR w.other_model IS NULL THEN 'unknown'
              ELSE 'hysteresis' END,
         b.severity, s.severity, b.probability_short, s.probability_short, b.expected_gap, s.expected_gap, s.driver, s.first_year
    FROM (SELECT * FROM forecast.shortage WHERE run_id = earlier) b
    FULL JOIN (SELECT * FROM forecast.shortage WHERE run_id = later) s
      ON b.basis = s.basis AND b.unit_id = s.unit_id AND b.sector_code = s.sector_code AND b.year = s.year
     AND coalesce(b.target_code, '') = coalesce(s.target_code, '') AND coalesce(b.profession_code, '') = coalesce(s.profession_code, '')
   CROSS JOIN (
     SELECT e.data_hash <> l.data_hash OR e.base_date <> l.base_date AS other_data,
            e.code_version <> l.code_version OR coalesce(e.settings <> l.settings, false) AS other_model
       FROM forecast.run e, forecast.run l WHERE e.id = earlier AND l.id = later) w
   WHERE coalesce(b.severity, 'none') <> coalesce(s.severity, 'none') OR s.held
$$;
REVOKE EXECUTE ON FUNCTION forecast.changes_between(uuid, uuid), forecast.severity_rank(text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION forecast.changes_between(uuid, uuid), forecast.severity_rank(text) TO registry_hr, registry_planner, registry_leader, registry_admin;
