using System.Net;
using System.Text.Json;
using TalentRegistry.Server.Tests.Running;

namespace TalentRegistry.Server.Tests.Protection;

/// <summary>A citizen ID is shown in full for a purpose, which is logged, and nowhere else.</summary>
[Collection(RunningRegistryCollection.Name)]
public sealed class RevealTests(RunningRegistry registry)
{
    private const string Reveal =
        "mutation($id: ID!) { revealCitizenId(input: { personId: $id, purpose: VERIFY_IDENTITY }) { revealedCitizenId { masked inFull } errors { ... on Error { message } } } }";

    [Fact]
    public async Task An_officer_sees_one_in_full_and_the_log_says_why()
    {
        var id = await PersonAsync("EXISTS");

        var shown = (await registry.DataAsync("hr", Reveal, new { id = $"Person:{id}" })).GetProperty("revealCitizenId").GetProperty("revealedCitizenId");

        Assert.Matches("^[0-9]{12}$", shown.GetProperty("inFull").GetString());
        Assert.Matches("^[0-9]{3}\\*{7}[0-9]{2}$", shown.GetProperty("masked").GetString());
        var read = await registry.SqlAsync($"SELECT role, purpose FROM access.read_log WHERE person_ids = ARRAY['{id}'::uuid] ORDER BY id DESC LIMIT 1");
        Assert.Equal(["hr", "Xem đủ số định danh: đối chiếu giấy tờ"], read[0]);
    }

    [Fact]
    public async Task Nobody_outside_the_scope_is_shown()
    {
        var id = await PersonAsync("NOT EXISTS");

        var refused = (await registry.DataAsync("hr", Reveal, new { id = $"Person:{id}" })).GetProperty("revealCitizenId");

        Assert.Equal(JsonValueKind.Null, refused.GetProperty("revealedCitizenId").ValueKind);
        Assert.Equal(1, refused.GetProperty("errors").GetArrayLength());
    }

    [Theory]
    [InlineData("planner")]
    [InlineData("leader")]
    [InlineData("admin")]
    [InlineData("auditor")]
    public async Task Others_may_not_ask(string account)
    {
        var answer = await registry.AskAsync(account, Reveal, new { id = $"Person:{await PersonAsync("EXISTS")}" });

        Assert.Equal("FORBIDDEN", answer.GetProperty("errors")[0].GetProperty("extensions").GetProperty("code").GetString());
    }

    [Fact]
    public async Task The_page_masks_it()
    {
        var id = await PersonAsync("EXISTS");
        using var client = registry.As("hr");

        var page = await client.GetStringAsync(new Uri($"/people/{id}", UriKind.Relative));

        Assert.Matches("[0-9]{3}\\*{7}[0-9]{2}", page);
        Assert.Contains($"/people/{id}/citizen-id", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_form_from_elsewhere_reveals_nothing()
    {
        using var client = registry.As("hr");
        using var form = new FormUrlEncodedContent([new("purpose", "verify_identity")]);

        using var answer = await client.PostAsync(new Uri($"/people/{await PersonAsync("EXISTS")}/citizen-id", UriKind.Relative), form);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    private async Task<Guid> PersonAsync(string inScope) => (Guid)(await registry.SqlAsync(
        $"""
        SELECT p.id FROM registry.person p WHERE p.citizen_id_hash IS NOT NULL AND p.id NOT IN (SELECT person_id FROM access.account WHERE person_id IS NOT NULL)
           AND {inScope} (SELECT FROM access.scoped_agency s JOIN access.account a ON a.id = s.account_id AND a.name = 'hr' WHERE s.agency_id = p.keeper_id)
         ORDER BY p.id LIMIT 1
        """))[0][0]!;
}
