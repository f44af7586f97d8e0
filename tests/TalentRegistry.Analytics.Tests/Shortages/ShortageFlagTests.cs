using TalentRegistry.Analytics.Shortages;

namespace TalentRegistry.Analytics.Tests.Shortages;

public class ShortageFlagTests
{
    private static readonly ShortageKey Key = new("D1", "health", "doctor");

    [Theory]
    // Draws of ten that are short, by how many people each, of 100 needed; and what the flag says.
    [InlineData(0, 0, ShortageSeverity.None)]
    [InlineData(2, 50, ShortageSeverity.None)]
    [InlineData(3, 50, ShortageSeverity.Watch)]
    [InlineData(4, 50, ShortageSeverity.Watch)]
    [InlineData(5, 5, ShortageSeverity.Shortage)]
    [InlineData(7, 50, ShortageSeverity.Shortage)]
    [InlineData(8, 12, ShortageSeverity.Shortage)]
    [InlineData(8, 13, ShortageSeverity.Severe)]
    [InlineData(10, 10, ShortageSeverity.Severe)]
    [InlineData(10, 9, ShortageSeverity.Shortage)]
    public void Severity_follows_chance_and_size(int shortDraws, int missing, ShortageSeverity severity)
    {
        var supply = Enumerable.Range(0, 10).Select(draw => draw < shortDraws ? 100f - missing : 100f).ToArray();

        var flag = ShortageFlag.AgainstStaffing(Key, 2030, 100, supply, new());

        Assert.Equal(severity, flag.Severity);
        Assert.Equal(shortDraws / 10.0, flag.ProbabilityShort, 9);
        Assert.Equal(shortDraws * missing / 10.0, flag.ExpectedShortfall, 9);
        Assert.Equal(ShortageBasis.CurrentStaffing, flag.Basis);
    }

    [Fact]
    public void A_third_of_a_teacher_is_no_crisis()
    {
        var flag = ShortageFlag.AgainstPlan(Key, 2030, 3.4, 10_000, [10_000, 10_000], [3, 3], new());

        Assert.Equal(1, flag.ProbabilityShort);
        Assert.Equal(ShortageSeverity.Watch, flag.Severity);
    }

    [Fact]
    public void A_plan_asks_for_its_ratio_of_each_draws_population()
    {
        var flag = ShortageFlag.AgainstPlan(Key, 2030, 14, 10_000, [600_000, 700_000], [900, 900], new());

        Assert.Equal((840 + 980) / 2.0, flag.Requirement, 3);
        Assert.Equal(0.5, flag.ProbabilityShort);
        Assert.Equal(10, flag.ExpectedGap, 3);
        Assert.Equal(40, flag.ExpectedShortfall, 3);
        Assert.Equal(ShortageBasis.PlanTarget, flag.Basis);
    }

    [Fact]
    public void More_than_needed_shows_as_a_negative_gap()
    {
        var flag = ShortageFlag.AgainstStaffing(Key, 2030, 10, [12, 14], new());

        Assert.Equal((-3.0, 0.0, ShortageSeverity.None), (flag.ExpectedGap, flag.ExpectedShortfall, flag.Severity));
    }

    [Fact]
    public void Population_and_supply_must_be_of_the_same_draws() =>
        Assert.Throws<ArgumentException>(() => ShortageFlag.AgainstPlan(Key, 2030, 14, 10_000, [600_000], [900, 900], new()));
}
