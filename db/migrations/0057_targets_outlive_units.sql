-- Targets outlive their units, and what was reported of them can be found again; docs/decisions/0046. Both hang on the code of the target, which outlives the
-- versions of its plan, and are only added to.

-- What was decided on a target: an agency named to answer for it; carried to a unit, shared out among several, or closed; the last of these taken back.
CREATE TABLE plans.target_step (
  id            uuid PRIMARY KEY,
  target_code   text NOT NULL,
  number        integer NOT NULL CHECK (number > 0),
  kind          text NOT NULL CHECK (kind IN ('assigned', 'carried', 'shared', 'closed', 'taken_back')),
  from_unit_id  text REFERENCES reference.administrative_unit,
  effective_on  date CHECK (effective_on >= '1990-01-01'),
  unit_ids      text[] NOT NULL CHECK (array_position(unit_ids, NULL) IS NULL),
  agency_ids    uuid[] NOT NULL,
  weights       numeric[] NOT NULL CHECK (array_position(weights, NULL) IS NULL AND 0 < ALL (weights) AND 1e12 > ALL (weights)),
  takes_back_id uuid UNIQUE REFERENCES plans.target_step,
  ground        text NOT NULL CHECK (ground = btrim(ground) AND char_length(ground) BETWEEN 1 AND 300),
  plan_id       bigint NOT NULL,
  at            timestamptz NOT NULL DEFAULT clock_timestamp(),
  account_id    uuid,
  account_name  text,
  UNIQUE (target_code, number),
  FOREIGN KEY (plan_id, target_code) REFERENCES plans.target (plan_id, code),
  CHECK (num_nulls(from_unit_id, effective_on) = CASE kind WHEN 'taken_back' THEN 2 ELSE 0 END),
  CHECK ((takes_back_id IS NOT NULL) = (kind = 'taken_back')),
  CHECK (cardinality(agency_ids) = cardinality(unit_ids) AND cardinality(weights) = cardinality(unit_ids)),
  CHECK (CASE kind WHEN 'shared' THEN cardinality(unit_ids) BETWEEN 2 AND 200 WHEN 'carried' THEN cardinality(unit_ids) = 1
              WHEN 'assigned' THEN unit_ids = ARRAY[from_unit_id] AND agency_ids[1] IS NOT NULL ELSE cardinality(unit_ids) = 0 END)
);
COMMENT ON TABLE plans.target_step IS 'What was decided on a target whose unit ended or that another is to answer for. Only added to.';
COMMENT ON COLUMN plans.target_step.number IS 'From 1 for each target: two who decide at the same time cannot both be the next.';
COMMENT ON COLUMN plans.target_step.weights IS 'Of each unit of unit_ids, in any measure; shares are the weights by their sum.';
COMMENT ON COLUMN plans.target_step.ground IS 'Number and date of the decision.';
COMMENT ON COLUMN plans.target_step.plan_id IS 'The version of the plan that was in force when it was entered.';

-- What was told in a report: the number as it was computed then, with all that is needed to compute it again.
CREATE TABLE plans.target_report (
  id                 uuid PRIMARY KEY,
  target_code        text NOT NULL,
  number             integer NOT NULL CHECK (number > 0),
  plan_id            bigint NOT NULL,
  step               integer NOT NULL,
  occasion           text NOT NULL CHECK (occasion = btrim(occasion) AND char_length(occasion) BETWEEN 1 AND 300),
  as_of              date NOT NULL,
  map_as_of          date NOT NULL,
  unit_id            text NOT NULL REFERENCES reference.administrative_unit,
  numerator          double precision NOT NULL CHECK (numerator >= 0),
  denominator        double precision CHECK (denominator > 0),
  denominator_status text,
  unknown            bigint NOT NULL CHECK (unknown >= 0),
  value              double precision NOT NULL,
  value_at_most      double precision NOT NULL,
  is_met             boolean,
  settings           jsonb NOT NULL CHECK (jsonb_typeof(settings) = 'object'),
  at                 timestamptz NOT NULL DEFAULT clock_timestamp(),
  account_id         uuid,
  account_name       text,
  UNIQUE (target_code, number),
  FOREIGN KEY (plan_id, target_code) REFERENCES plans.target (plan_id, code)
);
COMMENT ON TABLE plans.target_report IS 'Numbers of targets as they were reported. Only added to.';
COMMENT ON COLUMN plans.target_report.plan_id IS 'The version of the plan by which it was computed; with it, the definition of the indicator, its bound and its settings.';
COMMENT ON COLUMN plans.target_report.step IS 'Number of the last step on the target before it; 0 before the first.';
COMMENT ON COLUMN plans.target_report.occasion IS 'In which report it was told.';
COMMENT ON COLUMN plans.target_report.settings IS 'The settings that decided it, with their values.';
CREATE INDEX target_step_plan ON plans.target_step (plan_id, target_code);
CREATE INDEX target_report_plan ON plans.target_report (plan_id, target_code);

