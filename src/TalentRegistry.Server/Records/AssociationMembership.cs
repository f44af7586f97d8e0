using System.Security.Claims;
using TalentRegistry.Data.Dossiers;
using TalentRegistry.Domain.People;
using TalentRegistry.Domain.Records;
using TalentRegistry.GraphQL.Authoring;
using TalentRegistry.GraphQL.TypeSystem;
using TalentRegistry.Server.Api;
using TalentRegistry.Server.Dossiers;

namespace TalentRegistry.Server.Records;

/// <summary>A membership of an association as the API shows it.</summary>
internal sealed class AssociationMembershipType : ObjectType<AssociationMembership>
{
    protected override void Configure(IObjectTypeDescriptor<AssociationMembership> descriptor)
    {
        descriptor.ShowRecord(FieldSession.Rows.AssociationMemberships).DefaultOrder(record => record.ValidFrom);
        descriptor.Field(record => record.Association);
        descriptor.Field(record => record.Role);
        descriptor.Field(record => record.ValidFrom);
        descriptor.Field(record => record.ValidUntil);
    }
}

/// <summary>A membership of an association that is to be added.</summary>
/// <param name="PersonId">Whose.</param>
/// <param name="Association">Name of the association; 1 to 200 characters.</param>
/// <param name="Role">Part in it.</param>
/// <param name="ValidFrom">First day.</param>
/// <param name="ValidUntil">First day after it; none while it goes on.</param>
internal sealed record AddAssociationMembershipInput(
    [ID<Person>] Guid PersonId, string Association, MembershipRole Role, DateOnly ValidFrom, DateOnly? ValidUntil = null) : EditInput
{
    public AssociationMembership Entry() => new()
    {
        Association = Association, Role = Role, ValidFrom = ValidFrom, ValidUntil = ValidUntil,
    };
}

/// <summary>What is to be corrected of a membership of an association: what is left out stays as it is, a null clears it.</summary>
/// <param name="Id">Which.</param>
/// <param name="Version">The version that the caller has read.</param>
/// <param name="Association">Name of the association; 1 to 200 characters.</param>
/// <param name="Role">Part in it.</param>
/// <param name="ValidFrom">First day.</param>
/// <param name="ValidUntil">First day after it; none while it goes on.</param>
internal sealed record UpdateAssociationMembershipInput(
    [ID<AssociationMembership>] Guid Id, int Version, Optional<string> Association, Optional<MembershipRole> Role, Optional<DateOnly> ValidFrom,
    Optional<DateOnly?> ValidUntil) : EditInput
{
    public AssociationMembership Over(AssociationMembership stored) => stored with
    {
        Association = Association.Or(stored.Association), Role = Role.Or(stored.Role), ValidFrom = ValidFrom.Or(stored.ValidFrom),
        ValidUntil = ValidUntil.Or(stored.ValidUntil),
    };
}

/// <summary>A membership of an association that is to be removed.</summary>
/// <param name="Id">Which.</param>
/// <param name="Version">The version that the caller has read.</param>
internal sealed record RemoveAssociationMembershipInput([ID<AssociationMembership>] Guid Id, int Version) : EditInput;

/// <summary>Changes of memberships in dossiers that the caller's agencies keep.</summary>
[MutationType]
internal static class AssociationMembershipMutations
{
    /// <summary>Adds a membership of an association to a dossier.</summary>
    [Authorize(Policies.Edit), UseFirstOrDefault]
    [Error<RuleBrokenException>, Error<RecordNotFoundException>, Error<IdempotencyKeyReusedException>]
    public static Task<IQueryable<AssociationMembership>> AddAssociationMembership(AddAssociationMembershipInput input, [Service] RecordDesk desk, ClaimsPrincipal user, CancellationToken cancellationToken) =>
        desk.AddAsync<AssociationMembership>(user, input, input.PersonId, input.Entry(), cancellationToken);

    /// <summary>Corrects a membership of an association. Refused if it has changed since the caller read it, and where rules speak against it.</summary>
    [Authorize(Policies.Edit), UseFirstOrDefault]
    [Error<RuleBrokenException>, Error<StaleRecordException>, Error<RecordNotFoundException>, Error<IdempotencyKeyReusedException>]
    public static Task<IQueryable<AssociationMembership>> UpdateAssociationMembership(UpdateAssociationMembershipInput input, [Service] RecordDesk desk, ClaimsPrincipal user, CancellationToken cancellationToken) =>
        desk.CorrectAsync<AssociationMembership, AssociationMembership>(user, input, input.Id, input.Version, input.Over, cancellationToken);

    /// <summary>Removes a membership of an association that was recorded by mistake. The history keeps it.</summary>
    [Authorize(Policies.Edit), UseMutationConvention(PayloadFieldName = "deletedId"), ID<AssociationMembership>]
    [Error<RuleBrokenException>, Error<StaleRecordException>, Error<RecordNotFoundException>, Error<IdempotencyKeyReusedException>]
    public static Task<Guid> RemoveAssociationMembership(RemoveAssociationMembershipInput input, [Service] RecordDesk desk, ClaimsPrincipal user, CancellationToken cancellationToken) =>
        desk.RemoveAsync<AssociationMembership>(user, input, input.Id, input.Version, cancellationToken);
}
