namespace TalentRegistry.Analytics.Shortages;

/// <summary>What a shortage comes from above all.</summary>
public enum ShortageDriver
{
    /// <summary>Đã thiếu từ năm gốc.</summary>
    ShortAlready,

    /// <summary>Nhiều người nghỉ hưu.</summary>
    Retirements,

    /// <summary>Tuyển ít.</summary>
    FewRecruits,

    /// <summary>Thôi việc, chuyển đi.</summary>
    Exits,

    /// <summary>Nhu cầu tăng theo dân số.</summary>
    Growth,
}

/// <summary>Where a gap comes from, in people, means over the draws from the base year to the year of the gap.</summary>
/// <param name="Years">Years between, 1 or more.</param>
/// <param name="Stock">People at the end of the base year.</param>
/// <param name="ShortToday">Requirement less people at the end of the base year.</param>
/// <param name="Growth">By how much the requirement grows.</param>
/// <param name="Retirements">Retired.</param>
/// <param name="Exits">Resigned, went to other provinces or died, and moves and upgrades out less those in.</param>
/// <param name="Recruits">Hired.</param>
public readonly record struct ShortageParts(
    int Years, double Stock, double ShortToday, double Growth, double Retirements, double Exits, double Recruits)
{
    // Years at work from hiring to retirement: who hires fewer than this part of the staff a year could not keep it, were all ages alike.
    private const double Career = 40;

    /// <summary>
    /// The greatest of: what was missing already; hiring below a fortieth of the staff a year, by as many as are missing to it; retirements beyond what hiring, up to
    /// that fortieth, makes good; exits; growth.
    /// </summary>
    public ShortageDriver Driver
    {
        get
        {
            (ShortageDriver Driver, double People)[] parts =
            [
                (ShortageDriver.ShortAlready, ShortToday), (ShortageDriver.FewRecruits, Years * Stock / Career - Recruits),
                (ShortageDriver.Retirements, Retirements - Math.Min(Recruits, Years * Stock / Career)), (ShortageDriver.Exits, Exits), (ShortageDriver.Growth, Growth),
            ];
            return parts.MaxBy(part => part.People).Driver;
        }
    }
}
