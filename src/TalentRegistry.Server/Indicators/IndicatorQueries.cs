using System.Security.Claims;
using TalentRegistry.Data.Indicators;
using TalentRegistry.Domain.Agencies;
using TalentRegistry.Domain.Dates;
using TalentRegistry.Domain.People;
using TalentRegistry.GraphQL.Execution;
using TalentRegistry.GraphQL.TypeSystem;
using TalentRegistry.Server.Api;
using ErrorCodes = TalentRegistry.GraphQL.ErrorCodes;
using TalentRegistry.Domain.Units;

namespace TalentRegistry.Server.Indicators;

/// <summary>An indicator: one that the caller defines, or that of a target; exactly one of them.</summary>
/// <param name="Yaml">What stands under "indicator" of a target in a plan file (docs/plan-format.md), in YAML or JSON; at most 20,000 characters.</param>
/// <param name="Target">Code of a target that the registry counts, as DB-06; without a scope it is counted in the unit of its plan.</param>
public sealed record IndicatorInput(string? Yaml = null, string? Target = null);

/// <summary>Where an indicator is counted: those who pass every part that is given.</summary>
/// <param name="Units">Identifiers of administrative units of the map asked for, as P11, each with all below it.</param>
/// <param name="Sectors">Codes of sectors, each with its parts.</param>
/// <param name="Agencies">Agencies, each with all that stood under it on the day.</param>
/// <param name="GovernmentLevels">Levels of government of the agency.</param>
public sealed record IndicatorWhere(
    IReadOnlyList<string>? Units = null, IReadOnlyList<string>? Sectors = null, [ID<Agency>] IReadOnlyList<Guid>? Agencies = null,
    IReadOnlyList<GovernmentLevel>? GovernmentLevels = null);

/// <summary>Indicators that the caller defines, and those of targets under the caller's rights.</summary>
[QueryType]
internal static class IndicatorQueries
{
    /// <summary>Counts an indicator: an HR officer among the people of own agencies, a leader among those of own units, a planner among all.</summary>
    /// <param name="define">The indicator.</param>
    /// <param name="definitions">Reads it.</param>
    /// <param name="desk">Counts it.</param>
    /// <param name="user">Who asks.</param>
    /// <param name="clock">The time.</param>
    /// <param name="cancellationToken">Ends the request.</param>
    /// <param name="scope">Where; everywhere unless given.</param>
    /// <param name="asOf">The day; today unless given. A flow is counted from 1 January of its year to it.</param>
    /// <param name="mapAsOf">Places are told by the map of this day; unless given that of the day, and by district or from 1 July 2025 on that of 30 June 2025.</param>
    /// <param name="by">Dimensions; none gives the total only. By one of them, "balance" tells how evenly they are served.</param>
    [Authorize(Policies.People)]
    public static async Task<IndicatorAnswer> GetIndicator(
        IndicatorInput define, [Service] DefinedIndicators definitions, [Service] IndicatorDesk desk, ClaimsPrincipal user, [Service] TimeProvider clock,
        CancellationToken cancellationToken, IndicatorWhere? scope = null, [AsOf] DateOnly? asOf = null, [AsOf] DateOnly? mapAsOf = null, IReadOnlyList<IndicatorDimension>? by = null)
    {
        var (indicator, where) = await definitions.ReadAsync(define, scope, cancellationToken);
        if (by is not null && by.Distinct().Count() != by.Count)
            throw new GraphQLException("A dimension is named twice.", ErrorCodes.BadUserInput);

        var day = asOf ?? VietnamTime.Today(clock);
        return await desk.CountAsync(FieldSession.CallerOf(user), indicator, where, by ?? [], day, mapAsOf ?? DistrictMap.For(day), cancellationToken);
    }

