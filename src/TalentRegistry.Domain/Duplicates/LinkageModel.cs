namespace TalentRegistry.Domain.Duplicates;

/// <summary>
/// How often records of one person, and records of two, agree to each level of each field; and so, how probable it is that two records are of
/// one person. Fields are taken as independent of each other given that (Fellegi and Sunter 1969). A field that cannot be compared says nothing.
/// </summary>
public sealed class LinkageModel
{
    private const double MostBitsOfAName = 8;
    private readonly double[][] matching;
    private readonly double[][] random;
    private readonly double sharedName;

    /// <summary>Takes the shares as estimated, and makes more agreement never count for less.</summary>
    /// <param name="matching">m: of pairs of one person, the share at each level; a list for each field, each adding up to 1.</param>
    /// <param name="random">u: the same of pairs of two people.</param>
    /// <param name="prior">Share of one person's among all pairs of records, above 0 and below 1.</param>
    /// <exception cref="ArgumentException">A list has another length than the field has levels, or a share that is not above 0.</exception>
    public LinkageModel(IReadOnlyList<IReadOnlyList<double>> matching, IReadOnlyList<IReadOnlyList<double>> random, double prior)
    {
        if (prior is not (> 0 and < 1))
            throw new ArgumentOutOfRangeException(nameof(prior), prior, "Must be above 0 and below 1.");

        (this.matching, this.random, Prior) = (Checked(matching, nameof(matching)), Checked(random, nameof(random)), prior);
        for (var field = 0; field < this.matching.Length; field++)
            MakeMonotone(this.matching[field], this.random[field]);
        sharedName = Random(ComparedField.Name, (int)NameAgreement.Letters) + Random(ComparedField.Name, (int)NameAgreement.Form) + Random(ComparedField.Name, (int)NameAgreement.Exact);
    }

    /// <summary>Share of one person's among all pairs of records, 0 to 1.</summary>
    public double Prior { get; }

    /// <summary>m: of pairs of one person, the share at each level of each field, more agreement never counting for less.</summary>
    public IReadOnlyList<IReadOnlyList<double>> MatchingShares => matching;

    /// <summary>u: the same of pairs of two people.</summary>
    public IReadOnlyList<IReadOnlyList<double>> RandomShares => random;

    /// <summary>Share of pairs of one person that agree to a level.</summary>
    public double Matching(ComparedField field, int level) => matching[(int)field][level];

    /// <summary>Share of pairs of two people that agree to a level.</summary>
    public double Random(ComparedField field, int level) => random[(int)field][level];

    /// <summary>The same shares with another prior.</summary>
    /// <param name="prior">Above 0 and below 1.</param>
    public LinkageModel WithPrior(double prior) => new(matching, random, prior);

    /// <summary>What a field says for one person, in bits: log2 of m / u; 0 where it cannot be compared, negative where it speaks against.</summary>
    public double Weight(ComparedField field, int? level) => level is { } known ? Math.Log2(Matching(field, known) / Random(field, known)) : 0;

    /// <summary>
    /// What is to be added to the weight of a name for how common it is, in bits, -8 to 8: a quarter of all are called Nguyễn, and two called Nguyễn Thị Hương
    /// say less for one person than two with a name that nobody else has (Newcombe et al. 1959, Science 130). 0 for names that do not agree.
    /// </summary>
    /// <param name="level">How far the names agree.</param>
    /// <param name="frequency">
    /// Share of the records of one sex with the more common of the two names, above 0: where they agree exactly, with its marks, else without.
    /// </param>
    public double NameRarity(NameAgreement level, double frequency) =>
        level >= NameAgreement.Close ? Math.Clamp(Math.Log2(sharedName / frequency), -MostBitsOfAName, MostBitsOfAName) : 0;

    /// <summary>What all fields together say for one person, in bits, beside the prior.</summary>
    /// <param name="vector">How far the records agree.</param>
    /// <param name="nameFrequency">As of <see cref="NameRarity"/>; null to take the name as of usual frequency.</param>
    public double Weight(ComparisonVector vector, double? nameFrequency = null)
    {
        var bits = nameFrequency is { } frequency ? NameRarity((NameAgreement)(vector[ComparedField.Name] ?? 0), frequency) : 0;
        for (var field = ComparedField.Name; field <= ComparedField.CitizenId; field++)
            bits += Weight(field, vector[field]);
        return bits;
    }

    /// <summary>Probability, 0 to 1, that two records whose fields say so many bits are of one person.</summary>
    public double Probability(double bits) => 1 / (1 + Math.Pow(2, -bits - Math.Log2(Prior / (1 - Prior))));

    private static double[][] Checked(IReadOnlyList<IReadOnlyList<double>> shares, string name)
    {
        if (!shares.Select(field => field.Count).SequenceEqual(ComparisonVector.Levels) || shares.Any(field => field.Any(share => !(share > 0))))
            throw new ArgumentException("Needs a share above 0 for each level of each field.", name);

        return [.. shares.Select(field => field.Select(share => share / field.Sum()).ToArray())];
    }

    // Neighbouring levels whose ratios stand in the wrong order count as one: pool adjacent violators (Ayer et al. 1955, Ann. Math. Stat. 26(4)).
    private static void MakeMonotone(double[] m, double[] u)
    {
        var pools = new Stack<(int From, double M, double U)>();
        for (var level = 0; level < m.Length; level++)
        {
            var pool = (From: level, M: m[level], U: u[level]);
            while (pools.TryPeek(out var below) && below.M / below.U > pool.M / pool.U)
            {
                pools.Pop();
                pool = (below.From, below.M + pool.M, below.U + pool.U);
            }

            pools.Push(pool);
        }

        var until = m.Length;
        foreach (var (from, sumM, sumU) in pools)
        {
            // Each level keeps its share of random pairs, and gets of the matching ones what the pool's ratio says.
            for (var level = from; level < until; level++)
                m[level] = u[level] * sumM / sumU;
            until = from;
        }
    }
}
