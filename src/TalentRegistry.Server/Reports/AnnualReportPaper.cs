using TalentRegistry.Data.Duties;
using TalentRegistry.Domain.Duties;
using TalentRegistry.Server.Duties;
using TalentRegistry.Server.Localisation;

namespace TalentRegistry.Server.Reports;

/// <summary>
/// The annual report of a plan as an official document. Every number is one that was counted, entered or forecast; what is to be judged, explained or proposed
/// is left to the officer, in marked places.
/// </summary>
internal static partial class AnnualReportPaper
{
    private const string ToWrite = "[[Phần do cán bộ lập báo cáo viết: …]]";

    /// <summary>Writes it.</summary>
    /// <param name="file">Where to, seekable; left open.</param>
    /// <param name="report">The figures.</param>
    /// <param name="letterhead">Who issues it.</param>
    /// <param name="madeAt">When it was made (UTC).</param>
    public static void Write(Stream file, AnnualReport report, ReportLetterhead letterhead, DateTimeOffset madeAt)
    {
        using var paper = new OfficialPaper(file, $"Báo cáo năm {report.Year}: {report.Plan.TitleVi}", madeAt);
        paper.Head(letterhead.SuperiorLine, letterhead.AgencyLine, "Số: [[…]]/BC-[[…]]", $"{Place(report)}, ngày [[…]] tháng [[…]] năm {report.MadeOn.Year}");
        paper.Title("BÁO CÁO", $"Kết quả năm {report.Year} thực hiện {Uncapitalised(report.Plan.TitleVi)}");
        paper.Text($"Thực hiện {Named(report)}, {letterhead.AgencyInText} báo cáo kết quả năm {report.Year} như sau:");
        if (report.Synthetic)
            paper.Text("[[DỮ LIỆU MÔ PHỎNG: không có ai trong sổ đăng ký này là thật; văn bản này không dùng để báo cáo.]]");

        WritePlan(paper, report);
        WriteTargets(paper, report);
        WriteDuties(paper, report);
        WriteShortages(paper, report);
        Left(paper, "V. KHÓ KHĂN, VƯỚNG MẮC VÀ NGUYÊN NHÂN", "1. Khó khăn, vướng mắc", "2. Nguyên nhân");
        Left(paper, $"VI. PHƯƠNG HƯỚNG, NHIỆM VỤ NĂM {report.Year + 1}");
        Left(paper, "VII. ĐỀ XUẤT, KIẾN NGHỊ");
        paper.Text($"Trên đây là báo cáo kết quả năm {report.Year} thực hiện {Uncapitalised(report.Plan.TitleVi)}./.");
        paper.Signature(["[[Cơ quan nhận báo cáo]];", "[[…]];", "Lưu: VT, [[…]]."], ["[[QUYỀN HẠN, CHỨC VỤ]]", " ", " ", " ", "[[Họ và tên]]"]);
        WriteAppendices(paper, report);
    }

    private static void WritePlan(OfficialPaper paper, AnnualReport report)
    {
        var plan = report.Plan;
        paper.Section("I. KẾ HOẠCH VÀ CÁCH LẬP SỐ LIỆU");
        paper.Subsection("1. Kế hoạch");
        paper.Dash($"Văn bản: {plan.TitleVi}.");
        paper.Dash($"Số: {plan.Number ?? "văn bản không ghi"}; ngày ban hành: {ReportWords.Issued(plan.Issued) ?? "văn bản không ghi"}.");
        paper.Dash($"Cơ quan ban hành: {plan.IssuerVi}.");
        paper.Dash(plan.UnitNamed ? $"Đơn vị thực hiện: {plan.UnitName}{Heir(report)}." : $"Đơn vị thực hiện: văn bản không nêu tên; nằm trong {plan.UnitName}{Heir(report)}.");
        paper.Dash($"Số chỉ tiêu: {report.Targets.Count}; số nhiệm vụ có hạn trong năm hoặc chưa có hạn theo năm: {report.Duties.Count}.");
        paper.Subsection("2. Cách lập số liệu");
        paper.Dash($"Chỉ tiêu được đếm vào ngày {LanguageText.Day(report.AsOf)} từ sổ đăng ký trí thức; số liệu công bố hoặc nhập được ghi nguồn riêng.");
        paper.Dash($"Tình hình nhiệm vụ là những gì đã ghi nhận đến ngày {LanguageText.Day(report.MadeOn)}.");
        paper.Dash(report.Run is { } run
            ? $"Dự báo lập từ số liệu đến ngày {LanguageText.Day(run.BaseDate)}, {ReportWords.People(run.Draws)} lần mô phỏng."
            : "Chưa có dự báo.");
        paper.Dash("\"Đạt\" hoặc \"chưa đạt\" là so với mức văn bản nêu, vào ngày đếm, kể cả khi chưa đến năm phải đạt; \"có nguy cơ\" là khi dự báo thấy xác suất không đạt vào năm phải đạt từ 20 % trở lên; \"chưa có số liệu\" không được tính là đạt hay không đạt.");
        paper.Dash("Mỗi con số chưa rõ được nêu cạnh kết quả; dấu \"…\" là chưa có số liệu.");
    }

