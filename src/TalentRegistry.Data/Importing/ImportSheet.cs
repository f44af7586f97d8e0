using TalentRegistry.Data.Importing.Columns;
using TalentRegistry.Data.Importing.Rows;
using TalentRegistry.Data.Importing.Sheets;
using TalentRegistry.Data.Importing.Values;
using TalentRegistry.Domain.Plans;

namespace TalentRegistry.Data.Importing;

/// <summary>
/// A list of people found in a file: what was recognised of it, and its rows as a stream. A few hundred rows are in memory at a time,
/// whatever the length of the list.
/// </summary>
public sealed class ImportSheet : IDisposable
{
    // Enough for titles, header and what columns look like.
    private const int LookedAhead = 300;
    private readonly ISheetSource source;
    private readonly ImportVocabulary vocabulary;
    private readonly ImportOptions options;
    private readonly IReadOnlyList<SheetRow> ahead;
    private readonly IEnumerator<SheetRow> rest;
    private readonly FontCode font;
    private readonly IReadOnlyList<MergedRange> merged;
    private bool read;

    private ImportSheet(ISheetSource source, ImportVocabulary vocabulary, ImportOptions options, FoundHeader header, List<SheetRow> ahead, IEnumerator<SheetRow> rest, FontCode font)
    {
        (this.source, this.vocabulary, this.options, this.ahead, this.rest, this.font, merged) = (source, vocabulary, options, ahead, rest, font, source.Merged);
        HeaderRows = [.. ahead.Where(row => row.Number >= header.First && row.Number <= header.Last)];
        HeaderMerged = [.. merged.Where(range => range.FirstRow >= header.First && range.LastRow <= header.Last)];
        Format = font == FontCode.None ? source.Format : $"{source.Format}, {font}";

        // People are told from other lines by the columns, and columns by the people: headings come first.
        var recogniser = new ColumnRecogniser(vocabulary, options.Mapping, options.Today);
        var rough = recogniser.Recognise(source.SheetName, header, []);
        var sample = People(rough);
        Plan = recogniser.Recognise(source.SheetName, header, sample);
        Problems = [.. PlanProblems.Of(Plan, vocabulary.Fields, options)];
    }

    /// <summary>Kind of the file with what was found out about it, as "csv, UTF-8, ';'".</summary>
    public string Format { get; }

    /// <summary>What was recognised.</summary>
    public ColumnPlan Plan { get; }

    /// <summary>Problems of the sheet as a whole: columns that are missing or were not recognised.</summary>
    public IReadOnlyList<ImportProblem> Problems { get; }

    /// <summary>What columns can be.</summary>
    internal FieldBook Fields => vocabulary.Fields;

    /// <summary>The day against which it is read.</summary>
    internal DateOnly Today => options.Today;

    /// <summary>Sheets before this one that hold no list, or are hidden.</summary>
    public IReadOnlyList<string> PassedSheets { get; private init; } = [];

    /// <summary>The rows of the header as they stand in the file.</summary>
    public IReadOnlyList<SheetRow> HeaderRows { get; }

    /// <summary>Merged cells of the header.</summary>
    public IReadOnlyList<MergedRange> HeaderMerged { get; }

    /// <summary>Whether the numbers of days in it count from 1904.</summary>
    public bool From1904 => source.From1904;

