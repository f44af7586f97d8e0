-- What a dossier holds beside degrees and postings (docs/decisions/0021). Dated records are half-open: valid_from included, valid_until excluded,
-- null while it goes on. Texts that may name or single out a person are for HR officers; planners and leaders see codes, years and periods.

CREATE TABLE registry.certificate (
  id            uuid PRIMARY KEY,
  person_id     uuid NOT NULL REFERENCES registry.person ON DELETE CASCADE,
  kind          text NOT NULL CHECK (kind IN ('political_theory', 'state_management', 'foreign_language', 'digital_skills', 'job_title', 'national_defence')),
  level_code    text REFERENCES reference.degree_level,
  language_code text CHECK (language_code ~ '^[a-z]{2,3}$'),
  scale         text CHECK (scale IN ('vietnam_six_level', 'cefr')),
  title         text CHECK (title <> '' AND char_length(title) <= 300),
  issuer        text CHECK (issuer <> '' AND char_length(issuer) <= 200),
  issued_on     date NOT NULL,
  valid_until   date CHECK (valid_until > issued_on),
  version       integer NOT NULL DEFAULT 1 CHECK (version > 0),
  CONSTRAINT certificate_level_code_check CHECK (coalesce(left(level_code, 1), '') =
    CASE kind WHEN 'political_theory' THEN 'P' WHEN 'state_management' THEN 'G' WHEN 'foreign_language' THEN 'L' ELSE '' END),
  CONSTRAINT certificate_language_code_required_check CHECK ((kind = 'foreign_language') = (language_code IS NOT NULL)),
  CONSTRAINT certificate_scale_kind_check CHECK (scale IS NULL OR kind = 'foreign_language')
);
CREATE INDEX certificate_person ON registry.certificate (person_id, kind);
COMMENT ON TABLE registry.certificate IS
  'Chứng chỉ: lý luận chính trị, quản lý nhà nước, ngoại ngữ, tin học (kỹ năng số), chức danh nghề nghiệp, quốc phòng và an ninh.';
COMMENT ON COLUMN registry.certificate.level_code IS
  'Of reference.degree_level: P for political theory, G for state management, L for the six levels of a foreign language; null for the other kinds.';
COMMENT ON COLUMN registry.certificate.language_code IS 'ISO 639, of a foreign language: en, zh, lo.';
COMMENT ON COLUMN registry.certificate.scale IS 'What the level was measured on: the Vietnamese six levels (Circular 01/2014/TT-BGDĐT, VSTEP) or the CEFR.';
COMMENT ON COLUMN registry.certificate.title IS 'As written on it, where the kind does not say all; for HR officers.';
COMMENT ON COLUMN registry.certificate.issued_on IS '1 January where only the year is known.';
COMMENT ON COLUMN registry.certificate.valid_until IS 'First day on which it is no longer valid; null for one that does not expire.';

CREATE TABLE registry.academic_title (
  id              uuid PRIMARY KEY,
  person_id       uuid NOT NULL REFERENCES registry.person ON DELETE CASCADE,
  rank            text NOT NULL CHECK (rank IN ('associate_professor', 'professor')),
  recognised_year smallint NOT NULL CHECK (recognised_year BETWEEN 1940 AND 2100),
  field_code      text REFERENCES reference.field_of_study,
  awarding_body   text CHECK (awarding_body <> '' AND char_length(awarding_body) <= 200),
  version         integer NOT NULL DEFAULT 1 CHECK (version > 0)
);
CREATE INDEX academic_title_person ON registry.academic_title (person_id, rank);
COMMENT ON TABLE registry.academic_title IS 'Học hàm: phó giáo sư, giáo sư (Decision 37/2018/QD-TTg).';
COMMENT ON COLUMN registry.academic_title.recognised_year IS 'Year of recognition (công nhận đạt tiêu chuẩn chức danh).';

CREATE TABLE registry.talent_recognition (
  id              uuid PRIMARY KEY,
  person_id       uuid NOT NULL REFERENCES registry.person ON DELETE CASCADE,
  scheme          text NOT NULL CHECK (scheme IN ('excellent_graduate', 'public_service_talent', 'provincial_policy', 'other_scheme')),
  decision_number text CHECK (decision_number <> '' AND char_length(decision_number) <= 60),
  valid_from      date NOT NULL,
  valid_until     date CHECK (valid_until > valid_from),
  end_reason      text CHECK (end_reason IN ('term_ended', 'left_service', 'withdrawn')),
  version         integer NOT NULL DEFAULT 1 CHECK (version > 0),
  CONSTRAINT talent_recognition_end_check CHECK (end_reason IS NULL OR valid_until IS NOT NULL)
);
CREATE INDEX talent_recognition_person ON registry.talent_recognition (person_id, valid_from);
COMMENT ON TABLE registry.talent_recognition IS 'Nhân tài, người có tài năng được công nhận, thu hút.';
COMMENT ON COLUMN registry.talent_recognition.scheme IS
  'Excellent graduates and young scientists (Decree 140/2017/ND-CP), talented people in public service (Decree 179/2024/ND-CP), the policy of a province, another.';
