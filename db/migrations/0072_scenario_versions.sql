-- Versions of a scenario: name, note and levers as they stood after each change, so that its owner can look at them and take back to one.

CREATE TABLE forecast.scenario_version (
  scenario_id uuid NOT NULL REFERENCES forecast.scenario ON DELETE CASCADE,
  version     integer NOT NULL CHECK (version > 0),
  name        text NOT NULL,
  note        text NOT NULL,
  levers      jsonb NOT NULL,
  saved_at    timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (scenario_id, version)
);
COMMENT ON TABLE forecast.scenario_version IS 'What a scenario said after each change of name, note or levers, the last hundred of them. Sharing and deletion are no versions, so numbers may be left out.';

CREATE FUNCTION forecast.keep_scenario_version() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
  INSERT INTO forecast.scenario_version (scenario_id, version, name, note, levers) VALUES (NEW.id, NEW.version, NEW.name, NEW.note, NEW.levers);
  DELETE FROM forecast.scenario_version v
   WHERE v.scenario_id = NEW.id
     AND v.version <= (SELECT w.version FROM forecast.scenario_version w WHERE w.scenario_id = NEW.id ORDER BY w.version DESC OFFSET 100 LIMIT 1);
  RETURN NULL;
END $$;
REVOKE ALL ON FUNCTION forecast.keep_scenario_version() FROM PUBLIC;
CREATE TRIGGER keep_first_version AFTER INSERT ON forecast.scenario FOR EACH ROW EXECUTE FUNCTION forecast.keep_scenario_version();
CREATE TRIGGER keep_version AFTER UPDATE ON forecast.scenario FOR EACH ROW
  WHEN ((NEW.name, NEW.note, NEW.levers) IS DISTINCT FROM (OLD.name, OLD.note, OLD.levers)) EXECUTE FUNCTION forecast.keep_scenario_version();
INSERT INTO forecast.scenario_version (scenario_id, version, name, note, levers, saved_at) SELECT id, version, name, note, levers, changed_at FROM forecast.scenario;

-- What was tried before a scenario was shared stays its owner's.
GRANT SELECT ON forecast.scenario_version TO registry_planner;
ALTER TABLE forecast.scenario_version ENABLE ROW LEVEL SECURITY;
CREATE POLICY of_own_scenarios ON forecast.scenario_version FOR SELECT TO registry_planner
  USING (EXISTS (SELECT FROM forecast.scenario s WHERE s.id = scenario_id AND s.owner_id = access.current_account()));
