using System.Globalization;
using TalentRegistry.Data.Demo;
using TalentRegistry.Data.Importing.Columns;
using TalentRegistry.Data.Importing.Sheets;
using TalentRegistry.Domain.Dossiers;
using TalentRegistry.Domain.Names;

namespace TalentRegistry.Data.Importing.Values;

/// <summary>All that a list's words are held against: fields and headings, codes and their words, units.</summary>
public sealed class ImportVocabulary
{
    // Frequent in names, and so in any list, whatever its headings.
    private const string NameWords = "nguyễn trần lê phạm hoàng võ đặng bùi đỗ hồ ngô dương lý lò vàng giàng thị văn đức thị hồng ngọc thùy phương hương hạnh thắng tuấn dũng cường hùng";
    private readonly Dictionary<string, WordList> lists = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<(string Code, string NameVi, string NameEn)>> codes = new(StringComparer.Ordinal);

    private ImportVocabulary(FieldBook fields, PlaceDirectory places) => (Fields, Places) = (fields, places);

    /// <summary>Fields and headings.</summary>
    public FieldBook Fields { get; }

    internal PlaceDirectory Places { get; }

    internal HeadingMatcher Headings { get; private set; } = null!;

    internal TextDetector Texts { get; private set; } = null!;

    /// <summary>Ranks of degree levels, for the highest of several.</summary>
    internal IReadOnlyDictionary<string, int> DegreeRanks { get; private set; } = null!;

    /// <summary>Two-digit codes of the provinces of before July 2025.</summary>
    internal IReadOnlySet<string> OldProvinces { get; private set; } = null!;

    /// <summary>How degree levels stand among each other, as rules know them.</summary>
    internal IReadOnlyDictionary<string, LevelStanding> Levels { get; private set; } = null!;

    /// <summary>Reads db/reference.</summary>
    /// <param name="referenceFolder">db/reference of the repository or its copy beside the program.</param>
    public static ImportVocabulary Read(string referenceFolder)
    {
        var book = new ImportVocabulary(FieldBook.Read(referenceFolder), PlaceDirectory.Read(referenceFolder));
        foreach (var row in CsvTable.Read(Path.Combine(referenceFolder, "import"), "word.csv"))
            book.Words(row["list"]).Add(row["code"], row["word"]);
        book.AddNames(referenceFolder);
        book.AddFixed();

        var provinces = CsvTable.Read(referenceFolder, "administrative_unit.csv").FindAll(row => row["level"] == "province" && row["valid_from"] != "2025-07-01");
        book.OldProvinces = provinces.Select(row => row["code"]).ToHashSet(StringComparer.Ordinal);
        book.Headings = new HeadingMatcher(book.Fields, book.Words("degree_level"));
        book.Texts = new TextDetector(
            book.Fields.Headings.Select(pair => pair.Heading).Append(NameWords).SelectMany(text => VietnameseText.FoldKeepingAccents(text).Split(' '))
                .Where(word => word.Any(c => !char.IsAscii(c))).ToHashSet(StringComparer.Ordinal));
        return book;
    }

    /// <summary>The codes of a list with their names, for the template.</summary>
    internal IReadOnlyList<(string Code, string NameVi, string NameEn)> Codes(string list) => codes[list];

    internal WordList Words(string list)
    {
        if (!lists.TryGetValue(list, out var words))
            lists.Add(list, words = new WordList());
        return words;
    }

    private void AddNames(string folder)
    {
        var ranks = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var row in CsvTable.Read(folder, "degree_level.csv").Where(row => row["scheme"] is "education" or "clinical_specialist"))
        {
            ranks.Add(row["code"], int.Parse(row["rank"], CultureInfo.InvariantCulture));
            Add("degree_level", row["code"], row["name_vi"], row["name_en"]);
        }

        DegreeRanks = ranks;
        Levels = CsvTable.Read(folder, "degree_level.csv").Where(row => row["university_or_above"].Length > 0).ToDictionary(
            row => row["code"], row => new LevelStanding(int.Parse(row["rank"], CultureInfo.InvariantCulture), row["university_or_above"] == "true", row["postgraduate"] == "true"),
            StringComparer.Ordinal);
        foreach (var row in CsvTable.Read(folder, "degree_level.csv").Where(row => row["scheme"] is "political_theory" or "state_management" or "foreign_language"))
            Add(row["scheme"], row["code"], row["name_vi"], row["name_en"]);
        foreach (var row in CsvTable.Read(folder, "ethnic_group.csv"))
        {
            Add("ethnic_group", row["code"], row["name"], row["name"]);
            foreach (var other in row["other_names"].Trim('{', '}').Split(',', StringSplitOptions.RemoveEmptyEntries))
                Words("ethnic_group").Add(row["code"], other.Trim('"'));
        }

