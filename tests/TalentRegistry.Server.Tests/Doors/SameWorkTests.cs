using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.Http.Json;
using Xunit.Abstractions;

namespace TalentRegistry.Server.Tests.Doors;

/// <summary>
/// Whoever is sought and lies outside the scope costs what somebody costs who is not there: the same statements in the same order, the same answer, the same
/// reads told. What takes the same work cannot be told apart by how long it took.
/// </summary>
[Collection(GuardedRegistryCollection.Name)]
public sealed class SameWorkTests(GuardedRegistry guarded, ITestOutputHelper output)
{
    // Asked again only every few seconds, whoever is sought.
    private static readonly string[] Besides = ["access.session", "access.personal_token", "access.name_grant"];

    private static readonly string[] Doors =
        ["search by name", "search by staff code", "search by citizen ID", "person by citizen ID", "person by key", "node", "page of a person", "page of a search", "update", "add"];

    public static TheoryData<string> All => [.. Doors];

    [Theory]
    [MemberData(nameof(All))]
    public async Task Somebody_hidden_is_sought_with_the_work_that_nobody_takes(string door)
    {
        var hidden = await guarded.Registry.SqlAsync($"SELECT full_name, staff_code, id FROM registry.person WHERE id = '{guarded.Somebody['o']}'");
        var (name, code, id) = ((string)hidden[0][0]!, (string)hidden[0][1]!, (Guid)hidden[0][2]!);
        var citizenId = await CitizenIdAsync(id);
        // Once before, so that neither is the first.
        await AskAsync(Request(door, "Lò Văn Ai", "NV-0", "011188574839", Guid.NewGuid()));

        var sought = await AskAsync(Request(door, name, code, citizenId, id));
        var absent = await AskAsync(Request(door, new string([.. name.Reverse()]), new string([.. code.Reverse()]), "011188574839", Guid.NewGuid()));

        output.WriteLine($"{door}: {sought.Statements.Count} statements");
        Assert.NotEmpty(sought.Statements);
        Assert.Equal(absent.Statements, sought.Statements);
        Assert.Equal((absent.Status, absent.Body.Length, absent.Reads), (sought.Status, sought.Body.Length, sought.Reads));
        Assert.DoesNotContain(GuardedRegistry.Mark, sought.Body, StringComparison.OrdinalIgnoreCase);
    }

    private static HttpRequestMessage Request(string door, string name, string code, string citizenId, Guid id) => door switch
    {
        "search by name" => Ask("query($text: String!) { searchPeople(text: $text) { rank } }", new { text = name }),
        "search by staff code" => Ask("query($text: String!) { searchPeople(text: $text) { rank } }", new { text = code }),
        "search by citizen ID" => Ask("query($text: String!) { searchPeople(text: $text) { rank } }", new { text = citizenId }),
        "person by citizen ID" => Ask("query($id: CitizenId!) { personByCitizenId(citizenId: $id) { birthYear } }", new { id = citizenId }),
        "person by key" => Ask("query($id: ID!) { person(id: $id) { birthYear } }", new { id = $"Person:{id}" }),
        "node" => Ask("query($id: ID!) { node(id: $id) { id } }", new { id = $"Person:{id}" }),
        "page of a person" => new(HttpMethod.Get, $"/people/{id}"),
        // The text stands in the page's own field.
        "page of a search" => new(HttpMethod.Get, $"/people?q={Uri.EscapeDataString(citizenId)}"),
        "update" => Ask("mutation($id: ID!) { updatePerson(input: { id: $id, version: 1, staffCode: \"X\" }) { errors { __typename ... on Error { message } } } }", new { id = $"Person:{id}" }),
        _ => Ask("mutation($id: ID!) { addDegree(input: { personId: $id, levelCode: \"E40\", awardedYear: 2010 }) { errors { __typename ... on Error { message } } } }", new { id = $"Person:{id}" }),
    };

    private static HttpRequestMessage Ask(string query, object variables) => new(HttpMethod.Post, "/graphql") { Content = JsonContent.Create(new { query, variables }) };

    // The server runs in this process and goes on with the trace of whoever asks, so that its statements are known among those of other tests.
    private async Task<(int Status, string Body, long Reads, List<string> Statements)> AskAsync(HttpRequestMessage request)
    {
        var statements = new ConcurrentQueue<string>();
        using var asking = new Activity("asking").SetIdFormat(ActivityIdFormat.W3C).Start();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name is "Npgsql" or "Microsoft.AspNetCore",
            Sample = (ref ActivityCreationOptions<ActivityContext> options) => options.TraceId == asking.TraceId ? ActivitySamplingResult.AllDataAndRecorded : ActivitySamplingResult.None,
            ActivityStopped = done =>
            {
                if (done.Source.Name == "Npgsql" && done.TraceId == asking.TraceId && (done.GetTagItem("db.query.text") ?? done.GetTagItem("db.statement")) is string text)
                    statements.Enqueue(text);
            },
        };
        ActivitySource.AddActivityListener(listener);
        var before = await ReadsAsync();
        using (request)
        {
            using var client = guarded.Registry.As("hr");
            using var answer = await client.SendAsync(request);
            var body = await answer.Content.ReadAsStringAsync();
            return ((int)answer.StatusCode, body, await ReadsAsync() - before, [.. statements.Where(text => !text.Contains("FROM access.read_log", StringComparison.Ordinal) && !Besides.Any(part => text.Contains(part, StringComparison.Ordinal)))]);
        }
    }

    private async Task<long> ReadsAsync() => (long)(await guarded.Registry.SqlAsync("SELECT coalesce(sum(cardinality(person_ids)), 0)::bigint FROM access.read_log"))[0][0]!;

    private async Task<string> CitizenIdAsync(Guid person)
    {
        var cipher = (byte[])(await guarded.Registry.SqlAsync($"SELECT citizen_id_cipher FROM registry.person WHERE id = '{person}'"))[0][0]!;
        return (await guarded.Registry.Service<Data.People.CitizenIdLookup>().RevealAsync(person, cipher, CancellationToken.None))!.Value.ToString();
    }
}
