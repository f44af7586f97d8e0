-- What every table and column of people and agencies means, in Vietnamese and English with " | " between: the data dictionary of an archive is made
-- of it (docs/decisions/0024). A migration that adds a column says so in the same form.

COMMENT ON TABLE registry.agency IS 'Cơ quan, đơn vị | An agency';
COMMENT ON COLUMN registry.agency.id IS 'Mã định danh của bản ghi | Identifier of the record';
COMMENT ON COLUMN registry.agency.code IS 'Mã, theo đó các tệp gọi cơ quan | Code by which files name it';
COMMENT ON COLUMN registry.agency.name IS 'Tên | Name';
COMMENT ON COLUMN registry.agency.kind IS 'Loại: bệnh viện, trường, phòng, … | Kind: hospital, school, office, …';
COMMENT ON COLUMN registry.agency.sector_code IS 'Lĩnh vực | Sector';
COMMENT ON COLUMN registry.agency.government_level IS 'Cấp chính quyền; trống khi ngoài nhà nước | Level of government it belongs to; null for bodies outside the state';
COMMENT ON COLUMN registry.agency.ownership IS 'Sở hữu: Đảng, nhà nước, công lập, hợp tác xã, tư nhân, hội | Ownership: party, state, public, cooperative, private, association';
COMMENT ON COLUMN registry.agency.parent_id IS 'Cơ quan cấp trên trực tiếp | Agency right above it';
COMMENT ON COLUMN registry.agency.valid_from IS 'Ngày đầu tiên | First day';
COMMENT ON COLUMN registry.agency.valid_until IS 'Ngày đầu tiên sau khi kết thúc; trống là vẫn còn | First day after the end; null while it goes on';
COMMENT ON COLUMN registry.agency.synthetic IS 'Dữ liệu mô phỏng, không có thật | Made up for the demonstration';
COMMENT ON COLUMN registry.agency.version IS 'Số lần thay đổi của bản ghi; người sắp xếp nêu phiên bản đã đọc | Counts the changes of the record: who reorganises it names the version that was read';

COMMENT ON TABLE registry.agency_seat IS 'Trụ sở của cơ quan trong một thời gian | Where an agency sits over a period';
COMMENT ON COLUMN registry.agency_seat.agency_id IS 'Cơ quan | Agency';
COMMENT ON COLUMN registry.agency_seat.unit_id IS 'Đơn vị hành chính nơi đặt trụ sở | Administrative unit of the seat';
COMMENT ON COLUMN registry.agency_seat.valid_from IS 'Ngày đầu tiên | First day';
COMMENT ON COLUMN registry.agency_seat.valid_until IS 'Ngày đầu tiên sau khi kết thúc; trống là vẫn còn | First day after the end; null while it goes on';

COMMENT ON TABLE registry.agency_succession IS 'Cơ quan này nối tiếp cơ quan kia | An agency goes on in another';
COMMENT ON COLUMN registry.agency_succession.predecessor_id IS 'Cơ quan trước | Agency before';
COMMENT ON COLUMN registry.agency_succession.successor_id IS 'Cơ quan sau | Agency after';
COMMENT ON COLUMN registry.agency_succession.effective_on IS 'Ngày có hiệu lực | Day on which it took effect';

