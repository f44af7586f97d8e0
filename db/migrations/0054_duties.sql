-- The duties of the plans as they are followed: who answers for them, what was done and when, and what shows it; docs/decisions/0042. All of it hangs on the
-- code of the duty, which outlives the versions of its plan, and is only added to: who stands where follows from the newest entry.

CREATE SCHEMA duties;

-- Who answers, from a day on. The newest entry that has begun counts; one without an agency says that nobody does.
CREATE TABLE duties.owner (
  id           uuid PRIMARY KEY,
  duty_code    text NOT NULL CHECK (duty_code ~ '^[A-Z]{2,8}-[0-9]{2,3}$'),
  number       integer NOT NULL CHECK (number > 0),
  agency_id    uuid REFERENCES registry.agency,
  officer_id   uuid REFERENCES access.account,
  officer_name text,
  valid_from   date NOT NULL,
  why          text CHECK (char_length(why) BETWEEN 1 AND 500),
  at           timestamptz NOT NULL DEFAULT clock_timestamp(),
  account_id   uuid,
  account_name text,
  UNIQUE (duty_code, number),
  CHECK (agency_id IS NOT NULL OR officer_id IS NULL)
);
COMMENT ON TABLE duties.owner IS 'Who answers for a duty of a plan, from a day on. Only added to.';
COMMENT ON COLUMN duties.owner.number IS 'From 1 for each duty: two who write at the same time cannot both be the next.';
COMMENT ON COLUMN duties.owner.officer_name IS 'As shown at that time: an account may be gone one day.';

-- What was done, in words, and where it stands since. Year 0: the duty falls due once or has no year.
CREATE TABLE duties.note (
  id           uuid PRIMARY KEY,
  duty_code    text NOT NULL CHECK (duty_code ~ '^[A-Z]{2,8}-[0-9]{2,3}$'),
  year         smallint NOT NULL CHECK (year = 0 OR year BETWEEN 2000 AND 2200),
  number       integer NOT NULL CHECK (number > 0),
  stage        text NOT NULL CHECK (stage IN ('not_begun', 'under_way', 'done', 'cancelled')),
  done_on      date,
  words        text NOT NULL CHECK (words = btrim(words) AND char_length(words) BETWEEN 1 AND 2000),
  withdraws_id uuid UNIQUE REFERENCES duties.note,
  at           timestamptz NOT NULL DEFAULT clock_timestamp(),
  account_id   uuid,
  account_name text,
  role         text,
  agency_id    uuid,
  UNIQUE (duty_code, year, number),
  CHECK ((stage = 'done') = (done_on IS NOT NULL)),
  -- Citizen IDs stand encrypted in the registry and in clear nowhere.
  CONSTRAINT note_without_citizen_id CHECK (words !~ '[0-9]{12}')
);
COMMENT ON TABLE duties.note IS 'Progress of a duty in a year. Only added to: what was noted by mistake is taken back by a further note.';
COMMENT ON COLUMN duties.note.year IS 'The year it falls due in; 0 where it is due once or without a year.';
COMMENT ON COLUMN duties.note.number IS 'From 1 for each duty and year: two who write at the same time cannot both be the next.';
COMMENT ON COLUMN duties.note.withdraws_id IS 'The note before, which this one takes back; the stage is again what it was before that.';
COMMENT ON COLUMN duties.note.agency_id IS 'The agency that answered for the duty when it was written.';

