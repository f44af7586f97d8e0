using System.CommandLine;
using System.Globalization;
using Npgsql;
using TalentRegistry.Data.Backup;
using TalentRegistry.Data.People;
using TalentRegistry.Data.Postgres;
using TalentRegistry.Server.Audit;
using TalentRegistry.Server.Startup;

namespace TalentRegistry.Server.CommandLine;

/// <summary><c>backup</c>: the whole registry in one file, while it is in use; <c>backup verify</c>: that the file can be restored.</summary>
internal static class BackupCommand
{
    public static Command Make()
    {
        var file = new Option<FileInfo>("--out") { Description = "File to write.", Required = true, HelpName = "FILE" };
        var force = new Option<bool>("--force") { Description = "Replace a file of that name." };
        var verify = new Option<bool>("--verify") { Description = "Restore the file into a temporary PostgreSQL and compare, before it gets its name." };
        var withKey = new Option<bool>("--with-key")
        {
            Description = "Put the key of the citizen IDs in, locked by a passphrase, which is asked for, or read from the first line of the input.",
        };
        var command = new Command("backup", "Write everything in the registry to one file; a server may go on working meanwhile.") { file, force, verify, withKey };
        command.SetAction((parsed, cancellationToken) => BackUpAsync(
            parsed.GetValue(CommonOptions.Data)!,
            new BackupOptions(parsed.GetValue(file)!.FullName, parsed.GetValue(force)),
            parsed.GetValue(withKey), parsed.GetValue(verify), cancellationToken));
        command.Subcommands.Add(Verify());
        return command;
    }

    private static Command Verify()
    {
        var file = new Argument<FileInfo>("file") { Description = "A backup." };
        var command = new Command("verify", "Restore a backup into a temporary PostgreSQL and compare every table; touches no registry.") { file };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using var backup = await BackupReader.OpenAsync(parsed.GetValue(file)!.FullName, cancellationToken);
            await ConsoleSteps.RunAsync(console => TryAsync(console, backup, cancellationToken));
            foreach (var table in backup.Manifest.Tables)
                await Console.Out.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{table.Content.Rows,12:N0}  {table.Schema}.{table.Name}"));
            await Console.Out.WriteLineAsync($"{Contents(backup.Manifest)}: restored and compared, all equal.");
            return 0;
        });
        return command;
    }

    private static async Task<int> BackUpAsync(
        string dataDirectory, BackupOptions options, bool withKey, bool verify, CancellationToken cancellationToken)
    {
        await using var registry = await OpenRegistry.ForBackupAsync(dataDirectory, cancellationToken);
        if (withKey)
        {
            var passphrase = TypedSecret.ReadTwice("Passphrase for the key of the citizen IDs (12 characters or more):");
            options = options with { Key = await BackupKey.LockAsync(dataDirectory, registry.Database, passphrase, cancellationToken) };
        }

        BackupManifest? written = null;
        try
        {
            await ConsoleSteps.RunAsync(async console => written = await console.StepAsync("Sao lưu · Backup", step => RegistryBackup.WriteAsync(
                registry.Database,
                verify ? options with { Trial = (backup, token) => TryAsync(console, backup, token) } : options,
                TimeProvider.System, step, cancellationToken)));
        }
        catch (NpgsqlException fault)
        {
            throw registry.Explain(fault);
        }

        await registry.Database.NoteCommandAsync("backup", null, cancellationToken, new Dictionary<string, string> { ["rows"] = $"{written!.TotalRows()}", ["withKey"] = $"{withKey}" });
        await Console.Out.WriteLineAsync(
            $"{options.File}: {Contents(written!)}{(verify ? ", restored and compared, all equal" : "")}, {Size(new FileInfo(options.File).Length)}.");
        if (!withKey)
            await TellOfKeyAsync(dataDirectory, registry, cancellationToken);
        return 0;
    }

    private static async Task TellOfKeyAsync(string dataDirectory, OpenRegistry registry, CancellationToken cancellationToken) =>
        await Console.Out.WriteLineAsync(await CitizenIdProtector.WhyLockedAsync(dataDirectory, registry.Database, cancellationToken) is { } wrong
            ? $"Warning: {wrong}"
            : $"The key of the citizen IDs, {Path.Combine(Path.GetFullPath(dataDirectory), "citizen-id.key")}, is not in it: keep a copy elsewhere, or use --with-key. "
              + "Without it the citizen IDs of a restored registry cannot be read.");

    private static Task TryAsync(Spectre.Console.ProgressContext console, BackupReader backup, CancellationToken cancellationToken) =>
        console.StepAsync("Khôi phục thử, so sánh · Trial restore, comparison", step =>
            BackupTrial.RunAsync(backup, Migrator.Read(RegistryFiles.Migrations), step, cancellationToken));

    internal static string Contents(BackupManifest manifest) => string.Create(
        CultureInfo.InvariantCulture, $"{manifest.Tables.Count} tables, {manifest.TotalRows():N0} rows as of {manifest.Created.ToLocalTime():yyyy-MM-dd HH:mm:ss zzz}");

    private static string Size(long bytes) => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e6:N1} MB");
}
