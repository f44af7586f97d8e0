using TalentRegistry.Data.Agencies;
using TalentRegistry.Testing;

namespace TalentRegistry.Data.Tests.Agencies;

/// <summary>The list of agencies with which a registry begins.</summary>
public sealed class AgencyListTests(ReferenceDatabase registry) : IClassFixture<ReferenceDatabase>, IDisposable
{
    private const string Header = "code,name,kind,sector,government_level,ownership,parent,seat,valid_from\n";
    private readonly string file = Path.GetTempFileName();

    public void Dispose() => File.Delete(file);

    [Fact]
    public async Task A_list_is_read_parents_first()
    {
        var agencies = await ReadAsync("A,Ủy ban,people_committee,STATE-PROV,province,state,,P14,2000-01-01\nB,Bệnh viện,hospital,HEALTH,,private,A,P14,2001-02-03\n");

        Assert.Equal(agencies[0].Id, agencies[1].ParentId);
        Assert.Equal(("P14", new DateOnly(2001, 2, 3)), (agencies[1].Seats[0].UnitId, agencies[1].Seats[0].ValidFrom));
        Assert.Null(agencies[1].GovernmentLevel);
    }

    [Theory]
    [InlineData("A,,hospital,HEALTH,,public,,P14,2000-01-01", "line 2: a name is needed")]
    [InlineData("A,x,Bệnh viện,HEALTH,,public,,P14,2000-01-01", "line 2: kind")]
    [InlineData("A,x,hospital,Y TẾ,,public,,P14,2000-01-01", "no sector \"Y TẾ\"")]
    [InlineData("A,x,hospital,HEALTH,tỉnh,public,,P14,2000-01-01", "government_level \"tỉnh\"")]
    [InlineData("A,x,hospital,HEALTH,,công,,P14,2000-01-01", "ownership \"công\"")]
    [InlineData("A,x,hospital,HEALTH,,public,Z,P14,2000-01-01", "the agency above, \"Z\"")]
    [InlineData("A,x,hospital,HEALTH,,public,,P30.1,2025-07-01", "no unit \"P30.1\" on 2025-07-01")]
    [InlineData("A,x,hospital,HEALTH,,public,,P14,1/1/2000", "valid_from \"1/1/2000\"")]
    [InlineData("A,x,hospital,HEALTH,,public,,P14,2000-01-01\nA,y,hospital,HEALTH,,public,,P14,2000-01-01", "line 3: code \"A\"")]
    public async Task What_is_wrong_is_told_by_line(string rows, string told) =>
        Assert.Contains(told, (await Assert.ThrowsAsync<OperatorException>(() => ReadAsync(rows + "\n"))).Message, StringComparison.Ordinal);

    private async Task<IReadOnlyList<Domain.Agencies.Agency>> ReadAsync(string rows)
    {
        await File.WriteAllTextAsync(file, Header + rows);
        return await AgencyList.ReadAsync(registry.Database, file, CancellationToken.None);
    }
}
