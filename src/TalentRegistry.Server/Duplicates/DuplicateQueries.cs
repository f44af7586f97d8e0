using System.Security.Claims;
using TalentRegistry.Data.Duplicates;
using TalentRegistry.Data.Views;
using TalentRegistry.GraphQL.TypeSystem;
using TalentRegistry.Server.Api;

namespace TalentRegistry.Server.Duplicates;

/// <summary>Records that may be of one person.</summary>
[QueryType]
internal static class DuplicateQueries
{
    /// <summary>
    /// Pairs of records that may be of one person, the most probable first, as the last search found them; both dossiers are within the caller's scope. Every
    /// person read is logged.
    /// </summary>
    /// <param name="state">Decided so; null for all.</param>
    [Authorize(Policies.Edit), UsePaging(DefaultPageSize = 20, MaxPageSize = 200), UseFiltering, UseSorting]
    public static IQueryable<DuplicatePair> GetDuplicatePairs(DuplicateState? state = DuplicateState.Open) =>
        state is { } decided ? FieldSession.Rows.DuplicatePairs.Where(pair => pair.State == decided) : FieldSession.Rows.DuplicatePairs;

    /// <summary>
    /// How many undecided pairs have one dossier in the caller's scope and one outside it. Whose they are is told to an officer whose scope has both.
    /// </summary>
    [Authorize(Policies.Edit)]
    public static async Task<long> GetDuplicatePairsAcrossScopes([Service] FieldSession session, ClaimsPrincipal user, CancellationToken cancellationToken) =>
        await (await session.OpenAsync(user, cancellationToken)).CountPairsAcrossScopesAsync(cancellationToken);
}
