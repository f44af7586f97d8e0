-- Duties that a plan gives to many bodies ("các cơ quan, đơn vị báo cáo …"): one agency gathers, as before, and several answer, each for itself; docs/decisions/0047.

-- Which agencies answer, from a day on. The newest entry that has begun counts; an empty one says that the gathering agency is alone again.
CREATE TABLE duties.reporting (
  id           uuid PRIMARY KEY,
  duty_code    text NOT NULL CHECK (duty_code ~ '^[A-Z]{2,8}-[0-9]{2,3}$'),
  number       integer NOT NULL CHECK (number > 0),
  agency_ids   uuid[] NOT NULL CHECK (cardinality(agency_ids) <= 500 AND array_position(agency_ids, NULL) IS NULL),
  valid_from   date NOT NULL,
  why          text CHECK (char_length(why) BETWEEN 1 AND 500),
  at           timestamptz NOT NULL DEFAULT clock_timestamp(),
  account_id   uuid,
  account_name text,
  UNIQUE (duty_code, number)
);
COMMENT ON TABLE duties.reporting IS 'Which agencies answer for a duty, each for itself, from a day on. Only added to.';

-- What each of them has answered for a year; its newest answer counts.
CREATE TABLE duties.answer (
  id           uuid PRIMARY KEY,
  duty_code    text NOT NULL CHECK (duty_code ~ '^[A-Z]{2,8}-[0-9]{2,3}$'),
  year         smallint NOT NULL CHECK (year = 0 OR year BETWEEN 2000 AND 2200),
  agency_id    uuid NOT NULL REFERENCES registry.agency,
  number       integer NOT NULL CHECK (number > 0),
  stage        text NOT NULL CHECK (stage IN ('under_way', 'done', 'cancelled')),
  done_on      date,
  words        text NOT NULL CHECK (words = btrim(words) AND char_length(words) BETWEEN 1 AND 2000),
  at           timestamptz NOT NULL DEFAULT clock_timestamp(),
  account_id   uuid,
  account_name text,
  UNIQUE (duty_code, year, agency_id, number),
  CHECK ((stage = 'done') = (done_on IS NOT NULL)),
  CONSTRAINT note_without_citizen_id CHECK (words !~ '[0-9]{12}')
);
COMMENT ON TABLE duties.answer IS 'What an agency answered for a duty in a year. Only added to: a later answer takes the place of the one before.';
CREATE INDEX answer_agency ON duties.answer (agency_id);

-- The agency that goes on for another on a day: itself, or the one agency that came after it. Where it was divided among several, itself.
CREATE FUNCTION duties.heir_of(agency uuid, day date) RETURNS uuid LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
  longest_line CONSTANT integer := 20;
  heir uuid := agency;
  heirs uuid[];
BEGIN
  FOR step IN 1..longest_line LOOP
    EXIT WHEN heir IS NULL OR NOT EXISTS (SELECT FROM registry.agency a WHERE a.id = heir AND a.valid_until <= day);
    heirs := ARRAY(SELECT DISTINCT s.successor_id FROM registry.agency_succession s WHERE s.predecessor_id = heir AND s.effective_on <= day);
    EXIT WHEN cardinality(heirs) <> 1;
    heir := heirs[1];
  END LOOP;
  RETURN heir;
END
$$;
CREATE OR REPLACE FUNCTION duties.holder_of(code text, day date) RETURNS uuid LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT duties.heir_of((SELECT o.agency_id FROM duties.owner o WHERE o.duty_code = code AND o.valid_from <= day ORDER BY o.number DESC LIMIT 1), day)
$$;
CREATE FUNCTION duties.reporters(code text, day date) RETURNS TABLE (agency_id uuid) LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT DISTINCT duties.heir_of(named.id, day)
    FROM unnest((SELECT r.agency_ids FROM duties.reporting r WHERE r.duty_code = code AND r.valid_from <= day ORDER BY r.number DESC LIMIT 1)) named (id)
$$;

-- Who gathers notes on the whole duty; who answers for itself sees the duty and its own answers.
CREATE FUNCTION duties.is_kept(code text) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT EXISTS (
    SELECT FROM access.account a
     WHERE a.id = access.current_account() AND a.closed_at IS NULL
       AND (a.role IN ('planner', 'admin')
            OR (a.role IN ('hr', 'leader')
                AND EXISTS (SELECT FROM access.scoped_agency s
                             WHERE s.account_id = a.id AND s.until > current_date AND s.agency_id = duties.holder_of(code, current_date)))))
$$;
CREATE FUNCTION duties.may_answer(code text, agency uuid) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT EXISTS (
    SELECT FROM access.account a JOIN access.scoped_agency s ON s.account_id = a.id AND s.until > current_date
     WHERE a.id = access.current_account() AND a.closed_at IS NULL AND a.role IN ('hr', 'leader') AND s.agency_id = agency
       AND EXISTS (SELECT FROM duties.reporters(code, current_date) r WHERE r.agency_id = agency))
