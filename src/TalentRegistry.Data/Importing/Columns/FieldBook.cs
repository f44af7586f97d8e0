using TalentRegistry.Data.Demo;
using TalentRegistry.Domain.Names;

namespace TalentRegistry.Data.Importing.Columns;

/// <summary>The fields and the headings under which lists write them, from db/reference.</summary>
public sealed class FieldBook
{
    private readonly Dictionary<string, ImportField> fields = new(StringComparer.Ordinal);

    private FieldBook()
    {
    }

    /// <summary>All fields, in the order of the template.</summary>
    public IReadOnlyList<ImportField> All { get; private set; } = [];

    /// <summary>Headings with their fields, as the file has them; "A > B" below another.</summary>
    internal IReadOnlyList<(ImportField Field, string Heading)> Headings { get; private set; } = [];

    /// <summary>Reads import/field.csv and import/heading.csv.</summary>
    /// <exception cref="InvalidDataException">A heading names a field that is not there.</exception>
    public static FieldBook Read(string referenceFolder)
    {
        var book = new FieldBook();
        foreach (var row in CsvTable.Read(Path.Combine(referenceFolder, "import"), "field.csv"))
            book.fields.Add(row["code"], new ImportField(
                row["code"], row["name_vi"], row["name_en"], SnakeCase.Parse<FieldKind>(row["kind"]), row["kept"] == "true", SnakeCase.Parse<FieldPart>(row["part"])));
        book.All = [.. book.fields.Values];
        book.Headings = [.. CsvTable.Read(Path.Combine(referenceFolder, "import"), "heading.csv").Select(row => (
            book.Find(row["field"]) ?? throw new InvalidDataException($"import/heading.csv names the field \"{row["field"]}\", which import/field.csv lacks."),
            row["heading"])), .. book.All.Where(field => field.Kept).SelectMany(field => new[] { (field, field.NameVi), (field, field.NameEn) })];
        return book;
    }

    /// <summary>The field of a code, or of its name in either language; null where there is none.</summary>
    public ImportField? Find(string text)
    {
        if (fields.TryGetValue(text, out var field))
            return field;
        if (text.StartsWith("degree_mark:", StringComparison.Ordinal))
            return DegreeMark(text["degree_mark:".Length..]);
        var key = VietnameseText.Fold(text);
        return All.FirstOrDefault(known => VietnameseText.Fold(known.NameVi) == key || VietnameseText.Fold(known.NameEn) == key);
    }

    /// <summary>The field of a column that marks who holds a degree of one level.</summary>
    internal static ImportField DegreeMark(string level) =>
        new($"degree_mark:{level}", $"Trình độ {level} (đánh dấu)", $"Degree level {level} (mark)", FieldKind.Mark, Kept: true, FieldPart.Degree);
}
