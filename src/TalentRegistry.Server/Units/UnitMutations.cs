using System.Security.Claims;
using TalentRegistry.Data.Agencies;
using TalentRegistry.Data.Dossiers;
using TalentRegistry.Data.Units;
using TalentRegistry.GraphQL.TypeSystem;
using TalentRegistry.Server.Agencies;
using TalentRegistry.Server.Api;
using TalentRegistry.Server.Dossiers;

namespace TalentRegistry.Server.Units;

/// <summary>Operations on the map of administrative units, each with a preview.</summary>
[MutationType]
internal static class UnitMutations
{
    private const string Report = "reorganisation";

    /// <summary>Founds an administrative unit where there was none. Administrators only, as with all operations on units.</summary>
    [Authorize(Policies.Units), UseMutationConvention(PayloadFieldName = Report)]
    [Error<ReorganisationRefusedException>, Error<IdempotencyKeyReusedException>]
    public static Task<UnitReport> CreateAdministrativeUnit(
        CreateAdministrativeUnitInput input, [Service] UnitOperations operations, [Service] EditDesk desk, ClaimsPrincipal user, CancellationToken cancellationToken) =>
        desk.ReorganiseAsync(user, input, "createAdministrativeUnit", input.Operation(), operations, cancellationToken);

    /// <summary>Gives a unit another name since a day; <c>state(asOf:)</c> tells the name of any day. It stays the same unit.</summary>
    [Authorize(Policies.Units), UseMutationConvention(PayloadFieldName = Report)]
    [Error<ReorganisationRefusedException>, Error<IdempotencyKeyReusedException>]
    public static Task<UnitReport> RenameAdministrativeUnit(
        RenameAdministrativeUnitInput input, [Service] UnitOperations operations, [Service] EditDesk desk, ClaimsPrincipal user, CancellationToken cancellationToken) =>
        desk.ReorganiseAsync(user, input, "renameAdministrativeUnit", input.Operation(), operations, cancellationToken);

    /// <summary>Merges units into one, which has the people of all of them. Seats of agencies go over; of provinces, their communes too.</summary>
    [Authorize(Policies.Units), UseMutationConvention(PayloadFieldName = Report)]
    [Error<ReorganisationRefusedException>, Error<IdempotencyKeyReusedException>]
    public static Task<UnitReport> MergeAdministrativeUnits(
        MergeAdministrativeUnitsInput input, [Service] UnitOperations operations, [Service] EditDesk desk, ClaimsPrincipal user, CancellationToken cancellationToken) =>
        desk.ReorganiseAsync(user, input, "mergeAdministrativeUnits", input.Operation(), operations, cancellationToken);

    /// <summary>Splits a unit. Agencies go where their address is said to lie, the others by declared weights, always in the same way; the report tells which.</summary>
    [Authorize(Policies.Units), UseMutationConvention(PayloadFieldName = Report)]
    [Error<ReorganisationRefusedException>, Error<IdempotencyKeyReusedException>]
    public static Task<UnitReport> SplitAdministrativeUnit(
        SplitAdministrativeUnitInput input, [Service] UnitOperations operations, [Service] EditDesk desk, ClaimsPrincipal user, CancellationToken cancellationToken) =>
        desk.ReorganiseAsync(user, input, "splitAdministrativeUnit", input.Operation(), operations, cancellationToken);

    /// <summary>Puts a commune under another province.</summary>
    [Authorize(Policies.Units), UseMutationConvention(PayloadFieldName = Report)]
    [Error<ReorganisationRefusedException>, Error<IdempotencyKeyReusedException>]
    public static Task<UnitReport> MoveAdministrativeUnit(
        MoveAdministrativeUnitInput input, [Service] UnitOperations operations, [Service] EditDesk desk, ClaimsPrincipal user, CancellationToken cancellationToken) =>
        desk.ReorganiseAsync(user, input, "moveAdministrativeUnit", input.Operation(), operations, cancellationToken);

    /// <summary>Ends a unit in which no agency sits any more.</summary>
    [Authorize(Policies.Units), UseMutationConvention(PayloadFieldName = Report)]
    [Error<ReorganisationRefusedException>, Error<IdempotencyKeyReusedException>]
    public static Task<UnitReport> CloseAdministrativeUnit(
        CloseAdministrativeUnitInput input, [Service] UnitOperations operations, [Service] EditDesk desk, ClaimsPrincipal user, CancellationToken cancellationToken) =>
        desk.ReorganiseAsync(user, input, "closeAdministrativeUnit", input.Operation(), operations, cancellationToken);

    private static Task<UnitReport> ReorganiseAsync<TInput>(
        this EditDesk desk, ClaimsPrincipal user, TInput input, string name, UnitOperation operation, UnitOperations operations, CancellationToken cancellationToken)
        where TInput : ReorganisationInput =>
        desk.ReorganiseAsync(
            user, input, name, (session, id, terms) => operations.RunAsync(session, id, operation, terms, cancellationToken),
            (session, id, cancel) => UnitReport.ReadAsync(session.Connection, id, cancel), cancellationToken);
}
