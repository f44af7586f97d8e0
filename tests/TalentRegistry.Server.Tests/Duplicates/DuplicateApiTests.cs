using System.Text.Json;
using TalentRegistry.Server.Tests.Dossiers;
using TalentRegistry.Server.Tests.Running;

namespace TalentRegistry.Server.Tests.Duplicates;

/// <summary>Officers find duplicates, merge them and take that back, over HTTP.</summary>
[Collection(RunningRegistryCollection.Name)]
public sealed class DuplicateApiTests(RunningRegistry registry)
{
    private const string Errors = "errors { __typename ... on Error { message code } }";
    private const string Merge = $"mutation($input: MergePeopleInput!) {{ mergePeople(input: $input) {{ person {{ id version fullName staffCode history(first: 20) {{ nodes {{ kind why values {{ field before after }} }} }} }} {Errors} }} }}";
    private const string Undo = $"mutation($input: UndoMergeInput!) {{ undoMerge(input: $input) {{ person {{ id fullName staffCode version }} {Errors} }} }}";
    private const string Reject = $"mutation($input: RejectDuplicateInput!) {{ rejectDuplicate(input: $input) {{ duplicatePair {{ state why decidedByName }} {Errors} }} }}";
    private const string Pairs = "query($state: DuplicateState) { duplicatePairs(state: $state, first: 200) { totalCount nodes { id probability state one { id fullName } other { id fullName } formerId reasons { field level weight } } } duplicatePairsAcrossScopes }";
    private readonly Edits edits = new(registry);

    [Fact]
    public async Task A_pair_is_found_with_its_reasons_merged_and_two_again()
    {
        var (kept, former) = await TwinsAsync("Lường Thị Trùng", "Luong Thi Trung", "1971-04-09", "1971-09-04");
        await FindAsync();
        var pair = await PairAsync(former, "OPEN");
        // The name without marks and the day exchanged, and nothing else to go by, in a small registry: about as probable as not.
        Assert.InRange(pair.GetProperty("probability").GetDouble(), 0.3, 1);
        Assert.Equal(["NAME FORM", "BIRTH SWAPPED", "SEX SAME"], pair.GetProperty("reasons").EnumerateArray().Select(reason => $"{reason.GetProperty("field").GetString()} {reason.GetProperty("level").GetString()}"));

        var input = new { keptId = kept, keptVersion = 1, formerId = former, formerVersion = 1, fromFormer = new[] { "STAFF_CODE" }, reason = "Nhập hai lần", idempotencyKey = "gộp-1" };
        var merged = await edits.DoneAsync(Merge, input);
        var again = await edits.DoneAsync(Merge, input);

        var person = merged.GetProperty("person");
        Assert.Equal((kept, "Lường Thị Trùng", "B-2", 2), (person.GetProperty("id").GetString(), person.GetProperty("fullName").GetString(), person.GetProperty("staffCode").GetString(), person.GetProperty("version").GetInt32()));
        Assert.Equal(2, again.GetProperty("person").GetProperty("version").GetInt32());
        var history = person.GetProperty("history").GetProperty("nodes").EnumerateArray().Select(change => $"{change.GetProperty("kind").GetString()} {change.GetProperty("why").GetString()}").ToList();
        Assert.Contains("DELETE Gộp hai hồ sơ: Nhập hai lần", history);
        Assert.Equal(2, history.Count(change => change.StartsWith("INSERT", StringComparison.Ordinal)));
        Assert.Equal(kept, (await registry.DataAsync("hr", "query($id: ID!) { person(id: $id) { id } }", new { id = former })).GetProperty("person").GetProperty("id").GetString());
        Assert.Equal(former, (await PairAsync(former, "MERGED")).GetProperty("formerId").GetString());

        var back = (await edits.DoneAsync(Undo, new { formerId = former, reason = "Nhầm" })).GetProperty("person");
        Assert.Equal((former, "Luong Thi Trung", "B-2"), (back.GetProperty("id").GetString(), back.GetProperty("fullName").GetString(), back.GetProperty("staffCode").GetString()));
        Assert.Equal("A-1", (await registry.DataAsync("hr", "query($id: ID!) { person(id: $id) { staffCode } }", new { id = kept })).GetProperty("person").GetProperty("staffCode").GetString());
        Assert.Equal("RecordNotFoundError", Edits.Only(await edits.MakeAsync("hr", Undo, new { formerId = former, reason = "Nhầm" })).GetProperty("__typename").GetString());
    }

