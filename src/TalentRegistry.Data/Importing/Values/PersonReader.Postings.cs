using TalentRegistry.Domain.Careers;
using TalentRegistry.Domain.Dossiers;

namespace TalentRegistry.Data.Importing.Values;

internal sealed partial class PersonReader
{
    /// <summary>The posting, where the row tells enough of one; and what rules are held against, though something is missing.</summary>
    private (PostingDraft? Posting, PostingEntry? Told) Posting(RowReading reading)
    {
        var startField = reading.Has("posting_from") && !reading.Cell("posting_from").IsEmpty ? "posting_from" : "recruited_on";
        var start = Day(reading, startField, today);
        var end = Day(reading, "posting_until", today.AddYears(10));
        var title = reading.Text("position_title");
        var profession = Profession(reading, title);
        var rank = Rank(reading, title);
        var kind = reading.Word("employment_kind", vocabulary.Words("employment_kind"), ProblemKind.EmploymentKindUnknown);
        var reason = reading.Word("end_reason", vocabulary.Words("end_reason"), ProblemKind.EndReasonUnknown);
        var required = reading.Word("required_level", vocabulary.Words("degree_level"), ProblemKind.DegreeLevelUnknown);

        if (start is null && title.Length == 0 && profession is null && kind is null)
            return (null, null);
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
            return (null, told);
        }

        return (new PostingDraft(
            begin, end?.AddDays(1), profession, name, SnakeCase.Parse<EmploymentKind>(kind), rank, end is null || reason is null ? null : SnakeCase.Parse<PostingEnd>(reason), required), told);
    }

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