COMMENT ON TABLE registry.person IS 'Người có hồ sơ trong đội ngũ trí thức | A person of the registry';
COMMENT ON COLUMN registry.person.id IS 'Mã định danh của bản ghi | Identifier of the record';
COMMENT ON COLUMN registry.person.full_name IS 'Họ, tên đệm và tên | Family, middle and given names in Vietnamese order';
COMMENT ON COLUMN registry.person.date_of_birth IS 'Ngày sinh; trống khi chỉ biết năm | Date of birth; null where only the year is known';
COMMENT ON COLUMN registry.person.birth_year IS 'Năm sinh | Year of birth';
COMMENT ON COLUMN registry.person.sex IS 'Giới tính | Sex';
COMMENT ON COLUMN registry.person.ethnic_group_code IS 'Dân tộc (dữ liệu nhạy cảm) | Ethnic group (sensitive personal data)';
COMMENT ON COLUMN registry.person.home_unit_id IS 'Quê quán | Home place (quê quán)';
COMMENT ON COLUMN registry.person.citizen_id_cipher IS 'Số định danh cá nhân, đã mã hóa bằng khóa nằm ngoài cơ sở dữ liệu | Citizen ID, encrypted under a key outside the database';
COMMENT ON COLUMN registry.person.citizen_id_hash IS 'Dấu băm có khóa của số định danh, để tìm | Keyed hash of the citizen ID, by which the person is found';
COMMENT ON COLUMN registry.person.keeper_id IS 'Cơ quan quản lý hồ sơ, quyết định ai được xem | Agency that keeps the dossier and so decides who may see it';
COMMENT ON COLUMN registry.person.deceased_on IS 'Ngày mất | Day of death';
COMMENT ON COLUMN registry.person.synthetic IS 'Dữ liệu mô phỏng, không có thật | Made up for the demonstration';
COMMENT ON COLUMN registry.person.staff_code IS 'Số hiệu cán bộ, công chức, viên chức | Staff code that the agency gave';
COMMENT ON COLUMN registry.person.version IS 'Số lần thay đổi, từ 1; người sửa nêu phiên bản đã đọc | Counts the changes of the record, from 1; who corrects it names the version read';

COMMENT ON TABLE registry.degree IS 'Văn bằng của một người | A degree of a person';
COMMENT ON COLUMN registry.degree.id IS 'Mã định danh của bản ghi | Identifier of the record';
COMMENT ON COLUMN registry.degree.person_id IS 'Người | Person';
COMMENT ON COLUMN registry.degree.level_code IS 'Trình độ | Level';
COMMENT ON COLUMN registry.degree.field_code IS 'Ngành đào tạo (ISCED-F) | Field of study (ISCED-F)';
COMMENT ON COLUMN registry.degree.institution IS 'Cơ sở đào tạo, như ghi trên văn bằng | Institution as written on the degree';
COMMENT ON COLUMN registry.degree.country_code IS 'Nước của cơ sở đào tạo, ISO 3166-1 | Country of the institution, ISO 3166-1 alpha-2';
COMMENT ON COLUMN registry.degree.awarded_year IS 'Năm cấp | Year of award';
COMMENT ON COLUMN registry.degree.study_mode IS 'Hình thức: chính quy, vừa làm vừa học, từ xa, liên thông | Mode: full time, in service, distance, bridging';
COMMENT ON COLUMN registry.degree.verified_on IS 'Ngày xác minh với nơi cấp | Day on which it was checked with its issuer';
COMMENT ON COLUMN registry.degree.version IS 'Số lần thay đổi, từ 1; người sửa nêu phiên bản đã đọc | Counts the changes of the record, from 1; who corrects it names the version read';

COMMENT ON TABLE registry.posting IS 'Vị trí công tác của một người trong một thời gian | Work of a person at an agency over a period';
COMMENT ON COLUMN registry.posting.id IS 'Mã định danh của bản ghi | Identifier of the record';
COMMENT ON COLUMN registry.posting.person_id IS 'Người | Person';
COMMENT ON COLUMN registry.posting.agency_id IS 'Cơ quan | Agency';
COMMENT ON COLUMN registry.posting.valid_from IS 'Ngày đầu tiên | First day';
COMMENT ON COLUMN registry.posting.valid_until IS 'Ngày đầu tiên sau khi kết thúc; trống là vẫn còn | First day after the end; null while it goes on';
COMMENT ON COLUMN registry.posting.is_main IS 'Vị trí chính; sai là kiêm nhiệm | Main posting; false for a second job';
COMMENT ON COLUMN registry.posting.profession_code IS 'Nghề nghiệp | Profession';
COMMENT ON COLUMN registry.posting.position_title IS 'Chức danh, vị trí việc làm | Title of the job position';
COMMENT ON COLUMN registry.posting.leadership_rank IS 'Chức vụ lãnh đạo: phó trưởng phòng, trưởng phòng, phó thủ trưởng, thủ trưởng; trống là chuyên môn | Leadership rank: deputy division head to head of agency; null for professional work';
COMMENT ON COLUMN registry.posting.employment_kind IS 'Loại hình: cán bộ, công chức, viên chức, hợp đồng, ngoài nhà nước, tự do | Kind of employment';
COMMENT ON COLUMN registry.posting.end_reason IS 'Vì sao kết thúc; "move" là còn làm việc ở vị trí khác trong sổ, "transfer_out" là rời đi | Why it ended; "move" goes on in another posting of the registry, "transfer_out" leaves it';
COMMENT ON COLUMN registry.posting.required_level_code IS 'Trình độ mà đề án vị trí việc làm yêu cầu | Degree level that the job-position scheme requires';
COMMENT ON COLUMN registry.posting.version IS 'Số lần thay đổi, từ 1; người sửa nêu phiên bản đã đọc | Counts the changes of the record, from 1; who corrects it names the version read';

