using System.Globalization;
using Npgsql;
using Spectre.Console;
using TalentRegistry.Domain.Dates;
using TalentRegistry.Server.Forecasts;

namespace TalentRegistry.Server.Startup;

/// <summary>
/// Keeps the forecast that of the registry's records: once the server is ready, and each night, when few wait for a page. It takes minutes for a whole
/// province, in which records can be kept, and pages tell how far it is or show the last one.
/// </summary>
internal sealed class ForecastKeeper(ForecastWork forecasts, TimeProvider clock, ILogger<ForecastKeeper> log)
{
    private static readonly TimeSpan Night = TimeSpan.FromHours(1);

    /// <summary>Forecasts where that is due, until cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                AnsiConsole.WriteLine(await forecasts.StartIfDueAsync(Tell, cancellationToken)
                    ? "Đang tính dự báo, các trang dùng được ngay · The forecast is being made, pages can be used meanwhile."
                    : "Dự báo đúng với hồ sơ hiện có · The forecast is up to date.");
            }
            catch (NpgsqlException fault) when (!cancellationToken.IsCancellationRequested)
            {
                log.LogWarning(fault, "Whether a forecast is due could not be told");
            }

            await Task.Delay(UntilNight(clock.GetUtcNow()), clock, cancellationToken);
        }
    }

    /// <summary>Time until it is next one o'clock at night in Viet Nam; more than zero.</summary>
    public static TimeSpan UntilNight(DateTimeOffset now)
    {
        var midnight = VietnamTime.Begin(DateOnly.FromDateTime(VietnamTime.At(now).DateTime));
        var night = midnight + Night;
        return (night > now ? night : night.AddDays(1)) - now;
    }

    private static void Tell(TimeSpan taken) =>
        AnsiConsole.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Dự báo xong · The forecast is up to date ({taken.TotalSeconds:0.0} s)."));
}
