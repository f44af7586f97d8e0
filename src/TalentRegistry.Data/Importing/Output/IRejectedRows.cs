namespace TalentRegistry.Data.Importing.Output;

/// <summary>Where rejected rows are written, one after the other: the same spreadsheet, with columns that say what is wrong.</summary>
public interface IRejectedRows : IDisposable
{
    /// <summary>Writes a rejected row.</summary>
    void Write(ImportedRow row);
}

/// <summary>The columns that are added to a list of rejected rows. The import knows them again when the corrected list comes back.</summary>
internal static class AddedColumns
{
    public static IReadOnlyList<string> Headings { get; } =
        ["Dòng trong tệp gốc", "Cột có lỗi", "Giá trị sai", "Mã lỗi", "Lý do (tiếng Việt)", "Reason (English)", "Cần có"];

    /// <summary>The cells of a row, one line for each error.</summary>
    public static IEnumerable<string> Of(ImportedRow row)
    {
        var errors = row.Problems.Where(problem => problem.Severity == ProblemSeverity.Error).ToList();
        string Lines(Func<ImportProblem, string> text) => string.Join('\n', errors.Select(text));
        yield return row.Source.Number.ToString(System.Globalization.CultureInfo.InvariantCulture);
        yield return Lines(problem => problem.Heading);
        yield return Lines(problem => problem.Value);
        yield return Lines(problem => problem.Code);
        yield return Lines(problem => problem.Message.Vi);
        yield return Lines(problem => problem.Message.En);
        yield return Lines(problem => $"{problem.Expected.Vi} ({problem.Expected.En})");
    }

    /// <summary>The column after the last one of the list; columns added by an earlier check are written over.</summary>
    public static int After(ImportSheet sheet)
    {
        var earlier = sheet.Plan.Columns.Where(column => column.Field?.Code == "import_note").Select(column => column.Index).DefaultIfEmpty(int.MaxValue).Min();
        return Math.Min(earlier, sheet.Plan.Columns.Select(column => column.Index + 1).DefaultIfEmpty(0).Max());
    }
}