COMMENT ON COLUMN registry.talent_recognition.decision_number IS 'Of the decision of recognition; for HR officers.';
COMMENT ON COLUMN registry.talent_recognition.end_reason IS 'Hết thời hạn, thôi làm việc, thu hồi; null while it is kept.';

CREATE TABLE registry.working_age_extension (
  id              uuid PRIMARY KEY,
  person_id       uuid NOT NULL REFERENCES registry.person ON DELETE CASCADE,
  valid_from      date NOT NULL,
  valid_until     date NOT NULL CHECK (valid_until > valid_from),
  ground          text NOT NULL CHECK (ground IN ('academic_rank', 'doctorate_or_specialist', 'forensic_examiner', 'special_field', 'senior_office', 'other_ground')),
  decision_number text CHECK (decision_number <> '' AND char_length(decision_number) <= 60),
  version         integer NOT NULL DEFAULT 1 CHECK (version > 0)
);
CREATE INDEX working_age_extension_person ON registry.working_age_extension (person_id, valid_from);
COMMENT ON TABLE registry.working_age_extension IS
  'Kéo dài thời gian công tác, nghỉ hưu ở tuổi cao hơn: Labour Code 2019 art. 169(4), Decree 50/2022/ND-CP, Decree 83/2022/ND-CP.';
COMMENT ON COLUMN registry.working_age_extension.ground IS
  'Giáo sư, phó giáo sư; tiến sĩ hoặc chuyên khoa cấp II; giám định viên pháp y; ngành đặc thù; chức vụ lãnh đạo, quản lý (Decree 83/2022); căn cứ khác.';
COMMENT ON COLUMN registry.working_age_extension.decision_number IS 'Of the decision of extension; for HR officers.';

CREATE TABLE registry.availability (
  id           uuid PRIMARY KEY,
  person_id    uuid NOT NULL REFERENCES registry.person ON DELETE CASCADE,
  kind         text NOT NULL CHECK (kind IN ('working', 'retired', 'retired_willing', 'overseas', 'unavailable')),
  valid_from   date NOT NULL,
  valid_until  date CHECK (valid_until > valid_from),
  country_code text CHECK (country_code ~ '^[A-Z]{2}$'),
  note         text CHECK (note <> '' AND char_length(note) <= 500),
  version      integer NOT NULL DEFAULT 1 CHECK (version > 0),
  CONSTRAINT one_availability_at_a_time EXCLUDE USING gist (person_id WITH =, daterange(valid_from, valid_until) WITH &&)
);
CREATE INDEX availability_person ON registry.availability (person_id, valid_from);
COMMENT ON TABLE registry.availability IS
  'Whether the person can be called on: đang làm việc; đã nghỉ hưu; đã nghỉ hưu và sẵn sàng cộng tác; đang ở nước ngoài; không thể tham gia.';
COMMENT ON COLUMN registry.availability.country_code IS 'ISO 3166-1 alpha-2, of who is overseas.';
COMMENT ON COLUMN registry.availability.note IS 'For HR officers.';

CREATE TABLE registry.science_task (
  id          uuid PRIMARY KEY,
  person_id   uuid NOT NULL REFERENCES registry.person ON DELETE CASCADE,
  title       text NOT NULL CHECK (title <> '' AND char_length(title) <= 500),
  role        text NOT NULL CHECK (role IN ('principal', 'secretary', 'participant')),
  level       text NOT NULL CHECK (level IN ('state', 'ministry', 'province', 'district', 'grassroots')),
  field_code  text REFERENCES reference.field_of_study,
  valid_from  date NOT NULL,
  valid_until date CHECK (valid_until > valid_from),
  result      text CHECK (result IN ('excellent', 'passed', 'failed', 'stopped')),
  is_applied  boolean,
  version     integer NOT NULL DEFAULT 1 CHECK (version > 0)
);
CREATE INDEX science_task_person ON registry.science_task (person_id, valid_from);
COMMENT ON TABLE registry.science_task IS 'Nhiệm vụ khoa học và công nghệ (đề tài, dự án, đề án) with what the person did in it.';
COMMENT ON COLUMN registry.science_task.title IS 'For HR officers: a title finds the people behind it.';
COMMENT ON COLUMN registry.science_task.role IS 'Chủ nhiệm, thư ký khoa học, thành viên.';
COMMENT ON COLUMN registry.science_task.result IS 'Nghiệm thu: xuất sắc, đạt, không đạt; dừng thực hiện. Null while it goes on or when unknown.';
COMMENT ON COLUMN registry.science_task.is_applied IS 'Whether the result is applied; null when unknown.';

