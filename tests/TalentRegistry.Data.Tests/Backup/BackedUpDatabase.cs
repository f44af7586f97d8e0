using TalentRegistry.Data.Access;
using TalentRegistry.Data.Backup;
using TalentRegistry.Data.Loading;
using TalentRegistry.Data.People;
using TalentRegistry.Data.Postgres;
using TalentRegistry.Domain.Access;
using TalentRegistry.Testing;

namespace TalentRegistry.Data.Tests.Backup;

/// <summary>A registry with people, accounts, plans and a backup of it, and a folder for the files of a test class.</summary>
public sealed class BackedUpDatabase : PlansDatabase
{
    public const string Password = "a long enough password";

    public static IReadOnlyList<Migration> Migrations { get; } = Migrator.Read(Repository.Path("db", "migrations"));

    public string Folder { get; } = Directory.CreateTempSubdirectory("talentregistry-backup-").FullName;

    public string File => Path.Combine(Folder, "registry.backup");

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        using var protector = new CitizenIdProtector(new byte[32]);
        var content = (await SyntheticRegistry.ForAsync(Database)).Content(300);
        await new BulkLoader(Database, protector).LoadAsync(content, null, CancellationToken.None);
        var accounts = new Accounts(Database);
        var officer = await accounts.CreateAsync("officer", "Cán bộ\tnhân sự\n\\N", Role.Hr, Password, CancellationToken.None);
        await accounts.ScopeAsync(officer.Id, content.Agencies[0].Id, null, CancellationToken.None);
        await using (var session = await Database.OpenSessionAsync(new Caller(officer.Id, Role.Hr, "test", "test"), CancellationToken.None))
        {
            await session.LogReadAsync([Guid.NewGuid()], CancellationToken.None);
            await session.CommitAsync(CancellationToken.None);
        }

        await WriteAsync(File);
    }

    public Task<BackupManifest> WriteAsync(string file) =>
        RegistryBackup.WriteAsync(Database, new BackupOptions(file), TimeProvider.System, null, CancellationToken.None);

    /// <summary>Restores a backup into a fresh database.</summary>
    public static async Task<RegistryDatabase> RestoreAsync(string file)
    {
        var restored = new RegistryDatabase(await TestCluster.CreateBareAsync());
        await using var backup = await BackupReader.OpenAsync(file, CancellationToken.None);
        await RegistryRestore.RunAsync(restored, backup, Migrations, null, CancellationToken.None);
        return restored;
    }

    public override async Task DisposeAsync()
    {
        await base.DisposeAsync();
        Directory.Delete(Folder, recursive: true);
    }
}
