using Npgsql;
using TalentRegistry.Data;
using TalentRegistry.Data.Headcounts;
using TalentRegistry.Domain.Dates;
using TalentRegistry.Server.Forecasts;

namespace TalentRegistry.Server.Startup;

/// <summary>
/// Counts the ends of years back to 1990, one by one once the server is ready, so that a first start does not wait for decades of
/// history; then, every minute, those that a list of many people left to be counted again (docs/decisions/0090), and every hour sums up what changes appended.
/// The targets of the day are counted first, so that whoever asks for them in the morning does not wait for all.
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

        using var minute = new PeriodicTimer(TimeSpan.FromMinutes(1), clock);
        var hour = DateTimeOffset.MinValue;
        do
        {
            var isDue = clock.GetUtcNow() >= hour;
            if (isDue)
                hour = clock.GetUtcNow().AddHours(1);
            await RunAsync(isDue, stoppingToken);
        }
        while (await minute.WaitForNextTickAsync(stoppingToken));
    }

    private async Task RunAsync(bool isHour, CancellationToken cancellationToken)
    {
        try
        {
            if (isHour)
                await targets.CountAsync(VietnamTime.Today(clock), cancellationToken);
            foreach (var year in await HeadcountUpkeep.UncountedYearsAsync(database, VietnamTime.Today(clock).Year + 1, cancellationToken))
                await HeadcountUpkeep.CountYearAsync(database, year, cancellationToken);
            if (isHour)
                await HeadcountUpkeep.SumUpAsync(database, cancellationToken);
        }
        catch (PostgresException fault) when (fault.SqlState == PostgresErrorCodes.LockNotAvailable)
        {
            // A long list is being written: whoever waited for it would make everybody who changes a career wait behind. The next minute tries again.
        }
        catch (NpgsqlException fault) when (!cancellationToken.IsCancellationRequested)
        {
            // Nothing is wrong with the answers: what is not counted is answered from careers. The next minute tries again.
            log.LogWarning(fault, "Years could not be counted");
        }
    }
}
