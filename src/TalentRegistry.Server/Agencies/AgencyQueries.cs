using System.Security.Claims;
using TalentRegistry.Data;
using TalentRegistry.Data.Agencies;
using TalentRegistry.Domain.Dates;
using TalentRegistry.Domain.Agencies;
using TalentRegistry.Domain.Units;
using TalentRegistry.GraphQL.TypeSystem;
using TalentRegistry.Server.Api;

namespace TalentRegistry.Server.Agencies;

/// <summary>Agencies, units and what was done to them.</summary>
[QueryType]
internal static class AgencyQueries
{
    /// <summary>Agencies that were there on a day.</summary>
    /// <param name="database">The database.</param>
    /// <param name="user">Who asks.</param>
    /// <param name="clock">The time.</param>
    /// <param name="cancellationToken">Ends the request.</param>
    /// <param name="asOf">The day; today unless given.</param>
    /// <param name="under">Only these agencies and what stood under them that day.</param>
    /// <param name="includeDescendants">False: of "under", only these agencies themselves.</param>
    [UsePaging(DefaultPageSize = 100, MaxPageSize = 1000), UseFiltering, UseSorting]
    public static async Task<IQueryable<Agency>> GetAgencies(
        [Service] RegistryDatabase database, ClaimsPrincipal user, [Service] TimeProvider clock, CancellationToken cancellationToken, [AsOf] DateOnly? asOf = null,
        [ID<Agency>] IReadOnlyList<Guid>? under = null, bool includeDescendants = true)
    {
        var day = asOf ?? VietnamTime.Today(clock);
        var rows = FieldSession.Rows.Agencies.Where(agency => agency.ValidFrom <= day && (agency.ValidUntil == null || agency.ValidUntil > day));
        if (under is null)
            return rows;

        IEnumerable<Guid> ids = includeDescendants ? await database.BelowAsync(FieldSession.CallerOf(user), under, day, cancellationToken) : [.. under];
        return rows.Where(agency => ids.Contains(agency.Id));
    }

    /// <summary>One agency, past or present; null if there is none.</summary>
    /// <param name="id">Which.</param>
    /// <param name="asOf">The day on which to tell of it; today unless given. It chooses nothing.</param>
    [UseFirstOrDefault]
    public static IQueryable<Agency> GetAgency([ID<Agency>] Guid id, [AsOf] DateOnly? asOf = null) => FieldSession.Rows.Agencies.Where(agency => agency.Id == id);

    /// <summary>Administrative units of the map of a day.</summary>
    /// <param name="clock">The time.</param>
    /// <param name="asOf">The day; today unless given.</param>
    [UsePaging(DefaultPageSize = 100, MaxPageSize = 1000), UseFiltering, UseSorting]
    public static IQueryable<AdministrativeUnit> GetAdministrativeUnits([Service] TimeProvider clock, [AsOf] DateOnly? asOf = null)
    {
        var day = asOf ?? VietnamTime.Today(clock);
        return FieldSession.Rows.Units.Where(unit => (unit.ValidFrom == null || unit.ValidFrom <= day) && (unit.ValidUntil == null || unit.ValidUntil > day));
    }

    /// <summary>Operations on agencies, as they were recorded.</summary>
    [UsePaging(DefaultPageSize = 50, MaxPageSize = 500), UseFiltering, UseSorting]
    public static IQueryable<Reorganisation> GetReorganisations() => FieldSession.Rows.Reorganisations;
}