COMMENT ON TABLE registry.agency_map IS 'Nơi của cơ quan trên bản đồ mỗi ngày, suy ra từ trụ sở | Commune, district and province of an agency on the map of any day of the period, before its life and after it too; derived';
COMMENT ON COLUMN registry.agency_map.agency_id IS 'Cơ quan | Agency';
COMMENT ON COLUMN registry.agency_map.valid_from IS 'Ngày đầu tiên | First day';
COMMENT ON COLUMN registry.agency_map.valid_until IS 'Ngày đầu tiên sau khi kết thúc; trống là vẫn còn | First day after the end; null while it goes on';
COMMENT ON COLUMN registry.agency_map.commune_id IS 'Xã | Commune';
COMMENT ON COLUMN registry.agency_map.district_id IS 'Huyện | District';
COMMENT ON COLUMN registry.agency_map.province_id IS 'Tỉnh | Province';

COMMENT ON TABLE registry.area IS 'Vùng đếm người, suy ra | Area in which people are counted; derived';
COMMENT ON COLUMN registry.area.id IS 'Mã định danh của bản ghi | Identifier of the record';
COMMENT ON COLUMN registry.area.path IS 'Từ ngày nào ở huyện và tỉnh nào | From which day on in which district and province, as "0001-01-01 D094 P11, 2025-07-01  P11.2"';

COMMENT ON TABLE registry.area_map IS 'Huyện và tỉnh của một vùng trong một thời gian, suy ra | District and province of an area over a period; derived';
COMMENT ON COLUMN registry.area_map.area_id IS 'Vùng: các cơ quan cùng huyện và tỉnh trên mọi bản đồ | Area: agencies in the same district and province on every map';
COMMENT ON COLUMN registry.area_map.valid_from IS 'Ngày đầu tiên | First day';
COMMENT ON COLUMN registry.area_map.valid_until IS 'Ngày đầu tiên sau khi kết thúc; trống là vẫn còn | First day after the end; null while it goes on';
COMMENT ON COLUMN registry.area_map.district_id IS 'Huyện | District';
COMMENT ON COLUMN registry.area_map.province_id IS 'Tỉnh | Province';

COMMENT ON TABLE registry.agency_area IS 'Vùng của một cơ quan, suy ra | Area of an agency; derived';
COMMENT ON COLUMN registry.agency_area.agency_id IS 'Cơ quan | Agency';
COMMENT ON COLUMN registry.agency_area.area_id IS 'Vùng: các cơ quan cùng huyện và tỉnh trên mọi bản đồ | Area: agencies in the same district and province on every map';

