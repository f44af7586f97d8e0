-- Changes to state staff that are to be passed on to the national database of cadres, civil servants and public employees (Decree 27/2026/ND-CP): what waits, by agency, and
-- the packages in which it went; docs/decisions/0042. No interface of that database is known: packages are carried by hand.

CREATE SCHEMA sync;

-- Sources differ on the term (one day, three days of work). What changed before the clock began is not counted.
CREATE TABLE sync.setting (
  only_row     boolean PRIMARY KEY DEFAULT true CHECK (only_row),
  working_days smallint NOT NULL DEFAULT 3 CHECK (working_days BETWEEN 1 AND 10),
  counts_from  timestamptz NOT NULL DEFAULT now()
);
INSERT INTO sync.setting DEFAULT VALUES;

-- Signed off: these bytes, by this officer. Never changed.
CREATE TABLE sync.package (
  id           uuid PRIMARY KEY,
  agency_id    uuid NOT NULL REFERENCES registry.agency,
  agency_name  text NOT NULL,
  people       integer NOT NULL CHECK (people > 0),
  changes      bigint NOT NULL CHECK (changes > 0),
  digest       bytea NOT NULL,
  signed_at    timestamptz NOT NULL DEFAULT clock_timestamp(),
  account_id   uuid NOT NULL DEFAULT access.current_account(),
  account_name text,
  UNIQUE (id, digest)
);
-- Apart, as it has people's data: it is given to nobody while somebody in it is restricted, and goes when somebody in it is erased. That it was signed stays.
CREATE TABLE sync.package_file (
  package_id uuid PRIMARY KEY,
  digest     bytea NOT NULL CHECK (digest = sha256(content)),
  content    bytea NOT NULL,
  FOREIGN KEY (package_id, digest) REFERENCES sync.package (id, digest)
);
COMMENT ON COLUMN sync.package_file.content IS
  'Tệp đã ký: số hiệu, họ tên, ngày sinh, nơi công tác, chức vụ, trình độ, khen thưởng; không có số định danh | The signed file: staff codes, names, days of birth, work, position, degree, awards; no citizen IDs';
CREATE INDEX package_agency ON sync.package (agency_id, signed_at);

-- No reference to the person: a package outlives a record that goes.
CREATE TABLE sync.package_person (
  package_id     uuid NOT NULL REFERENCES sync.package,
  person_id      uuid NOT NULL,
  through_change bigint NOT NULL,
  PRIMARY KEY (package_id, person_id)
);
COMMENT ON COLUMN sync.package_person.through_change IS 'The newest change of the person that is in the package: later ones count anew.';
CREATE INDEX package_person_person ON sync.package_person (person_id);

CREATE TABLE sync.sending (
  package_id   uuid PRIMARY KEY REFERENCES sync.package,
  sent_on      date NOT NULL,
  note         text CHECK (char_length(note) BETWEEN 1 AND 500),
  at           timestamptz NOT NULL DEFAULT clock_timestamp(),
  account_id   uuid NOT NULL DEFAULT access.current_account(),
  account_name text
);

CREATE FUNCTION sync.note_officer() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
  NEW.account_id := access.current_account();
  NEW.account_name := (SELECT a.display_name FROM access.account a WHERE a.id = NEW.account_id);
  RETURN NEW;
END
$$;
CREATE TRIGGER note_officer BEFORE INSERT ON sync.package FOR EACH ROW EXECUTE FUNCTION sync.note_officer();
CREATE TRIGGER note_officer BEFORE INSERT ON sync.sending FOR EACH ROW EXECUTE FUNCTION sync.note_officer();

