using System.CommandLine;
using System.Globalization;
using TalentRegistry.Data.Access;
using TalentRegistry.Data.Protection;
using TalentRegistry.Domain.Dates;
using TalentRegistry.Server.Startup;

namespace TalentRegistry.Server.CommandLine;

/// <summary><c>retention erase</c>: what is kept past its term.</summary>
internal static class RetentionCommand
{
    public static Command Make()
    {
        var apply = new Option<bool>("--apply") { Description = "Erase; without it is only told how much would go." };
        var erase = new Command("erase", "Erase the records of people who died, or were taken out, longer ago than records are kept: from the registry and its history, whose chain goes on holding. Backups are not reached.") { apply };
        erase.SetAction((parsed, cancellationToken) => EraseAsync(parsed.GetValue(CommonOptions.Data)!, parsed.GetValue(apply), cancellationToken));
        return new Command("retention", "How long records are kept.") { erase };
    }

    private static async Task<int> EraseAsync(string dataDirectory, bool apply, CancellationToken cancellationToken)
    {
        await using var registry = await OpenRegistry.ForExistingAsync(dataDirectory, cancellationToken);
        var today = VietnamTime.Today(TimeProvider.System);
        var (years, due) = await Retention.PreviewAsync(registry.Database, today, cancellationToken);
        foreach (var year in due)
        {
            await Console.Out.WriteLineAsync(string.Create(
                CultureInfo.InvariantCulture, $"{year.Year}: {year.Deceased:N0} đã mất · deceased, {year.Removed:N0} đã ra khỏi sổ · taken out"));
        }

        var people = due.Sum(year => year.Deceased + year.Removed);
        if (!apply || people == 0)
        {
            await Console.Out.WriteLineAsync(string.Create(
                CultureInfo.InvariantCulture,
                $"{people:N0} hồ sơ đã quá {years} năm. Chưa xóa gì; xóa bằng --apply. · {people:N0} records are past {years} years. Nothing was erased: --apply does."));
            return 0;
        }

        var done = await Retention.EraseAsync(registry.Database, today, null, "command retention erase", cancellationToken);
        await new AuditLog(registry.Database).WriteAsync(
            new AuditEvent(AuditKind.Command, null, "command retention erase", null, "retention", Told(done)), cancellationToken);
        await Console.Out.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture,
            $"Đã xóa {done.People:N0} hồ sơ và nội dung của {done.Changes:N0} mục lịch sử. Các bản sao lưu cũ vẫn còn: hãy hủy theo hạn. · Erased {done.People:N0} records and the values of {done.Changes:N0} entries of the history. Earlier backups still hold them: destroy these when they are due."));
        return 0;
    }

    /// <summary>An erasure in the words of the audit log.</summary>
    public static Dictionary<string, string> Told(ErasedRecords done) => new()
    {
        ["deceased"] = done.Deceased.ToString(CultureInfo.InvariantCulture),
        ["removed"] = done.Removed.ToString(CultureInfo.InvariantCulture),
        ["changes"] = done.Changes.ToString(CultureInfo.InvariantCulture),
    };
}
