-- The agencies with which a registry in earnest begins: an administrator founds them as one list, and takes it back while nothing is built upon it
-- (docs/decisions/0083).

ALTER TABLE registry.reorganisation ADD COLUMN by_list boolean NOT NULL DEFAULT false;
COMMENT ON COLUMN registry.reorganisation.by_list IS 'Do quản trị lập bằng danh sách | Agencies that an administrator founded as a list';
CREATE POLICY admin_lists ON registry.reorganisation FOR SELECT TO registry_admin USING (by_list);
CREATE POLICY admin_lists ON registry.reorganised_agency FOR SELECT TO registry_admin
  USING (EXISTS (SELECT FROM registry.reorganisation r WHERE r.id = reorganisation_id AND r.by_list));

-- agencies: [{id, code, name, kind, sector, level, ownership, parent, seat, on}]. Runs as the owner, so it looks itself who asks.
CREATE FUNCTION registry.found_agencies(operation uuid, ground text, agencies jsonb) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
  since CONSTANT bigint := (SELECT coalesce(max(id), 0) FROM history.change);
BEGIN
  IF current_setting('role') <> 'registry_admin' OR access.current_account() IS NULL THEN
    RAISE EXCEPTION 'only administrators found agencies by a list' USING ERRCODE = 'insufficient_privilege', CONSTRAINT = 'reorganise_in_scope';
  END IF;

  INSERT INTO registry.reorganisation (id, kind, effective_on, legal_ground, account_id, account_name, by_list)
    SELECT operation, 'create', (SELECT max((f ->> 'on')::date) FROM jsonb_array_elements(agencies) f), btrim(ground), a.id, a.display_name, true
      FROM access.account a WHERE a.id = access.current_account();
  INSERT INTO registry.agency (id, code, name, kind, sector_code, government_level, ownership, parent_id, valid_from, synthetic)
    SELECT (f ->> 'id')::uuid, f ->> 'code', f ->> 'name', f ->> 'kind', f ->> 'sector', f ->> 'level', f ->> 'ownership', (f ->> 'parent')::uuid, (f ->> 'on')::date, false
      FROM jsonb_array_elements(agencies) f;
  IF EXISTS (
    SELECT FROM jsonb_array_elements(agencies) f JOIN registry.agency a ON a.id = (f ->> 'id')::uuid JOIN registry.agency above ON above.id = a.parent_id
     WHERE above.valid_from > a.valid_from OR above.valid_until <= a.valid_from) THEN
    RAISE EXCEPTION 'the agency above is not there on that day' USING ERRCODE = 'check_violation', CONSTRAINT = 'agency_above_lives';
  END IF;
  INSERT INTO registry.agency_seat (agency_id, unit_id, valid_from)
    SELECT (f ->> 'id')::uuid, f ->> 'seat', (f ->> 'on')::date FROM jsonb_array_elements(agencies) f;
  INSERT INTO registry.reorganised_agency (reorganisation_id, agency_id, part, people_before, people_after)
    SELECT operation, (f ->> 'id')::uuid, 'founded', 0, 0 FROM jsonb_array_elements(agencies) f;
  PERFORM registry.keep_changes(operation, since);
END
$$;
REVOKE EXECUTE ON FUNCTION registry.found_agencies(uuid, text, jsonb) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION registry.found_agencies(uuid, text, jsonb) TO registry_admin;

-- Answers as registry.take_reorganisation_back: of agencies nobody came to, there is nothing to bring back but that they were not there.
CREATE FUNCTION registry.take_list_back(operation uuid, ground text) RETURNS jsonb LANGUAGE plpgsql SET search_path = '' AS $$
DECLARE
  founded CONSTANT uuid[] := ARRAY(SELECT p.agency_id FROM registry.reorganised_agency p WHERE p.reorganisation_id = operation);
  undone registry.reorganisation;
  refused jsonb;
  broken text;
BEGIN
  SELECT * INTO undone FROM registry.reorganisation r WHERE r.id = operation FOR UPDATE;
  IF undone.undone_at IS NOT NULL THEN
    RETURN jsonb_build_object('refused', jsonb_build_array(jsonb_build_object('code', 'UNDONE_ALREADY', 'count', 1, 'example', undone.undone_by_name)));
  END IF;
  PERFORM FROM registry.agency WHERE id = ANY (founded) ORDER BY id FOR UPDATE;

  SELECT jsonb_agg(jsonb_build_object('code', r.code, 'count', r.found, 'example', r.example)) INTO refused
    FROM (SELECT 'LATER_OPERATION' AS code, count(*) AS found, min(later.legal_ground) AS example
            FROM registry.reorganised_agency p JOIN registry.reorganisation later ON later.id = p.reorganisation_id
           WHERE p.agency_id = ANY (founded) AND later.id <> operation AND later.undone_at IS NULL
          UNION ALL
          SELECT 'POSTINGS_SINCE', count(*), min(a.code) FROM registry.posting p JOIN registry.agency a ON a.id = p.agency_id WHERE p.agency_id = ANY (founded)
          UNION ALL
          SELECT 'DOSSIERS_SINCE', count(*), min(a.code) FROM registry.person k JOIN registry.agency a ON a.id = k.keeper_id WHERE k.keeper_id = ANY (founded)
          UNION ALL
          SELECT 'AGENCIES_SINCE', count(*), min(a.code) FROM registry.agency a WHERE a.parent_id = ANY (founded) AND a.id <> ALL (founded)
          UNION ALL
          SELECT 'SCOPES_SINCE', count(*), min(a.display_name) FROM access.scope s JOIN access.account a ON a.id = s.account_id WHERE s.agency_id = ANY (founded)) r
   WHERE r.found > 0;
  IF refused IS NULL THEN
    BEGIN
      DELETE FROM registry.agency_seat s WHERE s.agency_id = ANY (founded);
      DELETE FROM registry.agency a WHERE a.id = ANY (founded);
      UPDATE registry.reorganisation SET undone_at = clock_timestamp(), undone_ground = btrim(ground),
             undone_by_name = (SELECT a.display_name FROM access.account a WHERE a.id = access.current_account()) WHERE id = operation;
    EXCEPTION WHEN foreign_key_violation THEN
      GET STACKED DIAGNOSTICS broken = CONSTRAINT_NAME;
      refused := jsonb_build_array(jsonb_build_object('code', 'BUILT_UPON', 'count', 1, 'example', broken));
    END;
  END IF;
  RETURN CASE WHEN refused IS NULL THEN jsonb_build_object('done', operation) ELSE jsonb_build_object('refused', refused) END;
END
$$;
REVOKE EXECUTE ON FUNCTION registry.take_list_back(uuid, text) FROM PUBLIC;

CREATE OR REPLACE FUNCTION registry.undo_reorganisation(operation uuid, ground text, by_name text) RETURNS jsonb
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
  since CONSTANT bigint := (SELECT coalesce(max(id), 0) FROM history.change);
  answer jsonb;
BEGIN
  IF current_setting('role') = 'registry_admin' AND EXISTS (SELECT FROM registry.reorganisation r WHERE r.id = operation AND r.by_list) THEN
    RETURN registry.take_list_back(operation, ground);
  END IF;
  PERFORM set_config('registry.people_going', 'on', true);
  answer := registry.take_reorganisation_back(operation, ground, by_name);
  PERFORM set_config('registry.people_going', '', true);
  IF answer ? 'done' THEN
    PERFORM registry.catch_up(since);
  END IF;
  RETURN answer;
END
$$;
