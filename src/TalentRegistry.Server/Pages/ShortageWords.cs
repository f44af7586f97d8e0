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
}