CREATE TABLE registry.award (
  id              uuid PRIMARY KEY,
  person_id       uuid NOT NULL REFERENCES registry.person ON DELETE CASCADE,
  kind            text NOT NULL CHECK (kind IN
                    ('emulation_title', 'order', 'medal', 'honorary_title', 'state_prize', 'merit_certificate', 'commendation', 'prize')),
  title           text NOT NULL CHECK (title <> '' AND char_length(title) <= 300),
  level           text NOT NULL CHECK (level IN ('state', 'ministry', 'province', 'district', 'grassroots')),
  awarded_year    smallint NOT NULL CHECK (awarded_year BETWEEN 1940 AND 2100),
  decision_number text CHECK (decision_number <> '' AND char_length(decision_number) <= 60),
  version         integer NOT NULL DEFAULT 1 CHECK (version > 0)
);
CREATE INDEX award_person ON registry.award (person_id, awarded_year);
COMMENT ON TABLE registry.award IS
  'Danh hiệu thi đua, huân chương, huy chương, danh hiệu vinh dự nhà nước, giải thưởng nhà nước, bằng khen, giấy khen (Law 06/2022/QH15); giải thưởng khác.';
COMMENT ON COLUMN registry.award.title IS 'For HR officers: few people of a place hold the same.';
COMMENT ON COLUMN registry.award.decision_number IS 'For HR officers.';

CREATE TABLE registry.association_membership (
  id          uuid PRIMARY KEY,
  person_id   uuid NOT NULL REFERENCES registry.person ON DELETE CASCADE,
  association text NOT NULL CHECK (association <> '' AND char_length(association) <= 200),
  role        text NOT NULL CHECK (role IN ('chair', 'vice_chair', 'board_member', 'ordinary_member')),
  valid_from  date NOT NULL,
  valid_until date CHECK (valid_until > valid_from),
  version     integer NOT NULL DEFAULT 1 CHECK (version > 0)
);
CREATE INDEX association_membership_person ON registry.association_membership (person_id, valid_from);
COMMENT ON TABLE registry.association_membership IS 'Hội viên của hội, liên hiệp hội, hội nghề nghiệp.';
COMMENT ON COLUMN registry.association_membership.role IS 'Chủ tịch, phó chủ tịch, ủy viên ban chấp hành, hội viên.';

-- Versions, history, row-level security and grants, alike for all of them; "hidden" is for HR officers alone.
DO $$
DECLARE
  kept record;
BEGIN
  FOR kept IN SELECT name, string_to_array(hidden, ' ') AS hidden FROM (VALUES
      ('certificate', 'title'), ('academic_title', ''), ('talent_recognition', 'decision_number'), ('working_age_extension', 'decision_number'),
      ('availability', 'note'), ('science_task', 'title'), ('award', 'title decision_number'), ('association_membership', '')) record (name, hidden) LOOP
    EXECUTE format($each$
      CREATE TRIGGER count_version BEFORE UPDATE ON registry.%1$I FOR EACH ROW EXECUTE FUNCTION registry.count_version();
      CREATE TRIGGER keep_history_of_insert AFTER INSERT ON registry.%1$I REFERENCING NEW TABLE AS changed FOR EACH STATEMENT
        WHEN (current_setting('role') <> 'none' OR current_setting('history.bulk', true) IS DISTINCT FROM 'on')
        EXECUTE FUNCTION history.record_rows('id', 'person_id');
      CREATE TRIGGER keep_history_of_update AFTER UPDATE ON registry.%1$I REFERENCING OLD TABLE AS before NEW TABLE AS changed FOR EACH STATEMENT
        WHEN (current_setting('role') <> 'none' OR current_setting('history.bulk', true) IS DISTINCT FROM 'on')
        EXECUTE FUNCTION history.record_rows('id', 'person_id');
      CREATE TRIGGER keep_history_of_delete AFTER DELETE ON registry.%1$I REFERENCING OLD TABLE AS before FOR EACH STATEMENT
        WHEN (current_setting('role') <> 'none' OR current_setting('history.bulk', true) IS DISTINCT FROM 'on')
        EXECUTE FUNCTION history.record_rows('id', 'person_id');
      CREATE TRIGGER keep_history_of_truncation AFTER TRUNCATE ON registry.%1$I FOR EACH STATEMENT EXECUTE FUNCTION history.record_truncation();
      ALTER TABLE registry.%1$I ENABLE ROW LEVEL SECURITY;
      CREATE POLICY hr_own_agencies ON registry.%1$I TO registry_hr
        USING (EXISTS (SELECT FROM registry.person p WHERE p.id = person_id)) WITH CHECK (EXISTS (SELECT FROM registry.person p WHERE p.id = person_id));
      CREATE POLICY planner_all_rows ON registry.%1$I FOR SELECT TO registry_planner USING (true);
      CREATE POLICY leader_own_units ON registry.%1$I FOR SELECT TO registry_leader USING (EXISTS (SELECT FROM registry.person p WHERE p.id = person_id));
      GRANT SELECT, INSERT, UPDATE, DELETE ON registry.%1$I TO registry_hr;
      GRANT SELECT (%2$s) ON registry.%1$I TO registry_planner, registry_leader
      $each$, kept.name,
      (SELECT string_agg(quote_ident(a.attname), ', ') FROM pg_attribute a
        WHERE a.attrelid = format('registry.%I', kept.name)::regclass AND a.attnum > 0 AND NOT a.attisdropped AND a.attname <> ALL (kept.hidden)));
  END LOOP;
END
$$;
