using TalentRegistry.Data.Forecasts;
using TalentRegistry.Data.Headcounts;
using TalentRegistry.Data.Indicators;
using TalentRegistry.Domain.Plans;

namespace TalentRegistry.Server.Indicators;

/// <summary>An indicator as counted somewhere.</summary>
/// <param name="Keys">One value for each dimension asked for, in that order; empty for the whole scope.</param>
/// <param name="Numerator">People who pass.</param>
/// <param name="Denominator">People of the base, or inhabitants of the day's year; null for a count, and where no population is published.</param>
/// <param name="DenominatorStatus">Where the denominator comes from; null where there is none.</param>
/// <param name="Value">The indicator; null where its base is zero or not known.</param>
/// <param name="Unknown">People of the base, of a count or ratio all people who are looked at, of whom the registry cannot say whether they pass.</param>
/// <param name="ValueAtMost">The value if all of the unknown passed; null where there is no value.</param>
public sealed record IndicatorAnswerCell(
    IReadOnlyList<HeadcountKey> Keys, long Numerator, double? Denominator, DenominatorStatus? DenominatorStatus, double? Value, long Unknown, double? ValueAtMost);

/// <summary>An indicator that somebody has defined, as counted.</summary>
/// <param name="AsOf">The day.</param>
/// <param name="MapAsOf">Day of the map by which places are told.</param>
/// <param name="Total">The whole scope; null where it is hidden, see suppression.</param>
/// <param name="Cells">By the dimensions asked for; cells in which nobody is counted are left out.</param>
/// <param name="Settings">How words that leave something open are read.</param>
/// <param name="Explanation">What is counted, in words.</param>
/// <param name="Suppression">Why nothing is told; null where all counts are exact.</param>
public sealed record IndicatorAnswer(
    DateOnly AsOf, DateOnly MapAsOf, IndicatorAnswerCell? Total, IReadOnlyList<IndicatorAnswerCell> Cells, IReadOnlyList<PlanSetting> Settings, Bilingual Explanation,
    Suppression? Suppression)
{
    /// <summary>How evenly the cells are served: of a share or ratio told apart by one dimension; null for others, and where there is nothing to spread.</summary>
    public IndicatorBalance? Balance { get; init; }
}

/// <summary>How evenly the parts of a whole are served (cân đối giữa các ngành, lĩnh vực).</summary>
/// <param name="Mean">Value of all parts together.</param>
/// <param name="Gini">Gini coefficient, 0 for even to 1, parts weighed by their base.</param>
/// <param name="BestToWorst">Value of the best served part over that of the worst; null where the worst has nothing.</param>
/// <param name="Parts">The parts, the worst served first; without those that have no base. Of a single province divided by its population, all its districts, also those where nobody is counted.</param>
public sealed record IndicatorBalance(double Mean, double Gini, double? BestToWorst, IReadOnlyList<BalancePart> Parts);

/// <summary>A part of a balance.</summary>
/// <param name="Key">District, province or sector.</param>
/// <param name="Value">Its value.</param>
/// <param name="FromMean">Value over that of the whole, less 1: -0.25 is a quarter below.</param>
/// <param name="IsFar">More than a quarter above or below the whole.</param>
/// <param name="PeopleToMean">People more (or, below 0, fewer) in the numerator that would bring the part to the value of the whole.</param>
public sealed record BalancePart(HeadcountKey Key, double Value, double FromMean, bool IsFar, double PeopleToMean);

/// <summary>What one cause has changed.</summary>
/// <param name="Cause">The cause.</param>
/// <param name="Numerator">People more, or fewer, in the numerator.</param>
/// <param name="Denominator">People more, or fewer, in the base; of the base series, inhabitants.</param>
/// <param name="Effect">Change of the value that it makes; all effects add up to the change. Null where a value is not known on one of the days.</param>
public sealed record IndicatorChangePart(ChangeCause Cause, long Numerator, double Denominator, double? Effect);

/// <summary>The change of an indicator between two days, told apart by cause.</summary>
/// <param name="From">The first day.</param>
/// <param name="To">The last day.</param>
/// <param name="Before">The whole scope on the first day; null where it is hidden, see suppression.</param>
/// <param name="After">The whole scope on the last day; null where it is hidden.</param>
/// <param name="Change">Value after less value before; null where one is not known.</param>
/// <param name="Parts">By cause; causes that change nothing are left out.</param>
/// <param name="Explanation">What is counted, in words.</param>
/// <param name="Suppression">Why nothing is told; null where all counts are exact.</param>
public sealed record IndicatorChange(
    DateOnly From, DateOnly To, IndicatorAnswerCell? Before, IndicatorAnswerCell? After, double? Change, IReadOnlyList<IndicatorChangePart> Parts, Bilingual Explanation,
    Suppression? Suppression);

/// <summary>Groups that the plans ask to favour.</summary>
public enum PriorityGroup
{
    /// <summary>Up to the age of the setting young-age (trí thức trẻ).</summary>
    Young,

    /// <summary>Women (trí thức nữ).</summary>
    Women,

    /// <summary>One of the 53 minorities (trí thức người dân tộc thiểu số); told to HR officers.</summary>
    EthnicMinority,

    /// <summary>At work in agencies of the commune level (công tác tại cơ sở).</summary>
    CommuneLevel,

    /// <summary>At work in remote areas (vùng sâu, vùng xa).</summary>
    Remote,

    /// <summary>At work in border areas (biên giới).</summary>
    Border,

    /// <summary>In the armed forces (lực lượng vũ trang).</summary>
    ArmedForces,

    /// <summary>At work in areas of ethnic minorities (vùng đồng bào dân tộc thiểu số).</summary>
    EthnicMinorityArea,
}

/// <summary>An indicator within one of the groups that the plans ask to favour.</summary>
/// <param name="Group">The group.</param>
/// <param name="Numerator">People of the group who pass; null where it is not told.</param>
/// <param name="Denominator">People of the group in the base; null where people are not the base.</param>
/// <param name="Value">The indicator within the group; null where people are not the base, or nobody is in it.</param>
/// <param name="ShareOfCounted">Percent of the whole numerator who belong to the group; null where nobody is counted.</param>
/// <param name="ShareOfPopulation">Percent of the unit's population who belong to it, of the newest figure not after the day; null where none is published.</param>
/// <param name="Gap">Percentage points by which the group is short of its share of the population (below 0) or above it; null where one of the shares is not known.</param>
/// <param name="Note">Why something is not told, or where the figure of the population comes from.</param>
/// <param name="Unknown">People of whom it is not known whether they pass, or belong to the group; null where the group is not told.</param>
public sealed record PriorityGroupAnswer(
    PriorityGroup Group, long? Numerator, long? Denominator, double? Value, double? ShareOfCounted, double? ShareOfPopulation, double? Gap, Bilingual Note, long? Unknown);
