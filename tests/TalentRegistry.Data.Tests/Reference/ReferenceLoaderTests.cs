using Npgsql;
using TalentRegistry.Data.Reference;
using TalentRegistry.Testing;

namespace TalentRegistry.Data.Tests.Reference;

public sealed class ReferenceLoaderTests
{
    private static readonly string Folder = Repository.Path("db", "reference");

    [Fact]
    public async Task All_files_are_loaded_once_and_row_counts_are_kept()
    {
        await using var database = new RegistryDatabase(await TestCluster.CreateEmptyAsync());

        var first = await ReferenceLoader.LoadAsync(database, Folder, CancellationToken.None);
        var second = await ReferenceLoader.LoadAsync(database, Folder, CancellationToken.None);

        Assert.Equal(Directory.GetFiles(Folder, "*.csv").Length, first);
        Assert.Equal(0, second);
        foreach (var table in ReferenceTable.All)
        {
            var kept = await ScalarAsync(database, $"SELECT count(*) FROM reference.{table.Name}");
            var noted = await ScalarAsync(database, $"SELECT row_count::bigint FROM reference.loaded_file WHERE name = '{table.Name}.csv'");
            Assert.True((long)kept! > 0, table.Name);
            Assert.Equal(noted, kept);
        }
    }

    [Fact]
    public async Task Servers_that_start_together_load_each_file_once()
    {
        await using var database = new RegistryDatabase(await TestCluster.CreateEmptyAsync());

        var loaded = await Task.WhenAll(Enumerable.Range(0, 3)
            .Select(_ => ReferenceLoader.LoadAsync(database, Folder, CancellationToken.None)));

        Assert.Equal(ReferenceTable.All.Count, loaded.Sum());
    }

    [Fact]
    public async Task A_changed_row_is_updated_where_others_point_to_it()
    {
        await using var database = new RegistryDatabase(await ReferenceDatabase.CreateLoadedAsync());
        using var folder = new ChangedFolder(Folder);
        folder.Change("sector.csv", "HEALTH,,Y tế,", "HEALTH,,Y tế công cộng,");

        var loaded = await ReferenceLoader.LoadAsync(database, folder.Path, CancellationToken.None);

        Assert.Equal(1, loaded);
        Assert.Equal("Y tế công cộng", await ScalarAsync(database, "SELECT name_vi FROM reference.sector WHERE code = 'HEALTH'"));
        Assert.Equal("HEALTH", await ScalarAsync(database, "SELECT sector_code FROM reference.profession WHERE code = 'doctor'"));
    }

    [Fact]
    public async Task Two_rows_may_exchange_their_names()
    {
        await using var database = new RegistryDatabase(await ReferenceDatabase.CreateLoadedAsync());
        using var folder = new ChangedFolder(Folder);
        folder.Change("ethnic_group.csv", "02,Tày,", "02,Thái,");
        folder.Change("ethnic_group.csv", "03,Thái,", "03,Tày,");

        await ReferenceLoader.LoadAsync(database, folder.Path, CancellationToken.None);

        Assert.Equal("Tày", await ScalarAsync(database, "SELECT name FROM reference.ethnic_group WHERE code = '03'"));
    }

    [Fact]
    public async Task A_row_that_the_file_no_longer_has_is_removed_unless_something_points_to_it()
    {
        await using var database = new RegistryDatabase(await ReferenceDatabase.CreateLoadedAsync());
        using var folder = new ChangedFolder(Folder);
        folder.Append("sector.csv", "TEST,,Thử,Test,ours,{}");
        await ReferenceLoader.LoadAsync(database, folder.Path, CancellationToken.None);
        folder.Change("sector.csv", "TEST,,Thử,Test,ours,{}\n", "");

        await ReferenceLoader.LoadAsync(database, folder.Path, CancellationToken.None);

        Assert.Equal(0L, await ScalarAsync(database, "SELECT count(*) FROM reference.sector WHERE code = 'TEST'"));
        folder.Change("sector.csv", "HEALTH,,", "HEALTHY,,");
        var refusal = await Assert.ThrowsAsync<OperatorException>(() =>
            ReferenceLoader.LoadAsync(database, folder.Path, CancellationToken.None));
        Assert.Equal(
            "Reference file sector.csv, column code, value \"HEALTH\": the file no longer has this row, but table profession still points to it; "
            + "keep the row and end its validity instead. Nothing was changed in the database.",
            refusal.Message);
    }

    public static TheoryData<string, string, string, string> BrokenFiles => new()
    {
        { "profession.csv", "doctor,Bác sĩ,Doctor,HEALTH,true", "doctor,Bác sĩ,Doctor,HEALTH,maybe", "line 4, column licensed, value \"maybe\": invalid input syntax for type boolean" },
        { "profession.csv", "doctor,Bác sĩ,Doctor,HEALTH", "doctor,Bác sĩ,Doctor,HELTH", "line 4, column sector_code, value \"HELTH\": table sector has no such row" },
        { "profession.csv", "assistant_doctor,", "doctor,", "line 5, column code, value \"doctor\": another row has the same" },
        { "profession.csv", "doctor,Bác sĩ,Doctor", "doctor,Bác sĩ,", "line 4, column name_en: a value is needed" },
        { "profession.csv", "assistant_doctor,", "Assistant Doctor,", "line 5: the row breaks the rule profession_code_check" },
        { "profession.csv", "doctor,Bác sĩ,Doctor,HEALTH", "doctor,Bác sĩ,Doctor,Chief,HEALTH", "line 4: 8 values where 7 columns are named" },
        { "profession.csv", "doctor,Bác sĩ,", "doctor,\"Bác sĩ,", "line 4: a quotation mark is missing or stands where none may be" },
        { "profession.csv", "sector_code,licensed", "sector_kode,licensed", "has a column \"sector_kode\", which is none of: code, name_vi" },
        { "profession.csv", "sector_code,licensed", "sector_code,code", "names the column code twice" },
    };

    [Theory]
    [MemberData(nameof(BrokenFiles))]
    public async Task A_broken_file_is_refused_by_line_and_column_and_changes_nothing(string file, string old, string broken, string expected)
    {
        await using var database = new RegistryDatabase(await ReferenceDatabase.CreateLoadedAsync());
        using var folder = new ChangedFolder(Folder);
        folder.Change("economic_group.csv", "Services and trade", "Changed as well");
        folder.Change(file, old, broken);

        var refusal = await Assert.ThrowsAsync<OperatorException>(() =>
            ReferenceLoader.LoadAsync(database, folder.Path, CancellationToken.None));

        Assert.StartsWith($"Reference file {file}", refusal.Message, StringComparison.Ordinal);
        Assert.Contains(expected, refusal.Message, StringComparison.Ordinal);
        Assert.Equal("Services and trade", await ScalarAsync(database, "SELECT name_en FROM reference.economic_group WHERE code = 'EG3'"));
    }

    [Fact]
    public async Task A_missing_file_is_named()
    {
        await using var database = new RegistryDatabase(await TestCluster.CreateEmptyAsync());
        using var folder = new ChangedFolder(Folder);
        File.Delete(Path.Combine(folder.Path, "series.csv"));

        var refusal = await Assert.ThrowsAsync<OperatorException>(() =>
            ReferenceLoader.LoadAsync(database, folder.Path, CancellationToken.None));

        Assert.StartsWith("Reference file series.csv is missing in ", refusal.Message, StringComparison.Ordinal);
    }

    private static async Task<object?> ScalarAsync(RegistryDatabase database, string sql)
    {
        await using var command = database.Owner.CreateCommand(sql);
        return await command.ExecuteScalarAsync();
    }
}
