using System.CommandLine;
using System.Globalization;
using Npgsql;
using TalentRegistry.Data;
using TalentRegistry.Data.Archive;
using TalentRegistry.Data.Backup;
using TalentRegistry.Data.People;
using TalentRegistry.Data.Postgres;
using TalentRegistry.Domain.Access;
using TalentRegistry.Server.Audit;
using TalentRegistry.Server.Startup;

namespace TalentRegistry.Server.CommandLine;

/// <summary><c>archive export</c>: the whole registry as an open, documented file; <c>archive import</c>: the same registry out of it.</summary>
internal static class ArchiveCommand
{
    public static Command Make() => new("archive", "The whole registry as CSV files with a data dictionary, in one ZIP file.") { Export(), Import() };

    private static Command Export()
    {
        var file = new Option<FileInfo>("--out") { Description = "File to write.", Required = true, HelpName = "FILE.zip" };
        var by = new Option<string>("--as") { Description = "Sign-in name of the administrator in whose name it is written: the log of reads will say so.", Required = true, HelpName = "NAME" };
        var force = new Option<bool>("--force") { Description = "Replace a file of that name." };
        var readable = new Option<bool>("--with-citizen-ids") { Description = "Put citizen IDs in, in clear, for another system; the log of reads will say so." };
        var command = new Command("export", "Write the whole registry; a server may go on working meanwhile.") { file, by, force, readable };
        command.SetAction((parsed, cancellationToken) => ExportAsync(
            parsed.GetValue(CommonOptions.Data)!, parsed.GetValue(file)!.FullName, parsed.GetValue(by)!, parsed.GetValue(force), parsed.GetValue(readable), cancellationToken));
        return command;
    }

    private static Command Import()
    {
        var file = new Argument<FileInfo>("file") { Description = "An archive." };
        var command = new Command("import", "Make the same registry again in an empty data directory (or the empty database of ConnectionStrings__Registry) and compare; replaces nothing.") { file };
        command.SetAction((parsed, cancellationToken) => ImportAsync(parsed.GetValue(file)!, parsed.GetValue(CommonOptions.Data)!, cancellationToken));
        return command;
    }

    private static async Task<int> ExportAsync(string dataDirectory, string file, string by, bool force, bool readable, CancellationToken cancellationToken)
    {
        await using var registry = await OpenRegistry.ForExistingAsync(dataDirectory, cancellationToken);
        if (await new Data.Access.Accounts(registry.Database).NamedAsync(by, cancellationToken) is not { Role: Role.Admin } account)
            throw new OperatorException($"No administrator signs in as {by}.");

        using var citizenIds = readable ? await CitizenIdProtector.OpenAsync(dataDirectory, registry.Database, cancellationToken) : null;
        ArchiveManifest? written = null;
        try
        {
            await ConsoleSteps.RunAsync(async console => written = await console.StepAsync("Xuất kho dữ liệu · Archive", step => RegistryArchive.WriteAsync(
                registry.Database, new ArchiveOptions(file, account.Id, force, citizenIds), step, cancellationToken)));
        }
        catch (NpgsqlException fault)
        {
            throw registry.Explain(fault);
        }

        await registry.Database.NoteCommandAsync(
            "archive export", null, cancellationToken, new Dictionary<string, string> { ["rows"] = $"{written!.TotalRows()}", ["citizenIdsInClear"] = $"{readable}" }, account.Id);
        await Console.Out.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture, $"{file}: {Contents(written!)}, {new FileInfo(file).Length / 1e6:N1} MB."));
        await Console.Out.WriteLineAsync(readable
            ? "Citizen IDs are in it in clear: whoever has the file has them."
            : "Citizen IDs are in it as they are kept, encrypted; their key, citizen-id.key, is not: it travels apart.");
        return 0;
    }

    private static async Task<int> ImportAsync(FileInfo file, string dataDirectory, CancellationToken cancellationToken)
    {
        await using var archive = await ArchiveReader.OpenAsync(file.FullName, null, cancellationToken);
        var migrations = Migrator.Read(RegistryFiles.Migrations);
        RegistryRestore.RefuseUnknown(archive.Manifest, migrations);
        await using var registry = await OpenRegistry.ForServerAsync(dataDirectory, cancellationToken);
        RestoreSummary? made = null;
        try
        {
            await ConsoleSteps.RunAsync(async console => made = await console.StepAsync("Nhập kho dữ liệu, so sánh · Import, comparison", step =>
                RegistryRestore.RunAsync(registry.Database, archive, migrations, step, cancellationToken)));
        }
        catch (NpgsqlException fault)
        {
            throw registry.Explain(fault);
        }

        await registry.Database.NoteCommandAsync("archive import", null, cancellationToken, new Dictionary<string, string> { ["rows"] = $"{made!.Rows}" });
        await Console.Out.WriteLineAsync($"Imported {Contents(archive.Contents)}: compared with the archive, all equal.");
        if (made!.Upgrades > 0)
            await Console.Out.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"The archive was older than this program: {made.Upgrades} newer migrations were applied after that."));
        if (await CitizenIdProtector.WhyLockedAsync(dataDirectory, registry.Database, cancellationToken) is { } wrong)
            await Console.Out.WriteLineAsync($"Warning: {wrong} Until then everything works but citizen IDs.");
        return 0;
    }

    private static string Contents(ArchiveManifest archive) => string.Create(
        CultureInfo.InvariantCulture, $"{archive.Tables.Count} tables, {archive.TotalRows():N0} rows, history up to {archive.HistoryHead}");
}
