using TalentRegistry.Data.Postgres;

namespace TalentRegistry.Data.Backup;

/// <summary>The proof that a backup can be restored: it is, on a PostgreSQL of its own that is thrown away afterwards.</summary>
public static class BackupTrial
{
    /// <summary>Restores a backup into a temporary folder and compares every table.</summary>
    /// <exception cref="OperatorException">It cannot be restored, or not to what it says.</exception>
    public static async Task<RestoreSummary> RunAsync(
        BackupReader backup, IReadOnlyList<Migration> migrations, IProgress<double>? progress, CancellationToken cancellationToken)
    {
        RegistryRestore.RefuseUnknown(backup.Manifest, migrations);
        var folder = Directory.CreateTempSubdirectory("talentregistry-trial-");
        try
        {
            await using var postgres = await EmbeddedPostgres.StartAsync(folder.FullName, durable: false, cancellationToken);
            await using var database = new RegistryDatabase(postgres.ConnectionString);
            return await RegistryRestore.RunAsync(database, backup, migrations, progress, cancellationToken);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
