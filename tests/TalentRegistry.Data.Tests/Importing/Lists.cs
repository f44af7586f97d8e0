using System.Text;
using TalentRegistry.Data.Importing;
using TalentRegistry.Data.Importing.Columns;
using TalentRegistry.Data.Importing.Output;
using TalentRegistry.Data.Importing.Sheets;
using TalentRegistry.Data.Importing.Values;
using TalentRegistry.Testing;

namespace TalentRegistry.Data.Tests.Importing;

/// <summary>Lists for tests, and their readings.</summary>
internal static class Lists
{
    public static readonly DateOnly Today = new(2026, 11, 21);
    private static readonly Lazy<ImportVocabulary> Shared = new(() => ImportVocabulary.Read(Repository.Path("db", "reference")));

    public static ImportVocabulary Vocabulary => Shared.Value;

    public static ImportOptions Options { get; } = new(Today);

    /// <summary>A workbook of one sheet; cells are texts, numbers, dates or null.</summary>
    public static MemoryStream Xlsx(IEnumerable<object?[]> rows, params MergedRange[] merged)
    {
        var file = new MemoryStream();
        using (var writer = new SheetWriter(file))
        {
            writer.Begin("Sheet1", [10]);
            foreach (var row in rows)
                writer.Row(row.Select(Cell));
            foreach (var range in merged)
                writer.Merge(range);
        }

        return new MemoryStream(file.ToArray());
    }

    public static MemoryStream Csv(string text, Encoding? encoding = null)
    {
        encoding ??= new UTF8Encoding(false);
        return new MemoryStream([.. encoding.GetPreamble(), .. encoding.GetBytes(text)]);
    }

    public static SheetCell Cell(object? value) => value switch
    {
        null => SheetCell.Empty,
        int number => SheetCell.OfNumber(number),
        double number => SheetCell.OfNumber(number),
        DateOnly day => SheetCell.OfMoment(day.ToDateTime(default)),
        _ => SheetCell.OfText(value.ToString()),
    };

    public static Reading Read(Stream file, ImportOptions? options = null)
    {
        using var sheet = ImportSheet.Open(file, Vocabulary, options ?? Options);
        return new Reading(sheet.Format, sheet.Plan, sheet.Problems, [.. sheet.Rows()]);
    }

    public static Reading ReadCsv(string text, ImportOptions? options = null) => Read(Csv(text), options);

    internal sealed record Reading(string Format, ColumnPlan Plan, IReadOnlyList<ImportProblem> Problems, List<ImportedRow> Rows)
    {
        public List<PersonDraft> People => [.. Rows.Where(row => row.Person is not null).Select(row => row.Person!)];

        public PersonDraft Single => Assert.Single(People);

        public string Codes => string.Join(' ', Rows.SelectMany(row => row.Problems).Select(problem => problem.Code).Order(StringComparer.Ordinal));

        public string Kinds => string.Join(' ', Rows.Select(row => row.IsRejected ? "Rejected" : row.Kind.ToString()));

        public string Fields => string.Join(' ', Plan.Columns.Select(column => column.Field?.Code ?? "?"));
    }
}
