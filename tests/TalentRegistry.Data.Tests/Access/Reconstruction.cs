namespace TalentRegistry.Data.Tests.Access;

/// <summary>People over whom ethnic groups were counted, and what is known of each group's count.</summary>
internal sealed record CountedSet(int Area, int Year, IReadOnlySet<Guid> People, IReadOnlyDictionary<string, (int Lowest, int Highest)> Known);

/// <summary>
/// Tries to rebuild counts of ethnic groups. It knows who is in which set, as a planner does from rows without names, and what was told of
/// each. People who were in the same sets cannot be told apart: the unknowns are how many of such a class are of each group. All that was told is a system
/// of bounds on sums and differences of them, which are narrowed until nothing moves any more.
/// </summary>
internal sealed class Reconstruction
{
    private const int MostRounds = 30;

    private readonly IReadOnlyList<CountedSet> sets;
    private readonly string[] groups;
    private readonly IReadOnlyDictionary<Guid, string> truth;
    private readonly List<Guid[]> classes = [];
    private readonly HashSet<int>[] classesOf;
    private readonly int[,] low;
    private readonly int[,] high;
    private readonly List<(int[] Plus, int[] Minus, int Group, int Lowest, int Highest)> sums = [];

    /// <param name="sets">What is known.</param>
    /// <param name="groups">All groups that anybody is of: more than an attacker knows.</param>
    /// <param name="truth">Everybody's group; only to see how well the attack went.</param>
    public Reconstruction(IReadOnlyList<CountedSet> sets, string[] groups, IReadOnlyDictionary<Guid, string> truth)
    {
        (this.sets, this.groups, this.truth) = (sets, groups, truth);
        classesOf = [.. sets.Select(_ => new HashSet<int>())];
        var signatures = sets.Index().SelectMany(set => set.Item.People.Select(person => (Person: person, Set: set.Index)))
            .GroupBy(pair => pair.Person, pair => pair.Set).GroupBy(person => string.Join(',', person.Order()), person => person.Key);
        foreach (var alike in signatures)
        {
            foreach (var set in alike.Key.Split(',').Select(int.Parse))
                classesOf[set].Add(classes.Count);
            classes.Add([.. alike]);
        }

        (low, high) = (new int[classes.Count, groups.Length], new int[classes.Count, groups.Length]);
        for (var c = 0; c < classes.Count; c++)
            for (var g = 0; g < groups.Length; g++)
                high[c, g] = classes[c].Length;
        State();
        for (var round = 0; round < MostRounds && Narrow(); round++)
        {
        }
    }

    /// <summary>How many classes of people there are.</summary>
    public int Classes => classes.Count;

    /// <summary>Of small counts (1 to 4 people of a group in a set, or among those who came or left between two sets of an area) how many there are and how many are known exactly or to be small.</summary>
    public (int Small, int Rebuilt) Score()
    {
        var (small, rebuilt) = (0, 0);
        foreach (var (plus, minus, g, lowest, highest) in sums)
        {
            foreach (var (side, other, sign) in new[] { (plus, minus, 1), (minus, plus, -1) })
            {
                var count = side.Sum(c => classes[c].Count(person => truth[person] == groups[g]));
                if (count is 0 or > 4)
                    continue;

                var (least, most) = sign > 0
                    ? (lowest + other.Sum(c => low[c, g]), highest + other.Sum(c => high[c, g]))
                    : (other.Sum(c => low[c, g]) - highest, other.Sum(c => high[c, g]) - lowest);
                (least, most) = (Math.Max(least, side.Sum(c => low[c, g])), Math.Min(most, side.Sum(c => high[c, g])));
                small++;
                if (least == most || (least >= 1 && most <= 4))
                    rebuilt++;
            }
        }

        return (small, rebuilt);
    }

    /// <summary>People of classes of four and fewer whose group is known.</summary>
    public int Betrayed() => classes.Index().Where(alike => alike.Item.Length <= 4)
        .Sum(alike => Enumerable.Range(0, groups.Length).Sum(g => low[alike.Index, g]));

    private void State()
    {
        for (var i = 0; i < sets.Count; i++)
        {
            Add([.. classesOf[i]], [], g => sets[i].Known[groups[g]]);
            for (var j = i + 1; j < sets.Count; j++)
            {
                if (sets[j].Area == sets[i].Area)
                    Differ([i], [j]);
                if (sets[j].Year != sets[i].Year || sets[j].Area == sets[i].Area)
                    continue;

                // Two areas together a year or more later: who moved from one to the other cancels out.
                foreach (var year in sets.Where(set => set.Area == sets[i].Area && set.Year > sets[i].Year).Select(set => set.Year))
                {
                    var (later, beside) = (IndexOf(sets[i].Area, year), IndexOf(sets[j].Area, year));
                    if (beside >= 0)
                        Differ([i, j], [later, beside]);
                }
            }
        }
    }

    private int IndexOf(int area, int year) => sets.Index().Where(set => set.Item.Area == area && set.Item.Year == year).Select(set => set.Index).DefaultIfEmpty(-1).First();

    private void Differ(int[] before, int[] after)
    {
        var (was, became) = (before.SelectMany(i => classesOf[i]).ToHashSet(), after.SelectMany(i => classesOf[i]).ToHashSet());
        Add([.. became.Except(was)], [.. was.Except(became)], g => (
            after.Sum(i => sets[i].Known[groups[g]].Lowest) - before.Sum(i => sets[i].Known[groups[g]].Highest),
            after.Sum(i => sets[i].Known[groups[g]].Highest) - before.Sum(i => sets[i].Known[groups[g]].Lowest)));
    }

    private void Add(int[] plus, int[] minus, Func<int, (int Lowest, int Highest)> known)
    {
        for (var g = 0; g < groups.Length; g++)
            sums.Add((plus, minus, g, known(g).Lowest, known(g).Highest));
    }

    private bool Narrow()
    {
        var changed = false;
        foreach (var (plus, minus, g, lowest, highest) in sums)
        {
            var least = plus.Sum(c => low[c, g]) - minus.Sum(c => high[c, g]);
            var most = plus.Sum(c => high[c, g]) - minus.Sum(c => low[c, g]);
            foreach (var c in plus)
                changed |= Bound(c, g, lowest - (most - high[c, g]), highest - (least - low[c, g]));
            foreach (var c in minus)
                changed |= Bound(c, g, least + high[c, g] - highest, most + low[c, g] - lowest);
        }

        for (var c = 0; c < classes.Count; c++)
        {
            var (least, most) = (Enumerable.Range(0, groups.Length).Sum(g => low[c, g]), Enumerable.Range(0, groups.Length).Sum(g => high[c, g]));
            for (var g = 0; g < groups.Length; g++)
                changed |= Bound(c, g, classes[c].Length - (most - high[c, g]), classes[c].Length - (least - low[c, g]));
        }

        return changed;
    }

    // Bounds of the round may be older than those of the class: they are only wider.
    private bool Bound(int c, int g, int least, int most)
    {
        if (least <= low[c, g] && most >= high[c, g])
            return false;

        (low[c, g], high[c, g]) = (Math.Max(low[c, g], least), Math.Min(high[c, g], most));
        return true;
    }
}
