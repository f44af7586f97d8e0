using System.Reflection;
using TalentRegistry.Domain.Plans;

namespace TalentRegistry.Data.Importing;

/// <summary>A kind of problem: its code never changes, whatever its words. What rules of dossiers say has their codes and words and is none of these.</summary>
public sealed record ProblemKind(string Code, ProblemSeverity Severity, Bilingual Message, Bilingual Expected)
{
    private const ProblemSeverity Error = ProblemSeverity.Error;
    private const ProblemSeverity Warning = ProblemSeverity.Warning;

    private static readonly Bilingual Day = new("ngày/tháng/năm, ví dụ 05/03/1980; hoặc chỉ năm, ví dụ 1980", "day/month/year, as 05/03/1980; or only a year, as 1980");
    private static readonly Bilingual Id = new("12 chữ số, ô định dạng văn bản, ví dụ 011080000123", "12 digits in a cell formatted as text, as 011080000123");
    private static readonly Bilingual Confirm = new("xác nhận, hoặc sửa lại", "confirm it, or correct it");
    private static readonly Bilingual FromList = new("một mã hoặc tên trong trang \"Mã được dùng\" của tệp mẫu", "a code or name of sheet \"Mã được dùng\" in the template");

#pragma warning disable CS1591 // The code and the two sentences say what a comment would.
    public static readonly ProblemKind CellFault = new("CELL_FAULT", Error, new("Ô chứa lỗi công thức.", "The cell holds an error of a formula."), new("giá trị đúng, không phải công thức lỗi", "a value, not an error"));
    public static readonly ProblemKind CellTooLong = new("CELL_TOO_LONG", Error, new("Ô quá dài.", "The cell is too long."), new("ngắn hơn giới hạn", "less than the limit"));
    public static readonly ProblemKind CellEncoding = new("CELL_ENCODING", Error, new("Ô có ký tự không đọc được (sai bảng mã).", "The cell holds characters that cannot be read (wrong encoding)."), new("tệp lưu ở dạng Unicode (UTF-8)", "a file saved as Unicode (UTF-8)"));
    public static readonly ProblemKind NameMissing = new("NAME_MISSING", Error, new("Thiếu họ và tên.", "The name is missing."), new("họ và tên", "the full name"));
    public static readonly ProblemKind BirthMissing = new("BIRTH_MISSING", Error, new("Thiếu ngày sinh và năm sinh.", "Date and year of birth are missing."), Day);
    public static readonly ProblemKind DateUnreadable = new("DATE_UNREADABLE", Error, new("Không đọc được thành ngày.", "This cannot be read as a date."), Day);
    public static readonly ProblemKind DateImpossible = new("DATE_IMPOSSIBLE", Error, new("Không có ngày này trong lịch.", "There is no such day."), Day);
    public static readonly ProblemKind DateOutOfRange = new("DATE_OUT_OF_RANGE", Error, new("Ngày ở tương lai hoặc trước năm 1900.", "The date is in the future or before 1900."), Day);
    public static readonly ProblemKind DateTwoDigitYear = new("DATE_TWO_DIGIT_YEAR", Warning, new("Năm chỉ có hai chữ số; thế kỷ được suy ra.", "The year has two digits; the century was inferred."), Confirm);
    public static readonly ProblemKind DateMonthFirst = new("DATE_MONTH_FIRST", Warning, new("Ngày viết tháng trước ngày sau.", "The date has the month before the day."), Confirm);
    public static readonly ProblemKind DateSerial = new("DATE_SERIAL", Warning, new("Ô là số, được hiểu là ngày của Excel.", "The cell is a number, taken for a day of Excel."), Confirm);
    public static readonly ProblemKind DatePartial = new("DATE_PARTIAL", Warning, new("Ngày thiếu; lấy ngày đầu của tháng hoặc năm.", "The day is not given; the first of the month or year is taken."), Day);
    public static readonly ProblemKind BirthMonthOnly = new("BIRTH_MONTH_ONLY", Warning, new("Ngày sinh thiếu ngày; chỉ năm sinh được giữ.", "The day of birth is missing; only the year is kept."), Day);
    public static readonly ProblemKind YearUnreadable = new("YEAR_UNREADABLE", Error, new("Không đọc được năm.", "This is no year."), new("bốn chữ số, ví dụ 2005", "four digits, as 2005"));
    public static readonly ProblemKind SexMissing = new("SEX_MISSING", Error, new("Thiếu giới tính.", "The sex is missing."), new("Nam hoặc Nữ", "Nam or Nữ"));
    public static readonly ProblemKind SexUnknown = new("SEX_UNKNOWN", Error, new("Không rõ là Nam hay Nữ.", "This is neither Nam nor Nữ."), new("Nam hoặc Nữ", "Nam or Nữ"));
    public static readonly ProblemKind SexTwice = new("SEX_TWICE", Error, new("Cả hai cột Nam và Nữ đều được điền.", "Both columns, Nam and Nữ, are filled in."), new("chỉ một trong hai cột", "only one of the two"));
    public static readonly ProblemKind SexFromCitizenId = new("SEX_FROM_CITIZEN_ID", Warning, new("Không ghi giới tính; lấy theo số định danh.", "The sex is not written; it was taken from the citizen ID."), Confirm);
    public static readonly ProblemKind MarkUnknown = new("MARK_UNKNOWN", Error, new("Ô đánh dấu có nội dung khác.", "A cell for a mark holds something else."), new("x hoặc để trống", "x, or nothing"));
    public static readonly ProblemKind EthnicGroupMissing = new("ETHNIC_GROUP_MISSING", Warning, new("Không ghi dân tộc; ghi là không xác định.", "The ethnic group is not written; it is kept as unknown."), FromList);
    public static readonly ProblemKind EthnicGroupUnknown = new("ETHNIC_GROUP_UNKNOWN", Error, new("Không có dân tộc này trong danh mục 54 dân tộc.", "This is none of the 54 ethnic groups."), FromList);
    public static readonly ProblemKind CitizenIdInvalid = new("CITIZEN_ID_INVALID", Error, new("Không phải là số định danh cá nhân.", "This is no citizen ID."), Id);
    public static readonly ProblemKind CitizenIdDigitsLost = new("CITIZEN_ID_DIGITS_LOST", Error, new("Excel đã làm mất chữ số của số định danh.", "The spreadsheet lost digits of the citizen ID."), Id);
    public static readonly ProblemKind CitizenIdZerosRestored = new("CITIZEN_ID_ZEROS_RESTORED", Warning, new("Số định danh thiếu số 0 ở đầu; đã thêm lại.", "The citizen ID lacked zeros at its front; they were put back."), Confirm);
    public static readonly ProblemKind CitizenIdOldCard = new("CITIZEN_ID_OLD_CARD", Warning, new("Đây là số chứng minh nhân dân 9 số; không được giữ làm số định danh.", "This is the nine-digit number of an old card; it is not kept as citizen ID."), Id);
    public static readonly ProblemKind CitizenIdTwice = new("CITIZEN_ID_TWICE", Error, new("Số định danh đã có ở một dòng trên của tệp.", "The citizen ID stands in a row above already."), new("mỗi người một dòng, hoặc các dòng liền nhau chỉ khác văn bằng, chứng chỉ, khen thưởng", "one row a person, or rows next to each other that differ in degrees, certificates and awards alone"));
    public static readonly ProblemKind PlaceUnknown = new("PLACE_UNKNOWN", Warning, new("Không tìm thấy địa danh; quê quán không được giữ.", "The place was not found; the home place is not kept."), new("xã, huyện, tỉnh hoặc xã, tỉnh", "commune, district, province, or commune, province"));
    public static readonly ProblemKind PlacePartial = new("PLACE_PARTIAL", Warning, new("Chỉ nhận ra một phần địa danh; phần đó được giữ.", "Only a part of the place was found; that part is kept."), new("xã, huyện, tỉnh hoặc xã, tỉnh", "commune, district, province, or commune, province"));
    public static readonly ProblemKind PlaceAmbiguous = new("PLACE_AMBIGUOUS", Warning, new("Có nhiều địa danh cùng tên; quê quán không được giữ.", "Several places have this name; the home place is not kept."), new("thêm huyện, tỉnh", "add the district and province"));
    public static readonly ProblemKind AgencyMissing = new("AGENCY_MISSING", Error, new("Thiếu cơ quan, đơn vị.", "The agency is missing."), new("mã hoặc tên cơ quan, đơn vị", "the code or name of the agency"));
    public static readonly ProblemKind AgencyUnknown = new("AGENCY_UNKNOWN", Error, new("Không có cơ quan, đơn vị này.", "There is no such agency."), new("mã hoặc tên cơ quan, đơn vị như trong hệ thống", "the code or name of an agency as the registry has it"));
    public static readonly ProblemKind AgencyAmbiguous = new("AGENCY_AMBIGUOUS", Error, new("Có nhiều cơ quan, đơn vị cùng tên.", "Several agencies have this name."), new("mã cơ quan, đơn vị", "the agency's code"));
    public static readonly ProblemKind DegreeLevelUnknown = new("DEGREE_LEVEL_UNKNOWN", Error, new("Không nhận ra trình độ.", "The degree level was not recognised."), FromList);
    public static readonly ProblemKind DegreeYearMissing = new("DEGREE_YEAR_MISSING", Warning, new("Không có năm tốt nghiệp; văn bằng chưa được ghi.", "The year of award is not written; the degree is not recorded yet."), new("năm tốt nghiệp", "the year of award"));
    public static readonly ProblemKind DegreeLevelMissing = new("DEGREE_LEVEL_MISSING", Warning, new("Có chuyên ngành hoặc năm nhưng không có trình độ; văn bằng chưa được ghi.", "There is a field or year but no level; the degree is not recorded yet."), FromList);
    public static readonly ProblemKind FieldUnknown = new("FIELD_UNKNOWN", Warning, new("Không nhận ra chuyên ngành; lĩnh vực đào tạo để trống.", "The field of study was not recognised and is left empty."), FromList);
    public static readonly ProblemKind StudyModeUnknown = new("STUDY_MODE_UNKNOWN", Warning, new("Không nhận ra hình thức đào tạo; để trống.", "The mode of study was not recognised and is left empty."), new("chính quy, vừa làm vừa học, từ xa hoặc liên thông", "full time, in service, distance or bridging"));
    public static readonly ProblemKind CountryUnknown = new("COUNTRY_UNKNOWN", Warning, new("Không nhận ra nước đào tạo; ghi là Việt Nam.", "The country was not recognised; Viet Nam is recorded."), new("tên nước hoặc mã hai chữ", "a country's name or two-letter code"));
    public static readonly ProblemKind ProfessionUnknown = new("PROFESSION_UNKNOWN", Warning, new("Không nhận ra nghề nghiệp.", "The profession was not recognised."), FromList);
    public static readonly ProblemKind RankUnknown = new("RANK_UNKNOWN", Warning, new("Không nhận ra chức vụ lãnh đạo; để trống.", "The leadership rank was not recognised and is left empty."), FromList);
    public static readonly ProblemKind EmploymentKindUnknown = new("EMPLOYMENT_KIND_UNKNOWN", Warning, new("Không nhận ra loại lao động.", "The kind of employment was not recognised."), FromList);
    public static readonly ProblemKind EndReasonUnknown = new("END_REASON_UNKNOWN", Warning, new("Không nhận ra lý do kết thúc; để trống.", "The reason of leaving was not recognised and is left empty."), FromList);
    public static readonly ProblemKind PostingIncomplete = new("POSTING_INCOMPLETE", Warning, new("Vị trí công tác chưa đủ thông tin; chưa được ghi.", "The posting lacks something and is not recorded yet."), new("ngày bắt đầu, nghề nghiệp, chức danh và loại lao động", "start, profession, position and kind of employment"));
    public static readonly ProblemKind CertificateUnknown = new("CERTIFICATE_UNKNOWN", Warning, new("Không nhận ra trình độ của chứng chỉ; chứng chỉ không được ghi.", "The level of the certificate was not recognised; it is not recorded."), new("trình độ, mỗi chứng chỉ cách nhau bằng dấu chấm phẩy, ví dụ Cao cấp (2019); B1 tiếng Anh", "a level, certificates separated by semicolons, as Cao cấp (2019); B1 tiếng Anh"));
    public static readonly ProblemKind LanguageAssumed = new("LANGUAGE_ASSUMED", Warning, new("Không ghi ngoại ngữ nào; được hiểu là tiếng Anh.", "The language is not written; English is recorded."), new("ngoại ngữ và bậc, ví dụ B1 tiếng Anh", "language and level, as B1 tiếng Anh"));
    public static readonly ProblemKind LanguageLevelConverted = new("LANGUAGE_LEVEL_CONVERTED", Warning, new("Trình độ theo chương trình cũ hoặc bài thi khác; được quy đổi sang khung 6 bậc.", "The level is of an old programme or another test; it was converted to the six levels."), Confirm);
    public static readonly ProblemKind AcademicTitleUnknown = new("ACADEMIC_TITLE_UNKNOWN", Warning, new("Không nhận ra học hàm; học hàm không được ghi.", "The academic title was not recognised and is not recorded."), new("Giáo sư hoặc Phó giáo sư", "Giáo sư or Phó giáo sư"));
    public static readonly ProblemKind AwardUnknown = new("AWARD_UNKNOWN", Warning, new("Không nhận ra danh hiệu, hình thức khen thưởng; không được ghi.", "The award was not recognised and is not recorded."), new("tên danh hiệu, huân chương, bằng khen hoặc giấy khen, ví dụ Bằng khen UBND tỉnh (2020)", "the name of a title, order or certificate, as Bằng khen UBND tỉnh (2020)"));
    public static readonly ProblemKind AwardLevelAssumed = new("AWARD_LEVEL_ASSUMED", Warning, new("Không ghi cấp khen thưởng; được hiểu là cấp tỉnh.", "Who awarded it is not written; the province is recorded."), new("cấp khen thưởng, ví dụ Bằng khen của Bộ Y tế", "who awarded it, as Bằng khen của Bộ Y tế"));
    public static readonly ProblemKind MembershipUnknown = new("MEMBERSHIP_UNKNOWN", Warning, new("Không nhận ra tổ chức, hội; không được ghi.", "The organisation was not recognised and is not recorded."), new("vai trò, tên tổ chức và năm, ví dụ Hội viên Hội Nhà báo Việt Nam (2015)", "part, name and year, as Hội viên Hội Nhà báo Việt Nam (2015)"));
    public static readonly ProblemKind MembershipUndated = new("MEMBERSHIP_UNDATED", Warning, new("Không có ngày hoặc năm tham gia tổ chức, hội; chưa được ghi.", "The day or year of joining is not written; the membership is not recorded yet."), new("ngày hoặc năm tham gia", "the day or year of joining"));
    public static readonly ProblemKind ColumnMissing = new("COLUMN_MISSING", Warning, new("Tệp không có cột này.", "The file has no such column."), new("thêm cột, hoặc chỉ ra cột bằng --map", "add the column, or point to it with --map"));
    public static readonly ProblemKind ColumnUnknown = new("COLUMN_UNKNOWN", Warning, new("Không nhận ra cột; cột không được đọc.", "The column was not recognised and is not read."), new("chỉ ra bằng --map \"Cột=trường\"", "point to its field with --map \"Heading=field\""));
    public static readonly ProblemKind ColumnTwice = new("COLUMN_TWICE", Warning, new("Một cột khác đã được lấy cho trường này; cột này không được đọc.", "Another column was taken for this field; this one is not read."), new("chỉ ra bằng --map \"Cột=trường\"", "point to its field with --map \"Heading=field\""));
    public static readonly ProblemKind RowsTogether = new("ROWS_TOGETHER", Error, new("Dòng khác của cùng người này chưa được nhận, nên cả người ấy chưa được nhận.", "Another row of the same person is not taken, so neither is the whole person."), new("sửa dòng có lỗi, giữ các dòng của một người liền nhau", "the faulty row put right; rows of one person stay together"));
    // Found when a row is held against the registry.
    public static readonly ProblemKind AgencyOutOfScope = new("AGENCY_OUT_OF_SCOPE", Error, new("Cơ quan này không thuộc phạm vi quản lý của bạn.", "This agency is not among those that you keep."), new("cơ quan do bạn quản lý", "an agency that you keep"));
    public static readonly ProblemKind CitizenIdElsewhere = new("CITIZEN_ID_ELSEWHERE", Error, new("Số định danh này thuộc hồ sơ do cơ quan khác quản lý.", "Another agency keeps the dossier with this citizen ID."), new("đề nghị cơ quan đó chuyển hồ sơ", "ask that agency to hand the dossier over"));
    public static readonly ProblemKind PersonRestricted = new("PERSON_RESTRICTED", Error, new("Dữ liệu của người này đang bị hạn chế xử lý theo yêu cầu của họ.", "The processing of this person's data is restricted at their request."), new("bỏ dòng này; chỉ sửa qua yêu cầu của người đó", "leave the row out; corrections are made through a request of that person"));
    public static readonly ProblemKind CitizenIdDiffers = new("CITIZEN_ID_DIFFERS", Error, new("Hồ sơ có mã này mang số định danh khác.", "The dossier with this staff code has another citizen ID."), new("số định danh hoặc mã đúng", "the right citizen ID or staff code"));
    public static readonly ProblemKind BirthYearDiffers = new("BIRTH_YEAR_DIFFERS", Error, new("Năm sinh khác ngày sinh trong hồ sơ.", "The year of birth is another than that of the date on file."), Day);
    public static readonly ProblemKind PersonTwice = new("PERSON_TWICE", Error, new("Một dòng trên của tệp đã nói về người này.", "A row above is about this person already."), new("mỗi người một dòng, hoặc các dòng liền nhau chỉ khác văn bằng, chứng chỉ, khen thưởng", "one row a person, or rows next to each other that differ in degrees, certificates and awards alone"));
    public static readonly ProblemKind PersonLike = new("PERSON_LIKE", Error, new("Có thể đã có hồ sơ của người này; chưa chắc là một.", "There may be a dossier of this person already; it is not certain."), new("thêm số định danh hoặc mã của người đó", "the citizen ID or staff code of that person"));
    public static readonly ProblemKind PostingOverlaps = new("POSTING_OVERLAPS", Error, new("Trùng thời gian với vị trí công tác đã có trong hồ sơ.", "It overlaps postings on file."), new("ngày bắt đầu và kết thúc không trùng", "days of start and end that do not"));
    public static readonly ProblemKind PostingOutsideAgency = new("POSTING_OUTSIDE_AGENCY", Error, new("Cơ quan không tồn tại trong suốt thời gian công tác này.", "The agency does not exist during all of the posting."), new("thời gian trong đời của cơ quan", "days within the agency's life"));
#pragma warning restore CS1591

    /// <summary>The problem of a whole row.</summary>
    /// <param name="row">Row of the sheet, from 1.</param>
    public ImportProblem OfRow(int row) => new(Code, Severity, row, null, "", "", Message, Expected);

    /// <summary>All kinds, by code.</summary>
    public static IReadOnlyList<ProblemKind> All { get; } =
        [.. typeof(ProblemKind).GetFields(BindingFlags.Public | BindingFlags.Static).Select(field => (ProblemKind)field.GetValue(null)!).OrderBy(kind => kind.Code, StringComparer.Ordinal)];
}