    private static void WriteTargets(OfficialPaper paper, AnnualReport report)
    {
        paper.Section("II. KẾT QUẢ THỰC HIỆN CHỈ TIÊU");
        paper.Subsection("1. Tổng hợp");
        var rows = Enum.GetValues<ReportedStatus>().Select(status => (IReadOnlyList<string>)
        [
            ReportWords.Status(status), $"{report.Targets.Count(target => target.Status == status)}",
            status is ReportedStatus.Met or ReportedStatus.NotMet ? $"{report.Targets.Count(target => target.Status == status && target.IsAtRisk)}" : "",
        ]).Append(["Cộng", $"{report.Targets.Count}", $"{report.Targets.Count(target => target.IsAtRisk && target.Count?.IsMet is not null)}"]).ToList();
        paper.Table(new PaperTable([PaperColumn.Words("Tình trạng", 5), PaperColumn.Numbers("Số chỉ tiêu", 2), PaperColumn.Numbers("Trong đó có nguy cơ", 2)], rows) { IsShort = true, Strong = new HashSet<int> { rows.Count - 1 } });
        paper.Note("Toàn bộ chỉ tiêu ở Phụ lục I.");

        paper.Subsection("2. Từng chỉ tiêu có số liệu");
        foreach (var (index, target) in report.Counted.Index())
            WriteTarget(paper, target, index);
        if (!report.Counted.Any())
            paper.Text("Không có chỉ tiêu nào của kế hoạch có số liệu vào ngày này.");

        List<ReportedTarget> missing = [.. report.Targets.Where(target => target.Count is null)];
        if (missing.Count == 0)
            return;

        paper.Subsection("3. Chỉ tiêu chưa có số liệu");
        foreach (var target in missing)
            paper.Dash($"{target.Target.Code}: {target.Target.MeaningVi}. {(target.Target.NeedsVi is { } needs ? $"Còn thiếu: {needs.TrimEnd('.')}" : "Chưa có số dân hoặc mẫu số của năm")}.");
    }

    private static void WriteTarget(OfficialPaper paper, ReportedTarget reported, int index)
    {
        var (target, count) = (reported.Target, reported.Count!);
        paper.Point($"{ReportWords.Letter(index)}) {target.Code}: {target.MeaningVi}");
        paper.Dash($"Phải đạt: {ReportWords.Bound(target)} (mục {target.Section} của văn bản).");
        paper.Dash($"Kết quả {(count.FigureSource is null ? $"ngày {LanguageText.Day(count.AsOf)}" : $"năm {count.AsOf.Year}")}: {ReportWords.Value(target, count.Value)}{People(count)}. Tình trạng: {ReportWords.Status(reported).ToLowerInvariant()}.");
        paper.Dash($"Nguồn: {ReportWords.Source(count)}. {count.Explanation.Vi}");
        if (count.FigureSource is null)
            paper.Dash($"Chưa rõ: {ReportWords.Unknown(target, count)}.");
        foreach (var setting in count.Settings)
            paper.Dash($"Cách hiểu văn bản: {setting.Note.Vi.TrimEnd('.')}.");
        if (ReportWords.Forecast(target) is { } forecast)
            paper.Dash(forecast);
    }

