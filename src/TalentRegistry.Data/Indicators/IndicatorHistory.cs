using TalentRegistry.Domain.Plans;

namespace TalentRegistry.Data.Indicators;

/// <summary>
/// What indicators counted on 31 December of each year, by district on the map of 30 June 2025: the counted past of targets.
/// </summary>
public sealed class IndicatorHistory
{
    private const int DaysAtOnce = 2;
    private readonly Dictionary<(int Indicator, string UnitId, int Year), IndicatorCount> counts = [];
    private readonly Dictionary<Indicator, int> indexOf = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<string, string> provinceOf = [];

    private IndicatorHistory(IEnumerable<Indicator> indicators, int firstYear, int lastYear)
    {
        (FirstYear, LastYear) = (firstYear, lastYear);
        foreach (var indicator in indicators)
            indexOf.TryAdd(indicator, indexOf.Count);
    }

    /// <summary>First year counted.</summary>
    public int FirstYear { get; }

    /// <summary>Last year counted.</summary>
    public int LastYear { get; }

    /// <summary>Province of each district (or province without one) in which anybody was counted.</summary>
    public IReadOnlyDictionary<string, string> ProvinceOf => provinceOf;

    /// <summary>What an indicator counted in one district at the end of a year.</summary>
    /// <exception cref="KeyNotFoundException">The indicator was not among those counted.</exception>
    public IndicatorCount Count(Indicator indicator, string unitId, int year) =>
        counts.TryGetValue((indexOf[indicator], unitId, year), out var count) ? count : IndicatorCount.NobodyOf(indicator);

    /// <summary>What it counted in several districts together.</summary>
    public IndicatorCount Count(Indicator indicator, IEnumerable<string> unitIds, int year) =>
        unitIds.Aggregate(IndicatorCount.NobodyOf(indicator), (sum, unit) => sum + Count(indicator, unit, year));

    /// <summary>Counts on one day in place of the ends of years: <see cref="Count(Indicator, string, int)"/> of its year tells of the day.</summary>
    /// <param name="database">The registry.</param>
    /// <param name="indicators">What to count.</param>
    /// <param name="day">The day.</param>
    /// <param name="cancellationToken">Cancels the read.</param>
    public static async Task<IndicatorHistory> ReadOnAsync(RegistryDatabase database, IEnumerable<Indicator> indicators, DateOnly day, CancellationToken cancellationToken)
    {
        var history = new IndicatorHistory(indicators, day.Year, day.Year);
        await history.AddAsync(database, day, isOneOfMany: false, cancellationToken);
        return history;
    }

    /// <summary>Counts, as the owner: aggregates leave this class, no person does.</summary>
    /// <param name="database">The registry.</param>
    /// <param name="indicators">What to count.</param>
    /// <param name="firstYear">First year, included.</param>
    /// <param name="lastYear">Last year, included.</param>
    /// <param name="cancellationToken">Cancels the read.</param>
    public static async Task<IndicatorHistory> ReadAsync(
        RegistryDatabase database, IEnumerable<Indicator> indicators, int firstYear, int lastYear, CancellationToken cancellationToken)
    {
        var history = new IndicatorHistory(indicators, firstYear, lastYear);
        var days = Enumerable.Range(firstYear, lastYear - firstYear + 1).Select(year => new DateOnly(year, 12, 31));
        await Parallel.ForEachAsync(days, new ParallelOptions { MaxDegreeOfParallelism = DaysAtOnce, CancellationToken = cancellationToken },
            async (day, token) => await history.AddAsync(database, day, isOneOfMany: true, token));
        return history;
    }

    private async Task AddAsync(RegistryDatabase database, DateOnly day, bool isOneOfMany, CancellationToken cancellationToken)
    {
        var cells = await KeptIndicators.ReadAsync(database, [.. indexOf.Keys], day, cancellationToken, isOneOfMany);
        lock (counts)
        {
            foreach (var cell in cells)
            {
                if (cell.Keys is not [{ } province, { } district, _])
                    continue;

                provinceOf[district] = province;
                for (var i = 0; i < cell.Counts.Count; i++)
                {
                    var key = (i, district, day.Year);
                    counts[key] = counts.TryGetValue(key, out var known) ? known + cell.Counts[i] : cell.Counts[i];
                }
            }
        }
    }
}
