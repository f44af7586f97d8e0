using System.Collections.Concurrent;
using System.Security.Claims;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using TalentRegistry.GraphQL.Authoring;
using TalentRegistry.GraphQL.Execution;
using TalentRegistry.GraphQL.Execution.DataLoaders;
using TalentRegistry.GraphQL.TypeSystem;

namespace TalentRegistry.GraphQL.Tests.Authoring;

public sealed class DataLoaderTests : IAsyncDisposable
{
    private readonly Fetches _fetches = new();
    private readonly ServiceProvider _services;

    public DataLoaderTests() => _services = new ServiceCollection()
        .AddSingleton(_fetches)
        .AddGraphQLServer()
        .AddTypeExtension(typeof(StaffQueries))
        .AddTypeExtension(typeof(StaffFields))
        .Services.BuildServiceProvider(validateScopes: true);

    public ValueTask DisposeAsync() => _services.DisposeAsync();

    [Fact]
    public async Task Keys_of_all_siblings_are_fetched_together_each_once()
    {
        var answer = await Ask("{ staff { id boss { id } } }");

        Assert.Equal([11, 12, 13], answer.GetProperty("data").GetProperty("staff").EnumerateArray().Select(s => s.GetProperty("boss").GetProperty("id").GetInt32()).Distinct());
        Assert.Equal(["boss 11,12,13"], _fetches.Seen);
    }

    [Fact]
    public async Task Each_level_is_one_fetch_however_many_rows_it_has()
    {
        await Ask("{ staff { boss { boss { boss { id } } } } }");

        Assert.Equal(["boss 11,12,13", "boss 21,22", "boss 31"], _fetches.Seen);
    }

    [Fact]
    public async Task Resolvers_that_wait_for_one_loader_ask_another_together()
    {
        var answer = await Ask("{ staff { desksOfBoss } }");

        Assert.Equal("""["12a","12b"]""", answer.GetProperty("data").GetProperty("staff")[2].GetProperty("desksOfBoss").GetRawText());
        Assert.Equal(["boss 11,12,13", "desks 11,12,13"], _fetches.Seen);
    }

    [Fact]
    public async Task What_was_fetched_is_kept_for_the_request_and_for_no_other()
    {
        await Ask("{ a: staff { boss { id } } b: staff { boss { id } } }");
        await Ask("{ staff { boss { id } } }");

        Assert.Equal(["boss 11,12,13", "boss 11,12,13"], _fetches.Seen);
    }

    [Fact]
    public async Task An_error_of_one_key_is_told_to_those_who_asked_for_it()
    {
        _fetches.Broken = 12;

        var answer = await Ask("{ staff { id boss { id } } }");

        var errors = answer.GetProperty("errors").EnumerateArray().ToList();
        Assert.Equal(["""["staff",2,"boss"]""", """["staff",3,"boss"]"""], errors.Select(e => e.GetProperty("path").GetRawText()).Order(StringComparer.Ordinal));
        Assert.Equal(11, answer.GetProperty("data").GetProperty("staff")[0].GetProperty("boss").GetProperty("id").GetInt32());
        Assert.Equal(JsonValueKind.Null, answer.GetProperty("data").GetProperty("staff")[2].GetProperty("boss").ValueKind);
        Assert.Equal(["boss 11,12,13"], _fetches.Seen);
    }

    [Fact]
    public async Task An_error_of_a_fetch_is_told_to_all_of_it()
    {
        _fetches.Broken = -1;

        var answer = await Ask("{ staff { boss { id } } }");

        Assert.Equal(6, answer.GetProperty("errors").GetArrayLength());
        Assert.Equal(JsonValueKind.Null, answer.GetProperty("data").GetProperty("staff")[0].GetProperty("boss").ValueKind);
    }

    [Fact]
    public async Task More_keys_than_a_batch_holds_are_fetched_in_several()
    {
        await Ask("{ staff { tag } }");

        Assert.Equal(["tags 1,2,3,4", "tags 5,6"], _fetches.Seen);
    }

