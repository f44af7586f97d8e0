using Npgsql;
using TalentRegistry.Data;
using TalentRegistry.Data.History;

namespace TalentRegistry.Server.Startup;

/// <summary>
/// Chains, every few seconds, the changes that committed at the same moment as others and so left their place in the chain to the next
/// change: where none comes, this does it.
/// </summary>
internal sealed class ChainKeeper(RegistryDatabase database, Readiness readiness, TimeProvider clock, ILogger<ChainKeeper> log) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(10);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pause, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            if (!readiness.Prepared)
                continue;

            try
            {
                await HistoryChain.ChainAsync(database, stoppingToken);
            }
            catch (NpgsqlException fault) when (!stoppingToken.IsCancellationRequested)
            {
                // Nothing is lost: what waits is chained by the next change or the next round.
                log.LogWarning(fault, "The history could not be chained");
            }
        }
    }
}
