using TalentRegistry.Data.Duties;
using TalentRegistry.Domain.Duties;
using TalentRegistry.Domain.Plans;
using TalentRegistry.Server.Localisation;

namespace TalentRegistry.Server.Duties;

/// <summary>Duties in words.</summary>
internal static class DutyWords
{
    public static string Of(Language language, DutyStatus status) => status switch
    {
        DutyStatus.NotBegun => language.In("Chưa thực hiện", "Not begun"),
        DutyStatus.UnderWay => language.In("Đang thực hiện", "Under way"),
        DutyStatus.Done => language.In("Đã hoàn thành", "Done"),
        DutyStatus.DoneLate => language.In("Hoàn thành quá hạn", "Done late"),
        DutyStatus.Overdue => language.In("Quá hạn", "Overdue"),
        DutyStatus.Cancelled => language.In("Không thực hiện nữa", "Cancelled"),
        _ => throw new ArgumentOutOfRangeException(nameof(status), status, "No such status."),
    };

    public static string Of(Language language, DutyStage stage) => stage switch
    {
        DutyStage.NotBegun => Of(language, DutyStatus.NotBegun),
        DutyStage.UnderWay => Of(language, DutyStatus.UnderWay),
        DutyStage.Done => Of(language, DutyStatus.Done),
        DutyStage.Cancelled => Of(language, DutyStatus.Cancelled),
        _ => throw new ArgumentOutOfRangeException(nameof(stage), stage, "No such stage."),
    };

    public static string Severity(DutyStatus status) => status switch
    {
        DutyStatus.Overdue => "severe",
        DutyStatus.DoneLate => "watch",
        DutyStatus.Done => "none",
        _ => "unknown",
    };

    /// <summary>The year of an occurrence; empty where the duty is due once or has no year.</summary>
    public static string Year(int year) => year == 0 ? "" : $"{year}";

    /// <summary>How often a duty comes round.</summary>
    public static string Every(Language language, Recurrence? every) => every switch
    {
        Recurrence.Year => language.In("Hằng năm", "Yearly"),
        Recurrence.Period => language.In("Định kỳ; văn bản không nêu khoảng thời gian, nên không có hạn và tình trạng được ghi theo năm", "Periodic; the text names no interval, so there is no deadline and it is noted by the year"),
        Recurrence.Regular => language.In("Thường xuyên; không có hạn, tình trạng được ghi theo năm", "Regular; without a deadline, noted by the year"),
        _ => language.In("Một lần", "Once"),
    };

    /// <summary>Days that are left, or by how many it is late; empty where there is no day, or nothing is to be done.</summary>
    public static string Left(Language language, int? days) => days switch
    {
        null => "",
        < 0 => language.In($"quá {-days} ngày", $"{-days} days late"),
        0 => language.In("hôm nay", "today"),
        _ => language.In($"còn {days} ngày", $"{days} days left"),
    };

    public static string Holder(Language language, DutyHolder? holder) => holder switch
    {
        null => language.In("Chưa giao", "Nobody named"),
        { HasEnded: true } => language.In($"{holder.Name} (đã kết thúc, cần giao lại)", $"{holder.Name} (has ended, name another)"),
        _ => holder.Name,
    };

    /// <summary>A size in bytes for readers.</summary>
    public static string Size(Language language, int bytes) => bytes < 1 << 20
        ? $"{language.Format(Math.Max(1, bytes / 1024.0), 0)} KB"
        : $"{language.Format(bytes / (1024.0 * 1024), 1)} MB";
}
