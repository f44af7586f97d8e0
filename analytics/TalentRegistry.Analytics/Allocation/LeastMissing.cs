namespace TalentRegistry.Analytics.Allocation;

/// <summary>
/// Looks for the allocation under which the fewest people are expected to be missing. Of one means alone the answer is the best: separable convex functions under one budget (Gross 1956; Fox 1966). Of several together it is what no
/// exchange of one means betters, from two beginnings; how far it can be from the best is told by the dual problem.
/// </summary>
public static class LeastMissing
{
    private const int MostRounds = 20;

    /// <summary>Looks for it.</summary>
    /// <param name="cells">Where people are needed.</param>
    /// <param name="budget">What may be given out.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="ArgumentOutOfRangeException">The budget is not 0 to 5,000 of each.</exception>
    public static AllocationAnswer Find(IReadOnlyList<AllocationCell> cells, AllocationBudget budget, CancellationToken cancellationToken = default)
    {
        if (!budget.IsValid) throw new ArgumentOutOfRangeException(nameof(budget), budget, $"0 to {AllocationBudget.Most} of each.");

        var best = Bettered(new(cells, budget), [0, 0, 0], cancellationToken);
        var dual = new AllocationBound(cells, budget);
        var bound = dual.Highest(best.Missing, best.LastGains, cancellationToken);
        // Prices tell who has something cheaper: posts go first to those who have nothing else.
        if (best.Missing - bound.Value > 1e-6 && Bettered(new(cells, budget), bound.Prices, cancellationToken) is var guided && guided.Missing < best.Missing)
            best = guided;
        return new(best.Shares, Math.Min(bound.Value, best.Missing));
    }

    private static Allotment Bettered(Allotment made, double[] prices, CancellationToken cancellationToken)
    {
        Means[] all = [Means.Post, Means.Place, Means.Move];
        made.GiveOut(all, prices);
        for (var round = 0; round < MostRounds; round++)
        {
            var before = made.Missing;
            foreach (var means in all)
            {
                cancellationToken.ThrowIfCancellationRequested();
                var other = made.Copy();
                other.TakeBack(means);
                other.GiveOut([means], [0, 0, 0]);
                if (other.Missing < made.Missing - 1e-9) made = other;
            }

            if (made.Missing > before - 1e-9) break;
        }

        return made;
    }
}
