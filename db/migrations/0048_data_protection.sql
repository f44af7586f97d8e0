-- Data protection (Law 91/2025/QH15, Decree 356/2025/ND-CP; docs/decisions/0035): what is kept of people, why and for how long; people who see their own record and ask for
-- something about it; and the legal clocks of what they ask.

-- Why personal data is processed, and on what legal ground.
CREATE TABLE protection.purpose (
  code     text PRIMARY KEY,
  name_vi  text NOT NULL,
  name_en  text NOT NULL,
  basis_vi text NOT NULL,
  basis_en text NOT NULL
);
INSERT INTO protection.purpose VALUES
  ('identity', 'Nhận biết đúng người: một người một hồ sơ', 'Telling people apart: one dossier a person',
   'Quản lý nhà nước về cán bộ, công chức, viên chức và đội ngũ trí thức theo luật (Luật 91/2025/QH15, Điều 19); ngoài khu vực nhà nước: sự đồng ý',
   'State management of staff and intellectuals by law (Law 91/2025/QH15, article 19); outside the state sector: consent'),
  ('workforce', 'Xây dựng cơ sở dữ liệu, quản lý và sử dụng đội ngũ trí thức', 'A database of the intellectuals, their management and employment',
   'Nghị quyết 45-NQ/TW và các kế hoạch thực hiện; Luật 91/2025/QH15, Điều 19; ngoài khu vực nhà nước: sự đồng ý',
   'Resolution 45-NQ/TW and the plans that carry it out; Law 91/2025/QH15, article 19; outside the state sector: consent'),
  ('forecast', 'Dự báo và cân đối nhân lực giữa các ngành, lĩnh vực, địa bàn', 'Forecasting and balancing the workforce between sectors, fields and places',
   'Nghị quyết 45-NQ/TW; các kế hoạch: "làm tốt công tác dự báo"; Luật 91/2025/QH15, Điều 19', 'Resolution 45-NQ/TW; the plans'' forecasting; Law 91/2025/QH15, article 19'),
  ('care', 'Chính sách đối với trí thức là người dân tộc thiểu số, nữ, trẻ, ở vùng khó khăn', 'Care for intellectuals who are of a minority, women, young or in remote areas',
   'Các chỉ tiêu của kế hoạch về dân tộc, giới, độ tuổi; Luật 91/2025/QH15, Điều 19; dữ liệu nhạy cảm: giới hạn người xem',
   'Targets of the plans on minorities, sex and age; Law 91/2025/QH15, article 19; sensitive: few may see it'),
  ('recognition', 'Thu hút, trọng dụng, tôn vinh trí thức', 'Attracting, employing and honouring intellectuals',
   'Chính sách thu hút, trọng dụng nhân tài của tỉnh và trung ương; Luật 91/2025/QH15, Điều 19', 'Policies on talent of the province and the state; Law 91/2025/QH15, article 19');

