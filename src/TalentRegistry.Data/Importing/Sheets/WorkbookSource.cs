using ExcelDataReader;
using ExcelDataReader.Exceptions;
using TalentRegistry.Domain.Plans;

namespace TalentRegistry.Data.Importing.Sheets;

/// <summary>A workbook of Excel, .xlsx or .xls. Of formulas the kept values are read; links and macros are never followed or run.</summary>
internal sealed class WorkbookSource : ISheetSource
{
    // What Excel itself can hold; more is a forged reference that would cost memory for columns that do not exist.
    private const int ExcelRows = 1_048_576;
    private const int ExcelColumns = 16_384;
    private readonly ImportLimits limits;
    private readonly Stream stream;
    private readonly IExcelDataReader reader;
    private bool started;

    public WorkbookSource(Stream stream, bool from1904, string format, ImportLimits limits)
    {
        (this.stream, this.limits, From1904, Format) = (stream, limits, from1904, format);
        reader = Guard(() => ExcelReaderFactory.CreateReader(stream, new ExcelReaderConfiguration { LeaveOpen = true }));
        if (reader.ResultsCount > limits.Sheets)
            throw new ImportRefusedException("TOO_MANY_SHEETS", new Bilingual(
                $"Tệp có {reader.ResultsCount} trang, nhiều hơn giới hạn {limits.Sheets}.", $"The file has {reader.ResultsCount} sheets, more than the limit of {limits.Sheets}."));
    }

    public string Format { get; }

    public bool From1904 { get; }

    public string SheetName => reader.Name ?? "";

    public bool IsHidden => reader.VisibleState is { } state && !state.Equals("visible", StringComparison.OrdinalIgnoreCase);

    public IReadOnlyList<MergedRange> Merged =>
        reader.MergeCells is { } cells ? [.. cells.Select(cell => new MergedRange(cell.FromRow + 1, cell.ToRow + 1, cell.FromColumn, cell.ToColumn))] : [];

    public bool NextSheet()
    {
        if (started)
            return Guard(reader.NextResult);
        started = true;
        return reader.ResultsCount > 0;
    }

    public IEnumerable<SheetRow> Rows()
    {
        if (reader.RowCount > ExcelRows || reader.FieldCount > ExcelColumns)
            throw Damaged(null);
        var kept = 0;
        while (Guard(reader.Read))
        {
            var row = new SheetRow(reader.Depth + 1, Guard(Cells));
            if (row.Cells.Length > 0 && ++kept > limits.Rows)
                throw TooManyRows(limits);
            yield return row;
        }
    }

    public void Dispose()
    {
        reader.Dispose();
        stream.Dispose();
    }

    /// <summary>The refusal of a list longer than the limit.</summary>
    public static ImportRefusedException TooManyRows(ImportLimits limits) => new("TOO_MANY_ROWS", new Bilingual(
        $"Danh sách có hơn {limits.Rows} dòng. Hãy chia thành nhiều tệp.", $"The list has more than {limits.Rows} rows. Split it into several files."));

    /// <summary>The refusal of a list wider than the limit.</summary>
    public static ImportRefusedException TooManyColumns(ImportLimits limits, int row) => new("TOO_MANY_COLUMNS", new Bilingual(
        $"Dòng {row} có dữ liệu sau cột thứ {limits.Columns}. Hãy xóa các cột thừa.", $"Row {row} holds data behind column {limits.Columns}. Remove the columns that are not needed."));

    /// <summary>The refusal of a file whose inside does not fit its format.</summary>
    public static ImportRefusedException Damaged(Exception? fault)
    {
        var sentence = new Bilingual(
            "Tệp bị hỏng hoặc không đúng định dạng Excel. Hãy mở bằng Excel, lưu thành tệp .xlsx mới rồi thử lại.",
            "The file is damaged or no true workbook. Open it in Excel, save it as a new .xlsx and try again.");
        return fault is null ? new ImportRefusedException("FILE_DAMAGED", sentence) : new ImportRefusedException("FILE_DAMAGED", sentence, fault);
    }

    // Trailing empty cells are cut: a row formatted to the last column of the sheet holds nothing there.
    private SheetCell[] Cells()
    {
        var length = reader.FieldCount;
        while (length > 0 && CellAt(length - 1).IsEmpty)
            length--;
        if (length > limits.Columns)
            throw TooManyColumns(limits, reader.Depth + 1);
        if (length == 0)
            return [];
        var cells = new SheetCell[length];
        for (var i = 0; i < length; i++)
            cells[i] = CellAt(i);
        return cells;
    }

    private SheetCell CellAt(int column) => reader.GetValue(column) switch
    {
        string text when IsFault(text) => new SheetCell(CellKind.Fault, text, 0),
        string text => SheetCell.OfText(text),
        double number => SheetCell.OfNumber(number),
        DateTime moment => SheetCell.OfMoment(moment),
        int number => SheetCell.OfNumber(number),
        bool truth => new SheetCell(CellKind.Truth, null, truth ? 1 : 0),
        null => default,
        var other => SheetCell.OfText(other.ToString()),
    };

    private static bool IsFault(string text) => text.Length is > 3 and < 9 && text[0] == '#' && text is "#N/A" or "#REF!" or "#VALUE!" or "#NAME?" or "#DIV/0!" or "#NULL!" or "#NUM!";

    private static T Guard<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (InvalidPasswordException fault)
        {
            throw new ImportRefusedException("FILE_ENCRYPTED", new Bilingual(
                "Tệp được bảo vệ bằng mật khẩu. Hãy bỏ mật khẩu rồi thử lại.", "The file is protected by a password. Remove the password and try again."), fault);
        }
        // The reader meets forged and broken files with whatever its loops run into; none of it says anything about this program.
        catch (Exception fault) when (fault is not (ImportRefusedException or OutOfMemoryException or OperationCanceledException))
        {
            throw Damaged(fault);
        }
    }
}
