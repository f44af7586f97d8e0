-- Somebody registered by mistake is removed by an officer, and can be brought back with every record; docs/decisions/0085.

CREATE TABLE history.removed_person (
  person_id  uuid PRIMARY KEY,
  keeper_id  uuid NOT NULL,
  removed_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  first_id   bigint NOT NULL,
  last_id    bigint NOT NULL CHECK (last_id >= first_id)
);
COMMENT ON TABLE history.removed_person IS 'People whom officers have removed and nobody has brought back. Who, why and what they were stands in the history.';
COMMENT ON COLUMN history.removed_person.keeper_id IS 'The agency that kept the dossier: its officers see it here.';
COMMENT ON COLUMN history.removed_person.first_id IS 'The first change of the removal; between it and the last those of the person are part of it.';
CREATE INDEX removed_person_keeper ON history.removed_person (keeper_id, removed_at);
ALTER TABLE history.removed_person ENABLE ROW LEVEL SECURITY;

CREATE FUNCTION history.keeps_removed(keeper uuid) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = ''
  RETURN EXISTS (SELECT FROM access.scoped_agency s JOIN access.account a ON a.id = s.account_id AND a.role = 'hr' AND a.closed_at IS NULL
                  WHERE s.account_id = access.current_account() AND s.agency_id = keeper AND s.until > current_date);

-- Called by the transaction that has just removed somebody; what it notes is what the history has of it.
CREATE FUNCTION history.note_removal(person uuid, since bigint) RETURNS void LANGUAGE sql SECURITY DEFINER SET search_path = '' AS $$
  INSERT INTO history.removed_person (person_id, keeper_id, first_id, last_id)
    SELECT person, (max(c.before ->> 'keeper_id') FILTER (WHERE c.table_name = 'person'))::uuid, min(c.id), max(c.id)
      FROM history.change c
     WHERE c.person_id = person AND c.id > since AND c.kind = 'delete' AND c.xmin = pg_current_xact_id()::xid AND c.account_id = access.current_account()
    HAVING bool_or(c.table_name = 'person')
$$;

-- Those of the caller's agencies, the last removed first. Whose history was erased cannot come back.
CREATE FUNCTION history.removed_people(most integer)
  RETURNS TABLE (person_id uuid, full_name text, date_of_birth date, birth_year integer, keeper_id uuid, keeper text, removed_at timestamptz, account_name text, why text, records bigint)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT r.person_id, c.before ->> 'full_name', (c.before ->> 'date_of_birth')::date, (c.before ->> 'birth_year')::integer, r.keeper_id, g.name, r.removed_at, c.account_name, c.why,
         (SELECT count(*) - 1 FROM history.change own WHERE own.person_id = r.person_id AND own.id BETWEEN r.first_id AND r.last_id AND own.kind = 'delete')
    FROM history.removed_person r
    JOIN history.change c ON c.person_id = r.person_id AND c.id BETWEEN r.first_id AND r.last_id AND c.table_name = 'person' AND c.kind = 'delete' AND c.before IS NOT NULL
    LEFT JOIN registry.agency g ON g.id = r.keeper_id
   WHERE history.keeps_removed(r.keeper_id)
   ORDER BY r.removed_at DESC, r.person_id LIMIT least(most, 1000)
$$;

-- Puts somebody back as they were, with every record, under their old keys; false where there is nobody of the caller's to be put back.
CREATE FUNCTION history.bring_back(person uuid) RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
  removed history.removed_person;
  relation text;
  names text;
  entries text;
BEGIN
  SELECT r.* INTO removed FROM history.removed_person r WHERE r.person_id = person AND history.keeps_removed(r.keeper_id) FOR UPDATE;
  IF NOT FOUND OR EXISTS (SELECT FROM history.change c WHERE c.person_id = person AND c.id BETWEEN removed.first_id AND removed.last_id AND c.kind = 'delete' AND c.before IS NULL) THEN
    RETURN false;
  END IF;
  FOREACH relation IN ARRAY ARRAY['person', 'degree', 'posting', 'certificate', 'academic_title', 'talent_recognition', 'working_age_extension', 'availability', 'science_task', 'award',
                                  'association_membership'] LOOP
    SELECT string_agg(quote_ident(a.attname), ', ' ORDER BY a.attnum), string_agg('r.' || quote_ident(a.attname), ', ' ORDER BY a.attnum) INTO names, entries
      FROM pg_catalog.pg_attribute a WHERE a.attrelid = ('registry.' || relation)::regclass AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = '';
    EXECUTE format(
      'INSERT INTO registry.%1$I (%2$s) SELECT %3$s FROM history.change c CROSS JOIN LATERAL jsonb_populate_record(NULL::registry.%1$I, c.before) r '
      'WHERE c.person_id = $1 AND c.id BETWEEN $2 AND $3 AND c.kind = ''delete'' AND c.table_name = %1$L', relation, names, entries)
      USING person, removed.first_id, removed.last_id;
  END LOOP;
  DELETE FROM history.removed_person r WHERE r.person_id = person;
  RETURN true;
END
$$;

REVOKE EXECUTE ON FUNCTION history.keeps_removed(uuid), history.note_removal(uuid, bigint), history.removed_people(integer), history.bring_back(uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION history.note_removal(uuid, bigint), history.removed_people(integer), history.bring_back(uuid) TO registry_hr;
