using System.Text.Json;
using TalentRegistry.Server.Tests.Dossiers;
using TalentRegistry.Server.Tests.Running;

namespace TalentRegistry.Server.Tests.Api;

/// <summary>Searching people through the API and the page.</summary>
[Collection(RunningRegistryCollection.Name)]
public sealed class SearchPeopleTests(RunningRegistry registry)
{
    private const string Query =
        "query ($text: String!, $agency: ID, $first: Int! = 20) { searchPeople(text: $text, agency: $agency, first: $first) { place rank reasons person { id fullName staffCode keeper { id } degrees { awardedYear } } } }";

    [Fact]
    public async Task Person_is_found_by_the_words_of_the_name_without_accents_in_any_order_with_record_and_reasons()
    {
        var (id, name, plain) = await SomeoneAsync();

        var found = await FoundAsync(string.Join(' ', plain.Split(' ').Reverse()), 200);

        Assert.Contains(found, hit => hit.GetProperty("person").GetProperty("id").GetString() == id);
        Assert.Equal(Enumerable.Range(1, found.Count), found.Select(hit => hit.GetProperty("place").GetInt32()));
        Assert.All(found, hit => Assert.NotEmpty(hit.GetProperty("reasons").EnumerateArray()));
        Assert.Equal(1, (await FoundAsync(name, 1)).Single().GetProperty("rank").GetDouble());
    }

    [Fact]
    public async Task Search_is_logged_as_a_read_of_those_found()
    {
        var (id, name, _) = await SomeoneAsync();
        var before = await LoggedAsync(id);

        await FoundAsync(name, 200);

        Assert.Equal(before + 1, await LoggedAsync(id));
    }

    [Theory]
    [InlineData("planner")]
    [InlineData("leader")]
    [InlineData("admin")]
    [InlineData("auditor")]
    public async Task Only_HR_officers_may_search(string account)
    {
        var answer = await registry.AskAsync(account, "{ searchPeople(text: \"huong\") { place } }");

        Assert.Equal("FORBIDDEN", answer.GetProperty("errors")[0].GetProperty("extensions").GetProperty("code").GetString());
        using var client = registry.As(account);
        Assert.Equal(System.Net.HttpStatusCode.Forbidden, (await client.GetAsync(new Uri("/people?q=huong", UriKind.Relative))).StatusCode);
    }

    [Theory]
    [InlineData("first: 0")]
    [InlineData("first: 201")]
    [InlineData("skip: 9801")]
    [InlineData("skip: -1")]
    public async Task More_than_a_page_is_refused(string first)
    {
        var answer = await registry.AskAsync("hr", $$"""{ searchPeople(text: "huong", {{first}}) { place } }""");

        Assert.Equal("BAD_USER_INPUT", answer.GetProperty("errors")[0].GetProperty("extensions").GetProperty("code").GetString());
    }

    [Fact]
    public async Task Pages_of_a_search_follow_each_other()
    {
        const string paged = "query ($skip: Int!, $first: Int!) { searchPeople(text: \"thi\", first: $first, skip: $skip) { place person { id } } }";
        async Task<List<string>> At(int skip, int first) =>
            [.. (await registry.DataAsync("hr", paged, new { skip, first })).GetProperty("searchPeople").EnumerateArray().Select(hit => $"{hit.GetProperty("place")} {hit.GetProperty("person").GetProperty("id")}")];

        var whole = await At(0, 30);

        Assert.Equal(whole, [.. await At(0, 10), .. await At(10, 10), .. await At(20, 10)]);
    }

    [Fact]
    public async Task Last_digits_of_a_citizen_ID_find_its_person_and_are_logged()
    {
        var edits = new Edits(registry);
        var id = (await edits.DoneAsync(Edits.Register, new
        {
            fullName = "Lò Thị Cuối Số", sex = "FEMALE", ethnicGroupCode = "03", keeperId = await edits.OwnAgencyAsync(), birthYear = 1988, citizenId = "011188574839",
        })).GetProperty("person").GetProperty("id").GetString();
        await using var asked = registry.Database.Owner.CreateCommand("SELECT count(*) FROM access.read_log WHERE door = 'search by last digits of a citizen ID'");
        var before = (long)(await asked.ExecuteScalarAsync())!;

        foreach (var text in new[] { "4839", "574839", "lo thi cuoi so 4839" })
            Assert.Contains(await FoundAsync(text, 20), hit => hit.GetProperty("person").GetProperty("id").GetString() == id
                && hit.GetProperty("reasons").EnumerateArray().Any(reason => reason.GetString() == "CITIZEN_ID_PART"));

        Assert.Empty(await FoundAsync("lo thi cuoi so 4838", 20));
        Assert.Equal(before + 4, (long)(await asked.ExecuteScalarAsync())!);
    }

    [Fact]
    public async Task Page_shows_those_found_and_keeps_what_was_typed()
    {
        var (_, name, plain) = await SomeoneAsync();
        using var client = registry.As("hr");

        var page = System.Net.WebUtility.HtmlDecode(await client.GetStringAsync(new Uri($"/people?q={Uri.EscapeDataString(plain)}", UriKind.Relative)));

        Assert.Contains(name, page, StringComparison.Ordinal);
        Assert.Contains($"value=\"{plain}\"", page, StringComparison.Ordinal);
        Assert.Contains("name=\"q\"", await client.GetStringAsync(new Uri("/people", UriKind.Relative)), StringComparison.Ordinal);
    }

    private async Task<(string Id, string Name, string Plain)> SomeoneAsync()
    {
        var data = await registry.DataAsync("hr", "{ people(first: 1) { nodes { id fullName } } }");
        var person = data.GetProperty("people").GetProperty("nodes")[0];
        var name = person.GetProperty("fullName").GetString()!;
        return (person.GetProperty("id").GetString()!, name, Domain.Names.VietnameseText.Fold(name));
    }

    private async Task<List<JsonElement>> FoundAsync(string text, int first) =>
        [.. (await registry.DataAsync("hr", Query, new { text, first })).GetProperty("searchPeople").EnumerateArray()];

    private async Task<long> LoggedAsync(string id)
    {
        await using var command = registry.Database.Owner.CreateCommand("SELECT count(*) FROM access.read_log WHERE person_ids @> ARRAY[$1]");
        command.Parameters.Add(new() { Value = Guid.Parse(id["Person:".Length..]) });
        return (long)(await command.ExecuteScalarAsync())!;
    }
}
