-- A flag says how far the gap may go, from when on people are short, what it comes from, and what the run before said of the same year.

ALTER TABLE forecast.shortage
  ADD COLUMN gap_low80          double precision,
  ADD COLUMN gap_high80         double precision,
  ADD COLUMN driver             text CHECK (driver IN ('short_already', 'retirements', 'few_recruits', 'exits', 'growth')),
  ADD COLUMN first_year         smallint,
  ADD COLUMN severity_before    text CHECK (severity_before IN ('none', 'watch', 'shortage', 'severe')),
  ADD COLUMN probability_before double precision CHECK (probability_before BETWEEN 0 AND 1);
COMMENT ON COLUMN forecast.shortage.gap_low80 IS 'Null in runs before the range of gaps was kept, as is gap_high80.';
COMMENT ON COLUMN forecast.shortage.driver IS 'What the gap comes from above all; null where none is expected.';
COMMENT ON COLUMN forecast.shortage.first_year IS 'First forecast year flagged shortage or severe, the same in all years of a flag; null where none is.';
COMMENT ON COLUMN forecast.shortage.severity_before IS 'Of the same year in the run before; null where it had none.';
CREATE OR REPLACE VIEW forecast.current_shortage WITH (security_invoker = true) AS
  SELECT s.* FROM forecast.shortage s WHERE s.run_id = (SELECT id FROM forecast.current_run);
