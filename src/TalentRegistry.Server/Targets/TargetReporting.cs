using TalentRegistry.Data.Access;
using TalentRegistry.Data.Indicators;
using TalentRegistry.Data.Targets;
using TalentRegistry.Domain.Plans;
using TalentRegistry.Domain.Units;
using TalentRegistry.Server.Forecasts;

namespace TalentRegistry.Server.Targets;

/// <summary>Keeps a number as it is reported, by page and by API.</summary>
internal static class TargetReporting
{
    /// <summary>Counts a target for a report.</summary>
    /// <exception cref="TargetNotFoundException">No plan in force has it.</exception>
    /// <exception cref="TargetRefusedException">The day is in the future, or the registry does not compute the target.</exception>
    public static async Task<(TargetDossier Target, TargetCount Count)> CountAsync(
        RegistrySession session, TargetRecount recount, string code, DateOnly day, DateOnly today, string language, CancellationToken cancellationToken)
    {
        if (day > today || day.Year < 1990)
            throw new TargetRefusedException("DAY_UNFIT", "input.asOf", new("Ngày đếm không thể ở tương lai hoặc trước năm 1990.", "Nothing is counted in the future, or before 1990."), language);
        if ((await TargetReading.ReadAsync(session.Connection, [code], cancellationToken)).GetValueOrDefault(code) is not { } target)
            throw new TargetNotFoundException(language);
        return await recount.CountAsync(target.PlanId, code, day, cancellationToken) is { } count
            ? (target, count)
            : throw new TargetRefusedException(
                "NOT_COMPUTED", "input.targetCode", target.Target.Needs ?? new Bilingual("Chưa biết mẫu số của ngày đó.", "The base of that day is not known."), language);
    }

    /// <summary>Counts it and keeps the number.</summary>
    /// <exception cref="TargetNotFoundException">No plan in force has it.</exception>
    /// <exception cref="TargetRefusedException">Something speaks against it.</exception>
    public static async Task KeepAsync(
        RegistrySession session, TargetRecount recount, Guid id, string code, string occasion, DateOnly? asOf, DateOnly today, string language, CancellationToken cancellationToken)
    {
        var (target, count) = await CountAsync(session, recount, code, asOf ?? today, today, language, cancellationToken);
        await session.ReportAsync(
            new ReportDraft(id, code, target.PlanId, new ReportedValue(
                0, target.PlanId, target.PlanVersion, false, occasion, count.AsOf, DistrictMap.LastDay, target.Scope.UnitId ?? target.Scope.WithinUnitId!, count.Numerator, count.Denominator,
                count.DenominatorStatus, count.Unknown, count.Value, count.ValueAtMost, count.IsMet, count.Settings.ToDictionary(setting => setting.Key, setting => setting.Value),
                default, null)),
            language, cancellationToken);
    }
}
