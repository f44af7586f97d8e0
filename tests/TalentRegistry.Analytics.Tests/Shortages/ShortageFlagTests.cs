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

    [Theory]
    // Draws of ten that are short, what the forecast before said, and what the flag says now.
    [InlineData(5, null, ShortageSeverity.Shortage)]
    [InlineData(4, null, ShortageSeverity.Watch)]
    [InlineData(4, ShortageSeverity.Shortage, ShortageSeverity.Shortage)]
    [InlineData(3, ShortageSeverity.Shortage, ShortageSeverity.Watch)]
    [InlineData(7, ShortageSeverity.Severe, ShortageSeverity.Severe)]
    [InlineData(6, ShortageSeverity.Severe, ShortageSeverity.Shortage)]
    [InlineData(2, ShortageSeverity.Severe, ShortageSeverity.Watch)]
    [InlineData(1, ShortageSeverity.Severe, ShortageSeverity.None)]
    [InlineData(9, ShortageSeverity.None, ShortageSeverity.Severe)]
    public void A_flag_is_raised_at_its_bound_and_lowered_only_a_tenth_below_it(int shortDraws, ShortageSeverity? before, ShortageSeverity severity)
    {
        var supply = Enumerable.Range(0, 10).Select(draw => draw < shortDraws ? 50f : 100f).ToArray();

        Assert.Equal(severity, ShortageFlag.AgainstStaffing(Key, 2030, 100, supply, new(), before).Severity);
    }

    [Theory]
    [InlineData(5, null, false)]
    [InlineData(5, ShortageSeverity.Shortage, false)]
    [InlineData(4, ShortageSeverity.Shortage, true)]
    [InlineData(4, ShortageSeverity.None, false)]
    [InlineData(2, ShortageSeverity.Shortage, true)]
    [InlineData(0, ShortageSeverity.Severe, false)]
    public void A_flag_that_stands_only_because_it_was_raised_before_says_so(int shortDraws, ShortageSeverity? before, bool isHeld)
    {
        float[] supply = [.. Enumerable.Range(0, 10).Select(draw => draw < shortDraws ? 50f : 100f)];

        Assert.Equal(isHeld, ShortageFlag.AgainstStaffing(Key, 2030, 100, supply, new(), before).IsHeld);
    }

    [Fact]
    public void The_range_of_the_gap_is_that_of_requirement_less_supply()
    {
        var flag = ShortageFlag.AgainstStaffing(Key, 2030, 100, [.. Enumerable.Range(0, 101).Select(missing => 100f - missing)], new());

        Assert.Equal((10, 50, 90), (flag.Gap.P10, flag.Gap.P50, flag.Gap.P90));
    }

    [Theory]
    // Years, stock, short today, growth, retirements, exits, recruits.
    [InlineData(5, 100, 30, 5, 10, 5, 15, ShortageDriver.ShortAlready)]
    [InlineData(5, 100, 0, 2, 10, 5, 1, ShortageDriver.FewRecruits)]
    [InlineData(5, 100, 0, 2, 40, 5, 13, ShortageDriver.Retirements)]
    [InlineData(5, 100, 0, 2, 13, 30, 13, ShortageDriver.Exits)]
    [InlineData(5, 100, 0, 25, 13, 5, 20, ShortageDriver.Growth)]
    public void The_driver_is_the_greatest_part_of_what_is_missing(
        int years, double stock, double shortToday, double growth, double retirements, double exits, double recruits, ShortageDriver driver) =>
        Assert.Equal(driver, new ShortageParts(years, stock, shortToday, growth, retirements, exits, recruits).Driver);
}