-- What is kept of people, column by column. Years are counted from death, or from the day on which the person was taken out; a registry may set its own.
CREATE TABLE protection.personal_field (
  relation    text NOT NULL,
  field       text NOT NULL,
  class       text NOT NULL CHECK (class IN ('basic', 'sensitive', 'other')),
  purpose     text NOT NULL REFERENCES protection.purpose,
  years_after smallint NOT NULL CHECK (years_after BETWEEN 0 AND 100),
  PRIMARY KEY (relation, field)
);
COMMENT ON COLUMN protection.personal_field.class IS 'basic: Decree 356/2025, article 3; sensitive: article 4, or by our own reading; other: personal all the same';
INSERT INTO protection.personal_field (relation, field, class, purpose, years_after)
  SELECT r.relation, f.field, r.class, r.purpose, r.years_after FROM (VALUES
    ('person', 'basic', 'identity', 10, 'full_name given_name folded_name search_words date_of_birth birth_year sex home_unit_id keeper_id deceased_on staff_code'),
    ('person', 'basic', 'identity', 5, 'citizen_id_cipher citizen_id_hash'),
    -- Ethnic origin is named in article 4.
    ('person', 'sensitive', 'care', 1, 'ethnic_group_code'),
    ('degree', 'other', 'workforce', 10, 'level_code field_code institution country_code awarded_year study_mode verified_on'),
    ('posting', 'other', 'workforce', 10, 'agency_id valid_from valid_until is_main profession_code position_title leadership_rank employment_kind end_reason required_level_code'),
    -- A certificate of political theory reveals a political career: sensitive by our own reading, and with it all of the table.
    ('certificate', 'sensitive', 'workforce', 5, 'kind level_code language_code scale title issuer issued_on valid_until is_dated'),
    ('academic_title', 'other', 'recognition', 10, 'rank recognised_year field_code awarding_body is_dated'),
    ('talent_recognition', 'other', 'recognition', 10, 'scheme decision_number valid_from valid_until end_reason'),
    ('working_age_extension', 'other', 'forecast', 10, 'valid_from valid_until ground decision_number'),
    ('availability', 'other', 'workforce', 5, 'kind valid_from valid_until country_code note'),
    ('science_task', 'other', 'recognition', 10, 'title role level field_code valid_from valid_until result is_applied'),
    ('award', 'other', 'recognition', 10, 'kind title level awarded_year decision_number is_dated'),
    ('association_membership', 'other', 'recognition', 5, 'association role valid_from valid_until'),
    ('career_span', 'sensitive', 'forecast', 1, 'ethnic_group_code')) r (relation, class, purpose, years_after, fields)
  CROSS JOIN LATERAL unnest(string_to_array(r.fields, ' ')) f (field)
   WHERE EXISTS (SELECT FROM pg_catalog.pg_attribute a WHERE a.attrelid = to_regclass('registry.' || r.relation) AND a.attname = f.field AND NOT a.attisdropped);
INSERT INTO protection.personal_field (relation, field, class, purpose, years_after)
  SELECT 'career_span', a.attname, 'other', 'forecast', 10 FROM pg_catalog.pg_attribute a
   WHERE a.attrelid = 'registry.career_span'::regclass AND a.attnum > 0 AND NOT a.attisdropped AND a.attname NOT IN ('person_id', 'ethnic_group_code');

-- Days on which nobody works, for the clocks of requests (Labour Code 2019, articles 111 and 112). Days by the moon are added year by year.
CREATE TABLE protection.holiday (
  day    date PRIMARY KEY,
  name   text NOT NULL CHECK (char_length(name) BETWEEN 1 AND 200),
  source text NOT NULL CHECK (char_length(source) BETWEEN 1 AND 200)
);
INSERT INTO protection.holiday VALUES
  ('2026-01-01', 'Tết Dương lịch', 'Bộ luật Lao động 2019, Điều 112'),
  ('2026-02-16', 'Tết Âm lịch', 'Bộ luật Lao động 2019, Điều 112; mùng 1 tháng Giêng là 17/02/2026'), ('2026-02-17', 'Tết Âm lịch', 'như trên'),
  ('2026-02-18', 'Tết Âm lịch', 'như trên'), ('2026-02-19', 'Tết Âm lịch', 'như trên'), ('2026-02-20', 'Tết Âm lịch', 'như trên'),
  ('2026-04-27', 'Giỗ Tổ Hùng Vương (nghỉ bù; 10/3 âm lịch là Chủ nhật 26/04/2026)', 'Bộ luật Lao động 2019, Điều 111, 112'),
  ('2026-04-30', 'Ngày Chiến thắng', 'Bộ luật Lao động 2019, Điều 112'), ('2026-05-01', 'Ngày Quốc tế lao động', 'Bộ luật Lao động 2019, Điều 112'),
  ('2026-09-01', 'Quốc khánh (ngày liền kề)', 'Bộ luật Lao động 2019, Điều 112'), ('2026-09-02', 'Quốc khánh', 'Bộ luật Lao động 2019, Điều 112'),
  ('2027-01-01', 'Tết Dương lịch', 'Bộ luật Lao động 2019, Điều 112'),
  ('2027-02-05', 'Tết Âm lịch', 'Tính từ mùng 1 tháng Giêng 06/02/2027; chờ thông báo chính thức'), ('2027-02-08', 'Tết Âm lịch', 'như trên'),
  ('2027-02-09', 'Tết Âm lịch', 'như trên'), ('2027-02-10', 'Tết Âm lịch (nghỉ bù)', 'như trên'), ('2027-02-11', 'Tết Âm lịch (nghỉ bù)', 'như trên'),
  ('2027-04-16', 'Giỗ Tổ Hùng Vương', 'Bộ luật Lao động 2019, Điều 112; 10/3 âm lịch'),
  ('2027-04-30', 'Ngày Chiến thắng', 'Bộ luật Lao động 2019, Điều 112'), ('2027-05-03', 'Ngày Quốc tế lao động (nghỉ bù)', 'Bộ luật Lao động 2019, Điều 111, 112'),
  ('2027-09-02', 'Quốc khánh', 'Bộ luật Lao động 2019, Điều 112'), ('2027-09-03', 'Quốc khánh (ngày liền kề)', 'Bộ luật Lao động 2019, Điều 112; chờ thông báo chính thức');

