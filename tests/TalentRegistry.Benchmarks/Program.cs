using System.Globalization;
using TalentRegistry.Benchmarks;

switch (args)
{
    case ["loading", .. var rest]:
        await LoadingBenchmark.RunAsync(rest is [var people] ? int.Parse(people, CultureInfo.InvariantCulture) : 150_000, CancellationToken.None);
        return 0;
    case ["forecast", .. var rest]:
        ForecastBenchmark.Run(rest is [var draws] ? int.Parse(draws, CultureInfo.InvariantCulture) : 500);
        return 0;
    default:
        Console.Error.WriteLine("Usage: loading [people] | forecast [draws]");
        return 2;
}
