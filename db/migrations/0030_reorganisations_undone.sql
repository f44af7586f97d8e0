-- An operation on agencies or units is taken back as a whole, while nothing is built upon it (docs/decisions/0025). What it wrote stands in the history; each
-- record gets the values that it had before, by new changes with their own entries.

-- What an operation did to each record, from what was before all to what was after all.
CREATE FUNCTION registry.net_changes(operation uuid) RETURNS TABLE (table_name text, record_id text, before jsonb, after jsonb)
  LANGUAGE sql STABLE SET search_path = '' AS $$
  SELECT c.table_name, c.record_id, (array_agg(c.before ORDER BY c.id))[1], (array_agg(c.after ORDER BY c.id DESC))[1]
    FROM registry.reorganisation_change k JOIN history.change c ON c.id = k.change_id
   WHERE k.reorganisation_id = net_changes.operation GROUP BY c.table_name, c.record_id
$$;

-- How each kind of record is found and what of it is brought back: of a person only who keeps the dossier, which is all that an operation changes of people.
CREATE FUNCTION registry.undo_columns(relation regclass, keys text[]) RETURNS text[] LANGUAGE sql STABLE SET search_path = '' AS $$
  SELECT CASE WHEN relation = 'registry.person'::regclass THEN ARRAY['keeper_id'] ELSE
    ARRAY(SELECT a.attname::text FROM pg_catalog.pg_attribute a
           WHERE a.attrelid = relation AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = '' AND a.attname <> ALL (keys || ARRAY['version', 'district_id', 'province_id'])
           ORDER BY a.attnum) END
$$;

-- Answers with "done", or with "refused": [{code, count, example}]. Runs as the owner, as the operation did, so it looks itself who asks.
CREATE FUNCTION registry.undo_reorganisation(operation uuid, ground text, by_name text) RETURNS jsonb
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
  account CONSTANT uuid := access.current_account();
  role CONSTANT text := coalesce(current_setting('role'), 'none');
  undone registry.reorganisation;
  refused jsonb := '[]';
  founded uuid[];
  founded_units text[];
  touched uuid[];
  place record;
  columns text[];
  found_count integer;
  example text;
  broken text;
