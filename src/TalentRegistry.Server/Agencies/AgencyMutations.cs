using System.Security.Claims;
using TalentRegistry.Data.Access;
using TalentRegistry.Data.Agencies;
using TalentRegistry.Data.Dossiers;
using TalentRegistry.GraphQL.TypeSystem;
using TalentRegistry.Server.Api;
using TalentRegistry.Server.Dossiers;

namespace TalentRegistry.Server.Agencies;

/// <summary>Operations on agencies in the caller's scope, each with a preview.</summary>
[MutationType]
internal static class AgencyMutations
{
    private const string Report = "reorganisation";

    /// <summary>Founds an agency under one in the caller's scope.</summary>
    [Authorize(Policies.Edit), UseMutationConvention(PayloadFieldName = Report)]
    [Error<ReorganisationRefusedException>, Error<StaleRecordException>, Error<IdempotencyKeyReusedException>]
    public static Task<ReorganisationReport> CreateAgency(
        CreateAgencyInput input, [Service] AgencyOperations operations, [Service] EditDesk desk, ClaimsPrincipal user, CancellationToken cancellationToken) =>
        desk.ReorganiseAsync(user, input, "createAgency", (session, id, terms) =>
            operations.CreateAsync(session, id, input.Agency.Entry(), input.Terms(), terms, cancellationToken), cancellationToken);

    /// <summary>Gives an agency another name since a day; <c>state(asOf:)</c> tells the name of any day.</summary>
    [Authorize(Policies.Edit), UseMutationConvention(PayloadFieldName = Report)]
    [Error<ReorganisationRefusedException>, Error<StaleRecordException>, Error<IdempotencyKeyReusedException>]
    public static Task<ReorganisationReport> RenameAgency(
        RenameAgencyInput input, [Service] AgencyOperations operations, [Service] EditDesk desk, ClaimsPrincipal user, CancellationToken cancellationToken) =>
        desk.ReorganiseAsync(user, input, "renameAgency", (session, id, terms) =>
            operations.RenameAsync(session, id, new AgencyVersion(input.Id, input.Version), input.Name, input.Terms(), terms, cancellationToken), cancellationToken);

    /// <summary>Gives an agency another kind, sector or level of government since a day; headcounts of days before count its people as it was then, and <c>classification(asOf:)</c> tells what it was.</summary>
    [Authorize(Policies.Edit), UseMutationConvention(PayloadFieldName = Report)]
    [Error<ReorganisationRefusedException>, Error<StaleRecordException>, Error<IdempotencyKeyReusedException>]
    public static Task<ReorganisationReport> ReclassifyAgency(
        ReclassifyAgencyInput input, [Service] AgencyOperations operations, [Service] EditDesk desk, ClaimsPrincipal user, CancellationToken cancellationToken) =>
        desk.ReorganiseAsync(user, input, "reclassifyAgency", (session, id, terms) => operations.ReclassifyAsync(
            session, id, new AgencyVersion(input.Id, input.Version), new NewClass(input.Kind, input.SectorCode, input.GovernmentLevel), input.Terms(), terms, cancellationToken),
            cancellationToken);

    /// <summary>Puts an agency under another one in the caller's scope, or seats it elsewhere, or both.</summary>
    [Authorize(Policies.Edit), UseMutationConvention(PayloadFieldName = Report)]
    [Error<ReorganisationRefusedException>, Error<StaleRecordException>, Error<IdempotencyKeyReusedException>]
    public static Task<ReorganisationReport> MoveAgency(
        MoveAgencyInput input, [Service] AgencyOperations operations, [Service] EditDesk desk, ClaimsPrincipal user, CancellationToken cancellationToken) =>
        desk.ReorganiseAsync(user, input, "moveAgency", (session, id, terms) => operations.MoveAsync(
            session, id, new AgencyVersion(input.Id, input.Version), input.ParentId, input.SeatId, input.Terms(), terms, cancellationToken), cancellationToken);

    /// <summary>
    /// Merges agencies into one. Postings end on the day for the reason REORGANISATION and go on the same day at the successor, in the same work; dossiers, scopes
    /// of officers and agencies below go over.
    /// </summary>
    [Authorize(Policies.Edit), UseMutationConvention(PayloadFieldName = Report)]
    [Error<ReorganisationRefusedException>, Error<StaleRecordException>, Error<IdempotencyKeyReusedException>]
    public static Task<ReorganisationReport> MergeAgencies(
        MergeAgenciesInput input, [Service] AgencyOperations operations, [Service] EditDesk desk, ClaimsPrincipal user, CancellationToken cancellationToken) =>
        desk.ReorganiseAsync(user, input, "mergeAgencies", (session, id, terms) => operations.MergeAsync(
            session, id, [.. input.Agencies.Select(agency => agency.Entry())], input.Into?.Entry(), input.Founded?.Entry(), input.Terms(), terms, cancellationToken),
            cancellationToken);

    /// <summary>Splits an agency into parts; people go over as in a merger. Refused if anybody would have nowhere to go.</summary>
    [Authorize(Policies.Edit), UseMutationConvention(PayloadFieldName = Report)]
    [Error<ReorganisationRefusedException>, Error<StaleRecordException>, Error<IdempotencyKeyReusedException>]
    public static Task<ReorganisationReport> SplitAgency(
        SplitAgencyInput input, [Service] AgencyOperations operations, [Service] EditDesk desk, ClaimsPrincipal user, CancellationToken cancellationToken) =>
        desk.ReorganiseAsync(user, input, "splitAgency", (session, id, terms) => operations.SplitAsync(
            session, id, new AgencyVersion(input.Id, input.Version), [.. input.Parts.Select(part => part.Entry())], input.Terms(), terms, cancellationToken), cancellationToken);

    /// <summary>Closes an agency. Its people go over to another one, or their postings end for the reason REORGANISATION, which is a warning to confirm.</summary>
    [Authorize(Policies.Edit), UseMutationConvention(PayloadFieldName = Report)]
    [Error<ReorganisationRefusedException>, Error<StaleRecordException>, Error<IdempotencyKeyReusedException>]
    public static Task<ReorganisationReport> CloseAgency(
        CloseAgencyInput input, [Service] AgencyOperations operations, [Service] EditDesk desk, ClaimsPrincipal user, CancellationToken cancellationToken) =>
        desk.ReorganiseAsync(user, input, "closeAgency", (session, id, terms) => operations.CloseAsync(
            session, id, new AgencyVersion(input.Id, input.Version), input.PeopleTo?.Entry(), input.Terms(), terms, cancellationToken), cancellationToken);

    private static Task<ReorganisationReport> ReorganiseAsync<TInput>(
        this EditDesk desk, ClaimsPrincipal user, TInput input, string name, Func<RegistrySession, Guid, EditTerms, Task<ReorganisationReport>> operate,
        CancellationToken cancellationToken)
        where TInput : ReorganisationInput =>
        desk.ReorganiseAsync(user, input, name, operate, ReorganisationReport.ReadAsync, cancellationToken);
}