    [Fact]
    public async Task Whoever_stops_waiting_does_not_take_the_value_from_others()
    {
        var answer = await Ask("{ impatient }");

        Assert.Equal("stopped, 4", answer.GetProperty("data").GetProperty("impatient").GetString());
    }

    // Without the test runner's own way of going on after a wait, as in a server.
    private Task<JsonElement> Ask(string query) => Task.Run(async () =>
    {
        await using var scope = _services.CreateAsyncScope();
        var result = await _services.GetRequiredService<IRequestExecutor>().ExecuteAsync(
            new GraphQLRequest(query), scope.ServiceProvider, new ClaimsPrincipal(new ClaimsIdentity()));
        return JsonElement.Parse(ResultWriter.ToJson(result));
    });

    public sealed class Fetches
    {
        private readonly ConcurrentQueue<string> _seen = new();

        public IEnumerable<string> Seen => _seen;

        public int? Broken { get; set; }

        public void Add(string loader, IEnumerable<int> keys) => _seen.Enqueue($"{loader} {string.Join(',', keys.Order())}");
    }

    public sealed record Member(int Id);

    public sealed class BossLoader(Fetches fetches) : BatchDataLoader<int, Member>
    {
        protected override async Task<IReadOnlyDictionary<int, Member>> LoadBatchAsync(IReadOnlyList<int> keys, CancellationToken cancellationToken)
        {
            fetches.Add("boss", keys);
            await Task.Delay(5, cancellationToken);
            if (fetches.Broken == -1)
                throw new InvalidOperationException("all");
            if (fetches.Broken is { } broken)
                Fail(broken, new InvalidOperationException("one"));
            return keys.ToDictionary(k => k, k => new Member(k));
        }
    }

    public sealed class DesksLoader(Fetches fetches) : GroupedDataLoader<int, string>
    {
        protected override async Task<ILookup<int, string>> LoadGroupedBatchAsync(IReadOnlyList<int> keys, CancellationToken cancellationToken)
        {
            fetches.Add("desks", keys);
            await Task.Yield();
            return keys.SelectMany(k => new[] { (Key: k, Desk: k + "a"), (Key: k, Desk: k + "b") }).ToLookup(d => d.Key, d => d.Desk);
        }
    }

    public sealed class TagLoader(Fetches fetches) : BatchDataLoader<int, string>
    {
        protected override int MaxBatchSize => 4;

        protected override Task<IReadOnlyDictionary<int, string>> LoadBatchAsync(IReadOnlyList<int> keys, CancellationToken cancellationToken)
        {
            fetches.Add("tags", keys);
            return Task.FromResult<IReadOnlyDictionary<int, string>>(keys.ToDictionary(k => k, k => $"#{k}"));
        }
    }

    [QueryType]
    public static class StaffQueries
    {
        public static IReadOnlyList<Member> Staff() => [.. Enumerable.Range(1, 6).Select(i => new Member(i))];

        public static async Task<string> Impatient(BossLoader bosses)
        {
            using var stop = new CancellationTokenSource();
            var stopped = bosses.LoadAsync(4, stop.Token);
            var patient = bosses.LoadAsync(4);
            await stop.CancelAsync();
            var first = await stopped.ContinueWith(t => t.IsCanceled ? "stopped" : "got it", TaskScheduler.Default);
            return $"{first}, {(await patient)!.Id}";
        }
    }

    [ExtendObjectType<Member>]
    public static class StaffFields
    {
        public static Task<Member?> Boss([Parent] Member member, BossLoader bosses) => bosses.LoadAsync(BossOf(member.Id));

        public static async Task<IReadOnlyList<string>> DesksOfBoss([Parent] Member member, BossLoader bosses, DesksLoader desks)
        {
            var boss = await bosses.LoadAsync(BossOf(member.Id));
            return await desks.LoadAsync(boss!.Id);
        }

        // Two of a level have one boss on the next: 1 and 2 have 11, 11 and 12 have 21.
        private static int BossOf(int id) => (((id / 10) + 1) * 10) + (((id % 10) + 1) / 2);

        public static Task<string?> Tag([Parent] Member member, TagLoader tags) => tags.LoadAsync(member.Id);
    }
}
