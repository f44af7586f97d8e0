namespace TalentRegistry.Domain.Duplicates;

/// <summary>How probable it is that somebody who comes, typed or in a list, is a person on file: the weights of duplicates, with another prior.</summary>
public static class Newcomers
{
    /// <summary>From this probability on an officer is asked; the list of duplicates begins there as well.</summary>
    public const double AskedFrom = 0.1;

    // Of twenty who come one is on file under other spellings; whoever types or sends a list mostly knows whom they have.
    private const double OnFile = 0.05;

    // A handful of people on file tells nothing of how common a name is.
    private const int FewestPeople = 10_000;

    // Before a search has counted them: how often two people of one sex agree by chance, of names, birth, year of birth, sex, home place, citizen ID.
    private static readonly double[][] ByChance =
        [[0.99476, 0.005, 0.00019, 0.00001, 0.00001, 0.00001, 0.00002], [0.97385, 0.017, 0.005, 0.0037, 0.0004, 0.00005], [0.978, 0.022], [0.5, 0.5], [0.99, 0.01], [0.99999, 0.00001]];

    /// <summary>The weights.</summary>
    /// <param name="learned">As the last search estimated them; null where there was none.</param>
    /// <param name="people">How many people are on file, 0 or more.</param>
    public static LinkageModel Model(LinkageModel? learned, int people) =>
        (learned ?? new LinkageModel(LinkageEstimation.Start, ByChance, 1e-6)).WithPrior(Math.Clamp(OnFile / Math.Max(people, FewestPeople), 1e-12, 0.5));

    /// <summary>Probability, 0 to 1, that two records are of one person.</summary>
    /// <param name="model">The weights.</param>
    /// <param name="one">Who comes.</param>
    /// <param name="other">Who is on file.</param>
    /// <param name="named">How many people on file have the name of either, the more common of them, 1 or more.</param>
    /// <param name="people">How many people are on file.</param>
    public static double Probability(this LinkageModel model, ComparedRecord one, ComparedRecord other, int named, int people) =>
        model.Probability(model.Weight(RecordComparison.Compare(one, other), Math.Max(named, 1) / (Math.Max(people, FewestPeople) / 2.0)));
}
