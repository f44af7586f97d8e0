namespace TalentRegistry.Analytics.Allocation;

/// <summary>
/// Fewer people cannot be missing: with a price for each means and, in each group, for each person who moves, every cell takes what is cheapest for it alone, and what that costs less the worth of the budget is a bound from below at any
/// prices (Lagrangean relaxation; Geoffrion 1974). The highest is looked for by subgradients with Polyak's steps (1969).
/// </summary>
internal sealed class AllocationBound
{
    private const int Steps = 150;
    private const int Halvings = 12;
    private readonly IReadOnlyList<AllocationCell> cells;
    private readonly double[] budget;
    private readonly (int[] Cells, bool Moves)[] groups;
    private readonly int[] spare;

    public AllocationBound(IReadOnlyList<AllocationCell> cells, AllocationBudget budget)
    {
        this.cells = cells;
        this.budget = [budget.Posts, budget.TrainingPlaces, budget.Moves];
        spare = [.. cells.Select(cell => cell.Missing.Spare)];
        groups = [.. Enumerable.Range(0, cells.Count).GroupBy(cell => cells[cell].Group).Select(group => group.ToArray()).Select(group => (group, budget.Moves > 0 && Array.Exists(group, cell => spare[cell] > 0) && Array.Exists(group, cell => cells[cell].Missing.After(0) > 0)))];
    }

    /// <summary>The highest bound found, and its prices.</summary>
    /// <param name="target">People missing under an allocation that is known.</param>
    /// <param name="prices">Where to begin.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public (double Value, double[] Prices) Highest(double target, double[] prices, CancellationToken cancellationToken)
    {
        var at = prices.ToArray();
        var (best, bestAt, pace, since) = (double.NegativeInfinity, at, 1.0, 0);
        for (var step = 0; step < Steps; step++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var (value, used) = At(at);
            if (value > best + 1e-9)
                (best, bestAt, since) = (value, at, 0);
            else if (++since >= 8)
                (pace, since, at) = (pace / 2, 0, bestAt);

            // In worth of the whole budget, so that a budget of five and one of five hundred are walked alike.
            var slope = used.Zip(budget, (taken, had) => had > 0 ? taken / had - 1 : 0).ToArray();
            var length = slope.Sum(each => each * each);
            if (target - best < 1e-6 || length < 1e-12 || pace < 1e-4) break;

            var stride = pace * Math.Max(target - value, 1e-6) / length;
            at = [.. at.Select((price, means) => budget[means] > 0 ? Math.Max(0, price + stride * slope[means] / budget[means]) : 0)];
        }

        return (Math.Max(0, best), bestAt);
    }

    // The bound at some prices, and what would be used of each means.
    private (double Value, double[] Used) At(double[] prices)
    {
        var (value, used) = (0.0, new double[3]);
        foreach (var (group, moves) in groups)
        {
            var (worth, taken, _) = moves ? Balanced(group, prices) : Of(group, prices, null);
            value += worth;
            for (var means = 0; means < used.Length; means++) used[means] += taken[means];
        }

        for (var means = 0; means < used.Length; means++) value -= prices[means] * budget[means];
        return (value, used);
    }

    // The price of a person at which as many would go as come; the dearer, the more go.
    private (double Value, double[] Used, double Sent) Balanced(int[] group, double[] prices)
    {
        var (low, high, best) = (0.0, 1.0, Of(group, prices, 0));
        if (best.Used[2] <= best.Sent) return best;

        for (var halving = 0; halving < Halvings; halving++)
        {
            var middle = (low + high) / 2;
            var tried = Of(group, prices, middle);
            if (tried.Value > best.Value) best = tried;
            if (tried.Used[2] > tried.Sent) low = middle;
            else high = middle;
        }

        return best;
    }

    private (double Value, double[] Used, double Sent) Of(int[] group, double[] prices, double? person)
    {
        var (value, used, sent) = (0.0, new double[3], 0.0);
        foreach (var at in group)
        {
            var cell = cells[at];
            var (price, means, people) = Cheapest(cell, prices, person);
            var comes = means < 0 ? 0 : cell.Missing.CheapestAt(price, 0, double.PositiveInfinity);
            var least = cell.Missing.After(comes) + (comes > 0 ? price * comes : 0);
            var goes = 0.0;
            if (person is { } paid && spare[at] > 0)
            {
                var going = cell.Missing.CheapestAt(paid, -spare[at], 0);
                if (cell.Missing.After(going) + paid * going is var left && left < least) (least, goes) = (left, -going);
            }

            value += least;
            sent += goes;
            if (goes == 0 && comes > 0) used[means] += comes / people;
        }

        return (value, used, sent);
    }

    // What a person costs by the cheapest means that there is, and how many one of it brings.
    private (double Price, int Means, double People) Cheapest(AllocationCell cell, double[] prices, double? person)
    {
        var best = (Price: double.PositiveInfinity, Means: -1, People: 1.0);
        if (budget[0] > 0 && cell.PerPost > 0) best = (prices[0] / cell.PerPost, 0, cell.PerPost);
        if (budget[1] > 0 && cell.PerPlace > 0 && prices[1] / cell.PerPlace < best.Price) best = (prices[1] / cell.PerPlace, 1, cell.PerPlace);
        return person is { } paid && prices[2] + paid < best.Price ? (prices[2] + paid, 2, 1) : best;
    }
}
