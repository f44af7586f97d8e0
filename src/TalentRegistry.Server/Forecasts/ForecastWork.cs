using System.Diagnostics;
using TalentRegistry.Data.Work;
using TalentRegistry.Server.Work;

namespace TalentRegistry.Server.Forecasts;

/// <summary>Recomputing the forecast as work that can be watched and cancelled.</summary>
internal sealed class ForecastWork(WorkBoard board, ForecastService forecasts)
{
    /// <summary>Begins it; the id of the work.</summary>
    /// <param name="requestedBy">Account that asked.</param>
    /// <param name="evenIfCurrent">Computes again what was computed from the same input.</param>
    /// <param name="cancellationToken">Ends the beginning.</param>
    /// <exception cref="WorkUnderWayException">It is being recomputed already.</exception>
    public Task<Guid> StartAsync(Guid requestedBy, bool evenIfCurrent, CancellationToken cancellationToken) => board.StartAsync(
        WorkKind.Forecast, requestedBy, WorkStages.Reading,
        (steps, ended) => forecasts.RefreshAsync(new Stages(steps), evenIfCurrent, ended), cancellationToken);

    /// <summary>Begins it for the server itself where the kept forecast is not of what the registry holds.</summary>
    /// <param name="made">Called when there is a new forecast, with the time it took.</param>
    /// <param name="cancellationToken">Ends the beginning, not the work.</param>
    /// <returns>Whether it is being recomputed, by this server or another.</returns>
    public async Task<bool> StartIfDueAsync(Action<TimeSpan> made, CancellationToken cancellationToken)
    {
        if (!await forecasts.IsDueAsync(cancellationToken))
            return false;

        try
        {
            await board.StartAsync(WorkKind.Forecast, null, WorkStages.Reading, MakeAsync, cancellationToken);
        }
        catch (WorkUnderWayException)
        {
            // Another server on the same database was quicker.
        }

        return true;

        async Task MakeAsync(IProgress<WorkStep> steps, CancellationToken ended)
        {
            var clock = Stopwatch.StartNew();
            if (await forecasts.RefreshAsync(new Stages(steps), evenIfCurrent: false, ended))
                made(clock.Elapsed);
        }
    }

    // The service tells a share; where its parts begin is known to it alone, and repeated here for the eye.
    private sealed class Stages(IProgress<WorkStep> steps) : IProgress<double>
    {
        public void Report(double value) => steps.Report(new WorkStep(
            value switch
            {
                < 0.2 => WorkStages.Reading,
                < 0.7 => WorkStages.Supply,
                < 0.75 => WorkStages.Targets,
                < 0.95 => WorkStages.Shortages,
                _ => WorkStages.Saving,
            },
            (long)Math.Round(value * 100), 100));
    }
}
