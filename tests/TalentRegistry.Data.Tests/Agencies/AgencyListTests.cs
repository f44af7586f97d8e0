using System.Text;
using TalentRegistry.Data.Access;
using TalentRegistry.Data.Agencies;
using TalentRegistry.Data.Dossiers;
using TalentRegistry.Data.Headcounts;
using TalentRegistry.Data.Tests.Access;
using TalentRegistry.Data.Tests.Importing;
using TalentRegistry.Domain.Access;
using TalentRegistry.Domain.Agencies;

namespace TalentRegistry.Data.Tests.Agencies;

/// <summary>The list of agencies with which a registry begins.</summary>
public sealed class AgencyListTests(PopulatedDatabase registry) : IClassFixture<PopulatedDatabase>, IDisposable
{
    private const string Header = "code,name,kind,sector,government_level,ownership,parent,seat,valid_from\n";
    private static readonly DateOnly Today = new(2026, 11, 1);
    private readonly Operations operations = new(registry);
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

    [Fact]
    public async Task Words_of_the_pages_serve_as_well_as_codes()
    {
        await using var session = await SessionAsync(Role.Admin);
        var rows = await session.ReadAgenciesAsync(
            Content("Danh sách cơ quan\n\nMã;Tên cơ quan;Loại hình;Lĩnh vực;Cấp chính quyền;Sở hữu;Trực thuộc;Trụ sở;Ngày thành lập\nX1;Sở Y tế;SỞ;y tế;Cấp tỉnh;cơ quan nhà nước;;Tỉnh Điện Biên;1/7/2004\n"),
            Lists.Vocabulary, Today, default);

        var agency = Assert.Single(rows).Agency!;
        Assert.Equal(("department", "HEALTH", GovernmentLevel.Province, Ownership.State, "P11", new DateOnly(2004, 7, 1)),
            (agency.Kind, agency.SectorCode, agency.GovernmentLevel, agency.Ownership, agency.Seats[0].UnitId, agency.ValidFrom));
        Assert.Equal(4, rows[0].Number);
    }