    [Fact]
    public async Task A_merge_on_which_something_was_built_is_not_undone_and_says_so_by_type()
    {
        var (kept, former) = await TwinsAsync("Lò Thị Sau", "Lo Thi Sau", "1969-02-03", "1969-02-03");
        await edits.DoneAsync(Merge, new { keptId = kept, keptVersion = 1, formerId = former, formerVersion = 1, reason = "Một người" });
        await edits.DoneAsync(Edits.AddDegree, new { personId = kept, levelCode = "E40", awardedYear = 1995 });

        var refused = Edits.Only(await edits.MakeAsync("hr", Undo, new { formerId = former, reason = "Nhầm" }));

        Assert.Equal(("MergeBuiltOnError", "MERGE_BUILT_ON"), (refused.GetProperty("__typename").GetString(), refused.GetProperty("code").GetString()));
    }

    [Fact]
    public async Task A_stale_version_a_missing_reason_and_one_dossier_twice_are_refused()
    {
        var (kept, former) = await TwinsAsync("Vì Thị Cũ", "Vi Thi Cu", "1968-02-03", "1968-02-03");

        async Task<string?> Refusal(object input) => Edits.Only(await edits.MakeAsync("hr", Merge, input)).GetProperty("code").GetString();

        Assert.Equal("STALE_RECORD", await Refusal(new { keptId = kept, keptVersion = 1, formerId = former, formerVersion = 7, reason = "x" }));
        Assert.Equal("REASON_MISSING", await Refusal(new { keptId = kept, keptVersion = 1, formerId = former, formerVersion = 1 }));
        Assert.Equal("SAME_PERSON", await Refusal(new { keptId = kept, keptVersion = 1, formerId = kept, formerVersion = 1, reason = "x" }));
    }

    [Fact]
    public async Task Who_is_decided_to_be_two_people_is_not_asked_about_again_and_everyone_shown_is_logged()
    {
        var (_, other) = await TwinsAsync("Quàng Thị Đôi", "Quang Thi Doi", "1967-03-08", "1967-03-08");
        await FindAsync();
        var pair = await PairAsync(other, "OPEN");

        var decided = (await edits.DoneAsync(Reject, new { id = pair.GetProperty("id").GetString(), reason = "Hai chị em họ" })).GetProperty("duplicatePair");
        await FindAsync();

        Assert.Equal(("NOT_DUPLICATE", "Hai chị em họ"), (decided.GetProperty("state").GetString(), decided.GetProperty("why").GetString()));
        Assert.DoesNotContain(await AllAsync("OPEN"), each => each.GetProperty("id").GetString() == pair.GetProperty("id").GetString());
        Assert.NotEqual(0L, Assert.Single(await registry.SqlAsync(
            $"SELECT count(*) FROM access.read_log WHERE door = 'graphql' AND '{other.Split(':')[^1]}' = ANY (person_ids)"))[0]);
    }

    [Theory]
    [InlineData("planner")]
    [InlineData("leader")]
    [InlineData("admin")]
    [InlineData("auditor")]
    public async Task Duplicates_are_for_officers(string account)
    {
        foreach (var query in new[] { "{ duplicatePairs { nodes { id } } }", "mutation { findDuplicates { work { id } } }" })
            Assert.Equal("FORBIDDEN", (await registry.AskAsync(account, query)).GetProperty("errors")[0].GetProperty("extensions").GetProperty("code").GetString());
    }

    private async Task<(string One, string Other)> TwinsAsync(string name, string otherName, string born, string otherBorn)
    {
        var keeper = await edits.OwnAgencyAsync();
        async Task<string> Register(string fullName, string dateOfBirth, string staffCode) => (await edits.DoneAsync(
            Edits.Register, new { fullName, sex = "FEMALE", ethnicGroupCode = "03", keeperId = keeper, dateOfBirth, staffCode, confirm = new[] { "PERSON_LOOKS_REGISTERED" } })).GetProperty("person").GetProperty("id").GetString()!;
        return (await Register(name, born, "A-1"), await Register(otherName, otherBorn, "B-2"));
    }

    private async Task FindAsync()
    {
        var id = (await registry.DataAsync("hr", "mutation { findDuplicates { work { id } } }")).GetProperty("findDuplicates").GetProperty("work").GetProperty("id").GetString();
        for (var turn = 0; turn < 300; turn++)
        {
            var state = (await registry.DataAsync("hr", "query($id: ID!) { work(id: $id) { state fault } }", new { id })).GetProperty("work");
            if (state.GetProperty("state").GetString() == "FINISHED")
                return;
            Assert.True(state.GetProperty("state").GetString() == "RUNNING", state.ToString());
            await Task.Delay(100);
        }

        Assert.Fail("The search did not end in half a minute.");
    }

    private async Task<List<JsonElement>> AllAsync(string state) =>
        [.. (await registry.DataAsync("hr", Pairs, new { state })).GetProperty("duplicatePairs").GetProperty("nodes").EnumerateArray()];

    private async Task<JsonElement> PairAsync(string person, string state) =>
        Assert.Single(await AllAsync(state), pair => new[] { pair.GetProperty("one").GetProperty("id"), pair.GetProperty("other").GetProperty("id"), pair.GetProperty("formerId") }.Any(id => id.GetString() == person));
}
