using TalentRegistry.Domain.Agencies;
using TalentRegistry.Domain.Careers;

namespace TalentRegistry.Domain.Plans;

/// <summary>
/// Which people count: those with a main posting in the plan's unit on the day of counting who pass every part that is
/// given. An empty list or a null is no condition.
/// </summary>
/// <param name="Professions">Codes of reference.profession.</param>
/// <param name="Sectors">Codes of reference.sector, each with its parts.</param>
/// <param name="DegreeLevelAtLeast">Code of reference.degree_level: their highest degree ranks there or above.</param>
/// <param name="EmploymentKinds">Kinds of employment.</param>
/// <param name="GovernmentLevels">Levels of government of the agency.</param>
/// <param name="LeadershipRankAtLeast">They hold this rank or a higher one.</param>
/// <param name="AgeUnder">They are younger than so many years on the reference day of the plan's setting age-reference.</param>
public sealed record PeopleFilter(
    IReadOnlyList<string> Professions, IReadOnlyList<string> Sectors, string? DegreeLevelAtLeast,
    IReadOnlyList<EmploymentKind> EmploymentKinds, IReadOnlyList<GovernmentLevel> GovernmentLevels,
    LeadershipRank? LeadershipRankAtLeast, int? AgeUnder)
{
    // The degree bands of the supply forecast begin with the bachelor and with the master.
    private static readonly Dictionary<string, IReadOnlyList<DegreeBand>> BandsFrom = new(StringComparer.Ordinal)
    {
        ["E40"] = [DegreeBand.University, DegreeBand.Postgraduate],
        ["E50"] = [DegreeBand.Postgraduate],
    };

    /// <summary>Everyone with a main posting.</summary>
    public static PeopleFilter Everyone { get; } = new([], [], null, [], [], null, null);

    /// <summary>The degree bands of the supply forecast that pass; null where every band does, or no set of bands says it (see <see cref="BeyondSupplyCells"/>).</summary>
    public IReadOnlyList<DegreeBand>? SupplyBands => DegreeLevelAtLeast is { } level ? BandsFrom.GetValueOrDefault(level) : null;

    /// <summary>The parts that the cells of the supply forecast do not tell apart, in words; none where the forecast can follow the filter.</summary>
    public IEnumerable<Bilingual> BeyondSupplyCells
    {
        get
        {
            if (DegreeLevelAtLeast is { } level && !BandsFrom.ContainsKey(level))
                yield return new Bilingual($"trình độ {level}", $"degree level {level}");
            if (EmploymentKinds.Count > 0) yield return new Bilingual("loại lao động (cán bộ, công chức, viên chức)", "kind of employment");
            if (GovernmentLevels.Count > 0) yield return new Bilingual("cấp chính quyền", "level of government");
            if (LeadershipRankAtLeast is not null) yield return new Bilingual("chức vụ lãnh đạo", "leadership rank");
            if (AgeUnder is not null) yield return new Bilingual("giới hạn tuổi", "age limits");
        }
    }
}
