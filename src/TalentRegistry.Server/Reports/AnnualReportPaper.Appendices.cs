using TalentRegistry.Server.Localisation;
using TalentRegistry.Server.Pages.Models;

namespace TalentRegistry.Server.Reports;

internal static partial class AnnualReportPaper
{
    private const int TargetsAcross = 5;

    private static void WriteAppendices(OfficialPaper paper, AnnualReport report)
    {
        var of = $"Kèm theo Báo cáo số [[…]]/BC-[[…]] ngày [[…]] tháng [[…]] năm {report.MadeOn.Year} của [[…]]";
        paper.Appendix("I", $"TOÀN BỘ CHỈ TIÊU, SỐ LIỆU ĐẾN NGÀY {LanguageText.Day(report.AsOf)}", of, onItsSide: true);
        WriteAllTargets(paper, report);
        var number = "II";
        List<ReportedTarget> districts = [.. report.Targets.Where(target => target.Districts.Count > 0)];
        if (districts.Count > 0)
        {
            paper.Appendix(number, $"CHỈ TIÊU THEO ĐỊA BÀN, NGÀY {LanguageText.Day(report.AsOf)}", of, onItsSide: true);
            WriteDistricts(paper, districts);
            number = "III";
        }

        // A line along the ground shows nothing that the appendix before does not say.
        List<ReportedTarget> drawn = [.. report.Targets.Where(target => target.Path.Count > 1 && target.Path.Any(year => year.Value != 0))];
        if (drawn.Count == 0)
            return;

        paper.Appendix(number, "BIỂU ĐỒ: ĐÃ ĐẾM, DỰ BÁO VÀ CHỈ TIÊU", of, onItsSide: false);
        foreach (var target in drawn)
        {
            paper.Chart(ChartOf(target.Target, target.Path));
            paper.Note($"{target.Target.Code}. Nguồn: sổ đăng ký trí thức{(report.Synthetic ? " (dữ liệu mô phỏng)" : "")}.");
        }

        paper.Note("Khoảng 80 %: 8 trong 10 lần mô phỏng nằm trong đó. Số của biểu đồ sửa được trong Word (Chỉnh sửa dữ liệu).");
    }

    private static void WriteAllTargets(OfficialPaper paper, AnnualReport report)
    {
        paper.Table(new PaperTable(
            [
                PaperColumn.Words("Mã", 10), PaperColumn.Words("Chỉ tiêu", 34), PaperColumn.Words("Phải đạt", 17), PaperColumn.Short("Kết quả", 11), PaperColumn.Short("Số người", 9),
                PaperColumn.Short("Mẫu số (nguồn)", 15), PaperColumn.Short("Chưa rõ (người)", 9), PaperColumn.Short("Dự báo (khoảng 80 %)", 16), PaperColumn.Short("Xác suất không đạt", 10), PaperColumn.Words("Tình trạng", 12),
            ],
            [.. report.Targets.Select(reported => Row(reported))]));
        paper.Note("Kết quả là số đếm được từ sổ đăng ký, trừ khi ghi nguồn khác. \"…\": chưa có số liệu.");

        static IReadOnlyList<string> Row(ReportedTarget reported)
        {
            var (target, count) = (reported.Target, reported.Count);
            var standing = target.Standing;
            return
            [
                target.Code, target.MeaningVi, ReportWords.Bound(target),
                count is null ? "…" : ReportWords.Number(target, count.Value) + (count.FigureSource is null ? "" : $"\n(năm {count.AsOf.Year})"),
                count is { FigureSource: null } ? ReportWords.People(count.Numerator) : "…",
                count is null ? "…" : count.FigureSource ?? (count.Denominator is null ? "–" : ReportWords.Base(count)),
                count is { FigureSource: null } ? ReportWords.People(count.Unknown) : "…",
                standing is { Median: { } median, ForecastYear: { } year } ? $"{year}: {ReportWords.Number(target, median)}\n({ReportWords.Range(target, standing.Low80, standing.High80)})" : "…",
                ReportWords.Probability(standing?.ProbabilityMissed), ReportWords.Status(reported),
            ];
        }
    }

