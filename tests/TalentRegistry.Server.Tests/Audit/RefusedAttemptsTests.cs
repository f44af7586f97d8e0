using System.Net;
using System.Text;
using TalentRegistry.Data.Importing.Writing;
using TalentRegistry.Server.Importing;
using TalentRegistry.Server.Tests.Running;

namespace TalentRegistry.Server.Tests.Audit;

/// <summary>Whoever asks for what lies outside their scope is told that it is not there; the auditor is told that they asked, by keys alone.</summary>
[Collection(RunningRegistryCollection.Name)]
public sealed class RefusedAttemptsTests(RunningRegistry registry)
{
    private const string Outside = "keeper_id NOT IN (SELECT agency_id FROM access.scoped_agency s JOIN access.account a ON a.id = s.account_id WHERE a.name = 'hr')";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Theory]
    [InlineData("{{ node(id: \"Person:{0}\") {{ id }} }}", "person", "node")]
    [InlineData("{{ node(id: \"Degree:{0}\") {{ id }} }}", "degree", "node")]
    [InlineData("{{ nodes(ids: [\"Posting:{0}\", \"Agency:{0}\"]) {{ id }} }}", "posting", "nodes")]
    [InlineData("{{ person(id: \"Person:{0}\") {{ birthYear }} }}", "person", "person")]
    [InlineData("mutation {{ updatePerson(input: {{ id: \"Person:{0}\", version: 1, staffCode: \"X\" }}) {{ errors {{ __typename }} }} }}", "person", "updatePerson")]
    [InlineData("mutation {{ addDegree(input: {{ personId: \"Person:{0}\", levelCode: \"E40\", awardedYear: 2010 }}) {{ errors {{ __typename }} }} }}", "person", "addDegree")]
    [InlineData("mutation {{ removeDegree(input: {{ id: \"Degree:{0}\", version: 1 }}) {{ errors {{ __typename }} }} }}", "degree", "removeDegree")]
    [InlineData("mutation {{ revealCitizenId(input: {{ personId: \"Person:{0}\", purpose: CHECK_RECORD }}) {{ errors {{ __typename }} }} }}", "person", "revealCitizenId")]
    public async Task A_record_outside_the_scope_is_not_there_and_the_attempt_is_told(string question, string table, string by)
    {
        var hidden = await KeyAsync(table, Outside);
        var name = (string)(await registry.SqlAsync($"SELECT full_name FROM registry.person WHERE id IN (SELECT {(table == "person" ? "id" : "person_id")} FROM registry.{table} WHERE id = '{hidden}')"))[0][0]!;
        var asked = string.Format(System.Globalization.CultureInfo.InvariantCulture, question, hidden);

        var answer = (await registry.AskAsync("hr", asked)).ToString();

        Assert.DoesNotContain(name, answer, StringComparison.Ordinal);
        await EventAsync($"kind = 'refusal' AND role = 'hr' AND door = 'graphql' AND subject = '{hidden}' AND details ->> 'reason' = 'scope' AND details ->> 'by' = '{by}' AND address IS NOT NULL");
        Assert.Equal(0, await registry.Database.CountAsync($"access.audit_event WHERE details::text LIKE '%{name}%'"));
    }

    // What is asked for later is told later: the event of the last question shows that the others have left none.
    [Fact]
    public async Task Who_is_not_there_and_who_is_in_the_scope_is_no_attempt()
    {
        var (own, nobody, hidden) = (await KeyAsync("person", $"NOT {Outside}"), Guid.NewGuid(), await KeyAsync("person", Outside));
        foreach (var id in new[] { own, nobody, hidden })
            await registry.AskAsync("hr", $"{{ node(id: \"Person:{id}\") {{ id }} person(id: \"Person:{id}\") {{ id }} }}");
        await registry.AskAsync("hr", $"mutation {{ updatePerson(input: {{ id: \"Person:{own}\", version: 4711, staffCode: \"X\" }}) {{ errors {{ __typename }} }} }}");
        // Of the own person, a change that is not there.
        await registry.AskAsync("hr", $"mutation {{ restoreRecord(input: {{ personId: \"Person:{own}\", changeId: \"987654321\", version: 1, reason: \"x\" }}) {{ errors {{ __typename }} }} }}");

        await EventAsync($"kind = 'refusal' AND subject = '{hidden}' AND details ->> 'by' IN ('node, person', 'person, node')");
        Assert.Equal(0, await registry.Database.CountAsync($"access.audit_event WHERE subject IN ('{own}', '{nobody}')"));
    }

    [Fact]
    public async Task Giving_a_person_to_an_agency_outside_the_scope_is_told()
    {
        var agency = (await registry.SqlAsync($"SELECT keeper_id FROM registry.person WHERE {Outside} LIMIT 1"))[0][0];

        var answer = await registry.AskAsync("hr", $$"""mutation { registerPerson(input: { fullName: "Lò Thị Ngoài", birthYear: 1981, sex: FEMALE, ethnicGroupCode: "01", keeperId: "Agency:{{agency}}", confirm: ["PERSON_LOOKS_REGISTERED"] }) { errors { __typename ... on RuleBrokenError { code } } } }""");

        Assert.Contains("OUT_OF_SCOPE", answer.ToString(), StringComparison.Ordinal);
        await EventAsync("kind = 'refusal' AND role = 'hr' AND details ->> 'by' = 'registerPerson' AND details ->> 'reason' = 'scope'");
    }

    [Fact]
    public async Task Rows_that_an_import_did_not_take_leave_with_an_export_event_and_those_of_another_do_not_leave()
    {
        var (own, others) = (await UploadAsync("hr"), await UploadAsync("planner"));
        using var client = registry.As("hr");

        using var file = await client.GetAsync(new Uri($"/import/{own}/rejected.csv", UriKind.Relative));
        using var preview = await client.GetAsync(new Uri($"/import/{own}/preview.csv", UriKind.Relative));
        using var refused = await client.GetAsync(new Uri($"/import/{others}/rejected.csv", UriKind.Relative));

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK, HttpStatusCode.NotFound), (file.StatusCode, preview.StatusCode, refused.StatusCode));
        await EventAsync("kind = 'export' AND role = 'hr' AND subject = 'import-rejected' AND details ->> 'rows' = '1' AND door = 'page /import/{upload:guid}/rejected.{format}'");
        await EventAsync("kind = 'export' AND role = 'hr' AND subject = 'import-preview'");
        await EventAsync($"kind = 'refusal' AND role = 'hr' AND subject = '{others}' AND details ->> 'reason' = 'scope'");
        Assert.Equal(0, await registry.Database.CountAsync("access.audit_event WHERE details::text LIKE '%Quàng Văn Sai%' OR subject LIKE '%Quàng Văn Sai%'"));
    }

    [Fact]
    public async Task A_subscription_that_is_refused_is_told_by_its_field_or_by_its_key()
    {
        using var forbidden = await EventStream.OpenAsync(registry.As("auditor"), "subscription { forecastProgress { state } }");
        await forbidden.RestAsync();
        var work = Guid.NewGuid();
        await registry.SqlAsync($"INSERT INTO work.item (id, kind, requested_by, state, stage, ended_at) SELECT '{work}', 'import', id, 'finished', 'writing', clock_timestamp() FROM access.account WHERE name = 'planner'");
        using var hidden = await EventStream.OpenAsync(registry.As("hr"), "subscription($id: ID!) { workProgress(id: $id) { state } }", new { id = work });
        var said = await hidden.RestAsync();

        Assert.Contains("WORK_NOT_FOUND", Assert.Single(said).ToString(), StringComparison.Ordinal);
        await EventAsync("kind = 'refusal' AND role = 'auditor' AND door = 'graphql' AND details::text LIKE '%Subscription.forecastProgress%'");
        await EventAsync($"kind = 'refusal' AND role = 'hr' AND subject = '{work}' AND details ->> 'by' = 'workProgress'");
    }

    [Fact]
    public async Task More_streams_than_an_account_may_have_are_told()
    {
        var open = new List<EventStream>();
        for (var i = 0; i < 20; i++)
            open.Add(await EventStream.OpenAsync(registry.As("leader"), "subscription { forecastProgress { state } }"));
        using var client = registry.As("leader");
        using var request = new HttpRequestMessage(HttpMethod.Post, "/graphql") { Content = new StringContent("""{"query":"subscription { forecastProgress { state } }"}""", Encoding.UTF8, "application/json") };
        request.Headers.Accept.ParseAdd("text/event-stream");
        using var answer = await client.SendAsync(request);
        open.ForEach(stream => stream.Dispose());

        Assert.Equal(HttpStatusCode.TooManyRequests, answer.StatusCode);
        await EventAsync("kind = 'throttled' AND role = 'leader' AND subject = 'streams'");
    }

    private async Task<Guid> UploadAsync(string account)
    {
        var id = (Guid)(await registry.SqlAsync($"SELECT id FROM access.account WHERE name = '{account}'"))[0][0]!;
        using var list = new MemoryStream("Họ và tên;Ngày sinh;Giới tính;Đơn vị\nQuàng Văn Sai;31/02/1990;Nam;TTYT-D101\n"u8.ToArray());
        return await registry.Service<ImportUploads>().KeepAsync(id, "sai.csv", list, new ImportWish(ImportMode.InsertOrUpdate, null), CancellationToken.None);
    }

    private async Task<Guid> KeyAsync(string table, string whose) => (Guid)(await registry.SqlAsync(table == "person"
        ? $"SELECT id FROM registry.person WHERE {whose} AND citizen_id_hash IS NOT NULL ORDER BY random() LIMIT 1"
        : $"SELECT r.id FROM registry.{table} r JOIN registry.person p ON p.id = r.person_id WHERE p.{whose} ORDER BY random() LIMIT 1"))[0][0]!;

    // Attempts are looked into once they have been answered.
    private async Task EventAsync(string condition)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (await registry.Database.CountAsync($"access.audit_event WHERE {condition}") == 0)
            await Task.Delay(20, patience.Token);
    }
}
