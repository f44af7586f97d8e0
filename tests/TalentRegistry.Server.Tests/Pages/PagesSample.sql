-- A province of two districts with three doctors and a teacher, one plan with three targets, one forecast. All invented.
INSERT INTO reference.administrative_unit (id, level, code, name, short_name, kind_vi, kind_en, parent_id, valid_from, valid_until, source) VALUES
  ('P11', 'province', '11', 'Tỉnh Điện Biên', 'Điện Biên', 'Tỉnh', 'Province', NULL, NULL, NULL, 'test'),
  ('D094', 'district', '094', 'Thành phố Điện Biên Phủ', 'Điện Biên Phủ', 'Thành phố', 'City', 'P11', NULL, '2025-07-01', 'test'),
  ('D096', 'district', '096', 'Huyện Mường Nhé', 'Mường Nhé', 'Huyện', 'District', 'P11', NULL, '2025-07-01', 'test');
INSERT INTO reference.ethnic_group (code, name, kind) VALUES ('01', 'Kinh', 'majority');
INSERT INTO reference.degree_level (code, scheme, name_vi, name_en, rank, university_or_above, postgraduate) VALUES
  ('E40', 'education', 'Đại học', 'Bachelor', 40, true, false),
  ('E50', 'education', 'Thạc sĩ', 'Master', 50, true, true), ('G30', 'state_management', 'Ngạch chuyên viên chính', 'Senior specialist', 30, NULL, NULL);
INSERT INTO reference.sector (code, name_vi, name_en) VALUES ('HEALTH', 'Y tế', 'Health'), ('EDU', 'Giáo dục và đào tạo', 'Education and training');
INSERT INTO reference.profession (code, name_vi, name_en, sector_code, licensed, usual_level_code) VALUES
  ('doctor', 'Bác sĩ', 'Doctor', 'HEALTH', true, 'E40'), ('teacher_primary', 'Giáo viên tiểu học', 'Primary teacher', 'EDU', false, 'E40');
INSERT INTO reference.published_headcount (unit_id, profession_code, year, headcount) VALUES ('P11', 'doctor', 2022, 3);

INSERT INTO registry.agency (id, code, name, kind, sector_code, government_level, ownership, valid_from, synthetic) VALUES
  ('00000000-0000-0000-0000-0000000000a1', 'BV-1', 'Bệnh viện đa khoa tỉnh', 'hospital', 'HEALTH', 'province', 'public', '1990-01-01', true),
  ('00000000-0000-0000-0000-0000000000a2', 'TH-1', 'Trường tiểu học số 1', 'school', 'EDU', 'district', 'public', '1990-01-01', true);
INSERT INTO registry.agency_seat (agency_id, unit_id, valid_from) VALUES
  ('00000000-0000-0000-0000-0000000000a1', 'D094', '1990-01-01'), ('00000000-0000-0000-0000-0000000000a2', 'D096', '1990-01-01');
INSERT INTO registry.person (id, full_name, birth_year, sex, ethnic_group_code, keeper_id, synthetic)
  SELECT ('00000000-0000-0000-0000-0000000000b' || n)::uuid, name, 1970 + n, sex, '01', keeper::uuid, true
    FROM (VALUES (1, 'Nguyễn Thị Ánh', 'female', '00000000-0000-0000-0000-0000000000a1'),
                 (2, 'Lò Văn Bình', 'male', '00000000-0000-0000-0000-0000000000a1'),
                 (3, 'Đặng Thị Châu', 'female', '00000000-0000-0000-0000-0000000000a1'),
                 (4, '=HYPERLINK("x")', 'male', '00000000-0000-0000-0000-0000000000a2')) people (n, name, sex, keeper);
INSERT INTO registry.degree (id, person_id, level_code, awarded_year)
  SELECT gen_random_uuid(), id, CASE WHEN birth_year = 1971 THEN 'E50' ELSE 'E40' END, 2000 FROM registry.person;
INSERT INTO registry.posting (id, person_id, agency_id, valid_from, profession_code, position_title, employment_kind)
  SELECT gen_random_uuid(), id, keeper_id, '2005-01-01', CASE WHEN birth_year = 1974 THEN 'teacher_primary' ELSE 'doctor' END, 'Viên chức', 'public_employee'
    FROM registry.person;

INSERT INTO access.account (id, name, display_name, role, password_hash, demo)
  SELECT ('00000000-0000-0000-0000-0000000000c' || n)::uuid, role, 'Tài khoản ' || role, role, 'x', true
    FROM unnest(ARRAY['hr', 'planner', 'leader', 'admin', 'auditor']) WITH ORDINALITY roles (role, n);
INSERT INTO access.scope (account_id, agency_id) VALUES ('00000000-0000-0000-0000-0000000000c1', '00000000-0000-0000-0000-0000000000a1');
INSERT INTO access.scope (account_id, unit_id) VALUES ('00000000-0000-0000-0000-0000000000c3', 'D096');

INSERT INTO plans.plan (code, version, content_hash, source_file, document, title_vi, title_en, issuer_vi, issuer_en, side, basis, unit_level, unit_id)
  VALUES ('DB', 1, repeat('0', 64), 'dien-bien.yaml', '', 'Kế hoạch thực hiện Nghị quyết 45', 'Plan for Resolution 45', 'Tỉnh ủy Điện Biên', 'Party Committee',
          'party', '{}', 'province', 'P11');
