-- Hạn chế xử lý dữ liệu: whose data may be kept but not used (Law 91/2025/QH15, article 4; docs/decisions/0037). The policies below take such people out of
-- everything that is read or written under a role, but for the person themself and for the officer who deals with a request of that person.

CREATE TABLE protection.restriction (
  id         uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  person_id  uuid NOT NULL,
  request_id uuid NOT NULL UNIQUE REFERENCES protection.request,
  since      date NOT NULL,
  lifted_on  date CHECK (lifted_on >= since),
  lifting    text CHECK (char_length(lifting) BETWEEN 1 AND 2000),
  CHECK ((lifted_on IS NULL) = (lifting IS NULL)),
  -- Citizen IDs stand in clear nowhere.
  CHECK (lifting !~ '[0-9]{12}')
);
CREATE UNIQUE INDEX one_restriction_at_a_time ON protection.restriction (person_id) WHERE lifted_on IS NULL;
COMMENT ON TABLE protection.restriction IS 'Whose data may not be used, since when, and until when. Made by granting a request, ended by a dated decision.';
COMMENT ON COLUMN protection.restriction.lifting IS 'The decision that ended it; the person reads it.';

-- Who is asked about by the officer at this moment: the person of the request that stands in protection.handling, where it is open or is the one by which
-- that person is restricted, and the officer's agencies keep the dossier.
CREATE FUNCTION protection.handled_person() RETURNS uuid LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT p.id
    FROM protection.request q
    JOIN registry.person p ON p.id = duplicates.kept_person(q.person_id)
    JOIN access.scoped_agency s ON s.agency_id = p.keeper_id AND s.account_id = access.current_account() AND s.until > current_date
    JOIN access.account a ON a.id = s.account_id AND a.role = 'hr' AND a.closed_at IS NULL
   WHERE q.id = nullif(current_setting('protection.handling', true), '')::uuid
     AND (q.state IN ('received', 'replied') OR EXISTS (SELECT FROM protection.restriction r WHERE r.request_id = q.id AND r.lifted_on IS NULL))
$$;
-- Whom the caller may not use. Asked once a statement, and mostly empty.
CREATE FUNCTION protection.restricted_people() RETURNS SETOF uuid LANGUAGE plpgsql STABLE SECURITY DEFINER ROWS 10 SET search_path = '' AS $$
BEGIN
  IF nullif(current_setting('protection.handling', true), '') IS NULL THEN
    RETURN QUERY SELECT r.person_id FROM protection.restriction r WHERE r.lifted_on IS NULL;
  ELSE
    RETURN QUERY SELECT r.person_id FROM protection.restriction r WHERE r.lifted_on IS NULL AND r.person_id IS DISTINCT FROM protection.handled_person();
  END IF;
END
$$;
-- Whether the officer's agencies keep the dossier, restricted or not.
CREATE FUNCTION protection.is_kept_here(person uuid) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT EXISTS (
    SELECT FROM registry.person p JOIN access.scoped_agency s ON s.agency_id = p.keeper_id
     WHERE p.id = duplicates.kept_person(person) AND s.account_id = access.current_account() AND s.until > current_date)
