using System.Globalization;
using System.Text;
using CsvHelper;
using TalentRegistry.Analytics.Series;
using TalentRegistry.Data;
using TalentRegistry.Data.Importing.Output;

namespace TalentRegistry.Server.CommandLine;

/// <summary>Annual series in .csv files: <c>series,period,value</c> in, <c>series,period,mean,lo80,hi80,lo95,hi95</c> out; UTF-8, a point for decimals.</summary>
internal static class SeriesFile
{
    private const string Columns = "series,period,value";
    private const int FirstYear = 1, LastYear = 9999;
    // Beyond it figures would be written that no arithmetic here keeps exact.
    private const double Largest = 1e15;

    /// <summary>Reads observations, by series in the order of the file. A row without a value is a missing year.</summary>
    /// <exception cref="OperatorException">A row cannot be read: the message names file, row and column.</exception>
    public static IReadOnlyDictionary<string, IReadOnlyList<Observation>> Read(FileInfo file)
    {
        var series = new Dictionary<string, Dictionary<int, double>>(StringComparer.Ordinal);
        var order = new List<string>();
        try
        {
            using var csv = CsvReader.FromText(File.ReadAllText(file.FullName), new CsvReaderOptions
            {
                Separator = ',', HasHeader = false, TrackLineNumbers = true, AllowLineBreaksInQuotes = false, MalformedData = CsvMalformedDataHandling.Throw,
            });
            if (!csv.Read() || string.Join(',', Cells(csv)) != Columns)
                throw Fault(file, 1, Columns, "dòng đầu phải ghi đúng tên các cột này", "the first row must name exactly these columns");
            while (csv.Read())
                Add(file, (int)csv.LineNumber, Cells(csv), series, order);
        }
        catch (CsvFormatException fault)
        {
            throw Fault(file, (int)fault.LineNumber, Columns, "thiếu hoặc thừa dấu ngoặc kép", "a quotation mark is missing or stands where none may be");
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new OperatorException($"Không đọc được {file.FullName}. · {file.FullName} cannot be read: {fault.Message}", fault);
        }

        if (order.Count == 0)
            throw Fault(file, 2, Columns, "không có dòng số liệu nào", "there is no row of figures");
        return order.ToDictionary(name => name, name => (IReadOnlyList<Observation>)[.. series[name].Select(one => new Observation(one.Key, one.Value))], StringComparer.Ordinal);
    }

    /// <summary>The series of which enough is known.</summary>
    /// <exception cref="OperatorException">One has too few values or spans too many years: the message names it.</exception>
    public static IEnumerable<AnnualSeries> ToForecast(FileInfo file, IReadOnlyDictionary<string, IReadOnlyList<Observation>> read)
    {
        foreach (var (name, observations) in read)
        {
            if (observations.Count < AnnualSeries.Fewest)
            {
                throw new OperatorException(
                    $"{file.Name}, chuỗi {name}: có {observations.Count} giá trị, cần ít nhất {AnnualSeries.Fewest}. · series {name} has {observations.Count} values, {AnnualSeries.Fewest} are needed.");
            }

            if (observations.Max(one => one.Period) - observations.Min(one => one.Period) >= AnnualSeries.LongestSpan)
            {
                throw new OperatorException(
                    $"{file.Name}, chuỗi {name}: trải dài hơn {AnnualSeries.LongestSpan} năm. · series {name} spans more than {AnnualSeries.LongestSpan} years.");
            }

            yield return new AnnualSeries(name, observations);
        }
    }

    /// <summary>Writes forecasts.</summary>
    /// <exception cref="OperatorException">The file cannot be written.</exception>
    public static void Write(FileInfo file, IEnumerable<SeriesForecast> forecasts)
    {
        try
        {
            using var writer = new StreamWriter(file.FullName, append: false, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false)) { NewLine = "\n" };
            writer.WriteLine("series,period,mean,lo80,hi80,lo95,hi95");
            foreach (var forecast in forecasts)
            {
                foreach (var year in forecast.Years)
                    writer.WriteLine(string.Create(
                        CultureInfo.InvariantCulture,
                        $"{CsvText.Quoted(forecast.Name, ",")},{year.Period},{year.Mean:R},{year.Lower80:R},{year.Upper80:R},{year.Lower95:R},{year.Upper95:R}"));
            }
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new OperatorException($"Không ghi được {file.FullName}. · {file.FullName} cannot be written: {fault.Message}", fault);
        }
    }

    private static void Add(FileInfo file, int row, string[] cells, Dictionary<string, Dictionary<int, double>> series, List<string> order)
    {
        if (cells is [""])
            return;
        if (cells.Length != 3)
            throw Fault(file, row, Columns, $"có {cells.Length} ô, cần 3", $"{cells.Length} cells where 3 are needed");
        if (cells[0].Length == 0)
            throw Fault(file, row, "series", "thiếu tên chuỗi", "the name of the series is missing");
        if (!int.TryParse(cells[1], NumberStyles.None, CultureInfo.InvariantCulture, out var period) || period is < FirstYear or > LastYear)
            throw Fault(file, row, "period", $"\"{cells[1]}\" không phải là năm từ {FirstYear} đến {LastYear}", $"\"{cells[1]}\" is no year from {FirstYear} to {LastYear}");
        if (!series.TryGetValue(cells[0], out var years))
        {
            series.Add(cells[0], years = []);
            order.Add(cells[0]);
        }

        if (cells[2].Length == 0)
            return;
        if (!double.TryParse(cells[2], NumberStyles.Float, CultureInfo.InvariantCulture, out var value) || !(Math.Abs(value) <= Largest))
            throw Fault(file, row, "value", $"\"{cells[2]}\" không phải là số (dấu chấm thập phân, không quá 1e15)", $"\"{cells[2]}\" is no number (a point for decimals, 1e15 at most)");
        if (!years.TryAdd(period, value))
            throw Fault(file, row, "period", $"năm {period} của chuỗi {cells[0]} đã có ở trên", $"year {period} of series {cells[0]} stands above already");
    }

    private static string[] Cells(CsvReader csv) => [.. Enumerable.Range(0, csv.FieldCount).Select(i => csv.GetString(i).Trim().TrimStart('\uFEFF'))];

    private static OperatorException Fault(FileInfo file, int row, string column, string vietnamese, string english) =>
        new($"{file.Name}, dòng {row}, cột {column}: {vietnamese}. · row {row}, column {column}: {english}.");
}
