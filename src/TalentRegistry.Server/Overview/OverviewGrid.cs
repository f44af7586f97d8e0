using TalentRegistry.Server.Pages.Models;

namespace TalentRegistry.Server.Overview;

/// <summary>Sectors by districts: first what the plan's own targets ask for, then each sector held at today's headcount.</summary>
/// <param name="Rows">From top to bottom.</param>
/// <param name="Units">From left to right.</param>
internal sealed record OverviewGrid(IReadOnlyList<OverviewGridRow> Rows, IReadOnlyList<OverviewUnit> Units)
{
    /// <summary>Rows with a flag anywhere, or which the plan has a target for: those that are shown as a grid.</summary>
    public IReadOnlyList<OverviewGridRow> Flagged => [.. Rows.Where(row => row.TargetCode is not null || row.Cells.Values.Any(flag => flag.Rank > 0))];

    /// <summary>The others, which are named in a line.</summary>
    public IReadOnlyList<OverviewGridRow> Quiet => [.. Rows.Except(Flagged)];

    public static OverviewGrid Of(OverviewPage page)
    {
        var units = page.Shown;
        var rows = page.Flags.Where(flag => (flag.TargetCode is null) == (flag.ProfessionCode is null) && units.Any(unit => unit.Id == flag.UnitId))
            .GroupBy(flag => (flag.TargetCode, flag.Of))
            .Select(row => new OverviewGridRow(row.Key.Of, row.Key.TargetCode, row.ToDictionary(flag => flag.UnitId, StringComparer.Ordinal)))
            .OrderBy(row => row.TargetCode is null).ThenBy(row => row.TargetCode, StringComparer.Ordinal);
        return new([.. rows], units);
    }
}

/// <summary>A row of the grid.</summary>
/// <param name="Of">A profession that the plan asks for, or a sector.</param>
/// <param name="TargetCode">The target; null for a sector.</param>
/// <param name="Cells">By unit.</param>
internal sealed record OverviewGridRow(CodeName Of, string? TargetCode, IReadOnlyDictionary<string, OverviewFlag> Cells);

/// <summary>A district as a tile of the map.</summary>
/// <param name="Unit">District.</param>
/// <param name="Severity">Of its worst flag: none, watch, shortage or severe.</param>
/// <param name="Short">How many professions are short.</param>
/// <param name="Worst">The gravest of them; null where none is.</param>
internal sealed record OverviewTile(OverviewUnit Unit, string Severity, int Short, OverviewFlag? Worst)
{
    /// <summary>A tile for each district, by name; <see cref="TileMap"/> tells where it lies.</summary>
    public static IReadOnlyList<OverviewTile> Of(OverviewPage page) =>
    [
        .. from unit in page.Shown
           let here = page.Flags.Where(flag => flag.UnitId == unit.Id).ToList()
           let worst = page.Worst.Where(flag => flag.UnitId == unit.Id).ToList()
           select new OverviewTile(unit, here.MaxBy(flag => flag.Rank)?.Severity ?? "none", worst.Count, worst.FirstOrDefault()),
    ];
}
