-- Records that may be of one person, how they were decided on, and merges that can be undone (docs/decisions/0022).

CREATE SCHEMA duplicates;
GRANT USAGE ON SCHEMA duplicates TO registry_hr, registry_planner, registry_leader;

ALTER TABLE work.item DROP CONSTRAINT item_kind_check, ADD CONSTRAINT item_kind_check CHECK (kind IN ('forecast', 'import', 'duplicates'));
DROP INDEX work.one_forecast_at_a_time;
CREATE UNIQUE INDEX one_at_a_time ON work.item (kind) WHERE state = 'running' AND kind IN ('forecast', 'duplicates');

-- No references to registry.person here: what was decided outlives the record that went.
CREATE TABLE duplicates.search (
  id          uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  ended_at    timestamptz NOT NULL DEFAULT clock_timestamp(),
  people      integer NOT NULL CHECK (people >= 0),
  compared    bigint NOT NULL CHECK (compared >= 0),
  found       integer NOT NULL CHECK (found >= 0),
  prior       double precision NOT NULL,
  matching    jsonb NOT NULL,
  random      jsonb NOT NULL
);
COMMENT ON TABLE duplicates.search IS 'Searches for duplicates, with the weights that were estimated from the records.';
COMMENT ON COLUMN duplicates.search.ended_at IS 'When it was done.';
COMMENT ON COLUMN duplicates.search.people IS 'Records that were held against each other.';
COMMENT ON COLUMN duplicates.search.compared IS 'Pairs that were compared.';
COMMENT ON COLUMN duplicates.search.found IS 'Pairs that were probable enough to be listed.';
COMMENT ON COLUMN duplicates.search.prior IS 'Share of one person''s among all pairs of records.';
COMMENT ON COLUMN duplicates.search.matching IS 'Of pairs of one person, the share at each level of each field.';
COMMENT ON COLUMN duplicates.search.random IS 'The same of pairs of two people.';

CREATE TABLE duplicates.pair (
  id              uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  one_id          uuid NOT NULL,
  other_id        uuid NOT NULL,
  probability     double precision NOT NULL CHECK (probability BETWEEN 0 AND 1),
  reasons         text NOT NULL,
  state           text NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'not_duplicate', 'merged')),
  found_at        timestamptz NOT NULL DEFAULT now(),
  decided_at      timestamptz,
  decided_by      uuid,
  decided_by_name text,
  why             text CHECK (char_length(why) <= 500),
  CHECK (one_id < other_id),
  CHECK ((state = 'open') = (decided_at IS NULL)),
  CHECK ((decided_at IS NULL) = (decided_by IS NULL)),
  UNIQUE (one_id, other_id)
);
CREATE INDEX pair_other ON duplicates.pair (other_id);
CREATE INDEX pair_by_probability ON duplicates.pair (state, probability DESC, id);
COMMENT ON TABLE duplicates.pair IS 'Two records that may be of one person.';
COMMENT ON COLUMN duplicates.pair.id IS 'Key.';
COMMENT ON COLUMN duplicates.pair.one_id IS 'Of the two people the one with the lower key.';
COMMENT ON COLUMN duplicates.pair.other_id IS 'The other.';
COMMENT ON COLUMN duplicates.pair.probability IS 'That they are one person, as the last search that compared them estimated it.';
COMMENT ON COLUMN duplicates.pair.reasons IS 'What each field said: field, level and weight in bits, as "birth:swapped:9.1 sex:same:0.9".';
COMMENT ON COLUMN duplicates.pair.state IS 'Undecided, decided not to be one person, or merged.';
COMMENT ON COLUMN duplicates.pair.found_at IS 'When a search first found them, or an officer merged them without one.';
COMMENT ON COLUMN duplicates.pair.decided_at IS 'When an officer decided; null while it is open.';
COMMENT ON COLUMN duplicates.pair.decided_by IS 'Account of that officer. No reference: an account may be gone one day.';
COMMENT ON COLUMN duplicates.pair.decided_by_name IS 'As shown at that time.';
COMMENT ON COLUMN duplicates.pair.why IS 'The officer''s reason.';

CREATE TABLE duplicates.merge (
  id           uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  kept_id      uuid NOT NULL,
  former_id    uuid NOT NULL,
  made_at      timestamptz NOT NULL DEFAULT clock_timestamp(),
  account_id   uuid NOT NULL,
  before       jsonb NOT NULL,
  after        jsonb NOT NULL,
  undone_at    timestamptz,
  CHECK (kept_id <> former_id)
);
CREATE UNIQUE INDEX one_merge_at_a_time ON duplicates.merge (former_id) WHERE undone_at IS NULL;
CREATE INDEX merge_kept ON duplicates.merge (kept_id);
COMMENT ON TABLE duplicates.merge IS 'Dossiers that were made one. Who did what and why is in the history of the kept person, as of every change.';
COMMENT ON COLUMN duplicates.merge.id IS 'Key.';
COMMENT ON COLUMN duplicates.merge.kept_id IS 'The person who remained.';
COMMENT ON COLUMN duplicates.merge.former_id IS 'The person whose records went over.';
COMMENT ON COLUMN duplicates.merge.made_at IS 'When.';
COMMENT ON COLUMN duplicates.merge.account_id IS 'Account of the officer. No reference: an account may be gone one day.';
COMMENT ON COLUMN duplicates.merge.before IS 'Every row of both people before, by table: what undoing brings back. Citizen IDs are encrypted as in the record.';
COMMENT ON COLUMN duplicates.merge.after IS 'Every row of the kept person after, by table: undoing is refused when they are others.';
COMMENT ON COLUMN duplicates.merge.undone_at IS 'When it was undone; null while it holds.';

