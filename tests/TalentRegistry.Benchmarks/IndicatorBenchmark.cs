using System.Diagnostics;
using System.Globalization;
using TalentRegistry.Data;
using TalentRegistry.Data.Indicators;
using TalentRegistry.Data.Plans;
using TalentRegistry.Data.Postgres;
using TalentRegistry.Domain.Plans;
using TalentRegistry.Domain.Units;

namespace TalentRegistry.Benchmarks;

/// <summary>
/// All targets that the registry counts, by district and sector, in the data directory of a server that has ended: counted from everybody, kept for a day, and after one
/// record has changed. The floor is a plain count of those at work by agency in the same run. The bar is 2 s.
/// </summary>
internal static class IndicatorBenchmark
{
    private const int Repeats = 5;
    private static readonly IndicatorDimension[] ByPlaceAndSector = [IndicatorDimension.Province, IndicatorDimension.District, IndicatorDimension.Sector];

    /// <param name="data">Data directory of a server; the person who changes is changed back in the end.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public static async Task RunAsync(string data, CancellationToken cancellationToken)
    {
        await using var cluster = await EmbeddedPostgres.StartAsync(data, durable: true, cancellationToken);
        await using var database = new RegistryDatabase(cluster.ConnectionString);
        var plans = await PlanCatalogue.ReadAsync(database, cancellationToken);
        Indicator[] indicators =
        [
            .. plans.Targets.Where(found => found.Target.Computable && found.Target.Indicator.Numerator is not null && found.Plan.Scope.UnitId is not null).Select(found => found.Target.Indicator),
        ];
        var day = new DateOnly(2024, 5, 17);
        await using var forget = database.Owner.CreateCommand("DELETE FROM indicators.day WHERE day = '2024-05-17'");
        await using var floor = database.Owner.CreateCommand(
            "SELECT agency_id, count(*) FROM registry.career_span WHERE valid_from <= '2024-05-17' AND (valid_until IS NULL OR valid_until > '2024-05-17') GROUP BY 1");
        await using var change = database.Owner.CreateCommand(
            "UPDATE registry.person SET sex = CASE sex WHEN 'male' THEN 'female' ELSE 'male' END WHERE id = (SELECT person_id FROM registry.career_span WHERE valid_until IS NULL ORDER BY person_id LIMIT 1)");
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{indicators.Length} targets, {Environment.ProcessorCount} cores; seconds, the median of {Repeats} and the worst"));
        var plain = await MeasureAsync("floor: people at work by agency", null, () => floor.ExecuteNonQueryAsync(cancellationToken));
        await MeasureAsync("counted from everybody, nothing kept", plain, () => IndicatorQuery.CountEveryoneAsync(
            database, new IndicatorQuestion(indicators, IndicatorScope.Everywhere, ByPlaceAndSector, day, DistrictMap.LastDay), cancellationToken));
        await MeasureAsync("a day asked for the first time", plain, () => KeptAsync(), () => forget.ExecuteNonQueryAsync(cancellationToken));
        await MeasureAsync("a day that is kept", plain, () => KeptAsync());
        await MeasureAsync("a day that is kept, after one person has changed", plain, () => KeptAsync(), () => change.ExecuteNonQueryAsync(cancellationToken));
        await change.ExecuteNonQueryAsync(cancellationToken);

        Task KeptAsync() => KeptIndicators.ReadAsync(database, indicators, day, cancellationToken);
    }

    private static async Task<double> MeasureAsync(string what, double? floor, Func<Task> work, Func<Task>? before = null)
    {
        var times = new List<double>();
        for (var i = 0; i < Repeats; i++)
        {
            if (before is not null)
                await before();
            var watch = Stopwatch.StartNew();
            await work();
            times.Add(watch.Elapsed.TotalSeconds);
        }

        times.Sort();
        var ratio = floor is { } plain ? string.Create(CultureInfo.InvariantCulture, $", {times[Repeats / 2] / plain:F1} times the floor") : "";
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what}: {times[Repeats / 2]:F3} (worst {times[^1]:F3}){ratio}"));
        return times[Repeats / 2];
    }
}