    // A count is the number of people already.
    private static string People(Forecasts.TargetCount count) => count switch
    {
        { FigureSource: not null } => "",
        { Denominator: not null } => $" ({ReportWords.People(count.Numerator)} người trên {ReportWords.Base(count)})",
        _ => "",
    };

    private static void WriteDuties(OfficialPaper paper, AnnualReport report)
    {
        paper.Section("III. TÌNH HÌNH THỰC HIỆN NHIỆM VỤ");
        paper.Subsection("1. Tổng hợp");
        if (report.Duties.Count == 0)
        {
            paper.Text($"Không có nhiệm vụ nào của kế hoạch được theo dõi trong năm {report.Year}.");
            return;
        }

        var rows = Enum.GetValues<DutyStatus>().Select(status => (IReadOnlyList<string>)[DutyWords.Of(Language.Vietnamese, status), $"{report.DutiesOf(status).Count}"])
            .Append(["Cộng", $"{report.Duties.Count}"]).ToList();
        paper.Table(new PaperTable([PaperColumn.Words("Tình trạng", 5), PaperColumn.Numbers("Số nhiệm vụ", 2)], rows) { IsShort = true, Strong = new HashSet<int> { rows.Count - 1 } });
        var number = 2;
        WriteDuties(paper, $"{number}. Nhiệm vụ quá hạn", ref number, report.DutiesOf(DutyStatus.Overdue), report);
        WriteDuties(paper, $"{number}. Nhiệm vụ đã hoàn thành", ref number, report.DutiesOf(DutyStatus.Done, DutyStatus.DoneLate), report);
        WriteDuties(paper, $"{number}. Nhiệm vụ đang hoặc chưa thực hiện", ref number, report.DutiesOf(DutyStatus.UnderWay, DutyStatus.NotBegun), report);
        WriteDuties(paper, $"{number}. Nhiệm vụ không thực hiện nữa", ref number, report.DutiesOf(DutyStatus.Cancelled), report);
    }

    private static void WriteDuties(OfficialPaper paper, string heading, ref int number, IReadOnlyList<FollowedDuty> duties, AnnualReport report)
    {
        if (duties.Count == 0)
            return;

        number++;
        paper.Subsection(heading);
        paper.Table(new PaperTable(
            [PaperColumn.Words("Mã", 7), PaperColumn.Words("Nhiệm vụ", 21), PaperColumn.Words("Cơ quan chủ trì", 17), PaperColumn.Short("Hạn", 9), PaperColumn.Words("Tình trạng", 13)],
            [.. duties.Select(duty => (IReadOnlyList<string>)
            [
                duty.Code, duty.Meaning.Vi, duty.Holder?.Name ?? duty.Lead ?? "Văn bản không nêu", duty.DueOn is { } due ? LanguageText.Day(due) : "Không nêu",
                DutyWords.Of(Language.Vietnamese, duty.Status)
                    + (duty.DoneOn is { } done ? $"\n{LanguageText.Day(done)}" : duty.Status == DutyStatus.Overdue ? $"\n{DutyWords.Left(Language.Vietnamese, duty.DaysLeft(report.MadeOn))}" : ""),
            ])]));
    }

