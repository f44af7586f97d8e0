using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using TalentRegistry.Domain.Access;
using TalentRegistry.Server.CommandLine;
using Xunit.Abstractions;

namespace TalentRegistry.Server.Tests.Doors;

/// <summary>
/// Everybody tries every door to what they may not see: fields, filters, orders, groups, cursors, ids, changes, exports, pages, streams and commands. What
/// doors there are is taken from the schema, the routes and the command line themselves, so that a new one is tried or must be named.
/// </summary>
[Collection(GuardedRegistryCollection.Name)]
public sealed class DoorsTests(GuardedRegistry guarded, ITestOutputHelper output)
{
    private const int LeastDoors = 2000;

    // Fields for officers alone, wherever a path of a filter, an order or a group ends in one.
    private static readonly HashSet<string> OfficersFields =
        ["fullName", "givenName", "dateOfBirth", "staffCode", "homeUnit", "ethnicGroup", "decisionNumber", "retirementDay"];

    private static readonly string?[] Everybody = ["hr", "planner", "leader", "admin", "auditor", "person", null];

    [Fact]
    public async Task Whoever_tries_whatever_door_sees_nothing_that_is_not_theirs()
    {
        var map = await ApiMap.ReadAsync(guarded.Registry, $"Person:{guarded.Somebody['o']}");
        foreach (var account in Everybody)
        {
            map.Again();
            await FieldsAsync(account, map);
            map.Again();
            await FiltersAsync(account, map);
            map.Again();
            await OrdersAsync(account, map);
            map.Again();
            await GroupsAsync(account, map);
            await IdsAsync(account);
            await CursorsAsync(account);
            await ChangesAsync(account, map);
            await ExportsAsync(account);
            await PagesAsync(account);
            await StreamsAsync(account, map);
            await LogsAsync(account);
        }

        await NamedAsync(map);
        await SearchAsync();
        CommandLine();

        output.WriteLine($"doors tried with personal tokens: {await TokensAsync(map)}");
        output.WriteLine($"doors tried: {guarded.Tried}, leaks: {guarded.Leaks.Count}; marks were in {guarded.ToldToOfficer} answers to the officer, who may see them");
        foreach (var leak in guarded.Leaks.Take(40))
            output.WriteLine(leak);
        Assert.Empty(guarded.Leaks);
        Assert.True(guarded.ToldToOfficer > 30, "The marks do not come through the doors that are open.");
        Assert.True(guarded.Tried >= LeastDoors, $"Only {guarded.Tried} doors were tried.");
    }

    [Fact]
    public async Task The_marks_are_there_to_be_found()
    {
        var seen = await guarded.Registry.DataAsync("hr", "{ people(first: 3) { nodes { fullName staffCode } } }");
        Assert.Contains($"{GuardedRegistry.Mark}nh ", seen.ToString(), StringComparison.Ordinal);
        Assert.Contains($"{GuardedRegistry.Mark}sh", seen.ToString(), StringComparison.Ordinal);
    }

    // The logs are the auditor's alone, by each field and filter.
    private async Task LogsAsync(string? account)
    {
        foreach (var where in new[] { "", "(first: 1)", "(where: { kind: \"read\" })", "(where: { outcome: REFUSED })", $"(where: {{ about: \"{guarded.Somebody['o']}\" }})" })
        {
            foreach (var selection in new[] { "totalCount", "nodes { kind }", "edges { cursor }", "pageInfo { endCursor }" })
            {
                var answer = await GraphQLAsync(account, $"logs {where} {selection}", $"{{ auditEvents{where} {{ {selection} }} }}");
                if (account != "auditor" && answer.ValueKind == JsonValueKind.Object && answer.TryGetProperty("data", out var data) && IsAnswered(data, "auditEvents"))
                    guarded.Leak(account, $"logs {where}", data.ToString());
            }
        }
    }

