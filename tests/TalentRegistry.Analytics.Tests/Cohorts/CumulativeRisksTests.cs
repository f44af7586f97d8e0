using TalentRegistry.Analytics.Cohorts;

namespace TalentRegistry.Analytics.Tests.Cohorts;

/// <summary>Rates of 1 % at 18, 2 % at 19 and so on, for both sexes; the second year has twice of them.</summary>
public class CumulativeRisksTests
{
    private const int Horizon = 20;
    private readonly CumulativeRisks risks = new(Horizon);

    public CumulativeRisksTests()
    {
        var byAge = Enumerable.Range(0, CareerTable.AgeSlots).Select(slot => new YearlyRates((slot % CareerTable.Ages + 1) / 100f, 0, 0, 0, 0.5f)).ToArray();
        var factors = Enumerable.Range(0, Horizon + 1).Select(year => new YearlyRates(year == 2 ? 2 : 1, 1, 1, 1, 1)).ToArray();
        risks.Fill(byAge, factors);
    }

    [Theory]
    [InlineData(0, 30)]
    [InlineData(1, 30)]
    public void Rates_add_up_along_the_life_of_those_born_in_a_year(int sex, int age)
    {
        var birth = CumulativeRisks.Birth(sex, age, Horizon);

        Assert.Equal(0, risks.By(birth, 0)[0]);
        Assert.Equal(0.14, risks.By(birth, 1)[0], 1e-6);
        Assert.Equal(0.14 + 2 * 0.15 / 2, risks.ByMiddleOf(birth, 2)[0], 1e-6);
    }

    [Fact]
    public void Who_is_not_yet_of_age_meets_with_nothing_and_who_is_older_than_the_model_with_the_rates_of_the_oldest()
    {
        Assert.Equal(0.01, risks.By(CumulativeRisks.Birth(0, CohortInput.MinAge - Horizon, Horizon), Horizon)[0], 1e-6);
        Assert.Equal(0.58 + 2 * 0.58, risks.By(CumulativeRisks.Birth(0, CohortInput.MaxAge, Horizon), 2)[0], 1e-5);
    }

    [Theory]
    [InlineData(0.07f, 0.5f)]
    [InlineData(0.14f, 1f)]
    [InlineData(0.29f, 1.5f)]
    [InlineData(0.44f, 2f)]
    public void A_height_is_reached_when_the_sum_comes_to_it(float height, float time) =>
        Assert.Equal(time, risks.TimeOf(CumulativeRisks.Birth(1, 30, Horizon), 0, height), 1e-4);

    [Fact]
    public void Causes_have_times_of_their_own() => Assert.Equal(16.5, risks.TimeOf(CumulativeRisks.Birth(1, 30, Horizon), 4, 8.25f), 1e-4);

    [Fact]
    public void What_comes_about_in_a_year_is_never_rounded_into_the_next()
    {
        var birth = CumulativeRisks.Birth(1, 30, Horizon);

        Assert.All(Enumerable.Range(1, Horizon), year => Assert.True(risks.TimeOf(birth, 4, MathF.BitDecrement(risks.By(birth, year)[4])) < year));
    }
}
