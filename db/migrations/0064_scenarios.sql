-- Scenarios of the forecast: named sets of levers that planners keep, change, share and compare with the baseline.

CREATE TABLE forecast.scenario (
  id         uuid PRIMARY KEY,
  name       text NOT NULL CHECK (name = btrim(name) AND char_length(name) BETWEEN 1 AND 120 AND name !~ '[[:cntrl:]]'),
  note       text NOT NULL DEFAULT '' CHECK (char_length(note) <= 2000),
  levers     jsonb NOT NULL CHECK (jsonb_typeof(levers) = 'array' AND jsonb_array_length(levers) BETWEEN 1 AND 12 AND char_length(levers::text) <= 8000),
  owner_id   uuid NOT NULL REFERENCES access.account ON DELETE CASCADE,
  owner_name text NOT NULL,
  shared     boolean NOT NULL DEFAULT false,
  version    integer NOT NULL DEFAULT 1 CHECK (version > 0),
  created_at timestamptz NOT NULL DEFAULT now(),
  changed_at timestamptz NOT NULL DEFAULT now(),
  deleted_at timestamptz
);
COMMENT ON COLUMN forecast.scenario.levers IS 'What it changes: an array of kind, amount and place, as src/TalentRegistry.Data/Forecasts/Scenario.cs writes it.';
COMMENT ON COLUMN forecast.scenario.owner_name IS 'As shown when it was saved: those it is shared with may not read other accounts.';
COMMENT ON COLUMN forecast.scenario.version IS 'Counts changes of name, note, levers and sharing, so that nobody overwrites what they have not read.';
COMMENT ON COLUMN forecast.scenario.deleted_at IS 'The owner may take a deletion back for 30 days; then the next scenario that they save clears it away.';
CREATE UNIQUE INDEX scenario_of_owner ON forecast.scenario (owner_id, name) WHERE deleted_at IS NULL;

-- Fifty are more than anybody compares; deleted ones count as long as they can be taken back, up to as many again.
CREATE FUNCTION forecast.limit_scenarios() RETURNS trigger LANGUAGE plpgsql SET search_path = '' AS $$
BEGIN
  IF (SELECT count(*) FILTER (WHERE s.deleted_at IS NULL) > 50 OR count(*) > 100 FROM forecast.scenario s WHERE s.owner_id = NEW.owner_id) THEN
    RAISE EXCEPTION 'too many scenarios' USING ERRCODE = 'program_limit_exceeded';
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER limit_scenarios AFTER INSERT OR UPDATE OF deleted_at ON forecast.scenario FOR EACH ROW EXECUTE FUNCTION forecast.limit_scenarios();

GRANT SELECT, DELETE ON forecast.scenario TO registry_planner;
GRANT INSERT (id, name, note, levers, owner_id, owner_name) ON forecast.scenario TO registry_planner;
GRANT UPDATE (name, note, levers, shared, version, changed_at, deleted_at) ON forecast.scenario TO registry_planner;
GRANT SELECT ON forecast.scenario TO registry_leader;
ALTER TABLE forecast.scenario ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_and_shared ON forecast.scenario FOR SELECT TO registry_planner
  USING (owner_id = access.current_account() OR (shared AND deleted_at IS NULL));
CREATE POLICY shared_with_leaders ON forecast.scenario FOR SELECT TO registry_leader USING (shared AND deleted_at IS NULL);
CREATE POLICY save_own ON forecast.scenario FOR INSERT TO registry_planner WITH CHECK (owner_id = access.current_account());
CREATE POLICY change_own ON forecast.scenario FOR UPDATE TO registry_planner USING (owner_id = access.current_account());
CREATE POLICY clear_own ON forecast.scenario FOR DELETE TO registry_planner
  USING (owner_id = access.current_account() AND deleted_at < now() - interval '30 days');