-- Who decides is told by the database, and only what may follow on what stands. Steps and reports of a target come one after the other.
CREATE FUNCTION plans.complete_target_step() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
  last plans.target_step;
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended('target ' || NEW.target_code, 0));
  NEW.account_id := access.current_account();
  NEW.account_name := (SELECT a.display_name FROM access.account a WHERE a.id = NEW.account_id);
  IF NEW.number <> 1 + coalesce((SELECT max(s.number) FROM plans.target_step s WHERE s.target_code = NEW.target_code), 0) THEN
    RAISE EXCEPTION 'another step came first' USING ERRCODE = 'unique_violation';
  END IF;
  SELECT * INTO last FROM plans.target_step s
   WHERE s.target_code = NEW.target_code AND s.kind <> 'taken_back' AND NOT EXISTS (SELECT FROM plans.target_step b WHERE b.takes_back_id = s.id)
   ORDER BY s.number DESC LIMIT 1;
  IF NEW.kind = 'taken_back' THEN
    IF last.id IS DISTINCT FROM NEW.takes_back_id THEN
      RAISE EXCEPTION 'only the last step that stands is taken back' USING ERRCODE = 'check_violation', CONSTRAINT = 'target_step_last';
    ELSIF EXISTS (SELECT FROM plans.target_report r WHERE r.target_code = NEW.target_code AND r.step >= last.number) THEN
      RAISE EXCEPTION 'something was reported since' USING ERRCODE = 'check_violation', CONSTRAINT = 'target_step_built_on';
    END IF;
  ELSIF NEW.effective_on < last.effective_on THEN
    RAISE EXCEPTION 'a later step was decided already' USING ERRCODE = 'check_violation', CONSTRAINT = 'target_step_in_order';
  ELSIF (SELECT count(DISTINCT u) <> count(*) FROM unnest(NEW.unit_ids) u)
     OR EXISTS (SELECT FROM unnest(NEW.unit_ids) n (id) WHERE NEW.kind <> 'assigned'
                   AND NOT EXISTS (SELECT FROM reference.administrative_unit u WHERE u.id = n.id AND daterange(u.valid_from, u.valid_until) @> NEW.effective_on)) THEN
    RAISE EXCEPTION 'a unit is named twice, or is not there on that day' USING ERRCODE = 'check_violation', CONSTRAINT = 'target_step_units';
  ELSIF EXISTS (SELECT FROM unnest(NEW.agency_ids) n (id) WHERE n.id IS NOT NULL
                   AND NOT EXISTS (SELECT FROM registry.agency a WHERE a.id = n.id AND daterange(a.valid_from, a.valid_until) @> NEW.effective_on)) THEN
    RAISE EXCEPTION 'an agency is not there on that day' USING ERRCODE = 'check_violation', CONSTRAINT = 'target_step_agencies';
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER complete_target_step BEFORE INSERT ON plans.target_step FOR EACH ROW EXECUTE FUNCTION plans.complete_target_step();

CREATE FUNCTION plans.complete_target_report() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended('target ' || NEW.target_code, 0));
  NEW.account_id := access.current_account();
  NEW.account_name := (SELECT a.display_name FROM access.account a WHERE a.id = NEW.account_id);
  NEW.number := 1 + coalesce((SELECT max(r.number) FROM plans.target_report r WHERE r.target_code = NEW.target_code), 0);
  NEW.step := coalesce((SELECT max(s.number) FROM plans.target_step s WHERE s.target_code = NEW.target_code), 0);
  RETURN NEW;
END
$$;
CREATE TRIGGER complete_target_report BEFORE INSERT ON plans.target_report FOR EACH ROW EXECUTE FUNCTION plans.complete_target_report();

DO $$
DECLARE
  kept text;
BEGIN
  FOREACH kept IN ARRAY ARRAY['target_step', 'target_report'] LOOP
    EXECUTE format($trigger$
      CREATE TRIGGER only_added_to BEFORE UPDATE OR DELETE OR TRUNCATE ON plans.%1$I FOR EACH STATEMENT EXECUTE FUNCTION history.refuse_rewriting();
      CREATE TRIGGER keep_history_of_insert AFTER INSERT ON plans.%1$I REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION history.record_rows('id', '');
      ALTER TABLE plans.%1$I ENABLE ROW LEVEL SECURITY;
      CREATE POLICY plans_are_public ON plans.%1$I FOR SELECT TO registry_hr, registry_planner, registry_leader, registry_admin, registry_auditor USING (true);
      CREATE POLICY planners_decide ON plans.%1$I FOR INSERT TO registry_planner WITH CHECK (true);
      REVOKE ALL ON plans.%1$I FROM registry_hr, registry_planner, registry_leader, registry_admin, registry_auditor;
      GRANT SELECT ON plans.%1$I TO registry_hr, registry_planner, registry_leader, registry_admin, registry_auditor
      $trigger$, kept);
  END LOOP;
END
$$;
GRANT INSERT (id, target_code, number, kind, from_unit_id, effective_on, unit_ids, agency_ids, weights, takes_back_id, ground, plan_id) ON plans.target_step TO registry_planner;
GRANT INSERT (id, target_code, plan_id, occasion, as_of, map_as_of, unit_id, numerator, denominator, denominator_status, unknown, value, value_at_most, is_met, settings)
  ON plans.target_report TO registry_planner;
REVOKE EXECUTE ON FUNCTION plans.complete_target_step(), plans.complete_target_report() FROM PUBLIC;