INSERT INTO plans.setting (plan_id, position, key, value, ambiguity, note_vi, note_en)
  SELECT id, 1, 'doctors', 'main-posting', 11, 'Tính theo vị trí chính.', 'By main posting.' FROM plans.plan;
INSERT INTO plans.target (plan_id, code, position, section, sentence, meaning_vi, meaning_en, kind, indicator, comparator, value, unit, due_year, computable, needs_vi, needs_en)
  SELECT p.id, t.* FROM plans.plan p, (VALUES
    ('DB-01', 1::smallint, 'II.1', 'Nông nghiệp thấp hơn 58%.', 'Tỷ trọng lao động nông nghiệp', 'Share of workers in farming', 'share', '{"kind":"share"}'::jsonb,
     'less_than', 58::numeric, 'percent', 2030::smallint, false, 'Chuỗi số liệu điều tra lao động.', 'The labour force survey.'),
    ('DB-06', 2::smallint, 'II.1(1)', 'Đạt tỷ lệ tối thiểu 14 bác sĩ trên một vạn dân;', 'Số bác sĩ trên một vạn dân', 'Doctors per 10,000 people', 'ratio',
     '{"kind":"ratio","numerator":{"profession":["doctor"]},"denominator":{"series":"population"},"per":10000}'::jsonb,
     'at_least', 14::numeric, 'per_ten_thousand', 2030::smallint, true, NULL, NULL),
    ('DB-07', 3::smallint, 'II.1(1)', 'Tối thiểu 3 dược sĩ.', 'Số dược sĩ trên một vạn dân', 'Pharmacists per 10,000 people', 'ratio',
     '{"kind":"ratio","numerator":{"profession":["doctor"],"ageUnder":40},"denominator":{"series":"population"},"per":10000}'::jsonb,
     'at_least', 3::numeric, 'per_ten_thousand', 2030::smallint, true, NULL, NULL)) t;

INSERT INTO forecast.run (id, base_date, horizon_years, draws, seed, seconds, fingerprint)
  VALUES ('00000000-0000-0000-0000-0000000000f1', '2025-12-31', 10, 2000, 1, 1, 'test');
INSERT INTO forecast.target_path (run_id, target_code, unit_id, year, is_forecast, numerator, denominator, denominator_status, value)
  SELECT '00000000-0000-0000-0000-0000000000f1', 'DB-06', unit, year, false, 3, 2400, CASE WHEN year < 2023 THEN 'published' ELSE 'interpolated' END, 12.5
    FROM unnest(ARRAY['P11', 'D094']) unit, generate_series(2018, 2025) year;
INSERT INTO forecast.target_path (run_id, target_code, unit_id, year, is_forecast, numerator, denominator, denominator_status, value,
                                  low95, low80, high80, high95, probability_missed, gap_people, extra_recruits_a_year)
  SELECT '00000000-0000-0000-0000-0000000000f1', 'DB-06', unit, year, true, 3.1, 2500, 'extrapolated', 12.4, 9.5, 10.5, 14.2, 15, 0.65, 12.4, 3.2
    FROM unnest(ARRAY['P11', 'D094']) unit, generate_series(2026, 2035) year;
INSERT INTO forecast.supply (run_id, unit_id, sector_code, profession_code, year, opening, recruits, upgrades_in, upgrades_out, retirements, leavers, deaths,
                             mean, low95, low80, median, high80, high95)
  SELECT '00000000-0000-0000-0000-0000000000f1', unit, 'HEALTH', profession, year, 30, 3, 0.5, 0.5, 1.5, 1, 0.1, 30.4, 25, 27, 30, 34, 36
    FROM unnest(ARRAY['P11', 'D094']) unit, unnest(ARRAY['doctor', NULL]) profession, generate_series(2026, 2035) year;
INSERT INTO forecast.supply_by_degree (run_id, unit_id, sector_code, profession_code, degree, year, opening, recruits, upgrades_in, upgrades_out, retirements, leavers, deaths,
                                       transfers_out, moves_in, moves_out, mean, low95, low80, median, high80, high95)
  SELECT '00000000-0000-0000-0000-0000000000f1', 'D094', 'HEALTH', 'doctor', degree, year, 15, 1.5, 0.25, 0.25, 0.75, 0.5, 0.05, 0, 0, 0, 15.2, 12, 13, 15, 17, 18
    FROM unnest(ARRAY['university', 'master']) degree, generate_series(2026, 2035) year;
INSERT INTO forecast.shortage (run_id, basis, target_code, unit_id, sector_code, profession_code, year, requirement, supply_median, supply_low80, supply_high80,
                               expected_gap, probability_short, severity)
  SELECT '00000000-0000-0000-0000-0000000000f1', s.* FROM (VALUES
    ('plan_target', 'DB-06', 'D094', 'HEALTH', 'doctor', 2030::smallint, 42.0, 30.0, 27.0, 34.0, 12.0, 0.95, 'severe'),
    ('current_staffing', NULL, 'D094', 'HEALTH', NULL, 2030::smallint, 90.0, 88.0, 80.0, 95.0, 2.0, 0.6, 'shortage'),
    ('current_staffing', NULL, 'D096', 'EDU', NULL, 2030::smallint, 50.0, 55.0, 50.0, 60.0, -5.0, 0.02, 'none'),
    ('current_staffing', NULL, 'P11', 'EDU', NULL, 2030::smallint, 900.0, 890.0, 850.0, 950.0, 10.0, 0.4, 'watch')) s;
