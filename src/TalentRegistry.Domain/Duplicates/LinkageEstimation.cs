namespace TalentRegistry.Domain.Duplicates;

/// <summary>What an estimation came to.</summary>
/// <param name="Matching">m, a list of shares for each field; of fields that were not estimated, as at the start.</param>
/// <param name="Prior">Share of one person's among the pairs that it was estimated from.</param>
/// <param name="Likelihoods">Logarithm of the likelihood of each round's shares, with what was thought of them before.</param>
public sealed record EstimatedShares(IReadOnlyList<IReadOnlyList<double>> Matching, double Prior, IReadOnlyList<double> Likelihoods);

/// <summary>
/// Estimates how records of one person agree from pairs of which nobody knows whether they are of one person: expectation-maximisation (Dempster,
/// Laird and Rubin 1977, J. R. Stat. Soc. B 39(1); for record linkage Winkler 1988). How random pairs agree is counted on random pairs and stays fixed.
/// </summary>
/// <remarks>
/// Pairs that were chosen because one field agrees say nothing of that field and, by it, nothing wrong of the others: hence it is estimated from pairs
/// of several choices, each for the fields by which it did not choose.
/// </remarks>
public static class LinkageEstimation
{
    /// <summary>Half a pair at every level: no level is impossible only because none was seen.</summary>
    private const double Unseen = 0.5;

    /// <summary>What is thought before weighs as much as so many pairs of one person: a registry with a handful of them learns little from them.</summary>
    private const double ThoughtBefore = 20;

    /// <summary>Before anything is known: of ten records of one person one has an error in a given field; the worse, the rarer.</summary>
    public static IReadOnlyList<IReadOnlyList<double>> Start { get; } =
        [[0.02, 0.02, 0.03, 0.05, 0.04, 0.06, 0.78], [0.02, 0.01, 0.01, 0.05, 0.05, 0.86], [0.1, 0.9], [0.02, 0.98], [0.1, 0.9], [0.5, 0.5]];

    /// <summary>Shares at each level among pairs, fields that cannot be compared left out; a list for each field, each adding up to 1.</summary>
    /// <param name="pairs">How often each vector occurs.</param>
    public static IReadOnlyList<IReadOnlyList<double>> Shares(IEnumerable<(ComparisonVector Vector, double Count)> pairs) => Counts(pairs, (_, _) => Unseen);

    /// <summary>Estimates how pairs of one person agree, and how many there are.</summary>
    /// <param name="pairs">How often each vector occurs among the pairs.</param>
    /// <param name="random">u, by <see cref="Shares"/> of random pairs.</param>
    /// <param name="estimated">The fields by which the pairs were not chosen; no other is looked at.</param>
    /// <param name="mostRounds">Ends after so many rounds even if the estimates still move, 1 or more.</param>
    /// <returns>Null where there are no pairs.</returns>
    public static EstimatedShares? Estimate(
        IReadOnlyCollection<(ComparisonVector Vector, double Count)> pairs, IReadOnlyList<IReadOnlyList<double>> random,
        IReadOnlyCollection<ComparedField> estimated, int mostRounds = 1000)
    {
        var known = pairs.Select(pair => (Vector: Only(pair.Vector, estimated), pair.Count)).GroupBy(pair => pair.Vector, (vector, group) => (Vector: vector, Count: group.Sum(pair => pair.Count))).ToList();
        var total = known.Sum(pair => pair.Count);
        if (total <= 0)
            return null;

        // Few, so that what is thought of one person is not at first learned from two.
        var (matching, prior) = (Start, 0.002);
        var likelihoods = new List<double>();
        for (var round = 0; round < mostRounds; round++)
        {
            var (likelihood, matches, weighed) = (0.0, 0.0, new List<(ComparisonVector, double)>(known.Count));
            foreach (var (vector, count) in known)
            {
                var (same, two) = (prior * Product(matching, vector), (1 - prior) * Product(random, vector));
                likelihood += count * Math.Log(same + two);
                matches += count * same / (same + two);
                weighed.Add((vector, count * same / (same + two)));
            }

            likelihoods.Add(likelihood + Unseen * (Math.Log(prior) + Math.Log(1 - prior))
                + ThoughtBefore * estimated.Sum(field => Start[(int)field].Zip(matching[(int)field], (before, now) => before * Math.Log(now)).Sum()));
            var shares = Counts(weighed, (field, level) => ThoughtBefore * Start[field][level]);
            matching = [.. matching.Select((field, i) => estimated.Contains((ComparedField)i) ? shares[i] : field)];
            prior = (matches + Unseen) / (total + 2 * Unseen);
            if (round > 0 && likelihoods[^1] - likelihoods[^2] < 1e-12 * Math.Abs(likelihoods[^1]))
                break;
        }

        return new EstimatedShares(matching, prior, likelihoods);
    }

    /// <summary>Share of one person's among all pairs of records, so that the probabilities add up to it: expectation-maximisation again, of the prior alone.</summary>
    /// <param name="model">The shares.</param>
    /// <param name="candidates">What is said for pairs that may be of one person, in bits, and how often; all others are held not to be.</param>
    /// <param name="allPairs">How many pairs the records make, above 0.</param>
    public static LinkageModel WithEstimatedPrior(this LinkageModel model, IReadOnlyCollection<(double Bits, double Count)> candidates, double allPairs)
    {
        var current = model;
        for (var round = 0; round < 100; round++)
        {
            var found = candidates.Sum(pair => pair.Count * current.Probability(pair.Bits));
            var prior = Math.Clamp((found + Unseen) / (allPairs + 2 * Unseen), 1e-15, 0.5);
            var settled = Math.Abs(prior / current.Prior - 1) < 1e-6;
            current = current.WithPrior(prior);
            if (settled)
                break;
        }

        return current;
    }

    private static IReadOnlyList<IReadOnlyList<double>> Counts(IEnumerable<(ComparisonVector Vector, double Count)> pairs, Func<int, int, double> before)
    {
        var counts = ComparisonVector.Levels.Select((levels, field) => Enumerable.Range(0, levels).Select(level => before(field, level)).ToArray()).ToArray();
        foreach (var (vector, count) in pairs)
            for (var field = ComparedField.Name; field <= ComparedField.CitizenId; field++)
                if (vector[field] is { } level)
                    counts[(int)field][level] += count;
        return [.. counts.Select(field => (IReadOnlyList<double>)[.. field.Select(count => count / field.Sum())])];
    }

    private static ComparisonVector Only(ComparisonVector vector, IReadOnlyCollection<ComparedField> fields)
    {
        for (var field = ComparedField.Name; field <= ComparedField.CitizenId; field++)
            if (!fields.Contains(field))
                vector = vector.With(field, null);
        return vector;
    }

    private static double Product(IReadOnlyList<IReadOnlyList<double>> shares, ComparisonVector vector)
    {
        var product = 1.0;
        for (var field = ComparedField.Name; field <= ComparedField.CitizenId; field++)
            if (vector[field] is { } level)
                product *= shares[(int)field][level];
        return product;
    }
}
