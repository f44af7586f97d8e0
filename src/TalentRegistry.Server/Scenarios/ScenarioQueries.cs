using System.Security.Claims;
using TalentRegistry.Data.Forecasts;
using TalentRegistry.GraphQL;
using TalentRegistry.GraphQL.Execution;
using TalentRegistry.GraphQL.TypeSystem;
using TalentRegistry.Server.Api;

namespace TalentRegistry.Server.Scenarios;

/// <summary>Scenarios of the forecast, and what comes of them.</summary>
[QueryType]
internal static class ScenarioQueries
{
    /// <summary>Most scenarios that are compared at once.</summary>
    public const int MostCompared = 4;

    /// <summary>The policies of the plans as scenarios, the caller's own and those that planners have shared; own ones before others'.</summary>
    /// <param name="ledger">Keeps them.</param>
    /// <param name="session">The transaction.</param>
    /// <param name="user">Who asks.</param>
    /// <param name="cancellationToken">Ends the request.</param>
    /// <param name="deleted">Those that the caller deleted within 30 days and may restore, instead.</param>
    [Authorize(Policies.Scenarios)]
    public static async Task<IReadOnlyList<Scenario>> GetScenarios(
        [Service] ScenarioLedger ledger, [Service] FieldSession session, ClaimsPrincipal user, CancellationToken cancellationToken, bool deleted = false)
    {
        var opened = await session.OpenAsync(user, cancellationToken);
        return deleted ? await opened.ScenariosAsync(deleted: true, cancellationToken) : await ledger.AllAsync(opened, cancellationToken);
    }

    /// <summary>A scenario; null if there is none that the caller sees.</summary>
    [Authorize(Policies.Scenarios)]
    public static async Task<Scenario?> GetScenario(
        [ID] Guid id, [Service] ScenarioLedger ledger, [Service] FieldSession session, ClaimsPrincipal user, CancellationToken cancellationToken) =>
        await ledger.FindAsync(await session.OpenAsync(user, cancellationToken), id, cancellationToken);

    /// <summary>
    /// Scenarios beside the baseline on the same draws: a difference is an effect of the levers and not of chance. The first question after a forecast takes as long as the forecast's
    /// simulation; the next ones simulate the provinces that the levers touch. Null where there is no forecast.
    /// </summary>
    /// <param name="scenarios">One to four.</param>
    /// <param name="ledger">Keeps them.</param>
    /// <param name="desk">Runs them.</param>
    /// <param name="session">The transaction.</param>
    /// <param name="user">Who asks.</param>
    /// <param name="cancellationToken">Ends the request; the simulation goes on and answers the next.</param>
    /// <param name="year">The year of targets and flags; 2030 unless given, within the forecast.</param>
    /// <param name="where">Whose supply is told; those whom the levers touch unless given.</param>
    [Authorize(Policies.Scenarios)]
    public static async Task<ScenarioComparison?> GetScenarioForecast(
        [ID] IReadOnlyList<Guid> scenarios, [Service] ScenarioLedger ledger, [Service] ScenarioDesk desk, [Service] FieldSession session, ClaimsPrincipal user,
        CancellationToken cancellationToken, int? year = null, ScenarioWhere? where = null)
    {
        if (scenarios.Count is 0 or > MostCompared || scenarios.Distinct().Count() != scenarios.Count)
            throw new GraphQLException($"Compare one to {MostCompared} different scenarios.", ErrorCodes.BadUserInput);

        var opened = await session.OpenAsync(user, cancellationToken);
        var asked = new List<Scenario>();
        foreach (var id in scenarios)
            asked.Add(await ledger.FindAsync(opened, id, cancellationToken) ?? throw new GraphQLException($"There is no scenario {id}.", ErrorCodes.BadUserInput));
        var visible = await opened.VisibleUnitsAsync(cancellationToken);
        return await desk.BeginAsync([.. asked.Select(scenario => scenario.Levers)], cancellationToken) is { } work
            && await work.ResultAsync(cancellationToken) is var (ground, forecasts)
            ? ScenarioComparing.Compare(ground, [.. asked.Zip(forecasts)], where ?? new(), year, visible)
            : null;
    }
}
