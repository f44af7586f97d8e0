using System.Net;

namespace TalentRegistry.Server.Tests.Pages;

/// <summary>An officer enters, corrects and removes whole records on pages; what rules, rights and others' changes speak against is told and not written.</summary>
public sealed class RecordPagesTests(PagesServer server) : IClassFixture<PagesServer>
{
    private const string Anh = "00000000-0000-0000-0000-0000000000b1";
    private const string Teacher = "00000000-0000-0000-0000-0000000000b4";

    private static readonly (string, string)[] Degree = [("value-level_code", "E40"), ("value-country_code", "VN"), ("value-awarded_year", "2001")];

    [Fact]
    public async Task A_degree_is_added_corrected_as_a_whole_and_removed_with_a_reason_that_the_history_keeps()
    {
        using var added = await server.PostFromAsync($"/people/{Anh}", $"/people/{Anh}/records/degree", "hr", [.. Degree, ("value-institution", "Đại học Vinh")]);
        var address = added.Headers.Location!.ToString();
        var id = address.Split("degree.")[1][..36];
        using var corrected = await server.PostFromAsync(
            address, $"/people/{Anh}/records/degree/{id}", "hr", [.. Degree, ("version", "1"), ("value-institution", "Đại học Huế"), ("value-study_mode", "in_service")]);
        var shown = await server.PageAsync(address, "hr");
        using var stale = await server.PostFromAsync(address, $"/people/{Anh}/records/degree/{id}/remove", "hr", ("version", "1"), ("reason", "Ghi nhầm"));
        using var removed = await server.PostFromAsync(address, $"/people/{Anh}/records/degree/{id}/remove", "hr", ("version", "2"), ("reason", "Ghi nhầm"));

        Assert.StartsWith($"/people/{Anh}?record=degree.", address, StringComparison.Ordinal);
        Assert.Contains("Đã ghi.", shown, StringComparison.Ordinal);
        Assert.Contains("Đại học Huế", shown, StringComparison.Ordinal);
        Assert.Equal(
            (HttpStatusCode.Redirect, HttpStatusCode.Redirect, HttpStatusCode.UnprocessableEntity, HttpStatusCode.Redirect),
            (added.StatusCode, corrected.StatusCode, stale.StatusCode, removed.StatusCode));
        Assert.Equal("0|Ghi nhầm", await SqlAsync(
            $"SELECT concat_ws('|', (SELECT count(*) FROM registry.degree WHERE id = '{id}'), (SELECT why FROM history.change WHERE record_id = '{id}' AND kind = 'delete'))"));
    }

    [Fact]
    public async Task What_is_missing_or_contradicts_is_told_with_all_that_was_entered_and_nothing_is_written()
    {
        using var early = await server.PostFromAsync($"/people/{Anh}", $"/people/{Anh}/records/degree", "hr", ("value-level_code", "E40"), ("value-country_code", "VN"), ("value-awarded_year", "1980"));
        using var missing = await server.PostFromAsync($"/people/{Anh}", $"/people/{Anh}/records/degree", "hr", ("value-level_code", "E40"), ("value-country_code", "VN"));
        using var words = await server.PostFromAsync($"/people/{Anh}", $"/people/{Anh}/records/degree", "hr", ("value-level_code", "E40"), ("value-country_code", "VN"), ("value-awarded_year", "hai nghìn"));
        using var nowhere = await server.PostFromAsync($"/people/{Anh}", $"/people/{Anh}/records/posting", "hr", ("value-agency_id", "Cơ quan không có"));
        using var nobody = await server.PostFromAsync($"/people/{Anh}", "/people/new", "hr", ("value-full_name", ""), ("value-sex", "female"));
        var html = WebUtility.HtmlDecode(await early.Content.ReadAsStringAsync());

        Assert.All([early, missing, words, nowhere, nobody], answer => Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode));
        Assert.Contains("trước khi đủ 15 tuổi", html, StringComparison.Ordinal);
        Assert.Contains("value=\"1980\"", html, StringComparison.Ordinal);
        Assert.Contains("Không tìm thấy \"Cơ quan không có\"", WebUtility.HtmlDecode(await nowhere.Content.ReadAsStringAsync()), StringComparison.Ordinal);
        Assert.Equal("0", await SqlAsync($"SELECT count(*)::text FROM registry.degree WHERE person_id = '{Anh}' AND awarded_year = 1980"));
    }

    [Fact]
    public async Task Somebody_is_registered_where_the_officer_may_and_nowhere_else()
    {
        var own = await SqlAsync("SELECT a.code FROM registry.agency a JOIN registry.person p ON p.keeper_id = a.id WHERE p.id = '" + Anh + "'");
        var others = await SqlAsync("SELECT a.code FROM registry.agency a JOIN registry.person p ON p.keeper_id = a.id WHERE p.id = '" + Teacher + "'");
        (string, string)[] person = [("value-full_name", "vàng a pó"), ("value-birth_year", "1991"), ("value-sex", "male"), ("value-ethnic_group_code", "01")];
        using var trial = await server.PostFromAsync("/people/new", "/people/new", "hr", [.. person, ("value-agency_id", own), ("check", "1")]);
        using var done = await server.PostFromAsync("/people/new", "/people/new", "hr", [.. person, ("value-agency_id", own)]);
        using var elsewhere = await server.PostFromAsync("/people/new", "/people/new", "hr", [.. person, ("value-agency_id", others), ("confirm", "PERSON_LOOKS_REGISTERED")]);

        Assert.Equal("[]", await trial.Content.ReadAsStringAsync());
        Assert.Equal(HttpStatusCode.Redirect, done.StatusCode);
        Assert.Contains("<h1>Vàng A Pó</h1>", await server.PageAsync(done.Headers.Location!.ToString(), "hr"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, elsewhere.StatusCode);
        Assert.Equal("1", await SqlAsync("SELECT count(*)::text FROM registry.person WHERE full_name = 'Vàng A Pó'"));
    }

    [Fact]
    public async Task Other_roles_other_dossiers_and_kinds_that_are_none_are_refused()
    {
        using var planner = await server.GetAsync($"/people/{Anh}/records/degree", "planner");
        using var leader = await server.GetAsync("/people/new", "leader");
        using var elsewhere = await server.GetAsync($"/people/{Teacher}/records/degree", "hr");
        using var write = await server.PostFromAsync($"/people/{Anh}", $"/people/{Teacher}/records/degree", "hr", Degree);
        using var none = await server.GetAsync($"/people/{Anh}/records/salary", "hr");
        using var person = await server.GetAsync($"/people/{Anh}/records/person/{Anh}", "hr");

        Assert.Equal(
            (HttpStatusCode.Forbidden, HttpStatusCode.Forbidden, HttpStatusCode.NotFound, HttpStatusCode.NotFound, HttpStatusCode.NotFound, HttpStatusCode.NotFound),
            (planner.StatusCode, leader.StatusCode, elsewhere.StatusCode, write.StatusCode, none.StatusCode, person.StatusCode));
    }

    private async Task<string> SqlAsync(string sql)
    {
        await using var command = server.Database.Owner.CreateCommand(sql);
        return (string)(await command.ExecuteScalarAsync())!;
    }
}