GRANT USAGE ON SCHEMA protection TO registry_hr, registry_planner, registry_leader, registry_admin, registry_auditor, registry_person;
GRANT SELECT ON protection.purpose, protection.personal_field, protection.holiday
  TO registry_hr, registry_planner, registry_leader, registry_admin, registry_auditor, registry_person;
GRANT INSERT, DELETE ON protection.holiday TO registry_admin;
CREATE POLICY keys_are_told ON protection.citizen_id_key FOR SELECT TO registry_admin, registry_auditor USING (true);
GRANT SELECT ON protection.citizen_id_key TO registry_admin, registry_auditor;

-- The own record: whose it is stands with the account.
CREATE FUNCTION access.current_person() RETURNS uuid LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT a.person_id FROM access.account a WHERE a.id = access.current_account() AND a.role = 'person' AND a.closed_at IS NULL
$$;
REVOKE EXECUTE ON FUNCTION access.current_person() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION access.current_person() TO registry_person;
GRANT USAGE ON SCHEMA access, registry, reference, history, duplicates TO registry_person;
GRANT SELECT ON ALL TABLES IN SCHEMA reference TO registry_person;
-- Names of the agencies where somebody worked, which are no secret.
GRANT SELECT (id, name) ON registry.agency TO registry_person;
DO $$
DECLARE
  kept text;
BEGIN
  FOREACH kept IN ARRAY ARRAY['degree', 'posting', 'certificate', 'academic_title', 'talent_recognition', 'working_age_extension', 'availability', 'science_task',
                              'award', 'association_membership'] LOOP
    EXECUTE format('CREATE POLICY own_record ON registry.%1$I FOR SELECT TO registry_person USING (person_id = (SELECT access.current_person())); GRANT SELECT ON registry.%1$I TO registry_person', kept);
  END LOOP;
END
$$;
CREATE POLICY own_record ON registry.person FOR SELECT TO registry_person USING (id = (SELECT access.current_person()));
GRANT SELECT (id, full_name, given_name, date_of_birth, birth_year, sex, ethnic_group_code, home_unit_id, citizen_id_cipher, citizen_id_hash, keeper_id, deceased_on, synthetic,
              staff_code, version) ON registry.person TO registry_person;

-- The history of the own record: every value, and of whom it was only the role. Reasons are written for officers and may name others.
CREATE OR REPLACE FUNCTION history.is_shown(record text, field text) RETURNS boolean LANGUAGE sql STABLE SET search_path = ''
  RETURN current_user IN ('registry_hr', 'registry_person') OR field <> 'ethnic_group_code' AND EXISTS (
    SELECT FROM pg_catalog.pg_attribute a
     WHERE a.attrelid = to_regclass('registry.' || quote_ident(record)) AND a.attname = field AND has_column_privilege(a.attrelid, a.attnum, 'SELECT'));