-- People with changes that have not been sent: since the last package that was sent with them in it. A change counts where the person is on state staff on that day, or it is
-- of a posting that was; who reads sees the agencies of their scope, planners and administrators all.
CREATE FUNCTION sync.waiting() RETURNS TABLE (person_id uuid, agency_id uuid, oldest date, changes bigint, unsigned bigint, last_change bigint)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  WITH reader AS (
    SELECT a.id, a.role FROM access.account a WHERE a.id = access.current_account() AND a.closed_at IS NULL AND a.role IN ('hr', 'leader', 'planner', 'admin')),
  held_back AS (
    SELECT m.package_id FROM sync.package_person m WHERE m.person_id IN (SELECT protection.restricted_people())),
  passed AS (
    -- A package that is held back waits for nobody: who else is in it is signed anew.
    SELECT m.person_id, max(m.through_change) FILTER (WHERE s.package_id IS NOT NULL OR m.package_id NOT IN (SELECT h.package_id FROM held_back h)) AS signed,
           max(m.through_change) FILTER (WHERE s.package_id IS NOT NULL) AS sent
      FROM sync.package_person m LEFT JOIN sync.sending s ON s.package_id = m.package_id GROUP BY m.person_id)
  SELECT c.person_id, p.keeper_id, min(told.day), count(*), count(*) FILTER (WHERE c.id > coalesce(passed.signed, 0)), max(c.id)
    FROM history.change c
    JOIN registry.person p ON p.id = c.person_id
    LEFT JOIN passed ON passed.person_id = c.person_id
   CROSS JOIN LATERAL (SELECT (c.at AT TIME ZONE 'Asia/Ho_Chi_Minh')::date AS day) told
   WHERE c.at >= (SELECT s.counts_from FROM sync.setting s)
     AND c.id > coalesce(passed.sent, 0)
     -- Who is restricted is passed on to nobody.
     AND c.person_id NOT IN (SELECT protection.restricted_people())
     AND (EXISTS (SELECT FROM registry.posting w
                   WHERE w.person_id = c.person_id AND w.employment_kind IN ('cadre', 'civil_servant', 'public_employee') AND (w.valid_until IS NULL OR w.valid_until > told.day))
          OR (c.table_name = 'posting' AND (c.before ->> 'employment_kind' IN ('cadre', 'civil_servant', 'public_employee')
                                            OR c.after ->> 'employment_kind' IN ('cadre', 'civil_servant', 'public_employee'))))
     AND EXISTS (SELECT FROM reader r
                  WHERE r.role IN ('planner', 'admin')
                     OR EXISTS (SELECT FROM access.scoped_agency s WHERE s.account_id = r.id AND s.agency_id = p.keeper_id AND s.until > current_date))
   GROUP BY c.person_id, p.keeper_id
$$;

DO $$
DECLARE
  kept text;
BEGIN
  FOREACH kept IN ARRAY ARRAY['package', 'package_file', 'package_person', 'sending'] LOOP
    EXECUTE format($trigger$
      CREATE TRIGGER only_added_to BEFORE UPDATE OR TRUNCATE ON sync.%1$I FOR EACH STATEMENT EXECUTE FUNCTION history.refuse_rewriting();
      ALTER TABLE sync.%1$I ENABLE ROW LEVEL SECURITY;
      GRANT SELECT ON sync.%1$I TO registry_hr
      $trigger$, kept);
    EXECUTE format(
      'CREATE TRIGGER not_taken_out BEFORE DELETE ON sync.%1$I FOR EACH STATEMENT %2$s EXECUTE FUNCTION history.refuse_rewriting()',
      kept, CASE kept WHEN 'package_file' THEN $when$WHEN (current_setting('history.erasing', true) IS DISTINCT FROM 'on')$when$ ELSE '' END);
  END LOOP;
END
$$;
CREATE POLICY of_own_agencies ON sync.package TO registry_hr
  USING (EXISTS (SELECT FROM access.scoped_agency s WHERE s.agency_id = package.agency_id AND s.until > current_date))
  WITH CHECK (EXISTS (SELECT FROM access.scoped_agency s WHERE s.agency_id = package.agency_id AND s.until > current_date));
