using System.Diagnostics;
using System.Globalization;
using TalentRegistry.Analytics.Cohorts;
using TalentRegistry.Analytics.Tests.Cohorts;
using TalentRegistry.Domain.People;
using TalentRegistry.Domain.Retirement;

namespace TalentRegistry.Benchmarks;

/// <summary>
/// The supply forecast at full size (four provinces of ten districts, 24 sectors and professions, three bands, 140,000 people,
/// 500 draws to 2035) against a floor: one deterministic projection of the same cells by sex and age.
/// </summary>
internal static class ForecastBenchmark
{
    private const int Horizon = 11;
    private const int FloorRuns = 50;

    public static void Run(int draws)
    {
        Console.WriteLine("Making the careers ...");
        var input = new SyntheticCareers
        {
            Provinces = 4, UnitsPerProvince = 10, Professions = 12, SectorsPerProfession = 2, PeoplePerCell = 52, RecruitsPerCell = 2.2,
            FirstYear = 2015,
        }.Run().Input();
        var settings = new CohortSettings { Draws = draws, HorizonInYears = Horizon };
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{input.Stock.Sum(count => count.People):N0} people, {input.History.Count:N0} rows of history, {Environment.ProcessorCount} cores"));

        CohortModel.Forecast(input, settings with { Draws = 10 });
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var (forecast, wall, processor) = Measure(() => CohortModel.Forecast(input, settings));
        var kept = (GC.GetTotalMemory(forceFullCollection: true) - before) >> 20;
        var (slice, summing, _) = Measure(() => forecast.Select(SupplySelection.All).Closing(2024 + Horizon));
        var (stock, _, all) = Measure(() => Projections(input));
        var floor = all / FloorRuns;

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"""
            forecast              {wall.TotalSeconds:F2} s, {processor.TotalSeconds:F2} s of processor, {kept} MB kept for {forecast.Cells.Count:N0} cells
            sum of all cells      {summing.TotalMilliseconds:F1} ms ({slice.Average():N0} people)
            floor, one projection {floor.TotalMilliseconds:F1} ms ({stock:N0} people)
            a draw / the floor    {processor.TotalMilliseconds / draws / floor.TotalMilliseconds:F2}
            """));
        GC.KeepAlive(forecast);
    }

    private static (T Result, TimeSpan Wall, TimeSpan Processor) Measure<T>(Func<T> work)
    {
        using var process = Process.GetCurrentProcess();
        var (processor, clock) = (process.TotalProcessorTime, Stopwatch.StartNew());
        var result = work();
        process.Refresh();
        return (result, clock.Elapsed, process.TotalProcessorTime - processor);
    }

    // Expected values only: everyone at the overall rates, retirement when the law says, recruits as many as on average.
    private static double Projections(CohortInput input)
    {
        const int Ages = CohortInput.MaxAge + 1;
        var personYears = input.History.Sum(count => count.PersonYears);
        var staying = 1 - input.History.Sum(count => count.Leavers + count.Deaths) / personYears;
        var cells = input.Stock.Select(count => count.Cell).Distinct().Select((cell, index) => (cell, index)).ToDictionary(c => c.cell, c => c.index);
        var recruits = input.History.Where(count => count.Year > input.BaseYear - 5).Sum(count => count.Recruits) / 5.0 / cells.Count;
        var today = new double[cells.Count * 2 * Ages];
        foreach (var count in input.Stock) today[(cells[count.Cell] * 2 + (int)count.Sex) * Ages + count.Age] += count.People;
        var lastAges = Enumerable.Range(1, Horizon)
            .Select(year => Enum.GetValues<Sex>().Select(sex => LastAge(input.Roadmap, sex, input.BaseYear + year)).ToArray()).ToArray();
        var total = 0.0;
        for (var run = 0; run < FloorRuns; run++) total += Project([.. today], lastAges, staying, recruits, Ages);
        return total / FloorRuns;
    }

    private static double Project(double[] people, int[][] lastAges, double staying, double recruits, int ages)
    {
        foreach (var last in lastAges)
            for (var row = 0; row < people.Length; row += ages)
            {
                for (var age = ages - 1; age > CohortInput.MinAge; age--)
                    people[row + age] = age > last[row / ages % 2] ? 0 : people[row + age - 1] * staying;
                people[row + 28] += recruits / 2;
            }

        return people.Sum();
    }

    private static int LastAge(RetirementRoadmap roadmap, Sex sex, int year) =>
        Enumerable.Range(50, 20).Last(age => roadmap.RetirementDate(new DateOnly(year - age, 7, 1), sex).Year > year);
}
