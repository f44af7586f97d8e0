using System.Security.Claims;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using TalentRegistry.GraphQL.Authoring;
using TalentRegistry.GraphQL.Execution;
using TalentRegistry.GraphQL.TypeSystem;

namespace TalentRegistry.GraphQL.Tests.Authoring;

/// <summary>Mutations by HotChocolate's convention.</summary>
public sealed class MutationTests : IAsyncDisposable
{
    private readonly Ledger _ledger = new();
    private readonly ServiceProvider _services;

    public MutationTests() => _services = new ServiceCollection()
        .AddSingleton(_ledger)
        .AddScoped<Clerk>()
        .AddGraphQLServer()
        .AddTypeExtension(typeof(ShelfQueries))
        .AddTypeExtension(typeof(ShelfMutations))
        .ModifyOptions(o => o.BeginMutation = (context, _) => new(context.Services.GetRequiredService<Clerk>()))
        .Services.BuildServiceProvider(validateScopes: true);

    public ValueTask DisposeAsync() => _services.DisposeAsync();

    [Fact]
    public void Arguments_become_an_input_and_results_a_payload_with_its_errors()
    {
        var sdl = SchemaPrinter.Print(_services.GetRequiredService<Schema>());

        foreach (var part in new[]
        {
            "addTitle(input: AddTitleInput!): AddTitlePayload!",
            "input AddTitleInput {\n  name: String!\n  copies: Int! = 1\n  note: String\n}",
            "type AddTitlePayload {\n  \"What was done; null if it was refused.\"\n  title: Title\n  \"Why it was refused; null if it was done.\"\n  errors: [AddTitleError!]\n}",
            "union AddTitleError = NameTakenError | TooMany",
            "type NameTakenError implements Error {\n  name: String!",
            "interface Error {",
            "countTitles: CountTitlesPayload!",
            "type CountTitlesPayload {\n  \"What was done.\"\n  result: Int\n}",
            "rename(input: RenameInput!): RenamedPayload!",
            "input RenameInput {\n  from: String!\n  to: String!\n}",
            "  renamed: String",
            "plain(name: String!): String!",
        })
        {
            Assert.Contains(part, sdl, StringComparison.Ordinal);
        }

        Assert.DoesNotContain("StackTrace", sdl, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task What_is_done_is_given_in_the_payload()
    {
        Assert.Equal(
            """{"data":{"addTitle":{"title":{"name":"Sóng","copies":1},"errors":null}}}""",
            await Ask("""mutation { addTitle(input: { name: "Sóng" }) { title { name copies } errors { ... on Error { code } } } }"""));
        Assert.Equal("""{"data":{"countTitles":{"result":1}}}""", await Ask("mutation { countTitles { result } }"));
        Assert.Equal("""{"data":{"rename":{"renamed":"Sóng: Biển"}}}""", await Ask("""mutation($i: RenameInput!) { rename(input: $i) { renamed } }""", """{"i":{"from":"Sóng","to":"Biển"}}"""));
        Assert.Equal("""{"data":{"plain":"x"}}""", await Ask("""mutation { plain(name: "x") }"""));
    }

    [Theory]
    [InlineData("""{ name: "taken" }""", """[{"__typename":"NameTakenError","code":"NAME_TAKEN","message":"taken is taken.","name":"taken"}]""")]
    [InlineData("""{ name: "x", copies: 100 }""", """[{"__typename":"TooMany","code":"LIMIT","message":"100 are too many."}]""")]
    [InlineData("""{ name: "taken", copies: 100, note: "both" }""", """[{"__typename":"NameTakenError","code":"NAME_TAKEN","message":"taken is taken.","name":"taken"},{"__typename":"TooMany","code":"LIMIT","message":"100 are too many."}]""")]
    public async Task Declared_exceptions_are_typed_errors_of_the_payload_and_undo_what_was_done(string input, string errors)
    {
        var answer = await Ask($"mutation {{ addTitle(input: {input}) {{ title {{ name }} errors {{ __typename ... on Error {{ code message }} ... on NameTakenError {{ name }} }} }} }}");

        Assert.Equal("{\"data\":{\"addTitle\":{\"title\":null,\"errors\":" + errors + "}}}", answer);
        Assert.Empty(_ledger.Titles);
    }

    [Fact]
    public async Task A_result_that_is_rows_is_read_after_the_commit()
    {
        Assert.Equal(
            """{"data":{"addRow":{"title":{"name":"Sóng"},"errors":null}}}""",
            await Ask("""mutation { addRow(input: { name: "Sóng" }) { title { name } errors { ... on Error { code } } } }"""));
        Assert.Equal(["begin", "commit Sóng", "end", "read"], _ledger.Events[..4]);
        Assert.Equal(
            """{"data":{"addRow":{"title":null,"errors":[{"code":"NAME_TAKEN"}]}}}""",
            await Ask("""mutation { addRow(input: { name: "taken" }) { title { name } errors { ... on Error { code } } } }"""));
    }

    [Fact]
    public async Task Any_other_exception_fails_the_field_and_undoes_what_was_done()
    {
        using var answer = JsonDocument.Parse(await Ask("""mutation { addTitle(input: { name: "broken" }) { title { name } } }"""));

        var error = Assert.Single(answer.RootElement.GetProperty("errors").EnumerateArray());
        Assert.Equal("INTERNAL_SERVER_ERROR", error.GetProperty("extensions").GetProperty("code").GetString());
        Assert.DoesNotContain("secret", error.GetProperty("message").GetString(), StringComparison.Ordinal);
        Assert.Empty(_ledger.Titles);
    }

    [Fact]
    public async Task Fields_follow_each_other_each_in_a_transaction_of_its_own()
    {
        var answer = await Ask(
            """
            mutation {
              a: addTitle(input: { name: "a" }) { title { name } }
              b: addTitle(input: { name: "taken" }) { errors { ... on Error { code } } }
              c: countTitles { result }
            }
            """);

        Assert.Equal("""{"data":{"a":{"title":{"name":"a"}},"b":{"errors":[{"code":"NAME_TAKEN"}]},"c":{"result":1}}}""", answer);
        Assert.Equal(["begin", "commit a", "end", "begin", "end", "begin", "commit", "end"], _ledger.Events);
    }

    [Fact]
    public void An_error_that_says_nothing_is_refused_when_the_schema_is_built()
    {
        var server = new ServiceCollection().AddGraphQLServer().AddTypeExtension(typeof(ShelfQueries)).AddTypeExtension(typeof(MuteMutations));

        var error = Assert.Throws<InvalidOperationException>(() => server.Services.BuildServiceProvider().GetRequiredService<Schema>());

        Assert.Contains("neither an exception nor made of one", error.Message, StringComparison.Ordinal);
    }

    private async Task<string> Ask(string query, string? variables = null)
    {
        await using var scope = _services.CreateAsyncScope();
        var given = variables is null ? (JsonElement?)null : JsonElement.Parse(variables);
        return ResultWriter.ToJson(await _services.GetRequiredService<IRequestExecutor>().ExecuteAsync(
            new GraphQLRequest(query, given), scope.ServiceProvider, new ClaimsPrincipal(new ClaimsIdentity())));
    }

    public sealed class Ledger
    {
        public List<string> Titles { get; } = [];

        public List<string> Events { get; } = [];
    }

    /// <summary>A unit of work: what it wrote is kept when it commits.</summary>
    public sealed class Clerk : IMutationTransaction
    {
        private readonly Ledger _ledger;
        private readonly List<string> _written = [];

        public Clerk(Ledger ledger)
        {
            _ledger = ledger;
            _ledger.Events.Add("begin");
        }

        public void Write(string title) => _written.Add(title);

        public ValueTask CommitAsync(CancellationToken cancellationToken)
        {
            _ledger.Titles.AddRange(_written);
            _ledger.Events.Add(("commit " + string.Join(' ', _written)).Trim());
            return default;
        }

        public ValueTask DisposeAsync()
        {
            if (_ledger.Events[^1] != "end")
                _ledger.Events.Add("end");
            return default;
        }
    }

    [QueryType]
    public static class ShelfQueries
    {
        public static int Nothing() => 0;
    }

    public sealed record Title(string Name, int Copies);

#pragma warning disable CA1032, RCS1194 // Only what the tests throw.
    public sealed class NameTakenException(string name) : Exception(name + " is taken.")
    {
        public string Name => name;
    }

    public sealed class TooManyException(int count) : Exception
    {
        public int Count => count;
    }
#pragma warning restore CA1032, RCS1194

    public sealed record TooMany(string Message)
    {
        public string Code => "LIMIT";

        public static TooMany CreateErrorFrom(TooManyException error) => new($"{error.Count} are too many.");
    }

    public sealed record Mute(string Message);

    public sealed record RenameInput(string From, string To);

    [MutationType]
    public static class ShelfMutations
    {
        [Error<NameTakenException>, Error(typeof(TooMany))]
        public static async Task<Title> AddTitleAsync(string name, Clerk clerk, CancellationToken cancellationToken, int copies = 1, string? note = null)
        {
            clerk.Write(name);
            await Task.Delay(1, cancellationToken);
            List<Exception> faults = [];
            if (name == "taken")
                faults.Add(new NameTakenException(name));
            if (copies > 10)
                faults.Add(new TooManyException(copies));
            if (name == "broken")
                faults.Add(new InvalidOperationException("secret"));
            return faults switch
            {
                [] => new Title(name, copies),
                [var one] when note is null => throw one,
                _ => throw new AggregateException(faults),
            };
        }

        [UseFirstOrDefault, Error<NameTakenException>]
        public static IQueryable<Title> AddRow(string name, Clerk clerk, Ledger ledger)
        {
            clerk.Write(name);
            return name == "taken" ? throw new NameTakenException(name) : Read(ledger).AsQueryable();
        }

        public static int CountTitles(Ledger ledger) => ledger.Titles.Count;

        [UseMutationConvention(PayloadTypeName = "RenamedPayload", PayloadFieldName = "renamed")]
        public static string Rename(RenameInput input) => $"{input.From}: {input.To}";

        [UseMutationConvention(Disable = true)]
        public static string Plain(string name) => name;

        private static IEnumerable<Title> Read(Ledger ledger)
        {
            ledger.Events.Add("read");
            foreach (var title in ledger.Titles)
                yield return new Title(title, 1);
        }
    }

    [MutationType]
    public static class MuteMutations
    {
        [Error<Mute>]
        public static int Do() => 1;
    }
}
