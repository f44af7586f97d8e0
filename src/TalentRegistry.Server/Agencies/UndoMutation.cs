using System.Security.Claims;
using TalentRegistry.Data.Agencies;
using TalentRegistry.Data.Dossiers;
using TalentRegistry.Domain.Agencies;
using TalentRegistry.GraphQL.Authoring;
using TalentRegistry.GraphQL.TypeSystem;
using TalentRegistry.Server.Api;
using TalentRegistry.Server.Dossiers;

namespace TalentRegistry.Server.Agencies;

/// <summary>Which operation is undone, and why.</summary>
/// <param name="Id">Of <c>reorganisations</c>.</param>
/// <param name="Ground">Why, as a decision by number and date; at most 300 characters.</param>
internal sealed record UndoReorganisationInput([ID<Reorganisation>] Guid Id, string Ground) : EditInput;

/// <summary>An operation that was undone.</summary>
/// <param name="Id">Key of the operation.</param>
internal sealed record UndoneReorganisation(Guid Id);

/// <summary>An undone operation as the API shows it.</summary>
internal sealed class UndoneReorganisationType : ObjectType<UndoneReorganisation>
{
    protected override void Configure(IObjectTypeDescriptor<UndoneReorganisation> descriptor) => descriptor.Field(undone => undone.Id).ID<Reorganisation>();
}

/// <summary>Takes operations back.</summary>
[MutationType]
internal static class UndoMutation
{
    /// <summary>
    /// Undoes an operation on agencies or units as a whole: everything is as before, by new changes with their own entries in the history. Refused with every
    /// reason once something is built upon it, as later operations, postings changed since, or people who came to a new agency.
    /// </summary>
    [Authorize(Policies.Undo), UseMutationConvention(PayloadFieldName = "undone")]
    [Error<ReorganisationRefusedException>, Error<IdempotencyKeyReusedException>]
    public static async Task<UndoneReorganisation> UndoReorganisation(
        UndoReorganisationInput input, [Service] EditDesk desk, ClaimsPrincipal user, CancellationToken cancellationToken) => new(await desk.EditAsync(
            user, input, "undoReorganisation", input.Id,
            (session, terms) => ReorganisationUndo.UndoAsync(session, input.Id, input.Ground, terms, cancellationToken), cancellationToken));
}
