using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;
using TalentRegistry.Server.Charts;
using TalentRegistry.Server.Localisation;

namespace TalentRegistry.Server.Tests.Charts;

public class FanChartTests
{
    [Fact]
    public void Legend_names_what_is_drawn_and_no_helper_series()
    {
        var names = Option(SampleCharts.Fan)["legend"]!["data"]!.AsArray()
            .Select(entry => entry is JsonObject named ? (string?)named["name"] : (string?)entry);

        Assert.Equal(["Đếm từ sổ đăng ký", "Đếm, mẫu số ước tính", "Số đã công bố", "Dự báo (trung vị)", "Khoảng 80 %", "Khoảng 95 %"], names);
    }

    [Fact]
    public void Estimated_years_are_dashed_and_joined_to_the_counted_ones_beside_them()
    {
        var option = Option(SampleCharts.Fan);

        Assert.Equal([2016, 2017, 2018, 2022, 2023, 2024], YearsOf(option, "history"));
        Assert.Equal([2018, 2019, 2020, 2021, 2022], YearsOf(option, "estimated"));
        Assert.Equal("dashed", (string?)Series(option, "estimated")["lineStyle"]!["type"]);
    }

    [Fact]
    public void Forecast_opens_at_the_last_year_of_the_history_without_width()
    {
        var option = Option(SampleCharts.Fan);

        Assert.Equal([2024, 2025, 2026, 2027, 2028, 2029, 2030], YearsOf(option, "median"));
        Assert.Equal(0, Value(option, "band95", 2024));
        Assert.Equal(Value(option, "history", 2024), Value(option, "median", 2024));
    }

    [Fact]
    public void Forecast_that_does_not_follow_the_history_at_once_hangs_on_nothing()
    {
        var later = SampleCharts.Fan with { Forecast = [new(2030, 1, 2, 3, 4, 5)] };

        Assert.Equal([2030], YearsOf(Option(later), "median"));
    }

    [Fact]
    public void Bands_stacked_on_their_bases_end_at_the_quantiles()
    {
        var quantiles = ArbMap.Default.ArbFor<NormalFloat[]>().Filter(values => values.Length >= 5 && values.All(v => Math.Abs(v.Get) < 1e9));

        Prop.ForAll(quantiles, values =>
        {
            var q = values.Take(5).Select(value => value.Get).Order().ToArray();
            var option = Option(new FanChart("t", "u", [], [new(2030, q[0], q[1], q[2], q[3], q[4])]));
            var tolerance = 1e-5 * (1 + q.Max(Math.Abs));
            return Math.Abs(Value(option, "band95.base", 2030) + Value(option, "band95", 2030) - q[4]) < tolerance
                && Math.Abs(Value(option, "band80.base", 2030) + Value(option, "band80", 2030) - q[3]) < tolerance;
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Target_above_everything_else_stays_inside_the_picture()
    {
        var far = SampleCharts.Fan with { Target = new(40, 2030, "Chỉ tiêu") };

        Assert.True((double)Option(far)["yAxis"]!["max"]! > 40);
        Assert.Null(Option(SampleCharts.Fan with { Target = new(5, 2030, "Chỉ tiêu") })["yAxis"]!["max"]);
    }

    [Fact]
    public void Target_line_carries_its_label_and_its_year_is_on_the_axis()
    {
        var option = Option(SampleCharts.Fan with { Forecast = [], Target = new(14, 2035, "Chỉ tiêu 2035: 14") });

        Assert.Equal("Chỉ tiêu 2035: 14", (string?)Series(option, "history")["markLine"]!["label"]!["formatter"]);
        Assert.Equal("2035", (string?)option["xAxis"]!["data"]!.AsArray()[^1]);
    }

    [Theory]
    [InlineData(Language.Vietnamese, "@number:1:vi", "Dự báo (trung vị) 2030: 13,5;")]
    [InlineData(Language.English, "@number:1:en", "Forecast (median) 2030: 13.5;")]
    public void Numbers_are_written_as_the_reader_writes_them(Language language, string formatter, string sentence)
    {
        var option = Option(SampleCharts.Fan with { Language = language });

        Assert.Equal(formatter, (string?)option["yAxis"]!["axisLabel"]!["formatter"]);
        Assert.Contains(sentence, (string?)option["aria"]!["label"]!["description"], StringComparison.Ordinal);
    }

    [Fact]
    public void Quantiles_that_fall_are_refused()
    {
        var crossed = SampleCharts.Fan with { Forecast = [new(2025, 5, 4, 3, 2, 1)] };

        Assert.Contains("2025", Assert.Throws<ArgumentException>(crossed.ToOption).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_year_given_twice_is_refused()
    {
        var twice = SampleCharts.Fan with { History = [new(2020, 1), new(2020, 2)], Forecast = [] };

        Assert.Contains("2020 twice", Assert.Throws<ArgumentException>(twice.ToOption).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Option_can_stand_inside_a_script_element()
    {
        var hostile = SampleCharts.Fan with { Title = "</script><script>alert(1)</script> Đội ngũ" };

        var json = hostile.ToOption().Json;

        Assert.DoesNotContain("<", json, StringComparison.Ordinal);
        Assert.Contains("Đội ngũ", json, StringComparison.Ordinal);
    }

    private static JsonObject Option(FanChart chart) => JsonNode.Parse(chart.ToOption().Json)!.AsObject();

    private static JsonObject Series(JsonObject option, string id) =>
        option["series"]!.AsArray().Select(series => series!.AsObject()).Single(series => (string?)series["id"] == id);

    private static IEnumerable<int> YearsOf(JsonObject option, string id) =>
        Pairs(option, id).Where(pair => pair.Value is not null).Select(pair => pair.Year);

    private static double Value(JsonObject option, string id, int year) => (double)Pairs(option, id).Single(pair => pair.Year == year).Value!;

    private static IEnumerable<(int Year, JsonNode? Value)> Pairs(JsonObject option, string id) =>
        option["xAxis"]!["data"]!.AsArray().Select(year => int.Parse((string)year!, System.Globalization.CultureInfo.InvariantCulture))
            .Zip(Series(option, id)["data"]!.AsArray());
}
