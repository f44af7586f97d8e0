using CsvHelper;
using TalentRegistry.Domain.Plans;

namespace TalentRegistry.Data.Importing.Sheets;

/// <summary>A text file of rows, as one sheet.</summary>
internal sealed class CsvSource : ISheetSource
{
    // Longer than any row of cells within the limits: a quotation mark that is never closed ends here and not at the end of the file.
    private const int RecordBytes = 4 << 20;
    private readonly ImportLimits limits;
    private readonly Stream stream;
    private readonly TextGuess guess;
    private bool started;

    public CsvSource(Stream stream, ImportLimits limits, TextDetector detector)
    {
        (this.stream, this.limits) = (stream, limits);
        guess = detector.Detect(stream);
        if (guess.Sample.Contains('\0', StringComparison.Ordinal))
            throw SheetFile.Unknown();
        Format = $"csv, {guess.Name}, {Separators.Describe(guess.Separator)}";
    }

    public string Format { get; }

    public string SheetName => "";

    public bool IsHidden => false;

    public bool From1904 => false;

    public IReadOnlyList<MergedRange> Merged => [];

    public bool NextSheet()
    {
        var first = !started;
        started = true;
        return first;
    }

    public IEnumerable<SheetRow> Rows()
    {
        using var reader = CsvReader.Create(stream, new CsvReaderOptions
        {
            Separator = guess.Separator, HasHeader = false, SkipEmptyLines = false, Encoding = guess.Encoding, MaxRecordSize = RecordBytes, PoolStrings = true,
        }, leaveOpen: true);
        var (number, kept) = (0, 0);
        while (Next(reader))
        {
            number++;
            var row = new SheetRow(number, Cells(reader, number));
            if (number == 1 && row.Cells.Length > 0 && row.Cells[0].Text is { } hint && hint.StartsWith("sep=", StringComparison.Ordinal))
                continue;
            if (row.Cells.Length > 0 && ++kept > limits.Rows)
                throw WorkbookSource.TooManyRows(limits);
            yield return row;
        }
    }

    public void Dispose() => stream.Dispose();

    private SheetCell[] Cells(CsvReader reader, int number)
    {
        var length = reader.FieldCount;
        while (length > 0 && string.IsNullOrWhiteSpace(reader.GetString(length - 1)))
            length--;
        if (length > limits.Columns)
            throw WorkbookSource.TooManyColumns(limits, number);
        if (length == 0)
            return [];
        var cells = new SheetCell[length];
        for (var i = 0; i < length; i++)
            // The writer of rejected rows guards what a spreadsheet would run.
            cells[i] = SheetCell.OfText(CsvText.Unguarded(LegacyFont.Convert(reader.GetString(i), guess.Font)));
        return cells;
    }

    private static bool Next(CsvReader reader)
    {
        try
        {
            return reader.Read();
        }
        catch (CsvFormatException fault)
        {
            throw new ImportRefusedException("CSV_MALFORMED", new Bilingual(
                $"Dòng {reader.RowNumber + 1} không đọc được: thiếu một dấu ngoặc kép hoặc dòng quá dài.",
                $"Row {reader.RowNumber + 1} cannot be read: a quotation mark is missing or the row is too long."), fault);
        }
    }
}
