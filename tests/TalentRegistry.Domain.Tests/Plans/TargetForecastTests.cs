using TalentRegistry.Domain.Agencies;
using TalentRegistry.Domain.Careers;
using TalentRegistry.Domain.Plans;

namespace TalentRegistry.Domain.Tests.Plans;

public sealed class TargetForecastTests
{
    private static readonly Bilingual Missing = new("Thiếu hồ sơ giải thưởng.", "Award records are missing.");

    [Fact]
    public void Professions_sectors_and_degree_bands_are_forecast() => Assert.Null(Target(new PeopleFilter(
        ["doctor"], ["HEALTH"], "E40", [], [], null, null)).NotYetForecast);

    [Theory]
    [InlineData("E40", true)]
    [InlineData("E50", true)]
    [InlineData("E30", true)]
    [InlineData("E60", true)]
    [InlineData("M51", false)]
    public void Degree_levels_are_forecast_where_a_band_of_the_model_begins(string level, bool forecast) =>
        Assert.Equal(forecast, Target(PeopleFilter.Everyone with { DegreeLevelAtLeast = level }).NotYetForecast is null);

    [Fact]
    public void What_the_model_does_not_tell_apart_is_named_once_in_both_languages()
    {
        var leaders = PeopleFilter.Everyone with { LeadershipRankAtLeast = LeadershipRank.DeputyDivisionHead, GovernmentLevels = [GovernmentLevel.Province] };

        var reason = Target(leaders with { AgeUnder = 40 }, leaders).NotYetForecast!;

        Assert.EndsWith("does not yet tell apart level of government, leadership rank, age limits.", reason.En, StringComparison.Ordinal);
        Assert.EndsWith("chưa tách theo cấp chính quyền, chức vụ lãnh đạo, giới hạn tuổi.", reason.Vi, StringComparison.Ordinal);
    }

    [Fact]
    public void A_target_that_needs_data_says_that_first() =>
        Assert.Equal(Missing, (Target(PeopleFilter.Everyone with { LeadershipRankAtLeast = LeadershipRank.Head }) with { Needs = Missing }).NotYetForecast);

    [Fact]
    public void A_share_without_a_base_has_no_value() =>
        Assert.Null(new Indicator(IndicatorKind.Share, PeopleFilter.Everyone, PeopleFilter.Everyone, null, 100).ValueOf(0, 0));

    private static Target Target(PeopleFilter people, PeopleFilter? whole = null) => new(
        "DB-01", "II.1", "…", new Bilingual("…", "…"),
        new Indicator(whole is null ? IndicatorKind.Count : IndicatorKind.Share, people, whole, null, whole is null ? 1 : 100), null,
        ReportedAs.Level, null, null);
}
