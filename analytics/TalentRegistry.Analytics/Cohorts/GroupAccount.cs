using TalentRegistry.Domain.Careers;

namespace TalentRegistry.Analytics.Cohorts;

/// <summary>
/// What happens in one draw to the people of a unit, sector and profession, by band and year: events are noted as they come, and
/// the stocks follow from them, so the account always balances.
/// </summary>
internal sealed class GroupAccount(int horizon)
{
    /// <summary>Number of bands.</summary>
    public const int Bands = (int)DegreeBand.Postgraduate + 1;

    private static readonly int Flows = Enum.GetValues<SupplyFlow>().Length;
    private static readonly SupplyFlow[] Noted =
        [SupplyFlow.Recruits, SupplyFlow.UpgradesOut, SupplyFlow.Retirements, SupplyFlow.Leavers, SupplyFlow.Deaths,
            SupplyFlow.TransfersOut, SupplyFlow.MovesOut];

    private readonly int[] counts = new int[Bands * Flows * (horizon + 1)];

    public void Clear() => Array.Clear(counts);

    public void Recruit(int band, int year)
    {
        At(band, SupplyFlow.Recruits, year)++;
        At(band, SupplyFlow.RecruitsStaying, year)++;
    }

    /// <summary>Someone goes; of a recruit it also ends the stay.</summary>
    public void Exit(SupplyFlow flow, int band, int year, bool isRecruit)
    {
        At(band, flow, year)++;
        if (isRecruit) At(band, SupplyFlow.RecruitsStaying, year)--;
    }

    public void Upgrade(int band, int year, bool isRecruit)
    {
        Exit(SupplyFlow.UpgradesOut, band, year, isRecruit);
        if (isRecruit) At(band + 1, SupplyFlow.RecruitsStaying, year)++;
    }

    /// <summary>Enters the draw in the cells' accounts; who moved in is entered by <see cref="Visit"/>.</summary>
    /// <param name="cells">By band; null where there is none, and nothing happened.</param>
    /// <param name="opening">People by band at the end of the base year.</param>
    /// <param name="draw">Which draw.</param>
    public void Enter(CellDraws?[] cells, int[] opening, int draw)
    {
        for (var band = 0; band < Bands; band++)
        {
            if (cells[band] is not { } cell) continue;

            lock (cell.Gate) Enter(cell, band, opening[band], draw);
        }
    }

    private void Enter(CellDraws cell, int band, int opening, int draw)
    {
        var (stock, staying) = (opening, 0);
        for (var year = 1; year <= horizon; year++)
        {
            foreach (var flow in Noted)
                if (At(band, flow, year) is not 0 and var count)
                    cell.Add(flow, year, draw, count);
            stock += Change(band, year);
            staying += At(band, SupplyFlow.RecruitsStaying, year);
            if (stock != 0) cell.Add(SupplyFlow.Closing, year, draw, stock);
            if (staying != 0) cell.Add(SupplyFlow.RecruitsStaying, year, draw, staying);
        }
    }

    private int Change(int band, int year) =>
        At(band, SupplyFlow.Recruits, year) + (band > 0 ? At(band - 1, SupplyFlow.UpgradesOut, year) : 0)
        - At(band, SupplyFlow.UpgradesOut, year) - At(band, SupplyFlow.Retirements, year)
        - At(band, SupplyFlow.Leavers, year) - At(band, SupplyFlow.Deaths, year)
        - At(band, SupplyFlow.TransfersOut, year) - At(band, SupplyFlow.MovesOut, year);

    private ref int At(int band, SupplyFlow flow, int year) => ref counts[(band * Flows + (int)flow) * (horizon + 1) + year];
}