    // A personal token opens what it is for, of what its account may see; one that has run out or was revoked opens nothing.
    private async Task<int> TokensAsync(ApiMap map)
    {
        var before = guarded.Tried;
        foreach (var account in Everybody.OfType<string>().Where(account => account is not ("person" or "leader")))
        {
            foreach (var scope in Enum.GetValues<TokenScope>())
                await TokenAsync(await guarded.TokenAsync(account, "good", scope), scope, map);
            foreach (var state in new[] { "expired", "revoked" })
                await TokenAsync(await guarded.TokenAsync(account, state, Enum.GetValues<TokenScope>()), null, map);
        }

        return guarded.Tried - before;
    }

    private async Task TokenAsync(string token, TokenScope? scope, ApiMap map)
    {
        foreach (var (name, type, field) in map.RootFields("Query"))
            await MustNotAsync(token, $"query {name}", name, $"{{ {name}{map.Arguments(field, ("first", "1"))} {map.Leaves(type)} }}", scope == TokenScope.Read);
        foreach (var (name, type, field) in map.RootFields("Mutation"))
            await MustNotAsync(token, $"change {name}", name, $"mutation {{ {name}{map.Arguments(field)} {map.Leaves(type)} }}", scope == TokenScope.Write);
        foreach (var (name, type, field) in scope == TokenScope.Read ? [] : map.RootFields("Subscription"))
            await MustNotAsync(token, $"stream {name}", name, $"subscription {{ {name}{map.Arguments(field)} {map.Leaves(type)} }}", may: false);

        var (exported, _) = await guarded.TryAsync(token, "export", new HttpRequestMessage(HttpMethod.Post, "/export") { Content = JsonContent.Create(new { query = "{ plans { code } }", format = "csv" }) });
        if ((exported == 200) != (scope == TokenScope.Export))
            guarded.Leak(token, "export", $"was answered {exported}");

        foreach (var route in Routes.Of(guarded.Registry.Services.GetRequiredService<EndpointDataSource>()))
        {
            if (Routes.Known.GetValueOrDefault(route.Pattern) == "all" || route.Pattern.EndsWith("/graphql", StringComparison.Ordinal) || route.Pattern.EndsWith("/export", StringComparison.Ordinal))
                continue;

            using var request = new HttpRequestMessage(route.Method, Routes.Addresses(route.Pattern, guarded).First());
            var (status, body) = await guarded.TryAsync(token, $"page {route.Pattern}", request);
            if (status < 400)
                guarded.Leak(token, $"page {route.Pattern}", $"was answered {status}: {body}");
        }
    }

    private async Task MustNotAsync(string token, string door, string name, string query, bool may)
    {
        var answer = await GraphQLAsync(token, door, query);
        if (!may && answer.ValueKind == JsonValueKind.Object && answer.TryGetProperty("data", out var data) && IsAnswered(data, name))
            guarded.Leak(token, door, data.ToString());
    }

    // A leader who reads names reads those of own units, and nothing else.
    private async Task NamedAsync(ApiMap map)
    {
        await guarded.Registry.DataAsync("admin", """mutation { grantNames(input: { account: "leader", why: "doors" }) { account } }""");
        while (!(await guarded.Registry.AskAsync("leader", "{ people(first: 1) { nodes { fullName } } }")).ToString().Contains(GuardedRegistry.Mark, StringComparison.Ordinal))
            await Task.Delay(200);
        map.Again();
        await FieldsAsync("named", map);
        await ExportsAsync("named");
        await PagesAsync("named");
        await guarded.Registry.DataAsync("admin", """mutation { withdrawNames(input: { account: "leader" }) { account } }""");
    }

    private async Task FieldsAsync(string? account, ApiMap map)
    {
        foreach (var (door, query) in map.Reads(account is "planner" or "leader" ? 2 : 1))
            await GraphQLAsync(account, "field " + door, query);
    }

