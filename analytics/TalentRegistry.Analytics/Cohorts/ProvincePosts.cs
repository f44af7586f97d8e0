using TalentRegistry.Analytics.Randomness;

namespace TalentRegistry.Analytics.Cohorts;

/// <summary>Posts of a profession in a province, that are filled from one budget.</summary>
/// <param name="Number">As <see cref="Posts"/> counts them.</param>
/// <param name="Opening">People there at the end of the base year.</param>
/// <param name="Places">Where they work.</param>
internal sealed record PostPool(int Number, int Opening, PostPlace[] Places);

/// <summary>Posts of a profession in one unit and sector.</summary>
/// <param name="First">Place of the first of its cells, which numbers it within the province.</param>
/// <param name="Key">Of its random numbers.</param>
/// <param name="Opening">People there at the end of the base year.</param>
/// <param name="Cells">Places of its cells in the province, one a band.</param>
internal sealed record PostPlace(int First, ulong Key, int Opening, int[] Cells);

/// <summary>The posts of a province.</summary>
internal sealed class ProvincePosts
{
    public ProvincePosts(CareerTable table, int[] cells, long seed)
    {
        Opening = Array.ConvertAll(cells, cell => table.Stock[cell]);
        Pools =
        [
            .. Enumerable.Range(0, cells.Length).GroupBy(place => Posts.PoolOf(table, cells[place])).Select(pool => new PostPool(
                pool.Key, pool.Sum(place => table.Stock[cells[place]]),
                [
                    .. pool.GroupBy(place => (table.Cells[cells[place]].UnitId, table.Cells[cells[place]].SectorCode)).Select(group => new PostPlace(
                        group.First(), CounterRandom.Key(seed, "posts/place", Recruitment.CellName(table.Cells[cells[group.First()]])),
                        group.Sum(place => table.Stock[cells[place]]), [.. group])),
                ])),
        ];
    }

    /// <summary>People at the end of the base year, by place of the cell.</summary>
    public int[] Opening { get; }

    public IReadOnlyList<PostPool> Pools { get; }
}
