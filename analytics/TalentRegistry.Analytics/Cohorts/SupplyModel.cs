using System.Collections.Concurrent;

namespace TalentRegistry.Analytics.Cohorts;

/// <summary>
/// Rates learnt once, for as many scenarios as are asked for. Each shares every random number with the baseline and simulates only the provinces that its levers touch: nobody moves between
/// provinces, so all others are the baseline's to the head.
/// </summary>
public sealed class SupplyModel
{
    private readonly CohortSettings settings;
    private readonly CareerTable table;
    private readonly ProvincePeople[] provinces;
    private readonly Rates rates;

    private SupplyModel(CohortInput input, CohortSettings settings)
    {
        this.settings = settings;
        BaseYear = input.BaseYear;
        table = new(input, settings.RecruitmentYears);
        rates = new(table, input, settings);
        provinces = ProvincePeople.Of(input, table, rates.Retirement, settings.HorizonInYears);
    }

    private SupplyModel(SupplyModel other, int draws) =>
        (settings, BaseYear, table, rates, provinces) = (other.settings with { Draws = draws }, other.BaseYear, other.table, other.rates, other.provinces);

    /// <summary>The stock of 31 December of this year is known.</summary>
    public int BaseYear { get; }

    /// <summary>The same model for its first draws alone: rougher and sooner. Each of them is that of the whole to the head.</summary>
    /// <param name="draws">1 to the draws of the model.</param>
    public SupplyModel First(int draws) => draws >= 1 && draws <= settings.Draws ? new(this, draws)
        : throw new ArgumentOutOfRangeException(nameof(draws), draws, $"Must be 1 to {settings.Draws}.");

    /// <summary>Estimates the rates; levers of the settings are left to the simulation.</summary>
    /// <inheritdoc cref="CohortModel.Forecast" path="/exception"/>
    public static SupplyModel Learn(CohortInput input, CohortSettings settings, CancellationToken cancellationToken = default)
    {
        CohortChecks.Check(settings);
        CohortChecks.Check(input);
        cancellationToken.ThrowIfCancellationRequested();
        return new(input, settings);
    }

    /// <summary>Simulates the horizon in every province; without levers this is the baseline.</summary>
    public SupplyForecast Simulate(IReadOnlyList<SupplyLever> levers, IProgress<double>? progress = null, CancellationToken cancellationToken = default)
    {
        var baseline = Run([], provinces, new CellDraws[table.Cells.Count], null, false, progress, cancellationToken);
        return Under(levers, baseline, null, cancellationToken);
    }

    /// <summary>Simulates the provinces that the levers touch, and takes the others from the baseline: the same answer as <see cref="Simulate"/>, sooner.</summary>
    /// <param name="levers">What the scenario changes.</param>
    /// <param name="baseline">This model's forecast without levers.</param>
    /// <param name="progress">Told the share done, 0 to 1, never falling.</param>
    /// <param name="cancellationToken">Cancels within a fraction of a second.</param>
    public SupplyForecast Under(
        IReadOnlyList<SupplyLever> levers, SupplyForecast baseline, IProgress<double>? progress = null, CancellationToken cancellationToken = default)
    {
        CohortChecks.Check(levers);
        var working = levers.Where(lever => !lever.IsIdle).ToList();
        var touched = Touched(working);
        return touched.Length == 0 ? baseline
            : Run(working, touched, [.. Enumerable.Range(0, table.Cells.Count).Select(baseline.AccountOf)], baseline, false, progress, cancellationToken);
    }

    /// <summary>
    /// The extra recruits of a lever alone, with all that becomes of them: people are followed one by one, so that the baseline and these are what <see cref="Under"/> would answer, without simulating
    /// anybody else again. Provinces without a cell of the lever stay empty.
    /// </summary>
    public SupplyForecast Added(SupplyLever lever, CancellationToken cancellationToken = default) => Added([lever], cancellationToken);

    /// <summary>The extra recruits of several levers together.</summary>
    /// <inheritdoc cref="Added(SupplyLever, CancellationToken)"/>
    public SupplyForecast Added(IReadOnlyList<SupplyLever> recruiting, CancellationToken cancellationToken = default)
    {
        SupplyLever[] levers = [.. recruiting.Select(lever => new SupplyLever { Where = lever.Where, ExtraRecruits = lever.ExtraRecruits, ExtraRecruitsAfter = lever.ExtraRecruitsAfter })];
        CohortChecks.Check(levers);
        var nobody = new CellDraws(0, settings.HorizonInYears, settings.Draws);
        return Run(levers, Touched(levers), [.. Enumerable.Repeat(nobody, table.Cells.Count)], null, true, null, cancellationToken);
    }

    private ProvincePeople[] Touched(IReadOnlyList<SupplyLever> levers) =>
        [.. provinces.Where(province => Array.Exists(province.Cells, cell => levers.Any(lever => lever.Where.Includes(table.Cells[cell]))))];

    // Puts the accounts of the chosen provinces in place of those given.
    private SupplyForecast Run(
        IReadOnlyList<SupplyLever> levers, ProvincePeople[] chosen, CellDraws[] accounts, SupplyForecast? baseline, bool onlyExtra, IProgress<double>? progress, CancellationToken cancellationToken)
    {
        var under = rates.Under(levers);
        var simulations = Array.ConvertAll(chosen, province => new Simulation(table, under, province, settings, baseline, onlyExtra));
        Run(simulations, under, progress, cancellationToken);
        foreach (var province in simulations)
            for (var place = 0; place < province.Cells.Length; place++)
                accounts[province.Cells[place]] = province.Accounts[place];
        return new(BaseYear, settings.HorizonInYears, settings.Draws, table.Cells, accounts);
    }

    private void Run(Simulation[] provinces, Rates under, IProgress<double>? progress, CancellationToken cancellationToken)
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
            () => new Simulation.Workspace(under, settings, mostCells),
            (next, _, workspace) =>
            {
                next.Province.Run(next.Block, workspace, cancellationToken);
                lock (gate) progress?.Report(++done / (double)work.Length);
                return workspace;
            },
            _ => { });
    }
}
