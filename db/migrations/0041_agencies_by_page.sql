-- Agencies inside rows stand for all below them where it is asked for; and an operation counts its people and computes who stands for what once, not after each of
-- its statements.

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

-- Which agencies an account stands for: as before, but without telling rows of the tree apart while it is walked. For that a hash table was laid out for as many rows as
-- were estimated, millions, which took longer than all the rest. The depth ends a walk that the tree, which has no circles, never needs to end.
CREATE OR REPLACE FUNCTION access.agencies_in_scope(account uuid) RETURNS TABLE (agency_id uuid, until date)
  LANGUAGE sql STABLE SET search_path = '' AS $$
  WITH RECURSIVE unit AS (
      SELECT s.unit_id AS id FROM access.scope s WHERE s.account_id = account AND s.unit_id IS NOT NULL
    UNION
      SELECT u.id FROM reference.administrative_unit u JOIN unit ON u.parent_id = unit.id),
  top (id, until) AS (
      SELECT s.agency_id, DATE 'infinity' FROM access.scope s WHERE s.account_id = account AND s.agency_id IS NOT NULL
    UNION
      SELECT seat.agency_id,
             CASE WHEN seat.valid_until IS NULL OR seat.valid_until >= u.valid_until THEN DATE 'infinity' ELSE seat.valid_until END
        FROM unit JOIN reference.administrative_unit u ON u.id = unit.id JOIN registry.agency_seat seat ON seat.unit_id = u.id
       WHERE seat.valid_until IS NULL OR seat.valid_until >= u.valid_until OR seat.valid_until > current_date),
  own (id, until, depth) AS (
      SELECT id, until, 0 FROM top
    UNION ALL
      SELECT a.id, own.until, own.depth + 1 FROM registry.agency a JOIN own ON a.parent_id = own.id WHERE own.depth < 50)
  SELECT id, max(until) FROM own GROUP BY id
$$;

CREATE OR REPLACE FUNCTION access.refresh_all_scopes() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
  IF NOT (registry.people_are_going() OR registry.units_are_changing()) THEN
    PERFORM access.refresh_scoped_agencies(ARRAY(SELECT account_id FROM access.scope UNION SELECT account_id FROM access.scoped_agency));
  END IF;
  RETURN NULL;
END
$$;

-- What was put off while an operation ran: who stands for what, and the counts of everybody whose postings or dossier it has changed since a place in the history.
CREATE FUNCTION registry.catch_up(since bigint) RETURNS void LANGUAGE plpgsql SET search_path = '' AS $$
DECLARE
  people CONSTANT uuid[] := ARRAY(
    SELECT DISTINCT c.person_id FROM history.change c
     WHERE c.id > since AND c.xmin = pg_current_xact_id()::xid AND c.table_name IN ('posting', 'person'));
BEGIN
  PERFORM access.refresh_scoped_agencies(ARRAY(SELECT account_id FROM access.scope UNION SELECT account_id FROM access.scoped_agency));
  IF people <> '{}' THEN
    PERFORM registry.refresh_spans(people);
  END IF;
END
$$;
REVOKE EXECUTE ON FUNCTION registry.catch_up(bigint) FROM PUBLIC;

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
    PERFORM registry.catch_up(since);
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
    PERFORM registry.catch_up(since);
  END IF;
  RETURN answer;
END
$$;
REVOKE EXECUTE ON FUNCTION registry.undo_reorganisation(uuid, text, text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION registry.undo_reorganisation(uuid, text, text) TO registry_hr, registry_admin;

ALTER FUNCTION registry.reorganise_units(jsonb) RENAME TO change_units;
REVOKE EXECUTE ON FUNCTION registry.change_units(jsonb) FROM registry_admin;
CREATE FUNCTION registry.reorganise_units(plan jsonb) RETURNS jsonb LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
  since CONSTANT bigint := (SELECT coalesce(max(id), 0) FROM history.change);
  answer CONSTANT jsonb := registry.change_units(plan);
BEGIN
  IF answer ? 'done' THEN
    PERFORM registry.catch_up(since);
  END IF;
  RETURN answer;
END
$$;
REVOKE EXECUTE ON FUNCTION registry.reorganise_units(jsonb) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION registry.reorganise_units(jsonb) TO registry_admin;
