using TalentRegistry.Data.Demo;

namespace TalentRegistry.Data.Tests.Demo;

public sealed class SeededRandomTests
{
    [Fact]
    public void Mixing_is_the_published_splitmix64() => Assert.Equal(0xE220A8397B1DCDAFUL, SeededRandom.Mix(0));

    // Computed by a second implementation, in Python.
    [Fact]
    public void A_seed_gives_the_same_numbers_everywhere()
    {
        var random = new SeededRandom(45);

        Assert.Equal([947, 853, 488, 231], Enumerable.Range(0, 4).Select(_ => random.Next(1000)));
        Assert.Equal(Guid.Parse("2bfc70a1-5f2e-86e6-b2ff-67aea166e616"), SeededRandom.Identifier(45, RecordKind.Person, 7));
    }

    [Fact]
    public void Items_come_in_proportion_to_their_weights()
    {
        var random = new SeededRandom(1);
        var list = new Weighted<string>(Weighted.Parse("never:0 seldom:1 often:3"));

        var drawn = Enumerable.Range(0, 40_000).CountBy(_ => list.Draw(random)).ToDictionary();

        Assert.InRange(drawn["often"], 29_500, 30_500);
        Assert.InRange(drawn["seldom"], 9_500, 10_500);
        Assert.False(drawn.ContainsKey("never"));
    }

    [Fact]
    public void A_cell_that_is_no_number_is_named_with_its_file_and_line()
    {
        var row = new CsvRow("stock_path.csv", 7, new() { ["headcount"] = "many" });

        var fault = Assert.Throws<InvalidDataException>(() => row.Number("headcount"));

        Assert.Equal("stock_path.csv, line 7: \"headcount\" must be a number, was \"many\".", fault.Message);
    }
}
