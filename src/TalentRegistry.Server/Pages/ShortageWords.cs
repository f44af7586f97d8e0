using TalentRegistry.Server.Localisation;

namespace TalentRegistry.Server.Pages;

/// <summary>The severities of forecast.shortage in words.</summary>
internal static class ShortageWords
{
    public static string Of(Language language, string severity) => severity switch
    {
        "none" => language.In("Không thiếu", "No shortage"),
        "watch" => language.In("Cần theo dõi", "Watch"),
        "shortage" => language.In("Thiếu", "Shortage"),
        "severe" => language.In("Thiếu nghiêm trọng", "Severe"),
        _ => language.In("Chưa đủ dữ liệu", "Not enough data"),
    };

    /// <summary>The drivers of forecast.shortage.</summary>
    public static string Driver(Language language, string? driver) => driver switch
    {
        "short_already" => language.In("đã thiếu từ đầu", "short already"),
        "retirements" => language.In("nhiều người nghỉ hưu", "retirements"),
        "few_recruits" => language.In("tuyển ít", "few recruits"),
        "exits" => language.In("thôi việc, chuyển đi", "exits"),
        "growth" => language.In("dân số tăng", "population growth"),
        _ => "",
    };

    /// <summary>What the forecast before said, in few words.</summary>
    public static string Before(Language language, Models.FlagNotes flag) => flag is { SeverityBefore: { } severity, ProbabilityBefore: { } probability }
        ? $"{Of(language, severity)}, {language.Probability(probability)}"
        : "";

    /// <summary>The 80 % range of a gap in people; empty where it was not kept. Below 0 there are more than needed.</summary>
    public static string Range(Language language, Models.FlagNotes flag) => flag is { GapLow80: { } low, GapHigh80: { } high }
        ? $"{language.Format(low, 0)} – {language.Format(high, 0)}"
        : "";
}
