using System.IO.Compression;
using System.Text;
using System.Text.Json;
using TalentRegistry.Data.Archive;
using TalentRegistry.Data.Backup;
using TalentRegistry.Data.History;
using TalentRegistry.Data.People;
using TalentRegistry.Data.Tests.Backup;
using TalentRegistry.Testing;

namespace TalentRegistry.Data.Tests.Archive;

/// <summary>The registry leaves as an open archive and comes back as the same registry.</summary>
public sealed class ArchiveTests(BackedUpDatabase original) : IClassFixture<BackedUpDatabase>
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);
    private static readonly Guid Administrator = new("00000000-0000-0000-0000-00000000a001");

    [Fact]
    public async Task What_is_imported_is_the_same_registry_and_its_archive_has_the_same_bytes()
    {
        var (first, second) = (In("first.zip"), In("second.zip"));
        await WriteAsync(original.Database, first);
        await using var imported = await ImportAsync(first);
        await WriteAsync(imported, second);

        Assert.Equal(await File.ReadAllBytesAsync(first), await File.ReadAllBytesAsync(second));
        // Row by row by another way: a backup of each, before the log of reads has the second archive's.
        var kept = await ContentsAsync(original.Database, "kept");
        var made = await ContentsAsync(imported, "made");
        Assert.Equal(kept, made);
        Assert.Empty(await RoundTripTests.ColumnAsync(imported.Owner, "SELECT what FROM registry.headcount_faults()"));
        var (before, after) = (await HistoryChain.VerifyAsync(original.Database, null, null, CancellationToken.None), await HistoryChain.VerifyAsync(imported, null, null, CancellationToken.None));
        Assert.Empty(after.Faults);
        Assert.Equal(before.Head, after.Head);
    }

    [Fact]
    public async Task Everyone_in_it_is_in_the_log_of_reads_under_the_administrator_and_citizen_ids_are_in_clear_only_where_asked_for()
    {
        await WriteAsync(original.Database, In("closed.zip"));
        using (var closed = ZipFile.OpenRead(In("closed.zip")))
            Assert.Null(closed.GetEntry("citizen-ids.csv"));

        using var key = new CitizenIdProtector(new byte[32]);
        await RegistryArchive.WriteAsync(original.Database, new ArchiveOptions(In("open.zip"), Administrator, CitizenIds: key), null, CancellationToken.None);
        using var open = ZipFile.OpenRead(In("open.zip"));
        var lines = Read(open, "citizen-ids.csv").Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var kept = await RoundTripTests.ColumnAsync(original.Database.Owner, "SELECT id || ' ' || encode(citizen_id_cipher, 'hex') FROM registry.person WHERE citizen_id_cipher IS NOT NULL ORDER BY id");
        Assert.Equal(kept.Count, lines.Length - 1);
        var (person, cipher) = (Guid.Parse(kept[0][..36]), Convert.FromHexString(kept[0][37..]));
        Assert.Equal($"{person},{key.Reveal(person, cipher)}", lines[1]);
        Assert.Equal(["the whole registry, with citizen IDs in clear"], await RoundTripTests.ColumnAsync(
            original.Database.Owner, $"SELECT purpose FROM access.read_log WHERE account_id = '{Administrator}' AND cardinality(person_ids) = 300 ORDER BY id DESC LIMIT 1"));
    }

    [Fact]
    public async Task Every_table_has_its_file_its_checksum_and_its_columns_in_the_dictionary()
    {
        var file = In("described.zip");
        var manifest = await WriteAsync(original.Database, file);
        using var zip = ZipFile.OpenRead(file);
        var dictionary = JsonSerializer.Deserialize<List<DescribedTable>>(Read(zip, "dictionary.json"), Json)!;

        Assert.Equal(manifest.Tables.Select(table => $"{table.Schema}.{table.Name}"), dictionary.Select(table => table.Table));
        Assert.All(manifest.Tables.Zip(dictionary), pair => Assert.Equal(pair.First.Columns, pair.Second.Columns.Select(column => column.Column)));
        Assert.All(manifest.Tables, table => Assert.Equal(string.Join(',', table.Columns), Read(zip, $"tables/{table.Schema}.{table.Name}.csv").Split('\n')[0]));
        Assert.Equal(zip.Entries.Count - 1, Read(zip, "SHA256SUMS").Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
        var keeper = dictionary.Single(table => table.Table == "registry.person").Columns.Single(column => column.Column == "keeper_id");
        Assert.Equal(("uuid", false, "registry.agency.id"), (keeper.Type, keeper.Nullable, keeper.References));
        Assert.Equal(300, manifest.Tables.Single(table => table is { Schema: "registry", Name: "person" }).Content.Rows);
    }

    [Fact]
    public async Task An_archive_that_was_changed_or_is_none_is_one_sentence()
    {
        var file = In("changed.zip");
        await WriteAsync(original.Database, file);
        await using (var zip = await ZipFile.OpenAsync(file, ZipArchiveMode.Update))
        {
            var text = Read(zip, "tables/registry.person.csv").Replace("male", "other", StringComparison.Ordinal);
            zip.GetEntry("tables/registry.person.csv")!.Delete();
            await using var entry = await zip.CreateEntry("tables/registry.person.csv").OpenAsync();
            await entry.WriteAsync(Encoding.UTF8.GetBytes(text));
        }

        var changed = await Assert.ThrowsAsync<OperatorException>(() => ArchiveReader.OpenAsync(file, null, CancellationToken.None));
        Assert.Contains("registry.person.csv is not what was written", changed.Message, StringComparison.Ordinal);
        var other = await Assert.ThrowsAsync<OperatorException>(() => ArchiveReader.OpenAsync(original.File, null, CancellationToken.None));
        Assert.Contains("is not an archive", other.Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<OperatorException>(() => ArchiveReader.OpenAsync(In("none.zip"), null, CancellationToken.None));
    }

    [Fact]
    public async Task Another_program_may_pack_it_again()
    {
        var (file, folder) = (In("packed.zip"), In("unpacked"));
        await WriteAsync(original.Database, file);
        await ZipFile.ExtractToDirectoryAsync(file, folder);
        await ZipFile.CreateFromDirectoryAsync(folder, In("again.zip"));

        await using var imported = await ImportAsync(In("again.zip"));

        Assert.Equal(["300"], await RoundTripTests.ColumnAsync(imported.Owner, "SELECT count(*)::text FROM registry.person"));
    }

    private string In(string name) => Path.Combine(original.Folder, "archive-" + name);

    private static Task<ArchiveManifest> WriteAsync(RegistryDatabase database, string file) =>
        RegistryArchive.WriteAsync(database, new ArchiveOptions(file, Administrator), null, CancellationToken.None);

    private static async Task<RegistryDatabase> ImportAsync(string file)
    {
        var database = new RegistryDatabase(await TestCluster.CreateBareAsync());
        await using var archive = await ArchiveReader.OpenAsync(file, null, CancellationToken.None);
        await RegistryRestore.RunAsync(database, archive, BackedUpDatabase.Migrations, null, CancellationToken.None);
        return database;
    }

    // Without the rows that writing the archives has added, and what waits to be sealed of them.
    private async Task<string> ContentsAsync(RegistryDatabase database, string name)
    {
        await using (var forget = database.Owner.CreateCommand(
            """
            ALTER TABLE access.read_log DISABLE TRIGGER USER;
            DELETE FROM access.read_log WHERE door = 'archive export';
            DELETE FROM access.log_waiting;
            ALTER TABLE access.read_log ENABLE TRIGGER USER
            """))
            await forget.ExecuteNonQueryAsync();
        var backup = await RegistryBackup.WriteAsync(database, new BackupOptions(In(name)), TimeProvider.System, null, CancellationToken.None);
        return JsonSerializer.Serialize(backup.Tables);
    }

    private static string Read(ZipArchive zip, string name)
    {
        using var reader = new StreamReader(zip.GetEntry(name)!.Open(), Encoding.UTF8);
        return reader.ReadToEnd();
    }
}
