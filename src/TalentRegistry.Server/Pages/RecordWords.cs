using System.Globalization;
using TalentRegistry.Data.Views;
using TalentRegistry.Domain.Records;
using TalentRegistry.Server.Localisation;
using TalentRegistry.Server.Pages.Models;

namespace TalentRegistry.Server.Pages;

/// <summary>Records, their columns and the values in them, in words.</summary>
internal static class RecordWords
{
    /// <summary>ISO 639 codes of the foreign languages that have a name here, the commonest first.</summary>
    public static IReadOnlyList<string> Languages { get; } = ["en", "zh", "lo", "fr", "ru", "ja", "ko"];

    private static readonly Dictionary<string, (string Vi, string En)> Values = new(StringComparer.Ordinal)
    {
        ["male"] = ("Nam", "Male"),
        ["female"] = ("Nữ", "Female"),
        ["true"] = ("Có", "Yes"),
        ["false"] = ("Không", "No"),
        ["full_time"] = ("Chính quy", "Full time"),
        ["in_service"] = ("Vừa làm vừa học", "In service"),
        ["distance"] = ("Từ xa", "Distance"),
        ["bridging"] = ("Liên thông", "Bridging"),
        ["cadre"] = ("Cán bộ", "Cadre"),
        ["civil_servant"] = ("Công chức", "Civil servant"),
        ["public_employee"] = ("Viên chức", "Public employee"),
        ["contract"] = ("Hợp đồng lao động", "Contract"),
        ["private"] = ("Khu vực ngoài nhà nước", "Private sector"),
        ["self_employed"] = ("Lao động tự do", "Self-employed"),
        ["deputy_division_head"] = ("Phó trưởng phòng và tương đương", "Deputy division head"),
        ["division_head"] = ("Trưởng phòng và tương đương", "Division head"),
        ["deputy_head"] = ("Phó thủ trưởng cơ quan", "Deputy head of agency"),
        ["head"] = ("Thủ trưởng cơ quan", "Head of agency"),
        ["retirement"] = ("Nghỉ hưu", "Retirement"),
        ["resignation"] = ("Thôi việc", "Resignation"),
        ["transfer_out"] = ("Chuyển khỏi tỉnh", "Left the province"),
        ["move"] = ("Chuyển vị trí", "Moved to another posting"),
        ["reorganisation"] = ("Sắp xếp lại cơ quan", "Agency reorganised"),
        ["death"] = ("Mất", "Death"),
        ["dismissal"] = ("Buộc thôi việc", "Dismissal"),
        ["political_theory"] = ("Lý luận chính trị", "Political theory"),
        ["state_management"] = ("Quản lý nhà nước", "State management"),
        ["foreign_language"] = ("Ngoại ngữ", "Foreign language"),
        ["digital_skills"] = ("Tin học, kỹ năng số", "Digital skills"),
        ["job_title"] = ("Chức danh nghề nghiệp", "Training for the job title"),
        ["national_defence"] = ("Quốc phòng và an ninh", "National defence and security"),
        ["minority_language"] = ("Tiếng dân tộc thiểu số", "Language of an ethnic minority"),
        ["vietnam_six_level"] = ("6 bậc Việt Nam (VSTEP)", "Six Vietnamese levels (VSTEP)"),
        ["cefr"] = ("CEFR", "CEFR"),
        ["en"] = ("Tiếng Anh", "English"),
        ["fr"] = ("Tiếng Pháp", "French"),
        ["zh"] = ("Tiếng Trung Quốc", "Chinese"),
        ["lo"] = ("Tiếng Lào", "Lao"),
        ["ru"] = ("Tiếng Nga", "Russian"),
        ["ja"] = ("Tiếng Nhật", "Japanese"),
        ["ko"] = ("Tiếng Hàn Quốc", "Korean"),
        ["associate_professor"] = ("Phó giáo sư", "Associate professor"),
        ["professor"] = ("Giáo sư", "Professor"),
        ["excellent_graduate"] = ("Sinh viên xuất sắc, nhà khoa học trẻ", "Excellent graduate, young scientist"),
        ["public_service_talent"] = ("Người có tài năng trong hoạt động công vụ", "Talent in public service"),
        ["provincial_policy"] = ("Chính sách của tỉnh", "Policy of the province"),
        ["other_scheme"] = ("Chính sách khác", "Another policy"),
        ["term_ended"] = ("Hết thời hạn", "Its term ended"),
        ["left_service"] = ("Không còn làm việc", "Left"),
        ["withdrawn"] = ("Thu hồi", "Withdrawn"),
        ["academic_rank"] = ("Giáo sư, phó giáo sư", "Professor, associate professor"),
        ["doctorate_or_specialist"] = ("Vị trí yêu cầu tiến sĩ, chuyên khoa II", "Post that asks for a doctorate or specialist II"),
        ["forensic_examiner"] = ("Giám định viên pháp y", "Forensic examiner"),
        ["special_field"] = ("Ngành, lĩnh vực đặc thù", "Special field"),
        ["senior_office"] = ("Chức vụ lãnh đạo, quản lý", "Senior office"),
        ["other_ground"] = ("Căn cứ khác", "Another ground"),
        ["working"] = ("Đang làm việc", "Working"),
        ["retired"] = ("Đã nghỉ hưu", "Retired"),
        ["retired_willing"] = ("Đã nghỉ hưu, sẵn sàng cộng tác", "Retired, willing to help"),
        ["overseas"] = ("Ở nước ngoài", "Overseas"),
        ["unavailable"] = ("Không thể tham gia", "Not available"),
        ["principal"] = ("Chủ nhiệm", "Principal"),
        ["secretary"] = ("Thư ký khoa học", "Secretary"),
        ["participant"] = ("Thành viên", "Participant"),
        ["state"] = ("Nhà nước", "State"),
        ["ministry"] = ("Bộ, ngành", "Ministry"),
        ["province"] = ("Tỉnh", "Province"),
        ["district"] = ("Huyện", "District"),
        ["grassroots"] = ("Cơ sở", "Grassroots"),
        ["excellent"] = ("Xuất sắc", "Excellent"),
        ["passed"] = ("Đạt", "Passed"),
        ["failed"] = ("Không đạt", "Failed"),
        ["stopped"] = ("Dừng thực hiện", "Stopped"),
        ["emulation_title"] = ("Danh hiệu thi đua", "Emulation title"),
        ["order"] = ("Huân chương", "Order"),
        ["medal"] = ("Huy chương", "Medal"),
        ["honorary_title"] = ("Danh hiệu vinh dự nhà nước", "Honorary title of the state"),
        ["state_prize"] = ("Giải thưởng Hồ Chí Minh, Giải thưởng Nhà nước", "State prize"),
        ["merit_certificate"] = ("Bằng khen", "Certificate of merit"),
        ["commendation"] = ("Giấy khen", "Commendation"),
        ["prize"] = ("Giải thưởng", "Prize"),
        ["commemorative_medal"] = ("Kỷ niệm chương", "Commemorative medal"),
        ["chair"] = ("Chủ tịch hội", "Chair"),
        ["vice_chair"] = ("Phó chủ tịch hội", "Vice chair"),
        ["board_member"] = ("Ủy viên ban chấp hành", "Member of the board"),
        ["ordinary_member"] = ("Hội viên", "Member"),
        ["VN"] = ("Việt Nam", "Viet Nam"),
        ["***"] = ("đã ghi (không hiển thị)", "on file (not shown)"),
    };