COMMENT ON TABLE registry.career_span IS 'Khoảng thời gian trong đó mọi đặc điểm để đếm một người không đổi, suy ra | A stretch in which all that a person is counted by stays the same; derived';
COMMENT ON COLUMN registry.career_span.person_id IS 'Người | Person';
COMMENT ON COLUMN registry.career_span.keeper_id IS 'Cơ quan quản lý hồ sơ | Agency that keeps the dossier';
COMMENT ON COLUMN registry.career_span.agency_id IS 'Cơ quan | Agency';
COMMENT ON COLUMN registry.career_span.area_id IS 'Vùng: các cơ quan cùng huyện và tỉnh trên mọi bản đồ | Area: agencies in the same district and province on every map';
COMMENT ON COLUMN registry.career_span.valid_from IS 'Ngày đầu tiên | First day';
COMMENT ON COLUMN registry.career_span.valid_until IS 'Ngày đầu tiên sau khi kết thúc; trống là vẫn còn | First day after the end; null while it goes on';
COMMENT ON COLUMN registry.career_span.birth_year IS 'Năm sinh | Year of birth';
COMMENT ON COLUMN registry.career_span.ethnic_group_code IS 'Dân tộc | Ethnic group';
COMMENT ON COLUMN registry.career_span.sector_code IS 'Lĩnh vực của cơ quan | Sector of the agency';
COMMENT ON COLUMN registry.career_span.government_level IS 'Cấp chính quyền của cơ quan | Government level of the agency';
COMMENT ON COLUMN registry.career_span.profession_code IS 'Nghề nghiệp | Profession';
COMMENT ON COLUMN registry.career_span.level_code IS 'Trình độ cao nhất | Highest degree level';
COMMENT ON COLUMN registry.career_span.field_code IS 'Ngành rộng của văn bằng đó | Broad field of that degree';
COMMENT ON COLUMN registry.career_span.sex IS 'Giới tính | Sex';
COMMENT ON COLUMN registry.career_span.employment_kind IS 'Loại hình | Kind of employment';
COMMENT ON COLUMN registry.career_span.leadership_rank IS 'Chức vụ lãnh đạo | Leadership rank';

COMMENT ON TABLE registry.headcount_year IS 'Năm đã đếm số người cuối năm | Years whose end is counted';
COMMENT ON COLUMN registry.headcount_year.year IS 'Năm | Year';

COMMENT ON TABLE registry.headcount_cell IS 'Số người vào ngày 31/12, theo tổ hợp đặc điểm, suy ra | People on 31 December by what is told apart; derived';
COMMENT ON COLUMN registry.headcount_cell.grain IS 'Những gì được phân biệt, cộng các số: vùng 512, lĩnh vực 256, cấp 128, nghề 64, trình độ 32, ngành 16, giới 8, tuổi 4, loại hình 2, chức vụ 1 | Sum of area 512, sector 256, government level 128, profession 64, degree level 32, field 16, sex 8, age band 4, employment kind 2, leadership rank 1';
COMMENT ON COLUMN registry.headcount_cell.year IS 'Năm | Year';
COMMENT ON COLUMN registry.headcount_cell.area_id IS 'Vùng: các cơ quan cùng huyện và tỉnh trên mọi bản đồ | Area: agencies in the same district and province on every map';
COMMENT ON COLUMN registry.headcount_cell.age_band IS 'Nhóm tuổi: 1 là dưới 25, rồi từng 5 năm, 10 là từ 65 | As registry.age_band, in the year of the cell';
COMMENT ON COLUMN registry.headcount_cell.people IS 'Số người; số âm trừ đi từ dòng cùng tổ hợp | People; a negative number takes away from rows of the same combination';
COMMENT ON COLUMN registry.headcount_cell.appended IS 'Thêm sau lần cộng dồn gần nhất | Added since the cells were last summed up';
COMMENT ON COLUMN registry.headcount_cell.sector_code IS 'Lĩnh vực của cơ quan | Sector of the agency';
COMMENT ON COLUMN registry.headcount_cell.government_level IS 'Cấp chính quyền của cơ quan | Government level of the agency';
COMMENT ON COLUMN registry.headcount_cell.profession_code IS 'Nghề nghiệp | Profession';
COMMENT ON COLUMN registry.headcount_cell.level_code IS 'Trình độ cao nhất | Highest degree level';
COMMENT ON COLUMN registry.headcount_cell.field_code IS 'Ngành rộng của văn bằng đó | Broad field of that degree';
COMMENT ON COLUMN registry.headcount_cell.sex IS 'Giới tính | Sex';
COMMENT ON COLUMN registry.headcount_cell.employment_kind IS 'Loại hình | Kind of employment';
COMMENT ON COLUMN registry.headcount_cell.leadership_rank IS 'Chức vụ lãnh đạo | Leadership rank';

