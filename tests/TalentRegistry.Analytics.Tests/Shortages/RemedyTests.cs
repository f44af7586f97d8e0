using TalentRegistry.Analytics.Cohorts;
using TalentRegistry.Analytics.Shortages;
using TalentRegistry.Analytics.Tests.Cohorts;

namespace TalentRegistry.Analytics.Tests.Shortages;

/// <summary>What would close a shortage: the smallest amount, and no less.</summary>
public class RemedyTests
{
    private static readonly CohortInput Input = new SyntheticCareers { MovingRate = 0.02, TransferRate = 0.01 }.Run().Input();
    private static readonly SupplyModel Model = SupplyModel.Learn(Input, new() { Draws = 100, HorizonInYears = 8 });
    private static readonly SupplyForecast Baseline = Model.Simulate([]);
    private static readonly SupplySelection Here = new() { Units = new HashSet<string> { Input.ProvinceOf.Keys.Order(StringComparer.Ordinal).First() } };

    [Theory]
    [InlineData(2)]
    [InlineData(15)]
    [InlineData(60)]
    public void One_recruit_less_is_not_enough(int missing)
    {
        var (supply, required) = Shortage(missing);

        var remedy = Remedy.Smallest(RemedyKind.ExtraRecruits, 5000, required, supply, posts => With(new() { Where = Here, ExtraRecruits = posts }));

        Assert.True(remedy.Amount > 0);
        Assert.Equal(remedy.ProbabilityMet, Remedy.Odds(required, With(new() { Where = Here, ExtraRecruits = remedy.Amount!.Value })));
        Assert.True(remedy.ProbabilityMet >= Remedy.Enough);
        Assert.True(Remedy.Odds(required, With(new() { Where = Here, ExtraRecruits = remedy.Amount.Value - 1 })) < Remedy.Enough);
    }

    [Fact]
    public void Recruits_that_are_followed_alone_are_those_of_the_whole_simulation()
    {
        foreach (var year in Enumerable.Range(2025, 8))
        {
            var added = Model.Added(new SupplyLever { Where = Here, ExtraRecruits = 6 }).Select(Here).Closing(year);
            var whole = Model.Under([new SupplyLever { Where = Here, ExtraRecruits = 6 }], Baseline).Select(Here).Closing(year);

            Assert.Equal(whole, Baseline.Select(Here).Closing(year).Zip(added, (stock, more) => stock + more));
        }
    }

    // Odds as a made-up function of the amount, so that the search is held against trying every amount.
    [Theory]
    [InlineData(1, 100, 1)]
    [InlineData(1, 100, 64)]
    [InlineData(37, 100, 1)]
    [InlineData(37, 100, 90)]
    [InlineData(100, 100, 7)]
    [InlineData(3, 5, 5)]
    public void The_search_finds_the_first_amount_that_is_enough(int first, int most, int guess)
    {
        float[] required = [10], supply = [0];
        float[] With(int amount) => [amount >= first ? 10 : 0];

        Assert.Equal(first, Remedy.Smallest(RemedyKind.FewerResignations, most, required, supply, With, guess).Amount);
    }

    [Fact]
    public void A_lever_that_cannot_do_it_alone_says_so_with_what_it_can_do()
    {
        float[] required = [10, 10], supply = [4, 8];

        var remedy = Remedy.Smallest(RemedyKind.LaterRetirement, 5, required, supply, years => [4 + years, 8 + years]);

        Assert.Equal(new Remedy(RemedyKind.LaterRetirement, null, 0.5, 5), remedy);
    }

    [Fact]
    public void Where_it_is_likely_enough_nothing_is_tried() =>
        Assert.Equal(0, Remedy.Smallest(RemedyKind.ExtraRecruits, 5, [3f], [3f], _ => throw new InvalidOperationException("tried")).Amount);

    private static (float[] Supply, float[] Required) Shortage(int missing)
    {
        var supply = Baseline.Select(Here).Closing(2032);
        var required = new float[supply.Length];
        Array.Fill(required, supply.Max() + missing);
        return (supply, required);
    }

    private static float[] With(SupplyLever lever) => Model.Under([lever], Baseline).Select(Here).Closing(2032);
}
