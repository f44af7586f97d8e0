using TalentRegistry.Server.Localisation;

namespace TalentRegistry.Server.Charts;

/// <summary>The words of a <see cref="FanChart"/>, in its legend and in its description for those who cannot see it.</summary>
internal sealed record FanWords(string History, string Estimated, string Published, string Median, string Band80, string Band95)
{
    private static readonly FanWords Vietnamese = new(
        "Đếm từ sổ đăng ký", "Đếm, mẫu số ước tính", "Số đã công bố", "Dự báo (trung vị)", "Khoảng 80 %", "Khoảng 95 %");

    private static readonly FanWords English = new(
        "Counted in the registry", "Counted, denominator estimated", "Published figures", "Forecast (median)", "80 % band", "95 % band");

    public static FanWords Of(FanChart chart)
    {
        var words = chart.Language == Language.Vietnamese ? Vietnamese : English;
        return chart.IsHistoryPublished ? words with { History = words.Published } : words;
    }
}
