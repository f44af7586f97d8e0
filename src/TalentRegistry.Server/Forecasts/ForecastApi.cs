using System.Security.Claims;
using TalentRegistry.Data.Forecasts;
using TalentRegistry.Data.Views;
using TalentRegistry.GraphQL.Authoring;
using TalentRegistry.GraphQL.Subscriptions;
using TalentRegistry.GraphQL.TypeSystem;
using TalentRegistry.Server.Api;

namespace TalentRegistry.Server.Forecasts;

/// <summary>A new forecast, and the shortages in it.</summary>
/// <param name="Run">The forecast that replaced the one before it.</param>
internal sealed record ShortagesChange(ForecastRunInfo Run);

/// <summary>A forecast as the API shows it.</summary>
internal sealed class ForecastRunType : ObjectType<ForecastRunInfo>
{
    protected override void Configure(IObjectTypeDescriptor<ForecastRunInfo> descriptor)
    {
        descriptor.Name("ForecastRun");
        descriptor.Field(run => run.Id).ID();
        descriptor.Field(run => run.BeforeId).ID();
    }
}

/// <summary>The shortages of a new forecast, asked for like those of the current one.</summary>
[ExtendObjectType<ShortagesChange>]
internal static class ShortagesChangeFields
{
    /// <summary>
    /// Cells flagged SHORTAGE or SEVERE where the caller may see: over all units, professions, years and both bases of requirement. Ask
    /// <c>shortages { totalCount }</c> for those of a choice.
    /// </summary>
    public static async Task<long> GetCount([Service] FieldSession session, ClaimsPrincipal user, CancellationToken cancellationToken)
    {
        await using var command = (await session.OpenAsync(user, cancellationToken)).Command(
            "SELECT count(*) FROM forecast.current_shortage WHERE severity IN ('shortage', 'severe')");
        return (long)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    /// <summary>Requirement against forecast supply, the largest expected gap first, as by the query of this name.</summary>
    /// <param name="by">What they are told apart by; SECTOR always is.</param>
    /// <param name="year">31 December of this year.</param>
    /// <param name="basis">What the requirement rests on.</param>
    [UsePaging(DefaultPageSize = 100, MaxPageSize = 1000), UseFiltering, UseSorting]
    public static IQueryable<ShortageView> GetShortages(
        IReadOnlyList<ShortageDimension> by, int year, ShortageBasis basis = ShortageBasis.CurrentStaffing) => PlanQueries.GetShortages(by, year, basis);

    /// <summary>What is otherwise than in the forecast that it replaced; null for the first forecast.</summary>
    public static async Task<ForecastComparison?> GetChanges(
        [ParentValue(nameof(ShortagesChange.Run))] ForecastRunInfo run, [Service] FieldSession session, ClaimsPrincipal user, CancellationToken cancellationToken) =>
        run.BeforeId is { } before && await (await session.OpenAsync(user, cancellationToken)).FindForecastAsync(before, cancellationToken) is { } earlier
            ? new ForecastComparison(earlier, run) : null;
}

/// <summary>Changes of the forecast.</summary>
[SubscriptionType]
internal static class ForecastSubscriptions
{
    /// <summary>A new forecast has replaced the one before it: what it found, with the caller's rights at that moment.</summary>
    [Subscribe(With = nameof(ReplacementsAsync)), Authorize(Policies.Forecasts)]
    public static ShortagesChange ShortagesChanged([EventMessage] ForecastRunInfo run) => new(run);

    public static IAsyncEnumerable<ForecastRunInfo> ReplacementsAsync([Service] ForecastRuns runs, ClaimsPrincipal user, CancellationToken cancellationToken) =>
        runs.ReplacementsAsync(FieldSession.CallerOf(user), cancellationToken);
}
