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
        ("political_theory", "Lý luận chính trị"), ("state_management", "Quản lý nhà nước"), ("foreign_language", "Ngoại ngữ (bậc)"),
        ("talent_scheme", "Người có tài năng, thu hút"), ("extension_ground", "Căn cứ kéo dài thời gian công tác"), ("availability", "Khả năng tham gia công tác"),
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
        ["political_theory"] = ("Trung cấp", "Cao cấp (2019)"),
        ["state_management"] = ("Chuyên viên", "Chuyên viên chính (2016)"),
        ["foreign_language"] = ("B1 tiếng Anh; A2 tiếng Pháp", "Tiếng Trung bậc 3"),
        ["informatics"] = ("Ứng dụng CNTT cơ bản", "Ứng dụng CNTT nâng cao (2020)"),
        ["certificates"] = ("Bồi dưỡng theo chức danh nghề nghiệp hạng III (2017)", ""),
        ["defence_training"] = ("Đối tượng 4", "Đối tượng 3 (2018)"),
        ["minority_language"] = ("Tiếng Thái", "Tiếng Mông (2019)"),
        ["organisations"] = ("Đoàn viên Đoàn TNCS Hồ Chí Minh (26/03/2002)", "Hội viên Hội Luật gia Việt Nam (2015)"),
        ["commemorative_medals"] = ("", "Vì sự nghiệp giáo dục (2018)"),
        ["talent_recognitions"] = ("Nghị định 140/2017/NĐ-CP (01/09/2019)", ""),
        ["science_tasks"] = ("Thành viên đề tài cấp cơ sở: Quy trình chăm sóc người bệnh (2019), đạt", "Chủ nhiệm đề tài cấp tỉnh: Nâng cao chất lượng cán bộ (2018-2020), xuất sắc"),
        ["availability"] = ("Đang làm việc (01/09/2012)", "Đang làm việc (15/07/2005)"),
        ["awards"] = ("Chiến sĩ thi đua cơ sở 2018, 2019; Bằng khen UBND tỉnh (2020)", "Bằng khen của Bộ Nội vụ (2021)"),
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

        writer.Begin("Hướng dẫn", [30, 90, 90]);
        writer.Row(["Cột", "Cách ghi", "How to fill it in"], SheetWriter.Bold);
        foreach (var field in fields)
            writer.Row([field.NameVi, .. Explained(field)]);

        writer.Begin("Mã được dùng", [30, 26, 60, 60]);
        writer.Row(["Danh mục", "Mã (code)", "Tên được dùng", "English"], SheetWriter.Bold);
        foreach (var (list, nameVi) in Lists)
            foreach (var (code, vi, en) in vocabulary.Codes(list))
                writer.Row([nameVi, code, vi, en]);
    }

    private static string[] Explained(ImportField field) => field.Code switch
    {
        "full_name" => ["Bắt buộc. Họ, tên đệm và tên.", "Required. Family, middle and given names."],
        "date_of_birth" => ["Bắt buộc. ngày/tháng/năm; hoặc chỉ năm.", "Required. day/month/year; or the year alone."],
        "sex" => ["Bắt buộc. Nam hoặc Nữ.", "Required. Nam or Nữ."],
        "citizen_id" => ["12 chữ số, ô định dạng văn bản.", "12 digits, in a cell formatted as text."],
        "agency" => ["Bắt buộc, trừ khi cả danh sách của một cơ quan. Mã hoặc tên như trong hệ thống.", "Required unless the whole list is of one agency. Code or name as the registry has it."],
        "political_theory" or "state_management" => ["Trình độ, có thể kèm ngày hoặc năm trong ngoặc; nhiều chứng chỉ cách nhau bằng dấu chấm phẩy.", "A level, if known with the day or year in brackets; several with semicolons between."],
        "foreign_language" => ["Bậc và ngoại ngữ, ví dụ B1 tiếng Anh; nhiều ngoại ngữ cách nhau bằng dấu chấm phẩy.", "Level and language, as B1 tiếng Anh; several with semicolons between."],
        "informatics" or "certificates" or "defence_training" or "minority_language" => ["Tên chứng chỉ, có thể kèm ngày hoặc năm trong ngoặc; nhiều chứng chỉ cách nhau bằng dấu chấm phẩy.", "Name of the certificate, if known with the day or year in brackets; several with semicolons between."],
        "academic_title" => ["Giáo sư hoặc Phó giáo sư, có thể kèm năm trong ngoặc.", "Giáo sư or Phó giáo sư, if known with the year in brackets."],
        "organisations" => ["Vai trò, tên tổ chức hoặc hội, ngày hoặc năm tham gia trong ngoặc; nhiều mục cách nhau bằng dấu chấm phẩy.", "Part, name of the organisation, day or year of joining in brackets; several with semicolons between."],
        "commemorative_medals" => ["Tên kỷ niệm chương với năm; nhiều mục cách nhau bằng dấu chấm phẩy.", "Name of the medal with the year; several with semicolons between."],
        "talent_recognitions" => ["Chính sách, số quyết định nếu có, ngày hoặc năm trong ngoặc; nhiều mục cách nhau bằng dấu chấm phẩy.", "Policy, number of the decision if known, day or year in brackets; several with semicolons between."],
        "working_age_extensions" => ["Từ ngày - đến ngày, căn cứ, số quyết định, ví dụ 01/03/2025 - 28/02/2027, phó giáo sư.", "From a day - to a day, ground, number of the decision, as 01/03/2025 - 28/02/2027, phó giáo sư."],
        "science_tasks" => ["Vai trò, cấp, tên nhiệm vụ, năm trong ngoặc, kết quả nghiệm thu; nhiều mục cách nhau bằng dấu chấm phẩy.", "Part, level, name, years in brackets, result; several with semicolons between."],
        "availability" => ["Tình trạng, từ ngày nào trong ngoặc, ví dụ Đã nghỉ hưu, sẵn sàng cộng tác (01/03/2024).", "Availability, since when in brackets, as Đã nghỉ hưu, sẵn sàng cộng tác (01/03/2024)."],
        "awards" => ["Tên danh hiệu, hình thức khen thưởng với cấp và năm; nhiều mục cách nhau bằng dấu chấm phẩy.", "Name of the award with who gave it and the year; several with semicolons between."],
        _ => field.Kind switch
        {
            FieldKind.Date => ["ngày/tháng/năm.", "day/month/year."],
            FieldKind.Year => ["Bốn chữ số.", "Four digits."],
            FieldKind.Text or FieldKind.Place or FieldKind.Institution => ["Ghi như trong hồ sơ.", "As the dossier has it."],
            _ => ["Một mã hoặc tên trong trang \"Mã được dùng\".", "A code or name of the sheet \"Mã được dùng\"."],
        },
    };

    private static IEnumerable<double> Widths(IEnumerable<ImportField> fields) => fields.Select(field => (double)Math.Clamp(field.NameVi.Length + 4, 12, 40));
}
