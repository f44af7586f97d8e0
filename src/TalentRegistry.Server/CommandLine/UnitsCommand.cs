using System.CommandLine;
using System.Globalization;
using TalentRegistry.Data.Dossiers;
using TalentRegistry.Data.Units;
using TalentRegistry.Server.Audit;
using TalentRegistry.Server.Startup;

namespace TalentRegistry.Server.CommandLine;

/// <summary><c>units apply FILE</c>: operations on administrative units that a file lists, all in one transaction.</summary>
internal static class UnitsCommand
{
    private static readonly Argument<string> File = new("FILE") { Description = "JSON: {\"operations\": [{\"kind\", \"effectiveOn\", \"legalGround\", …}]}; README lists what each kind takes." };

    private static readonly Option<bool> Preview = new("--preview") { Description = "Tell what it would do and write nothing; days in the future may be given." };

    private static readonly Option<string[]> Confirm = new("--confirm") { Description = "Code of a warning to pass, as LONG_AGO.", HelpName = "CODE" };

    public static Command Make()
    {
        var apply = new Command("apply", "Create, rename, merge, split, move and close administrative units as a file lists it: all of it or nothing.") { File, Preview, Confirm };
        apply.SetAction((parsed, cancellationToken) => ApplyAsync(
            parsed.GetValue(CommonOptions.Data)!, parsed.GetValue(File)!, parsed.GetValue(Preview), parsed.GetValue(Confirm) ?? [], cancellationToken));
        return new Command("units", "Administrative units and their changes.") { apply };
    }

    private static async Task<int> ApplyAsync(string dataDirectory, string file, bool preview, string[] confirmed, CancellationToken cancellationToken)
    {
        var operations = await UnitOperationFile.ReadAsync(file, cancellationToken);
        await using var registry = await OpenRegistry.ForExistingAsync(dataDirectory, cancellationToken);
        var reports = await new UnitOperations(TimeProvider.System).ApplyAsync(
            registry.Database, operations, preview, "units apply", new EditTerms("vi", null, confirmed), cancellationToken);
        if (!preview)
            await registry.Database.NoteCommandAsync("units apply", null, cancellationToken, new Dictionary<string, string> { ["operations"] = $"{reports.Count}" });
        foreach (var (number, report) in reports.Index())
            await TellAsync(number + 1, report);
        await Console.Out.WriteLineAsync(preview
            ? "Xem trước: chưa ghi gì. · A preview: nothing is written."
            : string.Create(CultureInfo.InvariantCulture, $"Đã ghi {reports.Count} việc sắp xếp. · {reports.Count} operations are recorded."));
        return 0;
    }

    private static async Task TellAsync(int number, UnitReport report)
    {
        var told = Console.Out;
        await told.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture, $"{number}. {report.Kind} {report.EffectiveOn:yyyy-MM-dd}: {report.PeopleBefore:N0} -> {report.PeopleAfter:N0} người · people"));
        foreach (var unit in report.Units)
            await told.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"   {unit.UnitId,-10} {unit.Part,-8} {unit.PeopleBefore,8:N0} -> {unit.PeopleAfter,8:N0}  {unit.Name}"));
        foreach (var agency in report.Agencies.Where(agency => agency.ByWeight))
        {
            await told.WriteLineAsync(string.Create(
                CultureInfo.InvariantCulture, $"   theo tỷ lệ · by weight: {agency.Code} {agency.FromId} -> {agency.ToId}, {agency.People:N0} người · people"));
        }

        foreach (var warning in report.Warnings)
            await told.WriteLineAsync($"   {warning.Code}: {warning.Message.Vi} · {warning.Message.En}");
    }
}