    /// <summary>What a column is called.</summary>
    public static string Field(Language language, string field)
    {
        var name = RecordFields.NameOf(field);
        return language.In(name.Vi, name.En);
    }

    /// <summary>A value as the database writes it, in words where there are some.</summary>
    public static string Value(Language language, string value) => Values.TryGetValue(value, out var words) ? language.In(words.Vi, words.En) : value;

    /// <summary>A value of a column of the history: the name behind a code, a day as it is written here, the last day in place of the first one after.</summary>
    public static string Value(Language language, string field, string value, ReferenceNames names)
    {
        if (names.Of(field, value) is { } name)
            return language.In(name.NameVi, name.NameEn);
        if (DateOnly.TryParseExact(value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            return LanguageText.Day(field == "valid_until" ? day.AddDays(-1) : day);

        // A title may read like one of our words.
        return field is "full_name" or "position_title" or "institution" or "staff_code" or "title" or "association" or "issuer" or "awarding_body" or "note" or "decision_number" ? value : Value(language, value);
    }

    /// <summary>A day or year of which is known only that it was no later.</summary>
    public static string NotKnown(Language language, string field, string noLaterThan) => field == "issued_on"
        ? language.In($"ngày cấp không rõ (muộn nhất {noLaterThan})", $"not known ({noLaterThan} at the latest)")
        : language.In($"năm không rõ (muộn nhất {noLaterThan})", $"not known ({noLaterThan} at the latest)");

    /// <summary>What a change did, as "Sửa văn bằng".</summary>
    public static string Of(Language language, ChangeKind kind, string record)
    {
        var (vi, en) = record switch
        {
            "person" => ("hồ sơ", "the record"),
            "degree" => ("văn bằng", "a degree"),
            "posting" => ("vị trí công tác", "a posting"),
            "certificate" => ("chứng chỉ", "a certificate"),
            "academic_title" => ("học hàm", "an academic title"),
            "talent_recognition" => ("công nhận nhân tài", "a recognition as talent"),
            "working_age_extension" => ("kéo dài thời gian công tác", "an extension of working age"),
            "availability" => ("khả năng tham gia", "an availability"),
            "science_task" => ("nhiệm vụ khoa học và công nghệ", "a science and technology task"),
            "award" => ("danh hiệu, khen thưởng", "an award"),
            "association_membership" => ("hội viên", "a membership"),
            _ => (record, record),
        };
        return kind switch
        {
            ChangeKind.Insert => language.In("Thêm " + vi, "Added " + en),
            ChangeKind.Delete => language.In("Xóa " + vi, "Removed " + en),
            _ => language.In("Sửa " + vi, "Changed " + en),
        };
    }

    /// <summary>Who changed it: the account with its role, or what the server did by itself.</summary>
    public static string Who(Language language, RecordChange change) => change switch
    {
        { Account: { } account, Role: { } role } => $"{account} ({Role(language, role)})",
        { Account: { } account } => account,
        { Role: { } role } => Role(language, role),
        { Operation: { } operation } => language.In("Máy chủ: ", "The server: ") + operation,
        _ => language.In("Tài khoản đã xóa", "An account that is gone"),
    };

    /// <summary>A role as the database writes it, in words.</summary>
    public static string Role(Language language, string role) => role switch
    {
        "hr" => language.In("cán bộ nhân sự", "HR officer"),
        "planner" => language.In("chuyên viên kế hoạch", "planner"),
        "leader" => language.In("lãnh đạo", "leader"),
        "leader_named" => language.In("lãnh đạo được xem tên", "leader who reads names"),
        "admin" => language.In("quản trị viên", "administrator"),
        "auditor" => language.In("kiểm toán viên", "auditor"),
        "person" => language.In("chính người đó", "the person"),
        _ => role,
    };
}
