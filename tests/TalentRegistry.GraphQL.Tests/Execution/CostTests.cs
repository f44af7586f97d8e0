using System.Security.Claims;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using TalentRegistry.GraphQL.Authoring;
using TalentRegistry.GraphQL.Execution;
using TalentRegistry.GraphQL.TypeSystem;
using TalentRegistry.GraphQL.Validation.Limits;

namespace TalentRegistry.GraphQL.Tests.Execution;

/// <summary>What operations cost, who may spend how much, and what is told of it.</summary>
public sealed class CostTests
{
    private static readonly ServiceProvider Services = new ServiceCollection()
        .AddGraphQLServer()
        .AddTypeExtension(typeof(ShopQueries))
        .AddPolicy("never", (_, _) => false)
        .ModifyOptions(o => o.LimitsOf = (user, _) => user.IsInRole("poor")
            ? new RoleLimits { MaxCost = 100, MaxDepth = 3, MaxAliases = 1, MaxTokens = 30, MaxPageSize = 20 }
            : new RoleLimits())
        .Services.BuildServiceProvider();

    [Theory]
    [InlineData("{ expensive }", 50)]
    [InlineData("{ cheap }", 1)]
    [InlineData("{ free }", 0)]
    [InlineData("{ few { name } }", 1 + (3 * 2))]
    [InlineData("{ byKeys(keys: [1, 2, 3, 4]) { name } }", 1 + (4 * 2))]
    [InlineData("query($k: [Int!]! = [1, 2]) { byKeys(keys: $k) { name } }", 1 + (2 * 2))]
    [InlineData("{ items(first: 5) { nodes { name } } }", 10 + 1 + (5 * 2))]
    [InlineData("{ items { nodes { name } } }", 10 + 1 + (50 * 2))]
    public async Task A_field_costs_its_weight_and_a_list_its_size(string query, int expected)
    {
        var answer = await Ask(query, CostMode.Validate);

        Assert.Equal(expected, answer.GetProperty("extensions").GetProperty("cost").GetProperty("cost").GetInt64());
        Assert.False(answer.TryGetProperty("data", out _));
        Assert.False(answer.TryGetProperty("errors", out _));
    }

    [Fact]
    public async Task The_cost_can_be_told_beside_the_answer()
    {
        var answer = await Ask("{ cheap few { name } }", CostMode.Report);

        Assert.Equal("""{"cheap":1,"few":[]}""", answer.GetProperty("data").GetRawText());
        Assert.Equal("""{"cost":8,"budget":200000,"largest":{"path":"few","cost":7}}""", answer.GetProperty("extensions").GetProperty("cost").GetRawText());
    }

    [Theory]
    [InlineData("{ cheap ...F } fragment F on Query { items(first: 20) { nodes { again: name parts { name } } } }", "cost", "items.nodes.parts", 20 * 21)]
    [InlineData("{ a: expensive b: expensive }", "aliases", null, 0)]
    [InlineData("{ expensive c: expensive d: expensive }", "cost", "expensive", 50)]
    [InlineData("{ few { parts { parts { name } } } }", "cost", "few.parts.parts", 3 * 10 * 21)]
    [InlineData("{ byKeys(keys: []) { parts { parts { name } } } }", "depth", null, 0)]
    [InlineData("{ items(first: 21) { totalCount } }", "page", null, 0)]
    [InlineData("{ cheap cheap cheap cheap cheap cheap cheap cheap cheap cheap cheap cheap cheap cheap cheap cheap cheap cheap cheap cheap cheap cheap cheap cheap cheap cheap cheap cheap cheap cheap }", "tokens", null, 0)]
    public async Task A_role_is_held_to_its_limits_and_told_what_is_too_much(string query, string limit, string? largest, int cost)
    {
        var refused = await Ask(query, CostMode.None, "poor");
        var allowed = await Ask(query, CostMode.None, "rich");

        var extensions = Assert.Single(refused.GetProperty("errors").EnumerateArray()).GetProperty("extensions");
        Assert.Equal("GRAPHQL_LIMIT_EXCEEDED", extensions.GetProperty("code").GetString());
        Assert.Equal(limit, extensions.GetProperty("limit").GetString());
        Assert.True(extensions.GetProperty("asked").GetInt64() > extensions.GetProperty("allowed").GetInt64());
        if (largest is not null)
        {
            Assert.Equal(largest, extensions.GetProperty("largest").GetProperty("path").GetString());
            Assert.Equal(cost, extensions.GetProperty("largest").GetProperty("cost").GetInt32());
            Assert.Contains($"The largest part is {largest}", refused.GetProperty("errors")[0].GetProperty("message").GetString(), StringComparison.Ordinal);
        }

        Assert.False(allowed.TryGetProperty("errors", out var errors), errors.ToString());
    }

    [Fact]
    public void The_schema_says_weights_and_sizes()
    {
        var sdl = SchemaPrinter.Print(Services.GetRequiredService<Schema>());

        Assert.Contains("directive @cost(", sdl, StringComparison.Ordinal);
        Assert.Contains("expensive: Int! @cost(weight: \"50\")", sdl, StringComparison.Ordinal);
        Assert.Contains("few: [Item!]! @listSize(assumedSize: 3, requireOneSlicingArgument: false)", sdl, StringComparison.Ordinal);
        Assert.Contains(""": ItemsConnection @listSize(assumedSize: 50, slicingArguments: ["first", "last"], sizedFields: ["edges", "nodes"], requireOneSlicingArgument: false)""", sdl, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_field_that_policy_refuses_in_many_rows_is_one_error()
    {
        var answer = await Ask("{ many { name secret again: secret } }", CostMode.None);

        var errors = answer.GetProperty("errors").EnumerateArray().ToList();
        Assert.Equal(["""["many",0,"secret"]""", """["many",0,"again"]"""], errors.Select(e => e.GetProperty("path").GetRawText()));
        Assert.All(errors, e => Assert.Equal("""{"code":"FORBIDDEN","count":300}""", e.GetProperty("extensions").GetRawText()));
        Assert.Equal("""{"name":"n","secret":null,"again":null}""", answer.GetProperty("data").GetProperty("many")[299].GetRawText());
    }

    private static async Task<JsonElement> Ask(string query, CostMode cost, string role = "")
    {
        var user = new ClaimsPrincipal(new ClaimsIdentity([new Claim(ClaimTypes.Role, role)]));
        var result = await Services.GetRequiredService<IRequestExecutor>().ExecuteAsync(new GraphQLRequest(query) { Cost = cost }, Services, user);
        return JsonElement.Parse(ResultWriter.ToJson(result));
    }

    public sealed record Item(int Id, string Name)
    {
        public IReadOnlyList<Item> Parts => [];

        [Authorize("never")]
        public string? Secret => "s";
    }

    [QueryType]
    public static class ShopQueries
    {
        [Cost(50)]
        public static int Expensive => 1;

        public static int Cheap => 1;

        [Cost(0)]
        public static int Free => 1;

        [ListSize(AssumedSize = 3)]
        public static IReadOnlyList<Item> Few() => [];

        [ListSize(SlicingArguments = ["keys"])]
        public static IReadOnlyList<Item> ByKeys(int[] keys) => [];

        public static IReadOnlyList<Item> Many() => [.. Enumerable.Range(0, 300).Select(i => new Item(i, "n"))];

        [UsePaging]
        public static IQueryable<Item> Items() => Array.Empty<Item>().AsQueryable();
    }
}
