-- Lists and dossiers name two things that had no kind: commemorative medals (kỷ niệm chương, Law 06/2022/QH15) and certificates of the languages of ethnic
-- minorities (tiếng dân tộc thiểu số), which have no levels of their own and are told by their titles.
ALTER TABLE registry.certificate DROP CONSTRAINT certificate_kind_check,
  ADD CONSTRAINT certificate_kind_check CHECK (kind IN
    ('political_theory', 'state_management', 'foreign_language', 'digital_skills', 'job_title', 'national_defence', 'minority_language'));
ALTER TABLE registry.award DROP CONSTRAINT award_kind_check,
  ADD CONSTRAINT award_kind_check CHECK (kind IN
    ('emulation_title', 'order', 'medal', 'honorary_title', 'state_prize', 'merit_certificate', 'commendation', 'prize', 'commemorative_medal'));
COMMENT ON TABLE registry.certificate IS
  'Chứng chỉ: lý luận chính trị, quản lý nhà nước, ngoại ngữ, kỹ năng số, chức danh nghề nghiệp, quốc phòng và an ninh, tiếng dân tộc thiểu số | A certificate: political theory, state management, foreign language, digital skills, job title, national defence, language of an ethnic minority';
COMMENT ON TABLE registry.association_membership IS
  'Hội viên của hội, liên hiệp hội, hội nghề nghiệp, tổ chức chính trị - xã hội | Membership of an association or a socio-political organisation';
COMMENT ON COLUMN registry.award.kind IS
  'Danh hiệu thi đua, huân chương, huy chương, danh hiệu vinh dự, giải thưởng nhà nước, bằng khen, giấy khen, giải thưởng khác, kỷ niệm chương | Emulation title, order, medal, honorary title, state prize, certificate of merit, commendation, other prize, commemorative medal';
