using TalentRegistry.Data.Reference;
using TalentRegistry.Testing;

namespace TalentRegistry.Data.Tests.Reference;

/// <summary>The list of remote, border and ethnic minority areas.</summary>
public sealed class AreaClassificationTests(ReferenceDatabase registry) : IClassFixture<ReferenceDatabase>, IDisposable
{
    private readonly string file = Path.GetTempFileName();

    public void Dispose() => File.Delete(file);

    [Fact]
    public async Task A_list_replaces_the_one_before_it()
    {
        await LoadAsync("D094,remote,2021-06-04,,Quyết định 861/QĐ-TTg\nD094,border,2014-06-20,2025-07-01,Nghị định 34/2014/NĐ-CP\n");
        var counts = await LoadAsync("D094,remote,2021-06-04,2026-01-01,Quyết định 861/QĐ-TTg\nD094,remote,2026-01-01,,Quyết định mới\nD095,ethnic_minority,2021-06-04,,Quyết định 861/QĐ-TTg\n");

        Assert.Equal((3, 2), counts);
        await using var command = registry.Database.Owner.CreateCommand("SELECT string_agg(unit_id || ' ' || kind || ' ' || province_id, ', ' ORDER BY unit_id, valid_from) FROM reference.area_classification");
        Assert.Equal("D094 remote P11, D094 remote P11, D095 ethnic_minority P11", await command.ExecuteScalarAsync());
    }

    [Theory]
    [InlineData("P11,remote,2021-06-04,,x", "line 2: there is no commune or district \"P11\"")]
    [InlineData("D094,vùng sâu,2021-06-04,,x", "line 2: kind \"vùng sâu\"")]
    [InlineData("D094,remote,4/6/2021,,x", "line 2: valid_from \"4/6/2021\"")]
    [InlineData("D094,remote,2021-06-04,2021-06-04,x", "line 2: valid_until \"2021-06-04\"")]
    [InlineData("D094,remote,2021-06-04,,", "line 2: the decision is needed")]
    [InlineData("D094,remote,2021-06-04,,x\nD094,remote,2024-01-01,,y", "line 3: \"D094\" is remote on some of these days")]
    public async Task What_is_wrong_is_told_by_line_and_nothing_is_changed(string rows, string told)
    {
        await LoadAsync("D096,border,2014-06-20,,Nghị định 34/2014/NĐ-CP\n");

        Assert.Contains(told, (await Assert.ThrowsAsync<OperatorException>(() => LoadAsync(rows + "\n"))).Message, StringComparison.Ordinal);
        await using var command = registry.Database.Owner.CreateCommand("SELECT count(*) FROM reference.area_classification WHERE unit_id = 'D096'");
        Assert.Equal(1L, await command.ExecuteScalarAsync());
    }

    private async Task<(int Loaded, int Replaced)> LoadAsync(string rows)
    {
        await File.WriteAllTextAsync(file, "unit,kind,valid_from,valid_until,source\n" + rows);
        return await AreaClassification.LoadAsync(registry.Database, file, CancellationToken.None);
    }
}
