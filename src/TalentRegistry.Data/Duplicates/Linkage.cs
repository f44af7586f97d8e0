using TalentRegistry.Domain.Duplicates;

namespace TalentRegistry.Data.Duplicates;

/// <summary>Records held against each other: weights estimated from them, and what each pair in a block comes to.</summary>
/// <param name="records">The records.</param>
internal sealed class Linkage(IReadOnlyList<ComparedRecord> records)
{
    private const int MostRandomPairs = 2_000_000;
    private const int LeastRandomPairs = 100_000;
    private const int MostPairs = 3_000_000;
    private readonly Dictionary<string, int> names = CountNames(records, record => record.NameKey);
    private readonly Dictionary<string, int> markedNames = CountNames(records, record => record.MarkedKey);
    private readonly NameWords words = new(records);

    /// <summary>Compares pairs and estimates the model from them.</summary>
    /// <param name="pairs">Numbers of two records each, the first in the upper half.</param>
    /// <param name="progress">Told the part done, 0 to 1.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>The model, and for each pair how far it agrees and what that says in bits.</returns>
    public (LinkageModel Model, ComparisonVector[] Vectors, float[] Bits) Weigh(long[] pairs, IProgress<double>? progress, CancellationToken cancellationToken)
    {
        var vectors = new ComparisonVector[pairs.Length];
        for (var i = 0; i < pairs.Length; i++)
        {
            vectors[i] = RecordComparison.Compare(records[First(pairs[i])], records[Second(pairs[i])], words);
            if (i % 50_000 == 0)
            {
                cancellationToken.ThrowIfCancellationRequested();
                progress?.Report(0.6 * i / pairs.Length);
            }
        }

        var random = RandomShares();
        progress?.Report(0.7);
        var model = Estimate(random, cancellationToken);
        progress?.Report(0.9);
        var bits = new float[pairs.Length];
        for (var i = 0; i < pairs.Length; i++)
            bits[i] = (float)model.Weight(vectors[i], NameFrequency(pairs[i], vectors[i]));
        var candidates = bits.GroupBy(said => MathF.Round(said * 10)).Select(group => (group.Key / 10.0, (double)group.Count())).ToList();
        return (model.WithEstimatedPrior(candidates, records.Count * (records.Count - 1.0) / 2), vectors, bits);
    }

    /// <summary>Share of the records of one sex, who are half of all, with the more common of two names; with its marks where they agree in them.</summary>
    public double NameFrequency(long pair, ComparisonVector vector)
    {
        var (one, other) = (records[First(pair)], records[Second(pair)]);
        var having = vector[ComparedField.Name] == (int)NameAgreement.Exact ? markedNames[one.MarkedKey] : Math.Max(names[one.NameKey], names[other.NameKey]);
        return having / (records.Count / 2.0);
    }

    public static int First(long pair) => (int)(pair >> 32);

    public static int Second(long pair) => (int)pair;

    // A name tells the sex: how often those of two people agree is counted among people of one sex, and the sex is weighed before.
    private IReadOnlyList<IReadOnlyList<double>> RandomShares()
    {
        var pairs = Compared(SomePairs());
        var shares = LinkageEstimation.Shares(pairs);
        var ofOneSex = LinkageEstimation.Shares(pairs.Where(pair => pair.Vector[ComparedField.Sex] == 1));
        return [ofOneSex[(int)ComparedField.Name], .. shares.Skip(1)];
    }

    // Names and home places are learned from people of one sex born on one day, birth from those of one name: nothing can be learned from pairs that were
    // chosen by it. Home places not from those of one name, as a name tells much of them. Beside birth citizen IDs are looked at, for one field alone
    // cannot be told apart from chance.
    private LinkageModel Estimate(IReadOnlyList<IReadOnlyList<double>> random, CancellationToken cancellationToken)
    {
        var ofOneDay = Compared(PairsOf(i => records[i].DateOfBirth, cancellationToken));
        var byBirth = LinkageEstimation.Estimate(
            [.. ofOneDay.Where(pair => pair.Vector[ComparedField.Sex] == 1)], random, [ComparedField.Name, ComparedField.HomePlace, ComparedField.CitizenId]);
        var byName = LinkageEstimation.Estimate(
            Compared(PairsOf(i => records[i].NameKey, cancellationToken)), random, [ComparedField.Birth, ComparedField.BirthYear, ComparedField.CitizenId]);
        // Of one name and day they are one person, all but a few.
        var same = ofOneDay.Where(pair => pair.Vector[ComparedField.Name] >= (int)NameAgreement.Letters).ToList();
        var matching = LinkageEstimation.Start.Select((thought, field) => (ComparedField)field switch
        {
            ComparedField.Birth or ComparedField.BirthYear => byName?.Matching[field],
            ComparedField.Sex => same.Sum(pair => pair.Count) < 100 ? null : LinkageEstimation.Shares(same)[field],
            _ => byBirth?.Matching[field],
        } ?? thought).ToList();
        return new LinkageModel(matching, random, 1e-6);
    }

    private List<(ComparisonVector Vector, double Count)> Compared(IEnumerable<(int One, int Other)> pairs)
    {
        var counts = new Dictionary<ComparisonVector, int>();
        foreach (var (one, other) in pairs)
        {
            var vector = RecordComparison.Compare(records[one], records[other], words);
            counts[vector] = counts.GetValueOrDefault(vector) + 1;
        }

        return [.. counts.Select(pair => (pair.Key, (double)pair.Value))];
    }

    private IEnumerable<(int One, int Other)> PairsOf<TKey>(Func<int, TKey> key, CancellationToken cancellationToken)
    {
        var (largest, left) = (DuplicateBlocks.LargestBlock(records.Count), MostPairs);
        foreach (var group in Enumerable.Range(0, records.Count).GroupBy(key).Where(group => group.Key is not null))
        {
            cancellationToken.ThrowIfCancellationRequested();
            int[] people = [.. group];
            if (people.Length > largest)
                continue;
            for (var i = 0; i < people.Length; i++)
                for (var j = i + 1; j < people.Length; j++, left--)
                    yield return (people[i], people[j]);
            if (left < 0)
                yield break;
        }
    }

    // The same at each search of the same records.
    private IEnumerable<(int One, int Other)> SomePairs()
    {
        var draw = new Random(1);
        // A hundred a record: of fewer people there is less to learn, and no need to compare all with all.
        var most = Math.Clamp(100 * records.Count, LeastRandomPairs, MostRandomPairs);
        if (records.Count * (records.Count - 1L) / 2 <= most)
            return from i in Enumerable.Range(0, records.Count) from j in Enumerable.Range(0, i) select (i, j);

        return Enumerable.Range(0, most).Select(_ => (One: draw.Next(records.Count), Other: draw.Next(records.Count))).Where(pair => pair.One != pair.Other);
    }

    private static Dictionary<string, int> CountNames(IReadOnlyList<ComparedRecord> records, Func<ComparedRecord, string> name)
    {
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var record in records)
            counts[name(record)] = counts.GetValueOrDefault(name(record)) + 1;
        return counts;
    }
}