    // Only what may not be seen carries a mark: whoever is found by one was found by what the caller may not see.
    private async Task FiltersAsync(string? account, ApiMap map)
    {
        foreach (var (name, _, field) in map.RootFields("Query"))
        {
            // An officer filters by what the officer sees.
            if (account == "hr" || ApiMap.ArgumentType(field, "where") is not { } where)
                continue;

            foreach (var (path, leaf) in map.Paths(where, 2).Where(path => path.Path[^1] is "contains" or "startsWith" or "eq" or "isNull"))
            {
                var protects = path.Any(OfficersFields.Contains) || (path[^1] != "isNull" && leaf == "String");
                if (!protects)
                    continue;

                var value = path[^1] == "isNull" ? "false" : leaf switch { "String" => $"\"{GuardedRegistry.Mark}\"", "Date" => "\"1980-02-03\"", _ => null };
                if (value is null)
                    continue;

                var condition = path.Reverse().Aggregate(value, (inner, step) => $"{{ {step}: {inner} }}");
                var isList = ApiMap.ArgumentType(field, "by") is null;
                var query = $"{{ {name}{map.Arguments(field, ("where", condition), ("first", "2"))} {(isList ? "{ __typename }" : "{ groups { count } }")} }}";
                if (isList && name is not ("plans" or "targets"))
                    query = query.Replace("{ __typename }", "{ nodes { __typename } totalCount }", StringComparison.Ordinal);
                var door = $"filter {name} {condition}";
                var answer = await GraphQLAsync(account, door, query);
                if (answer.ValueKind != JsonValueKind.Object || !answer.TryGetProperty("data", out var data))
                    continue;
                if (path[^1] == "isNull" ? IsAnswered(data, name) && path.Any(OfficersFields.Contains) : Found(data, name))
                    guarded.Leak(account, door, data.ToString());
            }
        }
    }

    private async Task OrdersAsync(string? account, ApiMap map)
    {
        foreach (var (name, _, field) in map.RootFields("Query"))
        {
            if (account == "hr" || ApiMap.ArgumentType(field, "order") is not { } order || ApiMap.ArgumentType(field, "by") is not null)
                continue;

            foreach (var (path, _) in map.Paths(order, 2).Where(path => path.Path.Any(OfficersFields.Contains)))
            {
                var condition = path.Reverse().Aggregate("ASC", (inner, step) => $"{{ {step}: {inner} }}");
                await MustRefuseAsync(account, $"order {name} {condition}", name, $"{{ {name}{map.Arguments(field, ("order", $"[{condition}]"), ("first", "2"))} {{ nodes {{ __typename }} }} }}");
            }
        }
    }

    private async Task GroupsAsync(string? account, ApiMap map)
    {
        foreach (var (name, _, field) in map.RootFields("Query").Where(root => root.Name.EndsWith("Aggregate", StringComparison.Ordinal)))
        {
            if (account == "hr" || ApiMap.ArgumentType(field, "by") is not { } by)
                continue;

            foreach (var (path, leaf) in map.Paths(by, 2).Where(path => path.Path.Any(OfficersFields.Contains)))
            {
                var key = path.Reverse().Aggregate(leaf.Contains("Date", StringComparison.Ordinal) ? "YEAR" : "VALUE", (inner, step) => $"{{ {step}: {inner} }}");
                await MustRefuseAsync(account, $"group {name} {key}", name, $"{{ {name}{map.Arguments(field, ("by", $"[{key}]"))} {{ groups {{ keys count }} }} }}");
            }
        }

        foreach (var having in new[] { "fullName: { max: { gt: \"A\" } }", "dateOfBirth: { min: { gt: 1980 } }" })
            await MustRefuseAsync(account, "having " + having, "peopleAggregate", $"{{ peopleAggregate(having: [{{ {having} }}]) {{ groups {{ count }} }} }}");
    }

