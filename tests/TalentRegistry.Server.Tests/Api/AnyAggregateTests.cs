using FsCheck;
using FsCheck.Fluent;
using TalentRegistry.Server.Tests.Running;
using Xunit.Abstractions;

namespace TalentRegistry.Server.Tests.Api;

/// <summary>Whatever is asked of groups, the answer is what a plain loop over the rows finds.</summary>
[Collection(RunningRegistryCollection.Name)]
public sealed class AnyAggregateTests(RunningRegistry registry, ITestOutputHelper log)
{
    private readonly Dictionary<string, List<object?[]>> rows = [];

    [Fact]
    public void Any_groups_agree_with_the_rows_on_pages_of_any_size()
    {
        var seed = (ulong)Environment.TickCount64;
        log.WriteLine($"Again: Config.WithReplay(\"({seed},1)\")");
        Prop.ForAll(AggregateQuestion.Any.ToArbitrary(), asked => AgreesAsync(asked).GetAwaiter().GetResult())
            .Check(Config.QuickThrowOnFailure.WithMaxTest(60).WithReplay(new Replay(new Rnd(seed, 1), Microsoft.FSharp.Core.FSharpOption<int>.None)));
    }

    private async Task<bool> AgreesAsync(AggregateQuestion asked)
    {
        if (!rows.TryGetValue(asked.Kind.Field, out var all))
            rows.Add(asked.Kind.Field, all = await registry.SqlAsync(asked.Kind.Sql));
        var counted = AggregateGroups.CountedBy(asked, all);
        var answered = await PagesAsync(asked, 1000, int.MaxValue);

        AssertSame(asked, counted, answered);
        AssertSound(asked, all, counted, answered);
        AssertOrdered(asked, answered);
        var few = await PagesAsync(asked, asked.PageSize, 4);
        Assert.Equal(answered.Take(few.Count).Select(group => group.ToString()), few.Select(group => group.ToString()));
        Assert.Equal(Math.Min(answered.Count, 4 * asked.PageSize), few.Count);
        return true;
    }

    private static void AssertSame(AggregateQuestion asked, IReadOnlyList<AggregateGroups> counted, List<AggregateGroups> answered)
    {
        // A mean may lie on the bound itself, where sums in another order fall on either side.
        bool Passes(AggregateGroups group, double slack) => asked.Having is not { } having || group[having.Measure] >= having.Least - slack && group[having.Measure] <= having.Most + slack;
        var byName = answered.ToDictionary(group => group.Name);
        foreach (var group in counted.Where(group => Passes(group, -1e-9) || byName.ContainsKey(group.Name)))
        {
            Assert.True(Passes(group, 1e-9), group.Name);
            Assert.True(byName.Remove(group.Name, out var same), $"{group.Name} is missing.");
            Assert.Equal((group.Count, group.Distinct), (same.Count, same.Distinct));
            foreach (var (expected, actual) in new[] { (group.Share, same.Share), (group.ShareWithinFirst, same.ShareWithinFirst), (group.Min, same.Min), (group.Max, same.Max), (group.Mean, same.Mean), (group.Lower, same.Lower), (group.Upper, same.Upper) })
            {
                Assert.Equal(expected.HasValue, actual.HasValue);
                Assert.True(expected is null || Math.Abs(expected.Value - actual!.Value) < 1e-7, $"{group.Name}: {expected} is not {actual}.");
            }
        }

        Assert.Empty(byName.Keys);
    }

    // What must hold of any answer, whoever counted it.
    private static void AssertSound(AggregateQuestion asked, List<object?[]> all, IReadOnlyList<AggregateGroups> counted, List<AggregateGroups> answered)
    {
        Assert.All(answered, group => Assert.True(group.Distinct <= group.Count));
        Assert.All(answered, group => Assert.True(group.Mean is null || group.Min <= group.Lower && group.Lower <= group.Upper && group.Upper <= group.Max));
        Assert.All(answered, group => Assert.True(group.Share <= group.ShareWithinFirst + 1e-12));
        if (answered.Count < counted.Count)
            return;
        var whole = all.Count(asked.Counts);
        Assert.Equal(whole, answered.Sum(group => group.Count));
        Assert.Equal(whole == 0 ? 0 : 1, answered.Sum(group => group.Share), 9);
    }

    private static void AssertOrdered(AggregateQuestion asked, List<AggregateGroups> answered)
    {
        for (var i = 1; i < answered.Count; i++)
        {
            var difference = asked.Order.Select(step => Compare(step, answered[i - 1], answered[i])).FirstOrDefault(one => one != 0);
            Assert.True(difference <= 0, $"{answered[i - 1].Name} comes before {answered[i].Name}.");
        }
    }

    private static int Compare(AggregateStep step, AggregateGroups left, AggregateGroups right)
    {
        (IComparable? one, IComparable? other) = step.Measure is { } measure ? (left[measure], right[measure]) : Keys(left.Keys[step.Key], right.Keys[step.Key]);
        return (one, other) switch
        {
            (null, null) => 0,
            (null, _) => 1,
            (_, null) => -1,
            (string, string) => string.CompareOrdinal((string)one, (string)other) * (step.Descending ? -1 : 1),
            _ => one.CompareTo(other) * (step.Descending ? -1 : 1),
        };
    }

    // Numbers as numbers; codes by their characters, the names of enums as the database writes them.
    private static (IComparable?, IComparable?) Keys(string? left, string? right) =>
        long.TryParse(left ?? right, out _) && long.TryParse(right ?? left, out _)
            ? (left is null ? null : long.Parse(left, System.Globalization.CultureInfo.InvariantCulture), right is null ? null : long.Parse(right, System.Globalization.CultureInfo.InvariantCulture))
            : (left?.ToLowerInvariant(), right?.ToLowerInvariant());

    private async Task<List<AggregateGroups>> PagesAsync(AggregateQuestion asked, int size, int most)
    {
        var (groups, after) = (new List<AggregateGroups>(), (string?)null);
        for (var page = 0; page < most; page++)
        {
            var answer = (await registry.DataAsync("planner", asked.Text(size, after))).GetProperty(asked.Kind.Field);
            groups.AddRange(answer.GetProperty("groups").EnumerateArray().Select(AggregateGroups.Of));
            after = answer.GetProperty("endCursor").GetString();
            if (!answer.GetProperty("hasNextPage").GetBoolean())
            {
                Assert.Equal(answer.GetProperty("totalCount").GetInt32(), groups.Count);
                break;
            }
        }

        return groups;
    }
}
