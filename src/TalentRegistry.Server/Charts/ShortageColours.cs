using TalentRegistry.Server.Localisation;

namespace TalentRegistry.Server.Charts;

/// <summary>The scale of shortages, the same in heat maps as in the pages' flags (<c>src/web/src/site/severity.css</c>).</summary>
public static class ShortageColours
{
    // The symbols are marks that the typeface has: geometric shapes are not in Noto Sans, and would be drawn as empty boxes.
    /// <summary>Five levels, in this order: unknown, none, watch, short, severe.</summary>
    public static IReadOnlyList<HeatLevel> Levels(Language language) =>
    [
        new(language.In("Chưa đủ dữ liệu", "Not enough data"), "?", "#eef1f4", "#4a5766"),
        new(language.In("Không thiếu", "No shortage"), "•", "#cfeadd", "#0b5a3a"),
        new(language.In("Cần theo dõi", "Watch"), "!", "#ffe9a8", "#5c4500"),
        new(language.In("Thiếu", "Short"), "!!", "#ffc9a3", "#7a3300"),
        new(language.In("Thiếu nghiêm trọng", "Severe shortage"), "!!!", "#a61b1b", "#ffffff"),
    ];
}
