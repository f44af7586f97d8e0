using System.CommandLine;
using System.Globalization;
using TalentRegistry.Analytics.Series;
using TalentRegistry.Data;
using TalentRegistry.Server.Forecasts;
using TalentRegistry.Server.Startup;

namespace TalentRegistry.Server.CommandLine;

/// <summary><c>forecast series</c> and <c>forecast evaluate</c>: annual series from files, without the registry; <c>forecast rerun</c>: a kept forecast made again.</summary>
internal static class ForecastCommand
{
    public static Command Make() => new("forecast", "Annual series of which nothing is known but their past, and the registry's own forecasts made again.") { Series(), Evaluate(), Rerun() };

    private static Command Rerun()
    {
        var id = new Argument<Guid>("RUN") { Description = "Identifier of the forecast, as /forecasts shows it." };
        var command = new Command("rerun", "Make a kept forecast again from what the registry holds and tell whether it comes out the same; nothing is kept.") { id };
        command.SetAction((parsed, cancellationToken) => RerunAsync(parsed.GetValue(CommonOptions.Data)!, parsed.GetValue(id), cancellationToken));
        return command;
    }

    private static async Task<int> RerunAsync(string dataDirectory, Guid id, CancellationToken cancellationToken)
    {
        await using var registry = await OpenRegistry.ForExistingAsync(dataDirectory, cancellationToken);
        ForecastAgain? again = null;
        await ConsoleSteps.RunAsync(async console => again = await console.StepAsync(
            "Dự báo lại · Forecast again", step => new ForecastService(registry.Database, TimeProvider.System).MakeAgainAsync(id, step, cancellationToken)));
        if (again is null)
            throw new OperatorException($"Không có lần dự báo {id}, hoặc nó thuộc phiên bản chưa ghi dấu kết quả. · No forecast {id}, or it is of a version that kept no hash.");

        if (WhyOther(again) is { } why) throw new OperatorException(why);

        await Console.Out.WriteLineAsync($"Giống hệt: {again.Hash} · The same.");
        return 0;
    }

    /// <summary>What is said of a forecast that did not come out the same, with what differs; null of one that did.</summary>
    internal static string? WhyOther(ForecastAgain again)
    {
        if (again.Run.ResultHash == again.Hash) return null;

        string[] why =
        [
            .. again.SameData ? Array.Empty<string>() : ["số liệu đã khác · the data are others"],
            .. again.SameModel ? Array.Empty<string>() : [$"mô hình đã khác ({again.Run.CodeVersion} → {ForecastService.CodeVersion}) · the model is another"],
        ];
        return $"Khác: {again.Run.ResultHash} → {again.Hash ?? "-"}: {(why.Length > 0 ? string.Join("; ", why) : "số liệu và mô hình như cũ: hãy báo lỗi này · data and model are the same: please report this")}.";
    }

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
