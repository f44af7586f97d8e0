using System.Diagnostics;
using System.Globalization;
using TalentRegistry.Analytics.Cohorts;
using TalentRegistry.Analytics.Tests.Cohorts;

namespace TalentRegistry.Benchmarks;

/// <summary>
/// The supply forecast over 20 years by size: cells of 14 sectors with six levels each, 42 people a
/// cell, both sexes, ages 18 to 75, with moves and transfers. First by draws, then by districts up to the whole country, as provinces of ten.
/// </summary>
internal static class ForecastScaling
{
    private const int Horizon = 20;

    public static void Run(bool national)
    {
        Console.WriteLine("| districts | cells | people | rows of history | draws | seconds | of processor | most memory of the process so far, MB |");
        Console.WriteLine("| ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |");
        var province = Input(provinces: 4, 2);
        Measure(province with { History = [.. province.History.Take(1000)] }, 10, 0);
        foreach (var draws in new[] { 125, 250, 500, 1000 }) Measure(province, draws, 40);
        foreach (var provinces in new[] { 1, 2, 8 }) Measure(Input(provinces, 2), 1000, provinces * 10);
        if (national) Measure(Input(provinces: 70, 3), 1000, 700);
    }

    // Years of history enough for every rate; more would measure the reading of rows and not the forecast.
    private static CohortInput Input(int provinces, int seed) => new SyntheticCareers(seed)
    {
        Provinces = provinces, UnitsPerProvince = 10, Professions = 14, SectorsPerProfession = 1, Bands = Enum.GetValues<TalentRegistry.Domain.Careers.DegreeBand>(), PeoplePerCell = 42, RecruitsPerCell = 1.6,
        FirstYear = provinces > 10 ? 2020 : 2015, MovingRate = 0.01, TransferRate = 0.005,
    }.Run().Input();

    private static void Measure(CohortInput input, int draws, int districts)
    {
        GC.Collect();
        using var process = Process.GetCurrentProcess();
        var (processor, clock) = (process.TotalProcessorTime, Stopwatch.StartNew());
        var forecast = CohortModel.Forecast(input, new() { Draws = draws, HorizonInYears = Horizon });
        process.Refresh();
        var most = process.PeakWorkingSet64 >> 20;
        var (wall, used) = (clock.Elapsed, process.TotalProcessorTime - processor);
        if (districts == 0) return;

        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"| {districts} | {forecast.Cells.Count:N0} | {input.Stock.Sum(count => count.People):N0} | {input.History.Count:N0} | {draws:N0} | {wall.TotalSeconds:F1} | {used.TotalSeconds:F1} | {most:N0} |"));
        GC.KeepAlive(forecast);
    }
}
