namespace TalentRegistry.Analytics.Series;

/// <summary>What is expected of one year, with the bands that should hold the truth 80 and 95 times in 100.</summary>
/// <param name="Period">The year.</param>
/// <param name="Mean">The forecast.</param>
/// <param name="Lower80">Lower end of the 80 % band.</param>
/// <param name="Upper80">Upper end of the 80 % band.</param>
/// <param name="Lower95">Lower end of the 95 % band, never above that of the 80 % band.</param>
/// <param name="Upper95">Upper end of the 95 % band, never below that of the 80 % band.</param>
public readonly record struct ForecastYear(int Period, double Mean, double Lower80, double Upper80, double Lower95, double Upper95);

/// <summary>The forecast of a series.</summary>
/// <param name="Name">The series.</param>
/// <param name="Years">One for each year ahead, from the year after the last observed.</param>
/// <param name="Extrapolated">How much its trend is trusted: 0 is "no change", 1 goes on as before.</param>
public sealed record SeriesForecast(string Name, IReadOnlyList<ForecastYear> Years, double Extrapolated);
