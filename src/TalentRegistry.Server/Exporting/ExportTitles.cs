using System.Text.RegularExpressions;
using TalentRegistry.GraphQL.Language;
using TalentRegistry.Server.Localisation;
using TalentRegistry.Server.Pages;

namespace TalentRegistry.Server.Exporting;

/// <summary>Headings of columns out of the names of fields. An alias is the caller's own heading; a name without words is taken apart: "Awarded year".</summary>
internal sealed partial class ExportTitles(Language language)
{
    // Besides those that records have in their history.
    private static readonly Dictionary<string, (string Vi, string En)> Words = new(StringComparer.Ordinal)
    {
        ["id"] = ("Mã định danh", "Identifier"),
        ["code"] = ("Mã", "Code"),
        ["name"] = ("Tên", "Name"),
        ["nameVi"] = ("Tên", "Name in Vietnamese"),
        ["nameEn"] = ("Tên tiếng Anh", "Name"),
        ["shortName"] = ("Tên ngắn", "Short name"),
        ["givenName"] = ("Tên gọi", "Given name"),
        ["degrees"] = ("Văn bằng", "Degrees"),
        ["postings"] = ("Quá trình công tác", "Postings"),
        ["currentPosting"] = ("Công tác", "Posting"),
        ["history"] = ("Lịch sử", "History"),
        ["sector"] = ("Lĩnh vực", "Sector"),
        ["governmentLevel"] = ("Cấp", "Government level"),
        ["ownership"] = ("Sở hữu", "Ownership"),
        ["kind"] = ("Loại", "Kind"),
        ["parent"] = ("Cấp trên", "Parent"),
        ["district"] = ("Huyện", "District"),
        ["province"] = ("Tỉnh", "Province"),
        ["unit"] = ("Đơn vị hành chính", "Administrative unit"),
        ["seats"] = ("Trụ sở", "Seats"),
        ["version"] = ("Phiên bản", "Version"),
        ["count"] = ("Số người", "Count"),
        ["share"] = ("Tỷ lệ", "Share"),
        ["keys"] = ("Nhóm", "Group"),
        ["year"] = ("Năm", "Year"),
        ["at"] = ("Khi nào", "When"),
        ["why"] = ("Vì sao", "Why"),
        ["accountName"] = ("Ai", "Who"),
        ["values"] = ("Giá trị", "Values"),
        ["before"] = ("Trước", "Before"),
        ["after"] = ("Sau", "After"),
        ["requirement"] = ("Cần", "Needed"),
        ["supplyMedian"] = ("Dự báo có", "Forecast"),
        ["expectedGap"] = ("Thiếu (trung bình)", "Short (mean)"),
        ["probabilityShort"] = ("Xác suất thiếu", "P(short)"),
        ["severity"] = ("Mức độ", "Severity"),
        ["plan"] = ("Kế hoạch", "Plan"),
        ["targets"] = ("Chỉ tiêu", "Targets"),
    };

    public string Of(FieldNode field)
    {
        if (field.Alias is { } alias)
            return alias.Value;

        var name = field.Name.Value;
        if (Words.TryGetValue(name, out var words))
            return language.In(words.Vi, words.En);

        var column = WordStart().Replace(name, match => "_" + match.Value.ToLowerInvariant());
        // What has values of its own is kept as a code or key: "level" of a degree is level_code, and no column "level".
        string[] likely = field.SelectionSet is null ? [column] : [column + "_code", column + "_id", column];
        foreach (var known in likely)
            if (RecordWords.Field(language, known) is { } title && title != known)
                return title;
        return char.ToUpperInvariant(name[0]) + column.Replace('_', ' ')[1..];
    }

    /// <summary>Whether the field only wraps what is under it.</summary>
    public static bool IsWrapping(FieldNode field) => field.Alias is null && field.Name.Value is "nodes" or "edges" or "node" or "groups";

    /// <summary>Whether the field says what its record is called: alone, it stands for the record.</summary>
    public static bool IsName(FieldNode field) => field.Alias is null && field.Name.Value is "name" or "nameVi" or "nameEn" or "fullName" or "shortName" or "code";

    [GeneratedRegex("[A-Z]", RegexOptions.None, 1000)]
    private static partial Regex WordStart();
}
