using TalentRegistry.Data;
using TalentRegistry.Data.Targets;
using TalentRegistry.Domain.Plans;
using TalentRegistry.Domain.Targets;
using TalentRegistry.Server.Localisation;
using TalentRegistry.Server.Pages.Models;

namespace TalentRegistry.Server.Targets;

/// <summary>Steps, shares and numbers of targets in words.</summary>
internal static class TargetWords
{
    public static string Of(Language language, TargetStepKind kind) => kind switch
    {
        TargetStepKind.Assigned => language.In("Giao cơ quan chịu trách nhiệm", "Agency named"),
        TargetStepKind.Carried => language.In("Chuyển cho đơn vị khác", "Carried to another unit"),
        TargetStepKind.Shared => language.In("Chia theo tỷ lệ", "Shared out by weights"),
        TargetStepKind.Closed => language.In("Kết thúc", "Closed"),
        _ => language.In("Rút bước trước", "Step taken back"),
    };

    public static TargetBoundText Bound(Target target, TargetBound? bound) => new(
        bound is { } stated ? SnakeCase.Of(stated.Comparator) : null, (double?)bound?.Value, (double?)bound?.Low, (double?)bound?.High, bound is { } with ? SnakeCase.Of(with.Unit) : null,
        target.Report is { } report ? SnakeCase.Of(report) : null);

    public static string Share(Language language, decimal share) => language.Format((double)share * 100, 2) + " %";

    public static string Number(Language language, Target target, double value) =>
        language.Fixed(value, target.Bound?.Unit is TargetUnit.Person or TargetUnit.Item || target.Indicator.Kind is IndicatorKind.Count ? 0 : 2) + Bound(target, target.Bound).UnitText(language);

    public static string Unit(TargetSheet sheet, string? id) => id is null ? "" : sheet.Units.TryGetValue(id, out var name) ? $"{name} ({id})" : id;

    /// <summary>Who answers: the unit, and the agency where one is named.</summary>
    public static string Holder(TargetSheet sheet, string unit, Guid? agency) =>
        Unit(sheet, unit) + (agency is { } named && sheet.Agencies.TryGetValue(named, out var name) ? $", {name}" : "");
}
