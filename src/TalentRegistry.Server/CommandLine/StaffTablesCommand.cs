using System.CommandLine;
using System.Globalization;
using TalentRegistry.Data;
using TalentRegistry.Data.Access;
using TalentRegistry.Domain.Access;
using TalentRegistry.Domain.Dates;
using TalentRegistry.Server.Audit;
using TalentRegistry.Server.Pages;
using TalentRegistry.Server.Staffing;
using TalentRegistry.Server.Startup;

namespace TalentRegistry.Server.CommandLine;

/// <summary><c>staff-tables --as OFFICER --as-of D --out FILE.xlsx</c>: the tables on number and quality of officials, of an officer's own agencies.</summary>
internal static class StaffTablesCommand
{
    public static Command Make()
    {
        var by = new Option<string>("--as") { Description = "Sign-in name of the HR officer whose agencies are counted.", Required = true, HelpName = "NAME" };
        var day = new Option<string?>("--as-of") { Description = "Who was at work on this day; today unless given.", HelpName = "YYYY-MM-DD" };
        var file = new Option<FileInfo>("--out") { Description = "File to write.", Required = true, HelpName = "FILE.xlsx" };
        var command = new Command("staff-tables", "Write the statistical tables on number and quality of cadres, civil servants and public employees.") { by, day, file };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using var registry = await OpenRegistry.ForExistingAsync(parsed.GetValue(CommonOptions.Data)!, cancellationToken);
            await WriteAsync(registry.Database, parsed.GetValue(by)!, parsed.GetValue(day), parsed.GetValue(file)!, cancellationToken);
            return 0;
        });
        return command;
    }

    private static async Task WriteAsync(RegistryDatabase database, string officer, string? asked, FileInfo file, CancellationToken cancellationToken)
    {
        var day = VietnamTime.Today(TimeProvider.System);
        if (asked is not null && (!DateOnly.TryParseExact(asked, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out day) || !AsOfDays.Contains(day)))
            throw new OperatorException($"--as-of {asked}: ghi như 2025-12-31. · Write it as 2025-12-31.");
        if (!file.Extension.Equals(".xlsx", StringComparison.OrdinalIgnoreCase))
            throw new OperatorException($"{file.Name}: tên tệp phải có đuôi .xlsx. · The file's name must end in .xlsx.");
        if (await new Data.Access.Accounts(database).NamedAsync(officer, cancellationToken) is not { Role: Role.Hr } account)
            throw new OperatorException($"{officer}: không có cán bộ tổ chức nào đăng nhập bằng tên này. · No HR officer signs in as {officer}.");

        var tables = await new PageData(database).InSessionAsync(
            new Caller(account.Id, account.Role, "command staff-tables", "Lập biểu thống kê"), session => StaffPages.ReadAsync(session, day, cancellationToken), cancellationToken);
        using var workbook = new MemoryStream();
        StaffWorkbook.Write(workbook, tables, day, await new RegistryNature(database).IsSyntheticAsync(cancellationToken));
        await WrittenFile.WriteAsync(file, workbook.ToArray(), cancellationToken);
        await database.NoteCommandAsync("staff-tables", null, cancellationToken, new Dictionary<string, string> { ["day"] = $"{day:yyyy-MM-dd}" }, account.Id);
        foreach (var (table, agencies) in tables)
            Console.Out.WriteLine($"{table.Code}: {agencies.Count} cơ quan, {agencies.Sum(agency => agency.Counts[0])} người. · {agencies.Count} agencies, {agencies.Sum(agency => agency.Counts[0])} people.");
    }
}
