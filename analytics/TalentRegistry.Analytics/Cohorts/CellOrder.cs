namespace TalentRegistry.Analytics.Cohorts;

/// <summary>Cells by unit, sector, profession and band, so that the order of the input decides nothing.</summary>
internal sealed class CellOrder : IComparer<CellKey>
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
