using System.Net;
using TalentRegistry.Data.Access;
using TalentRegistry.Data.Agencies;
using TalentRegistry.Data.Dossiers;
using TalentRegistry.Domain.Access;

namespace TalentRegistry.Server.Tests.Pages;

/// <summary>The tree of agencies, one agency, and the undoing of what was done to it, on the pages.</summary>
public sealed class AgencyPagesTests(PagesServer server) : IClassFixture<PagesServer>
{
    private const string Hospital = "00000000-0000-0000-0000-0000000000a1";
    private const string School = "00000000-0000-0000-0000-0000000000a2";

    [Fact]
    public async Task Each_role_sees_the_agencies_and_the_heads_that_are_its_own()
    {
        var officer = await server.PageAsync("/agencies?asOf=2024-01-01", account: "hr");
        var planner = await server.PageAsync("/agencies?asOf=2024-01-01", account: "planner");
        var admin = await server.PageAsync("/agencies?asOf=2024-01-01", account: "admin");

        Assert.Contains("Bệnh viện đa khoa tỉnh", officer, StringComparison.Ordinal);
        Assert.DoesNotContain("Trường tiểu học", officer, StringComparison.Ordinal);
        Assert.Contains("<td class=\"number\">3</td>", officer, StringComparison.Ordinal);
        Assert.Contains("Trường tiểu học", planner, StringComparison.Ordinal);
        Assert.Contains("< 5", planner, StringComparison.Ordinal);
        Assert.Contains("Trường tiểu học", admin, StringComparison.Ordinal);
        Assert.DoesNotContain("<td class=\"number\">3</td>", admin, StringComparison.Ordinal);
        Assert.Contains("không có cơ quan nào", await server.PageAsync("/agencies?asOf=1980-01-01", account: "hr"), StringComparison.Ordinal);
        using var csv = await server.GetAsync("/agencies?asOf=2024-01-01&table=agencies&format=csv", "hr");
        Assert.Contains("1,BV-1,Bệnh viện đa khoa tỉnh,3,3,", await csv.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_renamed_agency_tells_its_names_and_is_undone_by_its_officer_alone()
    {
        var operation = Guid.CreateVersion7();
        await using (var session = await server.Database.OpenSessionAsync(new Caller(new Guid("00000000-0000-0000-0000-0000000000c1"), Role.Hr, "test", "test"), default))
        {
            await new AgencyOperations(TimeProvider.System).RenameAsync(
                session, operation, new AgencyVersion(new Guid(Hospital), 1), "Bệnh viện vùng", new ReorganisationTerms(new(2026, 2, 1), "Quyết định 8/QĐ-UBND", false),
                new EditTerms("vi", null, []), default);
            await session.CommitAsync(default);
        }

        var page = await server.PageAsync($"/agencies/{Hospital}", account: "hr");
        var tree = await server.PageAsync("/agencies", account: "hr");
        var past = await server.PageAsync("/agencies?asOf=2026-01-31", account: "hr");
        var undo = $"/agencies/reorganisations/{operation}/undo";

        Assert.Contains("<h1>Bệnh viện vùng</h1>", page, StringComparison.Ordinal);
        Assert.Contains("31/01/2026", page, StringComparison.Ordinal);
        Assert.Contains(undo, page, StringComparison.Ordinal);
        Assert.Contains("Quyết định 8/QĐ-UBND", tree, StringComparison.Ordinal);
        Assert.Contains("<td>Bệnh viện đa khoa tỉnh</td>", tree, StringComparison.Ordinal);
        Assert.Contains(">Bệnh viện đa khoa tỉnh</a>", past, StringComparison.Ordinal);
        Assert.DoesNotContain("Quyết định 8/QĐ-UBND", await server.PageAsync("/agencies", account: "leader"), StringComparison.Ordinal);
        Assert.Contains("Bệnh viện vùng,,2026-02-01,", await FileAsync($"/agencies/{Hospital}?table=names", "hr"), StringComparison.Ordinal);
        Assert.Contains("Bệnh viện đa khoa tỉnh,,1990-01-01,2026-01-31", await FileAsync($"/agencies/{Hospital}?table=names", "hr"), StringComparison.Ordinal);
        foreach (var address in new[] { $"/agencies/{Hospital}", "/agencies" })
        {
            Assert.Contains("Đổi tên,2026-02-01,Quyết định 8/QĐ-UBND,", await FileAsync($"{address}?table=operations", "hr"), StringComparison.Ordinal);
            Assert.DoesNotContain("Quyết định 8/QĐ-UBND", await FileAsync($"{address}?table=operations", "leader"), StringComparison.Ordinal);
        }

        using (var planner = await server.GetAsync(undo, "planner"))
            Assert.Equal(HttpStatusCode.Forbidden, planner.StatusCode);

        using var undone = await server.PostAsync(undo, "hr", ("ground", "Ghi nhầm"));
        Assert.Equal((HttpStatusCode.Redirect, $"/agencies/reorganisations/{operation}"), (undone.StatusCode, undone.Headers.Location?.ToString()));
        Assert.Contains("<h1>Bệnh viện đa khoa tỉnh</h1>", await server.PageAsync($"/agencies/{Hospital}", account: "hr"), StringComparison.Ordinal);
        Assert.Contains("Tài khoản hr: Ghi nhầm", await server.PageAsync("/agencies", account: "hr"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("names", "xlsx", HttpStatusCode.OK)]
    [InlineData("seats", "csv", HttpStatusCode.OK)]
    [InlineData("operations", "xlsx", HttpStatusCode.OK)]
    [InlineData("seats", "pdf", HttpStatusCode.BadRequest)]
    [InlineData("people", "csv", HttpStatusCode.NotFound)]
    public async Task Each_table_of_an_agency_is_a_file(string table, string format, HttpStatusCode expected)
    {
        using var file = await server.GetAsync($"/agencies/{School}?table={table}&format={format}");
        Assert.Equal(expected, file.StatusCode);
    }

    private async Task<string> FileAsync(string address, string account)
    {
        using var file = await server.GetAsync($"{address}&format=csv", account);
        Assert.Equal("text/csv", file.Content.Headers.ContentType?.MediaType);
        return await file.Content.ReadAsStringAsync();
    }

    [Fact]
    public async Task The_list_of_people_takes_an_agency_and_a_unit_without_what_is_below_it()
    {
        Assert.Contains("<strong>3</strong> người", await server.PageAsync($"/people?agency={Hospital}&asOf=2024-01-01", account: "hr"), StringComparison.Ordinal);
        Assert.Contains("<strong>1</strong> người", await server.PageAsync($"/people?agency={School}&asOf=2024-01-01&descendants=own"), StringComparison.Ordinal);
        Assert.Contains("<strong>4</strong> người", await server.PageAsync("/people?unit=P11&asOf=2024-01-01"), StringComparison.Ordinal);
        Assert.Contains("<strong>0</strong> người", await server.PageAsync("/people?unit=P11&asOf=2024-01-01&descendants=own"), StringComparison.Ordinal);
        Assert.Contains("chỉ riêng đơn vị này", await server.PageAsync("/people?unit=P11&asOf=2024-01-01"), StringComparison.Ordinal);
    }
}
