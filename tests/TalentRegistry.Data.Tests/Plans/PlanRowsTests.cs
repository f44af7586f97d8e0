using TalentRegistry.Data.Plans;
using TalentRegistry.Data.Tests.Indicators;
using TalentRegistry.Domain.Plans;
using TalentRegistry.Testing;

namespace TalentRegistry.Data.Tests.Plans;

/// <summary>The rows of the five plans: each is counted, says what it needs, or is a duty.</summary>
public sealed class PlanRowsTests
{
    private static readonly PlanReader Reader = new(PlanVocabulary.Read(Repository.Path("db", "reference")));
    private static readonly List<Plan> Plans = [.. Directory.GetFiles(Repository.Path("db", "plans")).Select(file => Reader.Read(file).Document!.Plan)];

    public static TheoryData<string> Targets => [.. Plans.SelectMany(plan => plan.Targets.Select(target => target.Code))];

    [Fact]
    public void All_152_rows_are_there()
    {
        var targets = Plans.SelectMany(plan => plan.Targets).ToList();

        Assert.Equal((44, 56, 52), (targets.Count(target => target.Computable), targets.Count(target => !target.Computable), Plans.Sum(plan => plan.Duties.Count)));
    }

    [Theory]
    [MemberData(nameof(Targets))]
    public void A_target_is_counted_by_words_of_the_language_or_says_what_it_needs(string code)
    {
        var (plan, target) = Plans.SelectMany(plan => plan.Targets, (plan, target) => (plan, target)).Single(pair => pair.target.Code == code);

        Assert.True(target.Computable ? target.Indicator.Numerator is not null && plan.Scope.UnitId is not null : target.Needs!.Vi.Length > 0 && target.Needs.En.Length > 0);
        Assert.All(target.Indicator.Readings, key => Assert.NotNull(plan.Setting(key)));
        // What a text does not state is never a number.
        Assert.True(plan.Code is not ("KT" or "LC") || target.Bound is null);
    }

    [Fact]
    public void Whatever_the_language_can_say_is_read_back_as_it_was_written()
    {
        var seed = Random.Shared.Next();
        var generator = new IndicatorGenerator(new Random(seed));
        for (var drawn = 0; drawn < 200; drawn++)
        {
            var written = IndicatorJson.Write(generator.Indicator(withEthnicGroups: true));
            var reading = Reader.ParseIndicator("define", written);

            Assert.True(reading.Problems.Count == 0, $"seed {seed}: {written}: {string.Join(" ", reading.Problems.Select(problem => problem.Describe("en")))}");
            Assert.Equal(written, IndicatorJson.Write(reading.Indicator! with { Readings = [] }));
            Assert.Equal(written, IndicatorJson.Write(IndicatorJson.Read(written)));
        }
    }

    [Theory]
    [InlineData("kind: count\nnumerator: { profession: [docter] }", "line 2", "docter")]
    [InlineData("kind: share\nnumerator: { jobFit: true }", "indicator", "needs a denominator")]
    [InlineData("kind: count\nnumerator: { recruited: true }", "recruited", "goes with over: year only")]
    [InlineData("kind: count\nnumerator: { stillThere: true }", "stillThere", "goes with after only")]
    [InlineData("kind: count\nover: year\namong: on_file\nnumerator: { membership: {} }", "among", "without after")]
    [InlineData("kind: count\nnumerator: { certificate: [{ kind: political_theory, levelAtLeast: G20 }] }", "levelAtLeast", "G20")]
    [InlineData("kind: count\nnumerator: { certificate: [{ kind: digital_skills, language: [en] }] }", "language", "foreign_language only")]
    [InlineData("kind: count\nnumerator: { degreeLevelFrom: no-such-setting }", "degreeLevelFrom", "no-such-setting")]
    [InlineData("kind: count\nnumerator: { young: true, ageUnder: 30 }", "young", "ageUnder")]
    public void A_definition_that_cannot_be_counted_says_where_and_why(string yaml, string where, string why)
    {
        var reading = Reader.ParseIndicator("define", yaml);

        Assert.Null(reading.Indicator);
        Assert.Contains(reading.Problems.Select(problem => problem.Describe("en")), told => told.Contains(where, StringComparison.Ordinal) && told.Contains(why, StringComparison.Ordinal));
    }
}
