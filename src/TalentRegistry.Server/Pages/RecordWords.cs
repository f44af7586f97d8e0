using System.Globalization;
using TalentRegistry.Data.Views;
using TalentRegistry.Server.Localisation;
using TalentRegistry.Server.Pages.Models;

namespace TalentRegistry.Server.Pages;

/// <summary>Records, their columns and the values in them, in words.</summary>
internal static class RecordWords
{
    // In the order in which a reader looks for them.
    private static readonly (string Field, string Vi, string En)[] Fields =
    [
        ("full_name", "Họ và tên", "Name"), ("date_of_birth", "Ngày sinh", "Date of birth"), ("birth_year", "Năm sinh", "Year of birth"), ("sex", "Giới tính", "Sex"),
        ("ethnic_group_code", "Dân tộc", "Ethnic group"), ("home_unit_id", "Quê quán", "Home place"), ("citizen_id", "Số định danh", "Citizen ID"),
        ("staff_code", "Số hiệu", "Staff code"), ("keeper_id", "Cơ quan quản lý hồ sơ", "Keeper of the dossier"), ("deceased_on", "Ngày mất", "Died on"),
        ("level_code", "Trình độ", "Level"), ("field_code", "Ngành đào tạo", "Field of study"), ("institution", "Cơ sở đào tạo", "Institution"),
        ("country_code", "Nước", "Country"), ("awarded_year", "Năm cấp", "Awarded in"), ("study_mode", "Hình thức", "Mode of study"), ("verified_on", "Ngày xác minh", "Verified on"),
        ("agency_id", "Cơ quan", "Agency"), ("position_title", "Chức danh", "Position"), ("profession_code", "Nghề", "Profession"), ("leadership_rank", "Chức vụ", "Leadership rank"),
        ("employment_kind", "Loại hình", "Employment"), ("is_main", "Vị trí chính", "Main posting"), ("valid_from", "Từ ngày", "From"), ("valid_until", "Đến hết ngày", "To"),
        ("end_reason", "Lý do kết thúc", "Why it ended"), ("required_level_code", "Trình độ yêu cầu", "Level required"), ("synthetic", "Mô phỏng", "Synthetic"),
    ];

    private static readonly Dictionary<string, (int Place, string Vi, string En)> FieldNames =
        Fields.Select((field, place) => (field, place)).ToDictionary(pair => pair.field.Field, pair => (pair.place, pair.field.Vi, pair.field.En), StringComparer.Ordinal);

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
        ["VN"] = ("Việt Nam", "Viet Nam"),
        ["***"] = ("đã ghi (không hiển thị)", "on file (not shown)"),
    };

    /// <summary>What a column is called.</summary>
    public static string Field(Language language, string field) => FieldNames.TryGetValue(field, out var name) ? language.In(name.Vi, name.En) : field;

    /// <summary>Where a column stands among those of its record.</summary>
    public static int PlaceOf(string field) => FieldNames.TryGetValue(field, out var name) ? name.Place : Fields.Length;

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
        return field is "full_name" or "position_title" or "institution" or "staff_code" ? value : Value(language, value);
    }

    /// <summary>What a change did, as "Sửa văn bằng".</summary>
    public static string Of(Language language, ChangeKind kind, string record)
    {
        var (vi, en) = record switch
        {
            "person" => ("hồ sơ", "the record"),
            "degree" => ("văn bằng", "a degree"),
            "posting" => ("vị trí công tác", "a posting"),
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
        { Operation: { } operation } => language.In("Máy chủ: ", "The server: ") + operation,
        _ => language.In("Tài khoản đã xóa", "An account that is gone"),
    };

    private static string Role(Language language, string role) => role switch
    {
        "hr" => language.In("cán bộ nhân sự", "HR officer"),
        "planner" => language.In("chuyên viên kế hoạch", "planner"),
        "leader" => language.In("lãnh đạo", "leader"),
        "admin" => language.In("quản trị viên", "administrator"),
        "auditor" => language.In("kiểm toán viên", "auditor"),
        _ => role,
    };
}
