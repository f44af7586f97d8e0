using TalentRegistry.Data.Loading;
using TalentRegistry.Domain.Careers;
using TalentRegistry.Domain.Dossiers;
using TalentRegistry.Domain.People;

namespace TalentRegistry.Data.Importing.Values;

/// <summary>A degree as a row tells it.</summary>
/// <param name="LevelCode">Code of the level.</param>
/// <param name="FieldCode">Field of study; null when unknown.</param>
/// <param name="FieldText">The field in the list's words; null when not written.</param>
/// <param name="AwardedYear">Year of award; null when not written: the degree cannot be recorded yet.</param>
/// <param name="Institution">Institution; null when not written.</param>
/// <param name="StudyMode">Mode of study; null when not written.</param>
/// <param name="CountryCode">Country of the institution.</param>
public sealed record DegreeDraft(string LevelCode, string? FieldCode, string? FieldText, int? AwardedYear, string? Institution, StudyMode? StudyMode, string CountryCode);

/// <summary>A posting as a row tells it, complete.</summary>
/// <param name="Agency">Where; null for the agency that keeps the person.</param>
/// <param name="ValidFrom">First day.</param>
/// <param name="ValidUntil">First day after the end; null while it goes on.</param>
/// <param name="ProfessionCode">Profession.</param>
/// <param name="PositionTitle">Title of the position.</param>
/// <param name="EmploymentKind">Kind of employment.</param>
/// <param name="LeadershipRank">Leadership rank; null for professional work.</param>
/// <param name="EndReason">Why it ended; null while it goes on or when not written.</param>
/// <param name="RequiredLevelCode">Degree level the position asks for; null when not written.</param>
public sealed record PostingDraft(
    KnownAgency? Agency, DateOnly ValidFrom, DateOnly? ValidUntil, string ProfessionCode, string PositionTitle, EmploymentKind EmploymentKind,
    LeadershipRank? LeadershipRank, PostingEnd? EndReason, string? RequiredLevelCode);

/// <summary>A person as a row of a list tells them, every value checked; not yet held against the registry.</summary>
/// <param name="Row">Row of the sheet, from 1.</param>
/// <param name="FullName">Name in proper case.</param>
/// <param name="Sex">Sex.</param>
/// <param name="DateOfBirth">Null where only the year is known.</param>
/// <param name="BirthYear">Year of birth.</param>
/// <param name="EthnicGroupCode">Ethnic group, 56 when not written.</param>
/// <param name="CitizenId">Citizen ID; null when not written.</param>
/// <param name="StaffCode">Staff code; null when not written.</param>
/// <param name="HomeUnitId">Home place; null when not written or not found.</param>
/// <param name="Agency">Agency that keeps the person; null when the list names none or none is known to check by.</param>
/// <param name="AgencyText">The agency in the list's words; null when not written.</param>
/// <param name="Degrees">Degrees.</param>
/// <param name="Postings">Postings that are complete: the present or last one, or the career where several rows tell it.</param>
/// <param name="DeceasedOn">Day of death; null while alive.</param>
public sealed record PersonDraft(
    int Row, string FullName, Sex Sex, DateOnly? DateOfBirth, int BirthYear, string EthnicGroupCode, CitizenId? CitizenId, string? StaffCode, string? HomeUnitId,
    KnownAgency? Agency, string? AgencyText, IReadOnlyList<DegreeDraft> Degrees, IReadOnlyList<PostingDraft> Postings, DateOnly? DeceasedOn)
{
    /// <summary>Certificates, academic titles, awards and the other records, as yet without keys.</summary>
    public IReadOnlyList<DossierRecord> Records { get; init; } = [];

    /// <summary>What rules warn of where this is a new person: an officer confirms it.</summary>
    public IReadOnlyList<ImportProblem> Warnings { get; init; } = [];

    /// <summary>The person as the bulk loader writes new ones; degrees without a year are left out.</summary>
    /// <param name="keeperId">The agency that keeps the dossier and where postings are of which the list names no agency.</param>
    /// <param name="newId">Makes identifiers.</param>
    public Dossier ToDossier(Guid keeperId, Func<Guid> newId)
    {
        var person = new Person(newId(), FullName, Sex, DateOfBirth, BirthYear, EthnicGroupCode, keeperId, HomeUnitId);
        person.Number(StaffCode);
        if (DeceasedOn is { } day)
            person.Decease(day);
        var degrees = Degrees.Where(degree => degree.AwardedYear is not null).Select(degree => new Degree(
            newId(), person.Id, degree.LevelCode, degree.FieldCode, degree.AwardedYear!.Value, degree.Institution, degree.StudyMode, degree.CountryCode)).ToList();
        var postings = Postings.Select(posting => new Posting(
            newId(), person.Id, posting.Agency?.Id ?? keeperId, posting.ValidFrom, posting.ValidUntil, posting.ProfessionCode, posting.PositionTitle, posting.EmploymentKind,
            posting.LeadershipRank, posting.EndReason, posting.RequiredLevelCode)).ToList();
        return new Dossier(person, CitizenId, degrees, postings) { Records = [.. Records.Select(record => record with { Id = newId(), PersonId = person.Id })] };
    }
}