    [Theory]
    [InlineData("A,,hospital,HEALTH,,public,,P14,2000-01-01", "line 2: A name is needed")]
    [InlineData("A,x,Nhà thương,HEALTH,,public,,P14,2000-01-01", "line 2: kind \"Nhà thương\"")]
    [InlineData("A,x,hospital,CHỮA BỆNH,,public,,P14,2000-01-01", "no sector \"CHỮA BỆNH\"")]
    [InlineData("A,x,hospital,HEALTH,thôn,public,,P14,2000-01-01", "government_level \"thôn\"")]
    [InlineData("A,x,hospital,HEALTH,,công,,P14,2000-01-01", "ownership \"công\"")]
    [InlineData("A,x,hospital,HEALTH,,public,Z,P14,2000-01-01", "The agency above, \"Z\"")]
    [InlineData("A,x,hospital,HEALTH,,public,,P14,2000-01-01\nB,y,hospital,HEALTH,,public,A,P14,1999-01-01", "line 3: The agency above, \"A\", is not there on 1999-01-01")]
    [InlineData("A,x,hospital,HEALTH,,public,,P30.1,2025-07-01", "no unit \"P30.1\" on 2025-07-01")]
    [InlineData("A,x,hospital,HEALTH,,public,,Tỉnh Mây,2025-07-01", "The seat \"Tỉnh Mây\" is not known")]
    [InlineData("A,x,hospital,HEALTH,,public,,P14,2000", "\"2000\" is no day")]
    [InlineData("A,x,hospital,HEALTH,,public,,P14,2026-11-02", "2026-11-02 is yet to come")]
    [InlineData("A,x,hospital,HEALTH,,public,,P14,2000-01-01\nA,y,hospital,HEALTH,,public,,P14,2000-01-01", "line 3: The code \"A\"")]
    public async Task What_is_wrong_is_told_by_line(string rows, string told) =>
        Assert.Contains(told, (await Assert.ThrowsAsync<OperatorException>(() => ReadAsync(rows + "\n"))).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("Họ tên,Ngày sinh\nA,1/1/1980\n")]
    [InlineData(Header)]
    public async Task A_file_that_is_no_such_list_is_refused(string text)
    {
        await WriteAsync(text);
        Assert.Contains("No heading row", (await Assert.ThrowsAsync<OperatorException>(() => AgencyList.ReadAsync(registry.Database, file, Lists.Vocabulary, Today, default))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_administrator_founds_a_list_and_takes_it_back_until_something_rests_upon_it()
    {
        const string list = "L1,Ủy ban,people_committee,STATE-PROV,province,state,,P14,2000-01-01\nL2,Bệnh viện,hospital,HEALTH,,private,L1,P14,2001-02-03\n";
        var (agencies, atTheSameTime) = (await ReadAsync(list), await ReadAsync(list));
        var before = await CountsAsync();
        var made = Guid.NewGuid();

        Assert.True(await FoundAsync(Role.Admin, made, agencies));
        Assert.False(await FoundAsync(Role.Admin, Guid.NewGuid(), atTheSameTime));
        Assert.Equal(["founded", "founded"], await operations.ManyAsync<string>($"SELECT part FROM registry.reorganised_agency WHERE reorganisation_id = '{made}'"));
        Assert.Equal(2L, await operations.OneAsync<long>("SELECT count(*) FROM history.change WHERE table_name = 'agency' AND after ->> 'code' IN ('L1', 'L2') AND account_name IS NOT NULL"));
        Assert.Empty(await HeadcountUpkeep.CompareAsync(registry.Database, default));

        await operations.OneAsync<object>($"INSERT INTO access.scope (account_id, agency_id) SELECT id, '{agencies[1].Id}' FROM access.account WHERE role = 'hr' ORDER BY id LIMIT 1 RETURNING account_id");
        Assert.Equal(["SCOPES_SINCE"], await RefusedAsync(made));
        await operations.OneAsync<object>($"DELETE FROM access.scope WHERE agency_id = '{agencies[1].Id}' RETURNING account_id");
        await UndoAsync(made);

        Assert.Equal(before, await CountsAsync());
        Assert.Equal(["UNDONE_ALREADY"], await RefusedAsync(made));
        Assert.True(await FoundAsync(Role.Admin, Guid.NewGuid(), agencies));
    }

    [Theory]
    [InlineData(Role.Hr)]
    [InlineData(Role.Planner)]
    [InlineData(Role.Leader)]
    [InlineData(Role.Auditor)]
    public async Task Nobody_else_founds_agencies_by_a_list(Role role)
    {
        var agencies = await ReadAsync("N1,Ủy ban,people_committee,STATE-PROV,province,state,,P14,2000-01-01\n");

        Assert.Equal("42501", (await Assert.ThrowsAsync<Npgsql.PostgresException>(() => FoundAsync(role, Guid.NewGuid(), agencies))).SqlState);
    }

    private async Task<IReadOnlyList<Agency>> ReadAsync(string rows)
    {
        await WriteAsync(Header + rows);
        return await AgencyList.ReadAsync(registry.Database, file, Lists.Vocabulary, Today, default);
    }

    private Task WriteAsync(string text) => File.WriteAllTextAsync(file, text);

    private static MemoryStream Content(string text) => new(Encoding.UTF8.GetBytes(text));

    private Task<RegistrySession> SessionAsync(Role role) => registry.Database.OpenSessionAsync(PopulatedDatabase.CallerOf(role), default);

    private async Task<bool> FoundAsync(Role role, Guid operation, IReadOnlyList<Agency> agencies)
    {
        await using var session = await SessionAsync(role);
        var founded = await session.FoundAgenciesAsync(operation, agencies, "Quyết định 1/QĐ-UBND", default);
        if (founded)
            await session.CommitAsync(default);
        return founded;
    }

    private async Task UndoAsync(Guid operation)
    {
        await using var session = await SessionAsync(Role.Admin);
        await ReorganisationUndo.UndoAsync(session, operation, "Nhầm danh sách", new EditTerms("vi", null, []), default);
        await session.CommitAsync(default);
    }

    private async Task<IReadOnlyList<string>> RefusedAsync(Guid operation)
    {
        var refused = await Assert.ThrowsAsync<AggregateException>(() => UndoAsync(operation));
        return [.. refused.InnerExceptions.Select(inner => Assert.IsType<ReorganisationRefusedException>(inner).Code)];
    }

    private async Task<IReadOnlyList<long>> CountsAsync()
    {
        var counts = new List<long>();
        foreach (var table in new[] { "registry.agency", "registry.agency_seat", "registry.agency_map", "access.scope", "access.scoped_agency", "registry.reorganised_agency" })
            counts.Add(await operations.OneAsync<long>($"SELECT count(*) FROM {table}"));
        return counts;
    }
}
