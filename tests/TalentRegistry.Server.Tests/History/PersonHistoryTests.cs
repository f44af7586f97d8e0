using System.Text.Json;
using TalentRegistry.Data.Access;
using TalentRegistry.Domain.Access;
using TalentRegistry.Server.Tests.Running;

namespace TalentRegistry.Server.Tests.History;

/// <summary>The history of a person through the API.</summary>
[Collection(RunningRegistryCollection.Name)]
public sealed class PersonHistoryTests(RunningRegistry registry)
{
    private const string Query =
        """
        query($id: ID!, $first: Int, $after: String) { person(id: $id) { history(first: $first, after: $after) {
            totalCount pageInfo { hasNextPage endCursor }
            nodes { accountName role door why kind record recordId values { field before after } } } } }
        """;

    [Fact]
    public async Task An_officer_reads_who_changed_what_why_before_and_after_newest_first()
    {
        var id = await OwnPersonAsync(1);
        await ChangeAsync("Bằng mới", $"INSERT INTO registry.degree (id, person_id, level_code, awarded_year) VALUES ('{Guid.NewGuid()}', '{id}', 'E50', 2024)");
        await ChangeAsync("Quyết định 12/QĐ", $"UPDATE registry.degree SET awarded_year = 2025 WHERE person_id = '{id}' AND level_code = 'E50' AND awarded_year = 2024");

        var first = (await registry.DataAsync("hr", Query, new { id = $"Person:{id}", first = 1 })).GetProperty("person").GetProperty("history");
        var second = (await registry.DataAsync("hr", Query, new { id = $"Person:{id}", first = 1, after = first.GetProperty("pageInfo").GetProperty("endCursor").GetString() }))
            .GetProperty("person").GetProperty("history");

        Assert.Equal(2, first.GetProperty("totalCount").GetInt32());
        Assert.True(first.GetProperty("pageInfo").GetProperty("hasNextPage").GetBoolean());
        var newest = first.GetProperty("nodes")[0];
        Assert.Equal(
            """{"field":"awarded_year","before":"2024","after":"2025"}""", Assert.Single(newest.GetProperty("values").EnumerateArray()).GetRawText());
        Assert.Equal("hr|test|Quyết định 12/QĐ|UPDATE|degree", string.Join('|', new[] { "role", "door", "why", "kind", "record" }.Select(name => newest.GetProperty(name).GetString())));
        Assert.NotEqual("", newest.GetProperty("accountName").GetString());
        Assert.Equal("INSERT", second.GetProperty("nodes")[0].GetProperty("kind").GetString());
    }

    [Fact]
    public async Task The_address_that_a_change_came_from_is_told_to_officers_and_auditors_alone()
    {
        var person = await new Dossiers.Edits(registry).RegisterAsync("Lò Thị Địa", 1985);
        var query = $"{{ person(id: \"{person}\") {{ history(first: 1) {{ nodes {{ address }} }} }} }}";
        string? Address(JsonElement data) => data.GetProperty("person").GetProperty("history").GetProperty("nodes")[0].GetProperty("address").GetString();

        Assert.Equal("127.0.0.1", Address(await registry.DataAsync("hr", query)));
        Assert.Null(Address(await registry.DataAsync("planner", query)));
        Assert.Equal(["127.0.0.1"], Assert.Single(await registry.SqlAsync($"SELECT address FROM history.change WHERE record_id = '{person["Person:".Length..]}'")));
    }

    [Fact]
    public async Task A_planner_reads_neither_names_nor_reasons_and_not_that_they_changed()
    {
        var id = await OwnPersonAsync(2);
        await ChangeAsync("Sửa tên", $"UPDATE registry.person SET full_name = 'Lò Văn Mới' WHERE id = '{id}'");
        await ChangeAsync("Ông Lò Văn Mới mất", $"UPDATE registry.person SET deceased_on = DATE '2026-02-03' WHERE id = '{id}'");

        var seen = (await registry.DataAsync("planner", Query, new { id = $"Person:{id}" })).GetProperty("person").GetProperty("history");

        var change = Assert.Single(seen.GetProperty("nodes").EnumerateArray());
        Assert.Equal(JsonValueKind.Null, change.GetProperty("why").ValueKind);
        Assert.Equal("deceased_on", Assert.Single(change.GetProperty("values").EnumerateArray()).GetProperty("field").GetString());
        Assert.DoesNotContain("Lò Văn Mới", seen.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_reads_the_history_is_in_the_log_of_reads()
    {
        var id = await OwnPersonAsync(3);

        await registry.DataAsync("hr", Query, new { id = $"Person:{id}" });

        var read = await registry.SqlAsync("SELECT role, person_ids FROM access.read_log ORDER BY id DESC LIMIT 1");
        Assert.Equal("hr", read[0][0]);
        Assert.Equal(id, Assert.Single((Guid[])read[0][1]!));
    }

    [Fact]
    public async Task It_is_the_same_whichever_way_it_is_filtered_and_ordered()
    {
        var id = await OwnPersonAsync(4);
        await ChangeAsync(null, $"UPDATE registry.person SET staff_code = 'A1' WHERE id = '{id}'");
        await ChangeAsync(null, $"UPDATE registry.person SET deceased_on = DATE '2026-02-03' WHERE id = '{id}'");

        var data = await registry.DataAsync(
            "hr",
            """
            query($id: ID!) { person(id: $id) {
              code: history(where: { values: { some: { field: { eq: "staff_code" } } } }) { nodes { values { after } } }
              oldest: history(order: [{ at: ASC }], first: 1, where: { kind: { eq: UPDATE }, record: { eq: "person" } }) { nodes { values { after } } }
              last: history(last: 1) { nodes { values { after } } } } }
            """,
            new { id = $"Person:{id}" });

        Assert.All(
            data.GetProperty("person").EnumerateObject(),
            asked => Assert.Equal("A1", Assert.Single(asked.Value.GetProperty("nodes").EnumerateArray()).GetProperty("values")[0].GetProperty("after").GetString()));
    }

    private async Task<Guid> OwnPersonAsync(int number) => (Guid)(await registry.SqlAsync(
        $"""
        WITH RECURSIVE own AS (SELECT id FROM registry.agency WHERE code = 'SYT-P11' UNION SELECT a.id FROM registry.agency a JOIN own ON a.parent_id = own.id)
        SELECT p.id FROM registry.person p WHERE p.keeper_id IN (SELECT id FROM own) AND p.birth_year < 1990 AND p.deceased_on IS NULL AND p.staff_code IS NULL
           AND NOT EXISTS (SELECT FROM registry.degree d WHERE d.person_id = p.id AND d.level_code = 'E50') AND NOT EXISTS (SELECT FROM history.change c WHERE c.person_id = p.id)
         ORDER BY p.id OFFSET {number} LIMIT 1
        """))[0][0]!;

    private async Task ChangeAsync(string? why, string sql)
    {
        var account = (Guid)(await registry.SqlAsync("SELECT id FROM access.account WHERE name = 'hr'"))[0][0]!;
        await using var session = await registry.Database.OpenSessionAsync(new Caller(account, Role.Hr, "test", "test"), CancellationToken.None);
        await session.ExplainChangesAsync(why, CancellationToken.None);
        await using (var command = session.Command(sql))
            Assert.Equal(1, await command.ExecuteNonQueryAsync());
        await session.CommitAsync(CancellationToken.None);
    }
}
