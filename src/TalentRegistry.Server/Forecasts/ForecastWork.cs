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