COMMENT ON TABLE registry.name_word IS 'Từ có trong họ tên, để tìm tên gõ sai | Words of names, by which misspelt ones are found; derived';
COMMENT ON COLUMN registry.name_word.word IS 'Từ, bỏ dấu | Word without marks';

COMMENT ON TABLE registry.certificate IS 'Chứng chỉ: lý luận chính trị, quản lý nhà nước, ngoại ngữ, kỹ năng số, chức danh nghề nghiệp, quốc phòng và an ninh | A certificate: political theory, state management, foreign language, digital skills, job title, national defence';
COMMENT ON COLUMN registry.certificate.id IS 'Mã định danh của bản ghi | Identifier of the record';
COMMENT ON COLUMN registry.certificate.person_id IS 'Người | Person';
COMMENT ON COLUMN registry.certificate.kind IS 'Loại | Kind';
COMMENT ON COLUMN registry.certificate.level_code IS 'Trình độ: P lý luận chính trị, G quản lý nhà nước, L sáu bậc ngoại ngữ; trống với loại khác | Of reference.degree_level: P for political theory, G for state management, L for the six levels of a foreign language; null for the other kinds';
COMMENT ON COLUMN registry.certificate.language_code IS 'Ngoại ngữ, ISO 639: en, zh, lo | ISO 639, of a foreign language: en, zh, lo';
COMMENT ON COLUMN registry.certificate.scale IS 'Thang đo: sáu bậc của Việt Nam (VSTEP) hay CEFR | What the level was measured on: the Vietnamese six levels (Circular 01/2014/TT-BGDĐT, VSTEP) or the CEFR';
COMMENT ON COLUMN registry.certificate.title IS 'Tên như ghi trên chứng chỉ, khi loại chưa nói đủ; chỉ cán bộ nhân sự xem | As written on it, where the kind does not say all; for HR officers';
COMMENT ON COLUMN registry.certificate.issuer IS 'Nơi cấp | Issuer';
COMMENT ON COLUMN registry.certificate.issued_on IS 'Ngày cấp; 01/01 khi chỉ biết năm | Day of issue; 1 January where only the year is known';
COMMENT ON COLUMN registry.certificate.valid_until IS 'Ngày đầu tiên hết hạn; trống là không hết hạn | First day on which it is no longer valid; null for one that does not expire';
COMMENT ON COLUMN registry.certificate.version IS 'Số lần thay đổi, từ 1; người sửa nêu phiên bản đã đọc | Counts the changes of the record, from 1; who corrects it names the version read';

COMMENT ON TABLE registry.academic_title IS 'Học hàm: phó giáo sư, giáo sư | An academic title: associate professor, professor (Decision 37/2018/QD-TTg)';
COMMENT ON COLUMN registry.academic_title.id IS 'Mã định danh của bản ghi | Identifier of the record';
COMMENT ON COLUMN registry.academic_title.person_id IS 'Người | Person';
COMMENT ON COLUMN registry.academic_title.rank IS 'Phó giáo sư hoặc giáo sư | Associate professor or professor';
COMMENT ON COLUMN registry.academic_title.recognised_year IS 'Năm công nhận đạt tiêu chuẩn chức danh | Year of recognition';
COMMENT ON COLUMN registry.academic_title.field_code IS 'Ngành | Field';
COMMENT ON COLUMN registry.academic_title.awarding_body IS 'Nơi công nhận | Who recognised it';
COMMENT ON COLUMN registry.academic_title.version IS 'Số lần thay đổi, từ 1; người sửa nêu phiên bản đã đọc | Counts the changes of the record, from 1; who corrects it names the version read';

