using TalentRegistry.Data.Dossiers;
using TalentRegistry.Data.Duplicates;
using TalentRegistry.Data.Views;
using TalentRegistry.Server.Localisation;

namespace TalentRegistry.Server.Pages.Models;

/// <summary>A pair in the list.</summary>
/// <param name="Id">The pair.</param>
/// <param name="Probability">That they are one person, 0 to 1.</param>
/// <param name="Reasons">As <see cref="DuplicatePair.Reasons"/>.</param>
/// <param name="State">What was decided.</param>
/// <param name="One">One of the two; of a merged pair who remained.</param>
/// <param name="Other">The other; of a merged pair who remained.</param>
/// <param name="Former">Key of the record that is gone; null unless they are merged.</param>
/// <param name="DecidedAt">When it was decided; null while it is open.</param>
/// <param name="DecidedBy">Who decided, as shown then.</param>
/// <param name="Why">The officer's reason.</param>
public sealed record DuplicateRow(
    Guid Id, double Probability, string Reasons, DuplicateState State, PersonHead One, PersonHead Other, Guid? Former, DateTimeOffset? DecidedAt, string? DecidedBy, string? Why);

/// <summary>A page of the list.</summary>
/// <param name="Total">All pairs of that state that the officer may see.</param>
/// <param name="Across">Undecided pairs with one dossier outside the officer's scope.</param>
/// <param name="SearchedAt">When duplicates were last searched for; null for never.</param>
/// <param name="Rows">This page, the most probable first.</param>
public sealed record DuplicateList(int Total, long Across, DateTimeOffset? SearchedAt, IReadOnlyList<DuplicateRow> Rows);

/// <summary>One of two dossiers that may be of one person.</summary>
/// <param name="Head">Who it is.</param>
/// <param name="Version">Of the person's record.</param>
/// <param name="Degrees">In the order awarded.</param>
/// <param name="Postings">In the order in which they began.</param>
/// <param name="Records">Records of all other kinds.</param>
public sealed record DuplicateSide(
    PersonHead Head, int Version, IReadOnlyList<PersonDegree> Degrees, IReadOnlyList<PersonPosting> Postings, RecordList Records)
{
    /// <summary>A value that can be chosen, in words; null where there is none.</summary>
    public string? Value(Language language, MergedField field) => field switch
    {
        MergedField.FullName => Head.Name,
        MergedField.Sex => RecordWords.Value(language, Head.Sex),
        MergedField.Birth => Head.BornOn is { } born ? LanguageText.Day(born) : $"{Head.BirthYear}",
        MergedField.EthnicGroup => Head.EthnicGroup,
        MergedField.HomeUnit => Head.HomePlace,
        MergedField.StaffCode => Head.StaffCode,
        MergedField.CitizenId => Head.HasCitizenId == true ? language.In("đã ghi, được mã hóa", "on file, encrypted") : null,
        MergedField.Keeper => Head.Keeper,
        _ => Head.DeceasedOn is { } died ? LanguageText.Day(died) : null,
    };
}

/// <summary>Two dossiers side by side.</summary>
/// <param name="Row">The pair.</param>
/// <param name="One">One of the two.</param>
/// <param name="Other">The other; the same as one where they are merged.</param>
public sealed record DuplicatePage(DuplicateRow Row, DuplicateSide One, DuplicateSide Other)
{
    /// <summary>Whether a choice is to be made: two citizen IDs are never the same.</summary>
    public bool Differs(Language language, MergedField field) =>
        One.Value(language, field) != Other.Value(language, field) || (field == MergedField.CitizenId && One.Head.HasCitizenId == true && Other.Head.HasCitizenId == true);

    /// <summary>Whether the other dossier has a main posting at the same time.</summary>
    public bool Collides(PersonPosting posting) =>
        posting.IsMain && (One.Postings.Contains(posting) ? Other : One).Postings.Any(other =>
            other.IsMain && (posting.Until is null || other.From < posting.Until) && (other.Until is null || posting.From < other.Until));

    /// <summary>Whether the other dossier has a record of that kind.</summary>
    public bool IsInBoth(PersonRecord record) =>
        (One.Records.All.Contains(record) ? Other : One).Records.All.Any(other => other.Section == record.Section);

    /// <summary>Whether the other dossier has a degree of that level and year.</summary>
    public bool IsTwice(PersonDegree degree) =>
        (One.Degrees.Contains(degree) ? Other : One).Degrees.Any(other => other.LevelVi == degree.LevelVi && other.Year == degree.Year);
}

/// <summary>What became of an attempt to decide.</summary>
/// <param name="Refusals">What rules or the database said against it.</param>
/// <param name="Message">Why it was not tried; null where rules told.</param>
/// <param name="Form">What was chosen and written.</param>
public sealed record DecisionRefused(IReadOnlyList<RuleBrokenException> Refusals, string? Message, IFormCollection Form);
