using TalentRegistry.Server.Localisation;

namespace TalentRegistry.Server.Pages.Models;

/// <summary>What a target asks for, as plans.target keeps it, and its words.</summary>
/// <param name="Comparator">at_least, more_than, less_than, exactly, between, about; null where the text states no number.</param>
/// <param name="Value">The number; null for a range.</param>
/// <param name="Low">Lower end of a range.</param>
/// <param name="High">Upper end of a range.</param>
/// <param name="Unit">percent, per_ten_thousand, person or item; without a number percent of a share, else null.</param>
/// <param name="Report">level or growth, where the text states no number.</param>
public sealed record TargetBoundText(string? Comparator, double? Value, double? Low, double? High, string? Unit, string? Report)
{
    /// <summary>The bound in words: "ít nhất 14 / 10.000 dân".</summary>
    public string In(Language language) => Comparator switch
    {
        null => Report == "growth" ? language.In("tăng (không nêu số)", "growth (no number given)") : language.In("theo dõi (không nêu số)", "reported (no number given)"),
        "between" => language.In("từ ", "") + Number(language, Low) + language.In(" đến ", " to ") + Number(language, High) + UnitText(language),
        _ => Words(language) + " " + Number(language, Value) + UnitText(language),
    };

    /// <summary>What follows a value: " %", " / 10.000 dân", " người".</summary>
    public string UnitText(Language language) => Unit switch
    {
        "percent" => " %",
        "person" => language.In(" người", " people"),
        null or "item" => "",
        _ => language.In(" / 10.000 dân", " per 10,000"),
    };

    /// <summary>The unit as an axis names it.</summary>
    public string AxisUnit(Language language) => Unit switch
    {
        "percent" => "%",
        "person" => language.In("người", "people"),
        null or "item" => language.In("số lượng", "number"),
        _ => language.In("trên 10.000 dân", "per 10,000 people"),
    };

    private string Words(Language language) => Comparator switch
    {
        "at_least" => language.In("ít nhất", "at least"),
        "more_than" => language.In("trên", "more than"),
        "less_than" => language.In("dưới", "less than"),
        "exactly" => language.In("đúng", "exactly"),
        _ => language.In("khoảng", "about"),
    };

    private static string Number(Language language, double? value) => value is { } number ? language.Format(number, 2) : "?";
}
