using TalentRegistry.Domain.Plans;

namespace TalentRegistry.Domain.Records;

/// <summary>What the values of a dossier's records are called where people read of them, by column.</summary>
public static class RecordFields
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
        ("end_reason", "Lý do kết thúc", "Why it ended"), ("required_level_code", "Trình độ yêu cầu", "Level required"),
        ("title", "Tên", "Title"), ("association", "Tên hội", "Association"), ("rank", "Học hàm", "Academic title"), ("kind", "Loại", "Kind"), ("scheme", "Chính sách", "Policy"),
        ("ground", "Căn cứ", "Ground"), ("role", "Vai trò", "Role"), ("level", "Cấp", "Level of government"), ("language_code", "Ngôn ngữ", "Language"), ("scale", "Khung đánh giá", "Scale"),
        ("issuer", "Nơi cấp", "Issuer"), ("awarding_body", "Nơi công nhận", "Recognised by"), ("issued_on", "Ngày cấp", "Issued on"), ("recognised_year", "Năm công nhận", "Recognised in"),
        ("is_dated", "Đã rõ ngày, năm", "Day or year known"), ("result", "Kết quả", "Result"), ("is_applied", "Đã áp dụng", "Applied"), ("decision_number", "Số quyết định", "Decision"), ("note", "Ghi chú", "Note"), ("synthetic", "Mô phỏng", "Synthetic"),
        ("person_id", "Thuộc hồ sơ", "Belongs to the dossier"),
    ];

    private static readonly Dictionary<string, (int Place, Bilingual Name)> Known =
        Fields.Select((field, place) => (field, place)).ToDictionary(pair => pair.field.Field, pair => (pair.place, new Bilingual(pair.field.Vi, pair.field.En)), StringComparer.Ordinal);

    /// <summary>What a column is called; one that has no name by itself.</summary>
    public static Bilingual NameOf(string field) => Known.TryGetValue(field, out var known) ? known.Name : new Bilingual(field, field);

    /// <summary>Where a column stands among those of its record, from 0; those without a name come last.</summary>
    public static int PlaceOf(string field) => Known.TryGetValue(field, out var known) ? known.Place : Fields.Length;
}
