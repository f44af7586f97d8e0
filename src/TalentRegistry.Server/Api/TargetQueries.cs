using TalentRegistry.Data.Views;
using TalentRegistry.Domain.Dates;
using TalentRegistry.GraphQL.Execution.DataLoaders;
using TalentRegistry.GraphQL.TypeSystem;
using TalentRegistry.Server.Forecasts;

namespace TalentRegistry.Server.Api;

/// <summary>The targets of all plans, and where they stood on a day.</summary>
[QueryType]
internal static class TargetQueries
{
    /// <summary>The targets of all plans in force.</summary>
    /// <param name="asOf">The day on which "counted" tells where they stood; today unless given. It chooses no targets.</param>
    [UsePaging(DefaultPageSize = 200, MaxPageSize = 1000), UseFiltering, UseSorting]
    public static IQueryable<TargetView> GetTargets([AsOf] DateOnly? asOf = null) => FieldSession.Rows.Targets;
}

/// <summary>What is counted of a target.</summary>
[ExtendObjectType<TargetView>]
internal static class TargetFields
{
    /// <summary>
    /// The indicator as counted on a day, for the plan's own unit on the map of 30 June 2025; null where the registry does not compute it. On 31 December
    /// it is "progress" of that year.
    /// </summary>
    /// <param name="code">Of which target.</param>
    /// <param name="counts">Counts those of one day together.</param>
    /// <param name="clock">The time.</param>
    /// <param name="cancellationToken">Ends the request.</param>
    /// <param name="asOf">The day; left out, that of the list or record around it, else today.</param>
    [Authorize(Policies.Forecasts)]
    public static Task<TargetCount?> GetCounted(
        [ParentValue(nameof(TargetView.Code))] string code, TargetCounts counts, [Service] TimeProvider clock, CancellationToken cancellationToken,
        [AsOf, FromAround] DateOnly? asOf = null) =>
        counts.LoadAsync((code, asOf ?? VietnamTime.Today(clock)), cancellationToken);
}

/// <summary>Counts of targets, a statement for each day of a request.</summary>
internal sealed class TargetCounts(TargetsOnADay targets) : BatchDataLoader<(string Code, DateOnly Day), TargetCount>
{
    protected override async Task<IReadOnlyDictionary<(string Code, DateOnly Day), TargetCount>> LoadBatchAsync(
        IReadOnlyList<(string Code, DateOnly Day)> keys, CancellationToken cancellationToken)
    {
        var found = new Dictionary<(string, DateOnly), TargetCount>();
        foreach (var day in keys.Select(key => key.Day).Distinct())
        {
            foreach (var (code, count) in await targets.CountAsync(day, cancellationToken))
                found[(code, day)] = count;
        }

        return found;
    }
}
