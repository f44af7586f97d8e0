using System.Globalization;
using TalentRegistry.Domain.Plans;

namespace TalentRegistry.Data.Plans;

/// <summary>Settings: some decide a computation and take certain values only; any other key records how a text is read.</summary>
public sealed partial class PlanReader
{
    private static readonly string[] AboveRange = ["met", "not_met"];
    private static readonly string[] AgeReference = ["31-december"];
    private static readonly string[] TalentLeavers = ["death-and-lawful-retirement-excluded"];

    private List<PlanSetting> ReadSettings(PlanBlock plan)
    {
        var settings = new List<PlanSetting>();
        foreach (var block in plan.Children("settings", "key", PlanKeys.Setting))
        {
            block.Required("ambiguity");
            var setting = new PlanSetting(block.Required("key"), block.Required("value"), block.Integer("ambiguity", 1, 99) ?? 0, block.Both("note"));
            if (settings.Exists(other => other.Key == setting.Key))
                block.Refuse("key", PlanMessages.Twice(setting.Key));
            CheckValue(block, setting);
            settings.Add(setting);
        }

        return settings;
    }

    private void CheckValue(PlanBlock block, PlanSetting setting)
    {
        switch (setting.Key)
        {
            case "above-range":
                block.Code("value", AboveRange);
                break;
            case "age-reference":
                block.Code("value", AgeReference);
                break;
            case "talent-leavers":
                block.Code("value", TalentLeavers);
                break;
            case "postgraduate-from":
                block.Code("value", [.. vocabulary.DegreeLevels]);
                break;
            case "young-age":
                block.Integer("value", 18, 60);
                break;
            case "reminder-days":
                block.Integer("value", 1, 365);
                break;
            case "about-tolerance" when !(block.Number("value") > 0):
                block.Refuse("value", $"\"{setting.Value}\" phải là một số lớn hơn 0.", $"\"{setting.Value}\" must be a number above 0.");
                break;
        }
    }

    /// <summary>A setting that a computation needs: refused on the key that needs it when the file does not have it.</summary>
    private static string? Needed(PlanBlock block, string key, IReadOnlyList<PlanSetting> settings, string setting)
    {
        if (settings.FirstOrDefault(one => one.Key == setting) is { } found) return found.Value;
        block.Refuse(
            key, $"cần thiết lập \"{setting}\" trong mục settings để quyết định cách hiểu.",
            $"needs the setting \"{setting}\" under settings, which decides how it is read.");
        return null;
    }

    private static decimal? ToleranceOf(PlanBlock bound, IReadOnlyList<PlanSetting> settings) =>
        Needed(bound, "comparator", settings, "about-tolerance") is { } text
        && decimal.TryParse(text, CultureInfo.InvariantCulture, out var tolerance) && tolerance > 0 ? tolerance : null;
}
