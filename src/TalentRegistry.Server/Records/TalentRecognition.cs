using System.Security.Claims;
using TalentRegistry.Data.Dossiers;
using TalentRegistry.Domain.People;
using TalentRegistry.Domain.Records;
using TalentRegistry.GraphQL.Authoring;
using TalentRegistry.GraphQL.TypeSystem;
using TalentRegistry.Server.Api;
using TalentRegistry.Server.Dossiers;

namespace TalentRegistry.Server.Records;

/// <summary>A recognition as talent as the API shows it.</summary>
internal sealed class TalentRecognitionType : ObjectType<TalentRecognition>
{
    protected override void Configure(IObjectTypeDescriptor<TalentRecognition> descriptor)
    {
        descriptor.ShowRecord(FieldSession.Rows.TalentRecognitions).DefaultOrder(record => record.ValidFrom);
        descriptor.Field(record => record.Scheme);
        descriptor.Field(record => record.ValidFrom);
        descriptor.Field(record => record.ValidUntil);
        descriptor.Field(record => record.EndReason);
        descriptor.Field(record => record.DecisionNumber).Authorize(Policies.Identity);
    }
}

/// <summary>A recognition as talent that is to be added.</summary>
/// <param name="PersonId">Whose.</param>
/// <param name="Scheme">By which policy.</param>
/// <param name="ValidFrom">First day.</param>
/// <param name="ValidUntil">First day after it; none while it is kept.</param>
/// <param name="EndReason">Why it is no longer kept.</param>
/// <param name="DecisionNumber">Number of the decision; 60 characters at most.</param>
internal sealed record AddTalentRecognitionInput(
    [ID<Person>] Guid PersonId, TalentScheme Scheme, DateOnly ValidFrom, DateOnly? ValidUntil = null, TalentEnd? EndReason = null,
    string? DecisionNumber = null) : EditInput
{
    public TalentRecognition Entry() => new()
    {
        Scheme = Scheme, ValidFrom = ValidFrom, ValidUntil = ValidUntil, EndReason = EndReason, DecisionNumber = DecisionNumber,
    };
}

/// <summary>What is to be corrected of a recognition as talent: what is left out stays as it is, a null clears it.</summary>
/// <param name="Id">Which.</param>
/// <param name="Version">The version that the caller has read.</param>
/// <param name="Scheme">By which policy.</param>
/// <param name="ValidFrom">First day.</param>
/// <param name="ValidUntil">First day after it; none while it is kept.</param>
/// <param name="EndReason">Why it is no longer kept.</param>
/// <param name="DecisionNumber">Number of the decision; 60 characters at most.</param>
internal sealed record UpdateTalentRecognitionInput(
    [ID<TalentRecognition>] Guid Id, int Version, Optional<TalentScheme> Scheme, Optional<DateOnly> ValidFrom, Optional<DateOnly?> ValidUntil,
    Optional<TalentEnd?> EndReason, Optional<string?> DecisionNumber) : EditInput
{
    public TalentRecognition Over(TalentRecognition stored) => stored with
    {
        Scheme = Scheme.Or(stored.Scheme), ValidFrom = ValidFrom.Or(stored.ValidFrom), ValidUntil = ValidUntil.Or(stored.ValidUntil),
        EndReason = EndReason.Or(stored.EndReason), DecisionNumber = DecisionNumber.Or(stored.DecisionNumber),
    };
}

/// <summary>A recognition as talent that is to be removed.</summary>
/// <param name="Id">Which.</param>
/// <param name="Version">The version that the caller has read.</param>
internal sealed record RemoveTalentRecognitionInput([ID<TalentRecognition>] Guid Id, int Version) : EditInput;

/// <summary>Changes of recognitions in dossiers that the caller's agencies keep.</summary>
[MutationType]
internal static class TalentRecognitionMutations
{
    /// <summary>Adds a recognition as talent to a dossier.</summary>
    [Authorize(Policies.Edit), UseFirstOrDefault]
    [Error<RuleBrokenException>, Error<RecordNotFoundException>, Error<IdempotencyKeyReusedException>]
    public static Task<IQueryable<TalentRecognition>> AddTalentRecognition(AddTalentRecognitionInput input, [Service] RecordDesk desk, ClaimsPrincipal user, CancellationToken cancellationToken) =>
        desk.AddAsync<TalentRecognition>(user, input, input.PersonId, input.Entry(), cancellationToken);

    /// <summary>Corrects a recognition as talent. Refused if it has changed since the caller read it, and where rules speak against it.</summary>
    [Authorize(Policies.Edit), UseFirstOrDefault]
    [Error<RuleBrokenException>, Error<StaleRecordException>, Error<RecordNotFoundException>, Error<IdempotencyKeyReusedException>]
    public static Task<IQueryable<TalentRecognition>> UpdateTalentRecognition(UpdateTalentRecognitionInput input, [Service] RecordDesk desk, ClaimsPrincipal user, CancellationToken cancellationToken) =>
        desk.CorrectAsync<TalentRecognition, TalentRecognition>(user, input, input.Id, input.Version, input.Over, cancellationToken);

    /// <summary>Removes a recognition as talent that was recorded by mistake. The history keeps it.</summary>
    [Authorize(Policies.Edit), UseMutationConvention(PayloadFieldName = "deletedId"), ID<TalentRecognition>]
    [Error<RuleBrokenException>, Error<StaleRecordException>, Error<RecordNotFoundException>, Error<IdempotencyKeyReusedException>]
    public static Task<Guid> RemoveTalentRecognition(RemoveTalentRecognitionInput input, [Service] RecordDesk desk, ClaimsPrincipal user, CancellationToken cancellationToken) =>
        desk.RemoveAsync<TalentRecognition>(user, input, input.Id, input.Version, cancellationToken);
}
