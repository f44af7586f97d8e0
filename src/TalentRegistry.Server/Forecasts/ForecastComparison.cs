using System.Security.Claims;
using TalentRegistry.Data.Forecasts;
using TalentRegistry.Domain.Units;
using TalentRegistry.GraphQL;
using TalentRegistry.GraphQL.Authoring;
using TalentRegistry.GraphQL.Execution;
using TalentRegistry.GraphQL.TypeSystem;
using TalentRegistry.Server.Api;

namespace TalentRegistry.Server.Forecasts;

/// <summary>Two forecasts held against each other.</summary>
/// <param name="From">The earlier one.</param>
/// <param name="To">The later one.</param>
public sealed record ForecastComparison(ForecastRunInfo From, ForecastRunInfo To)
{
    /// <summary>Whether other data went in; null where one of them is of a version that did not keep it.</summary>
    public bool? IsDataOther => From.DataHash is null || To.DataHash is null ? null : From.DataHash != To.DataHash || From.BaseDate != To.BaseDate;

    /// <summary>Whether the programme or its settings are others; null where one of them is of a version that did not keep it.</summary>
    public bool? IsModelOther => From.CodeVersion is null || To.CodeVersion is null ? null : From.CodeVersion != To.CodeVersion || (From.Settings is not null && From.Settings != To.Settings);

    /// <summary>Whether every figure is the same; null where one of them did not keep its hash.</summary>
    public bool? IsSame => From.ResultHash is null || To.ResultHash is null ? null : From.ResultHash == To.ResultHash;
}

/// <summary>Number of flags that changed in one way.</summary>
/// <param name="Kind">In which.</param>
/// <param name="Count">How many, over all units, sectors, years and both bases of requirement.</param>
internal sealed record FlagChangeCount(FlagChangeKind Kind, long Count);

/// <summary>A change of a flag as the API shows it.</summary>
internal sealed class FlagChangeType : ObjectType<FlagChange>
{
    protected override void Configure(IObjectTypeDescriptor<FlagChange> descriptor)
    {
        descriptor.Name("ShortageChange");
        descriptor.Field(change => change.UnitId).ID<AdministrativeUnit>();
    }
}

/// <summary>What is told of two forecasts, under the caller's rights.</summary>
[ExtendObjectType<ForecastComparison>]
internal static class ForecastComparisonFields
{
    private const int MostChanges = 1000;

    /// <summary>Flags that the later one has otherwise, the gravest first, each with its reason.</summary>
    /// <param name="comparison">The two.</param>
    /// <param name="session">The transaction.</param>
    /// <param name="user">Who asks.</param>
    /// <param name="cancellationToken">Ends the request.</param>
    /// <param name="kinds">Of these kinds only; all unless given.</param>
    /// <param name="first">How many at most, 1 to 1,000.</param>
    /// <param name="skip">How many to leave out, for pages after the first.</param>
    public static async Task<IReadOnlyList<FlagChange>> GetShortageChanges(
        [Parent] ForecastComparison comparison, [Service] FieldSession session, ClaimsPrincipal user, CancellationToken cancellationToken,
        IReadOnlyList<FlagChangeKind>? kinds = null, int first = 100, int skip = 0)
    {
        if (first is < 1 or > MostChanges)
            throw new GraphQLException($"\"first\" must be 1 to {MostChanges}, was {first}.", ErrorCodes.BadUserInput);
        if (skip < 0)
            throw new GraphQLException($"\"skip\" must be 0 or more, was {skip}.", ErrorCodes.BadUserInput);

        return await (await session.OpenAsync(user, cancellationToken)).FlagChangesAsync(comparison.From.Id, comparison.To.Id, kinds ?? [], first, skip, cancellationToken);
    }