    /// <summary>
    /// The change of an indicator between two days, told apart by cause: recruits, moves, retirements, deaths, others who left, degrees, posts, records, and the population
    /// that it is divided by. The causes add up exactly. Who stands outside the caller's scope on a day is not seen there: they have returned or left.
    /// </summary>
    /// <param name="define">The indicator; not one of a group that is looked at again after some years.</param>
    /// <param name="definitions">Reads it.</param>
    /// <param name="comparisons">Compares it.</param>
    /// <param name="user">Who asks.</param>
    /// <param name="clock">The time.</param>
    /// <param name="from">The first day.</param>
    /// <param name="cancellationToken">Ends the request.</param>
    /// <param name="asOf">The last day; today unless given.</param>
    /// <param name="scope">Where; everywhere unless given.</param>
    /// <param name="mapAsOf">Places are told by the map of this day on both days; unless given that of the last day, at most of 30 June 2025.</param>
    [Authorize(Policies.People)]
    public static async Task<IndicatorChange> GetDecompose(
        IndicatorInput define, [Service] DefinedIndicators definitions, [Service] IndicatorComparisons comparisons, ClaimsPrincipal user, [Service] TimeProvider clock,
        [AsOf] DateOnly from, CancellationToken cancellationToken, [AsOf] DateOnly? asOf = null, IndicatorWhere? scope = null, [AsOf] DateOnly? mapAsOf = null)
    {
        var (indicator, where) = await definitions.ReadAsync(define, scope, cancellationToken);
        var to = asOf ?? VietnamTime.Today(clock);
        if (from >= to)
            throw new GraphQLException($"The first day, {from:yyyy-MM-dd}, must lie before the last, {to:yyyy-MM-dd}.", ErrorCodes.BadUserInput);
        if (indicator.After is not null)
            throw new GraphQLException("A group that is looked at again after some years is another group on every day: its change has no causes.", ErrorCodes.BadUserInput);

        return await comparisons.BetweenAsync(FieldSession.CallerOf(user), indicator, where, from, to, mapAsOf ?? DistrictMap.For(to), cancellationToken);
    }

    /// <summary>An indicator within each group that the plans ask to favour, beside the group's share of the population where one is published.</summary>
    /// <param name="define">The indicator.</param>
    /// <param name="definitions">Reads it.</param>
    /// <param name="comparisons">Counts it.</param>
    /// <param name="user">Who asks.</param>
    /// <param name="clock">The time.</param>
    /// <param name="cancellationToken">Ends the request.</param>
    /// <param name="scope">Where; everywhere unless given. Shares of the population are of a single unit.</param>
    /// <param name="asOf">The day; today unless given.</param>
    /// <param name="mapAsOf">Places are told by the map of this day; unless given that of the day, at most of 30 June 2025.</param>
    [Authorize(Policies.People)]
    public static async Task<IReadOnlyList<PriorityGroupAnswer>> GetPriorityGroups(
        IndicatorInput define, [Service] DefinedIndicators definitions, [Service] IndicatorComparisons comparisons, ClaimsPrincipal user, [Service] TimeProvider clock,
        CancellationToken cancellationToken, IndicatorWhere? scope = null, [AsOf] DateOnly? asOf = null, [AsOf] DateOnly? mapAsOf = null)
    {
        var (indicator, where) = await definitions.ReadAsync(define, scope, cancellationToken);
        var day = asOf ?? VietnamTime.Today(clock);
        return await comparisons.GroupsAsync(FieldSession.CallerOf(user), indicator, where, day, mapAsOf ?? DistrictMap.For(day), cancellationToken);
    }

    /// <summary>The people in the numerator of an indicator, as it counts them; names are for HR officers, and every record read is logged.</summary>
    /// <param name="define">The indicator.</param>
    /// <param name="definitions">Reads it.</param>
    /// <param name="user">Who asks.</param>
    /// <param name="clock">The time.</param>
    /// <param name="cancellationToken">Ends the request.</param>
    /// <param name="scope">Where; everywhere unless given.</param>
    /// <param name="asOf">The day; today unless given.</param>
    /// <param name="mapAsOf">Places are told by the map of this day; unless given that of the day, at most of 30 June 2025.</param>
    [Authorize(Policies.People), UsePaging(DefaultPageSize = 50, MaxPageSize = 500), UseFiltering, UseSorting]
    public static async Task<IQueryable<Person>> GetIndicatorPeople(
        IndicatorInput define, [Service] DefinedIndicators definitions, ClaimsPrincipal user, [Service] TimeProvider clock, CancellationToken cancellationToken,
        IndicatorWhere? scope = null, [AsOf] DateOnly? asOf = null, [AsOf] DateOnly? mapAsOf = null)
    {
        var (indicator, where) = await definitions.ReadAsync(define, scope, cancellationToken);
        var day = asOf ?? VietnamTime.Today(clock);
        var behind = await definitions.PeopleAsync(FieldSession.CallerOf(user), indicator, where, day, mapAsOf ?? DistrictMap.For(day), cancellationToken);
        return FieldSession.Rows.People.Where(person => behind.Contains(person.Id));
    }
}
