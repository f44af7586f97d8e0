using MathNet.Numerics;
using TalentRegistry.Analytics.Randomness;

namespace TalentRegistry.Analytics.Cohorts;

/// <summary>
/// One level of the hierarchy: how many times the expected number of events each member had, shrunk towards 1 by what the
/// members' spread and sizes warrant. Observed ~ Poisson(expected x multiplier), multiplier ~ Gamma(k, k); the posterior
/// is Gamma(k + observed, k + expected) (Clayton and Kaldor 1987, Biometrics 43). 1/k, the variance between members, is not known but
/// drawn, from a grid weighed by the likelihood of the counts (negative binomial) and by an exponential prior on its root that holds
/// members likelier alike (Simpson et al. 2017): with few members it then stays open.
/// </summary>
internal sealed class Pooling
{
    // One chance in a hundred that members differ by a standard deviation beyond 1.
    private const double SpreadRate = 4.6;
    private static readonly double[] Spreads = [0.03, 0.05, 0.08, 0.12, 0.16, 0.21, 0.27, 0.34, 0.43, 0.54, 0.68, 0.85, 1.1, 1.4, 1.8];
    private readonly string purpose;
    private readonly IReadOnlyList<string> names;
    private readonly (double Observed, double Expected)[] members;
    private readonly double[] weights;
    private readonly double[] cumulative;
    private readonly double[] means;

    /// <summary>Fits a level.</summary>
    /// <param name="purpose">With the member's name, keys the draws.</param>
    /// <param name="names">The members.</param>
    /// <param name="counts">Observed and expected events by member's number; they add up.</param>
    /// <param name="above">
    /// The level above, where it was learnt from these members: members lie closer around a middle that is their own than around the true one, and how far
    /// they differ would be taken for too little (restricted likelihood; Patterson and Thompson 1971, Biometrika 58).
    /// </param>
    public Pooling(string purpose, IReadOnlyList<string> names, IEnumerable<(int Member, double Observed, double Expected)> counts, PooledAbove? above = null)
    {
        (this.purpose, this.names, members) = (purpose, names, new (double, double)[names.Count]);
        foreach (var (member, observed, expected) in counts)
            members[member] = (members[member].Observed + observed, members[member].Expected + expected);
        weights = WeightsOf([.. members.Where(member => member.Expected > 0)], GroupsOf(above));
        var sum = 0.0;
        cumulative = Array.ConvertAll(weights, weight => sum += weight);
        Variance = Spreads.Zip(weights, (spread, weight) => spread * spread * weight).Sum();
        means = Array.ConvertAll(members, member => MeanOf(member.Observed, member.Expected));
    }

    /// <summary>Posterior mean of the variance of the multipliers between members.</summary>
    public double Variance { get; }

    /// <summary>Posterior mean multiplier; 1 for a member without data.</summary>
    public double Mean(int member) => means[member];

    /// <summary>Posterior draws of the member's multiplier, shared by all cells that belong to it.</summary>
    /// <param name="member">Number of the member.</param>
    /// <param name="first">First draw.</param>
    /// <param name="count">How many draws.</param>
    /// <param name="seed">Seed of the run.</param>
    /// <param name="above">
    /// By draw, how many times their mean the levels above were drawn: where they came out high, a member with events of its own comes out
    /// low by as much, since it is the product that the events speak of. Null for always 1.
    /// </param>
    public float[] Draws(int member, int first, int count, long seed, float[]? above = null)
    {
        var (observed, expected) = members[member];
        var key = CounterRandom.Key(seed, purpose, names[member]);
        var spreadKey = CounterRandom.Key(seed, purpose + "/spread", "");
        var values = new float[count];
        for (var draw = 0; draw < count; draw++)
        {
            var at = Array.BinarySearch(cumulative, CounterRandom.Of(spreadKey, first + draw).NextDouble());
            var spread = Spreads[Math.Min(at < 0 ? ~at : at, Spreads.Length - 1)];
            var k = 1 / (spread * spread);
            var random = CounterRandom.Of(key, first + draw);
            values[draw] = (float)(random.NextGamma(k + observed) / (k + expected * (above?[draw] ?? 1)));
        }

        return values;
    }

    private double MeanOf(double observed, double expected)
    {
        var mean = 0.0;
        for (var at = 0; at < Spreads.Length; at++)
        {
            var k = 1 / (Spreads[at] * Spreads[at]);
            mean += weights[at] * (k + observed) / (k + expected);
        }

        return mean;
    }

    // Expected events of the members of each group.
    private (double[][] Expected, double Precision) GroupsOf(PooledAbove? above) => above is null ? ([], 0) : (
        [.. members.Select((member, number) => (member.Expected, Group: above.GroupOf[number])).Where(member => member.Expected > 0)
            .GroupBy(member => member.Group, member => member.Expected).Select(group => group.ToArray())],
        1 / above.Variance);

    private static double[] WeightsOf((double Observed, double Expected)[] members, (double[][] Expected, double Precision) groups)
    {
        var logs = Spreads.Select((spread, at) =>
            LogWeight(members, 1 / (spread * spread)) + LogOfMiddles(groups, 1 / (spread * spread)) - SpreadRate * spread + Math.Log(Grid.Width(Spreads, at))).ToArray();
        var best = logs.Max();
        var likely = Array.ConvertAll(logs, log => Math.Exp(log - best));
        var total = likely.Sum();
        return Array.ConvertAll(likely, weight => weight / total);
    }

    // How sure each group's middle is if members differ by 1/k: by Laplace's method, what is lost by its being estimated.
    private static double LogOfMiddles((double[][] Expected, double Precision) groups, double k) =>
        groups.Expected.Sum(group => -Math.Log(groups.Precision + group.Sum(expected => expected * k / (k + expected))) / 2);

    private static double LogWeight((double Observed, double Expected)[] members, double k)
    {
        var weight = 0.0;
        var atK = SpecialFunctions.GammaLn(k);
        foreach (var (observed, expected) in members)
            weight += SpecialFunctions.GammaLn(k + observed) - atK + k * Math.Log(k) - (k + observed) * Math.Log(k + expected);
        return weight;
    }
}

/// <summary>The level above another.</summary>
/// <param name="GroupOf">Its member for each of the other's.</param>
/// <param name="Variance">How far its members differ.</param>
internal sealed record PooledAbove(IReadOnlyList<int> GroupOf, double Variance);
