using TalentRegistry.Domain.Careers;
using TalentRegistry.Domain.Names;
using TalentRegistry.Domain.People;

namespace TalentRegistry.Domain.Dossiers;

/// <summary>What an officer enters of a person. Values may contradict each other: <see cref="DossierRules"/> say so.</summary>
/// <param name="FullName">Family, middle and given names in Vietnamese order.</param>
/// <param name="Sex">As the civil register has it.</param>
/// <param name="DateOfBirth">Null where only the year is known.</param>
/// <param name="BirthYear">Always known.</param>
/// <param name="EthnicGroupCode">01-54, 55 foreigner, 56 unknown.</param>
/// <param name="HomeUnitId">Home place (quê quán); null when unknown.</param>
/// <param name="StaffCode">At most 40 characters; null when unknown.</param>
/// <param name="CitizenId">In clear; null when unknown, or when it cannot be read.</param>
/// <param name="KeeperId">Agency that keeps the dossier.</param>
/// <param name="DeceasedOn">Null while alive as far as known.</param>
public sealed record PersonEntry(
    string FullName, Sex Sex, DateOnly? DateOfBirth, int BirthYear, string EthnicGroupCode, string? HomeUnitId, string? StaffCode,
    CitizenId? CitizenId, Guid KeeperId, DateOnly? DeceasedOn)
{
    /// <summary>
    /// The day of birth, the first of January where only the year is known; null where date or year are none that a person can have, which is
    /// another rule's to tell.
    /// </summary>
    public DateOnly? Birthday() =>
        (DateOfBirth?.Year ?? BirthYear) is >= 1900 and <= 2100 ? DateOfBirth ?? new DateOnly(BirthYear, 1, 1) : null;

    /// <summary>The citizen ID's digits are for nobody's log.</summary>
    public override string ToString() => nameof(PersonEntry);
}

/// <summary>What an officer enters of a degree.</summary>
/// <param name="LevelCode">Code of the level, as E40 for a bachelor.</param>
/// <param name="FieldCode">ISCED-F broad or narrow field; null when unknown.</param>
/// <param name="Institution">As written on the degree; null when unknown.</param>
/// <param name="CountryCode">ISO 3166-1 alpha-2.</param>
/// <param name="AwardedYear">Year of award.</param>
/// <param name="StudyMode">Null when unknown.</param>
/// <param name="VerifiedOn">Day on which it was checked with its issuer; null while unchecked.</param>
public sealed record DegreeEntry(
    string LevelCode, string? FieldCode, string? Institution, string CountryCode, int AwardedYear, StudyMode? StudyMode, DateOnly? VerifiedOn) : DossierEntry
{
    /// <inheritdoc/>
    public override DossierPart Part => DossierPart.Degree;

    /// <inheritdoc/>
    public override DossierEntry Tidy() => this with { Institution = NullIfBlank(Institution), CountryCode = CountryCode.Trim().ToUpperInvariant() };
}

/// <summary>What an officer enters of a posting, over [<paramref name="ValidFrom"/>, <paramref name="ValidUntil"/>).</summary>
/// <param name="AgencyId">Where.</param>
/// <param name="ValidFrom">First day.</param>
/// <param name="ValidUntil">First day after it; null while it goes on.</param>
/// <param name="IsMain">False for a second job (kiêm nhiệm).</param>
/// <param name="ProfessionCode">Code of the profession.</param>
/// <param name="PositionTitle">Title of the job position.</param>
/// <param name="LeadershipRank">Null for professional work.</param>
/// <param name="EmploymentKind">Kind of employment.</param>
/// <param name="EndReason">Why it ended; null while it goes on or when unknown.</param>
/// <param name="RequiredLevelCode">Degree level that the job-position scheme requires; null when it is not on file.</param>
public sealed record PostingEntry(
    Guid AgencyId, DateOnly ValidFrom, DateOnly? ValidUntil, bool IsMain, string ProfessionCode, string PositionTitle,
    LeadershipRank? LeadershipRank, EmploymentKind EmploymentKind, PostingEnd? EndReason, string? RequiredLevelCode) : DossierEntry
{
    /// <inheritdoc/>
    public override DossierPart Part => DossierPart.Posting;

    /// <inheritdoc/>
    public override DossierEntry Tidy() => this with { PositionTitle = VietnameseText.Clean(PositionTitle) };

    /// <summary>Whether both hold on some day.</summary>
    public bool Overlaps(PostingEntry other) =>
        (ValidUntil is null || other.ValidFrom < ValidUntil) && (other.ValidUntil is null || ValidFrom < other.ValidUntil);
}
