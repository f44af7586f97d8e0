-- Sổ theo dõi vi phạm bảo vệ dữ liệu cá nhân: breaches of the protection of personal data, with the clock of 72 hours from discovery within which the authority is
-- told (docs/decisions/0038). Kept by the administrator, read by the auditor. It is about data of people, and has no person in it.

CREATE TABLE protection.breach (
  id          uuid PRIMARY KEY,
  found_at    timestamptz NOT NULL,
  happened_at timestamptz CHECK (happened_at <= found_at),
  what        text NOT NULL CHECK (char_length(what) BETWEEN 1 AND 4000),
  people      integer CHECK (people >= 0),
  whose       text CHECK (char_length(whose) BETWEEN 1 AND 1000),
  fields      text[] NOT NULL DEFAULT '{}',
  consequence text CHECK (char_length(consequence) BETWEEN 1 AND 4000),
  measures    text CHECK (char_length(measures) BETWEEN 1 AND 4000),
  notified_at timestamptz CHECK (notified_at >= found_at),
  notice      text CHECK (char_length(notice) BETWEEN 1 AND 200),
  version     integer NOT NULL DEFAULT 1,
  CHECK ((notified_at IS NULL) = (notice IS NULL)),
  -- Citizen IDs stand in clear nowhere.
  CONSTRAINT breach_without_citizen_id CHECK (concat_ws(' ', what, whose, consequence, measures, notice) !~ '[0-9]{12}')
);
CREATE INDEX breach_found ON protection.breach (found_at DESC);
COMMENT ON TABLE protection.breach IS 'Breaches of the protection of personal data; rows stay.';
COMMENT ON COLUMN protection.breach.people IS 'How many people''s data; null while that is not known.';
COMMENT ON COLUMN protection.breach.fields IS 'Which data, as "person.full_name"; of protection.personal_field.';
COMMENT ON COLUMN protection.breach.notice IS 'Number and day of the letter by which the authority was told, or how it was.';

-- Fields are those that the registry keeps; each change is noted for the auditor by the names of its columns, and may be made by one writer at a time.
CREATE FUNCTION protection.keep_breach() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
  IF EXISTS (SELECT FROM unnest(NEW.fields) told WHERE NOT EXISTS (SELECT FROM protection.personal_field f WHERE f.relation || '.' || f.field = told)) THEN
    RAISE EXCEPTION 'a field of a breach is none that is kept of people' USING ERRCODE = 'check_violation', CONSTRAINT = 'breach_field';
  END IF;
  NEW.version := CASE WHEN TG_OP = 'INSERT' THEN 1 ELSE OLD.version + 1 END;
  INSERT INTO access.audit_event (kind, account_id, door, subject, details)
    VALUES ('breach', nullif(current_setting('registry.account', true), '')::uuid, coalesce(nullif(current_setting('history.door', true), ''), 'database'), 'breach ' || NEW.id,
            jsonb_build_object('change', CASE TG_OP WHEN 'INSERT' THEN 'entered' ELSE 'changed' END, 'columns',
              coalesce((SELECT string_agg(k, ', ' ORDER BY k) FROM jsonb_object_keys(to_jsonb(NEW)) k WHERE k <> 'version' AND (TG_OP = 'INSERT' OR to_jsonb(NEW) -> k IS DISTINCT FROM to_jsonb(OLD) -> k)), '')));
  RETURN NEW;
END
$$;
REVOKE EXECUTE ON FUNCTION protection.keep_breach() FROM PUBLIC;
CREATE TRIGGER keep_breach BEFORE INSERT OR UPDATE ON protection.breach FOR EACH ROW EXECUTE FUNCTION protection.keep_breach();

ALTER TABLE protection.breach ENABLE ROW LEVEL SECURITY;
CREATE POLICY administrators_keep ON protection.breach TO registry_admin USING (true) WITH CHECK (true);
CREATE POLICY auditor_reads ON protection.breach FOR SELECT TO registry_auditor USING (true);
GRANT SELECT ON protection.breach TO registry_admin, registry_auditor;
GRANT INSERT (id, found_at, happened_at, what, people, whose, fields, consequence, measures, notified_at, notice),
      UPDATE (found_at, happened_at, what, people, whose, fields, consequence, measures, notified_at, notice) ON protection.breach TO registry_admin;

-- Who was counted by ethnic group and where: sets of people, kept to compare later countings with (docs/decisions/0034).
INSERT INTO protection.personal_field (relation, field, class, purpose, years_after) VALUES ('ethnic_set', 'person_ids', 'other', 'care', 10);

-- Leaders who hold a grant of names read as a role of their own.
CREATE OR REPLACE VIEW protection.field_reader WITH (security_barrier = true) AS
  SELECT f.relation, f.field, r.role
    FROM protection.personal_field f
    CROSS JOIN (VALUES ('hr'), ('planner'), ('leader'), ('leader_named'), ('admin'), ('auditor'), ('person')) r (role)
   WHERE has_column_privilege('registry_' || r.role, to_regclass('registry.' || f.relation), f.field, 'SELECT');
