namespace TalentRegistry.Server.Charts;

/// <summary>The words of a <see cref="FanChart"/>, in its legend and in its description for those who cannot see it.</summary>
internal sealed record FanWords(string History, string Estimated, string Published, string Median, string Band80, string Band95)
{
    private static readonly FanWords Vietnamese = new(
        "Thực tế", "Ước tính", "Số liệu đã công bố", "Dự báo (trung vị)", "Khoảng 80 %", "Khoảng 95 %");

    private static readonly FanWords English = new(
        "History", "Estimated", "Published figures", "Forecast (median)", "80 % band", "95 % band");

    public static FanWords In(ChartLanguage language) => language == ChartLanguage.Vietnamese ? Vietnamese : English;
}
