using TalentRegistry.Data.Archive;
using TalentRegistry.Testing;

namespace TalentRegistry.Data.Tests.Archive;

public sealed class DataDictionaryTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    [Fact]
    public async Task Every_table_and_column_of_the_registry_has_a_meaning_in_both_languages()
    {
        await using var connection = await database.Database.Owner.OpenConnectionAsync();
        var registry = (await DataDictionary.ReadAsync(connection, CancellationToken.None)).Where(table => table.Table.StartsWith("registry.", StringComparison.Ordinal)).ToList();

        Assert.Contains(registry, table => table.Table == "registry.person");
        // COMMENT ON … IS 'Vietnamese | English' in the migration that makes it.
        Assert.Empty(registry.Where(table => table.MeaningVi.Length == 0 || table.MeaningEn.Length == 0).Select(table => table.Table));
        Assert.Empty(registry.SelectMany(table => table.Columns.Where(column => column.MeaningVi.Length == 0 || column.MeaningEn.Length == 0), (table, column) => $"{table.Table}.{column.Column}"));
    }
}