CREATE OR REPLACE VIEW history.person_change WITH (security_barrier = true) AS
  SELECT c.id, c.person_id, c.at, CASE WHEN current_user <> 'registry_person' THEN c.account_name END AS account_name, c.role, c.operation,
         CASE WHEN current_user <> 'registry_person' THEN c.door END AS door,
         CASE WHEN current_user = 'registry_hr' THEN c.why END AS why, c.kind, c.table_name AS record, c.record_id
    FROM history.change c
   WHERE c.person_id IS NOT NULL AND history.is_seen(c.person_id) AND EXISTS (SELECT FROM history.shown_values(c.table_name, c.before, c.after))
  UNION ALL
  SELECT c.id, f.kept_id, c.at, CASE WHEN current_user <> 'registry_person' THEN c.account_name END, c.role, c.operation,
         CASE WHEN current_user <> 'registry_person' THEN c.door END,
         CASE WHEN current_user = 'registry_hr' THEN c.why END, c.kind, c.table_name, c.record_id
    FROM duplicates.former_person f JOIN history.change c ON c.person_id = f.person_id
   WHERE history.is_seen(f.kept_id) AND EXISTS (SELECT FROM history.shown_values(c.table_name, c.before, c.after));
GRANT EXECUTE ON FUNCTION history.is_seen(uuid), history.is_shown(text, text), history.shown_values(text, jsonb, jsonb), duplicates.kept_person(uuid) TO registry_person;
GRANT SELECT ON history.person_change, history.changed_value TO registry_person;
CREATE POLICY own_record ON duplicates.former_person FOR SELECT TO registry_person USING (kept_id = (SELECT access.current_person()));
GRANT SELECT ON duplicates.former_person TO registry_person;

-- Who reads the own record is logged as well.
CREATE POLICY append_own_record ON access.read_log FOR INSERT TO registry_person
  WITH CHECK (account_id = access.current_account() AND role = 'person' AND person_ids = ARRAY[(SELECT access.current_person())]);
GRANT INSERT (account_id, role, door, purpose, person_ids) ON access.read_log TO registry_person;

-- Who read a record, by day, role and purpose: for the person whose it is, and for the officer who answers their request. Never by name.
CREATE FUNCTION protection.reads_of(person uuid) RETURNS TABLE (day date, role text, purpose text, reads bigint)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT (l.at AT TIME ZONE 'Asia/Ho_Chi_Minh')::date, l.role, l.purpose, count(*)
    FROM access.read_log l
   WHERE l.person_ids @> ARRAY[reads_of.person]
     AND (person = (SELECT access.current_person())
          OR EXISTS (SELECT FROM registry.person p JOIN access.scoped_agency s ON s.agency_id = p.keeper_id
                      JOIN access.account a ON a.id = s.account_id AND a.role = 'hr' AND a.closed_at IS NULL
                      WHERE p.id = reads_of.person AND s.account_id = access.current_account() AND s.until > current_date))
   GROUP BY 1, 2, 3 ORDER BY 1 DESC, 2, 3