    /// <summary>How many flags changed, by kind; kinds without any are left out.</summary>
    public static async Task<IReadOnlyList<FlagChangeCount>> GetCounts(
        [Parent] ForecastComparison comparison, [Service] FieldSession session, ClaimsPrincipal user, CancellationToken cancellationToken) =>
        [.. (await (await session.OpenAsync(user, cancellationToken)).FlagChangeCountsAsync(comparison.From.Id, comparison.To.Id, cancellationToken))
            .OrderBy(pair => pair.Key).Select(pair => new FlagChangeCount(pair.Key, pair.Value))];

    /// <summary>What the two say of each target in its plan's unit for the year it is due.</summary>
    public static async Task<IReadOnlyList<TargetForecastChange>> GetTargets(
        [Parent] ForecastComparison comparison, [Service] FieldSession session, ClaimsPrincipal user, CancellationToken cancellationToken) =>
        await (await session.OpenAsync(user, cancellationToken)).TargetChangesAsync(comparison.From.Id, comparison.To.Id, cancellationToken);
}

/// <summary>Forecasts that were computed, and what changed from one to another.</summary>
[QueryType]
internal static class ForecastRecordQueries
{
    /// <summary>The forecasts that were computed and kept, newest first, each with what it was made from.</summary>
    /// <param name="session">The transaction.</param>
    /// <param name="user">Who asks.</param>
    /// <param name="cancellationToken">Ends the request.</param>
    /// <param name="first">How many at most, 1 to 100.</param>
    [Authorize(Policies.Forecasts)]
    public static async Task<IReadOnlyList<ForecastRunInfo>> GetForecastRuns(
        [Service] FieldSession session, ClaimsPrincipal user, CancellationToken cancellationToken, int first = 20) =>
        await (await session.OpenAsync(user, cancellationToken)).LatestForecastsAsync(Math.Clamp(first, 1, 100), cancellationToken);

    /// <summary>
    /// How forecasts of what the newest one publishes, made in earlier years from what was known then, have fared against what came: of supply by unit, sector and profession, and of
    /// targets by unit.
    /// </summary>
    [Authorize(Policies.Forecasts), UsePaging(DefaultPageSize = 100, MaxPageSize = 1000), UseFiltering, UseSorting]
    public static IQueryable<Data.Views.BacktestView> GetForecastBacktests() => FieldSession.Rows.Backtests;

    /// <summary>Of the flags that forecasts of earlier years would have raised with such a probability, how many came true: over all units, by what the requirement rests on.</summary>
    [Authorize(Policies.Forecasts)]
    public static async Task<IReadOnlyList<FlagReliability>> GetForecastReliability(
        [Service] FieldSession session, ClaimsPrincipal user, CancellationToken cancellationToken) =>
        await (await session.OpenAsync(user, cancellationToken)).ReliabilityAsync(cancellationToken);

    /// <summary>
    /// What changed from one forecast to another, and why: other data, another model, or flags that stand only because they were raised before. Null where there are no
    /// two such forecasts.
    /// </summary>
    /// <param name="session">The transaction.</param>
    /// <param name="user">Who asks.</param>
    /// <param name="cancellationToken">Ends the request.</param>
    /// <param name="from">The earlier one; that which the later one replaced unless given.</param>
    /// <param name="to">The later one; the newest unless given.</param>
    [Authorize(Policies.Forecasts)]
    public static async Task<ForecastComparison?> GetForecastComparison(
        [Service] FieldSession session, ClaimsPrincipal user, CancellationToken cancellationToken, [ID] Guid? from = null, [ID] Guid? to = null)
    {
        var opened = await session.OpenAsync(user, cancellationToken);
        var later = to is { } asked ? await opened.FindForecastAsync(asked, cancellationToken) : (await opened.LatestForecastsAsync(1, cancellationToken)).SingleOrDefault();
        return (from ?? later?.BeforeId) is { } before && later is not null && await opened.FindForecastAsync(before, cancellationToken) is { } earlier
            ? new ForecastComparison(earlier, later) : null;
    }
}
