using System.CommandLine;
using System.Globalization;
using TalentRegistry.Analytics.Series;
using TalentRegistry.Data;

namespace TalentRegistry.Server.CommandLine;

/// <summary><c>forecast series</c> and <c>forecast evaluate</c>: annual series from files, without the registry.</summary>
internal static class ForecastCommand
{
    public static Command Make() => new("forecast", "Annual series of which nothing is known but their past; the registry is not opened.") { Series(), Evaluate() };

    private static Command Series()
    {
        var input = File("--input", $"Series as series,period,value: {AnnualSeries.Fewest} values or more of each; missing years are left out or empty.");
        var output = File("--out", "File to write: series,period,mean,lo80,hi80,lo95,hi95.");
        var horizon = new Option<int>("--horizon") { Description = $"Years ahead, 1 to {SeriesForecaster.LongestHorizon}.", Required = true, HelpName = "H" };
        horizon.Validators.Add(given =>
        {
            if (given.GetValue(horizon) is < 1 or > SeriesForecaster.LongestHorizon)
                given.AddError($"--horizon: từ 1 đến {SeriesForecaster.LongestHorizon} năm. · 1 to {SeriesForecaster.LongestHorizon} years.");
        });
        var command = new Command("series", "Forecast annual series with 80 and 95 % bands.") { input, horizon, output };
        command.SetAction(parsed =>
        {
            var file = parsed.GetValue(input)!;
            SeriesForecast[] forecasts = [.. SeriesFile.ToForecast(file, SeriesFile.Read(file))
                .Select(series => SeriesForecaster.Forecast(series, parsed.GetValue(horizon)))];
            SeriesFile.Write(parsed.GetValue(output)!, forecasts);
            Console.Out.WriteLine($"Đã dự báo {forecasts.Length} chuỗi. · {forecasts.Length} series forecast.");
            return 0;
        });
        return command;
    }

    private static Command Evaluate()
    {
        var train = File("--train", "What a forecaster may see: series,period,value.");
        var test = File("--test", "What came after, of the same series.");
        var command = new Command("evaluate", "Forecast series whose end is known and print MASE, sMAPE, OWA, MSIS and coverage as the M4 competition defines them, beside no change and drift.") { train, test };
        command.SetAction(parsed =>
        {
            var (trainFile, testFile) = (parsed.GetValue(train)!, parsed.GetValue(test)!);
            var (known, came) = (SeriesFile.Read(trainFile), SeriesFile.Read(testFile));
            if (came.Keys.FirstOrDefault(name => !known.ContainsKey(name)) is { } stranger)
                throw new OperatorException($"{testFile.Name}, chuỗi {stranger}: không có trong {trainFile.Name}. · series {stranger} is not in {trainFile.Name}.");

            (AnnualSeries Past, IReadOnlyList<Observation> Actual)[] series =
                [.. SeriesFile.ToForecast(trainFile, known).Where(one => came.ContainsKey(one.Name)).Select(one => (one, came[one.Name]))];
            Refuse(testFile, series);
            foreach (var method in SeriesEvaluation.Of(series))
                Print(method);
            return 0;
        });
        return command;
    }

    private static void Refuse(FileInfo testFile, IEnumerable<(AnnualSeries Past, IReadOnlyList<Observation> Actual)> series)
    {
        foreach (var (past, actual) in series)
        {
            if (actual.FirstOrDefault(one => one.Period <= past.LastPeriod) is { Period: > 0 } early)
            {
                throw new OperatorException(
                    $"{testFile.Name}, chuỗi {past.Name}: năm {early.Period} không sau năm cuối đã biết {past.LastPeriod}. · series {past.Name}: {early.Period} is not after the last year known, {past.LastPeriod}.");
            }

            if (actual.Any(one => one.Period > past.LastPeriod + SeriesForecaster.LongestHorizon))
            {
                throw new OperatorException(
                    $"{testFile.Name}, chuỗi {past.Name}: quá {SeriesForecaster.LongestHorizon} năm sau năm cuối đã biết. · series {past.Name}: more than {SeriesForecaster.LongestHorizon} years after the last known.");
            }
        }
    }

    private static void Print(MethodRecord method)
    {
        var name = method.Method switch { "combination" => "tổ hợp · combination", "no change" => "không đổi · no change", _ => "xu thế đều · drift" };
        Console.Out.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{name}: {method.Series} chuỗi · series, MASE {Figure(method.Mase, "F3")}, sMAPE {Figure(method.Smape, "F2")}, OWA {Figure(method.Owa, "F3")}, MSIS {Figure(method.Msis, "F2")}, coverage95 {Figure(method.Coverage95, "F3")}, coverage80 {Figure(method.Coverage80, "F3")}"));
    }

    private static string Figure(double? value, string format) => value?.ToString(format, CultureInfo.InvariantCulture) ?? "-";

    private static Option<FileInfo> File(string name, string description) => new(name) { Description = description, Required = true, HelpName = "FILE.csv" };
}
