using System.Security.Claims;
using TalentRegistry.Data.Dossiers;
using TalentRegistry.Domain.People;
using TalentRegistry.Domain.Records;
using TalentRegistry.GraphQL.Authoring;
using TalentRegistry.GraphQL.TypeSystem;
using TalentRegistry.Server.Api;
using TalentRegistry.Server.Dossiers;

namespace TalentRegistry.Server.Records;

/// <summary>An academic title as the API shows it.</summary>
internal sealed class AcademicTitleType : ObjectType<AcademicTitle>
{
    protected override void Configure(IObjectTypeDescriptor<AcademicTitle> descriptor)
    {
        descriptor.ShowRecord(FieldSession.Rows.AcademicTitles).DefaultOrder(record => record.RecognisedYear);
        descriptor.Field(record => record.Rank);
        descriptor.Field(record => record.RecognisedYear);
        descriptor.Field(record => record.IsDated);
        descriptor.Field(record => record.Field);
        descriptor.Field(record => record.AwardingBody);
    }
}

/// <summary>An academic title that is to be added.</summary>
/// <param name="PersonId">Whose.</param>
/// <param name="Rank">Which.</param>
/// <param name="RecognisedYear">Year of recognition, 1940 to 2100; where it is not known, the year by which it was on file.</param>
/// <param name="FieldCode">ISCED-F broad or narrow field.</param>
/// <param name="AwardingBody">Who recognised it, as the State Council for Professorship; 200 characters at most.</param>
/// <param name="IsDated">False where the year of recognition is not known.</param>
internal sealed record AddAcademicTitleInput(
    [ID<Person>] Guid PersonId, AcademicRank Rank, int RecognisedYear, string? FieldCode = null, string? AwardingBody = null, bool IsDated = true) : EditInput
{
    public AcademicTitle Entry() => new()
    {
        Rank = Rank, RecognisedYear = RecognisedYear, FieldCode = FieldCode, AwardingBody = AwardingBody, IsDated = IsDated,
    };
}

/// <summary>What is to be corrected of an academic title: what is left out stays as it is, a null clears it.</summary>
/// <param name="Id">Which.</param>
/// <param name="Version">The version that the caller has read.</param>
/// <param name="Rank">Which.</param>
/// <param name="RecognisedYear">Year of recognition, 1940 to 2100; where it is not known, the year by which it was on file.</param>
/// <param name="FieldCode">ISCED-F broad or narrow field.</param>
/// <param name="AwardingBody">Who recognised it, as the State Council for Professorship; 200 characters at most.</param>
/// <param name="IsDated">False where the year of recognition is not known.</param>
internal sealed record UpdateAcademicTitleInput(
    [ID<AcademicTitle>] Guid Id, int Version, Optional<AcademicRank> Rank, Optional<int> RecognisedYear, Optional<string?> FieldCode,
    Optional<string?> AwardingBody, Optional<bool> IsDated) : EditInput
{
    public AcademicTitle Over(AcademicTitle stored) => stored with
    {
        Rank = Rank.Or(stored.Rank), RecognisedYear = RecognisedYear.Or(stored.RecognisedYear), FieldCode = FieldCode.Or(stored.FieldCode),
        AwardingBody = AwardingBody.Or(stored.AwardingBody), IsDated = IsDated.Or(stored.IsDated),
    };
}

/// <summary>An academic title that is to be removed.</summary>
/// <param name="Id">Which.</param>
/// <param name="Version">The version that the caller has read.</param>
internal sealed record RemoveAcademicTitleInput([ID<AcademicTitle>] Guid Id, int Version) : EditInput;

/// <summary>Changes of academic titles in dossiers that the caller's agencies keep.</summary>
[MutationType]
internal static class AcademicTitleMutations
{
    /// <summary>Adds an academic title to a dossier.</summary>
    [Authorize(Policies.Edit), UseFirstOrDefault]
    [Error<RuleBrokenException>, Error<RecordNotFoundException>, Error<IdempotencyKeyReusedException>]
    public static Task<IQueryable<AcademicTitle>> AddAcademicTitle(AddAcademicTitleInput input, [Service] RecordDesk desk, ClaimsPrincipal user, CancellationToken cancellationToken) =>
        desk.AddAsync<AcademicTitle>(user, input, input.PersonId, input.Entry(), cancellationToken);

    /// <summary>Corrects an academic title. Refused if it has changed since the caller read it, and where rules speak against it.</summary>
    [Authorize(Policies.Edit), UseFirstOrDefault]
    [Error<RuleBrokenException>, Error<StaleRecordException>, Error<RecordNotFoundException>, Error<IdempotencyKeyReusedException>]
    public static Task<IQueryable<AcademicTitle>> UpdateAcademicTitle(UpdateAcademicTitleInput input, [Service] RecordDesk desk, ClaimsPrincipal user, CancellationToken cancellationToken) =>
        desk.CorrectAsync<AcademicTitle, AcademicTitle>(user, input, input.Id, input.Version, input.Over, cancellationToken);

    /// <summary>Removes an academic title that was recorded by mistake. The history keeps it.</summary>
    [Authorize(Policies.Edit), UseMutationConvention(PayloadFieldName = "deletedId"), ID<AcademicTitle>]
    [Error<RuleBrokenException>, Error<StaleRecordException>, Error<RecordNotFoundException>, Error<IdempotencyKeyReusedException>]
    public static Task<Guid> RemoveAcademicTitle(RemoveAcademicTitleInput input, [Service] RecordDesk desk, ClaimsPrincipal user, CancellationToken cancellationToken) =>
        desk.RemoveAsync<AcademicTitle>(user, input, input.Id, input.Version, cancellationToken);
}
