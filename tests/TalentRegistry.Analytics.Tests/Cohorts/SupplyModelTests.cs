using TalentRegistry.Analytics.Cohorts;

namespace TalentRegistry.Analytics.Tests.Cohorts;

/// <summary>Many scenarios of one model.</summary>
public class SupplyModelTests
{
    private static readonly CohortInput Input = new SyntheticCareers { MovingRate = 0.02, TransferRate = 0.01 }.Run().Input();
    private static readonly CohortSettings Settings = new() { Draws = 100, HorizonInYears = 8 };
    private static readonly SupplyModel Model = SupplyModel.Learn(Input, Settings);
    private static readonly SupplyForecast Baseline = Model.Simulate([]);

    public static TheoryData<SupplyLever> Levers =>
    [
        new SupplyLever { Leaving = 0.5 }, new SupplyLever { Transferring = 0 }, new SupplyLever { Upgrading = 3 }, new SupplyLever { Recruits = 1.5 }, new SupplyLever { YearsLater = 2 },
        new SupplyLever { ExtraRecruits = 7 },
    ];

    [Theory]
    [MemberData(nameof(Levers))]
    public void A_province_that_is_simulated_alone_comes_to_what_the_whole_model_does(SupplyLever lever)
    {
        var levers = new[] { lever with { Where = InProvince("P1") } };

        var (alone, whole) = (Model.Under(levers, Baseline), CohortModel.Forecast(Input, Settings with { Levers = levers }));

        foreach (var year in Enumerable.Range(2025, 8))
        {
            foreach (var unit in Input.ProvinceOf.Keys)
                Assert.Equal(In(whole, unit).Closing(year), In(alone, unit).Closing(year));
            Assert.Equal(Baseline.Select(InProvince("P2")).Closing(year), alone.Select(InProvince("P2")).Closing(year));
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(40)]
    [InlineData(64)]
    public void The_first_draws_alone_are_those_of_the_whole_model(int draws)
    {
        var levers = new[] { new SupplyLever { Leaving = 0.5, ExtraRecruits = 4, Where = InProvince("P1") } };

        var first = Model.First(draws).Under(levers, Baseline.First(draws));
        var whole = Model.Under(levers, Baseline);

        foreach (var flow in Enum.GetValues<SupplyFlow>())
            Assert.Equal(whole.Select(SupplySelection.All).Flow(flow, 2030)[..draws], first.Select(SupplySelection.All).Flow(flow, 2030));
        Assert.Throws<ArgumentOutOfRangeException>(() => Model.First(Settings.Draws + 1));
    }

    [Fact]
    public void A_lever_of_nothing_changes_nothing_in_any_draw()
    {
        var idle = Model.Simulate([new SupplyLever { Where = InProvince("P1") }, new SupplyLever { ExtraRecruits = 3, Where = new() { Units = new HashSet<string>() } }]);

        foreach (var flow in Enum.GetValues<SupplyFlow>())
            Assert.Equal(Baseline.Select(SupplySelection.All).Flow(flow, 2030), idle.Select(SupplySelection.All).Flow(flow, 2030));
        Assert.Same(Baseline, Model.Under([new SupplyLever()], Baseline));
    }

    [Fact]
    public void Extra_recruits_are_hired_to_the_head_every_year_and_take_nothing_from_the_others()
    {
        var more = Model.Under([new SupplyLever { ExtraRecruits = 7, Where = InProvince("P1") }], Baseline).Select(InProvince("P1"));
        var without = Baseline.Select(InProvince("P1"));

        foreach (var year in Enumerable.Range(2025, 8))
            Assert.Equal(without.Flow(SupplyFlow.Recruits, year).Select(count => count + 7), more.Flow(SupplyFlow.Recruits, year));
    }

    [Fact]
    public void Training_places_bring_their_people_after_the_years_of_study_and_the_same_ones_as_posts_do()
    {
        var trained = Model.Under([new SupplyLever { ExtraRecruits = 7, ExtraRecruitsAfter = 3, Where = InProvince("P1") }], Baseline).Select(InProvince("P1"));
        var without = Baseline.Select(InProvince("P1"));

        foreach (var year in Enumerable.Range(2025, 8))
            Assert.Equal(without.Flow(SupplyFlow.Recruits, year).Select(count => count + (year > 2027 ? 7 : 0)), trained.Flow(SupplyFlow.Recruits, year));
        Assert.Equal(without.Closing(2027), trained.Closing(2027));
    }

    [Fact]
    public void One_post_more_never_means_one_person_fewer()
    {
        var before = Baseline.Select(InProvince("P1")).Closing(2032);
        for (var posts = 1; posts <= 6; posts++)
        {
            var now = Model.Under([new SupplyLever { ExtraRecruits = posts, Where = InProvince("P1") }], Baseline).Select(InProvince("P1")).Closing(2032);
            Assert.All(now.Zip(before), draw => Assert.True(draw.First >= draw.Second));
            Assert.True(now.Average() > before.Average());
            before = now;
        }
    }

    [Fact]
    public void The_account_balances_under_extra_recruits()
    {
        var slice = Model.Under([new SupplyLever { ExtraRecruits = 7 }, new SupplyLever { Upgrading = 2 }], Baseline).Select(SupplySelection.All);

        foreach (var year in Enumerable.Range(2025, 8))
        {
            float[] Of(SupplyFlow flow) => slice.Flow(flow, year);
            for (var draw = 0; draw < Settings.Draws; draw++)
            {
                Assert.Equal(
                    Of(SupplyFlow.Closing)[draw],
                    Of(SupplyFlow.Opening)[draw] + Of(SupplyFlow.Recruits)[draw] + Of(SupplyFlow.UpgradesIn)[draw] + Of(SupplyFlow.MovesIn)[draw] - Of(SupplyFlow.UpgradesOut)[draw]
                    - Of(SupplyFlow.MovesOut)[draw] - Of(SupplyFlow.Retirements)[draw] - Of(SupplyFlow.Leavers)[draw] - Of(SupplyFlow.TransfersOut)[draw] - Of(SupplyFlow.Deaths)[draw]);
            }
        }
    }

    private static SupplySlice In(SupplyForecast forecast, string unit) => forecast.Select(new SupplySelection { Units = new HashSet<string> { unit } });

    private static SupplySelection InProvince(string province) =>
        new() { Units = Input.ProvinceOf.Where(unit => unit.Value == province).Select(unit => unit.Key).ToHashSet() };
}
