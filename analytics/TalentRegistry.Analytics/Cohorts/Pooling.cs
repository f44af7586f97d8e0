using TalentRegistry.Analytics.Randomness;

namespace TalentRegistry.Analytics.Cohorts;

/// <summary>
/// One level of the hierarchy: how many times the expected number of events each member had, shrunk towards 1 by what the
/// members' spread and sizes warrant. Observed ~ Poisson(expected x multiplier), multiplier ~ Gamma(k, k); the posterior
/// is Gamma(k + observed, k + expected) (Clayton and Kaldor 1987, Biometrics 43). 1/k, the variance between members, comes from
/// the moment estimator that weighs members by exposure (Buhlmann and Straub 1970; DerSimonian and Laird 1986).
/// </summary>
internal sealed class Pooling
{
    // Members never count as identical, nor as strangers: with few of them the moment estimator may say either.
    private const double LeastVariance = 0.0025;
    private const double MostVariance = 4;
    private const double UnknownVariance = 0.04;
    private readonly string purpose;
    private readonly IReadOnlyList<string> names;
    private readonly (double Observed, double Expected)[] members;

    /// <summary>Fits a level.</summary>
    /// <param name="purpose">With the member's name, keys the draws.</param>
    /// <param name="names">The members.</param>
    /// <param name="counts">Observed and expected events by member's number; they add up.</param>
    public Pooling(string purpose, IReadOnlyList<string> names, IEnumerable<(int Member, double Observed, double Expected)> counts)
    {
        (this.purpose, this.names, members) = (purpose, names, new (double, double)[names.Count]);
        foreach (var (member, observed, expected) in counts)
            members[member] = (members[member].Observed + observed, members[member].Expected + expected);
        Variance = VarianceBetween([.. members.Where(member => member.Expected > 0)]);
    }

    /// <summary>Variance of the multipliers between members.</summary>
    public double Variance { get; }

    /// <summary>Posterior mean multiplier; 1 for a member without data.</summary>
    public double Mean(int member) => (1 / Variance + members[member].Observed) / (1 / Variance + members[member].Expected);

    /// <summary>Posterior draws of the member's multiplier, shared by all cells that belong to it.</summary>
    public float[] Draws(int member, int draws, long seed)
    {
        var (observed, expected) = members[member];
        var key = CounterRandom.Key(seed, purpose, names[member]);
        var values = new float[draws];
        for (var draw = 0; draw < draws; draw++)
        {
            var random = CounterRandom.Of(key, draw);
            values[draw] = (float)(random.NextGamma(1 / Variance + observed) / (1 / Variance + expected));
        }

        return values;
    }

    internal static double VarianceBetween((double Observed, double Expected)[] members)
    {
        double observed = 0, expected = 0, squares = 0;
        foreach (var member in members)
        {
            observed += member.Observed;
            expected += member.Expected;
            squares += member.Expected * member.Expected;
        }

        if (members.Length < 2 || observed <= 0) return UnknownVariance;

        var mean = observed / expected;
        var spread = 0.0;
        foreach (var member in members)
        {
            var surprise = member.Observed / member.Expected - mean;
            spread += member.Expected * surprise * surprise;
        }

        var between = (spread - (members.Length - 1) * mean) / (expected - squares / expected) / (mean * mean);
        return double.IsFinite(between) ? Math.Clamp(between, LeastVariance, MostVariance) : LeastVariance;
    }
}
