using System.Security.Claims;
using TalentRegistry.Analytics.Allocation;
using TalentRegistry.Domain.Plans;
using TalentRegistry.GraphQL;
using TalentRegistry.GraphQL.Execution;
using TalentRegistry.GraphQL.TypeSystem;
using TalentRegistry.Server.Api;

namespace TalentRegistry.Server.Scenarios;

/// <summary>A question for the best allocation. Two readers who see the same units share the answer.</summary>
/// <param name="Budget">What may be given out.</param>
/// <param name="Year">The year; 2030 unless given, within the forecast.</param>
/// <param name="UnitId">Province or district; null for all that the reader sees.</param>
/// <param name="SectorCode">Sector with its parts; null for all.</param>
public sealed record AllocationQuestion(AllocationBudget Budget, int? Year, string? UnitId, string? SectorCode);

/// <summary>There are too many districts and professions to be held against each other at once.</summary>
internal sealed class TooManyNeedsException(int needs) : Exception($"{needs} needs are more than {AllocationNeeds.Most}.");

/// <summary>Gives budgets out on the draws of the published forecast, and keeps the answers as long as the ground that they stand on.</summary>
internal sealed class ShortageAllocations(ScenarioDesk desk)
{
    private const int MostKept = 100;
    private const int MostPlaces = 500;
    private readonly Lock gate = new();
    private readonly Dictionary<(AllocationQuestion, string), Running<ShortageAllocation?>> answers = [];
    private Running<ScenarioGround?>? ground;

    /// <summary>Begins to look, unless it is known or under way; null where there is no forecast.</summary>
    /// <param name="question">What is asked.</param>
    /// <param name="visible">Units that the reader may see: no other has a part in the answer.</param>
    /// <param name="cancellationToken">Ends the beginning.</param>
    public async Task<Running<ShortageAllocation?>?> BeginAsync(AllocationQuestion question, IReadOnlySet<string> visible, CancellationToken cancellationToken)
    {
        if (await desk.GroundAsync(cancellationToken) is not { } standing)
            return null;

        var key = (question, string.Join(',', visible.Order(StringComparer.Ordinal)));
        lock (gate)
        {
            if (ground != standing || answers.Count >= MostKept)
            {
                answers.Clear();
                ground = standing;
            }

            return answers.TryGetValue(key, out var known) && !known.Failed ? known
                : answers[key] = desk.Begin<ShortageAllocation>(standing, (on, progress, token) => Find(on, question, visible, progress, token));
        }
    }

    private static ShortageAllocation Find(ScenarioGround ground, AllocationQuestion question, IReadOnlySet<string> visible, IProgress<double> progress, CancellationToken cancellationToken)
    {
        var inputs = ground.Inputs;
        var year = Math.Clamp(question.Year ?? 2030, inputs.BaseYear + 1, inputs.LastYear);
        var units = (question.UnitId is { } unit ? inputs.PartsOf(unit) : inputs.ProvinceOf.Keys).Where(visible.Contains).ToHashSet();
        var needs = AllocationNeeds.Of(ground, units, question.SectorCode is { } sector ? inputs.Vocabulary.WithParts(sector).ToHashSet() : null, year);
        if (needs.Count > AllocationNeeds.Most)
            throw new TooManyNeedsException(needs.Count);

        progress.Report(0.1);
        var cells = AllocationNeeds.Problem(ground, needs, year, cancellationToken);
        progress.Report(0.5);
        var answer = LeastMissing.Find(cells, question.Budget, cancellationToken);
        progress.Report(0.8);
        return new(
            new DateOnly(inputs.BaseYear, 12, 31), inputs.Supply.Draws, year, question.Budget, needs.Count, answer.Before, answer.After,
            Simulated(ground, needs, cells, answer.Shares, year, cancellationToken), answer.Gap, AllocationSteps.Of(needs, cells, answer.Shares), Places(needs, answer.Shares));
    }