-- What shows that it was done.
CREATE TABLE duties.evidence (
  id           uuid PRIMARY KEY,
  duty_code    text NOT NULL CHECK (duty_code ~ '^[A-Z]{2,8}-[0-9]{2,3}$'),
  year         smallint NOT NULL CHECK (year = 0 OR year BETWEEN 2000 AND 2200),
  name         text NOT NULL CHECK (char_length(name) BETWEEN 1 AND 200 AND name !~ '[[:cntrl:]/\\]'),
  media_type   text NOT NULL CHECK (media_type IN (
    'application/pdf', 'image/jpeg', 'image/png', 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet')),
  size         integer NOT NULL CHECK (size BETWEEN 1 AND 10485760),
  sha256       bytea NOT NULL CHECK (octet_length(sha256) = 32),
  at           timestamptz NOT NULL DEFAULT clock_timestamp(),
  account_id   uuid,
  account_name text,
  UNIQUE (duty_code, year, sha256)
);
COMMENT ON TABLE duties.evidence IS 'Documents that show what was done. Only added to.';
-- Apart, so that no list and no history takes the bytes with it.
CREATE TABLE duties.evidence_file (
  evidence_id uuid PRIMARY KEY REFERENCES duties.evidence,
  content     bytea NOT NULL CHECK (octet_length(content) BETWEEN 1 AND 10485760)
);

CREATE FUNCTION duties.refuse_another_file() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM duties.evidence e WHERE e.id = NEW.evidence_id AND e.sha256 = sha256(NEW.content) AND e.size = octet_length(NEW.content)) THEN
    RAISE EXCEPTION 'the file is not the one that was told of' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER is_the_one_told_of BEFORE INSERT ON duties.evidence_file FOR EACH ROW EXECUTE FUNCTION duties.refuse_another_file();

-- The agency that answers on a day: the one named, or who came after it. Where it was divided among several, that agency itself, until a planner names another.
CREATE FUNCTION duties.holder_of(code text, day date) RETURNS uuid LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
  longest_line CONSTANT integer := 20;
  holder uuid := (SELECT o.agency_id FROM duties.owner o WHERE o.duty_code = code AND o.valid_from <= day ORDER BY o.number DESC LIMIT 1);
  heirs uuid[];
BEGIN
  FOR step IN 1..longest_line LOOP
    EXIT WHEN holder IS NULL OR NOT EXISTS (SELECT FROM registry.agency a WHERE a.id = holder AND a.valid_until <= day);
    heirs := ARRAY(SELECT DISTINCT s.successor_id FROM registry.agency_succession s WHERE s.predecessor_id = holder AND s.effective_on <= day);
    EXIT WHEN cardinality(heirs) <> 1;
    holder := heirs[1];
  END LOOP;
  RETURN holder;
END
$$;

-- Planners and administrators follow every duty; officers and leaders those for which an agency of their scope answers today.
CREATE FUNCTION duties.is_seen(code text) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT EXISTS (
    SELECT FROM access.account a
     WHERE a.id = access.current_account() AND a.closed_at IS NULL
       AND (a.role IN ('planner', 'admin')
            OR (a.role IN ('hr', 'leader')
                AND EXISTS (SELECT FROM access.scoped_agency s
                             WHERE s.account_id = a.id AND s.until > current_date AND s.agency_id = duties.holder_of(code, current_date)))))
$$;
CREATE FUNCTION duties.is_noted(code text) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT EXISTS (SELECT FROM duties.note n WHERE n.duty_code = code)
$$;

-- Whom planners and administrators may name: planners read no other accounts.
CREATE FUNCTION duties.officers() RETURNS TABLE (id uuid, name text, display_name text) LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT o.id, o.name, o.display_name FROM access.account o
   WHERE o.role = 'hr' AND o.closed_at IS NULL
     AND EXISTS (SELECT FROM access.account a WHERE a.id = access.current_account() AND a.closed_at IS NULL AND a.role IN ('planner', 'admin'))
$$;

-- Last day on time in a year, as Due.LastDayIn has it; year 0 of what is due once. Null where the text sets no day.
CREATE FUNCTION duties.last_day(due_year integer, every text, due_before text, year integer) RETURNS date LANGUAGE sql STABLE SET search_path = ''
  RETURN CASE
    WHEN every IN ('period', 'regular') THEN NULL
    WHEN char_length(due_before) = 10 THEN due_before::date - 1
    WHEN due_before IS NOT NULL AND coalesce(nullif(year, 0), due_year) IS NOT NULL THEN
      -- Counted from the first of the month: a 29 February of a common year is its 1 March. "Before 1 January" is the last day of the year that it ends.
      make_date(coalesce(nullif(year, 0), due_year) + CASE WHEN due_before = '01-01' THEN 1 ELSE 0 END, left(due_before, 2)::integer, 1) + right(due_before, 2)::integer - 2
    WHEN every = 'year' AND year <> 0 THEN make_date(year, 12, 31)
    WHEN due_year IS NOT NULL THEN make_date(due_year, 12, 31)
  END;

-- The duties of the plans in force, and of older versions those about which something was noted: a plan that changes loses nothing.
CREATE VIEW duties.current_duty WITH (security_invoker = true) AS
  SELECT d.*, p.code AS plan_code, true AS in_force, seen.it AS is_followed,
         CASE WHEN seen.it THEN duties.holder_of(d.code, current_date) END AS holder_id
    FROM plans.duty d JOIN plans.plan p ON p.id = d.plan_id AND p.superseded_at IS NULL
   CROSS JOIN LATERAL (SELECT duties.is_seen(d.code) AS it) seen
  UNION ALL
  SELECT former.*, seen.it, CASE WHEN seen.it THEN duties.holder_of(former.code, current_date) END
    FROM (SELECT DISTINCT ON (d.code) d.*, p.code AS plan_code, false AS in_force
            FROM plans.duty d JOIN plans.plan p ON p.id = d.plan_id
           WHERE NOT EXISTS (SELECT FROM plans.duty n JOIN plans.plan v ON v.id = n.plan_id AND v.superseded_at IS NULL WHERE n.code = d.code) AND duties.is_noted(d.code)
           ORDER BY d.code, p.version DESC) former
   CROSS JOIN LATERAL (SELECT duties.is_seen(former.code) AS it) seen;
COMMENT ON COLUMN duties.current_duty.is_followed IS 'Whether the reader may see how the duty is followed; its text is public.';
COMMENT ON COLUMN duties.current_duty.holder_id IS 'The agency that answers for it today; null where nobody does, or the reader may not know.';

-- What falls due, and where it stands on a day. A yearly duty comes round once a year from the year of issue (of the first load, where the text has no date);
-- one that is regular or periodic without an interval is told of once a year and has no day. A year with notes is never left out.
CREATE FUNCTION duties.occurrences(today date) RETURNS TABLE (
    id text, duty_code text, year smallint, due_on date, remind_on date, stage text, status text, done_on date, version integer, noted_at timestamptz, evidence bigint)
  LANGUAGE sql STABLE SET search_path = '' AS $$
  WITH duty AS (
    SELECT d.*, d.every IS NOT NULL OR (d.due_year IS NULL AND coalesce(char_length(d.due_before) = 5, false)) AS comes_round,
           coalesce(left(p.issued, 4)::integer, (SELECT extract(YEAR FROM min(first.loaded_at) AT TIME ZONE 'Asia/Ho_Chi_Minh')::integer FROM plans.plan first WHERE first.code = p.code)) AS first_year,
           -- 15 November for a report due before 5 December.
           coalesce((SELECT s.value::integer FROM plans.setting s WHERE s.plan_id = p.id AND s.key = 'reminder-days'), 20) AS reminder_days
      FROM duties.current_duty d JOIN plans.plan p ON p.id = d.plan_id
     WHERE d.is_followed),
  turn AS (
    SELECT d.code, y.year::smallint AS year FROM duty d, generate_series(d.first_year, least(coalesce(d.until_year, 2200), extract(YEAR FROM today)::integer)) y (year) WHERE d.comes_round AND d.in_force
    UNION SELECT d.code, 0::smallint FROM duty d WHERE NOT d.comes_round AND d.in_force
    UNION SELECT n.duty_code, n.year FROM duties.note n)
  SELECT concat_ws(' ', t.code, t.year), t.code, t.year, due.day, due.day + 1 - d.reminder_days, coalesce(n.stage, 'not_begun'),
         CASE WHEN n.stage = 'done' AND n.done_on > due.day THEN 'done_late'
              WHEN n.stage IN ('done', 'cancelled') THEN n.stage
              WHEN due.day < today THEN 'overdue'
              ELSE coalesce(n.stage, 'not_begun') END,
         n.done_on, coalesce(n.number, 0), n.at,
         (SELECT count(*) FROM duties.evidence e WHERE e.duty_code = t.code AND e.year = t.year)
    FROM turn t JOIN duty d ON d.code = t.code
   CROSS JOIN LATERAL (SELECT CASE WHEN d.comes_round AND t.year = 0 THEN NULL ELSE duties.last_day(d.due_year, d.every, d.due_before, t.year) END AS day) due
    LEFT JOIN LATERAL (SELECT l.stage, l.done_on, l.number, l.at FROM duties.note l WHERE l.duty_code = t.code AND l.year = t.year ORDER BY l.number DESC LIMIT 1) n ON true
$$;
CREATE VIEW duties.current_occurrence WITH (security_invoker = true) AS SELECT * FROM duties.occurrences(current_date);

-- Who writes is told by the database, and only what may follow on what stands.
CREATE FUNCTION duties.complete_note() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
  account CONSTANT uuid := access.current_account();
  taken_back duties.note;
  before duties.note;
BEGIN
  NEW.account_id := account;
  NEW.account_name := (SELECT a.display_name FROM access.account a WHERE a.id = account);
  NEW.role := (SELECT a.role FROM access.account a WHERE a.id = account);
  NEW.agency_id := duties.holder_of(NEW.duty_code, current_date);
  IF NEW.number <> 1 + coalesce((SELECT max(n.number) FROM duties.note n WHERE n.duty_code = NEW.duty_code AND n.year = NEW.year), 0) THEN
    RAISE EXCEPTION 'another note came first' USING ERRCODE = 'unique_violation';
  END IF;
  IF NEW.withdraws_id IS NOT NULL THEN
    SELECT * INTO taken_back FROM duties.note n
     WHERE n.id = NEW.withdraws_id AND n.duty_code = NEW.duty_code AND n.year = NEW.year AND n.number = NEW.number - 1 AND n.withdraws_id IS NULL;
    IF NOT FOUND THEN
      RAISE EXCEPTION 'only the last note is taken back' USING ERRCODE = 'check_violation';
    END IF;
    SELECT * INTO before FROM duties.note n WHERE n.duty_code = NEW.duty_code AND n.year = NEW.year AND n.number = NEW.number - 2;
    NEW.stage := coalesce(before.stage, 'not_begun');
    NEW.done_on := before.done_on;
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER complete_note BEFORE INSERT ON duties.note FOR EACH ROW EXECUTE FUNCTION duties.complete_note();

CREATE FUNCTION duties.complete_owner() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
  account CONSTANT uuid := access.current_account();
BEGIN
  NEW.account_id := account;
  NEW.account_name := (SELECT a.display_name FROM access.account a WHERE a.id = account);
  IF NEW.number <> 1 + coalesce((SELECT max(o.number) FROM duties.owner o WHERE o.duty_code = NEW.duty_code), 0) THEN
    RAISE EXCEPTION 'another owner was named first' USING ERRCODE = 'unique_violation';
  END IF;
  IF NEW.officer_id IS NOT NULL THEN
    NEW.officer_name := (SELECT a.display_name FROM access.account a WHERE a.id = NEW.officer_id AND a.role = 'hr' AND a.closed_at IS NULL
                            AND EXISTS (SELECT FROM access.scoped_agency s WHERE s.account_id = a.id AND s.agency_id = NEW.agency_id AND s.until > current_date));
    IF NEW.officer_name IS NULL THEN
      RAISE EXCEPTION 'the officer does not keep that agency' USING ERRCODE = 'check_violation', CONSTRAINT = 'officer_of_the_agency';
    END IF;
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER complete_owner BEFORE INSERT ON duties.owner FOR EACH ROW EXECUTE FUNCTION duties.complete_owner();

CREATE FUNCTION duties.complete_evidence() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
  NEW.account_id := access.current_account();
  NEW.account_name := (SELECT a.display_name FROM access.account a WHERE a.id = NEW.account_id);
  RETURN NEW;
END
$$;
CREATE TRIGGER complete_evidence BEFORE INSERT ON duties.evidence FOR EACH ROW EXECUTE FUNCTION duties.complete_evidence();

-- Subscribers are told which duty has changed when the change is committed.
CREATE FUNCTION duties.tell() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
  PERFORM pg_notify('talentregistry', json_build_array('duties', to_json(NEW.duty_code)::text)::text);
  RETURN NULL;
END
$$;

DO $$
DECLARE
  kept text;
BEGIN
  FOREACH kept IN ARRAY ARRAY['owner', 'note', 'evidence'] LOOP
    EXECUTE format($trigger$
      CREATE TRIGGER only_added_to BEFORE UPDATE OR DELETE OR TRUNCATE ON duties.%1$I FOR EACH STATEMENT EXECUTE FUNCTION history.refuse_rewriting();
      CREATE TRIGGER tell AFTER INSERT ON duties.%1$I FOR EACH ROW EXECUTE FUNCTION duties.tell();
      CREATE TRIGGER keep_history_of_insert AFTER INSERT ON duties.%1$I REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION history.record_rows('id', '');
      ALTER TABLE duties.%1$I ENABLE ROW LEVEL SECURITY;
      CREATE POLICY followed ON duties.%1$I FOR SELECT TO registry_hr, registry_planner, registry_leader, registry_admin USING (duties.is_seen(duty_code));
      GRANT SELECT ON duties.%1$I TO registry_hr, registry_planner, registry_leader, registry_admin
      $trigger$, kept);
  END LOOP;
END
$$;
CREATE TRIGGER only_added_to BEFORE UPDATE OR DELETE OR TRUNCATE ON duties.evidence_file FOR EACH STATEMENT EXECUTE FUNCTION history.refuse_rewriting();
ALTER TABLE duties.evidence_file ENABLE ROW LEVEL SECURITY;
CREATE POLICY followed ON duties.evidence_file FOR SELECT TO registry_hr, registry_planner, registry_leader, registry_admin
  USING (EXISTS (SELECT FROM duties.evidence e WHERE e.id = evidence_id));
CREATE POLICY of_own_agencies ON duties.evidence_file FOR INSERT TO registry_hr WITH CHECK (EXISTS (SELECT FROM duties.evidence e WHERE e.id = evidence_id));
CREATE POLICY of_own_agencies ON duties.note FOR INSERT TO registry_hr WITH CHECK (duties.is_seen(duty_code));
CREATE POLICY of_own_agencies ON duties.evidence FOR INSERT TO registry_hr WITH CHECK (duties.is_seen(duty_code));
CREATE POLICY maps ON duties.owner FOR INSERT TO registry_planner, registry_admin WITH CHECK (true);
GRANT SELECT ON duties.evidence_file TO registry_hr, registry_planner, registry_leader, registry_admin;
GRANT INSERT (id, duty_code, year, number, stage, done_on, words, withdraws_id) ON duties.note TO registry_hr;
GRANT INSERT (id, duty_code, year, name, media_type, size, sha256) ON duties.evidence TO registry_hr;
GRANT INSERT (evidence_id, content) ON duties.evidence_file TO registry_hr;
GRANT INSERT (id, duty_code, number, agency_id, officer_id, valid_from, why) ON duties.owner TO registry_planner, registry_admin;

GRANT USAGE ON SCHEMA duties TO registry_hr, registry_planner, registry_leader, registry_admin, registry_auditor;
-- The texts are public, also to the auditor; how they are followed is not.
GRANT SELECT ON duties.current_duty TO registry_hr, registry_planner, registry_leader, registry_admin, registry_auditor;
GRANT SELECT ON duties.current_occurrence TO registry_hr, registry_planner, registry_leader, registry_admin;
REVOKE EXECUTE ON FUNCTION duties.holder_of(text, date), duties.is_seen(text), duties.is_noted(text), duties.officers(), duties.occurrences(date), duties.complete_note(), duties.complete_owner(),
  duties.complete_evidence(), duties.tell(), duties.refuse_another_file() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION duties.holder_of(text, date), duties.is_seen(text), duties.is_noted(text)
  TO registry_hr, registry_planner, registry_leader, registry_admin, registry_auditor;
GRANT EXECUTE ON FUNCTION duties.officers() TO registry_planner, registry_admin;
GRANT EXECUTE ON FUNCTION duties.occurrences(date) TO registry_hr, registry_planner, registry_leader, registry_admin;

-- Planners send changes under keys of their own, as officers do.
CREATE POLICY own_keys_of_planner ON access.edit_key TO registry_planner
  USING (account_id = access.current_account()) WITH CHECK (account_id = access.current_account());
GRANT SELECT, DELETE ON access.edit_key TO registry_planner;
GRANT INSERT (account_id, key, operation, input_hash, record_id) ON access.edit_key TO registry_planner;
