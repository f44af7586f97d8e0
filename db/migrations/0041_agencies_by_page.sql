-- Agencies inside rows stand for all below them where it is asked for; and whoever goes over with an agency is counted once, not after each statement.

-- Whether an agency is another one or, if asked so, stood under it on a day. The inner function is dear, so that no plan asks it once a row.
CREATE FUNCTION registry.agencies_at(top uuid, day date, with_below boolean) RETURNS uuid[] LANGUAGE sql STABLE COST 100000 SET search_path = '' AS $$
  SELECT CASE WHEN with_below THEN ARRAY(SELECT registry.agencies_below(ARRAY[top], day)) ELSE ARRAY[top] END
$$;
CREATE FUNCTION registry.is_at(agency uuid, top uuid, day date, with_below boolean) RETURNS boolean LANGUAGE sql STABLE
  RETURN agency = ANY (registry.agencies_at(top, day, with_below));
REVOKE EXECUTE ON FUNCTION registry.agencies_at(uuid, date, boolean), registry.is_at(uuid, uuid, date, boolean) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION registry.agencies_at(uuid, date, boolean), registry.is_at(uuid, uuid, date, boolean)
  TO registry_hr, registry_planner, registry_leader, registry_admin, registry_auditor;

-- While an operation on agencies runs, its people are counted once, at its end: their old postings end, new ones begin and their dossiers go over by a statement each.
CREATE FUNCTION registry.people_are_going() RETURNS boolean LANGUAGE sql STABLE
  RETURN coalesce(current_setting('registry.people_going', true), '') = 'on';
REVOKE EXECUTE ON FUNCTION registry.people_are_going() FROM PUBLIC;

CREATE OR REPLACE FUNCTION registry.follow_careers() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
  people uuid[];
BEGIN
  IF registry.people_are_going() THEN
    RETURN NULL;
  ELSIF TG_OP = 'UPDATE' THEN
    SELECT array_agg(DISTINCT person_id) INTO people FROM (SELECT person_id FROM changed UNION ALL SELECT person_id FROM before) touched;
  ELSIF TG_OP = 'INSERT' AND TG_TABLE_NAME = 'degree' THEN
    SELECT array_agg(DISTINCT person_id) INTO people FROM changed c
     WHERE NOT EXISTS (SELECT FROM registry.person p WHERE p.id = c.person_id AND p.xmin = pg_current_xact_id()::xid)
        OR EXISTS (SELECT FROM registry.posting g WHERE g.person_id = c.person_id AND g.is_main);
  ELSE
    SELECT array_agg(DISTINCT person_id) INTO people FROM changed;
  END IF;
  IF people IS NOT NULL THEN
    PERFORM registry.refresh_spans(people);
  END IF;
  RETURN NULL;
END
$$;
CREATE OR REPLACE FUNCTION registry.follow_people() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
  people uuid[];
BEGIN
  IF registry.people_are_going() THEN
    RETURN NULL;
  END IF;
  SELECT array_agg(c.id) INTO people
    FROM changed c JOIN before b USING (id)
   WHERE (c.keeper_id, c.birth_year, c.sex, c.ethnic_group_code) IS DISTINCT FROM (b.keeper_id, b.birth_year, b.sex, b.ethnic_group_code);
  IF people IS NOT NULL THEN
    PERFORM registry.refresh_spans(people);
  END IF;
  RETURN NULL;
END
$$;

-- Counts everybody whose postings or dossier this transaction has changed since a place in the history.
CREATE FUNCTION registry.count_who_went(since bigint) RETURNS void LANGUAGE plpgsql SET search_path = '' AS $$
DECLARE
  people CONSTANT uuid[] := ARRAY(
    SELECT DISTINCT c.person_id FROM history.change c
     WHERE c.id > since AND c.xmin = pg_current_xact_id()::xid AND c.table_name IN ('posting', 'person'));
BEGIN
  IF people <> '{}' THEN
    PERFORM registry.refresh_spans(people);
  END IF;
END
$$;
REVOKE EXECUTE ON FUNCTION registry.count_who_went(bigint) FROM PUBLIC;

CREATE OR REPLACE FUNCTION registry.reorganise(plan jsonb) RETURNS jsonb LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
  since CONSTANT bigint := (SELECT coalesce(max(id), 0) FROM history.change);
  answer jsonb;
BEGIN
  CREATE TEMP TABLE scope_before ON COMMIT DROP AS
    SELECT s.account_id, s.agency_id FROM access.scope s
     WHERE s.agency_id IN (SELECT (n ->> 'to')::uuid FROM jsonb_array_elements(plan -> 'successions') n);
  PERFORM set_config('registry.people_going', 'on', true);
  answer := registry.reorganise_agencies(plan);
  PERFORM set_config('registry.people_going', '', true);
  IF answer ? 'done' THEN
    PERFORM registry.count_who_went(since);
    PERFORM registry.keep_changes((plan ->> 'id')::uuid, since);
    INSERT INTO registry.reorganisation_scope (reorganisation_id, account_id, agency_id)
      SELECT (plan ->> 'id')::uuid, s.account_id, s.agency_id FROM access.scope s
       WHERE s.agency_id IN (SELECT (n ->> 'to')::uuid FROM jsonb_array_elements(plan -> 'successions') n)
         AND NOT EXISTS (SELECT FROM pg_temp.scope_before b WHERE b.account_id = s.account_id AND b.agency_id = s.agency_id);
  END IF;
  DROP TABLE pg_temp.scope_before;
  RETURN answer;
END
$$;

ALTER FUNCTION registry.undo_reorganisation(uuid, text, text) RENAME TO take_reorganisation_back;
REVOKE EXECUTE ON FUNCTION registry.take_reorganisation_back(uuid, text, text) FROM registry_hr, registry_admin;
CREATE FUNCTION registry.undo_reorganisation(operation uuid, ground text, by_name text) RETURNS jsonb
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
  since CONSTANT bigint := (SELECT coalesce(max(id), 0) FROM history.change);
  answer jsonb;
BEGIN
  PERFORM set_config('registry.people_going', 'on', true);
  answer := registry.take_reorganisation_back(operation, ground, by_name);
  PERFORM set_config('registry.people_going', '', true);
  IF answer ? 'done' THEN
    PERFORM registry.count_who_went(since);
  END IF;
  RETURN answer;
END
$$;
REVOKE EXECUTE ON FUNCTION registry.undo_reorganisation(uuid, text, text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION registry.undo_reorganisation(uuid, text, text) TO registry_hr, registry_admin;
