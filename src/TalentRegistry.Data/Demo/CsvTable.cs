using System.Globalization;
using TalentRegistry.Data.Reference;

namespace TalentRegistry.Data.Demo;

/// <summary>A row of a file under db/, its cells by column name.</summary>
internal sealed class CsvRow(string file, int line, Dictionary<string, string> cells)
{
    /// <summary>The cell; "" where it is empty.</summary>
    /// <exception cref="InvalidDataException">The file has no such column.</exception>
    public string this[string column] =>
        cells.TryGetValue(column, out var cell) ? cell : throw new InvalidDataException($"{file} has no column \"{column}\".");

    /// <exception cref="InvalidDataException">It is not a number.</exception>
    public double Number(string column) =>
        double.TryParse(this[column], NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw new InvalidDataException($"{file}, line {line}: \"{column}\" must be a number, was \"{this[column]}\".");

    /// <exception cref="InvalidDataException">It is not a whole number.</exception>
    public int Whole(string column) => checked((int)Number(column));

    /// <summary>Null where the cell is empty.</summary>
    public DateOnly? Date(string column) =>
        this[column] is "" ? null : DateOnly.ParseExact(this[column], "yyyy-MM-dd", CultureInfo.InvariantCulture);
}

/// <summary>Reads the files under db/: comma-separated, a header, lines that start with # are comments.</summary>
internal static class CsvTable
{
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    public static List<CsvRow> Read(params string[] path)
    {
        var file = ReferenceFile.Parse(path[^1], File.ReadAllText(Path.Combine(path)));
        var rows = new List<CsvRow>(file.Rows.Count);
        foreach (var row in file.Rows)
        {
            var cells = new Dictionary<string, string>(file.Columns.Count, StringComparer.Ordinal);
            for (var i = 0; i < file.Columns.Count; i++)
                cells[file.Columns[i]] = row.Values[i] ?? "";
            rows.Add(new CsvRow(file.Name, row.Line, cells));
        }

        return rows;
    }
}
