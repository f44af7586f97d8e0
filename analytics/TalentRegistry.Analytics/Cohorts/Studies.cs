using TalentRegistry.Domain.Careers;

namespace TalentRegistry.Analytics.Cohorts;

/// <summary>
/// Which band is reached by those who earn a degree, by profession and band, held by those of all professions where there were few; where nothing is known, the next one. A share is its expected value in every draw.
/// </summary>
internal sealed class Studies
{
    // As many as those of all professions weigh.
    private const double PriorUpgrades = 5;

    private static readonly DegreeBand[] All = Enum.GetValues<DegreeBand>();
    private readonly double[][] cumulative;

    public Studies(CareerTable table, IReadOnlyList<UpgradeCount> upgrades)
    {
        var ofBand = All.Select(band => Shares(upgrades.Where(upgrade => upgrade.From == band), Next(band))).ToArray();
        cumulative = new double[table.Kinds.Count][];
        for (var cell = 0; cell < table.Cells.Count; cell++)
        {
            var (key, kind) = (table.Cells[cell], table.KindOf[cell]);
            if (cumulative[kind] is not null) continue;

            var sum = 0.0;
            cumulative[kind] = Array.ConvertAll(
                Shares(upgrades.Where(upgrade => upgrade.From == key.Band && upgrade.ProfessionCode == key.ProfessionCode), ofBand[(int)key.Band]), share => sum += share);
        }
    }

    /// <summary>How many bands there are.</summary>
    public static int Bands => All.Length;

    /// <summary>The least years from reaching a band to the next one: the usual time of study of college, university, master and doctorate (Law on Education 2019, Decision 1982/QD-TTg), shorter where study goes on from the level before.</summary>
    public static int YearsAfter(int band) => (DegreeBand)band switch
    {
        DegreeBand.Intermediate => 2,
        DegreeBand.College => 2,
        DegreeBand.University => 2,
        DegreeBand.Master => 3,
        _ => 1,
    };

    /// <summary>The band reached by somebody of a kind.</summary>
    /// <param name="kind">Kind, below the highest band.</param>
    /// <param name="uniform">A random number, 0 to 1.</param>
    public int Reached(int kind, double uniform)
    {
        var shares = cumulative[kind];
        var band = 0;
        while (band < shares.Length - 1 && shares[band] <= uniform) band++;
        return band;
    }

    // By band reached; what is known before weighs as much as five people.
    private static double[] Shares(IEnumerable<UpgradeCount> upgrades, double[] before)
    {
        var shares = Array.ConvertAll(before, share => PriorUpgrades * share);
        foreach (var upgrade in upgrades) shares[(int)upgrade.To] += upgrade.People;
        var total = shares.Sum();
        return total > 0 ? Array.ConvertAll(shares, share => share / total) : shares;
    }

    private static double[] Next(DegreeBand band) => Array.ConvertAll(All, other => other == band + 1 ? 1.0 : 0);
}
