using System.IO.Compression;
using System.Text;
using TalentRegistry.Data.Backup;
using TalentRegistry.Data.People;
using TalentRegistry.Testing;

namespace TalentRegistry.Data.Tests.Backup;

public sealed class BackupFileTests(BackedUpDatabase original) : IClassFixture<BackedUpDatabase>
{
    [Fact]
    public async Task Any_program_that_opens_zip_files_reads_the_tables()
    {
        using var archive = ZipFile.OpenRead(original.File);
        using var reader = new StreamReader(archive.GetEntry("tables/access.account.tsv")!.Open());

        Assert.Contains(@"	officer	Cán bộ\tnhân sự\n\\N	hr	", await reader.ReadToEndAsync(), StringComparison.Ordinal);
        Assert.Equal("talentregistry-backup", archive.Entries[0].FullName);
        Assert.Equal("manifest.json", archive.Entries[^1].FullName);
    }

    [Fact]
    public void Only_its_owner_reads_it()
    {
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(original.File));
    }

    [Fact]
    public async Task A_file_of_that_name_stays_as_it_is_unless_it_may_be_replaced()
    {
        var file = Path.Combine(original.Folder, "taken");
        await File.WriteAllTextAsync(file, "mine");

        var refusal = await Assert.ThrowsAsync<OperatorException>(() => original.WriteAsync(file));
        Assert.Contains("--force", refusal.Message, StringComparison.Ordinal);
        Assert.Equal("mine", await File.ReadAllTextAsync(file));

        await RegistryBackup.WriteAsync(original.Database, new BackupOptions(file, Overwrite: true), TimeProvider.System, null, CancellationToken.None);
        await using var replaced = await BackupReader.OpenAsync(file, CancellationToken.None);
    }

    [Fact]
    public async Task What_does_not_end_well_leaves_no_file_and_the_one_before_as_it_was()
    {
        var folder = Directory.CreateDirectory(Path.Combine(original.Folder, "half"));
        var file = Path.Combine(folder.FullName, "b");
        await File.WriteAllTextAsync(file, "mine");
        using var stop = new CancellationTokenSource();
        Task Write(BackupOptions options, IProgress<double>? progress) =>
            RegistryBackup.WriteAsync(original.Database, options, TimeProvider.System, progress, stop.Token);

        await Assert.ThrowsAsync<OperatorException>(() => Write(
            new BackupOptions(file, Overwrite: true, Trial: (_, _) => throw new OperatorException("cannot be restored")), null));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Write(new BackupOptions(file, Overwrite: true), new Interruption(stop)));

        Assert.Equal("mine", await File.ReadAllTextAsync(file));
        Assert.Equal(["b"], folder.EnumerateFileSystemInfos().Select(one => one.Name));
    }

    [Fact]
    public async Task A_full_disk_is_one_sentence()
    {
        await using var file = new UnfinishedFile(Path.Combine(original.Folder, "full"), overwrite: false);

        Assert.StartsWith("The disk is full: ", file.Explain(new IOException("No space left on device", OperatingSystem.IsWindows() ? 112 : 28)).Message, StringComparison.Ordinal);
        Assert.Contains("cannot be written: denied", file.Explain(new UnauthorizedAccessException("denied")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_database_without_a_registry_gives_no_backup()
    {
        await using var empty = new RegistryDatabase(await TestCluster.CreateBareAsync());
        var file = Path.Combine(original.Folder, "nothing");

        var refusal = await Assert.ThrowsAsync<OperatorException>(
            () => RegistryBackup.WriteAsync(empty, new BackupOptions(file), TimeProvider.System, null, CancellationToken.None));

        Assert.Contains("There is no registry in this database yet", refusal.Message, StringComparison.Ordinal);
        Assert.False(File.Exists(file));
    }

    [Fact]
    public async Task The_key_travels_only_locked_and_opens_the_citizen_ids_again()
    {
        var old = Directory.CreateDirectory(Path.Combine(original.Folder, "old-data")).FullName;
        var fresh = Path.Combine(original.Folder, "new-data");
        new CitizenIdKeyFile(old).Write(new byte[32]);
        var file = Path.Combine(original.Folder, "with-key");
        const string passphrase = "Mười hai ký tự";
        var key = await BackupKey.LockAsync(old, original.Database, passphrase, CancellationToken.None);
        await RegistryBackup.WriteAsync(original.Database, new BackupOptions(file, Key: key), TimeProvider.System, null, CancellationToken.None);
        await using var backup = await BackupReader.OpenAsync(file, CancellationToken.None);

        var wrong = Assert.Throws<OperatorException>(() => BackupKey.Place(fresh, backup.Key!, "mười hai ký tự"));
        using (BackupKey.Place(fresh, backup.Key!, passphrase))
            Assert.Null(await CitizenIdProtector.WhyLockedAsync(fresh, original.Database, CancellationToken.None));
        // Not kept: a restore that failed leaves no key either.
        Assert.Contains("is missing", await CitizenIdProtector.WhyLockedAsync(fresh, original.Database, CancellationToken.None), StringComparison.Ordinal);
        using (var placed = BackupKey.Place(fresh, backup.Key!, passphrase.Normalize(NormalizationForm.FormD)))
            placed.Keep();

        Assert.Contains("passphrase does not open", wrong.Message, StringComparison.Ordinal);
        Assert.Null(await CitizenIdProtector.WhyLockedAsync(fresh, original.Database, CancellationToken.None));
    }

    [Fact]
    public async Task A_key_that_is_missing_or_of_another_registry_and_a_short_passphrase_are_refused()
    {
        var none = Path.Combine(original.Folder, "none-data");
        var other = Directory.CreateDirectory(Path.Combine(original.Folder, "other-data")).FullName;
        new CitizenIdKeyFile(other).Create();
        var key = WrappedKey.Lock(new byte[32], "a long enough passphrase");

        Assert.Contains("is missing", (await LockAsync(none, "a long enough passphrase")).Message, StringComparison.Ordinal);
        Assert.Contains("belongs to another one", (await LockAsync(other, "a long enough passphrase")).Message, StringComparison.Ordinal);
        Assert.Contains("12 characters", Assert.Throws<OperatorException>(() => WrappedKey.Lock(new byte[32], "short")).Message, StringComparison.Ordinal);
        Assert.Contains("key of another registry", Assert.Throws<OperatorException>(
            () => BackupKey.Place(other, key, "a long enough passphrase")).Message, StringComparison.Ordinal);
        Assert.False(Directory.Exists(none));
    }

    private Task<OperatorException> LockAsync(string dataDirectory, string passphrase) => Assert.ThrowsAsync<OperatorException>(
        () => BackupKey.LockAsync(dataDirectory, original.Database, passphrase, CancellationToken.None));

    private sealed class Interruption(CancellationTokenSource stop) : IProgress<double>
    {
        public void Report(double value)
        {
            if (value > 0.4)
                stop.Cancel();
        }
    }
}
