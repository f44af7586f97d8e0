using TalentRegistry.Data.Views;
using TalentRegistry.Server.Localisation;

namespace TalentRegistry.Server.Pages.Models;

/// <summary>Parts of a person's record beside its head.</summary>
[Flags]
public enum PersonParts
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>Postings.</summary>
    Postings = 1,

    /// <summary>Degrees.</summary>
    Degrees = 2,

    /// <summary>Records of all other kinds.</summary>
    Records = 4,

    /// <summary>Changes.</summary>
    History = 8,

    /// <summary>All that there is.</summary>
    All = Postings | Degrees | Records | History,
}

/// <summary>A person's record with the whole career and one page of its history, as far as the reader may see them.</summary>
/// <param name="Head">Who it is.</param>
/// <param name="Postings">In the order in which they began.</param>
/// <param name="Degrees">In the order awarded.</param>
/// <param name="Records">Records of all other kinds.</param>
/// <param name="Changes">One page of the history.</param>
public sealed record PersonPage(
    PersonHead Head, IReadOnlyList<PersonPosting> Postings, IReadOnlyList<PersonDegree> Degrees, RecordList Records, ChangePage Changes)
{
    /// <summary>Whether the reader may see names and what else tells who it is.</summary>
    public bool WithNames => Head.Name is not null;

    /// <summary>Which record it was, as it reads today; null for the person's own record and for one that is gone.</summary>
    public string? Subject(RecordChange change, Language language) =>
        Degrees.Where(degree => degree.Id.ToString() == change.RecordId).Select(degree => $"{language.In(degree.LevelVi, degree.LevelEn)}, {degree.Year}")
            .Concat(Postings.Where(posting => posting.Id.ToString() == change.RecordId).Select(posting => $"{posting.Title}, {posting.Agency}"))
            .FirstOrDefault() ?? Records.NameOf(change.RecordId, language);

    /// <summary>The main posting on a day; null where there was none.</summary>
    public PersonPosting? PostingOn(DateOnly day) => Postings.FirstOrDefault(posting => posting.IsMain && posting.HoldsOn(day));

    /// <summary>The highest degree on a day, titles and language certificates left out; of a degree the year alone is known, so that it counts from January on.</summary>
    public PersonDegree? HighestDegreeOn(DateOnly day) =>
        Degrees.Where(degree => degree.IsLevelOfStudy && degree.Year <= day.Year).MaxBy(degree => degree.Rank);
}

/// <summary>Who it is.</summary>
/// <param name="Id">Identifier.</param>
/// <param name="Name">Null for readers who may not see names; so are the five after it that tell who it is.</param>
/// <param name="BornOn">Null where the year alone is known, too.</param>
/// <param name="EthnicGroup">Ethnic group.</param>
/// <param name="HomePlace">Home place; null where unknown, too.</param>
/// <param name="StaffCode">Staff code; null where unknown, too.</param>
/// <param name="HasCitizenId">Whether a citizen ID is on file.</param>
/// <param name="BirthYear">Year of birth.</param>
/// <param name="Sex">male or female.</param>
/// <param name="Keeper">Agency that keeps the dossier.</param>
/// <param name="DeceasedOn">Day of death; null while alive as far as known.</param>
public sealed record PersonHead(
    Guid Id, string? Name, DateOnly? BornOn, string? EthnicGroup, string? HomePlace, string? StaffCode, bool? HasCitizenId,
    int BirthYear, string Sex, string Keeper, DateOnly? DeceasedOn);

/// <summary>A posting, half-open: <paramref name="Until"/> is the first day after it.</summary>
/// <param name="Id">Key of the record.</param>
/// <param name="Agency">Where.</param>
/// <param name="From">First day.</param>
/// <param name="Until">First day after it; null while it goes on.</param>
/// <param name="IsMain">False for a second job.</param>
/// <param name="ProfessionVi">Profession.</param>
/// <param name="ProfessionEn">The same in English.</param>
/// <param name="Title">Title of the position.</param>
/// <param name="Rank">Leadership rank as the database writes it; null for professional work.</param>
/// <param name="Employment">Kind of employment as the database writes it.</param>
/// <param name="EndReason">Why it ended, as the database writes it; null while it goes on or when unknown.</param>
/// <param name="RequiredVi">Degree level that the position asks for; null when unknown.</param>
/// <param name="RequiredEn">The same in English.</param>
public sealed record PersonPosting(
    Guid Id, string Agency, DateOnly From, DateOnly? Until, bool IsMain, string ProfessionVi, string ProfessionEn, string Title, string? Rank, string Employment,
    string? EndReason, string? RequiredVi, string? RequiredEn)
{
    /// <summary>Whether it holds on a day.</summary>
    public bool HoldsOn(DateOnly day) => From <= day && (Until is not { } end || day < end);
}

/// <summary>A degree.</summary>
/// <param name="Id">Key of the record.</param>
/// <param name="LevelVi">Level.</param>
/// <param name="LevelEn">The same in English.</param>
/// <param name="Rank">Of two levels the higher has the higher rank.</param>
/// <param name="IsLevelOfStudy">False for titles and certificates, which are no step of study.</param>
/// <param name="FieldVi">Field of study; null when unknown.</param>
/// <param name="FieldEn">The same in English.</param>
/// <param name="Institution">As written on the degree; null when unknown.</param>
/// <param name="Country">ISO 3166-1 alpha-2 code.</param>
/// <param name="Year">Year of award.</param>
/// <param name="Mode">Mode of study as the database writes it; null when unknown.</param>
/// <param name="VerifiedOn">Day on which it was checked with its issuer; null while unchecked.</param>
public sealed record PersonDegree(
    Guid Id, string LevelVi, string LevelEn, int Rank, bool IsLevelOfStudy, string? FieldVi, string? FieldEn, string? Institution, string Country, int Year,
    string? Mode, DateOnly? VerifiedOn);

/// <summary>A page of the history.</summary>
/// <param name="Total">All changes that the reader may see.</param>
/// <param name="Offset">How many newer ones come before this page.</param>
/// <param name="Changes">This page, newest first.</param>
/// <param name="Names">What the codes in it mean.</param>
public sealed record ChangePage(int Total, int Offset, IReadOnlyList<RecordChange> Changes, ReferenceNames Names);

/// <summary>A change of the person or of another record of the dossier.</summary>
/// <param name="Id">Its number in the history.</param>
/// <param name="At">When.</param>
/// <param name="Account">Who; null where the server did it by itself.</param>
/// <param name="Role">Role of that account.</param>
/// <param name="Operation">What the server did by itself.</param>
/// <param name="Door">Where the request came in; null when not noted.</param>
/// <param name="Why">Reason; null for none and for readers who may not see names.</param>
/// <param name="Kind">What was done.</param>
/// <param name="Record">Table of the record: person, degree, posting and so on.</param>
/// <param name="RecordId">Its key.</param>
/// <param name="Values">What changed in it.</param>
public sealed record RecordChange(
    long Id, DateTimeOffset At, string? Account, string? Role, string? Operation, string? Door, string? Why, ChangeKind Kind, string Record, string RecordId,
    IReadOnlyList<ValueChange> Values)
{
    /// <summary>IP address that the request came from; null where none is noted or the reader may not see it.</summary>
    public string? Address { get; init; }
}

/// <summary>A value before and after.</summary>
/// <param name="Field">Its column.</param>
/// <param name="Before">As text; null for none.</param>
/// <param name="After">As text; null for none.</param>
public sealed record ValueChange(string Field, string? Before, string? After);
