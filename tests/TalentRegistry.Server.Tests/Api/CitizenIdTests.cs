using System.Text.Json;
using TalentRegistry.Data.People;
using TalentRegistry.Server.Startup;
using TalentRegistry.Server.Tests.Running;

namespace TalentRegistry.Server.Tests.Api;

/// <summary>An HR officer finds a person by citizen ID, among those whose dossiers their agencies keep.</summary>
[Collection(RunningRegistryCollection.Name)]
public sealed class CitizenIdTests(RunningRegistry registry)
{
    private const string Find = "query($id: CitizenId!) { personByCitizenId(citizenId: $id) { id fullName } }";

    [Fact]
    public async Task The_person_of_the_number_is_found_and_logged_and_no_one_outside_the_scope()
    {
        var own = await RevealAsync((await registry.DataAsync("hr", "{ people(first: 1) { nodes { id } } }")).GetProperty("people").GetProperty("nodes")[0].GetProperty("id").GetString()!);
        var others = await RevealAsync($"Person:{(await registry.SqlAsync($"SELECT p.id FROM registry.person p WHERE p.citizen_id_hash IS NOT NULL AND NOT EXISTS (SELECT FROM access.scoped_agency s WHERE s.agency_id = p.keeper_id) LIMIT 1"))[0][0]}");
        var before = await ReadsOfAsync(own.Person);

        var found = (await registry.DataAsync("hr", Find, new { id = own.Number })).GetProperty("personByCitizenId");
        var dotted = (await registry.DataAsync("hr", Find, new { id = $"{own.Number[..3]}.{own.Number[3..6]} {own.Number[6..]}" })).GetProperty("personByCitizenId");

        Assert.Equal($"Person:{own.Person}", found.GetProperty("id").GetString());
        Assert.NotEmpty(found.GetProperty("fullName").GetString()!);
        Assert.Equal(found.ToString(), dotted.ToString());
        Assert.Equal(before + 2, await ReadsOfAsync(own.Person));
        Assert.Equal(JsonValueKind.Null, (await registry.DataAsync("hr", Find, new { id = others.Number })).GetProperty("personByCitizenId").ValueKind);
        Assert.Equal(JsonValueKind.Null, (await registry.DataAsync("hr", Find, new { id = "999999999999" })).GetProperty("personByCitizenId").ValueKind);
    }

    [Theory]
    [InlineData("planner")]
    [InlineData("leader")]
    [InlineData("admin")]
    [InlineData("auditor")]
    public async Task Others_may_not_ask(string account) => Assert.Equal("FORBIDDEN", Code(await registry.AskAsync(account, Find, new { id = "011188000123" })));

    [Theory]
    [InlineData("\"01118800012\"")]
    [InlineData("\"01118800012x\"")]
    [InlineData("\"\"")]
    [InlineData("111188000123")]
    public async Task Anything_but_twelve_digits_of_text_is_refused(string literal)
    {
        var answer = await registry.AskAsync("hr", $"{{ personByCitizenId(citizenId: {literal}) {{ id }} }}");

        Assert.Contains("text of 12 digits is expected", answer.GetProperty("errors")[0].GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    private async Task<(Guid Person, string Number)> RevealAsync(string id)
    {
        var person = Guid.Parse(id["Person:".Length..]);
        using var protector = await CitizenIdProtector.OpenAsync(registry.Service<ServeOptions>().DataDirectory, registry.Database, CancellationToken.None);
        var cipher = (byte[])(await registry.SqlAsync($"SELECT citizen_id_cipher FROM registry.person WHERE id = '{person}'"))[0][0]!;
        return (person, protector.Reveal(person, cipher).ToString());
    }

    private async Task<long> ReadsOfAsync(Guid person) => (long)(await registry.SqlAsync($"SELECT count(*) FROM access.read_log WHERE role = 'hr' AND person_ids @> ARRAY['{person}'::uuid]"))[0][0]!;

    private static string? Code(JsonElement answer) => answer.GetProperty("errors")[0].GetProperty("extensions").GetProperty("code").GetString();
}
