using TalentRegistry.Data;
using TalentRegistry.Data.Indicators;
using TalentRegistry.Data.Plans;
using TalentRegistry.Domain.Units;
using TalentRegistry.Server.Forecasts;
using TalentRegistry.Server.Indicators;

namespace TalentRegistry.Server.Targets;

/// <summary>Counts a target as any version of its plan defines it: what was reported by a version that is no longer in force can be computed again.</summary>
internal sealed class TargetRecount(RegistryDatabase database)
{
    /// <summary>The number on a day, as the owner; null where that version does not compute it, or its base of that day is unknown.</summary>
    public async Task<TargetCount?> CountAsync(long planId, string code, DateOnly day, CancellationToken cancellationToken)
    {
        if (ComputableTarget.Of(await PlanCatalogue.ReadVersionAsync(database, planId, cancellationToken)).FirstOrDefault(each => each.Target.Code == code) is not { } target)
            return null;

        // Counted directly: what is kept is kept for the plans in force.
        var question = new IndicatorQuestion([target.Target.Indicator], new IndicatorScope { Units = [target.UnitId] }, [], day, DistrictMap.LastDay);
        var cells = await IndicatorQuery.CountEveryoneAsync(database, question, cancellationToken);
        return TargetsOnADay.Of(
            target, day, cells[0].Counts[0], await SeriesBase.ReadAsync(database, cancellationToken), await IndicatorWords.ReadAsync(database, cancellationToken));
    }
}