BEGIN
  SELECT * INTO undone FROM registry.reorganisation r WHERE r.id = operation FOR UPDATE;
  IF NOT FOUND
     OR (undone.subject = 'unit' AND role NOT IN ('none', 'registry_admin'))
     OR (undone.subject = 'agency' AND (role <> 'registry_hr' OR EXISTS (
           SELECT FROM registry.reorganised_agency p
            WHERE p.reorganisation_id = operation AND NOT (p.part = 'closed' AND undone.account_id = account)
              AND NOT EXISTS (SELECT FROM access.scoped_agency s WHERE s.account_id = account AND s.agency_id = p.agency_id AND s.until > current_date)))) THEN
    RAISE EXCEPTION 'no such operation in scope' USING ERRCODE = 'insufficient_privilege', CONSTRAINT = 'reorganise_in_scope';
  ELSIF undone.undone_at IS NOT NULL THEN
    RETURN jsonb_build_object('refused', jsonb_build_array(jsonb_build_object('code', 'UNDONE_ALREADY', 'count', 1, 'example', undone.undone_by_name)));
  ELSIF NOT EXISTS (SELECT FROM registry.reorganisation_change k WHERE k.reorganisation_id = operation) THEN
    RETURN jsonb_build_object('refused', jsonb_build_array(jsonb_build_object('code', 'NOT_KEPT', 'count', 1, 'example', NULL)));
  END IF;

  PERFORM pg_advisory_xact_lock(hashtext('registry.reorganise_units'));
  CREATE TEMP TABLE net ON COMMIT DROP AS SELECT * FROM registry.net_changes(operation);
  CREATE TEMP TABLE undo_place (turn, relation, keys) ON COMMIT DROP AS
    SELECT v.turn, v.relation::regclass, string_to_array(v.keys, ' ')
      FROM (VALUES (1, 'reference.administrative_unit', 'id'), (2, 'registry.agency', 'id'), (3, 'registry.posting', 'id'), (4, 'registry.person', 'id'),
                   (5, 'registry.agency_seat', 'agency_id valid_from'), (6, 'registry.agency_former', 'agency_id valid_until'),
                   (7, 'registry.agency_succession', 'predecessor_id successor_id effective_on'), (8, 'registry.unit_former', 'unit_id valid_until'),
                   (9, 'reference.unit_change', 'predecessor_id successor_id effective_on')) v (turn, relation, keys);
  ALTER TABLE pg_temp.net ADD COLUMN turn integer;
  UPDATE pg_temp.net n SET turn = p.turn FROM pg_temp.undo_place p JOIN pg_catalog.pg_class c ON c.oid = p.relation WHERE c.relname = n.table_name;
  CREATE INDEX ON pg_temp.net (turn);
  ANALYZE pg_temp.net;
  founded := ARRAY(SELECT n.record_id::uuid FROM pg_temp.net n WHERE n.turn = 2 AND n.before IS NULL);
  founded_units := ARRAY(SELECT n.record_id FROM pg_temp.net n WHERE n.turn = 1 AND n.before IS NULL);
  -- People first, then the agencies, as the operation itself.
  PERFORM FROM registry.person WHERE id IN (SELECT record_id::uuid FROM pg_temp.net WHERE turn = 4
                                            UNION SELECT (coalesce(after, before) ->> 'person_id')::uuid FROM pg_temp.net WHERE turn = 3) ORDER BY id FOR NO KEY UPDATE;
  PERFORM FROM registry.agency WHERE id IN (SELECT record_id::uuid FROM pg_temp.net WHERE turn = 2) ORDER BY id FOR UPDATE;

  -- What has been built upon it.
  SELECT count(*), min(later.legal_ground) INTO found_count, example
    FROM registry.reorganisation later
   WHERE later.id <> operation AND later.undone_at IS NULL AND later.recorded_at > undone.recorded_at
     AND (EXISTS (SELECT FROM registry.reorganised_agency p JOIN registry.reorganised_agency o USING (agency_id)
                   WHERE p.reorganisation_id = later.id AND o.reorganisation_id = operation)
          OR EXISTS (SELECT FROM registry.reorganised_unit p JOIN registry.reorganised_unit o USING (unit_id)
                      WHERE p.reorganisation_id = later.id AND o.reorganisation_id = operation AND (p.part <> 'changed' OR o.part <> 'changed' OR later.kind = 'rename' AND undone.kind = 'rename'))
          OR EXISTS (SELECT FROM registry.reseated_agency p
                      WHERE p.reorganisation_id = later.id AND (p.agency_id IN (SELECT agency_id FROM registry.reorganised_agency WHERE reorganisation_id = operation)
                         OR p.agency_id IN (SELECT agency_id FROM registry.reseated_agency WHERE reorganisation_id = operation))));
  IF found_count > 0 THEN
    refused := refused || jsonb_build_object('code', 'LATER_OPERATION', 'count', found_count, 'example', example);
  END IF;
  FOR place IN SELECT p.turn, p.relation, p.keys, c.relname FROM pg_temp.undo_place p JOIN pg_catalog.pg_class c ON c.oid = p.relation ORDER BY p.turn LOOP
    columns := registry.undo_columns(place.relation, place.keys);
    EXECUTE format(
      $query$
      SELECT count(*), min(n.record_id)
        FROM pg_temp.net n CROSS JOIN LATERAL jsonb_populate_record(NULL::%1$s, coalesce(n.after, n.before)) k
        LEFT JOIN %1$s t ON %2$s
       WHERE n.turn = %3$s AND CASE WHEN n.after IS NULL THEN t.%4$I IS NOT NULL ELSE t.%4$I IS NULL OR ROW(%5$s) IS DISTINCT FROM ROW(%6$s) END
      $query$,
      place.relation, (SELECT string_agg(format('t.%1$I IS NOT DISTINCT FROM k.%1$I', c), ' AND ') FROM unnest(place.keys) c), place.turn, place.keys[1],
      (SELECT coalesce(string_agg(format('t.%I', c), ', '), '1') FROM unnest(columns) c), (SELECT coalesce(string_agg(format('k.%I', c), ', '), '1') FROM unnest(columns) c))
      INTO found_count, example;
    IF found_count > 0 THEN
      refused := refused || jsonb_build_object('code', CASE place.relname WHEN 'posting' THEN 'POSTINGS_CHANGED' WHEN 'person' THEN 'DOSSIERS_CHANGED'
        WHEN 'agency_seat' THEN 'SEATS_CHANGED' WHEN 'administrative_unit' THEN 'UNITS_CHANGED' ELSE 'AGENCIES_CHANGED' END, 'count', found_count, 'example', example);
    END IF;
  END LOOP;
  SELECT count(*), min(p.id::text) INTO found_count, example
    FROM registry.posting p WHERE p.agency_id = ANY (founded) AND NOT EXISTS (SELECT FROM pg_temp.net n WHERE n.turn = 3 AND n.record_id = p.id::text);
  IF found_count > 0 THEN
    refused := refused || jsonb_build_object('code', 'POSTINGS_SINCE', 'count', found_count, 'example', example);
  END IF;
  SELECT count(*), min(p.id::text) INTO found_count, example
    FROM registry.person p WHERE p.keeper_id = ANY (founded) AND NOT EXISTS (SELECT FROM pg_temp.net n WHERE n.turn = 4 AND n.record_id = p.id::text);
  IF found_count > 0 THEN
    refused := refused || jsonb_build_object('code', 'DOSSIERS_SINCE', 'count', found_count, 'example', example);
  END IF;
  SELECT count(*), min(a.code) INTO found_count, example
    FROM registry.agency a WHERE a.parent_id = ANY (founded) AND NOT EXISTS (SELECT FROM pg_temp.net n WHERE n.turn = 2 AND n.record_id = a.id::text);
  IF found_count > 0 THEN
    refused := refused || jsonb_build_object('code', 'AGENCIES_SINCE', 'count', found_count, 'example', example);
  END IF;
  SELECT count(*), min(a.code) INTO found_count, example
    FROM registry.agency_seat s JOIN registry.agency a ON a.id = s.agency_id
   WHERE s.unit_id = ANY (founded_units) AND NOT EXISTS (SELECT FROM pg_temp.net n WHERE n.turn = 5 AND n.after ->> 'unit_id' = s.unit_id AND n.record_id = concat_ws(' ', s.agency_id, s.valid_from));
  IF found_count > 0 THEN
    refused := refused || jsonb_build_object('code', 'SEATS_SINCE', 'count', found_count, 'example', example);
  END IF;
  SELECT count(*), min(a.display_name) INTO found_count, example
    FROM access.scope s JOIN access.account a ON a.id = s.account_id
   WHERE (s.agency_id = ANY (founded) OR s.unit_id = ANY (founded_units))
     AND NOT EXISTS (SELECT FROM registry.reorganisation_scope g WHERE g.reorganisation_id = operation AND g.account_id = s.account_id
                        AND (g.agency_id, g.unit_id) IS NOT DISTINCT FROM (s.agency_id, s.unit_id));
  IF found_count > 0 THEN
    refused := refused || jsonb_build_object('code', 'SCOPES_SINCE', 'count', found_count, 'example', example);
  END IF;

  IF refused = '[]' THEN
    BEGIN
      PERFORM set_config('registry.units_changing', CASE WHEN undone.subject = 'unit' THEN 'on' ELSE '' END, true);
      -- A unit that comes back may have the code of the one that goes.
      SET CONSTRAINTS reference.one_unit_per_code_at_a_time DEFERRED;
      -- What went away or was changed comes back before what came goes: the old agencies must be there for their postings, the new ones empty when they go.
      FOR place IN SELECT p.turn, p.relation, p.keys FROM pg_temp.undo_place p ORDER BY p.turn LOOP
        columns := registry.undo_columns(place.relation, place.keys);
        IF place.turn > 2 AND place.turn <> 4 THEN
          EXECUTE format('DELETE FROM %1$s t USING pg_temp.net n CROSS JOIN LATERAL jsonb_populate_record(NULL::%1$s, n.after) k WHERE n.turn = %2$s AND n.before IS NULL AND %3$s',
            place.relation, place.turn, (SELECT string_agg(format('t.%1$I IS NOT DISTINCT FROM k.%1$I', c), ' AND ') FROM unnest(place.keys) c));
        END IF;
        IF cardinality(columns) > 0 THEN
          EXECUTE format('UPDATE %1$s t SET (%2$s) = ROW(%3$s) FROM pg_temp.net n CROSS JOIN LATERAL jsonb_populate_record(NULL::%1$s, n.before) k
                           WHERE n.turn = %4$s AND n.before IS NOT NULL AND n.after IS NOT NULL AND %5$s',
            place.relation, (SELECT string_agg(quote_ident(c), ', ') FROM unnest(columns) c), (SELECT string_agg(format('k.%I', c), ', ') FROM unnest(columns) c),
            place.turn, (SELECT string_agg(format('t.%1$I IS NOT DISTINCT FROM k.%1$I', c), ' AND ') FROM unnest(place.keys) c));
        END IF;
        IF place.turn > 2 AND place.turn <> 4 THEN
          EXECUTE format('INSERT INTO %1$s SELECT k.* FROM pg_temp.net n CROSS JOIN LATERAL jsonb_populate_record(NULL::%1$s, n.before) k WHERE n.turn = %2$s AND n.after IS NULL',
            place.relation, place.turn);
        END IF;
      END LOOP;
      DELETE FROM access.scope s USING registry.reorganisation_scope g
       WHERE g.reorganisation_id = operation AND g.account_id = s.account_id AND (g.agency_id, g.unit_id) IS NOT DISTINCT FROM (s.agency_id, s.unit_id);
      DELETE FROM registry.agency a WHERE a.id = ANY (founded);
      DELETE FROM reference.administrative_unit u WHERE u.id = ANY (founded_units);
      SET CONSTRAINTS reference.one_unit_per_code_at_a_time IMMEDIATE;
      PERFORM set_config('registry.units_changing', '', true);
      IF undone.subject = 'unit' THEN
        WITH RECURSIVE line (id) AS (
            SELECT n.record_id FROM pg_temp.net n WHERE n.turn = 1
          UNION SELECT c.predecessor_id FROM line l JOIN reference.unit_change c ON c.successor_id = l.id)
        SELECT array_agg(DISTINCT s.agency_id) INTO touched FROM line l JOIN registry.agency_seat s ON s.unit_id = l.id;
        touched := touched || ARRAY(SELECT DISTINCT (coalesce(n.after, n.before) ->> 'agency_id')::uuid FROM pg_temp.net n WHERE n.turn = 5);
        IF touched IS NOT NULL THEN
          PERFORM registry.place_agencies(touched);
        END IF;
      END IF;
      UPDATE registry.reorganisation SET undone_at = clock_timestamp(), undone_ground = btrim(ground),
             undone_by_name = coalesce((SELECT a.display_name FROM access.account a WHERE a.id = account), by_name) WHERE id = operation;
    EXCEPTION WHEN foreign_key_violation OR check_violation OR exclusion_violation OR unique_violation THEN
      GET STACKED DIAGNOSTICS broken = CONSTRAINT_NAME;
      refused := refused || jsonb_build_object('code', 'BUILT_UPON', 'count', 1, 'example', broken);
    END;
  END IF;
  PERFORM set_config('registry.units_changing', '', true);
  DROP TABLE pg_temp.net, pg_temp.undo_place;
  RETURN CASE WHEN refused = '[]' THEN jsonb_build_object('done', operation) ELSE jsonb_build_object('refused', refused) END;
END
$$;
REVOKE EXECUTE ON FUNCTION registry.net_changes(uuid), registry.undo_columns(regclass, text[]), registry.undo_reorganisation(uuid, text, text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION registry.undo_reorganisation(uuid, text, text) TO registry_hr, registry_admin;
