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
        var simulation = new Simulation(table, new(table, input, settings), settings);
        var (done, gate) = (0, new Lock());
        // Longest first, so that no thread is left alone with a big group at the end.
        Parallel.ForEach(
            groups.OrderByDescending(group => group.Cohorts.Sum(cohorts => cohorts.Length)),
            new ParallelOptions { MaxDegreeOfParallelism = settings.MaxThreads ?? Environment.ProcessorCount, CancellationToken = cancellationToken },
            group =>
            {
                simulation.Run(group, Array.ConvertAll(group.Cells, cell => cell < 0 ? null : accounts[cell]));
                lock (gate) progress?.Report(++done / (double)groups.Length);
            });

        var order = Enumerable.Range(0, accounts.Length).OrderBy(cell => table.Cells[cell], CellOrder.Instance).ToArray();
        return new(
            input.BaseYear, settings.HorizonInYears, settings.Draws,
            Array.ConvertAll(order, cell => table.Cells[cell]), Array.ConvertAll(order, cell => accounts[cell]));
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

    private sealed class CellOrder : IComparer<CellKey>
    {
        public static CellOrder Instance { get; } = new();

        public int Compare(CellKey x, CellKey y) =>
            (string.CompareOrdinal(x.UnitId, y.UnitId), string.CompareOrdinal(x.SectorCode, y.SectorCode),
                string.CompareOrdinal(x.ProfessionCode, y.ProfessionCode)) switch
            {
                (not 0 and var byUnit, _, _) => byUnit,
                (_, not 0 and var bySector, _) => bySector,
                (_, _, not 0 and var byProfession) => byProfession,
                _ => x.Band.CompareTo(y.Band),
            };
    }
}
