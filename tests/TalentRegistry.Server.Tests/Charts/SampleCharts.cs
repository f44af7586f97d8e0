using TalentRegistry.Server.Charts;

namespace TalentRegistry.Server.Tests.Charts;

/// <summary>Doctors per 10,000 people of Điện Biên, with invented numbers.</summary>
internal static class SampleCharts
{
    public static FanChart Fan => new(
        "Bác sĩ trên 10.000 dân, tỉnh Điện Biên",
        "Bác sĩ / 10.000 dân",
        [.. Enumerable.Range(2016, 9).Select(year => new HistoryPoint(year, 10.5 + (0.22 * (year - 2016)), Estimated: year is > 2018 and < 2022))],
        [.. Enumerable.Range(2025, 6).Select(year => Point(year, 12.26 + (0.21 * (year - 2024)), 0.42 * Math.Sqrt(year - 2024)))])
    {
        Subtitle = "Lịch sử, dự báo đến năm 2030 và chỉ tiêu của Kế hoạch 45-NQ/TW (chỉ tiêu DB-01)",
        Source = "Nguồn: sổ đăng ký trí thức (dữ liệu mô phỏng); số đã công bố: Niên giám thống kê y tế.",
        Published = [new(2016, 10.4), new(2018, 11.1), new(2022, 11.7)],
        Target = new(14, 2030, "Chỉ tiêu 2030: 14"),
    };

    private static ForecastPoint Point(int year, double median, double spread) =>
        new(year, median - (1.96 * spread), median - (1.28 * spread), median, median + (1.28 * spread), median + (1.96 * spread));
}
