using System.IO.Compression;
using System.Text;
using TalentRegistry.Data.Backup;
using TalentRegistry.Data.Postgres;
using TalentRegistry.Testing;

namespace TalentRegistry.Data.Tests.Backup;

public sealed class DamagedBackupTests(BackedUpDatabase original) : IClassFixture<BackedUpDatabase>
{
    [Theory]
    [InlineData("the first signature", 0.0, 0)]
    [InlineData("the marker's name", 0.0, 35)]
    [InlineData("the marker's content", 0.0, 51)]
    [InlineData("the time of an entry", 0.0, 11)]
    [InlineData("the first table", 0.01, 0)]
    [InlineData("a table", 0.3, 0)]
    [InlineData("another table", 0.6, 0)]
    [InlineData("the last tables", 0.9, 0)]
    [InlineData("the manifest", 1.0, -6000)]
    [InlineData("the directory", 1.0, -2000)]
    [InlineData("the directory's end", 1.0, -150)]
    [InlineData("the words of the seal", 1.0, -80)]
    [InlineData("the digits of the seal", 1.0, -1)]
    public async Task A_flipped_bit_is_refused_in_words(string where, double share, int offset)
    {
        var bytes = await File.ReadAllBytesAsync(original.File);
        bytes[(int)(share * bytes.Length) + offset] ^= 0x10;

        Assert.True((await RefusalAsync(bytes)).Contains("is damaged or was cut short", StringComparison.Ordinal), where);
    }

