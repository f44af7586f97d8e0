using System.Diagnostics;
using System.Globalization;
using TalentRegistry.Analytics;
using TalentRegistry.Analytics.Denominators;
using TalentRegistry.Analytics.Series;

namespace TalentRegistry.Benchmarks.Series;

/// <summary>The forecaster of annual series on a set with known ends: time a series on one core, and where its constants come from.</summary>
internal static class SeriesBenchmark
{
    private static readonly CultureInfo Plain = CultureInfo.InvariantCulture;

    /// <summary>Accuracy and time.</summary>
    public static void Run(string trainFile, string testFile)
    {
        var set = Read(trainFile, testFile);
        var horizon = set.Max(one => one.Actual.Count);
        SeriesForecaster.Forecast(set[0].Past, horizon);
        var watch = Stopwatch.StartNew();
        foreach (var (past, _) in set)
            SeriesForecaster.Forecast(past, horizon);
        Console.WriteLine(string.Create(Plain, $"{set.Count} series, {watch.Elapsed.TotalMilliseconds / set.Count:F3} ms each on one core"));
        foreach (var method in SeriesEvaluation.Of(set))
            Console.WriteLine(string.Create(Plain, $"{method.Method,-12} MASE {method.Mase:F3} sMAPE {method.Smape:F2} OWA {method.Owa:F3} MSIS {method.Msis:F2} coverage {method.Coverage95:F3} {method.Coverage80:F3}"));
    }

    /// <summary>
    /// The same of <see cref="PopulationPath"/>, which rests on the forecaster where there are figures enough, and on a damped trend where there are fewer:
    /// accuracy of its middle and coverage of 1,000 draws, of the last figures of each series only.
    /// </summary>
    public static void Population(string trainFile, string testFile, int figures)
    {
        SeriesScore[] scores =
        [
            .. from one in Read(trainFile, testFile)
               let last = one.Past.Observations[^1].Period
               let path = PopulationPath.Fit(one.Past.Name, one.Past.Observations.TakeLast(figures).Select(seen => new PopulationPoint(seen.Period, seen.Value)))
               let said = one.Actual.Select(came => (came.Period, Draws: Quantiles.Of(path.Draws(came.Period, 1_000, seed: 45))))
                   .Select(year => new ForecastYear(year.Period, path.Expected(year.Period), year.Draws.P10, year.Draws.P90, year.Draws.P025, year.Draws.P975))
               let score = SeriesScore.Of(one.Past, said, one.Actual)
               where score is not null
               select score,
        ];
        Console.WriteLine(string.Create(
            Plain, $"last {figures} figures of {scores.Length} series: MASE {scores.Average(score => score.Mase):F3} sMAPE {scores.Average(score => score.Smape):F2} MSIS {scores.Average(score => score.Msis):F2} coverage {scores.Average(score => score.Coverage95):F3} {scores.Average(score => score.Coverage80):F3}"));
    }

    /// <summary>
    /// Prints the constants of <see cref="Combination"/> and <see cref="Bands"/>, learnt on sets given as weight, train file, test file, and so on,
    /// and how each set fares when they are learnt on the others.
    /// </summary>
    public static void Learn(string[] sets)
    {
        List<(IReadOnlyList<(AnnualSeries Past, IReadOnlyList<Observation> Actual)> Series, List<Example> Examples)> read =
            [.. from set in sets.Chunk(3)
                let series = Read(set[1], set[2])
                select (series, Example.Of(series, double.Parse(set[0], Plain)))];
        var factors = new double[2];
        foreach (var left in read)
        {
            Example[] others = [.. read.Where(one => one != left).SelectMany(one => one.Examples)];
            var weights = LearnWeights.From(others);
            var (stretch, shares) = LearnBands.From([.. others.SelectMany(one => BandPoint.Of(one, weights))]);
            BandPoint[] points = [.. Whole(left.Examples).SelectMany(one => BandPoint.Of(one with { Weight = 1 }, weights))];
            var asked = LearnBands.Conformal(points, stretch, shares);
            var share = left.Series.Count / (double)read.Sum(one => one.Series.Count);
            factors = [factors[0] + share * asked[0], factors[1] + share * asked[1]];
            Console.WriteLine(string.Create(Plain, $"left out: {left.Series.Count} series, MASE {Mase(left.Examples, weights):F3}, bands to be widened by {asked[0]:F3} and {asked[1]:F3}"));
        }

        Example[] all = [.. read.SelectMany(one => one.Examples)];
        var learnt = LearnWeights.From(all);
        var bands = LearnBands.From([.. all.SelectMany(one => BandPoint.Of(one, learnt))]);
        Print("Combination.Learnt", learnt);
        Print("Bands.Learnt", bands.Stretch);
        Print("Bands.LearntShares", bands.Shares);
        Print("Bands.Conformal", [factors]);
        foreach (var one in read)
            Console.WriteLine(string.Create(Plain, $"{one.Series.Count} series, learnt on all: MASE {Mase(one.Examples, learnt):F3}"));
    }

    private static void Print(string name, double[][] rows)
    {
        Console.WriteLine(name);
        foreach (var row in rows)
            Console.WriteLine($"    [{string.Join(", ", row.Select(value => value.ToString("F4", Plain)))}],");
    }

    // The cut ones are for learning only.
    private static IEnumerable<Example> Whole(IEnumerable<Example> examples) =>
        examples.GroupBy(one => one.Name).Select(same => same.MaxBy(one => one.Past.Length)!);

    private static double Mase(IEnumerable<Example> examples, double[][] weights) => Whole(examples).Average(one =>
        Combination.Combine(one.Paths, Combination.Weights(one.Traits, weights)).Zip(one.Future).Average(pair => Math.Abs(pair.First - pair.Second)) / one.Scale);

    private static List<(AnnualSeries Past, IReadOnlyList<Observation> Actual)> Read(string trainFile, string testFile)
    {
        var actual = Rows(testFile).ToLookup(row => row.Name, row => row.One);
        return [.. from row in Rows(trainFile)
                   group row.One by row.Name into one
                   where one.Count() >= AnnualSeries.Fewest && actual.Contains(one.Key)
                   select (new AnnualSeries(one.Key, one), (IReadOnlyList<Observation>)[.. actual[one.Key]])];
    }

    private static IEnumerable<(string Name, Observation One)> Rows(string file) =>
        from line in File.ReadLines(file).Skip(1)
        let cells = line.Split(',')
        select (cells[0], new Observation(int.Parse(cells[1], Plain), double.Parse(cells[2], Plain)));
}