COMMENT ON TABLE registry.talent_recognition IS 'Nhân tài, người có tài năng được công nhận, thu hút | A recognition as talent, or an attraction';
COMMENT ON COLUMN registry.talent_recognition.id IS 'Mã định danh của bản ghi | Identifier of the record';
COMMENT ON COLUMN registry.talent_recognition.person_id IS 'Người | Person';
COMMENT ON COLUMN registry.talent_recognition.scheme IS 'Chính sách: sinh viên xuất sắc (NĐ 140/2017), nhân tài khu vực công (NĐ 179/2024), của tỉnh, khác | Excellent graduates and young scientists (Decree 140/2017/ND-CP), talented people in public service (Decree 179/2024/ND-CP), the policy of a province, another';
COMMENT ON COLUMN registry.talent_recognition.decision_number IS 'Số quyết định; chỉ cán bộ nhân sự xem | Number of the decision; for HR officers';
COMMENT ON COLUMN registry.talent_recognition.valid_from IS 'Ngày đầu tiên | First day';
COMMENT ON COLUMN registry.talent_recognition.valid_until IS 'Ngày đầu tiên sau khi kết thúc; trống là vẫn còn | First day after the end; null while it goes on';
COMMENT ON COLUMN registry.talent_recognition.end_reason IS 'Hết thời hạn, thôi làm việc, thu hồi; trống khi còn | Term ended, left service, withdrawn; null while it is kept';
COMMENT ON COLUMN registry.talent_recognition.version IS 'Số lần thay đổi, từ 1; người sửa nêu phiên bản đã đọc | Counts the changes of the record, from 1; who corrects it names the version read';

COMMENT ON TABLE registry.working_age_extension IS 'Kéo dài thời gian công tác, nghỉ hưu ở tuổi cao hơn | An extension of working age: Labour Code 2019 art. 169(4), Decree 50/2022/ND-CP, Decree 83/2022/ND-CP';
COMMENT ON COLUMN registry.working_age_extension.id IS 'Mã định danh của bản ghi | Identifier of the record';
COMMENT ON COLUMN registry.working_age_extension.person_id IS 'Người | Person';
COMMENT ON COLUMN registry.working_age_extension.valid_from IS 'Ngày đầu tiên | First day';
COMMENT ON COLUMN registry.working_age_extension.valid_until IS 'Ngày đầu tiên sau khi kết thúc | First day after the end';
COMMENT ON COLUMN registry.working_age_extension.ground IS 'Căn cứ: giáo sư, phó giáo sư; tiến sĩ hoặc chuyên khoa II; giám định viên pháp y; ngành đặc thù; chức vụ cao; khác | Ground: academic rank; doctorate or specialist II; forensic examiner; special field; senior office (Decree 83/2022); other';
COMMENT ON COLUMN registry.working_age_extension.decision_number IS 'Số quyết định; chỉ cán bộ nhân sự xem | Number of the decision; for HR officers';
COMMENT ON COLUMN registry.working_age_extension.version IS 'Số lần thay đổi, từ 1; người sửa nêu phiên bản đã đọc | Counts the changes of the record, from 1; who corrects it names the version read';

COMMENT ON TABLE registry.availability IS 'Có thể mời tham gia hay không, trong một thời gian | Whether the person can be called on, over a period';
COMMENT ON COLUMN registry.availability.id IS 'Mã định danh của bản ghi | Identifier of the record';
COMMENT ON COLUMN registry.availability.person_id IS 'Người | Person';
COMMENT ON COLUMN registry.availability.kind IS 'Đang làm việc; đã nghỉ hưu; nghỉ hưu và sẵn sàng cộng tác; ở nước ngoài; không thể tham gia | Working; retired; retired and willing; overseas; unavailable';
COMMENT ON COLUMN registry.availability.valid_from IS 'Ngày đầu tiên | First day';
COMMENT ON COLUMN registry.availability.valid_until IS 'Ngày đầu tiên sau khi kết thúc; trống là vẫn còn | First day after the end; null while it goes on';
COMMENT ON COLUMN registry.availability.country_code IS 'Nước đang ở, ISO 3166-1 | ISO 3166-1 alpha-2, of who is overseas';
COMMENT ON COLUMN registry.availability.note IS 'Ghi chú; chỉ cán bộ nhân sự xem | Note; for HR officers';
COMMENT ON COLUMN registry.availability.version IS 'Số lần thay đổi, từ 1; người sửa nêu phiên bản đã đọc | Counts the changes of the record, from 1; who corrects it names the version read';

