using System.Text.Json.Nodes;
using TalentRegistry.Server.Charts;
using TalentRegistry.Server.Localisation;

namespace TalentRegistry.Server.Tests.Charts;

public class HeatmapChartTests
{
    [Fact]
    public void Cell_tells_its_level_in_words_and_shape_as_well_as_colour()
    {
        var option = JsonNode.Parse(SampleCharts.Heatmap.ToOption().Json)!;
        var cell = option["series"]![0]!["data"]!.AsArray().Single(c => (int)c!["value"]![0]! == 0 && (int)c["value"]![1]! == 2)!;

        Assert.Equal("Huyện Mường Nhé · Y tế: Thiếu nghiêm trọng (41)", (string?)cell["name"]);
        Assert.Equal("!!! 41", (string?)cell["label"]!["formatter"]);
    }

    [Fact]
    public void Legend_shows_the_whole_scale_whatever_levels_occur()
    {
        var option = JsonNode.Parse((SampleCharts.Heatmap with { Cells = [] }).ToOption().Json)!;

        Assert.Equal(5, option["visualMap"]!["pieces"]!.AsArray().Count);
    }

    [Theory]
    [InlineData(4, 0, 0)]
    [InlineData(0, 4, 0)]
    [InlineData(0, 0, 5)]
    [InlineData(-1, 0, 0)]
    public void Cell_outside_the_table_or_the_scale_is_refused(int column, int row, int level)
    {
        var chart = SampleCharts.Heatmap with { Cells = [new(column, row, level)] };

        Assert.Throws<ArgumentOutOfRangeException>(chart.ToOption);
    }

    [Fact]
    public void Text_of_every_level_can_be_read_on_its_colour()
    {
        // WCAG 2.2, success criterion 1.4.3: at least 4.5 to 1.
        Assert.All(ShortageColours.Levels(Language.Vietnamese), level =>
        {
            var (light, dark) = (Luminance(level.Colour), Luminance(level.TextColour));
            Assert.True((Math.Max(light, dark) + 0.05) / (Math.Min(light, dark) + 0.05) >= 4.5, level.Label);
        });
    }

    // WCAG 2.2, relative luminance of sRGB.
    private static double Luminance(string colour)
    {
        var channels = Convert.FromHexString(colour[1..]).Select(b => b / 255.0).Select(c => c <= 0.04045 ? c / 12.92 : Math.Pow((c + 0.055) / 1.055, 2.4)).ToArray();
        return (0.2126 * channels[0]) + (0.7152 * channels[1]) + (0.0722 * channels[2]);
    }
}
