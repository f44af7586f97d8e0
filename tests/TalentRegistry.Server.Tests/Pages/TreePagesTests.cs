using System.Net;
using System.Text.Json;

namespace TalentRegistry.Server.Tests.Pages;

/// <summary>Trees of agencies and units, branch by branch, and the fields that pick from them, with and without a script.</summary>
public sealed class TreePagesTests(PagesServer server) : IClassFixture<PagesServer>, IAsyncLifetime
{
    private const string Hospital = "00000000-0000-0000-0000-0000000000a1";
    private const string Ward = "00000000-0000-0000-0000-0000000000a8";

    public async Task InitializeAsync()
    {
        await using var command = server.Database.Owner.CreateCommand(
            $"""
            INSERT INTO registry.agency (id, code, name, kind, sector_code, government_level, ownership, parent_id, valid_from, valid_until, synthetic)
              VALUES ('{Ward}', 'BV-1-K', 'Khoa Hồi sức', 'ward', 'HEALTH', 'province', 'public', '{Hospital}', '2001-01-01', '2030-01-01', true) ON CONFLICT DO NOTHING
            """);
        await command.ExecuteNonQueryAsync();
    }

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task Branches_hold_the_agencies_of_the_reader_with_heads_and_days()
    {
        var officer = await NodesAsync("/agencies/tree?asOf=2024-01-01", "hr");
        var planner = await NodesAsync("/agencies/tree?asOf=2024-01-01", "planner");
        var below = await NodesAsync($"/agencies/tree?asOf=2024-01-01&under={Hospital}", "planner");

        var (name, children, note) = Assert.Single(officer);
        Assert.Equal(("Bệnh viện đa khoa tỉnh", "BV-1 · 3 người · từ 01/01/1990"), (name, note));
        Assert.Equal(1, children);
        Assert.Equal(["Bệnh viện đa khoa tỉnh", "Trường tiểu học số 1"], planner.Select(node => node.Name));
        Assert.Contains("< 5 người", planner[0].Note, StringComparison.Ordinal);
        Assert.Equal([("Khoa Hồi sức", 0, "BV-1-K · 0 người · từ 01/01/2001 · đến hết 31/12/2029")], below);
        Assert.Empty(await NodesAsync($"/agencies/tree?asOf=2035-01-01&under={Hospital}", "planner"));
    }

    [Fact]
    public async Task A_name_is_found_without_accents_and_within_the_scope_only()
    {
        Assert.Equal(["Khoa Hồi sức"], (await NodesAsync("/agencies/tree?asOf=2024-01-01&q=hoi suc", "planner")).Select(node => node.Name));
        Assert.Equal(["Trường tiểu học số 1"], (await NodesAsync("/agencies/tree?asOf=2024-01-01&q=th-1", "planner")).Select(node => node.Name));
        Assert.Empty(await NodesAsync("/agencies/tree?asOf=2024-01-01&q=truong", "hr"));
        Assert.Equal(["Huyện Mường Nhé"], (await NodesAsync("/units/tree?asOf=2024-01-01&q=muong nhe", "planner")).Select(node => node.Name));
    }

