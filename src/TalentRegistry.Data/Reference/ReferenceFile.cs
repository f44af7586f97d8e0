using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using CsvHelper;
using TalentRegistry.Domain.Names;

namespace TalentRegistry.Data.Reference;

/// <summary>A row of a reference file.</summary>
/// <param name="Line">Line in the file, from 1.</param>
/// <param name="Values">One for each column; null where empty.</param>
internal sealed record ReferenceRow(int Line, IReadOnlyList<string?> Values);

/// <summary>A file of db/reference: comment lines that begin with #, a line of column names, rows.</summary>
internal sealed record ReferenceFile(string Name, string Checksum, IReadOnlyList<string> Columns, IReadOnlyList<ReferenceRow> Rows)
{
    /// <summary>Checksum of a text, the same whatever the line ends of the checkout.</summary>
    public static string ChecksumOf(string text) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ReplaceLineEndings("\n"))));

    /// <summary>Reads a file's text.</summary>
    /// <exception cref="OperatorException">It is not a table: the message names the file and the line.</exception>
    public static ReferenceFile Parse(string name, string text)
    {
        try
        {
            using var csv = CsvReader.FromText(text, Options);
            csv.ReadHeader();
            var columns = csv.Headers.ToArray();
            if (columns.GroupBy(column => column).FirstOrDefault(same => same.Count() > 1) is { } twice)
                throw new OperatorException($"Reference file {name} names the column {twice.Key} twice.");

            var rows = new List<ReferenceRow>();
            while (csv.Read())
                rows.Add(RowAt(name, csv, columns.Length));
            return new ReferenceFile(name, ChecksumOf(text), columns, rows);
        }
        catch (CsvFormatException fault)
        {
            throw Fault(name, (int)fault.LineNumber, "a quotation mark is missing or stands where none may be");
        }
    }

    /// <summary>Reads a list that an operator has written.</summary>
    /// <param name="file">A .csv in UTF-8.</param>
    /// <param name="columns">Columns that it must have.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="OperatorException">It cannot be read, lacks a column or has no row.</exception>
    public static async Task<ReferenceFile> ReadListAsync(string file, IReadOnlyList<string> columns, CancellationToken cancellationToken)
    {
        string text;
        try
        {
            text = await File.ReadAllTextAsync(file, cancellationToken);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new OperatorException($"{file} cannot be read: {fault.Message}", fault);
        }

        var list = Parse(Path.GetFileName(file), text);
        if (columns.Except(list.Columns, StringComparer.Ordinal).ToList() is { Count: > 0 } missing)
            throw new OperatorException($"{list.Name} lacks the columns {string.Join(", ", missing)}.");
        return list.Rows.Count > 0 ? list : throw new OperatorException($"{list.Name} has no rows.");
    }

    /// <summary>The cells of a row by column, cleaned; empty texts where nothing stands.</summary>
    public Dictionary<string, string> CellsOf(ReferenceRow row) =>
        Columns.Zip(row.Values).ToDictionary(pair => pair.First, pair => pair.Second is null ? "" : VietnameseText.Clean(pair.Second), StringComparer.Ordinal);

    /// <summary>The refusal of a list: ten faults at most.</summary>
    public OperatorException Refusal(IReadOnlyList<string> faults) => new(
        $"{Name} was not loaded. {string.Join("; ", faults.Take(MostTold))}{(faults.Count > MostTold ? string.Create(CultureInfo.InvariantCulture, $"; and {faults.Count - MostTold} more") : "")}.");

    /// <summary>The refusal of a line.</summary>
    public static OperatorException Fault(string name, int line, string problem) =>
        new($"Reference file {name}, line {line}: {problem}. Nothing was changed in the database.");

    private const int MostTold = 10;

    // One line a row: line numbers in messages then hold, and a forgotten quotation mark is found where it is.
    private static readonly CsvReaderOptions Options = new()
    {
        Separator = ',', CommentPrefix = '#', TrackLineNumbers = true, AllowLineBreaksInQuotes = false,
        MalformedData = CsvMalformedDataHandling.Throw,
    };

    private static ReferenceRow RowAt(string name, CsvReader csv, int columns)
    {
        if (csv.FieldCount != columns)
            throw Fault(name, (int)csv.LineNumber, $"{csv.FieldCount} values where {columns} columns are named");
        return new ReferenceRow((int)csv.LineNumber, [.. Enumerable.Range(0, columns).Select(i => csv.IsEmpty(i) ? null : csv.GetString(i))]);
    }
}
