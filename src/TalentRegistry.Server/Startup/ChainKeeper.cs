using Npgsql;
using TalentRegistry.Data;
using TalentRegistry.Data.History;
using TalentRegistry.Data.Work;
using TalentRegistry.Server.Audit;

namespace TalentRegistry.Server.Startup;

/// <summary>
/// Seals, every few seconds, reads and events, and the changes that committed at the same moment as others and so left their place in the chain to the next
/// change. Verifies all chains once after the start, and their newest links every quarter of an hour.
/// </summary>
internal sealed class ChainKeeper(
    RegistryDatabase database, Readiness readiness, ChainWatch chains, WorkBoard board, TimeProvider clock, ILogger<ChainKeeper> log) : BackgroundService
{
    private const int RoundsBetweenVerifications = 90;
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(10);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pause, clock);
        for (var round = -1; await timer.WaitForNextTickAsync(stoppingToken);)
        {
            if (!readiness.Prepared)
                continue;

            try
            {
                await HistoryChain.ChainAsync(database, stoppingToken);
                await HistoryChain.SealLogsAsync(database, stoppingToken);
                if (++round == 0)
                    await chains.StartWholeAsync(board, stoppingToken);
                else if (round % RoundsBetweenVerifications == 0)
                    await chains.VerifyNewestAsync(stoppingToken);
            }
            catch (NpgsqlException fault) when (!stoppingToken.IsCancellationRequested)
            {
                // Nothing is lost: what waits is chained by the next change or the next round.
                log.LogWarning(fault, "The logs could not be sealed or verified");
            }
            catch (OperatorException fault) when (!stoppingToken.IsCancellationRequested)
            {
                log.LogError(fault, "The logs could not be verified");
            }
        }
    }
}
