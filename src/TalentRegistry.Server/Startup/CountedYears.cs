using Npgsql;
using TalentRegistry.Data;
using TalentRegistry.Data.Headcounts;
using TalentRegistry.Domain.Dates;
using TalentRegistry.Server.Forecasts;

namespace TalentRegistry.Server.Startup;

/// <summary>
/// Counts the ends of years back to 1990, one by one once the server is ready, so that a first start does not wait for decades of
/// history; then, every hour, sees to it that the coming year is counted and sums up what changes appended. The targets of the day are
/// counted first, so that whoever asks for them in the morning does not wait for all.
/// </summary>
internal sealed class CountedYears(
    RegistryDatabase database, TargetsOnADay targets, Readiness readiness, TimeProvider clock, ILogger<CountedYears> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var second = new PeriodicTimer(TimeSpan.FromSeconds(1), clock);
        while (!readiness.Prepared && await second.WaitForNextTickAsync(stoppingToken))
        {
        }

        using var hour = new PeriodicTimer(TimeSpan.FromHours(1), clock);
        do
            await RunAsync(stoppingToken);
        while (await hour.WaitForNextTickAsync(stoppingToken));
    }

    private async Task RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            await targets.CountAsync(VietnamTime.Today(clock), cancellationToken);
            for (var year = VietnamTime.Today(clock).Year + 1; year >= HeadcountUpkeep.FirstYear; year--)
                await HeadcountUpkeep.CountYearAsync(database, year, cancellationToken);
            await HeadcountUpkeep.SumUpAsync(database, cancellationToken);
        }
        catch (NpgsqlException fault) when (!cancellationToken.IsCancellationRequested)
        {
            // Nothing is wrong with the answers: what is not counted is answered from careers. The next hour tries again.
            log.LogWarning(fault, "Years could not be counted");
        }
    }
}
