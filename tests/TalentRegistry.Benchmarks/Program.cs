using System.Globalization;
using TalentRegistry.Benchmarks;
using TalentRegistry.Benchmarks.GraphQL;
using TalentRegistry.Benchmarks.Series;
using TalentRegistry.Data.Demo;

switch (args)
{
    case ["loading", .. var rest]:
        await LoadingBenchmark.RunAsync(rest is [var people] ? int.Parse(people, CultureInfo.InvariantCulture) : 150_000, CancellationToken.None);
        return 0;
    case ["importing", .. var rest]:
        int[] numbers = [.. rest.Where(word => word != "--one-agency").Select(word => int.Parse(word, CultureInfo.InvariantCulture))];
        var rows = numbers is [var listed, ..] ? listed : 100_000;
        await ImportBenchmark.RunAsync(rows, numbers is [_, var others] ? others : rows, rest.Contains("--one-agency"), CancellationToken.None);
        return 0;
    case ["forecast", "--scaling", .. var size]:
        ForecastScaling.Run(national: size is ["--national"]);
        return 0;
    case ["forecast", "--record", .. var demo]:
        // Origins are those of a published run, or all of a span of years.
        int[] span = [.. demo.Where(word => word.Contains('-', StringComparison.Ordinal)).SelectMany(word => word.Split('-')).Select(year => int.Parse(year, CultureInfo.InvariantCulture))];
        ForecastRecord.Run(
            demo is ["full", ..] ? DemoSize.Full : DemoSize.Small,
            [.. demo.Skip(1).Where(word => !word.Contains('-', StringComparison.Ordinal)).DefaultIfEmpty("45").Select(seed => int.Parse(seed, CultureInfo.InvariantCulture))],
            span is [var from, var until] ? [.. Enumerable.Range(from, until - from + 1).Reverse()] : [2024, 2023, 2022, 2020]);
        return 0;
    case ["forecast", .. var rest]:
        ForecastBenchmark.Run(rest is [var draws] ? int.Parse(draws, CultureInfo.InvariantCulture) : 500);
        return 0;
    case ["series", "learn", .. var sets] when sets.Length > 0 && sets.Length % 3 == 0:
        SeriesBenchmark.Learn(sets);
        return 0;
    case ["series", "population", var seen, var came, .. var figures]:
        SeriesBenchmark.Population(seen, came, figures is [var last] ? int.Parse(last, CultureInfo.InvariantCulture) : 100);
        return 0;
    case ["series", var train, var test]:
        SeriesBenchmark.Run(train, test);
        return 0;
    case ["indicators", var registry]:
        await IndicatorBenchmark.RunAsync(registry, CancellationToken.None);
        return 0;
    case ["search", .. var rest]:
        await SearchBenchmark.RunAsync(
            rest is ["--people", var many, ..] ? int.Parse(many, CultureInfo.InvariantCulture) : 1_000_000, rest is [.., "--data", var kept] ? kept : null, CancellationToken.None);
        return 0;
    case ["pages", .. var rest]:
        await PagesBenchmark.RunAsync(
            rest is ["--people", var inhabitants, ..] ? int.Parse(inhabitants, CultureInfo.InvariantCulture) : 1_000_000, rest is [.., "--data", var keptPages] ? keptPages : null, CancellationToken.None);
        return 0;
    case ["duplicates", .. var rest]:
        await DuplicatesBenchmark.RunAsync(
            rest is [var registered, ..] ? int.Parse(registered, CultureInfo.InvariantCulture) : 100_000,
            rest is [_, var seed] ? int.Parse(seed, CultureInfo.InvariantCulture) : 1, CancellationToken.None);
        return 0;
    case ["export", .. var rest]:
        await ExportBenchmark.RunAsync(rest is ["--rows", var howMany] ? int.Parse(howMany, CultureInfo.InvariantCulture) : 1_000_000, CancellationToken.None);
        return 0;
    case ["audit", .. var rest]:
        await AuditBenchmark.RunAsync(
            rest is ["--events", var logged, ..] ? int.Parse(logged, CultureInfo.InvariantCulture) : 2_000_000, rest is [.., "--data", var keptLogs] ? keptLogs : null, CancellationToken.None);
        return 0;
    case ["graphql", .. var rest]:
        await GraphQLBenchmark.RunAsync(BenchmarkOptions.Parse(rest), CancellationToken.None);
        return 0;
    case ["floor", var port, var account]:
        await Floor.RunAsync(int.Parse(port, CultureInfo.InvariantCulture), Guid.Parse(account));
        return 0;
    default:
        Console.Error.WriteLine($"Usage: loading [people] | importing [people [others]] [--one-agency] | forecast [draws] | forecast --scaling [--national] | forecast --record [small|full [SEED ...] [FIRST-LAST]] | series TRAIN TEST | series population TRAIN TEST [FIGURES] | series learn (WEIGHT TRAIN TEST)... | indicators DATA | search [--people N] [--data DIR] | pages [--people N] [--data DIR] | duplicates [people [seed]] | export [--rows N] | audit [--events N] [--data DIR] | {BenchmarkOptions.Usage}");
        return 2;
}