    /// <summary>Opens a file and finds the list in it.</summary>
    /// <param name="stream">The file, from its beginning; it must be seekable and is closed with the sheet.</param>
    /// <param name="vocabulary">Words and headings; one for many files, one file at a time.</param>
    /// <param name="options">How to read it.</param>
    /// <exception cref="ImportRefusedException">It cannot be read, or there is no list of people in it.</exception>
    public static ImportSheet Open(Stream stream, ImportVocabulary vocabulary, ImportOptions options)
    {
        var file = SheetFile.Open(stream, options.Limits, vocabulary.Texts);
        try
        {
            var passed = new List<string>();
            while (file.NextSheet())
            {
                var wanted = options.Sheet is { } name ? string.Equals(name.Trim(), file.SheetName.Trim(), StringComparison.OrdinalIgnoreCase) : !file.IsHidden;
                if (wanted && TryFind(file, vocabulary, options) is { } sheet)
                    return new ImportSheet(file, vocabulary, options, sheet.Header, sheet.Ahead, sheet.Following, sheet.Font) { PassedSheets = passed };
                if (wanted && options.Sheet is not null)
                    throw NoList();
                passed.Add(file.SheetName);
            }

            throw options.Sheet is { } missing
                ? new ImportRefusedException("SHEET_NOT_FOUND", new Bilingual(
                    $"Tệp không có trang \"{missing}\". Các trang: {string.Join(", ", passed)}.", $"The file has no sheet \"{missing}\". Its sheets: {string.Join(", ", passed)}."))
                : NoList();
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>All rows of the sheet, the ones that are no people included; can be enumerated once.</summary>
    /// <exception cref="InvalidOperationException">The rows were enumerated before.</exception>
    /// <exception cref="ImportRefusedException">The file breaks off or grows beyond the limits: what came before must not be used.</exception>
    public IEnumerable<ImportedRow> Rows()
    {
        if (read)
            throw new InvalidOperationException("The rows of a sheet are read once.");
        read = true;
        return Read();
    }

    /// <summary>Names of the sheets behind this one; after its rows were read.</summary>
    public IReadOnlyList<string> LaterSheets()
    {
        var names = new List<string>();
        while (source.NextSheet())
            if (!source.IsHidden)
                names.Add(source.SheetName);
        return names;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        rest.Dispose();
        source.Dispose();
    }

    private IEnumerable<ImportedRow> Read()
    {
        var classifier = new RowClassifier(Plan, ahead, merged);
        var reader = new PersonReader(vocabulary, new FieldColumns(Plan, vocabulary.Fields, source.From1904), options);
        var person = new List<SheetRow>();
        foreach (var row in SheetRows())
        {
            var kind = classifier.Next(row);
            if (kind != RowKind.Continuation)
            {
                foreach (var whole in Read(person, reader))
                    yield return whole;
                person.Clear();
            }

            if (kind is RowKind.Person or RowKind.Continuation)
                person.Add(row);
            else
                yield return new ImportedRow(row, kind, null, []);
        }

        foreach (var whole in Read(person, reader))
            yield return whole;
    }

    private IEnumerable<SheetRow> SheetRows()
    {
        foreach (var row in ahead)
            yield return row;
        while (rest.MoveNext())
            yield return InLetters(rest.Current, font);
    }

    private static ImportedRow[] Read(List<SheetRow> rows, PersonReader reader)
    {
        if (rows.Count == 0)
            return [];
        var (person, problems) = reader.Read(rows);
        return [.. rows.Select((row, index) => new ImportedRow(row, index == 0 ? RowKind.Person : RowKind.Continuation, index == 0 ? person : null, problems[index])
        {
            IsOfRejected = index > 0 && person is null,
        })];
    }

    private List<SheetRow> People(ColumnPlan rough)
    {
        var classifier = new RowClassifier(rough, ahead, merged);
        return [.. ahead.Where(row => classifier.Next(row) == RowKind.Person)];
    }

    private static (FoundHeader Header, List<SheetRow> Ahead, IEnumerator<SheetRow> Following, FontCode Font)? TryFind(ISheetSource file, ImportVocabulary vocabulary, ImportOptions options)
    {
        var following = file.Rows().GetEnumerator();
        var first = new List<SheetRow>();
        while (first.Count < LookedAhead && following.MoveNext())
            first.Add(following.Current);

        var typed = vocabulary.Texts.DetectFont(first.Take(50).SelectMany(row => row.Cells).Where(cell => cell.Text is not null).Select(cell => cell.Text!));
        if (typed != FontCode.None)
            first = first.ConvertAll(row => InLetters(row, typed));
        var header = new HeaderFinder(vocabulary.Headings).Find(first, file.Merged) ?? Mapped(first, options.Mapping);
        if (header is not null)
            return (header, first, following, typed);
        following.Dispose();
        return null;
    }

    // Headings that nobody knows, but that the user named: the row that holds the most of them.
    private static FoundHeader? Mapped(List<SheetRow> rows, ColumnMapping mapping)
    {
        var best = rows.Take(60).Select(row => (Row: row, Named: row.Cells.Select((cell, index) => !cell.IsEmpty && mapping.TryFind(index, cell.ToString(), cell.ToString(), out _)).Count(named => named)))
            .OrderByDescending(pair => pair.Named).FirstOrDefault();
        return best.Named < 2 ? null : new FoundHeader(best.Row.Number, best.Row.Number,
            [.. best.Row.Cells.Select(cell => (IReadOnlyList<string>)(cell.IsEmpty ? [] : [Domain.Names.VietnameseText.Clean(cell.ToString())]))], best.Named);
    }

    private static SheetRow InLetters(SheetRow row, FontCode font) => font == FontCode.None
        ? row
        : row with { Cells = Array.ConvertAll(row.Cells, cell => cell.Kind == CellKind.Text ? SheetCell.OfText(LegacyFont.Convert(cell.Text!, font)) : cell) };

    private static ImportRefusedException NoList() => new("LIST_NOT_FOUND", new Bilingual(
        "Không tìm thấy danh sách: cần một dòng tiêu đề có cột \"Họ và tên\" và ít nhất một cột khác được nhận ra.",
        "No list was found: a header row is needed with a column \"Họ và tên\" and at least one more that is known."));
}
