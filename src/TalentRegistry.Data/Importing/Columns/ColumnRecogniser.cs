using TalentRegistry.Data.Importing.Sheets;
using TalentRegistry.Data.Importing.Values;

namespace TalentRegistry.Data.Importing.Columns;

/// <summary>Decides what each column holds: the user's mapping first, then the heading, then what the cells look like.</summary>
internal sealed class ColumnRecogniser(ImportVocabulary vocabulary, ColumnMapping mapping, DateOnly today)
{
    private const double Taken = 0.6;

    // Kinds that no other column of a list looks like: cells alone can tell them.
    private static readonly (FieldKind Kind, string Field)[] Unmistakable =
        [(FieldKind.CitizenId, "citizen_id"), (FieldKind.EthnicGroup, "ethnic_group"), (FieldKind.Sex, "sex"), (FieldKind.Name, "full_name")];

    /// <summary>Recognises the columns of a sheet.</summary>
    /// <param name="sheet">Name of the sheet.</param>
    /// <param name="header">Its header.</param>
    /// <param name="sample">Rows behind the header that hold people.</param>
    public ColumnPlan Recognise(string sheet, FoundHeader header, IReadOnlyList<SheetRow> sample)
    {
        var width = Math.Max(header.Paths.Count, sample.Select(row => row.Cells.Length).DefaultIfEmpty().Max());
        var columns = new List<ListColumn>(width);
        for (var i = 0; i < width; i++)
        {
            var path = i < header.Paths.Count ? header.Paths[i] : [];
            var evidence = ColumnEvidence.Of(sample, i, vocabulary, today);
            if (path.Count > 0 || evidence.Filled > 0)
                columns.Add(Candidate(i, path, evidence));
        }

        AddByContent(columns, sample);
        return new ColumnPlan(sheet, header.First, header.Last, OneEach(columns));
    }

    private ListColumn Candidate(int index, IReadOnlyList<string> path, ColumnEvidence evidence)
    {
        var heading = string.Join(" / ", path);
        if (mapping.TryFind(index, heading, path.Count > 0 ? path[^1] : "", out var mapped))
            return new ListColumn(index, heading, mapped, 1, RecognisedBy.Mapping);
        if (vocabulary.Headings.Match(path, resembling: true) is not { } match)
            return new ListColumn(index, heading, null, 0, RecognisedBy.Nothing);

        var field = Turned(match.Field, evidence);
        // Few cells say little; an empty column is what its heading says.
        var share = evidence.Filled < 3 ? null : evidence.Share(field.Kind);
        var certainty = Math.Clamp(match.Score + share switch { null => 0, >= 0.8 => 0.05, >= 0.2 => -0.1, _ => Strict(field.Kind) ? -0.45 : -0.15 }, 0, 1);
        var by = match.Score >= 0.8 ? RecognisedBy.Heading : RecognisedBy.SimilarHeading;
        return certainty >= Taken ? new ListColumn(index, heading, field, certainty, by) : new ListColumn(index, heading, null, 0, RecognisedBy.Nothing, field);
    }

    // A column "Nam" is ticked in some lists and holds years of birth in others; "Chức danh" and the like have no second sense.
    private ImportField Turned(ImportField field, ColumnEvidence evidence)
    {
        var dates = evidence.Share(FieldKind.Birth) >= 0.6;
        var marks = evidence.Share(FieldKind.Mark) >= 0.6 && !dates;
        return (field.Code, dates, marks) switch
        {
            ("male_mark", true, _) => vocabulary.Fields.Find("born_male")!,
            ("female_mark", true, _) => vocabulary.Fields.Find("born_female")!,
            ("born_male", _, true) => vocabulary.Fields.Find("male_mark")!,
            ("born_female", _, true) => vocabulary.Fields.Find("female_mark")!,
            _ => field,
        };
    }

    private void AddByContent(List<ListColumn> columns, IReadOnlyList<SheetRow> sample)
    {
        foreach (var (kind, code) in Unmistakable)
        {
            if (columns.Exists(column => column.Field?.Code == code || code == "full_name" && column.Field?.Code == "given_name"))
                continue;
            var at = columns.FindIndex(column => column is { Field: null, By: RecognisedBy.Nothing }
                && ColumnEvidence.Of(sample, column.Index, vocabulary, today) is { Filled: >= 5 } evidence && evidence.Share(kind) >= 0.9);
            if (at >= 0)
                columns[at] = columns[at] with { Field = vocabulary.Fields.Find(code), Certainty = Taken, By = RecognisedBy.Content, Contender = null };
        }
    }

    // What is not kept may stand in many columns; what is kept in one, the surest, the first of equals.
    private static List<ListColumn> OneEach(List<ListColumn> columns)
    {
        var best = columns.Where(column => column.Field is { Kept: true })
            .GroupBy(column => column.Field!.Code).ToDictionary(same => same.Key, same => same.OrderByDescending(column => column.By == RecognisedBy.Mapping).ThenByDescending(column => column.Certainty).First().Index, StringComparer.Ordinal);
        return [.. columns.Select(column => column.Field is { Kept: true } field && best[field.Code] != column.Index
            ? column with { Field = null, Certainty = 0, By = RecognisedBy.Nothing, Contender = field }
            : column)];
    }

    private static bool Strict(FieldKind kind) => kind is FieldKind.Birth or FieldKind.CitizenId or FieldKind.Sex or FieldKind.Mark or FieldKind.Name or FieldKind.Year;
}
