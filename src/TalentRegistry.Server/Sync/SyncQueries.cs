using System.Security.Claims;
using TalentRegistry.Data.Sync;
using TalentRegistry.Domain.Agencies;
using TalentRegistry.Domain.Dates;
using TalentRegistry.GraphQL.Authoring;
using TalentRegistry.GraphQL.TypeSystem;
using TalentRegistry.Server.Api;

namespace TalentRegistry.Server.Sync;

/// <summary>The clock of an agency as the API shows it.</summary>
internal sealed class SyncClockType : ObjectType<SyncClockOfAgency>
{
    protected override void Configure(IObjectTypeDescriptor<SyncClockOfAgency> descriptor)
    {
        descriptor.Name("SyncClock").Description("What an agency has to pass on to the national database of state staff (Decree 27/2026/ND-CP).");
        descriptor.Field(clock => clock.AgencyId).ID<Agency>();
    }
}

/// <summary>The clock of Decree 27/2026/ND-CP.</summary>
[QueryType]
internal static class SyncQueries
{
    /// <summary>
    /// Agencies with changes of state staff that were not passed on, the most urgent first, in the caller's scope. The term is counted in days of work after the oldest change;
    /// packages are signed and sent by the pages, as no interface of the national database is known.
    /// </summary>
    [Authorize(Policies.Duties)]
    public static async Task<IReadOnlyList<SyncClockOfAgency>> GetSyncClock(
        [Service] FieldSession session, ClaimsPrincipal user, [Service] TimeProvider clock, CancellationToken cancellationToken) =>
        await (await session.OpenAsync(user, cancellationToken)).SyncClockAsync(VietnamTime.Today(clock), cancellationToken);
}