    private async Task IdsAsync(string? account)
    {
        foreach (var (whose, records) in guarded.Records)
        {
            foreach (var (type, id) in records)
            {
                var door = $"id {type} of {whose}";
                var answer = await GraphQLAsync(account, door, $"{{ node(id: \"{type}:{id}\") {{ id __typename ... on Person {{ birthYear fullName }} }} }}");
                var maySee = account switch { "hr" => whose == 'h', "planner" => true, "leader" => whose != 'o', _ => false };
                if (!maySee && answer.ValueKind == JsonValueKind.Object && answer.TryGetProperty("data", out var data) && IsAnswered(data, "node"))
                    guarded.Leak(account, door, data.ToString());
            }
        }
    }

    private async Task CursorsAsync(string? account)
    {
        var officers = await guarded.Registry.DataAsync("hr", "{ people(first: 2, order: [{ fullName: ASC }]) { pageInfo { endCursor } } byCode: people(first: 2, order: [{ staffCode: ASC }]) { pageInfo { endCursor } } plain: people(first: 2) { pageInfo { endCursor } } }");
        foreach (var cursor in officers.EnumerateObject().Select(page => page.Value.GetProperty("pageInfo").GetProperty("endCursor").GetString()))
        {
            if (account == "hr")
                continue;

            foreach (var order in new[] { "", ", order: [{ fullName: ASC }]", ", order: [{ birthYear: ASC }]" })
            {
                var answer = await GraphQLAsync(account, $"cursor of an officer{order}", $"{{ people(first: 2, after: \"{cursor}\"{order}) {{ nodes {{ birthYear }} pageInfo {{ endCursor startCursor }} }} }}");
                // A place in a list of names would tell between which names somebody stands.
                if (account is "planner" or "leader" && order.Contains("fullName", StringComparison.Ordinal) && answer.TryGetProperty("data", out var data) && IsAnswered(data, "people"))
                    guarded.Leak(account, "cursor", answer.ToString());
            }
        }
    }

    private async Task ChangesAsync(string? account, ApiMap map)
    {
        foreach (var (name, type, field) in map.RootFields("Mutation"))
            await GraphQLAsync(account, "change " + name, $"mutation {{ {name}{map.Arguments(field)} {map.Leaves(type)} }}");
    }

    private async Task ExportsAsync(string? account)
    {
        foreach (var format in new[] { "csv", "xlsx", "json", "ndjson" })
        {
            foreach (var query in new[]
            {
                "{ people { nodes { id fullName givenName staffCode birthYear } } }", "{ people { nodes { id birthYear awards { title decisionNumber } certificates { title } } } }",
                "{ degrees { nodes { id person { fullName } } } }", "{ peopleAggregate(by: [{ fullName: VALUE }]) { groups { keys count } } }", "{ agencies { nodes { name people(first: 5) { nodes { fullName } } } } }",
                "{ people { edges { cursor node { birthYear } } } }", "{ headcount(by: [ETHNIC_GROUP]) { cells { count } } }",
            })
                await guarded.TryAsync(account, $"export {format} {query}", new HttpRequestMessage(HttpMethod.Post, "/export") { Content = JsonContent.Create(new { query, format }) });
        }
    }

    private async Task PagesAsync(string? account)
    {
        foreach (var route in Routes.Of(guarded.Registry.Services.GetRequiredService<EndpointDataSource>()))
        {
            if (!Routes.Known.TryGetValue(route.Pattern, out var who))
            {
                guarded.Leak(account, route.Pattern, "a route that Routes.Known does not name: say there who may open it");
                continue;
            }

            foreach (var address in Routes.Addresses(route.Pattern, guarded))
            {
                using var request = new HttpRequestMessage(route.Method, address);
                if (route.Method == HttpMethod.Post)
                    request.Content = new FormUrlEncodedContent([new("id", guarded.Somebody['o'].ToString()), new("name", GuardedRegistry.Mark + "n")]);
                var (status, body) = await guarded.TryAsync(account, $"page {route.Method} {address}", request);
                if (status == 200 && !Routes.MayOpen(who, account))
                    guarded.Leak(account, $"page {route.Method} {address}", "is open: " + body[..Math.Min(100, body.Length)]);
            }
        }
    }

