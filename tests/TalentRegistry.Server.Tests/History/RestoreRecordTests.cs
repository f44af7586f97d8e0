using System.Text.Json;
using TalentRegistry.Server.Tests.Dossiers;
using TalentRegistry.Server.Tests.Running;

namespace TalentRegistry.Server.Tests.History;

/// <summary>An officer restores a past state over HTTP.</summary>
[Collection(RunningRegistryCollection.Name)]
public sealed class RestoreRecordTests(RunningRegistry registry)
{
    private readonly Edits edits = new(registry);

    [Fact]
    public async Task A_name_is_again_what_it_was_and_the_history_says_why()
    {
        var (id, version, name, change) = await RenamedAsync(60);

        var person = (await edits.DoneAsync(Edits.Restore, new { personId = $"Person:{id}", changeId = change, version = version + 1, reason = "Sửa nhầm người" })).GetProperty("person");

        Assert.Equal((name, version + 2), (person.GetProperty("fullName").GetString(), person.GetProperty("version").GetInt32()));
        var newest = person.GetProperty("history").GetProperty("nodes")[0];
        Assert.Equal("Sửa nhầm người", newest.GetProperty("why").GetString());
        Assert.Equal(("full_name", "Quàng Thị Sai", name), (Value("field"), Value("before"), Value("after")));

        string? Value(string of) => Assert.Single(newest.GetProperty("values").EnumerateArray()).GetProperty(of).GetString();
    }

    [Fact]
    public async Task A_stale_version_and_a_change_of_someone_else_are_refused_by_type()
    {
        var (id, version, _, change) = await RenamedAsync(61);
        var (other, _) = await edits.OwnPersonAsync(62);

        var stale = Edits.Only(await edits.MakeAsync("hr", Edits.Restore, new { personId = $"Person:{id}", changeId = change, version, reason = "x" }));
        var foreign = Edits.Only(await edits.MakeAsync("hr", Edits.Restore, new { personId = $"Person:{other}", changeId = change, version = 1, reason = "x" }));
        var twice = Edits.Only(await edits.MakeAsync("hr", Edits.Restore, new { personId = $"Person:{id}", changeId = change, version = version + 1, reason = "  " }));

        Assert.Equal(("StaleRecordError", version + 1), (stale.GetProperty("__typename").GetString(), stale.GetProperty("currentVersion").GetInt32()));
        Assert.Equal("RecordNotFoundError", foreign.GetProperty("__typename").GetString());
        Assert.Equal(("RuleBrokenError", "REASON_MISSING"), (twice.GetProperty("__typename").GetString(), twice.GetProperty("code").GetString()));
    }

    [Theory]
    [InlineData("planner")]
    [InlineData("leader")]
    [InlineData("admin")]
    public async Task Only_officers_restore(string account)
    {
        var answer = await registry.AskAsync(account, Edits.Restore, new { input = new { personId = $"Person:{Guid.NewGuid()}", changeId = "1", version = 1, reason = "x" } });

        Assert.Equal("FORBIDDEN", answer.GetProperty("errors")[0].GetProperty("extensions").GetProperty("code").GetString());
    }

    private async Task<(Guid Id, int Version, string Name, string Change)> RenamedAsync(int number)
    {
        var (id, version) = await edits.OwnPersonAsync(number);
        var name = (string)(await registry.SqlAsync($"SELECT full_name FROM registry.person WHERE id = '{id}'"))[0][0]!;
        await edits.DoneAsync(Edits.Update, new { id, version, fullName = "Quàng Thị Sai" });
        var history = await registry.DataAsync("hr", "query($id: ID!) { person(id: $id) { history(first: 1) { nodes { id } } } }", new { id });
        return (id, version, name, history.GetProperty("person").GetProperty("history").GetProperty("nodes")[0].GetProperty("id").GetString()!);
    }
}
