using System.Security.Claims;
using TalentRegistry.Data.Dossiers;
using TalentRegistry.Domain.Careers;
using TalentRegistry.Domain.Dossiers;
using TalentRegistry.Domain.People;
using TalentRegistry.GraphQL.TypeSystem;
using TalentRegistry.Server.Api;

namespace TalentRegistry.Server.Dossiers;

/// <summary>A degree that is to be added.</summary>
/// <param name="PersonId">Whose.</param>
/// <param name="LevelCode">Code of the level, as E40 for a bachelor.</param>
/// <param name="AwardedYear">Year of award.</param>
/// <param name="FieldCode">ISCED-F broad or narrow field.</param>
/// <param name="Institution">As written on the degree.</param>
/// <param name="CountryCode">ISO 3166-1 alpha-2 code of the country of the institution.</param>
/// <param name="StudyMode">Mode of study.</param>
/// <param name="VerifiedOn">Day on which it was checked with its issuer.</param>
internal sealed record AddDegreeInput(
    [ID<Person>] Guid PersonId, string LevelCode, int AwardedYear, string? FieldCode = null, string? Institution = null, string CountryCode = "VN",
    StudyMode? StudyMode = null, DateOnly? VerifiedOn = null) : EditInput
{
    public DegreeEntry Entry() => new(LevelCode, FieldCode, Institution, CountryCode, AwardedYear, StudyMode, VerifiedOn);
}

/// <summary>What is to be corrected of a degree: what is left out stays as it is, a null clears it.</summary>
/// <param name="Id">Which.</param>
/// <param name="Version">The version that the caller has read.</param>
/// <param name="LevelCode">Code of the level, as E40 for a bachelor.</param>
/// <param name="AwardedYear">Year of award.</param>
/// <param name="FieldCode">ISCED-F broad or narrow field.</param>
/// <param name="Institution">As written on the degree.</param>
/// <param name="CountryCode">ISO 3166-1 alpha-2 code of the country of the institution.</param>
/// <param name="StudyMode">Mode of study.</param>
/// <param name="VerifiedOn">Day on which it was checked with its issuer.</param>
internal sealed record UpdateDegreeInput(
    [ID<Degree>] Guid Id, int Version, Optional<string> LevelCode, Optional<int> AwardedYear, Optional<string?> FieldCode, Optional<string?> Institution,
    Optional<string> CountryCode, Optional<StudyMode?> StudyMode, Optional<DateOnly?> VerifiedOn) : EditInput
{
    public DegreeEntry Over(DegreeEntry stored) => new(
        LevelCode.Or(stored.LevelCode), FieldCode.Or(stored.FieldCode), Institution.Or(stored.Institution), CountryCode.Or(stored.CountryCode),
        AwardedYear.Or(stored.AwardedYear), StudyMode.Or(stored.StudyMode), VerifiedOn.Or(stored.VerifiedOn));
}

/// <summary>A degree that is to be removed.</summary>
/// <param name="Id">Which.</param>
/// <param name="Version">The version that the caller has read.</param>
internal sealed record RemoveDegreeInput([ID<Degree>] Guid Id, int Version) : EditInput;

/// <summary>Changes of degrees in dossiers that the caller's agencies keep.</summary>
[MutationType]
internal static class DegreeMutations
{
    /// <summary>Adds a degree to a dossier.</summary>
    [Authorize(Policies.Edit), UseFirstOrDefault]
    [Error<RuleBrokenException>, Error<RecordNotFoundException>, Error<IdempotencyKeyReusedException>]
    public static Task<IQueryable<Degree>> AddDegree(AddDegreeInput input, [Service] RecordDesk desk, ClaimsPrincipal user, CancellationToken cancellationToken) =>
        desk.AddAsync<Degree>(user, input, input.PersonId, input.Entry(), cancellationToken);

    /// <summary>Corrects a degree. Refused if it has changed since the caller read it, and where rules speak against it.</summary>
    [Authorize(Policies.Edit), UseFirstOrDefault]
    [Error<RuleBrokenException>, Error<StaleRecordException>, Error<RecordNotFoundException>, Error<IdempotencyKeyReusedException>]
    public static Task<IQueryable<Degree>> UpdateDegree(UpdateDegreeInput input, [Service] RecordDesk desk, ClaimsPrincipal user, CancellationToken cancellationToken) =>
        desk.CorrectAsync<Degree, DegreeEntry>(user, input, input.Id, input.Version, input.Over, cancellationToken);

    /// <summary>Removes a degree that was recorded by mistake. The history keeps it.</summary>
    [Authorize(Policies.Edit), UseMutationConvention(PayloadFieldName = "deletedId"), ID<Degree>]
    [Error<RuleBrokenException>, Error<StaleRecordException>, Error<RecordNotFoundException>, Error<IdempotencyKeyReusedException>]
    public static Task<Guid> RemoveDegree(RemoveDegreeInput input, [Service] RecordDesk desk, ClaimsPrincipal user, CancellationToken cancellationToken) =>
        desk.RemoveAsync<DegreeEntry>(user, input, input.Id, input.Version, cancellationToken);
}
