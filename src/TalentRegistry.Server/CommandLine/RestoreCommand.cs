using System.CommandLine;
using System.Globalization;
using Npgsql;
using TalentRegistry.Data;
using TalentRegistry.Data.Backup;
using TalentRegistry.Data.People;
using TalentRegistry.Data.Postgres;
using TalentRegistry.Server.Audit;
using TalentRegistry.Server.Startup;

namespace TalentRegistry.Server.CommandLine;

/// <summary><c>restore FILE</c>: makes a registry out of a backup, in a data directory or database that holds none.</summary>
internal static class RestoreCommand
{
    public static Command Make()
    {
        var file = new Argument<FileInfo>("file") { Description = "A backup." };
        var withoutKey = new Option<bool>("--without-key")
        {
            Description = "Leave the backup's key of the citizen IDs where it is: no passphrase is needed, and they cannot be read until the key is there.",
        };
        var command = new Command(
            "restore", "Restore a backup into an empty data directory (or the empty database of ConnectionStrings__Registry) and compare; replaces nothing.")
        {
            file, withoutKey,
        };
        command.SetAction((parsed, cancellationToken) => RestoreAsync(
            parsed.GetValue(file)!, parsed.GetValue(CommonOptions.Data)!, parsed.GetValue(withoutKey), cancellationToken));
        return command;
    }

    private static async Task<int> RestoreAsync(FileInfo file, string dataDirectory, bool withoutKey, CancellationToken cancellationToken)
    {
        // All that can be said against the file is said before anything is made.
        await using var backup = await BackupReader.OpenAsync(file.FullName, cancellationToken);
        var migrations = Migrator.Read(RegistryFiles.Migrations);
        RegistryRestore.RefuseUnknown(backup.Manifest, migrations);
        using var key = Key(backup, dataDirectory, withoutKey);

        // For the server's purpose: nobody else may be at work in the directory.
        await using var registry = await OpenRegistry.ForServerAsync(dataDirectory, cancellationToken);
        RestoreSummary? restored = null;
        try
        {
            await ConsoleSteps.RunAsync(async console => restored = await console.StepAsync("Khôi phục, so sánh · Restore, comparison", step =>
                RegistryRestore.RunAsync(registry.Database, backup, migrations, step, cancellationToken)));
        }
        catch (NpgsqlException fault)
        {
            throw registry.Explain(fault);
        }

        key?.Keep();
        await registry.Database.NoteCommandAsync("restore", null, cancellationToken, new Dictionary<string, string> { ["rows"] = $"{restored!.Rows}" });
        await Console.Out.WriteLineAsync($"Restored {BackupCommand.Contents(backup.Manifest)}: compared with the backup, all equal.");
        if (restored!.Upgrades > 0)
            await Console.Out.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"The backup was older than this program: {restored.Upgrades} newer migrations were applied after that."));
        if (await CitizenIdProtector.WhyLockedAsync(dataDirectory, registry.Database, cancellationToken) is { } wrong)
            await Console.Out.WriteLineAsync($"Warning: {wrong} Until then everything works but citizen IDs.");
        return 0;
    }

    private static PlacedKey? Key(BackupReader backup, string dataDirectory, bool withoutKey)
    {
        if (backup.Key is not { } wrapped || withoutKey)
            return null;

        try
        {
            return BackupKey.Place(dataDirectory, wrapped, TypedSecret.Read("Passphrase of the backup's key of the citizen IDs:"));
        }
        catch (OperatorException fault)
        {
            throw new OperatorException($"{fault.Message} Nothing was restored; --without-key restores everything else.", fault);
        }
    }
}