    private async Task StreamsAsync(string? account, ApiMap map)
    {
        foreach (var (name, type, field) in map.RootFields("Subscription"))
        {
            using var client = guarded.ClientOf(account);
            using var request = new HttpRequestMessage(HttpMethod.Post, "/graphql")
            {
                Content = JsonContent.Create(new { query = $"subscription {{ {name}{map.Arguments(field)} {map.Leaves(type)} }}" }),
            };
            request.Headers.Accept.ParseAdd("text/event-stream");
            // Opened, and closed at the first word: nothing happens in this registry that it could tell.
            using var answer = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
            guarded.Look(account, "stream " + name, answer.Headers.ToString());
            if ((int)answer.StatusCode != 200 || answer.Content.Headers.ContentType?.MediaType != "text/event-stream")
                guarded.Look(account, "stream " + name, await answer.Content.ReadAsStringAsync());
        }
    }

    // An officer who seeks somebody of another agency is answered as for somebody who does not exist.
    private async Task SearchAsync()
    {
        var name = (string)(await guarded.Registry.SqlAsync($"SELECT full_name FROM registry.person WHERE id = '{guarded.Somebody['o']}'"))[0][0]!;
        var answers = new List<string>();
        foreach (var text in new[] { name, new string([.. name.Reverse()]) })
        {
            using var client = guarded.Registry.As("hr");
            using var answer = await client.PostAsJsonAsync(new Uri("/graphql", UriKind.Relative), new { query = "query($text: String!) { searchPeople(text: $text) { __typename } }", variables = new { text } });
            var body = await answer.Content.ReadAsStringAsync();
            guarded.Look("hr", "search " + text[..3], body);
            answers.Add(body);
        }

        if (answers[0] != answers[1])
            guarded.Leak("hr", "search", $"who is of another agency is told from nobody: {answers[0]} / {answers[1]}");
    }

    // Commands open the database as its owner: who may run them is who may enter the machine. A new one is to be named here.
    private void CommandLine()
    {
        var commands = RegistryCommandLine.Root().Subcommands.SelectMany(command => command.Subcommands.Count == 0 ? [command.Name] : command.Subcommands.Select(sub => $"{command.Name} {sub.Name}"));
        foreach (var command in commands)
        {
            guarded.Look(null, "command " + command, "");
            if (!Routes.Commands.Contains(command))
                guarded.Leak(null, "command " + command, "is not named in Routes.Commands: say there that it is the operator's");
        }
    }

    private async Task MustRefuseAsync(string? account, string door, string name, string query)
    {
        var answer = await GraphQLAsync(account, door, query);
        if (account != "hr" && answer.ValueKind == JsonValueKind.Object && answer.TryGetProperty("data", out var data) && IsAnswered(data, name))
            guarded.Leak(account, door, data.ToString());
    }

    private async Task<JsonElement> GraphQLAsync(string? account, string door, string query)
    {
        var (_, body) = await guarded.TryAsync(account, door, new HttpRequestMessage(HttpMethod.Post, "/graphql") { Content = JsonContent.Create(new { query }) });
        try
        {
            return JsonElement.Parse(body);
        }
        catch (JsonException)
        {
            return default;
        }
    }

    private static bool IsAnswered(JsonElement data, string field) =>
        data.ValueKind == JsonValueKind.Object && data.TryGetProperty(field, out var answered) && answered.ValueKind != JsonValueKind.Null;

    private static bool Found(JsonElement data, string field) => IsAnswered(data, field) && data.GetProperty(field) switch
    {
        { ValueKind: JsonValueKind.Array } list => list.GetArrayLength() > 0,
        { ValueKind: JsonValueKind.Object } list when list.TryGetProperty("totalCount", out var count) => count.GetInt64() > 0,
        { ValueKind: JsonValueKind.Object } list when list.TryGetProperty("groups", out var groups) => groups.EnumerateArray().Any(group => group.GetProperty("count").GetInt64() > 0),
        _ => false,
    };
}