    private static void WriteShortages(OfficialPaper paper, AnnualReport report)
    {
        paper.Section("IV. THIẾU HỤT VÀ DỰ BÁO");
        if (report.Run is null)
        {
            paper.Text("Chưa có dự báo.");
            return;
        }

        paper.Subsection("1. Theo chỉ tiêu");
        List<ReportedTarget> risks = [.. report.Targets.Where(target => target.IsAtRisk)];
        if (risks.Count == 0)
            paper.Text("Trong các chỉ tiêu có dự báo, không có chỉ tiêu nào mà xác suất không đạt từ 20 % trở lên.");
        else
            paper.Table(new PaperTable(
                [PaperColumn.Words("Mã", 8), PaperColumn.Short("Năm", 7), PaperColumn.Words("Phải đạt", 15), PaperColumn.Short("Dự báo (khoảng 80 %)", 16), PaperColumn.Short("Xác suất không đạt", 11), PaperColumn.Short("Thiếu (người)", 10), PaperColumn.Short("Tuyển thêm mỗi năm", 11)],
                [.. risks.Select(risk => risk.Target).Select(target => (IReadOnlyList<string>)
                [
                    target.Code, $"{target.Standing!.ForecastYear}", target.Bound.In(Language.Vietnamese),
                    $"{ReportWords.Number(target, target.Standing.Median)}\n({ReportWords.Range(target, target.Standing.Low80, target.Standing.High80)})",
                    ReportWords.Probability(target.Standing.ProbabilityMissed),
                    target.Standing.GapPeople is > 0.5 and var gap ? ReportWords.People(gap) : "…",
                    target.Standing.ExtraRecruitsAYear is > 0 and var extra ? ReportWords.People(Math.Ceiling(extra)) : "…",
                ])]));

        paper.Subsection("2. Theo đơn vị");
        List<ReportedShortage> shortages = [.. report.Shortages.Where(shortage => shortage.Cell.Severity is not "none")];
        if (shortages.Count == 0)
        {
            paper.Text("Theo các tỷ lệ của kế hoạch tính được cho từng đơn vị, dự báo không thấy đơn vị nào thiếu người.");
            return;
        }

        paper.Table(new PaperTable(
            [PaperColumn.Words("Đơn vị", 18), PaperColumn.Words("Nghề (chỉ tiêu)", 17), PaperColumn.Short("Năm", 6), PaperColumn.Short("Cần", 7), PaperColumn.Short("Dự báo có\n(khoảng 80 %)", 14), PaperColumn.Short("Thiếu\n(khoảng 80 %)", 14), PaperColumn.Short("Xác suất thiếu", 10)],
            [.. shortages.Select(shortage => (IReadOnlyList<string>)
            [
                shortage.UnitName + (shortage.IsWhole ? " (toàn đơn vị)" : ""), $"{shortage.WhoVi}\n({shortage.TargetCode})", $"{shortage.Year}", ReportWords.People(shortage.Cell.Requirement),
                $"{ReportWords.People(shortage.Cell.SupplyMedian)}\n({ReportWords.Range(shortage.Cell.SupplyLow80, shortage.Cell.SupplyHigh80)})",
                ReportWords.People(shortage.Cell.ExpectedGap) + (shortage.Cell.Notes.GapLow80 is null ? "" : $"\n({ReportWords.Range(shortage.Cell.Notes.GapLow80, shortage.Cell.Notes.GapHigh80)})"), ReportWords.Probability(shortage.Cell.ProbabilityShort),
            ])]) { Strong = shortages.Index().Where(each => each.Item.IsWhole).Select(each => each.Index).ToHashSet() });
        paper.Note("Số âm là thừa so với mức cần. Khoảng 80 %: 8 trong 10 lần mô phỏng nằm trong đó.");
    }

    private static void Left(OfficialPaper paper, string section, params string[] parts)
    {
        paper.Section(section);
        foreach (var part in parts)
        {
            paper.Subsection(part);
            paper.Text(ToWrite);
        }

        if (parts.Length == 0)
            paper.Text(ToWrite);
    }

    private static string Named(AnnualReport report) => string.Concat(
        Uncapitalised(report.Plan.TitleVi), report.Plan.Number is { } number ? $" số {number}" : "", ReportWords.Issued(report.Plan.Issued) is { } issued ? $" {issued}" : "", " của ", report.Plan.IssuerVi);

    private static string Heir(AnnualReport report) => report.Owner is { } heir ? $"; từ ngày {LanguageText.Day(heir.From)} là {heir.Name}" : "";

    private static string Place(AnnualReport report) => report.Plan.UnitNamed ? ReportWords.Place(report.Owner?.Name ?? report.Plan.UnitName) : "[[Địa danh]]";

    // "Kế hoạch thực hiện …" within a sentence; the plan's name keeps its capital.
    private static string Uncapitalised(string title) => title.TrimEnd('.');
}
