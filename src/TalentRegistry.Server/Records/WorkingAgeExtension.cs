using System.Security.Claims;
using TalentRegistry.Data.Dossiers;
using TalentRegistry.Domain.People;
using TalentRegistry.Domain.Records;
using TalentRegistry.GraphQL.Authoring;
using TalentRegistry.GraphQL.TypeSystem;
using TalentRegistry.Server.Api;
using TalentRegistry.Server.Dossiers;

namespace TalentRegistry.Server.Records;

/// <summary>An extension of working age as the API shows it.</summary>
internal sealed class WorkingAgeExtensionType : ObjectType<WorkingAgeExtension>
{
    protected override void Configure(IObjectTypeDescriptor<WorkingAgeExtension> descriptor)
    {
        descriptor.ShowRecord(FieldSession.Rows.WorkingAgeExtensions).DefaultOrder(record => record.ValidFrom);
        descriptor.Field(record => record.ValidFrom);
        descriptor.Field(record => record.ValidUntil);
        descriptor.Field(record => record.Ground);
        descriptor.Field(record => record.DecisionNumber).Authorize(Policies.Identity);
    }
}

/// <summary>An extension of working age that is to be added.</summary>
/// <param name="PersonId">Whose.</param>
/// <param name="ValidFrom">First day of work under it: the day after retirement would have come.</param>
/// <param name="ValidUntil">First day after it.</param>
/// <param name="Ground">On what ground in law.</param>
/// <param name="DecisionNumber">Number of the decision; 60 characters at most.</param>
internal sealed record AddWorkingAgeExtensionInput(
    [ID<Person>] Guid PersonId, DateOnly ValidFrom, DateOnly ValidUntil, ExtensionGround Ground, string? DecisionNumber = null) : EditInput
{
    public WorkingAgeExtension Entry() => new()
    {
        ValidFrom = ValidFrom, ValidUntil = ValidUntil, Ground = Ground, DecisionNumber = DecisionNumber,
    };
}

/// <summary>What is to be corrected of an extension of working age: what is left out stays as it is, a null clears it.</summary>
/// <param name="Id">Which.</param>
/// <param name="Version">The version that the caller has read.</param>
/// <param name="ValidFrom">First day of work under it: the day after retirement would have come.</param>
/// <param name="ValidUntil">First day after it.</param>
/// <param name="Ground">On what ground in law.</param>
/// <param name="DecisionNumber">Number of the decision; 60 characters at most.</param>
internal sealed record UpdateWorkingAgeExtensionInput(
    [ID<WorkingAgeExtension>] Guid Id, int Version, Optional<DateOnly> ValidFrom, Optional<DateOnly> ValidUntil, Optional<ExtensionGround> Ground,
    Optional<string?> DecisionNumber) : EditInput
{
    public WorkingAgeExtension Over(WorkingAgeExtension stored) => stored with
    {
        ValidFrom = ValidFrom.Or(stored.ValidFrom), ValidUntil = ValidUntil.Or(stored.ValidUntil), Ground = Ground.Or(stored.Ground),
        DecisionNumber = DecisionNumber.Or(stored.DecisionNumber),
    };
}

/// <summary>An extension of working age that is to be removed.</summary>
/// <param name="Id">Which.</param>
/// <param name="Version">The version that the caller has read.</param>
internal sealed record RemoveWorkingAgeExtensionInput([ID<WorkingAgeExtension>] Guid Id, int Version) : EditInput;

/// <summary>Changes of extensions in dossiers that the caller's agencies keep.</summary>
[MutationType]
internal static class WorkingAgeExtensionMutations
{
    /// <summary>Adds an extension of working age to a dossier.</summary>
    [Authorize(Policies.Edit), UseFirstOrDefault]
    [Error<RuleBrokenException>, Error<RecordNotFoundException>, Error<IdempotencyKeyReusedException>]
    public static Task<IQueryable<WorkingAgeExtension>> AddWorkingAgeExtension(AddWorkingAgeExtensionInput input, [Service] RecordDesk desk, ClaimsPrincipal user, CancellationToken cancellationToken) =>
        desk.AddAsync<WorkingAgeExtension>(user, input, input.PersonId, input.Entry(), cancellationToken);

    /// <summary>Corrects an extension of working age. Refused if it has changed since the caller read it, and where rules speak against it.</summary>
    [Authorize(Policies.Edit), UseFirstOrDefault]
    [Error<RuleBrokenException>, Error<StaleRecordException>, Error<RecordNotFoundException>, Error<IdempotencyKeyReusedException>]
    public static Task<IQueryable<WorkingAgeExtension>> UpdateWorkingAgeExtension(UpdateWorkingAgeExtensionInput input, [Service] RecordDesk desk, ClaimsPrincipal user, CancellationToken cancellationToken) =>
        desk.CorrectAsync<WorkingAgeExtension, WorkingAgeExtension>(user, input, input.Id, input.Version, input.Over, cancellationToken);

    /// <summary>Removes an extension of working age that was recorded by mistake. The history keeps it.</summary>
    [Authorize(Policies.Edit), UseMutationConvention(PayloadFieldName = "deletedId"), ID<WorkingAgeExtension>]
    [Error<RuleBrokenException>, Error<StaleRecordException>, Error<RecordNotFoundException>, Error<IdempotencyKeyReusedException>]
    public static Task<Guid> RemoveWorkingAgeExtension(RemoveWorkingAgeExtensionInput input, [Service] RecordDesk desk, ClaimsPrincipal user, CancellationToken cancellationToken) =>
        desk.RemoveAsync<WorkingAgeExtension>(user, input, input.Id, input.Version, cancellationToken);
}
