using TalentRegistry.Server.Localisation;

namespace TalentRegistry.Server.Pages.Models;

/// <summary>What a dated fact of a career is.</summary>
public enum CareerFactKind
{
    /// <summary>A degree, of which the year alone is known.</summary>
    Degree,

    /// <summary>A record of another kind that happened once: a title, a certificate, an award.</summary>
    Event,

    /// <summary>A record of another kind that lasts: a recognition, a task, a membership, an availability, an extension.</summary>
    Activity,

    /// <summary>A main posting.</summary>
    MainPosting,

    /// <summary>A second job.</summary>
    SecondPosting,

    /// <summary>A posting ended by retirement.</summary>
    Retirement,

    /// <summary>The person's death.</summary>
    Death,
}

/// <summary>A dated fact of a career, in the reader's language.</summary>
/// <param name="Number">From 1, in the order of the career; by it the drawing and the table name the same fact.</param>
/// <param name="Kind">What it is.</param>
/// <param name="From">First day; of a degree 1 January of its year.</param>
/// <param name="Until">First day after; null for what still holds and for what has no length.</param>
/// <param name="What">Degree or title of the position.</param>
/// <param name="Where">Agency or institution; null when unknown.</param>
/// <param name="Details">What else is known, with semicolons between.</param>
/// <param name="Holds">Whether it is a posting, or another record that lasts, and holds on the day asked for.</param>
/// <param name="Section">Of records beside degrees and postings: which.</param>
public sealed record CareerFact(
    int Number, CareerFactKind Kind, DateOnly From, DateOnly? Until, string What, string? Where, string Details, bool Holds, RecordSection? Section = null)
{
    private static readonly string[] Days = ["valid_from", "valid_until", "issued_on", "recognised_year", "awarded_year"];
    private static readonly string[] Givers = ["issuer", "awarding_body", "association"];

    /// <summary>Whether it lasts, rather than happening once.</summary>
    public bool Lasts => Kind is CareerFactKind.MainPosting or CareerFactKind.SecondPosting or CareerFactKind.Activity;

    /// <summary>Whether only its year is known.</summary>
    public bool IsWholeYear => Kind == CareerFactKind.Degree || Section?.Start.EndsWith("_year", StringComparison.Ordinal) == true;

    /// <summary>When it began, or happened.</summary>
    public string Since => IsWholeYear ? $"{From.Year}" : LanguageText.Day(From);

    /// <summary>Its last day; null for what still holds and for what has no length.</summary>
    public DateOnly? LastDay => Until?.AddDays(-1);

    /// <summary>The whole career in one list, the oldest first; a degree stands before what began in its year.</summary>
    /// <param name="person">Whose.</param>
    /// <param name="day">The day asked for.</param>
    /// <param name="language">The reader's.</param>
    public static IReadOnlyList<CareerFact> Of(PersonPage person, DateOnly day, Language language)
    {
        var degrees = person.Degrees.Select(degree => new CareerFact(
            0, CareerFactKind.Degree, new DateOnly(degree.Year, 1, 1), null, language.In(degree.LevelVi, degree.LevelEn), degree.Institution,
            Joined(
                degree.FieldVi is { } vi ? language.In(vi, degree.FieldEn!) : null,
                degree.Mode is { } mode ? RecordWords.Value(language, mode) : null,
                degree.Country == "VN" ? null : degree.Country),
            false));
        var postings = person.Postings.Select(posting => new CareerFact(
            0, posting.IsMain ? CareerFactKind.MainPosting : CareerFactKind.SecondPosting, posting.From, posting.Until, posting.Title, posting.Agency,
            Joined(
                language.In(posting.ProfessionVi, posting.ProfessionEn),
                posting.Rank is { } rank ? RecordWords.Value(language, rank) : null,
                RecordWords.Value(language, posting.Employment),
                posting.RequiredVi is { } required ? language.In($"yêu cầu: {required}", $"asks for: {posting.RequiredEn}") : null,
                posting.EndReason is { } reason ? language.In("kết thúc: ", "ended: ") + RecordWords.Value(language, reason) : null),
            posting.HoldsOn(day)));
        var retirements = person.Postings.Where(posting => posting is { EndReason: "retirement", Until: not null }).Select(posting => new CareerFact(
            0, CareerFactKind.Retirement, posting.Until!.Value, null, language.In("Nghỉ hưu", "Retired"), posting.Agency, "", false));
        var records = person.Records.All.Select(record => OfRecord(record, person.Records.Names, day, language));
        CareerFact[] death = person.Head.DeceasedOn is { } deceased
            ? [new(0, CareerFactKind.Death, deceased, null, language.In("Mất", "Died"), null, "", false)]
            : [];
        return [.. degrees.Concat(records).Concat(postings).Concat(retirements).Concat(death).OrderBy(fact => fact.From).ThenBy(fact => fact.Kind).Select((fact, index) => fact with { Number = index + 1 })];
    }

    // What it is comes first, then who gave it; the days have columns of their own.
    private static CareerFact OfRecord(PersonRecord record, ReferenceNames names, DateOnly day, Language language)
    {
        var words = record.Section.Shown(withNames: true).Except(Days).Except(Givers).Select(column => record.Words(column, language, names)).OfType<string>().ToList();
        var giver = Givers.Select(column => record.Words(column, language, names)).OfType<string>().FirstOrDefault();
        var lasts = record.Section.Start == "valid_from";
        return new CareerFact(
            0, lasts ? CareerFactKind.Activity : CareerFactKind.Event, record.From, record.Until, words.FirstOrDefault() ?? giver ?? language.In(record.Section.Vi, record.Section.En),
            giver, Joined([.. words.Skip(1), record.IsDated ? null : record.Words(record.Section.Start, language, names)]), lasts && record.HoldsOn(day), record.Section);
    }

    private static string Joined(params string?[] parts) => string.Join("; ", parts.Where(part => part is not null).Distinct(StringComparer.CurrentCultureIgnoreCase));
}
