namespace TalentRegistry.Analytics.Cohorts;

/// <summary>The stay of somebody who moved, in a cell that another group may be simulating.</summary>
/// <param name="Cell">Number of the cell.</param>
/// <param name="Since">Year of coming.</param>
/// <param name="Until">Year of going; after the horizon for one who stays.</param>
/// <param name="ByMove">Whether they came by a move; else by a degree earned, which the band below has noted.</param>
/// <param name="Exit">How they went; null for one who stays.</param>
/// <param name="IsRecruit">Whether they were hired after the base year.</param>
internal readonly record struct Visit(int Cell, int Since, int Until, bool ByMove, SupplyFlow? Exit, bool IsRecruit)
{
    public void Enter(CellDraws account, int draw, int horizon)
    {
        lock (account.Gate)
        {
            if (ByMove) account.Add(SupplyFlow.MovesIn, Since, draw, 1);
            if (Exit is { } exit) account.Add(exit, Until, draw, 1);
            for (var year = Since; year < Until && year <= horizon; year++)
            {
                account.Add(SupplyFlow.Closing, year, draw, 1);
                if (IsRecruit) account.Add(SupplyFlow.RecruitsStaying, year, draw, 1);
            }
        }
    }
}
