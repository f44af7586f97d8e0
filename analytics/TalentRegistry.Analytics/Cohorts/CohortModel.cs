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
        var groups = Group.Of(input, table);
        var accounts = Accounts(groups, table.Cells.Count, settings);
        var simulation = new Simulation(table, new(table, input, settings), accounts, settings);
        var threads = new ParallelOptions { MaxDegreeOfParallelism = settings.MaxThreads ?? Environment.ProcessorCount, CancellationToken = cancellationToken };
        var (done, gate) = (0, new Lock());
        // Nobody moves out of a province, so one after the other may be closed, which halves its memory.
        foreach (var province in groups.GroupBy(group => group.Province(table)))
        {
            // Longest first, so that no thread is left alone with a big group at the end.
            Parallel.ForEach(province.OrderByDescending(group => group.Cohorts.Sum(cohorts => cohorts.Length)), threads, group =>
            {
                simulation.Run(group);
                lock (gate) progress?.Report(++done / (double)groups.Length);
            });
            Parallel.ForEach(province.SelectMany(group => group.Cells).Where(cell => cell >= 0), threads, cell => accounts[cell].Close());
        }

        return new(input.BaseYear, settings.HorizonInYears, settings.Draws, table.Cells, accounts);
    }

    private static CellDraws[] Accounts(Group[] groups, int cells, CohortSettings settings)
    {
        var accounts = new CellDraws[cells];
        foreach (var group in groups)
            for (var band = 0; band < GroupAccount.Bands; band++)
                if (group.Cells[band] is >= 0 and var cell)
                {
                    var below = band > 0 && group.Cells[band - 1] >= 0 ? accounts[group.Cells[band - 1]] : null;
                    accounts[cell] = new(group.Cohorts[band].Sum(cohort => cohort.People), settings.HorizonInYears, settings.Draws, below);
                }

        return accounts;
    }
}