CREATE POLICY of_own_agencies ON sync.package_file TO registry_hr
  USING (EXISTS (SELECT FROM sync.package k WHERE k.id = package_id)) WITH CHECK (EXISTS (SELECT FROM sync.package k WHERE k.id = package_id));
CREATE POLICY not_restricted ON sync.package_file AS RESTRICTIVE FOR SELECT TO registry_hr
  USING (NOT EXISTS (SELECT FROM sync.package_person m WHERE m.package_id = package_file.package_id AND m.person_id IN (SELECT protection.restricted_people())));
CREATE POLICY of_own_agencies ON sync.package_person TO registry_hr
  USING (EXISTS (SELECT FROM sync.package k WHERE k.id = package_id)) WITH CHECK (EXISTS (SELECT FROM sync.package k WHERE k.id = package_id));
CREATE POLICY of_own_agencies ON sync.sending TO registry_hr
  USING (EXISTS (SELECT FROM sync.package k WHERE k.id = package_id)) WITH CHECK (EXISTS (SELECT FROM sync.package k WHERE k.id = package_id));
GRANT INSERT (id, agency_id, agency_name, people, changes, digest) ON sync.package TO registry_hr;
GRANT INSERT ON sync.package_file TO registry_hr;
GRANT INSERT ON sync.package_person TO registry_hr;
GRANT INSERT (package_id, sent_on, note) ON sync.sending TO registry_hr;
GRANT USAGE ON SCHEMA sync TO registry_hr, registry_planner, registry_leader, registry_admin;
GRANT SELECT ON sync.setting TO registry_hr, registry_planner, registry_leader, registry_admin;
GRANT UPDATE (working_days) ON sync.setting TO registry_admin;
REVOKE EXECUTE ON FUNCTION sync.waiting(), sync.note_officer() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION sync.waiting() TO registry_hr, registry_planner, registry_leader, registry_admin;

-- Files with somebody in them who was erased go with them (docs/decisions/0038): who is in the registry no longer, nor in the values of its history.
CREATE FUNCTION sync.forget_the_erased() RETURNS trigger LANGUAGE plpgsql SET search_path = '' AS $$
BEGIN
  DELETE FROM sync.package_file f
   WHERE EXISTS (
     SELECT FROM sync.package_person m
      WHERE m.package_id = f.package_id
        AND NOT EXISTS (SELECT FROM registry.person p WHERE p.id = duplicates.kept_person(m.person_id))
        AND NOT EXISTS (SELECT FROM history.change c WHERE c.person_id = m.person_id AND num_nonnulls(c.before, c.after) > 0));
  RETURN NULL;
END
$$;
REVOKE EXECUTE ON FUNCTION sync.forget_the_erased() FROM PUBLIC;
CREATE TRIGGER forget_the_erased AFTER INSERT ON protection.erasure FOR EACH STATEMENT WHEN (current_setting('history.erasing', true) = 'on') EXECUTE FUNCTION sync.forget_the_erased();

-- The catalogue knows values outside the registry's own tables by the name of their schema.
CREATE OR REPLACE VIEW protection.field_reader WITH (security_barrier = true) AS
  SELECT f.relation, f.field, r.role
    FROM protection.personal_field f
    -- By the names in the catalogue: whoever may not use a schema may not have the key of its tables told either.
    JOIN (pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace)
      ON n.nspname || '.' || c.relname = CASE WHEN f.relation LIKE '%.%' THEN f.relation ELSE 'registry.' || f.relation END
    CROSS JOIN (VALUES ('hr'), ('planner'), ('leader'), ('leader_named'), ('admin'), ('auditor'), ('person')) r (role)
   WHERE has_column_privilege('registry_' || r.role, c.oid, f.field, 'SELECT');
INSERT INTO protection.personal_field (relation, field, class, purpose, years_after) VALUES ('sync.package_file', 'content', 'basic', 'workforce', 10);