    private static void WriteDistricts(OfficialPaper paper, List<ReportedTarget> targets)
    {
        // Said once, before the tables: after them it might stand alone on a page.
        paper.Note("Địa bàn theo bản đồ ngày 30/06/2025. Trong ngoặc: số người đếm được, trên mẫu số. \"…\": chưa biết mẫu số của địa bàn.");
        foreach (var group in targets.Chunk(TargetsAcross))
        {
            var rows = group[0].Districts.Select((district, place) => (IReadOnlyList<string>)
            [
                place == group[0].Districts.Count - 1 && IsWhole(group[0]) ? "Không gắn với địa bàn nào" : district.Name, .. group.Select(target => Cell(target.Target, target.Districts[place])),
            ]).Append(["Toàn đơn vị", .. group.Select(target => target.Count is { } count ? Cell(target.Target, new(target.Target.Code, "", count.Numerator, count.Denominator, count.Value, count.Unknown)) : "…")]).ToList();
            paper.Table(new PaperTable(
                [PaperColumn.Words("Địa bàn", 26), .. group.Select(target => PaperColumn.Short($"{target.Target.Code}\n({Unit(target.Target)})", 20))], rows) { Strong = new HashSet<int> { rows.Count - 1 } });
            paper.Note(string.Join("; ", group.Select(target => $"{target.Target.Code}: {target.Target.MeaningVi}")) + ".");
        }

        // The last row has those of the whole unit who belong to none of its parts.
        static bool IsWhole(ReportedTarget target) => target.Districts[^1].UnitId.StartsWith('P');

        static string Cell(TargetListItem target, Forecasts.DistrictCount count) => target.Bound.Unit is "person" or "item" || count is { Denominator: null, Value: { } same } && same == count.Numerator
            ? ReportWords.People(count.Numerator)
            : $"{ReportWords.Number(target, count.Value)}\n({ReportWords.People(count.Numerator)}{(count.Denominator is { } whole ? $" / {ReportWords.People(whole)}" : "")})";
    }

    private static string Unit(TargetListItem target) => target.Bound.AxisUnit(Language.Vietnamese);

    /// <summary>History, forecast with its range, and the line of the target.</summary>
    internal static PaperChart ChartOf(TargetListItem target, IReadOnlyList<PathYear> path)
    {
        // Years without a number keep their place.
        var told = path.ToDictionary(year => year.Year);
        List<int> years = [.. Enumerable.Range(path.Min(year => year.Year), path.Max(year => year.Year) - path.Min(year => year.Year) + 1)];
        var lines = new List<PaperLine> { new("Đã đếm", "1F4E79", Dashed: false, Marked: true, Values(year => year.IsForecast ? null : Rounded(year.Value))) };
        if (path.Any(year => year.IsForecast))
        {
            // The forecast begins where what was counted ends.
            var last = path.LastOrDefault(year => !year.IsForecast);
            lines.Add(new("Dự báo (trung vị)", "C55A11", Dashed: false, Marked: false, Values(year => year.IsForecast || year == last ? Rounded(year.Value) : null)));
            lines.Add(new("Khoảng 80 %: thấp", "C55A11", Dashed: true, Marked: false, Values(year => year is { IsForecast: true, Low80: { } low } ? Rounded(low) : null)));
            lines.Add(new("Khoảng 80 %: cao", "C55A11", Dashed: true, Marked: false, Values(year => year is { IsForecast: true, High80: { } high } ? Rounded(high) : null)));
        }

        foreach (var (value, name) in new[] { (target.Bound.Value ?? target.Bound.Low, "Chỉ tiêu"), (target.Bound.High, "Chỉ tiêu (mức cao)") })
            if (target.Bound.Comparator is not null && value is { } bound)
                lines.Add(new(name, "548235", Dashed: true, Marked: false, [.. years.Select(_ => (double?)bound)]));

        return new PaperChart(
            $"{target.Code}: {target.MeaningVi}", Unit(target), [.. years.Select(year => $"{year}")], lines, lines.All(line => line.Values.All(value => value is null || value == Math.Floor(value.Value))) ? 0 : target.Decimals,
            $"{target.MeaningVi}: {string.Join("; ", path.Select(year => $"{(year.IsForecast ? "dự báo " : "")}{year.Year}: {ReportWords.Number(target, year.Value)}"))}.");

        IReadOnlyList<double?> Values(Func<PathYear, double?> of) => [.. years.Select(year => told.TryGetValue(year, out var point) ? of(point) : null)];
    }

    // What the cells of the chart's sheet show, an officer may type again.
    private static double Rounded(double value) => Math.Round(value, 4, MidpointRounding.AwayFromZero);
}
