using TalentRegistry.Analytics.Randomness;

namespace TalentRegistry.Analytics.Cohorts;

/// <summary>
/// The baseline's recruits, hired again under levers: posts that a lever keeps filled are not saved on recruits, or nothing that keeps people would ever help. Each recruit is the same person with
/// the same luck.
/// </summary>
internal sealed class HiredBefore(Rates rates, int horizon, int mostCells)
{
    private readonly float[] counts = new float[mostCells * horizon * CellDraws.Block];
    private readonly int[] hired = new int[horizon];
    private int[] cells = [];

    /// <summary>Reads a block of draws.</summary>
    public void Read(SupplyForecast baseline, int[] ofCells, int block)
    {
        cells = ofCells;
        for (var place = 0; place < cells.Length; place++)
            for (var year = 1; year <= horizon; year++)
                baseline.AccountOf(cells[place]).Read(SupplyFlow.Recruits, year, block, counts.AsSpan((place * horizon + year - 1) * CellDraws.Block, CellDraws.Block));
    }

    /// <summary>Follows a draw's recruits.</summary>
    /// <param name="path">Follows them.</param>
    /// <param name="at">Number of the draw in the block.</param>
    /// <param name="draw">Number of the draw.</param>
    /// <param name="hiring">Keys of the cells' hiring.</param>
    public void Follow(PeoplePath path, int at, int draw, ulong[] hiring)
    {
        for (var place = 0; place < cells.Length; place++)
        {
            var (times, random) = (rates.RecruitsTimes(cells[place]), CounterRandom.Of(~hiring[place], draw));
            for (var year = 1; year <= horizon; year++)
            {
                var before = counts[(place * horizon + year - 1) * CellDraws.Block + at] * times;
                hired[year - 1] = (int)(before + (times == 1 ? 0 : random.NextDouble()));
            }

            path.FollowRecruits(place, hired);
        }
    }
}
