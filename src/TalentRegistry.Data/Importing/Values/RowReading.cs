using TalentRegistry.Data.Importing.Columns;
using TalentRegistry.Data.Importing.Sheets;
using TalentRegistry.Domain.Dates;
using TalentRegistry.Domain.Dossiers;
using TalentRegistry.Domain.Names;
using TalentRegistry.Domain.Plans;

namespace TalentRegistry.Data.Importing.Values;

/// <summary>The cells of one row by field, and the problems found on the way.</summary>
internal sealed class RowReading(SheetRow row, FieldColumns columns, ImportLimits limits)
{
    private readonly List<ImportProblem> problems = [];

    public IReadOnlyList<ImportProblem> Problems => problems;

    public int Row => row.Number;

    public bool Has(string field) => columns.Of(field) is not null;

    /// <summary>The cell of a field; empty where the list has no such column or the cell is unusable, which is then reported.</summary>
    public SheetCell Cell(string field)
    {
        if (columns.Of(field) is not { } column)
            return default;
        var cell = row[column.Index];
        if (cell.Kind == CellKind.Fault)
            return Refuse(ProblemKind.CellFault, field);
        if (cell.Text is { } text && text.Length > limits.CellCharacters)
            return Refuse(ProblemKind.CellTooLong, field);
        return cell.Text?.Contains('\ufffd', StringComparison.Ordinal) == true ? Refuse(ProblemKind.CellEncoding, field) : cell;
    }

    /// <summary>The text of a field, clean; "" where there is none.</summary>
    public string Text(string field) => VietnameseText.Clean(Cell(field).ToString());

    /// <summary>The code of a word; null where the cell is empty or the word unknown, which is then reported.</summary>
    public string? Word(string field, WordList words, ProblemKind unknown)
    {
        var text = Text(field);
        if (text.Length == 0)
            return null;
        var code = words.Find(text).Code;
        if (code is null)
            Report(unknown, field);
        return code;
    }

    /// <summary>The date of a field; null where the cell is empty or no date, which is then reported.</summary>
    public WrittenDate? Date(string field, WrittenDateReader reader, DateOnly latest)
    {
        var cell = Cell(field);
        if (cell.IsEmpty || VietnameseText.Clean(cell.ToString()) is "-" or "" or "0" or "x" or "X")
            return null;
        var (fault, date) = cell.Kind switch
        {
            CellKind.Moment => (DateFault.None, WrittenDate.Of(cell.Day)),
            CellKind.Number => Numeric(cell.Number, reader),
            _ => Written(cell.ToString(), reader),
        };
        if (fault != DateFault.None)
        {
            Report(fault == DateFault.Impossible ? ProblemKind.DateImpossible : ProblemKind.DateUnreadable, field);
            return null;
        }

        if (date.Year < 1900 || date.FirstDay > latest)
        {
            Report(ProblemKind.DateOutOfRange, field);
            return null;
        }

        if (date.Doubt != DateDoubt.None)
            Report(date.Doubt switch { DateDoubt.TwoDigitYear => ProblemKind.DateTwoDigitYear, DateDoubt.MonthFirst => ProblemKind.DateMonthFirst, _ => ProblemKind.DateSerial }, field);
        return date;
    }

    public void Report(ProblemKind kind, string field)
    {
        var column = columns.Of(field);
        var value = column is null ? "" : row[column.Index].ToString();
        problems.Add(new ImportProblem(
            kind.Code, kind.Severity, row.Number, column?.Index, column?.Heading ?? columns.NameOf(field), value.Length > 200 ? value[..200] + "…" : value, kind.Message, kind.Expected));
    }

    /// <summary>Reports what a rule says.</summary>
    public void Report(ImportProblem problem) => problems.Add(problem);

    /// <summary>What a rule says, about the cell of a field.</summary>
    public ImportProblem ProblemOf(Finding finding, Bilingual expected, string field)
    {
        var column = columns.Of(field);
        var value = column is null ? "" : row[column.Index].ToString();
        return new ImportProblem(
            finding.Code, finding.Severity == FindingSeverity.Error ? ProblemSeverity.Error : ProblemSeverity.Warning, row.Number, column?.Index,
            column?.Heading ?? columns.NameOf(field), value.Length > 200 ? value[..200] + "…" : value, finding.Message, expected);
    }

    private SheetCell Refuse(ProblemKind kind, string field)
    {
        if (!problems.Exists(problem => problem.Code == kind.Code && problem.Column == columns.Of(field)!.Index))
            Report(kind, field);
        return default;
    }

    // A whole number is a year, a day of the spreadsheet, or a date typed without separators that lost its first zero.
    private (DateFault, WrittenDate) Numeric(double number, WrittenDateReader reader)
    {
        if (number % 1 == 0 && number is >= 1900 and <= 2100)
            return (DateFault.None, new WrittenDate((int)number, null, null));
        if (number is >= 2101 and <= 73_050 && WrittenDate.FromSerial(number, columns.From1904) is { } day)
            return (DateFault.None, WrittenDate.Of(day, DateDoubt.Serial));
        return Written(number is >= 1_010_000 and < 10_000_000 ? "0" + SheetCell.OfNumber(number) : SheetCell.OfNumber(number).ToString(), reader);
    }

    private (DateFault, WrittenDate) Written(string text, WrittenDateReader reader)
    {
        var clean = text.Trim();
        if (clean.Length == 5 && clean.All(char.IsAsciiDigit) && int.Parse(clean, System.Globalization.CultureInfo.InvariantCulture) is var serial && serial <= 73_050)
            return WrittenDate.FromSerial(serial, columns.From1904) is { } day ? (DateFault.None, WrittenDate.Of(day, DateDoubt.Serial)) : (DateFault.Unreadable, default);
        var fault = reader.Read(clean, out var date);
        return (fault, date);
    }
}

/// <summary>The columns of a list by field, looked up once a field and not once a row.</summary>
internal sealed class FieldColumns
{
    private readonly Dictionary<string, ListColumn> columns = new(StringComparer.Ordinal);
    private readonly FieldBook book;

    public FieldColumns(ColumnPlan plan, FieldBook book, bool from1904)
    {
        (this.book, From1904) = (book, from1904);
        foreach (var column in plan.Columns)
            if (column.Field is { } field)
                columns.TryAdd(field.Code, column);
        OfRecords = [.. columns.Values.Where(column => column.Field!.Part == FieldPart.Record && column.Field.Kept)];
        OfPostings = [.. columns.Values.Where(column => column.Field!.Part == FieldPart.Posting).Select(column => column.Field!.Code)];
        DegreeMarks = [.. columns.Where(pair => pair.Key.StartsWith("degree_mark:", StringComparison.Ordinal)).Select(pair => (pair.Key, pair.Key["degree_mark:".Length..]))];
    }

    public bool From1904 { get; }

    /// <summary>Columns that tick one level each: field and level.</summary>
    public IReadOnlyList<(string Field, string Level)> DegreeMarks { get; }

    /// <summary>Fields of postings that the list has.</summary>
    public IReadOnlyList<string> OfPostings { get; }

    /// <summary>Columns that tell records beside degrees and postings.</summary>
    public IReadOnlyList<ListColumn> OfRecords { get; }

    public ListColumn? Of(string field) => columns.GetValueOrDefault(field);

    public string NameOf(string field) => book.Find(field)?.NameVi ?? field;
}