    [Theory]
    [InlineData(0.0, 0, "is not a backup that this program wrote")]
    [InlineData(0.0, 20, "is not a backup that this program wrote")]
    [InlineData(0.0, 60, "is damaged or was cut short")]
    [InlineData(0.5, 0, "is damaged or was cut short")]
    [InlineData(0.99, 0, "is damaged or was cut short")]
    [InlineData(1.0, -64, "is damaged or was cut short")]
    [InlineData(1.0, -1, "is damaged or was cut short")]
    public async Task A_file_cut_short_is_refused_in_words(double share, int offset, string refusal)
    {
        var bytes = await File.ReadAllBytesAsync(original.File);

        Assert.Contains(refusal, await RefusalAsync(bytes[..((int)(share * bytes.Length) + offset)]), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Bytes_after_the_end_are_refused_in_words() =>
        Assert.Contains("is damaged", await RefusalAsync([.. await File.ReadAllBytesAsync(original.File), 0]), StringComparison.Ordinal);

    [Fact]
    public async Task The_archive_of_another_program_is_refused_in_words()
    {
        using var bytes = new MemoryStream();
        using (var archive = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
            await using (var text = archive.CreateEntry("manifest.json").Open())
                await text.WriteAsync("{}"u8.ToArray());

        Assert.Contains("is not a backup that this program wrote", await RefusalAsync(bytes.ToArray()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_is_not_there_and_a_folder_are_refused_in_words()
    {
        var missing = await Assert.ThrowsAsync<OperatorException>(() => BackupReader.OpenAsync(Path.Combine(original.Folder, "none"), CancellationToken.None));
        var folder = await Assert.ThrowsAsync<OperatorException>(() => BackupReader.OpenAsync(original.Folder, CancellationToken.None));

        Assert.StartsWith("There is no file ", missing.Message, StringComparison.Ordinal);
        Assert.Contains("cannot be read", folder.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_format_of_the_future_is_refused_by_its_number()
    {
        var file = await ChangedAsync((entry, text) => entry == BackupReader.MarkerEntry ? "2" : text);

        var refusal = await Assert.ThrowsAsync<OperatorException>(() => BackupReader.OpenAsync(file, CancellationToken.None));

        Assert.Contains("newer version of this program (format 2", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_backup_of_a_newer_program_is_refused_by_its_migration()
    {
        await using var backup = await BackupReader.OpenAsync(original.File, CancellationToken.None);

        var newer = Assert.Throws<OperatorException>(() => RegistryRestore.RefuseUnknown(backup.Manifest, [.. BackedUpDatabase.Migrations.SkipLast(1)]));
        var other = Assert.Throws<OperatorException>(() => RegistryRestore.RefuseUnknown(
            backup.Manifest, [BackedUpDatabase.Migrations[0] with { Sql = "SELECT 1" }, .. BackedUpDatabase.Migrations.Skip(1)]));

        Assert.Contains($"newer version of this program, with migration {BackedUpDatabase.Migrations[^1].Name}", newer.Message, StringComparison.Ordinal);
        Assert.Contains("another migration 0001_foundation.sql", other.Message, StringComparison.Ordinal);
    }

    // The seal is whole in these: whoever made the file made it so.
    [Theory]
    [InlineData("tables/access.read_log.tsv", "\ttest\ttest\t", "\ttest\ttext\t", "Table access.read_log is not what the backup's manifest says")]
    [InlineData("tables/access.scope.tsv", "\n", "\n\n", "breaks a rule of the registry")]
    [InlineData("manifest.json", "\"full_name\"", "\"fool_name\"", "a table that its migrations do not make, registry.person")]
    [InlineData("manifest.json", "\"person\"", "\"person\\u0022; DROP SCHEMA registry\"", "a table that its migrations do not make")]
    [InlineData("manifest.json", "\"read_log_id_seq\"", "\"read_log_ad_seq\"", "a sequence that its migrations do not make, access.read_log_ad_seq")]
    public async Task A_backup_that_is_not_what_it_says_is_refused_and_nothing_of_it_stays(string entry, string old, string changed, string refusal)
    {
        var file = await ChangedAsync((name, text) => name == entry ? Replaced(text, old, changed) : text);
        await using var target = new RegistryDatabase(await TestCluster.CreateBareAsync());
        await using var backup = await BackupReader.OpenAsync(file, CancellationToken.None);

        var fault = await Assert.ThrowsAsync<OperatorException>(
            () => RegistryRestore.RunAsync(target, backup, BackedUpDatabase.Migrations, null, CancellationToken.None));

        Assert.Contains(refusal, fault.Message, StringComparison.Ordinal);
        Assert.Equal(["public"], await RoundTripTests.ColumnAsync(target.Owner, InterruptedRestoreTests.Schemas));
    }

    private async Task<string> RefusalAsync(byte[] bytes)
    {
        var file = Path.Combine(original.Folder, Path.GetRandomFileName());
        await File.WriteAllBytesAsync(file, bytes);
        return (await Assert.ThrowsAsync<OperatorException>(() => BackupReader.OpenAsync(file, CancellationToken.None))).Message;
    }

    private static string Replaced(string text, string old, string changed)
    {
        var at = text.IndexOf(old, StringComparison.Ordinal);
        Assert.True(at >= 0, $"There is no {old}.");
        return text.Remove(at, old.Length).Insert(at, changed);
    }

    /// <summary>The backup with changed entries, sealed again.</summary>
    private async Task<string> ChangedAsync(Func<string, string, string> change)
    {
        var file = Path.Combine(original.Folder, Path.GetRandomFileName());
        await using var target = new FileStream(file, FileMode.CreateNew);
        using (var from = ZipFile.OpenRead(original.File))
        using (var to = new ZipArchive(target, ZipArchiveMode.Create, leaveOpen: true) { Comment = Seal.Open })
        {
            foreach (var entry in from.Entries)
            {
                using var reader = new StreamReader(entry.Open());
                var text = change(entry.FullName, await reader.ReadToEndAsync());
                await using var writer = to.CreateEntry(entry.FullName, entry.FullName == BackupReader.MarkerEntry ? CompressionLevel.NoCompression : CompressionLevel.Fastest).Open();
                await writer.WriteAsync(Encoding.UTF8.GetBytes(text));
            }
        }

        await Seal.CloseAsync(target, CancellationToken.None);
        return file;
    }
}