    // Recruits of all posts together, followed one by one: they resign, move and earn degrees in each draw as they do.
    private static double Simulated(
        ScenarioGround ground, IReadOnlyList<AllocationNeed> needs, IReadOnlyList<AllocationCell> cells, IReadOnlyList<CellShare> shares, int year, CancellationToken cancellationToken)
    {
        var added = ground.Model.Added([.. needs.Zip(shares).Where(each => each.Second.Posts > 0).Select(each => each.First.Recruiting(each.Second.Posts))], cancellationToken);
        var missing = 0.0;
        for (var at = 0; at < needs.Count; at++)
        {
            var recruits = added.Select(needs[at].Where).Closing(year);
            var others = shares[at].Moved + (shares[at].TrainingPlaces * cells[at].PerPlace);
            // Where the model can add nobody, as many as elsewhere.
            if (shares[at].Posts > 0 && recruits.Sum() == 0) others += shares[at].Posts * cells[at].PerPost;
            missing += needs[at].Missing.Zip(recruits, (without, more) => Math.Max(0, without - more - others)).Average();
        }

        return missing;
    }

    private static AllocationPlace[] Places(IReadOnlyList<AllocationNeed> needs, IReadOnlyList<CellShare> shares) =>
    [
        .. needs.Zip(shares, (need, share) => new AllocationPlace(
                need.UnitId, need.SectorCode, need.ProfessionCode, need.TargetCode, share.Posts, share.TrainingPlaces, share.Moved, share.Before, share.After))
            .OrderByDescending(place => place.Posts != 0 || place.TrainingPlaces != 0 || place.Moved != 0).ThenByDescending(place => place.MissingBefore)
            .ThenBy(place => place.UnitId, StringComparer.Ordinal)
            .ThenBy(place => place.ProfessionCode, StringComparer.Ordinal).Take(MostPlaces),
    ];
}

/// <summary>The best use of a budget against shortages.</summary>
[QueryType]
internal static class ShortageAllocationQueries
{
    /// <summary>
    /// How a budget of extra posts a year, training places a year and moves is given out over districts and professions so that the fewest people are expected to be missing in a year, on the draws of the newest forecast, among the units
    /// that the caller sees. People move within a profession and a province, and only from where there remain enough in 80 % of the draws. Null where there is no forecast.
    /// </summary>
    /// <param name="budget">0 to 5,000 of each.</param>
    /// <param name="allocations">Finds it.</param>
    /// <param name="session">The transaction.</param>
    /// <param name="user">Who asks.</param>
    /// <param name="cancellationToken">Ends the request; the search goes on and answers the next.</param>
    /// <param name="year">2030 unless given, within the forecast.</param>
    /// <param name="unitId">Province or district; all unless given.</param>
    /// <param name="sectorCode">Sector with its parts; all unless given.</param>
    [Authorize(Policies.Forecasts), Cost(20_000)]
    public static async Task<ShortageAllocation?> GetShortageAllocation(
        AllocationBudget budget, [Service] ShortageAllocations allocations, [Service] FieldSession session, ClaimsPrincipal user, CancellationToken cancellationToken,
        int? year = null, string? unitId = null, string? sectorCode = null)
    {
        if (!budget.IsValid)
            throw new GraphQLException($"\"budget\" must be 0 to {AllocationBudget.Most} of each.", ErrorCodes.BadUserInput);

        var opened = await session.OpenAsync(user, cancellationToken);
        var (visible, names) = (await opened.VisibleUnitsAsync(cancellationToken), await ScenarioNames.ReadAsync(opened, cancellationToken));
        if (unitId is not null && !visible.Contains(unitId))
            throw new GraphQLException($"There is no unit {unitId} with a forecast.", ErrorCodes.BadUserInput);

        try
        {
            return await allocations.BeginAsync(new(budget, year, unitId, sectorCode), visible, cancellationToken) is { } work
                ? (await work.Task.WaitAsync(cancellationToken))?.InWords(names) : null;
        }
        catch (TooManyNeedsException)
        {
            throw new GraphQLException($"More than {AllocationNeeds.Most} districts and professions: choose a unit or a sector.", ErrorCodes.BadUserInput);
        }
    }
}