CREATE TABLE duplicates.former_person (
  person_id uuid PRIMARY KEY,
  kept_id   uuid NOT NULL,
  CHECK (person_id <> kept_id)
);
CREATE INDEX former_person_kept ON duplicates.former_person (kept_id);
COMMENT ON TABLE duplicates.former_person IS 'Where the records of people went who are merged: to the end of the way, where a kept person was merged in turn. Kept by triggers.';
COMMENT ON COLUMN duplicates.former_person.person_id IS 'Key that the person had.';
COMMENT ON COLUMN duplicates.former_person.kept_id IS 'The person who has the records now.';

CREATE FUNCTION duplicates.follow_merge() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
  IF NEW.undone_at IS NULL THEN
    UPDATE duplicates.former_person SET kept_id = NEW.kept_id WHERE kept_id = NEW.former_id;
    INSERT INTO duplicates.former_person (person_id, kept_id) VALUES (NEW.former_id, NEW.kept_id);
  ELSIF OLD.undone_at IS NULL THEN
    DELETE FROM duplicates.former_person WHERE person_id = NEW.former_id;
    WITH RECURSIVE of_former (id) AS (
        SELECT m.former_id FROM duplicates.merge m WHERE m.kept_id = NEW.former_id AND m.undone_at IS NULL
      UNION
        SELECT m.former_id FROM duplicates.merge m JOIN of_former f ON m.kept_id = f.id WHERE m.undone_at IS NULL)
    UPDATE duplicates.former_person p SET kept_id = NEW.former_id FROM of_former f WHERE p.person_id = f.id;
  END IF;
  RETURN NULL;
END
$$;
REVOKE EXECUTE ON FUNCTION duplicates.follow_merge() FROM PUBLIC;
CREATE TRIGGER follow_merge AFTER INSERT OR UPDATE ON duplicates.merge FOR EACH ROW EXECUTE FUNCTION duplicates.follow_merge();

-- Who has the records of a person now: that person, unless merged.
CREATE FUNCTION duplicates.kept_person(person uuid) RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE
  RETURN coalesce((SELECT f.kept_id FROM duplicates.former_person f WHERE f.person_id = person), person);
