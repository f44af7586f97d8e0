-- Figures of published series that planners enter beside those that db/reference brings. Nothing is overwritten: an entry replaces the one before it, so
-- that what a target was held against on the day of a report can be found again.

ALTER TABLE reference.series DROP CONSTRAINT series_unit_check,
  ADD CONSTRAINT series_unit_check CHECK (unit IN ('person', 'percent', 'per 10 000', 'item', 'million dong'));

CREATE TABLE reference.entered_figure (
  id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  series     text NOT NULL REFERENCES reference.series,
  unit_id    text NOT NULL REFERENCES reference.administrative_unit,
  year       smallint NOT NULL CHECK (year BETWEEN 1990 AND 2100),
  value      numeric CHECK (value >= 0 AND value < 1e12),
  status     text NOT NULL CHECK (status IN ('final', 'preliminary', 'estimate', 'rounded', 'reported', 'computed')),
  source     text NOT NULL CHECK (source = btrim(source) AND char_length(source) BETWEEN 1 AND 300),
  note       text CHECK (note = btrim(note) AND char_length(note) BETWEEN 1 AND 1000),
  replaces   bigint UNIQUE REFERENCES reference.entered_figure,
  entered_by uuid NOT NULL DEFAULT access.current_account() REFERENCES access.account,
  entered_at timestamptz NOT NULL DEFAULT now()
);
-- One first entry a figure, and each is replaced once: of two planners who enter at the same moment the second is refused.
CREATE UNIQUE INDEX entered_figure_first ON reference.entered_figure (series, unit_id, year) WHERE replaces IS NULL;
CREATE INDEX entered_figure_account ON reference.entered_figure (entered_by);
COMMENT ON TABLE reference.entered_figure IS 'Figures entered by planners; the last entry of a series, unit and year is in use. A null value withdraws it.';
COMMENT ON COLUMN reference.entered_figure.replaces IS 'The entry that this one took the place of; null for the first of its series, unit and year.';

CREATE FUNCTION reference.refuse_figure() RETURNS trigger LANGUAGE plpgsql SET search_path = '' AS $$
BEGIN
  IF NEW.value > 100 AND (SELECT unit FROM reference.series WHERE code = NEW.series) = 'percent' THEN
    RAISE EXCEPTION 'A share is at most 100 %%.' USING ERRCODE = 'check_violation', CONSTRAINT = 'entered_figure_percent_check';
  END IF;
  IF NEW.replaces IS NOT NULL AND NOT EXISTS (
      SELECT FROM reference.entered_figure e WHERE e.id = NEW.replaces AND (e.series, e.unit_id, e.year) = (NEW.series, NEW.unit_id, NEW.year)) THEN
    RAISE EXCEPTION 'An entry replaces one of its own series, unit and year.' USING ERRCODE = 'check_violation', CONSTRAINT = 'entered_figure_replaces_check';
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER refuse_figure BEFORE INSERT ON reference.entered_figure FOR EACH ROW EXECUTE FUNCTION reference.refuse_figure();

ALTER TABLE reference.entered_figure ENABLE ROW LEVEL SECURITY;
CREATE POLICY figures_are_public ON reference.entered_figure FOR SELECT USING (true);
CREATE POLICY planners_enter ON reference.entered_figure FOR INSERT TO registry_planner WITH CHECK (entered_by = access.current_account());
REVOKE ALL ON reference.entered_figure FROM registry_hr, registry_planner, registry_leader, registry_admin, registry_auditor;
GRANT SELECT (id, series, unit_id, year, value, status, source, note, replaces, entered_at) ON reference.entered_figure
  TO registry_hr, registry_planner, registry_leader, registry_admin, registry_auditor, registry_person;
GRANT SELECT (entered_by) ON reference.entered_figure TO registry_planner, registry_auditor;
GRANT INSERT (series, unit_id, year, value, status, source, note, replaces) ON reference.entered_figure TO registry_planner;

-- The figures in use, one a series, unit and year: what was entered comes before what db/reference brings.
CREATE VIEW reference.figure WITH (security_invoker = true) AS
  WITH entered AS (
    SELECT e.id, e.series, e.unit_id, e.year, e.value, e.status, e.source, e.note, e.entered_at FROM reference.entered_figure e
     WHERE e.value IS NOT NULL AND NOT EXISTS (SELECT FROM reference.entered_figure later WHERE later.replaces = e.id))
  SELECT concat_ws('/', e.series, e.unit_id, e.year) AS id, e.series AS series_code, e.unit_id, e.year, e.value, e.status, e.source, e.note, e.id AS entry_id, e.entered_at FROM entered e
  UNION ALL
  SELECT concat_ws('/', s.series, s.unit_id, s.year), s.series, s.unit_id, s.year, s.value, s.status, s.source, s.note, NULL, NULL FROM reference.statistic s
   WHERE s.preferred AND NOT EXISTS (SELECT FROM entered e WHERE (e.series, e.unit_id, e.year) = (s.series, s.unit_id, s.year));
GRANT SELECT ON reference.figure TO registry_hr, registry_planner, registry_leader, registry_admin, registry_auditor, registry_person;

CREATE OR REPLACE VIEW reference.population WITH (security_invoker = true) AS
  SELECT DISTINCT ON (f.unit_id, f.year) f.unit_id, f.year, f.value, f.series_code AS series, f.status, f.source
    FROM reference.figure f JOIN reference.series d ON d.code = f.series_code
   WHERE d.population_rank IS NOT NULL
   ORDER BY f.unit_id, f.year, d.population_rank;
