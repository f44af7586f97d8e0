using System.Collections.Concurrent;

namespace TalentRegistry.Analytics.Cohorts;

/// <summary>The supply forecast: rates learnt from careers, then every person and recruit followed year by year in every draw.</summary>
public static class CohortModel
{
    /// <summary>Estimates the rates and simulates the horizon.</summary>
    /// <param name="input">Stock and careers.</param>
    /// <param name="settings">How far, how often, from which seed.</param>
    /// <param name="progress">Told the share done, 0 to 1, never falling.</param>
    /// <param name="cancellationToken">Cancels within a fraction of a second.</param>
    /// <exception cref="ArgumentException">Input or settings out of range; the message names the value.</exception>
    /// <exception cref="OperationCanceledException">Cancelled; nothing is kept.</exception>
    public static SupplyForecast Forecast(
        CohortInput input, CohortSettings settings, IProgress<double>? progress = null, CancellationToken cancellationToken = default)
    {
        CohortChecks.Check(settings);
        CohortChecks.Check(input);
        cancellationToken.ThrowIfCancellationRequested();
        var table = new CareerTable(input, settings.RecruitmentYears);
        var rates = new Rates(table, input, settings);
        var provinces = ProvincePeople.Of(input, table, rates.Retirement, settings.HorizonInYears)
            .Select(province => new Simulation(table, rates, province, settings)).ToArray();
        Run(provinces, rates, settings, progress, cancellationToken);

        var accounts = new CellDraws[table.Cells.Count];
        foreach (var province in provinces)
            for (var place = 0; place < province.Cells.Length; place++)
                accounts[province.Cells[place]] = province.Accounts[place];
        return new(input.BaseYear, settings.HorizonInYears, settings.Draws, table.Cells, accounts);
    }

    private static void Run(
        Simulation[] provinces, Rates rates, CohortSettings settings, IProgress<double>? progress, CancellationToken cancellationToken)
    {
        var threads = new ParallelOptions { MaxDegreeOfParallelism = settings.MaxThreads ?? Environment.ProcessorCount, CancellationToken = cancellationToken };
        var blocks = (settings.Draws + CellDraws.Block - 1) / CellDraws.Block;
        // The largest province first, so that no thread is left alone with it at the end.
        var work = provinces.OrderByDescending(province => province.Cells.Length)
            .SelectMany(_ => Enumerable.Range(0, blocks), (province, block) => (Province: province, Block: block)).ToArray();
        var mostCells = provinces.Select(province => province.Cells.Length).DefaultIfEmpty().Max();
        var (done, gate) = (0, new Lock());
        Parallel.ForEach(
            Partitioner.Create(work, loadBalance: true), threads,
            () => new Simulation.Workspace(rates, settings, mostCells),
            (next, _, workspace) =>
            {
                next.Province.Run(next.Block, workspace, cancellationToken);
                lock (gate) progress?.Report(++done / (double)work.Length);
                return workspace;
            },
            _ => { });
    }
}