COMMENT ON TABLE registry.science_task IS 'Nhiệm vụ khoa học và công nghệ và phần việc của một người trong đó | A science and technology task with what the person did in it';
COMMENT ON COLUMN registry.science_task.id IS 'Mã định danh của bản ghi | Identifier of the record';
COMMENT ON COLUMN registry.science_task.person_id IS 'Người | Person';
COMMENT ON COLUMN registry.science_task.title IS 'Tên; chỉ cán bộ nhân sự xem vì từ tên tìm ra người | Title; for HR officers: it finds the people behind it';
COMMENT ON COLUMN registry.science_task.role IS 'Chủ nhiệm, thư ký khoa học, thành viên | Principal, secretary, participant';
COMMENT ON COLUMN registry.science_task.level IS 'Cấp: nhà nước, bộ, tỉnh, huyện, cơ sở | Level: state, ministry, province, district, grassroots';
COMMENT ON COLUMN registry.science_task.field_code IS 'Ngành | Field';
COMMENT ON COLUMN registry.science_task.valid_from IS 'Ngày đầu tiên | First day';
COMMENT ON COLUMN registry.science_task.valid_until IS 'Ngày đầu tiên sau khi kết thúc; trống là vẫn còn | First day after the end; null while it goes on';
COMMENT ON COLUMN registry.science_task.result IS 'Nghiệm thu: xuất sắc, đạt, không đạt, dừng; trống khi đang làm hoặc chưa biết | Excellent, passed, failed, stopped; null while it goes on or when unknown';
COMMENT ON COLUMN registry.science_task.is_applied IS 'Kết quả đã được ứng dụng; trống khi chưa biết | Whether the result is applied; null when unknown';
COMMENT ON COLUMN registry.science_task.version IS 'Số lần thay đổi, từ 1; người sửa nêu phiên bản đã đọc | Counts the changes of the record, from 1; who corrects it names the version read';

COMMENT ON TABLE registry.award IS 'Khen thưởng, danh hiệu, giải thưởng | An award, title or prize (Law 06/2022/QH15)';
COMMENT ON COLUMN registry.award.id IS 'Mã định danh của bản ghi | Identifier of the record';
COMMENT ON COLUMN registry.award.person_id IS 'Người | Person';
COMMENT ON COLUMN registry.award.kind IS 'Danh hiệu thi đua, huân chương, huy chương, danh hiệu vinh dự, giải thưởng nhà nước, bằng khen, giấy khen, giải thưởng khác | Emulation title, order, medal, honorary title, state prize, certificate of merit, commendation, other prize';
COMMENT ON COLUMN registry.award.title IS 'Tên; chỉ cán bộ nhân sự xem vì ít người có cùng | Title; for HR officers: few people of a place hold the same';
COMMENT ON COLUMN registry.award.level IS 'Cấp | Level';
COMMENT ON COLUMN registry.award.awarded_year IS 'Năm | Year';
COMMENT ON COLUMN registry.award.decision_number IS 'Số quyết định; chỉ cán bộ nhân sự xem | Number of the decision; for HR officers';
COMMENT ON COLUMN registry.award.version IS 'Số lần thay đổi, từ 1; người sửa nêu phiên bản đã đọc | Counts the changes of the record, from 1; who corrects it names the version read';

COMMENT ON TABLE registry.association_membership IS 'Hội viên của hội, liên hiệp hội, hội nghề nghiệp | Membership of an association';
COMMENT ON COLUMN registry.association_membership.id IS 'Mã định danh của bản ghi | Identifier of the record';
COMMENT ON COLUMN registry.association_membership.person_id IS 'Người | Person';
COMMENT ON COLUMN registry.association_membership.association IS 'Tên hội | Name of the association';
COMMENT ON COLUMN registry.association_membership.role IS 'Chủ tịch, phó chủ tịch, ủy viên ban chấp hành, hội viên | Chair, vice chair, board member, ordinary member';
COMMENT ON COLUMN registry.association_membership.valid_from IS 'Ngày đầu tiên | First day';
COMMENT ON COLUMN registry.association_membership.valid_until IS 'Ngày đầu tiên sau khi kết thúc; trống là vẫn còn | First day after the end; null while it goes on';
COMMENT ON COLUMN registry.association_membership.version IS 'Số lần thay đổi, từ 1; người sửa nêu phiên bản đã đọc | Counts the changes of the record, from 1; who corrects it names the version read';

