using TalentRegistry.Data.Forecasts;
using TalentRegistry.Server.Forecasts;
using TalentRegistry.Server.Localisation;
using TalentRegistry.Server.Pages;
using TalentRegistry.Server.Pages.Models;

namespace TalentRegistry.Server.Reports;

/// <summary>Figures of the annual report in the words of the paper: Vietnamese, with a comma before decimals.</summary>
internal static class ReportWords
{
    private const Language Vi = Language.Vietnamese;
    private const string Letters = "abcdđeghiklmnopqrstuvxy";

    /// <summary>Standing on the day, with the risk where the forecast sees one.</summary>
    public static string Status(ReportedTarget target) => Status(target.Status) + (target is { IsAtRisk: true, Status: ReportedStatus.Met or ReportedStatus.NotMet } ? ", có nguy cơ" : "");

    public static string Status(ReportedStatus status) => status switch
    {
        ReportedStatus.Met => "Đạt",
        ReportedStatus.NotMet => "Chưa đạt",
        ReportedStatus.ReportedOnly => "Theo dõi, không nêu số",
        _ => "Chưa có số liệu",
    };

    /// <summary>What is asked, and by when.</summary>
    public static string Bound(TargetListItem target) => target.Bound.In(Vi) + (target.DueYear is { } due ? $", đến năm {due}" : "");

    /// <summary>A value in the unit of its target; "…" where there is none.</summary>
    public static string Value(TargetListItem target, double? value) => value is null ? "…" : Number(target, value) + target.Bound.UnitText(Vi);

    /// <summary>A value without its unit.</summary>
    public static string Number(TargetListItem target, double? value) => value switch
    {
        null => "…",
        // Where the text names no unit, a count is a whole number.
        { } number when target.Bound.Unit is null && number == Math.Floor(number) => Vi.Format(number, 0),
        { } number => Vi.Fixed(number, target.Decimals),
    };

    /// <summary>People, whole.</summary>
    public static string People(double people) => Vi.Format(people, 0);

    /// <summary>A range of 80 % of the draws.</summary>
    public static string Range(TargetListItem target, double? low, double? high) => low is not null && high is not null ? $"{Number(target, low)} – {Number(target, high)}" : "…";

    /// <summary>The same of people.</summary>
    public static string Range(double? low, double? high) => low is { } from && high is { } to ? $"{People(from)} – {People(to)}" : "…";

    public static string Probability(double? probability) => probability is { } number ? Vi.Probability(number) : "…";

    /// <summary>What the value was divided by, and where that comes from; empty for a count.</summary>
    public static string Base(TargetCount count) => count.Denominator is { } whole
        ? $"{People(whole)}{(count.DenominatorStatus is { } status ? $", {TargetNumbers.StatusText(Vi, StatusCode(status))}" : "")}" : "";

    /// <summary>Of whom the registry cannot say, and what they could change.</summary>
    public static string Unknown(TargetListItem target, TargetCount count)
    {
        if (count.Unknown == 0)
            return "không có: hồ sơ đủ dữ kiện để xét mọi người";

        var share = count is { DenominatorStatus: DenominatorStatus.Counted, Denominator: > 0 and var whole } ? $" ({Vi.Format(count.Unknown * 100 / whole, 1)} % số người được xét)" : "";
        return $"{People(count.Unknown)} người{share} thiếu dữ kiện, không được tính là đạt; nếu tất cả đều đạt thì giá trị là {Value(target, count.ValueAtMost)}";
    }

    /// <summary>Where the number comes from.</summary>
    public static string Source(TargetCount count) => count.FigureSource ?? "đếm từ hồ sơ trong sổ đăng ký";

    /// <summary>The forecast for the year that is due, in a sentence; null where there is none.</summary>
    public static string? Forecast(TargetListItem target) => target.Standing is { Median: { } median, ForecastYear: { } year } standing
        ? $"Dự báo năm {year}: {Value(target, median)} (8 trong 10 lần mô phỏng nằm trong khoảng {Range(target, standing.Low80, standing.High80)})"
          + (standing.ProbabilityMissed is { } missed ? $"; xác suất không đạt {Vi.Probability(missed)}" : "")
          + (standing is { GapPeople: > 0.5 and var gap, ProbabilityMissed: >= ReportedTarget.Risk } ? $"; thiếu trung bình {People(gap)} người" : "")
          + (standing is { ExtraRecruitsAYear: > 0 and var extra, ProbabilityMissed: >= ReportedTarget.Risk } ? $"; phải tuyển thêm {People(Math.Ceiling(extra))} người mỗi năm để khả năng đạt lớn hơn không đạt" : "")
          + "."
        : null;

    /// <summary>a, b, c, d, đ, e, g …; after the alphabet a1, b1, …</summary>
    public static string Letter(int index) => $"{Letters[index % Letters.Length]}{(index < Letters.Length ? "" : index / Letters.Length)}";

    /// <summary>As much of the date of a plan as its text gives: "năm 2024", "tháng 4 năm 2024" or a day.</summary>
    public static string? Issued(string? issued) => issued?.Split('-') switch
    {
        [var year] => $"năm {year}",
        [var year, var month] => $"tháng {month.TrimStart('0')} năm {year}",
        [var year, var month, var day] => $"ngày {day}/{month}/{year}",
        _ => null,
    };

    /// <summary>The name of a unit as a place: "Điện Biên" of "Tỉnh Điện Biên".</summary>
    public static string Place(string unit) => unit.StartsWith("Tỉnh ", StringComparison.Ordinal) ? unit["Tỉnh ".Length..]
        : unit.StartsWith("Thành phố ", StringComparison.Ordinal) ? unit["Thành phố ".Length..] : unit;

    private static string StatusCode(DenominatorStatus status) => status.ToString().ToLowerInvariant();
}
