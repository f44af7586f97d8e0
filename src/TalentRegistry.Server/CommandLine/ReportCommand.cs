using System.CommandLine;
using System.Globalization;
using TalentRegistry.Data;
using TalentRegistry.Data.Access;
using TalentRegistry.Domain.Access;
using TalentRegistry.Domain.Dates;
using TalentRegistry.Server.Audit;
using TalentRegistry.Server.Reports;
using TalentRegistry.Server.Startup;

namespace TalentRegistry.Server.CommandLine;

/// <summary><c>report PLAN --year Y --out FILE.docx</c>: the annual report of a plan, as the page of targets gives it.</summary>
internal static class ReportCommand
{
    public static Command Make()
    {
        var plan = new Argument<string>("plan") { Description = "Code of a plan, as DB." };
        var year = new Option<int?>("--year") { Description = $"Year to report, from {AnnualReport.FirstYear} to this one, which is the default.", HelpName = "Y" };
        var file = new Option<FileInfo>("--out") { Description = "File to write.", Required = true, HelpName = "FILE.docx" };
        var superior = new Option<string?>("--superior") { Description = "Cơ quan chủ quản in the head; its place is left where it is not given.", HelpName = "NAME" };
        var agency = new Option<string?>("--agency") { Description = "Cơ quan ban hành in the head; its place is left where it is not given.", HelpName = "NAME" };
        var account = new Option<string?>("--as") { Description = "Planner or administrator in whose name it is made; the first administrator where none is given.", HelpName = "ACCOUNT" };
        var command = new Command("report", "Write the annual report of a plan as an official document to be finished in Word.") { plan, year, file, superior, agency, account };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using var registry = await OpenRegistry.ForExistingAsync(parsed.GetValue(CommonOptions.Data)!, cancellationToken);
            var caller = await CallerAsync(registry.Database, parsed.GetValue(account), cancellationToken);
            await WriteAsync(
                registry.Database, caller, parsed.GetValue(plan)!, parsed.GetValue(year), parsed.GetValue(file)!, ReportLetterhead.Of(parsed.GetValue(superior), parsed.GetValue(agency)), cancellationToken);
            return 0;
        });
        return command;
    }

    private static async Task WriteAsync(RegistryDatabase database, Caller caller, string plan, int? asked, FileInfo file, ReportLetterhead letterhead, CancellationToken cancellationToken)
    {
        var today = VietnamTime.Today(TimeProvider.System);
        var year = asked ?? today.Year;
        if (year < AnnualReport.FirstYear || year > today.Year)
            throw new OperatorException($"--year: từ {AnnualReport.FirstYear} đến {today.Year}. · {AnnualReport.FirstYear} to {today.Year}.");
        if (!file.Extension.Equals(".docx", StringComparison.OrdinalIgnoreCase))
            throw new OperatorException($"{file.Name}: tên tệp phải có đuôi .docx. · The file's name must end in .docx.");

        var report = await AnnualReports.Of(database).ReadAsync(plan, year, today, caller, cancellationToken)
            ?? throw new OperatorException($"Không có kế hoạch {plan}: mã kế hoạch ở trang đầu, như DB. · There is no plan {plan}: the codes are on the first page, as DB.");
        using var paper = new MemoryStream();
        AnnualReportPaper.Write(paper, report, letterhead, TimeProvider.System.GetUtcNow());
        await WrittenFile.WriteAsync(file, paper.ToArray(), cancellationToken);
        await database.NoteCommandAsync("report", plan, cancellationToken, new Dictionary<string, string> { ["year"] = year.ToString(CultureInfo.InvariantCulture) }, caller.AccountId);
        Console.Out.WriteLine($"{plan}, {year}: {report.Targets.Count} chỉ tiêu, {report.Counted.Count()} có số liệu. · {report.Targets.Count} targets, {report.Counted.Count()} with figures: {file.FullName}");
    }

    // How duties are followed is seen by accounts alone, not by whoever may run the program.
    private static async Task<Caller> CallerAsync(RegistryDatabase database, string? name, CancellationToken cancellationToken)
    {
        await using var command = database.Owner.CreateCommand(
            """
            SELECT id, role = 'admin' FROM access.account
             WHERE closed_at IS NULL AND role IN ('admin', 'planner') AND ($1 IS NULL AND role = 'admin' OR name = $1) ORDER BY created_at, name LIMIT 1
            """);
        command.Parameters.Add(new() { Value = (object?)name ?? DBNull.Value, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Text });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        if (!await reader.ReadAsync(cancellationToken))
            throw new OperatorException(name is null
                ? "Chưa có tài khoản quản trị: hãy tạo bằng account create. · There is no administrator yet: make one with account create."
                : $"{name}: không có tài khoản lập kế hoạch hoặc quản trị đang mở có tên này. · There is no open planner or administrator of this name.");
        return new Caller(reader.GetGuid(0), reader.GetBoolean(1) ? Role.Admin : Role.Planner, "command report", "Lập báo cáo năm");
    }
}