REVOKE EXECUTE ON FUNCTION duplicates.kept_person(uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION duplicates.kept_person(uuid) TO registry_hr, registry_planner, registry_leader;

-- An officer is shown a pair only when both dossiers are in scope, and so may read both: that the other agency keeps somebody of that
-- name and birth would tell too much already.
ALTER TABLE duplicates.search ENABLE ROW LEVEL SECURITY;
ALTER TABLE duplicates.pair ENABLE ROW LEVEL SECURITY;
ALTER TABLE duplicates.merge ENABLE ROW LEVEL SECURITY;
ALTER TABLE duplicates.former_person ENABLE ROW LEVEL SECURITY;
CREATE POLICY officers_read ON duplicates.search FOR SELECT TO registry_hr USING (true);
CREATE POLICY of_seen_people ON duplicates.former_person FOR SELECT TO registry_hr, registry_planner, registry_leader
  USING (EXISTS (SELECT FROM registry.person p WHERE p.id = kept_id));
CREATE POLICY both_in_scope ON duplicates.pair TO registry_hr
  USING (EXISTS (SELECT FROM registry.person p WHERE p.id = duplicates.kept_person(one_id))
         AND EXISTS (SELECT FROM registry.person p WHERE p.id = duplicates.kept_person(other_id)))
  WITH CHECK (decided_by = access.current_account() OR state = 'open');
CREATE POLICY of_own_people ON duplicates.merge TO registry_hr
  USING (EXISTS (SELECT FROM registry.person p WHERE p.id = duplicates.kept_person(kept_id)));
GRANT SELECT ON duplicates.search, duplicates.pair, duplicates.merge, duplicates.former_person TO registry_hr;
GRANT SELECT ON duplicates.former_person TO registry_planner, registry_leader;
GRANT INSERT (one_id, other_id, probability, reasons, state, decided_at, decided_by, decided_by_name, why),
      UPDATE (state, decided_at, decided_by, decided_by_name, why) ON duplicates.pair TO registry_hr;
GRANT INSERT (kept_id, former_id, account_id, before, after), UPDATE (undone_at) ON duplicates.merge TO registry_hr;

-- How many pairs the caller is not shown because one of the two dossiers is not in scope: the number and nothing else.
CREATE FUNCTION duplicates.pairs_across_scopes() RETURNS bigint LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  WITH own AS MATERIALIZED (
    SELECT p.id FROM registry.person p JOIN duplicates.pair d ON p.id IN (d.one_id, d.other_id)
     WHERE d.state = 'open' AND EXISTS (SELECT FROM access.scoped_agency s
                                         WHERE s.account_id = access.current_account() AND s.agency_id = p.keeper_id AND s.until > current_date))
  SELECT count(*) FROM duplicates.pair d WHERE d.state = 'open' AND (d.one_id IN (SELECT id FROM own)) <> (d.other_id IN (SELECT id FROM own))
$$;
REVOKE EXECUTE ON FUNCTION duplicates.pairs_across_scopes() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION duplicates.pairs_across_scopes() TO registry_hr;

-- The history of who was merged is read from the kept person by whoever sees that one.
CREATE OR REPLACE FUNCTION history.is_seen(person uuid) RETURNS boolean LANGUAGE sql STABLE SET search_path = ''
  RETURN EXISTS (SELECT FROM registry.person p WHERE p.id = person)
      OR EXISTS (SELECT FROM duplicates.former_person f JOIN registry.person p ON p.id = f.kept_id WHERE f.person_id = person);
ALTER POLICY hr_own_people ON history.change
  USING (CASE WHEN person_id IS NULL THEN table_name LIKE 'agency%' ELSE
         EXISTS (SELECT FROM registry.person p WHERE p.id = person_id)
         OR EXISTS (SELECT FROM duplicates.former_person f JOIN registry.person p ON p.id = f.kept_id WHERE f.person_id = change.person_id) END);
CREATE OR REPLACE VIEW history.person_change WITH (security_barrier = true) AS
  SELECT c.id, c.person_id, c.at, c.account_name, c.role, c.operation, c.door,
         CASE WHEN current_user = 'registry_hr' THEN c.why END AS why, c.kind, c.table_name AS record, c.record_id
    FROM history.change c
   WHERE c.person_id IS NOT NULL AND history.is_seen(c.person_id) AND EXISTS (SELECT FROM history.shown_values(c.table_name, c.before, c.after))
  UNION ALL
  SELECT c.id, f.kept_id, c.at, c.account_name, c.role, c.operation, c.door,
         CASE WHEN current_user = 'registry_hr' THEN c.why END, c.kind, c.table_name, c.record_id
    FROM duplicates.former_person f JOIN history.change c ON c.person_id = f.person_id
   WHERE history.is_seen(f.kept_id) AND EXISTS (SELECT FROM history.shown_values(c.table_name, c.before, c.after));

-- That a record went from one person's dossier to another's is shown.
CREATE OR REPLACE FUNCTION history.shown_values(record text, was jsonb, became jsonb) RETURNS TABLE (field text, before text, after text)
  LANGUAGE sql STABLE SET search_path = '' AS $$
  SELECT CASE WHEN known.name = 'citizen_id_hash' THEN 'citizen_id' ELSE known.name END,
         CASE WHEN known.name <> 'citizen_id_hash' OR was ->> known.name IS NULL THEN was ->> known.name ELSE '***' END,
         CASE WHEN known.name <> 'citizen_id_hash' OR became ->> known.name IS NULL THEN became ->> known.name ELSE '***' END
    FROM jsonb_object_keys(coalesce(was, '{}') || coalesce(became, '{}')) known (name)
   WHERE known.name NOT IN ('id', 'citizen_id_cipher', 'version') AND was ->> known.name IS DISTINCT FROM became ->> known.name
     AND (known.name <> 'person_id' OR (was IS NOT NULL AND became IS NOT NULL)) AND history.is_shown(record, known.name)
$$;

-- The people as they are now: of a pair that is merged both are the person who remained.
CREATE VIEW duplicates.current_pair WITH (security_invoker = true) AS
  SELECT id, duplicates.kept_person(one_id) AS one_id, duplicates.kept_person(other_id) AS other_id, probability, reasons, state, found_at, decided_at,
         decided_by_name, why, CASE WHEN state = 'merged' THEN (SELECT f.person_id FROM duplicates.former_person f WHERE f.person_id IN (pair.one_id, pair.other_id) LIMIT 1) END AS former_id
    FROM duplicates.pair
   -- Of three records of one person, two merges leave the third pair without anything to decide.
   WHERE state <> 'open' OR duplicates.kept_person(one_id) <> duplicates.kept_person(other_id);
COMMENT ON VIEW duplicates.current_pair IS 'Pairs with the people as they are now.';
GRANT SELECT ON duplicates.current_pair TO registry_hr;
