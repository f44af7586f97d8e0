using System.Security.Claims;
using TalentRegistry.Data.Indicators;
using TalentRegistry.Domain.Agencies;
using TalentRegistry.Domain.Dates;
using TalentRegistry.GraphQL.Execution;
using TalentRegistry.GraphQL.TypeSystem;
using TalentRegistry.Server.Api;
using ErrorCodes = TalentRegistry.GraphQL.ErrorCodes;

namespace TalentRegistry.Server.Indicators;

/// <summary>An indicator that the caller defines.</summary>
/// <param name="Yaml">What stands under "indicator" of a target in a plan file (docs/plan-format.md), in YAML or JSON; at most 20,000 characters.</param>
public sealed record IndicatorInput(string Yaml);

/// <summary>Where an indicator is counted: those who pass every part that is given.</summary>
/// <param name="Units">Identifiers of administrative units of the map asked for, as P11, each with all below it.</param>
/// <param name="Sectors">Codes of sectors, each with its parts.</param>
/// <param name="Agencies">Agencies, each with all that stood under it on the day.</param>
/// <param name="GovernmentLevels">Levels of government of the agency.</param>
public sealed record IndicatorWhere(
    IReadOnlyList<string>? Units = null, IReadOnlyList<string>? Sectors = null, [ID<Agency>] IReadOnlyList<Guid>? Agencies = null,
    IReadOnlyList<GovernmentLevel>? GovernmentLevels = null);

/// <summary>Indicators that the caller defines.</summary>
[QueryType]
internal static class IndicatorQueries
{
    private const int MostListItems = 1000;
    private static readonly DateOnly LastDayOfDistricts = new(2025, 6, 30);

    /// <summary>Counts an indicator that the caller defines: an HR officer among the people of own agencies, a leader among those of own units, a planner among all.</summary>
    /// <param name="define">The indicator.</param>
    /// <param name="desk">Reads and counts it.</param>
    /// <param name="user">Who asks.</param>
    /// <param name="clock">The time.</param>
    /// <param name="cancellationToken">Ends the request.</param>
    /// <param name="scope">Where; everywhere unless given.</param>
    /// <param name="asOf">The day; today unless given. A flow is counted from 1 January of its year to it.</param>
    /// <param name="mapAsOf">Places are told by the map of this day; unless given that of the day, and by district or from 1 July 2025 on that of 30 June 2025.</param>
    /// <param name="by">Dimensions; none gives the total only.</param>
    [Authorize(Policies.People)]
    public static async Task<IndicatorAnswer> GetIndicator(
        IndicatorInput define, [Service] IndicatorDesk desk, ClaimsPrincipal user, [Service] TimeProvider clock, CancellationToken cancellationToken,
        IndicatorWhere? scope = null, [AsOf] DateOnly? asOf = null, [AsOf] DateOnly? mapAsOf = null, IReadOnlyList<IndicatorDimension>? by = null)
    {
        if (define.Yaml.Length > IndicatorDesk.LongestDefinition)
            throw new GraphQLException($"The definition has {define.Yaml.Length} characters, more than {IndicatorDesk.LongestDefinition}.", ErrorCodes.LimitExceeded);
        var reading = await desk.ReadAsync(define.Yaml, cancellationToken);
        if (reading.Indicator is not { } indicator)
            throw new GraphQLException(string.Join("\n", reading.Problems.Select(problem => problem.Describe("vi") + " · " + problem.Describe("en"))), ErrorCodes.BadUserInput);
        if (by is not null && by.Distinct().Count() != by.Count)
            throw new GraphQLException("A dimension is named twice.", ErrorCodes.BadUserInput);

        var day = asOf ?? VietnamTime.Today(clock);
        var map = mapAsOf ?? (day > LastDayOfDistricts ? LastDayOfDistricts : day);
        var where = new IndicatorScope
        {
            Units = Within(scope?.Units), Sectors = Within(scope?.Sectors), Agencies = Within(scope?.Agencies), GovernmentLevels = Within(scope?.GovernmentLevels),
        };
        return await desk.CountAsync(FieldSession.CallerOf(user), indicator, where, by ?? [], day, map, cancellationToken);
    }

    private static IReadOnlyList<T> Within<T>(IReadOnlyList<T>? items) => items switch
    {
        null => [],
        { Count: > MostListItems } => throw new GraphQLException($"A list of the scope has {items.Count} items, more than {MostListItems}.", ErrorCodes.LimitExceeded),
        _ => items,
    };
}
