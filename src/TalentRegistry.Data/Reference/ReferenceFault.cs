using System.Globalization;
using System.Text.RegularExpressions;
using Npgsql;

namespace TalentRegistry.Data.Reference;

/// <summary>Turns what PostgreSQL refuses about a reference file into a sentence that names file, line, column and value.</summary>
internal static partial class ReferenceFault
{
    /// <summary>The refusal of a file.</summary>
    public static OperatorException Of(ReferenceFile file, PostgresException fault)
    {
        var place = CopyPlace().Match(fault.Where ?? "");
        var line = place.Success ? file.Rows[int.Parse(place.Groups["row"].ValueSpan, CultureInfo.InvariantCulture) - 1] : null;
        if (Key().Match(fault.Detail ?? "") is { Success: true } key)
        {
            var columns = key.Groups["columns"].Value.Split(", ");
            var values = key.Groups["values"].Value;
            line ??= file.Rows.FirstOrDefault(row => values == string.Join(", ", columns.Select(column => ValueOf(file, row, column) ?? "null")));
            return Refuse(file, line?.Line, string.Join(", ", columns), values, Words(fault), fault);
        }

        if (line is not null)
        {
            var column = place.Groups["column"].Success ? place.Groups["column"].Value : fault.ColumnName;
            return Refuse(file, line.Line, column, column is null ? null : ValueOf(file, line, column), Words(fault), fault);
        }

        return Refuse(file, null, fault.ColumnName, null, Words(fault), fault);
    }

    private static OperatorException Refuse(ReferenceFile file, int? line, string? column, string? value, string problem, Exception fault)
    {
        var place = $"Reference file {file.Name}"
            + (line is null ? "" : string.Create(CultureInfo.InvariantCulture, $", line {line}"))
            + (column is null ? "" : $", column {column}")
            + (value is null ? "" : $", value \"{value}\"");
        return new OperatorException($"{place}: {problem}. Nothing was changed in the database.", fault);
    }

    private static string Words(PostgresException fault) => fault.SqlState switch
    {
        PostgresErrorCodes.UniqueViolation => "another row has the same",
        PostgresErrorCodes.ExclusionViolation => $"two rows hold at the same time ({fault.Detail})",
        PostgresErrorCodes.ForeignKeyViolation when Missing().Match(fault.Detail ?? "") is { Success: true } missing =>
            $"table {missing.Groups["table"].Value} has no such row",
        PostgresErrorCodes.ForeignKeyViolation when Used().Match(fault.Detail ?? "") is { Success: true } used =>
            $"the file no longer has this row, but table {used.Groups["table"].Value} still points to it; keep the row and end its validity instead",
        PostgresErrorCodes.NotNullViolation => "a value is needed",
        PostgresErrorCodes.CheckViolation => $"the row breaks the rule {fault.ConstraintName}",
        _ => fault.MessageText,
    };

    private static string? ValueOf(ReferenceFile file, ReferenceRow row, string column) =>
        file.Columns.ToList().IndexOf(column) is >= 0 and var at ? row.Values[at] : null;

    [GeneratedRegex(@"^COPY staged, line (?<row>\d+)(, column (?<column>\w+))?", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex CopyPlace();

    [GeneratedRegex(@"^Key \((?<columns>[^)]+)\)=\((?<values>.*?)\) (already|is|conflicts)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Key();

    [GeneratedRegex("is not present in table \"(?<table>\\w+)\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Missing();

    [GeneratedRegex("is still referenced from table \"(?<table>\\w+)\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Used();
}
