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
    LeadershipRank? LeadershipRankAtLeast, int? AgeUnder);
