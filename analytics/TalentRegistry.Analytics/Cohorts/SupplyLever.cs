namespace TalentRegistry.Analytics.Cohorts;

/// <summary>
/// Something that a scenario changes, from the first year after the base year on. Scenarios share every random number with the baseline: what
/// a lever does not touch is the same in each draw, and a difference between two scenarios is an effect and not noise.
/// </summary>
public sealed record SupplyLever
{
    /// <summary>Whose cells; somebody who moves is under the lever of the cell they work in.</summary>
    public SupplySelection Where { get; init; } = SupplySelection.All;

    /// <summary>Resignations and dismissals, times this; 0 to 10.</summary>
    public double Leaving { get; init; } = 1;

    /// <summary>Transfers out of the province, times this; 0 to 10.</summary>
    public double Transferring { get; init; } = 1;

    /// <summary>Degrees earned, times this; 0 to 10.</summary>
    public double Upgrading { get; init; } = 1;

    /// <summary>Recruits, times this; 0 to 10.</summary>
    public double Recruits { get; init; } = 1;

    /// <summary>Years by which people retire later; below 0 for earlier, -5 to 5.</summary>
    public int YearsLater { get; init; }

    /// <summary>More recruits a year in all cells of the lever together, 0 to 5,000, shared out by how many the cells hired of late; cells without anybody get none.</summary>
    public int ExtraRecruits { get; init; }

    /// <summary>Years that pass before the first of the extra recruits come, as with training; 0 to 40.</summary>
    public int ExtraRecruitsAfter { get; init; }

    /// <summary>Whether it changes nothing.</summary>
    public bool IsIdle => this == new SupplyLever { Where = Where };
}
