using TalentRegistry.Server.Localisation;

namespace TalentRegistry.Server.Pages.Models;

/// <summary>What a dated fact of a career is.</summary>
public enum CareerFactKind
{
    /// <summary>A degree, of which the year alone is known.</summary>
    Degree,

    /// <summary>A main posting.</summary>
    MainPosting,

    /// <summary>A second job.</summary>
    SecondPosting,

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
/// <param name="Holds">Whether it is a posting that holds on the day asked for.</param>
public sealed record CareerFact(int Number, CareerFactKind Kind, DateOnly From, DateOnly? Until, string What, string? Where, string Details, bool Holds)
{
    /// <summary>Whether it lasts, rather than happening once.</summary>
    public bool Lasts => Kind is CareerFactKind.MainPosting or CareerFactKind.SecondPosting;

    /// <summary>When it began, or happened.</summary>
    public string Since => Kind == CareerFactKind.Degree ? $"{From.Year}" : LanguageText.Day(From);

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
        CareerFact[] death = person.Head.DeceasedOn is { } deceased
            ? [new(0, CareerFactKind.Death, deceased, null, language.In("Mất", "Died"), null, "", false)]
            : [];
        return [.. degrees.Concat(postings).Concat(death).OrderBy(fact => fact.From).ThenBy(fact => fact.Kind).Select((fact, index) => fact with { Number = index + 1 })];
    }

    private static string Joined(params string?[] parts) => string.Join("; ", parts.Where(part => part is not null).Distinct(StringComparer.CurrentCultureIgnoreCase));
}