        foreach (var list in new[] { "profession", "field_of_study" })
            foreach (var row in CsvTable.Read(folder, $"{list}.csv"))
                Add(list, row["code"], row["name_vi"], row["name_en"]);
        foreach (var row in CsvTable.Read(folder, "training_major.csv").Where(row => row["field_code"] != ""))
            Words("field_of_study").Add(row["field_code"], row["name_vi"]);
    }

    private void AddFixed()
    {
        Add("sex", "male", "Nam", "Male");
        Add("sex", "female", "Nữ", "Female");
        Add("study_mode", "full_time", "Chính quy", "Full time");
        Add("study_mode", "in_service", "Vừa làm vừa học", "In service");
        Add("study_mode", "distance", "Từ xa", "Distance");
        Add("study_mode", "bridging", "Liên thông", "Bridging");
        Add("employment_kind", "cadre", "Cán bộ", "Cadre");
        Add("employment_kind", "civil_servant", "Công chức", "Civil servant");
        Add("employment_kind", "public_employee", "Viên chức", "Public employee");
        Add("employment_kind", "contract", "Hợp đồng lao động", "Contract");
        Add("employment_kind", "private", "Doanh nghiệp", "Private");
        Add("employment_kind", "self_employed", "Lao động tự do", "Self-employed");
        Add("leadership_rank", "head", "Thủ trưởng cơ quan", "Head");
        Add("leadership_rank", "deputy_head", "Phó thủ trưởng cơ quan", "Deputy head");
        Add("leadership_rank", "division_head", "Trưởng phòng", "Division head");
        Add("leadership_rank", "deputy_division_head", "Phó trưởng phòng", "Deputy division head");
        Add("end_reason", "retirement", "Nghỉ hưu", "Retirement");
        Add("end_reason", "resignation", "Thôi việc", "Resignation");
        Add("end_reason", "transfer_out", "Chuyển ngoài tỉnh", "Transfer out");
        Add("end_reason", "move", "Chuyển công tác", "Move");
        Add("end_reason", "reorganisation", "Sắp xếp tổ chức", "Reorganisation");
        Add("end_reason", "death", "Từ trần", "Death");
        Add("end_reason", "dismissal", "Buộc thôi việc", "Dismissal");
        Add("talent_scheme", "excellent_graduate", "Sinh viên tốt nghiệp xuất sắc, cán bộ khoa học trẻ", "Excellent graduate, young scientist");
        Add("talent_scheme", "public_service_talent", "Người có tài năng trong hoạt động công vụ", "Talent in public service");
        Add("talent_scheme", "provincial_policy", "Chính sách thu hút của tỉnh", "Policy of the province");
        Add("talent_scheme", "other_scheme", "Chính sách khác", "Another policy");
        Add("extension_ground", "academic_rank", "Giáo sư, phó giáo sư", "Professor, associate professor");
        Add("extension_ground", "doctorate_or_specialist", "Vị trí yêu cầu tiến sĩ, chuyên khoa II", "Post that asks for a doctorate or specialist II");
        Add("extension_ground", "forensic_examiner", "Giám định viên pháp y", "Forensic examiner");
        Add("extension_ground", "special_field", "Ngành, lĩnh vực đặc thù", "Special field");
        Add("extension_ground", "senior_office", "Chức vụ lãnh đạo, quản lý", "Senior office");
        Add("extension_ground", "other_ground", "Căn cứ khác", "Another ground");
        Add("availability", "working", "Đang làm việc", "Working");
        Add("availability", "retired", "Đã nghỉ hưu", "Retired");
        Add("availability", "retired_willing", "Đã nghỉ hưu, sẵn sàng cộng tác", "Retired, willing to help");
        Add("availability", "overseas", "Đang ở nước ngoài", "Overseas");
        Add("availability", "unavailable", "Không thể tham gia", "Unavailable");
    }

    private void Add(string list, string code, string nameVi, string nameEn)
    {
        if (!codes.TryGetValue(list, out var known))
            codes.Add(list, known = []);
        known.Add((code, nameVi, nameEn));
        var words = Words(list);
        words.Add(code, code);
        words.Add(code, nameVi);
        words.Add(code, nameEn);
    }
}
