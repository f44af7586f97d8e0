using TalentRegistry.Analytics;
using TalentRegistry.Analytics.Cohorts;
using TalentRegistry.Analytics.Indicators;
using TalentRegistry.Server.Forecasts;

namespace TalentRegistry.Server.Scenarios;

/// <summary>What comes of a target under levers, beside the model without them, on the same draws.</summary>
/// <param name="Levers">What is changed.</param>
/// <param name="BaseYear">The last year that is known.</param>
/// <param name="Year">The year that the target is due, or the nearest that is forecast.</param>
/// <param name="Draws">Draws behind every figure.</param>
/// <param name="Years">The years after the base year.</param>
/// <param name="Baseline">What the people counted come to from the base year to <paramref name="Year"/>.</param>
/// <param name="Changed">The same under the levers.</param>
public sealed record TargetWhatIf(
    TargetLevers Levers, int BaseYear, int Year, int Draws, IReadOnlyList<WhatIfYear> Years, PeopleAccount Baseline, PeopleAccount Changed)
{
    /// <summary>The year that is due.</summary>
    public WhatIfYear Due => Years.First(year => year.Year == Year);

    /// <summary>Draws behind a sketch: two blocks, so that two processors share it.</summary>
    public const int SketchDraws = 64;

    /// <summary>Whether the effect of the levers is that of the first draws alone, to be replaced by that of all.</summary>
    public bool IsSketch => EffectDraws < Draws;

    /// <summary>Draws behind the difference that the levers make.</summary>
    public int EffectDraws { get; init; } = Draws;

    /// <summary>Simulates the target's province under the levers; null where the model does not tell the target's people apart.</summary>
    internal static TargetWhatIf? Of(ScenarioGround ground, string code, int? due, TargetLevers levers, CancellationToken cancellationToken) =>
        Of(ground, code, due, levers, ground.Inputs.Supply.Draws, cancellationToken);

    /// <summary>
    /// The same from the first draws: what the levers change in them on average is added to every draw of the baseline. The random numbers are the same with and without levers, so that few draws tell
    /// a difference well; how well is in docs/performance.md.
    /// </summary>
    internal static TargetWhatIf? Sketch(ScenarioGround ground, string code, int? due, TargetLevers levers, CancellationToken cancellationToken) =>
        Of(ground, code, due, levers, levers.IsIdle ? ground.Inputs.Supply.Draws : Math.Min(SketchDraws, ground.Inputs.Supply.Draws), cancellationToken);

    private static TargetWhatIf? Of(ScenarioGround ground, string code, int? due, TargetLevers levers, int draws, CancellationToken cancellationToken)
    {
        var all = ground.Inputs;
        if (ground.Targets.FirstOrDefault(each => each.Target.Code == code) is not { } target || all.Vocabulary.CellsOf(target.Numerator, all.PartsOf(target.UnitId)) is not { } people)
            return null;

        var without = all with { Supply = all.Supply.First(draws) };
        var under = without with { Supply = ground.Model.First(draws).Under(levers.On(people), without.Supply, null, cancellationToken) };
        List<WhatIfYear> years =
        [
            .. from baseline in Paths(target, all)
               join first in Paths(target, without) on baseline.Year equals first.Year
               join changed in Paths(target, under) on baseline.Year equals changed.Year
               select new WhatIfYear(
                   baseline.Year, Standing(target, baseline.People, baseline.Values),
                   Standing(target, Effect(baseline.People, first.People, changed.People), Effect(baseline.Values, first.Values, changed.Values))),
        ];
        if (years.Count == 0)
            return null;

        var year = Math.Clamp(due ?? years[^1].Year, years[0].Year, years[^1].Year);
        PeopleAccount Account(ForecastInputs inputs) => PeopleAccount.Of(inputs.Supply.Select(people), all.BaseYear, year);
        var whole = Account(all);
        return new(levers, all.BaseYear, year, all.Supply.Draws, years, whole, whole.Plus(Account(under), Account(without))) { EffectDraws = draws };
    }

    // As all draws have it where all were drawn, else moved by what the first ones changed on average.
    private static float[] Effect(float[] baseline, float[] without, float[] under)
    {
        if (under.Length == baseline.Length)
            return under;

        var change = under.Average() - without.Average();
        return Array.ConvertAll(baseline, value => value + change);
    }

    private static IEnumerable<(int Year, float[] People, float[] Values)> Paths(ComputableTarget target, ForecastInputs inputs) =>
        TargetPaths.DrawsOf(target, target.UnitId, inputs.PartsOf(target.UnitId), inputs).Select(drawn => (drawn.Year, drawn.Draws.Numerator, IndicatorForecast.Values(drawn.Draws)));

    private static WhatIfStanding Standing(ComputableTarget target, float[] people, float[] values)
    {
        var band = Quantiles.Of(values);
        double? met = target.Rule is { } rule ? values.Count(value => rule.IsMetBy(value)) / (double)values.Length : null;
        return new(people.Average(count => (double)count), band.P50, band.P10, band.P90, met);
    }
}

/// <summary>A target at the end of a year, without and with the levers.</summary>
public sealed record WhatIfYear(int Year, WhatIfStanding Baseline, WhatIfStanding Changed);

/// <summary>Where a target stands at the end of a year.</summary>
/// <param name="People">Mean people counted.</param>
/// <param name="Median">Median of the indicator, in its own unit.</param>
/// <param name="Low80">The 10 % quantile.</param>
/// <param name="High80">The 90 % quantile.</param>
/// <param name="ProbabilityMet">Share of the draws that meet the target, 0 to 1; null where the text states no number.</param>
public sealed record WhatIfStanding(double People, double Median, double Low80, double High80, double? ProbabilityMet);