$$;
REVOKE EXECUTE ON FUNCTION protection.reads_of(uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION protection.reads_of(uuid) TO registry_hr, registry_person;

-- What people ask about their data. No reference to the person: a request outlives a record that goes, and follows one that was merged.
CREATE TABLE protection.request (
  id               uuid PRIMARY KEY,
  person_id        uuid NOT NULL,
  kind             text NOT NULL CHECK (kind IN ('access', 'correction', 'restriction', 'objection', 'withdrawal', 'deletion')),
  state            text NOT NULL DEFAULT 'received' CHECK (state IN ('received', 'replied', 'done', 'refused', 'taken_back')),
  came_by          text NOT NULL CHECK (came_by IN ('person', 'officer')),
  received_on      date NOT NULL,
  words            text CHECK (char_length(words) <= 2000),
  record           text CHECK (char_length(record) <= 60),
  record_id        uuid,
  field            text CHECK (char_length(field) <= 60),
  wanted           text CHECK (char_length(wanted) <= 500),
  reply_due        date NOT NULL,
  finish_due       date NOT NULL,
  replied_on       date,
  extended_to      date CHECK (extended_to > finish_due),
  extension_reason text CHECK (char_length(extension_reason) BETWEEN 1 AND 500),
  decided_on       date,
  decision         text CHECK (char_length(decision) BETWEEN 1 AND 2000),
  CHECK (num_nonnulls(record, record_id, field) IN (0, 3)),
  CHECK (kind = 'correction' OR record IS NULL),
  -- Citizen IDs stand encrypted in the registry and in clear nowhere.
  CONSTRAINT request_without_citizen_id CHECK (concat_ws(' ', words, wanted, decision, extension_reason) !~ '[0-9]{12}' AND (field IS DISTINCT FROM 'citizen_id' OR wanted IS NULL)),
  CHECK ((extended_to IS NULL) = (extension_reason IS NULL)),
  CHECK ((state IN ('done', 'refused')) = (decided_on IS NOT NULL)),
  CHECK (state <> 'refused' OR decision IS NOT NULL),
  -- Fifteen days at most; a day off at the end may add a few.
  CHECK (extended_to <= finish_due + 30)
);
CREATE INDEX request_person ON protection.request (person_id);
CREATE INDEX request_open ON protection.request (finish_due) WHERE state IN ('received', 'replied');

-- Each step of it, as it was: written by the database, never changed.
CREATE TABLE protection.request_step (
  id           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  request_id   uuid NOT NULL REFERENCES protection.request,
  at           timestamptz NOT NULL DEFAULT clock_timestamp(),
  account_id   uuid,
  account_name text,
  role         text,
  step         text NOT NULL CHECK (step IN ('received', 'replied', 'extended', 'done', 'refused', 'taken_back')),
  note         text
);
CREATE INDEX request_step_of ON protection.request_step (request_id, id);
CREATE FUNCTION protection.keep_step() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
  account CONSTANT uuid := nullif(current_setting('registry.account', true), '')::uuid;
  step CONSTANT text := CASE WHEN TG_OP = 'INSERT' THEN 'received' WHEN NEW.state <> OLD.state THEN NEW.state ELSE 'extended' END;
BEGIN
  IF TG_OP = 'UPDATE' AND OLD.state NOT IN ('received', 'replied') THEN
    RAISE EXCEPTION 'a request that was decided stays so' USING ERRCODE = 'insufficient_privilege';
  END IF;
  IF TG_OP = 'UPDATE' AND OLD.extended_to IS NOT NULL AND NEW.extended_to IS DISTINCT FROM OLD.extended_to THEN
    RAISE EXCEPTION 'a request is extended once' USING ERRCODE = 'insufficient_privilege';
  END IF;
  INSERT INTO protection.request_step (request_id, account_id, account_name, role, step, note)
    VALUES (NEW.id, account, (SELECT a.display_name FROM access.account a WHERE a.id = account), replace(nullif(current_setting('role'), 'none'), 'registry_', ''), step,
            CASE step WHEN 'extended' THEN NEW.extension_reason WHEN 'done' THEN NEW.decision WHEN 'refused' THEN NEW.decision END);
  RETURN NULL;
END
$$;
REVOKE EXECUTE ON FUNCTION protection.keep_step() FROM PUBLIC;
CREATE TRIGGER keep_step AFTER INSERT OR UPDATE ON protection.request FOR EACH ROW EXECUTE FUNCTION protection.keep_step();

ALTER TABLE protection.request ENABLE ROW LEVEL SECURITY;
ALTER TABLE protection.request_step ENABLE ROW LEVEL SECURITY;
CREATE POLICY of_own_people ON protection.request TO registry_hr
  USING (EXISTS (SELECT FROM registry.person p WHERE p.id = duplicates.kept_person(person_id)))
  WITH CHECK (EXISTS (SELECT FROM registry.person p WHERE p.id = duplicates.kept_person(person_id)));
CREATE POLICY own_requests ON protection.request FOR SELECT TO registry_person USING (duplicates.kept_person(person_id) = (SELECT access.current_person()));
CREATE POLICY asks_for_own ON protection.request FOR INSERT TO registry_person
  WITH CHECK (person_id = (SELECT access.current_person()) AND state = 'received' AND came_by = 'person');
CREATE POLICY takes_own_back ON protection.request FOR UPDATE TO registry_person
  USING (duplicates.kept_person(person_id) = (SELECT access.current_person())) WITH CHECK (state = 'taken_back');
CREATE POLICY counted ON protection.request FOR SELECT TO registry_admin, registry_auditor USING (true);
CREATE POLICY of_own_people ON protection.request_step FOR SELECT TO registry_hr USING (EXISTS (SELECT FROM protection.request r WHERE r.id = request_id));
CREATE POLICY own_requests ON protection.request_step FOR SELECT TO registry_person USING (EXISTS (SELECT FROM protection.request r WHERE r.id = request_id));
CREATE POLICY auditor_reads ON protection.request_step FOR SELECT TO registry_auditor USING (true);
GRANT SELECT ON protection.request TO registry_hr, registry_person;
GRANT INSERT (id, person_id, kind, came_by, received_on, words, record, record_id, field, wanted, reply_due, finish_due) ON protection.request TO registry_hr, registry_person;
GRANT UPDATE (state, replied_on, extended_to, extension_reason, decided_on, decision) ON protection.request TO registry_hr;
GRANT UPDATE (state) ON protection.request TO registry_person;
-- Of what was asked they see the kind and the clock, not the words, and not of whom.
GRANT SELECT (id, kind, state, came_by, received_on, reply_due, finish_due, replied_on, extended_to, decided_on) ON protection.request TO registry_admin, registry_auditor;
GRANT SELECT ON protection.request_step TO registry_hr;
GRANT SELECT (id, request_id, at, role, step, note) ON protection.request_step TO registry_person;
GRANT SELECT (id, request_id, at, account_id, account_name, role, step) ON protection.request_step TO registry_auditor;

-- What an impact assessment tells of the registry itself, by its own numbers: for those who may see no person.
CREATE FUNCTION protection.measures() RETURNS TABLE (measure text, value bigint) LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT 'people', count(*) FROM registry.person
  UNION ALL SELECT 'deceased', count(*) FROM registry.person WHERE deceased_on IS NOT NULL
  UNION ALL SELECT 'with_citizen_id', count(*) FROM registry.person WHERE citizen_id_cipher IS NOT NULL
  UNION ALL SELECT 'reads_30_days', count(*) FROM access.read_log WHERE at > now() - interval '30 days'
  UNION ALL SELECT 'people_read_30_days', coalesce(sum(cardinality(person_ids)), 0)::bigint FROM access.read_log WHERE at > now() - interval '30 days'
  UNION ALL SELECT 'accounts_' || role, count(*) FROM access.account WHERE closed_at IS NULL GROUP BY role
  UNION ALL SELECT 'due_for_erasure', count(*) FROM registry.person WHERE deceased_on < current_date - interval '10 years'
$$;
REVOKE EXECUTE ON FUNCTION protection.measures() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION protection.measures() TO registry_admin, registry_auditor;

-- Which roles may read a column of people, as the grants stand at this moment.
CREATE VIEW protection.field_reader WITH (security_barrier = true) AS
  SELECT f.relation, f.field, r.role
    FROM protection.personal_field f
    CROSS JOIN (VALUES ('hr'), ('planner'), ('leader'), ('admin'), ('auditor'), ('person')) r (role)
   WHERE has_column_privilege('registry_' || r.role, to_regclass('registry.' || f.relation), f.field, 'SELECT');
GRANT SELECT ON protection.field_reader TO registry_hr, registry_planner, registry_leader, registry_admin, registry_auditor, registry_person;
