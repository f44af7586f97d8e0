using TalentRegistry.Data.Importing.Columns;
using TalentRegistry.Data.Importing.Values;

namespace TalentRegistry.Data.Importing.Output;

/// <summary>The workbook that a department fills in: headings, examples, and the codes and names that may stand in the cells.</summary>
public static class ImportTemplate
{
    // Headings of other ways to write the same; a template has one way.
    private static readonly string[] LeftOut =
        ["family_name", "given_name", "birth_year", "birth_month", "birth_day", "born_male", "born_female", "male_mark", "female_mark", "home_province", "home_district", "home_commune", "agency_code", "recruited_on"];

    private static readonly (string List, string NameVi)[] Lists =
    [
        ("sex", "Giới tính"), ("ethnic_group", "Dân tộc"), ("degree_level", "Trình độ chuyên môn"), ("field_of_study", "Chuyên ngành đào tạo (lĩnh vực)"), ("study_mode", "Hình thức đào tạo"),
        ("profession", "Nghề nghiệp"), ("leadership_rank", "Chức vụ lãnh đạo, quản lý"), ("employment_kind", "Loại lao động"), ("end_reason", "Lý do kết thúc"),
    ];

    // Made up: no such people exist.
    private static readonly Dictionary<string, (string First, string Second)> Examples = new(StringComparer.Ordinal)
    {
        ["full_name"] = ("Nguyễn Thị Ví Dụ", "Lò Văn Mẫu"),
        ["date_of_birth"] = ("05/03/1988", "1979"),
        ["sex"] = ("Nữ", "Nam"),
        ["ethnic_group"] = ("Kinh", "Thái"),
        ["citizen_id"] = ("011188000123", "011079000456"),
        ["staff_code"] = ("VC-0001", "CC-0002"),
        ["home_place"] = ("Xã Mường Nhé, tỉnh Điện Biên", "Xã Thanh An, huyện Điện Biên, tỉnh Điện Biên"),
        ["agency"] = ("Bệnh viện Đa khoa tỉnh Điện Biên", "Sở Nội vụ tỉnh Điện Biên"),
        ["position_title"] = ("Bác sĩ điều trị", "Trưởng phòng Cán bộ, công chức"),
        ["leadership_rank"] = ("", "Trưởng phòng"),
        ["profession"] = ("Bác sĩ", "Chuyên viên"),
        ["employment_kind"] = ("Viên chức", "Công chức"),
        ["posting_from"] = ("01/09/2012", "15/07/2005"),
        ["required_level"] = ("Bác sĩ", "Đại học"),
        ["degree_level"] = ("Bác sĩ chuyên khoa I", "Thạc sĩ"),
        ["degree_field"] = ("Nội khoa", "Quản lý công"),
        ["institution"] = ("Trường Đại học Y Hà Nội", "Học viện Hành chính Quốc gia"),
        ["country"] = ("Việt Nam", "Việt Nam"),
        ["awarded_year"] = ("2018", "2014"),
        ["study_mode"] = ("Chính quy", "Vừa làm vừa học"),
    };

    /// <summary>Writes the template.</summary>
    /// <param name="file">Where to, seekable; left open.</param>
    /// <param name="vocabulary">Fields and codes.</param>
    public static void Write(Stream file, ImportVocabulary vocabulary)
    {
        var fields = vocabulary.Fields.All.Where(field => field.Kept && !LeftOut.Contains(field.Code)).ToList();
        using var writer = new SheetWriter(file);
        writer.Begin("Danh sách", Widths(fields), textColumns: true);
        writer.Row(fields.Select(field => field.NameVi), SheetWriter.Bold);

        writer.Begin("Ví dụ", Widths(fields));
        writer.Row(fields.Select(field => field.NameVi), SheetWriter.Bold);
        writer.Row(fields.Select(field => Examples.GetValueOrDefault(field.Code).First ?? ""));
        writer.Row(fields.Select(field => Examples.GetValueOrDefault(field.Code).Second ?? ""));

        writer.Begin("Mã được dùng", [30, 26, 60, 60]);
        writer.Row(["Danh mục", "Mã (code)", "Tên được dùng", "English"], SheetWriter.Bold);
        foreach (var (list, nameVi) in Lists)
            foreach (var (code, vi, en) in vocabulary.Codes(list))
                writer.Row([nameVi, code, vi, en]);
    }

    private static IEnumerable<double> Widths(IEnumerable<ImportField> fields) => fields.Select(field => (double)Math.Clamp(field.NameVi.Length + 4, 12, 40));
}
