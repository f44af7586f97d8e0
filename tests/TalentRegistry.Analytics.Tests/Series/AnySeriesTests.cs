using FsCheck;
using FsCheck.Fluent;
using TalentRegistry.Analytics.Series;

namespace TalentRegistry.Analytics.Tests.Series;

/// <summary>Whatever the past: no crash, bands in order, nothing below nought that never was.</summary>
public class AnySeriesTests
{
    private static Gen<double> Values => Gen.Frequency(
        (4, Gen.Choose(0, 2_000).Select(people => (double)people)),
        (2, Gen.Choose(-1_000, 1_000).Select(value => value / 7.0)),
        (1, Gen.Elements(0, 0, 1, 1e-12, -1e-12, 1e15, -1e15, 1e300, 5e-324)));

    private static Gen<double[]> Pasts =>
        from length in Gen.Choose(6, 40)
        from values in Gen.OneOf(Values.ArrayOf(length), Values.Select(value => Enumerable.Repeat(value, length).ToArray()))
        select values;

    private static Gen<AnnualSeries> Series =>
        from values in Pasts
        from gaps in Gen.Choose(1, 4).ArrayOf(values.Length)
        select new AnnualSeries("any", values.Select((value, i) => new Observation(1900 + gaps.Take(i).Sum(), value)));

    [Fact]
    public void Bands_are_finite_nested_and_round_the_forecast() =>
        Prop.ForAll(Series.ToArbitrary(), Gen.Choose(1, SeriesForecaster.LongestHorizon).ToArbitrary(), (series, horizon) =>
        {
            var forecast = SeriesForecaster.Forecast(series, horizon);
            return forecast.Years.Count == horizon && forecast.Extrapolated is >= 0 and <= 1 && forecast.Years.All(year =>
                double.IsFinite(year.Lower95) && double.IsFinite(year.Upper95)
                && year.Lower95 <= year.Lower80 && year.Lower80 <= year.Mean && year.Mean <= year.Upper80 && year.Upper80 <= year.Upper95);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(400));

    [Fact]
    public void What_never_was_below_nought_is_not_forecast_to_be() =>
        Prop.ForAll(Gen.Choose(0, 500).ArrayOf(8).ToArbitrary(), counts =>
            SeriesForecaster.Forecast(Made.Series(2001, [.. counts.Select(people => (double)people)]), 10).Years.All(year => year.Lower95 >= 0))
        .Check(Config.QuickThrowOnFailure.WithMaxTest(200));
}