$$;
REVOKE EXECUTE ON FUNCTION protection.handled_person(), protection.restricted_people(), protection.is_kept_here(uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION protection.restricted_people() TO registry_hr, registry_planner, registry_leader;
GRANT EXECUTE ON FUNCTION protection.is_kept_here(uuid) TO registry_hr;

-- Records of a dossier follow the person for officers and leaders, whose policies ask for the person; planners' policies ask for nothing.
CREATE POLICY not_restricted ON registry.person AS RESTRICTIVE TO registry_hr, registry_planner, registry_leader
  USING (id <> ALL (ARRAY(SELECT protection.restricted_people())));
DO $$
DECLARE
  kept text;
BEGIN
  FOREACH kept IN ARRAY ARRAY['degree', 'posting', 'certificate', 'academic_title', 'talent_recognition', 'working_age_extension', 'availability', 'science_task',
                              'award', 'association_membership'] LOOP
    EXECUTE format('CREATE POLICY not_restricted ON registry.%I AS RESTRICTIVE FOR SELECT TO registry_planner USING (person_id <> ALL (ARRAY(SELECT protection.restricted_people())))', kept);
  END LOOP;
END
$$;

-- The requests of somebody who is restricted stay with the officers who keep the dossier.
ALTER POLICY of_own_people ON protection.request USING (protection.is_kept_here(person_id)) WITH CHECK (protection.is_kept_here(person_id));

-- Granting a request for restriction, or an objection, restricts in the same transaction.
CREATE FUNCTION protection.restrict() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
  INSERT INTO protection.restriction (person_id, request_id, since)
    SELECT p.id, NEW.id, NEW.decided_on FROM registry.person p WHERE p.id = duplicates.kept_person(NEW.person_id)
  ON CONFLICT DO NOTHING;
  RETURN NULL;
END
$$;
REVOKE EXECUTE ON FUNCTION protection.restrict() FROM PUBLIC;
CREATE TRIGGER restrict AFTER UPDATE ON protection.request FOR EACH ROW
  WHEN (NEW.kind IN ('restriction', 'objection') AND NEW.state = 'done' AND OLD.state <> 'done') EXECUTE FUNCTION protection.restrict();

ALTER TABLE protection.request_step DROP CONSTRAINT request_step_step_check,
  ADD CONSTRAINT request_step_step_check CHECK (step IN ('received', 'replied', 'extended', 'done', 'refused', 'taken_back', 'lifted'));
CREATE FUNCTION protection.keep_lifting() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
  account CONSTANT uuid := nullif(current_setting('registry.account', true), '')::uuid;
BEGIN
  INSERT INTO protection.request_step (request_id, account_id, account_name, role, step, note)
    VALUES (NEW.request_id, account, (SELECT a.display_name FROM access.account a WHERE a.id = account), replace(nullif(current_setting('role'), 'none'), 'registry_', ''), 'lifted', NEW.lifting);
  RETURN NULL;
END
$$;
REVOKE EXECUTE ON FUNCTION protection.keep_lifting() FROM PUBLIC;
CREATE TRIGGER keep_lifting AFTER UPDATE ON protection.restriction FOR EACH ROW WHEN (OLD.lifted_on IS NULL AND NEW.lifted_on IS NOT NULL) EXECUTE FUNCTION protection.keep_lifting();

ALTER TABLE protection.restriction ENABLE ROW LEVEL SECURITY;
CREATE POLICY of_own_people ON protection.restriction FOR SELECT TO registry_hr USING (protection.is_kept_here(person_id));
CREATE POLICY lifted_once ON protection.restriction FOR UPDATE TO registry_hr
  USING (lifted_on IS NULL AND protection.is_kept_here(person_id)) WITH CHECK (protection.is_kept_here(person_id));
CREATE POLICY own_record ON protection.restriction FOR SELECT TO registry_person USING (person_id = (SELECT access.current_person()));
CREATE POLICY counted ON protection.restriction FOR SELECT TO registry_admin, registry_auditor USING (true);
GRANT SELECT ON protection.restriction TO registry_hr, registry_person;
GRANT UPDATE (lifted_on, lifting) ON protection.restriction TO registry_hr;
GRANT SELECT (id, since, lifted_on) ON protection.restriction TO registry_admin, registry_auditor;

-- Rows of a list that are about somebody of the account's agencies who is restricted: by citizen ID, by the agency's staff code, or by name, birth and sex where
-- no number tells them apart. The arrays are columns of the same rows.
CREATE FUNCTION imports.restricted_rows(rows integer[], hashes bytea[], keepers uuid[], codes text[], folded text[], born date[], sexes text[]) RETURNS SETOF integer
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  WITH kept AS MATERIALIZED (
    SELECT p.* FROM protection.restriction r JOIN registry.person p ON p.id = r.person_id
      JOIN access.scoped_agency s ON s.agency_id = p.keeper_id AND s.account_id = access.current_account() AND s.until > current_date
     WHERE r.lifted_on IS NULL)
  SELECT DISTINCT s.row
    FROM unnest(rows, hashes, keepers, codes, folded, born, sexes) s (row, hash, keeper, code, folded, born, sex)
    JOIN kept p ON p.citizen_id_hash = s.hash
                OR p.keeper_id = s.keeper AND p.staff_code = s.code
                OR p.folded_name = s.folded AND p.date_of_birth = s.born AND p.sex = s.sex AND (p.citizen_id_hash = s.hash) IS NOT FALSE
$$;
REVOKE EXECUTE ON FUNCTION imports.restricted_rows(integer[], bytea[], uuid[], text[], text[], date[], text[]) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION imports.restricted_rows(integer[], bytea[], uuid[], text[], text[], date[], text[]) TO registry_hr;

-- A list that was checked before somebody was restricted is checked again.
CREATE OR REPLACE FUNCTION imports.ground_of_checks() RETURNS text LANGUAGE sql STABLE SET search_path = '' AS $$
  SELECT concat_ws(' ', current_date, access.current_account(),
    (SELECT concat_ws('/', count(*), sum(hashtextextended(s::text, 0))) FROM access.scoped_agency s WHERE s.account_id = access.current_account()),
    (SELECT concat_ws('/', count(*), sum(hashtextextended(concat_ws('|', r.agency_id, r.heading, r.field), 0))) FROM imports.column_reading r),
    (SELECT concat_ws('/', count(*), max(d.ended_at)) FROM duplicates.search d),
    (SELECT concat_ws('/', count(*), sum(hashtextextended(l::text, 0))) FROM reference.degree_level l),
    (SELECT concat_ws('/', count(*), sum(hashtextextended(f::text, 0))) FROM reference.field_of_study f),
    (SELECT concat_ws('/', count(*), sum(hashtextextended(p::text, 0))) FROM reference.profession p),
    (SELECT concat_ws('/', count(*), sum(hashtextextended(e::text, 0))) FROM reference.ethnic_group e),
    (SELECT concat_ws('/', count(*), sum(hashtextextended(u::text, 0))) FROM reference.administrative_unit u),
    (SELECT concat_ws('/', count(*), sum(hashtextextended(p::text, 0))) FROM protection.restricted_people() p))
$$;
