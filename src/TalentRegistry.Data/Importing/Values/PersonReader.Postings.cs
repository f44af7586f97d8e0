using TalentRegistry.Domain.Careers;
using TalentRegistry.Domain.Dossiers;

namespace TalentRegistry.Data.Importing.Values;

internal sealed partial class PersonReader
{
    /// <summary>The postings of a person's rows: where a row tells enough of one, and what rules are held against, though something is missing.</summary>
    private List<PostingRead> Postings(RowReading[] rows, KnownAgency? agency)
    {
        var postings = new List<PostingRead> { Posting(rows[0], agency, null) };
        foreach (var row in rows.Skip(1).Where(row => IsOfAnother(row, rows[0])))
        {
            var above = postings[^1].Draft;
            var where = row.Text("agency").Length + row.Text("agency_code").Length == 0 ? above?.Agency ?? agency : Agency(row).Agency;
            if (Posting(row, where, above) is var posting && !postings.Exists(known => (known.Draft, known.Told) == (posting.Draft, posting.Told)))
                postings.Add(posting);
        }

        // The last day of one is often written as the first of the next: on that day the next had begun.
        return postings.Count == 1 ? postings : postings.ConvertAll(posting =>
            posting.Told is { ValidUntil: { } until } told && postings.Exists(next => next.Told is { } other && other.ValidFrom > told.ValidFrom && other.ValidFrom.AddDays(1) == until)
                ? posting with { Draft = posting.Draft is null ? null : posting.Draft with { ValidUntil = until.AddDays(-1) }, Told = told with { ValidUntil = until.AddDays(-1) } }
                : posting);
    }

    // A further row that tells no start, or nothing else than the first one, has no posting of its own.
    private bool IsOfAnother(RowReading row, RowReading first) =>
        !(row.Cell("posting_from").IsEmpty && row.Cell("recruited_on").IsEmpty) && columns.OfPostings.Any(field => row.Cell(field) is { IsEmpty: false } cell && cell != first.Cell(field));

    // What a further row leaves empty is as above.
    private PostingRead Posting(RowReading reading, KnownAgency? agency, PostingDraft? above)
    {
        var startField = reading.Has("posting_from") && !reading.Cell("posting_from").IsEmpty ? "posting_from" : "recruited_on";
        var start = Day(reading, startField, today);
        var end = Day(reading, "posting_until", today.AddYears(10));
        var title = reading.Text("position_title") is { Length: > 0 } written ? written : above?.PositionTitle ?? "";
        var profession = Profession(reading, title) ?? (IsAsAbove("profession") ? above?.ProfessionCode : null);
        var rank = Rank(reading, title) ?? (IsAsAbove("leadership_rank") && IsAsAbove("position_title") ? above?.LeadershipRank : null);
        var kind = reading.Word("employment_kind", vocabulary.Words("employment_kind"), ProblemKind.EmploymentKindUnknown) ?? (IsAsAbove("employment_kind") && above is not null ? SnakeCase.Of(above.EmploymentKind) : null);
        var reason = reading.Word("end_reason", vocabulary.Words("end_reason"), ProblemKind.EndReasonUnknown);
        var required = reading.Word("required_level", vocabulary.Words("degree_level"), ProblemKind.DegreeLevelUnknown);

        if (start is null && title.Length == 0 && profession is null && kind is null)
            return new(reading, null, null);
        var name = title.Length > 0 ? title : reading.Text("profession");
        var told = start is not { } first ? null : new PostingEntry(
            Guid.Empty, first, end?.AddDays(1), true, profession ?? "", name.Length > 0 || profession is not null && kind is not null ? name : "?", rank,
            kind is null ? EmploymentKind.PublicEmployee : SnakeCase.Parse<EmploymentKind>(kind), end is null || reason is null ? null : SnakeCase.Parse<PostingEnd>(reason),
            profession is null || kind is null ? null : required);
        if (start is not { } begin || profession is null || kind is null)
        {
            // A list without a column for it is told once for all its rows.
            if (reading.Has("posting_from") || reading.Has("recruited_on"))
                reading.Report(ProblemKind.PostingIncomplete, start is null ? startField : profession is null ? "profession" : "employment_kind");
            return new(reading, null, told);
        }

        return new(reading, new PostingDraft(
            agency, begin, end?.AddDays(1), profession, name, SnakeCase.Parse<EmploymentKind>(kind), rank, end is null || reason is null ? null : SnakeCase.Parse<PostingEnd>(reason), required), told);

        bool IsAsAbove(string field) => reading.Has(field) && reading.Text(field).Length == 0;
    }

    private sealed record PostingRead(RowReading From, PostingDraft? Draft, PostingEntry? Told);

    private DateOnly? Day(RowReading reading, string field, DateOnly latest)
    {
        if (reading.Date(field, dates, latest) is not { } date)
            return null;
        if (date.Exact is null)
            reading.Report(ProblemKind.DatePartial, field);
        return date.FirstDay;
    }

    // A list of leaders has no column of professions: the position often tells it.
    private string? Profession(RowReading reading, string title)
    {
        var words = vocabulary.Words("profession");
        return reading.Word("profession", words, ProblemKind.ProfessionUnknown) ?? (title.Length > 0 ? words.Find(title).Code : null);
    }

    private LeadershipRank? Rank(RowReading reading, string title)
    {
        var words = vocabulary.Words("leadership_rank");
        var code = reading.Text("leadership_rank").Length > 0 ? reading.Word("leadership_rank", words, ProblemKind.RankUnknown) : title.Length > 0 ? words.Find(title).Code : null;
        return code is null or "none" ? null : SnakeCase.Parse<LeadershipRank>(code);
    }
}
