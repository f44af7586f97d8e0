namespace TalentRegistry.Analytics.Allocation;

/// <summary>What is worth being given out.</summary>
internal enum Means
{
    Post,
    Place,
    Move,
}

/// <summary>An allocation while it is made: what each cell has, and what one more of anything would save. Never more than the budget; whoever sends people gets none.</summary>
internal sealed class Allotment
{
    // Less than this is nothing.
    private const double Nothing = 1e-9;
    private readonly IReadOnlyList<AllocationCell> cells;
    private readonly int[][] groups;
    private readonly int[] spare;
    private readonly int[] posts;
    private readonly int[] places;
    private readonly int[] moved;
    private readonly int[] left;

    public Allotment(IReadOnlyList<AllocationCell> cells, AllocationBudget budget)
    {
        this.cells = cells;
        spare = [.. cells.Select(cell => cell.Missing.Spare)];
        groups = [.. Enumerable.Range(0, cells.Count).GroupBy(cell => cells[cell].Group).Select(group => group.ToArray()).Where(group => group.Length > 1 && Array.Exists(group, cell => spare[cell] > 0))];
        (posts, places, moved) = (new int[cells.Count], new int[cells.Count], new int[cells.Count]);
        left = [budget.Posts, budget.TrainingPlaces, budget.Moves];
    }

    private Allotment(Allotment other)
    {
        (cells, groups, spare) = (other.cells, other.groups, other.spare);
        (posts, places, moved, left) = ([.. other.posts], [.. other.places], [.. other.moved], [.. other.left]);
        LastGains = [.. other.LastGains];
    }

    public double Missing => Enumerable.Range(0, cells.Count).Sum(Now);

    /// <summary>What the last of each means that was given out saved; 0 where some is left, for nobody would pay for more.</summary>
    public double[] LastGains { get; } = [0, 0, 0];

    public Allotment Copy() => new(this);

    public IReadOnlyList<CellShare> Shares => [.. cells.Select((cell, at) => new CellShare(posts[at], places[at], moved[at], cell.Missing.After(0), Now(at)))];

    /// <summary>Takes all of one means back.</summary>
    public void TakeBack(Means means)
    {
        var given = means switch { Means.Post => posts, Means.Place => places, _ => moved };
        left[(int)means] += means == Means.Move ? given.Sum(people => Math.Max(0, people)) : given.Sum();
        Array.Clear(given);
    }

    /// <summary>Gives out what is left of some means, one by one, each time where it saves most beyond its price; with one means alone no other order saves more, since each function is convex.</summary>
    public void GiveOut(IReadOnlyList<Means> means, double[] prices)
    {
        // What something saves only falls while others are given out: whoever stands first after being looked at again is first.
        var queue = new PriorityQueue<(Means Means, int At), (double, int, int)>();
        foreach (var each in means)
            for (var at = 0; at < (each == Means.Move ? groups.Length : cells.Count); at++)
                Enqueue(each, at);

        while (queue.TryDequeue(out var next, out var stood))
        {
            if (left[(int)next.Means] == 0) continue;

            var gain = Gain(next.Means, next.At);
            if (gain <= Nothing) continue;
            if (-(gain - prices[(int)next.Means]) > stood.Item1 + 1e-12)
            {
                Enqueue(next.Means, next.At);
                continue;
            }

            Give(next.Means, next.At);
            LastGains[(int)next.Means] = gain;
            Enqueue(next.Means, next.At);
        }

        foreach (var each in means)
            if (left[(int)each] > 0) LastGains[(int)each] = 0;

        void Enqueue(Means each, int at)
        {
            if (Gain(each, at) is > Nothing and var gain) queue.Enqueue((each, at), (-(gain - prices[(int)each]), (int)each, at));
        }
    }

    private double Now(int cell) => cells[cell].Missing.After(Added(cell));

    private double Added(int cell) => posts[cell] * cells[cell].PerPost + places[cell] * cells[cell].PerPlace + moved[cell];

    private double Gain(Means means, int at) => means switch
    {
        Means.Post => moved[at] < 0 ? 0 : Saved(at, cells[at].PerPost),
        Means.Place => moved[at] < 0 ? 0 : Saved(at, cells[at].PerPlace),
        _ => Pair(groups[at]).Gain,
    };

    private double Saved(int cell, double people) => people <= 0 ? 0 : Now(cell) - cells[cell].Missing.After(Added(cell) + people);

    private void Give(Means means, int at)
    {
        left[(int)means]--;
        switch (means)
        {
            case Means.Post:
                posts[at]++;
                break;
            case Means.Place:
                places[at]++;
                break;
            default:
                var (from, to, _) = Pair(groups[at]);
                moved[from]--;
                moved[to]++;
                break;
        }
    }

    // Who misses somebody least, and who needs somebody most.
    private (int From, int To, double Gain) Pair(int[] group)
    {
        var (from, to, loss, gain) = (-1, -1, double.PositiveInfinity, 0.0);
        foreach (var cell in group)
        {
            if (moved[cell] <= 0 && -moved[cell] < spare[cell] && posts[cell] == 0 && places[cell] == 0 && Missed(cell) is var lost && lost < loss)
                (from, loss) = (cell, lost);
            if (moved[cell] >= 0 && Saved(cell, 1) is var saved && saved > gain)
                (to, gain) = (cell, saved);
        }

        return from < 0 || to < 0 || from == to ? (from, to, 0) : (from, to, gain - loss);
    }

    private double Missed(int cell) => cells[cell].Missing.After(Added(cell) - 1) - Now(cell);
}