    [Fact]
    public async Task Units_stand_on_the_map_of_the_day_and_tell_officers_alone_how_many_are_there()
    {
        Assert.Equal([("Tỉnh Điện Biên", 2, "11 · 3 người")], await NodesAsync("/units/tree?asOf=2024-01-01", "hr"));
        Assert.Equal([("Tỉnh Điện Biên", 2, "11")], await NodesAsync("/units/tree?asOf=2024-01-01", "planner"));
        Assert.Equal([("Tỉnh Điện Biên", 0, "11")], await NodesAsync("/units/tree?asOf=2026-01-01", "planner"));
        Assert.Equal(["Huyện Mường Nhé", "Thành phố Điện Biên Phủ"], (await NodesAsync("/units/tree?asOf=2024-01-01&under=P11", "planner")).Select(node => node.Name).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("/agencies/tree?asOf=yesterday", HttpStatusCode.BadRequest)]
    [InlineData("/agencies/tree?asOf=1900-01-01", HttpStatusCode.BadRequest)]
    [InlineData("/people?agency=somewhere", HttpStatusCode.BadRequest)]
    [InlineData("/agencies?under=somewhere", HttpStatusCode.BadRequest)]
    public async Task What_cannot_be_meant_is_refused(string address, HttpStatusCode status)
    {
        using var answer = await server.GetAsync(address);
        Assert.Equal(status, answer.StatusCode);
    }

    [Theory]
    [InlineData("/people?asOf=2024-01-01&agency=&agencyText=benh vien", $"/people?asOf=2024-01-01&agency={Hospital}")]
    [InlineData("/people?asOf=2024-01-01&agencyText=BV-1&unit=&unitText=", $"/people?asOf=2024-01-01&agency={Hospital}")]
    [InlineData($"/people?asOf=2024-01-01&agency={Hospital}&agencyText=", "/people?asOf=2024-01-01")]
    [InlineData($"/agencies?asOf=2024-01-01&under={Ward}&underText=BV-1 · Bệnh viện đa khoa tỉnh", $"/agencies?asOf=2024-01-01&under={Hospital}")]
    [InlineData($"/people?asOf=2024-01-01&agencyText=h&agency={Ward}", $"/people?asOf=2024-01-01&agency={Ward}")]
    [InlineData("/pivot?asOf=2024-12-31&rows=sector&unitText=muong nhe", "/pivot?asOf=2024-12-31&rows=sector&unit=D096")]
    public async Task Typed_text_is_settled_into_an_address_that_can_be_sent(string address, string settled)
    {
        using var answer = await server.GetAsync(address);
        Assert.Equal((HttpStatusCode.Redirect, settled), (answer.StatusCode, Uri.UnescapeDataString(answer.Headers.Location?.ToString() ?? "")));
    }

    [Fact]
    public async Task Text_that_means_several_or_nothing_is_asked_about_on_the_page()
    {
        var several = await server.PageAsync("/people?asOf=2024-01-01&agencyText=h");
        var nothing = await server.PageAsync("/people?asOf=2024-01-01&agencyText=xyz");

        Assert.Contains("<select id=\"agency-pick\" name=\"agency\">", several, StringComparison.Ordinal);
        Assert.Contains("BV-1-K · Khoa Hồi sức, Bệnh viện đa khoa tỉnh", several, StringComparison.Ordinal);
        Assert.Contains("Không tìm thấy “xyz” vào ngày đó.", nothing, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_pivot_counts_an_agency_with_or_without_what_is_below_it()
    {
        var all = await server.PageAsync($"/pivot?asOf=2024-12-31&rows=sex&columns=sector&agency={Hospital}", "hr");
        var below = await server.PageAsync($"/pivot?asOf=2024-12-31&rows=sex&columns=sector&agency={Ward}", "hr");
        using var csv = await server.GetAsync($"/pivot?asOf=2024-12-31&rows=sex&columns=sector&agency={Hospital}&descendants=own&format=csv", "hr");

        Assert.Contains("Tất cả: 3 người", all, StringComparison.Ordinal);
        Assert.Contains("value=\"BV-1 · Bệnh viện đa khoa tỉnh\"", all, StringComparison.Ordinal);
        Assert.Contains($"agency={Hospital}", all, StringComparison.Ordinal);
        Assert.DoesNotContain("Tất cả: 3 người", below, StringComparison.Ordinal);
        Assert.Contains("Tất cả,3", await csv.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    private async Task<List<(string Name, int Children, string Note)>> NodesAsync(string address, string account)
    {
        using var answer = await server.GetAsync(address, account);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        using var json = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        return [.. json.RootElement.GetProperty("nodes").EnumerateArray().Select(node => (
            node.GetProperty("name").GetString()!, node.GetProperty("children").GetInt32(), node.GetProperty("note").GetString()!))];
    }
}
