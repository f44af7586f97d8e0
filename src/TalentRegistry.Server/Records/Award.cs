using System.Security.Claims;
using TalentRegistry.Data.Dossiers;
using TalentRegistry.Domain.People;
using TalentRegistry.Domain.Records;
using TalentRegistry.GraphQL.Authoring;
using TalentRegistry.GraphQL.TypeSystem;
using TalentRegistry.Server.Api;
using TalentRegistry.Server.Dossiers;

namespace TalentRegistry.Server.Records;

/// <summary>An award as the API shows it.</summary>
internal sealed class AwardType : ObjectType<Award>
{
    protected override void Configure(IObjectTypeDescriptor<Award> descriptor)
    {
        descriptor.ShowRecord(FieldSession.Rows.Awards).DefaultOrder(record => record.AwardedYear);
        descriptor.Field(record => record.Kind);
        descriptor.Field(record => record.Title).Type("String").Authorize(Policies.Identity);
        descriptor.Field(record => record.Level);
        descriptor.Field(record => record.AwardedYear);
        descriptor.Field(record => record.IsDated);
        descriptor.Field(record => record.DecisionNumber).Authorize(Policies.Identity);
    }
}

/// <summary>An award that is to be added.</summary>
/// <param name="PersonId">Whose.</param>
/// <param name="Kind">What kind.</param>
/// <param name="Title">As awarded, as "Nhà giáo Ưu tú"; 1 to 300 characters.</param>
/// <param name="Level">Who awarded it.</param>
/// <param name="AwardedYear">Year of award, 1940 to 2100; where it is not known, the year by which it was on file.</param>
/// <param name="DecisionNumber">Number of the decision; 60 characters at most.</param>
/// <param name="IsDated">False where the year of award is not known.</param>
internal sealed record AddAwardInput(
    [ID<Person>] Guid PersonId, AwardKind Kind, string Title, RecognitionLevel Level, int AwardedYear, string? DecisionNumber = null, bool IsDated = true) : EditInput
{
    public Award Entry() => new()
    {
        Kind = Kind, Title = Title, Level = Level, AwardedYear = AwardedYear, DecisionNumber = DecisionNumber, IsDated = IsDated,
    };
}

/// <summary>What is to be corrected of an award: what is left out stays as it is, a null clears it.</summary>
/// <param name="Id">Which.</param>
/// <param name="Version">The version that the caller has read.</param>
/// <param name="Kind">What kind.</param>
/// <param name="Title">As awarded, as "Nhà giáo Ưu tú"; 1 to 300 characters.</param>
/// <param name="Level">Who awarded it.</param>
/// <param name="AwardedYear">Year of award, 1940 to 2100; where it is not known, the year by which it was on file.</param>
/// <param name="DecisionNumber">Number of the decision; 60 characters at most.</param>
/// <param name="IsDated">False where the year of award is not known.</param>
internal sealed record UpdateAwardInput(
    [ID<Award>] Guid Id, int Version, Optional<AwardKind> Kind, Optional<string> Title, Optional<RecognitionLevel> Level, Optional<int> AwardedYear,
    Optional<string?> DecisionNumber, Optional<bool> IsDated) : EditInput
{
    public Award Over(Award stored) => stored with
    {
        Kind = Kind.Or(stored.Kind), Title = Title.Or(stored.Title), Level = Level.Or(stored.Level),
        AwardedYear = AwardedYear.Or(stored.AwardedYear), DecisionNumber = DecisionNumber.Or(stored.DecisionNumber), IsDated = IsDated.Or(stored.IsDated),
    };
}

/// <summary>An award that is to be removed.</summary>
/// <param name="Id">Which.</param>
/// <param name="Version">The version that the caller has read.</param>
internal sealed record RemoveAwardInput([ID<Award>] Guid Id, int Version) : EditInput;

/// <summary>Changes of awards in dossiers that the caller's agencies keep.</summary>
[MutationType]
internal static class AwardMutations
{
    /// <summary>Adds an award to a dossier.</summary>
    [Authorize(Policies.Edit), UseFirstOrDefault]
    [Error<RuleBrokenException>, Error<RecordNotFoundException>, Error<IdempotencyKeyReusedException>]
    public static Task<IQueryable<Award>> AddAward(AddAwardInput input, [Service] RecordDesk desk, ClaimsPrincipal user, CancellationToken cancellationToken) =>
        desk.AddAsync<Award>(user, input, input.PersonId, input.Entry(), cancellationToken);

    /// <summary>Corrects an award. Refused if it has changed since the caller read it, and where rules speak against it.</summary>
    [Authorize(Policies.Edit), UseFirstOrDefault]
    [Error<RuleBrokenException>, Error<StaleRecordException>, Error<RecordNotFoundException>, Error<IdempotencyKeyReusedException>]
    public static Task<IQueryable<Award>> UpdateAward(UpdateAwardInput input, [Service] RecordDesk desk, ClaimsPrincipal user, CancellationToken cancellationToken) =>
        desk.CorrectAsync<Award, Award>(user, input, input.Id, input.Version, input.Over, cancellationToken);

    /// <summary>Removes an award that was recorded by mistake. The history keeps it.</summary>
    [Authorize(Policies.Edit), UseMutationConvention(PayloadFieldName = "deletedId"), ID<Award>]
    [Error<RuleBrokenException>, Error<StaleRecordException>, Error<RecordNotFoundException>, Error<IdempotencyKeyReusedException>]
    public static Task<Guid> RemoveAward(RemoveAwardInput input, [Service] RecordDesk desk, ClaimsPrincipal user, CancellationToken cancellationToken) =>
        desk.RemoveAsync<Award>(user, input, input.Id, input.Version, cancellationToken);
}
