using TalentRegistry.Domain.Plans;

namespace TalentRegistry.Data.Plans;

/// <summary>Targets and duties.</summary>
public sealed partial class PlanReader
{
    private Target ReadTarget(PlanBlock block, ItemRules items, IReadOnlyList<PlanSetting> settings, PlanScope scope)
    {
        var code = items.Code(block);
        var (indicator, kind) = ReadIndicatorOf(block, settings);
        var bound = ReadBound(block, items, settings, kind);
        var report = block.Choice<ReportedAs>("report");
        if (block.Has("bound") == block.Has("report"))
        {
            block.Refuse(
                block.Has("bound") ? "report" : "bound",
                "phải có đúng một trong hai: bound khi văn bản nêu con số, report khi không nêu.",
                "exactly one of the two is needed: bound where the text states a number, report where it states none.");
        }

        if (kind is IndicatorKind.PriorityGroup && block.Has("bound"))
            block.Refuse("bound", "nhóm ưu tiên chỉ được báo cáo, không có ngưỡng.", "a priority group is reported only and has no bound.");
        var needs = block.BothOrNull("needs");
        var computable = block.Flag("computable");
        if (computable == block.Has("needs"))
        {
            block.Refuse(
                computable ? "needs" : "computable",
                "phải có đúng một trong hai: computable: true, hoặc needs nói rõ còn thiếu gì.",
                "exactly one of the two is needed: computable: true, or needs that says what is missing.");
        }

        if (computable)
        {
            CheckWhole(block, indicator);
            if (scope.UnitId is null)
                block.Refuse("computable", "chưa tính được khi scope.unit chưa khai.", "cannot be computed while scope.unit is not stated.");
        }

        return new Target(code, block.Required("section"), block.Required("sentence"), block.Both("meaning"), indicator, bound, report, ItemRules.Due(block), needs);
    }

    private static TargetBound? ReadBound(PlanBlock target, ItemRules items, IReadOnlyList<PlanSetting> settings, IndicatorKind? kind)
    {
        var before = items.ProblemCount;
        if (target.Child("bound", false, PlanKeys.Bound) is not { } block) return null;
        var comparator = block.Choice<Comparator>("comparator", required: true);
        var unit = block.Choice<TargetUnit>("unit", required: true);
        var (value, low, high, tolerance) = (block.Number("value"), block.Number("low"), block.Number("high"), block.Number("tolerance"));
        CheckUnit(block, unit, kind, value, low, high);
        if (comparator is Comparator.Between)
        {
            foreach (var key in (string[])["low", "high"])
                block.Required(key);
            if (block.Has("value")) block.Refuse("value", "between dùng low và high, không dùng value.", "between takes low and high, not value.");
            if (low >= high) block.Refuse("high", $"{high} phải lớn hơn low ({low}).", $"{high} must be above low ({low}).");
            Needed(block, "comparator", settings, "above-range");
        }
        else if (comparator is not null)
        {
            block.Required("value");
            foreach (var key in ((string[])["low", "high"]).Where(block.Has))
                block.Refuse(key, "chỉ đi với comparator: between.", "goes with comparator: between only.");
        }

        if (comparator is Comparator.About)
            tolerance ??= ToleranceOf(block, settings);
        else if (block.Has("tolerance"))
            block.Refuse("tolerance", "chỉ đi với comparator: about.", "goes with comparator: about only.");
        if (tolerance <= 0) block.Refuse("tolerance", "phải lớn hơn 0.", "must be above 0.");
        var assumed = block.Flag("assumed");
        return items.ProblemCount > before ? null : new TargetBound(comparator!.Value, unit!.Value, value, low, high, tolerance, assumed);
    }

    private static void CheckUnit(PlanBlock block, TargetUnit? unit, IndicatorKind? kind, params ReadOnlySpan<decimal?> numbers)
    {
        TargetUnit[] suited = kind switch
        {
            IndicatorKind.Share => [TargetUnit.Percent],
            IndicatorKind.Ratio => [TargetUnit.PerTenThousand],
            _ => [TargetUnit.Person, TargetUnit.Item],
        };
        if (unit is { } given && kind is { } of && !suited.Contains(given))
        {
            var names = string.Join(", ", suited.Select(SnakeCase.Of));
            block.Refuse(
                "unit", $"\"{SnakeCase.Of(given)}\" không hợp với indicator.kind {SnakeCase.Of(of)}: phải là {names}.",
                $"\"{SnakeCase.Of(given)}\" does not suit indicator.kind {SnakeCase.Of(of)}: {names}.");
        }

        foreach (var number in numbers)
        {
            if (number < 0 || (unit is TargetUnit.Percent && number > 100))
                block.Refuse("unit", $"{number} nằm ngoài thang đo (phần trăm: 0 đến 100).", $"{number} is off the scale (percent: 0 to 100).");
        }
    }

    private static Duty ReadDuty(PlanBlock block, ItemRules items)
    {
        block.MustBeStated("lead");
        return new Duty(
            items.Code(block), block.Required("section"), block.Required("sentence"), block.Both("meaning"), block.Optional("lead"),
            block.Texts("partners"), ItemRules.Due(block), block.Both("evidence"));
    }
}