COMMENT ON TABLE registry.agency_former IS 'Tên và cấp trên trước đây của cơ quan | Former names and places in the tree; written by registry.reorganise only';
COMMENT ON COLUMN registry.agency_former.agency_id IS 'Cơ quan | Agency';
COMMENT ON COLUMN registry.agency_former.valid_from IS 'Ngày đầu tiên | First day';
COMMENT ON COLUMN registry.agency_former.valid_until IS 'Ngày đầu tiên của tên hoặc cấp trên tiếp theo | First day of the name or place that followed';
COMMENT ON COLUMN registry.agency_former.name IS 'Tên khi đó | Name at that time';
COMMENT ON COLUMN registry.agency_former.parent_id IS 'Cấp trên khi đó | Agency above at that time';

COMMENT ON TABLE registry.reorganisation IS 'Việc thành lập, đổi tên, hợp nhất, chia tách, chuyển, giải thể cơ quan | Operations on agencies; written by registry.reorganise only';
COMMENT ON COLUMN registry.reorganisation.id IS 'Mã định danh của bản ghi | Identifier of the record';
COMMENT ON COLUMN registry.reorganisation.kind IS 'Thành lập, đổi tên, hợp nhất, chia tách, chuyển, giải thể | Create, rename, merge, split, move, close';
COMMENT ON COLUMN registry.reorganisation.effective_on IS 'Ngày có hiệu lực | Day on which it took effect';
COMMENT ON COLUMN registry.reorganisation.legal_ground IS 'Số và ngày quyết định | Number and date of the decision, as "Quyết định 12/QĐ-UBND ngày 20/6/2025"';
COMMENT ON COLUMN registry.reorganisation.account_id IS 'Tài khoản ghi nhận; không tham chiếu vì tài khoản có thể bị xóa | Account that recorded it. No reference: an account may be gone one day, what it recorded is not';
COMMENT ON COLUMN registry.reorganisation.account_name IS 'Tên hiển thị khi đó | As shown at that time';
COMMENT ON COLUMN registry.reorganisation.recorded_at IS 'Lúc ghi nhận | When it was recorded';
COMMENT ON COLUMN registry.reorganisation.people IS 'Số người có vị trí công tác được chuyển hoặc kết thúc | People whose postings went over or ended';
COMMENT ON COLUMN registry.reorganisation.postings_continued IS 'Vị trí công tác tiếp tục ở cơ quan khác | Postings that go on at another agency';
COMMENT ON COLUMN registry.reorganisation.postings_ended IS 'Vị trí công tác kết thúc hẳn | Postings that ended for good';
COMMENT ON COLUMN registry.reorganisation.dossiers IS 'Hồ sơ do cơ quan khác quản lý từ đó | Dossiers that another agency keeps since';
COMMENT ON COLUMN registry.reorganisation.people_before IS 'Số vị trí chính vào ngày đó tại các cơ quan liên quan, như chưa có gì xảy ra | Main postings on the day at the agencies concerned, as if nothing had happened';
COMMENT ON COLUMN registry.reorganisation.people_after IS 'Như vậy sau khi sắp xếp; chỉ ít đi bởi vị trí đã kết thúc | The same after it: less only by those whose postings ended';

COMMENT ON TABLE registry.reorganised_agency IS 'Việc sắp xếp đã làm gì với từng cơ quan | What an operation did to each agency concerned, with its main postings on the day without and with it';
COMMENT ON COLUMN registry.reorganised_agency.reorganisation_id IS 'Việc sắp xếp | Operation';
COMMENT ON COLUMN registry.reorganised_agency.agency_id IS 'Cơ quan | Agency';
COMMENT ON COLUMN registry.reorganised_agency.part IS 'Thành lập, thay đổi, giải thể | Founded, changed, closed';
COMMENT ON COLUMN registry.reorganised_agency.people_before IS 'Vị trí chính nếu không sắp xếp | Main postings without it';
COMMENT ON COLUMN registry.reorganised_agency.people_after IS 'Vị trí chính sau sắp xếp | Main postings with it';
