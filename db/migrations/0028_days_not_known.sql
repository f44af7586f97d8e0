-- A list says that somebody has a certificate, a title or an award, and seldom since when (docs/decisions/0028). The day or year is then the one by
-- which it was on file, so that every question about a day keeps its answer, and is_dated says that it is no more than that.

ALTER TABLE registry.certificate ADD COLUMN is_dated boolean NOT NULL DEFAULT true;
ALTER TABLE registry.academic_title ADD COLUMN is_dated boolean NOT NULL DEFAULT true;
ALTER TABLE registry.award ADD COLUMN is_dated boolean NOT NULL DEFAULT true;

COMMENT ON COLUMN registry.certificate.is_dated IS
  'Đúng khi ngày cấp đã rõ; sai: ngày cấp không rõ, issued_on là ngày muộn nhất | Whether the day of issue is known; if not, issued_on is the day by which it was on file';
COMMENT ON COLUMN registry.academic_title.is_dated IS
  'Đúng khi năm công nhận đã rõ; sai: không rõ, recognised_year là năm muộn nhất | Whether the year of recognition is known; if not, recognised_year is the year by which it was on file';
COMMENT ON COLUMN registry.award.is_dated IS
  'Đúng khi năm tặng đã rõ; sai: không rõ, awarded_year là năm muộn nhất | Whether the year of award is known; if not, awarded_year is the year by which it was on file';

GRANT SELECT (is_dated) ON registry.certificate, registry.academic_title, registry.award TO registry_planner, registry_leader;
