using TalentRegistry.Analytics.Allocation;
using TalentRegistry.Analytics.Cohorts;
using TalentRegistry.Data.Forecasts;
using TalentRegistry.Server.Forecasts;

namespace TalentRegistry.Server.Scenarios;

/// <summary>People of a profession who are needed in a district.</summary>
/// <param name="UnitId">The district.</param>
/// <param name="SectorCode">Sector.</param>
/// <param name="ProfessionCode">Profession.</param>
/// <param name="TargetCode">The target whose ratio is the requirement; null where today's headcount is.</param>
/// <param name="Where">Who counts.</param>
/// <param name="Missing">Requirement less supply in the year, per draw.</param>
internal sealed record AllocationNeed(string UnitId, string SectorCode, string ProfessionCode, string? TargetCode, SupplySelection Where, float[] Missing)
{
    /// <summary>One more recruit a year, or several.</summary>
    public SupplyLever Recruiting(int posts) => new() { Where = Where, ExtraRecruits = posts };
}

/// <summary>Needs of all districts in a year, as flags hold them: a plan's ratio where a target names the profession, today's headcount elsewhere.</summary>
internal static class AllocationNeeds
{
    /// <summary>More at once are refused: a unit or a sector is to be chosen.</summary>
    public const int Most = 5000;

    // Enough to tell what becomes of a recruit, few enough to be followed quickly.
    private const int PostsTried = 2;

    /// <summary>The needs of some districts, in the order of district, sector and profession.</summary>
    /// <param name="ground">The forecast.</param>
    /// <param name="units">Districts.</param>
    /// <param name="sectors">Sectors; null for all.</param>
    /// <param name="year">A year of the forecast.</param>
    public static IReadOnlyList<AllocationNeed> Of(ScenarioGround ground, IReadOnlySet<string> units, IReadOnlySet<string>? sectors, int year)
    {
        var inputs = ground.Inputs;
        var needs = new List<AllocationNeed>();
        foreach (var unit in inputs.ProvinceOf.Keys.Where(units.Contains).Order(StringComparer.Ordinal))
        {
            var byPlan = ByPlan(ground, unit, year);
            needs.AddRange(byPlan.Values);
            needs.AddRange(SupplyTables.Cells(inputs.Supply, new HashSet<string> { unit }).Where(cell => cell.Profession is { } profession && !byPlan.ContainsKey(profession))
                .Select(cell => Need(ground, new(null, unit, cell.Sector, cell.Profession, year))).OfType<AllocationNeed>());
        }

        return [.. needs.Where(need => sectors?.Contains(need.SectorCode) != false).OrderBy(need => need.UnitId, StringComparer.Ordinal)
            .ThenBy(need => need.SectorCode, StringComparer.Ordinal).ThenBy(need => need.ProfessionCode, StringComparer.Ordinal)];
    }

    /// <summary>The same as a problem: what a post and a place bring by the year is seen in the recruits whom the model adds to each, with all that becomes of them.</summary>
    public static IReadOnlyList<AllocationCell> Problem(ScenarioGround ground, IReadOnlyList<AllocationNeed> needs, int year, CancellationToken cancellationToken)
    {
        var inputs = ground.Inputs;
        var added = ground.Model.Added([.. needs.Select(need => need.Recruiting(PostsTried))], cancellationToken);
        var brought = needs.Select(need => (Post: PerOne(added, need, year), Place: PerOne(added, need, year - inputs.Vocabulary.YearsOfStudy(need.ProfessionCode)))).ToList();
        // Where nobody of the profession works yet the model can add nobody: as elsewhere.
        var usual = needs.Zip(brought).Where(each => each.Second.Post > 0).GroupBy(each => each.First.ProfessionCode)
            .ToDictionary(profession => profession.Key, profession => (Post: profession.Average(each => each.Second.Post), Place: profession.Average(each => each.Second.Place)));
        var groups = new Dictionary<(string, string, string), int>();
        return
        [
            .. needs.Zip(brought, (need, own) =>
            {
                var one = own.Post > 0 ? own : usual.GetValueOrDefault(need.ProfessionCode);
                var group = (inputs.ProvinceOf[need.UnitId], need.SectorCode, need.ProfessionCode);
                groups.TryAdd(group, groups.Count);
                return new AllocationCell(groups[group], new ExpectedMissing(need.Missing.Select(people => (double)people)), one.Post, one.Place);
            }),
        ];
    }

    private static double PerOne(SupplyForecast added, AllocationNeed need, int year) =>
        year <= added.BaseYear ? 0 : added.Select(need.Where).Closing(year).Average() / PostsTried;

    // By profession; of two targets for one profession the greater requirement.
    private static Dictionary<string, AllocationNeed> ByPlan(ScenarioGround ground, string unit, int year)
    {
        var (vocabulary, province) = (ground.Inputs.Vocabulary, ground.Inputs.ProvinceOf[unit]);
        var found = new Dictionary<string, AllocationNeed>(StringComparer.Ordinal);
        foreach (var target in ground.Targets.Where(target => target.IsStaffingRatio && target.UnitId == province))
        {
            var profession = target.Numerator.Professions[0];
            if (Need(ground, new(target.Target.Code, unit, vocabulary.SectorOf(profession), profession, year)) is { } need
                && (!found.TryGetValue(profession, out var other) || need.Missing.Average() > other.Missing.Average()))
                found[profession] = need;
        }

        return found;
    }

    private static AllocationNeed? Need(ScenarioGround ground, FlagKey key) => ShortageRequirement.Of(ground.Inputs, ground.Targets, key, ground.IsNoChange) is { } asked
        ? new(key.UnitId, key.SectorCode, key.ProfessionCode!, key.TargetCode, asked.Where, [.. asked.Required.Zip(asked.Baseline, (required, there) => required - there)])
        : null;
}