$$;
CREATE OR REPLACE FUNCTION duties.is_seen(code text) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT duties.is_kept(code) OR EXISTS (
    SELECT FROM access.account a JOIN access.scoped_agency s ON s.account_id = a.id AND s.until > current_date
     WHERE a.id = access.current_account() AND a.closed_at IS NULL AND a.role IN ('hr', 'leader')
       AND s.agency_id IN (SELECT r.agency_id FROM duties.reporters(code, current_date) r))
$$;
DROP POLICY of_own_agencies ON duties.note;
CREATE POLICY of_own_agencies ON duties.note FOR INSERT TO registry_hr WITH CHECK (duties.is_kept(duty_code));

CREATE FUNCTION duties.complete_reporting() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
  NEW.account_id := access.current_account();
  NEW.account_name := (SELECT a.display_name FROM access.account a WHERE a.id = NEW.account_id);
  IF NEW.number <> 1 + coalesce((SELECT max(r.number) FROM duties.reporting r WHERE r.duty_code = NEW.duty_code), 0) THEN
    RAISE EXCEPTION 'other agencies were named first' USING ERRCODE = 'unique_violation';
  END IF;
  IF EXISTS (SELECT FROM unnest(NEW.agency_ids) n (id) WHERE NOT EXISTS (SELECT FROM registry.agency a WHERE a.id = n.id AND daterange(a.valid_from, a.valid_until) @> NEW.valid_from)) THEN
    RAISE EXCEPTION 'an agency is not there on that day' USING ERRCODE = 'check_violation', CONSTRAINT = 'reporting_agencies';
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER complete_reporting BEFORE INSERT ON duties.reporting FOR EACH ROW EXECUTE FUNCTION duties.complete_reporting();

CREATE FUNCTION duties.complete_answer() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
  NEW.account_id := access.current_account();
  NEW.account_name := (SELECT a.display_name FROM access.account a WHERE a.id = NEW.account_id);
  IF NEW.number <> 1 + coalesce((SELECT max(x.number) FROM duties.answer x WHERE (x.duty_code, x.year, x.agency_id) = (NEW.duty_code, NEW.year, NEW.agency_id)), 0) THEN
    RAISE EXCEPTION 'another answer came first' USING ERRCODE = 'unique_violation';
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER complete_answer BEFORE INSERT ON duties.answer FOR EACH ROW EXECUTE FUNCTION duties.complete_answer();

DO $$
DECLARE
  kept text;
BEGIN
  FOREACH kept IN ARRAY ARRAY['reporting', 'answer'] LOOP
    EXECUTE format($trigger$
      CREATE TRIGGER only_added_to BEFORE UPDATE OR DELETE OR TRUNCATE ON duties.%1$I FOR EACH STATEMENT EXECUTE FUNCTION history.refuse_rewriting();
      CREATE TRIGGER tell AFTER INSERT ON duties.%1$I FOR EACH ROW EXECUTE FUNCTION duties.tell();
      CREATE TRIGGER keep_history_of_insert AFTER INSERT ON duties.%1$I REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION history.record_rows('id', '');
      ALTER TABLE duties.%1$I ENABLE ROW LEVEL SECURITY;
      GRANT SELECT ON duties.%1$I TO registry_hr, registry_planner, registry_leader, registry_admin
      $trigger$, kept);
  END LOOP;
END
$$;
CREATE POLICY followed ON duties.reporting FOR SELECT TO registry_hr, registry_planner, registry_leader, registry_admin USING (duties.is_seen(duty_code));
-- Whoever gathers reads all answers, whoever answers their own, those of an agency that went over into theirs too.
CREATE POLICY followed ON duties.answer FOR SELECT TO registry_hr, registry_planner, registry_leader, registry_admin
  USING (duties.is_kept(duty_code) OR duties.may_answer(duty_code, duties.heir_of(agency_id, current_date)));
CREATE POLICY maps ON duties.reporting FOR INSERT TO registry_planner, registry_admin WITH CHECK (true);
CREATE POLICY of_own_agencies ON duties.answer FOR INSERT TO registry_hr WITH CHECK (duties.may_answer(duty_code, agency_id));
GRANT INSERT (id, duty_code, number, agency_ids, valid_from, why) ON duties.reporting TO registry_planner, registry_admin;
GRANT INSERT (id, duty_code, year, agency_id, number, stage, done_on, words) ON duties.answer TO registry_hr;

REVOKE EXECUTE ON FUNCTION duties.heir_of(uuid, date), duties.reporters(text, date), duties.is_kept(text), duties.may_answer(text, uuid), duties.complete_reporting(), duties.complete_answer() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION duties.heir_of(uuid, date), duties.reporters(text, date), duties.is_kept(text), duties.may_answer(text, uuid)
  TO registry_hr, registry_planner, registry_leader, registry_admin;
