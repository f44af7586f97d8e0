using TalentRegistry.GraphQL.Execution;
using TalentRegistry.GraphQL.Language;
using TalentRegistry.GraphQL.Validation.Limits;

namespace TalentRegistry.GraphQL.Tests.Execution;

public sealed class RequestTests
{
    private const string Sdl = "type Query { open: Int  \"policy staff\" closed: Int  same: Int } type Mutation { change: Int }";

    private static readonly Dictionary<string, object?> Values = new() { ["open"] = 1, ["closed"] = 2, ["change"] = 3 };

    [Fact]
    public async Task A_document_that_is_not_GraphQL_is_refused_with_its_place()
    {
        var result = await new Answering(Sdl, Values).Run(new GraphQLRequest("{ open "));

        Assert.False(result.IsExecuted);
        Assert.Equal(ErrorCodes.SyntaxError, Assert.Single(result.Errors).Code);
        Assert.NotEmpty(result.Errors[0].Locations);
    }

    [Theory]
    [InlineData(false, """{"open":1,"closed":null}""")]
    [InlineData(true, """{"open":1,"closed":2}""")]
    public async Task A_field_with_a_policy_answers_those_who_satisfy_it(bool isStaff, string data)
    {
        var asked = 0;
        var server = new Answering(Sdl, Values, o => o.Policies.Add("staff", (_, _) => Interlocked.Increment(ref asked) > 0 && isStaff));

        var answer = await server.AskShort("{ open closed }");

        Assert.Equal(data, answer.Data);
        Assert.Equal(isStaff ? [] : ["FORBIDDEN closed"], answer.Errors);
        Assert.Equal(1, asked);
    }

    [Fact]
    public async Task A_policy_without_a_rule_refuses()
    {
        Assert.Equal(["FORBIDDEN closed"], (await new Answering(Sdl, Values).AskShort("{ closed }")).Errors);
    }

    [Theory]
    [InlineData("{ __schema { queryType { name } } }", "none")]
    [InlineData("{ x: __type(name: \"Query\") { name } open }", "none")]
    [InlineData("{ ...F } fragment F on Query { __schema { description } }", "none")]
    [InlineData("{ __typename open }", """{"__typename":"Query","open":1}""")]
    public async Task Introspection_can_be_kept_for_those_who_satisfy_a_policy(string query, string data)
    {
        var server = new Answering(Sdl, Values, o => o.IntrospectionPolicy = "developers");

        Assert.Equal(data, (await server.AskShort(query)).Data);
    }

    [Fact]
    public async Task A_read_only_request_runs_no_mutation()
    {
        var result = await new Answering(Sdl, Values).Run(new GraphQLRequest("mutation { change }") { IsReadOnly = true });

        Assert.Equal(ErrorCodes.MethodNotAllowed, Assert.Single(result.Errors).Code);
        Assert.False(result.IsExecuted);
    }

    [Fact]
    public void The_cache_keeps_what_was_asked_for_last()
    {
        var schema = new Answering(Sdl, Values).Schema;
        var cache = new DocumentCache(2);
        CachedDocument Make(string text) => new(schema, Parser.Parse(text), [], new Dictionary<OperationDefinitionNode, OperationSize>(), 0);

        cache.Add("{ open }", Make("{ open }"));
        cache.Add("{ same }", Make("{ same }"));
        Assert.True(cache.TryGet("{ open }", out _));
        cache.Add("{ closed }", Make("{ closed }"));

        Assert.True(cache.TryGet("{ open }", out _));
        Assert.False(cache.TryGet("{ same }", out _));
        Assert.Equal(2, cache.Count);
    }

    [Fact]
    public void The_cache_does_not_keep_very_long_documents()
    {
        var cache = new DocumentCache(2);
        var text = "{ open }" + new string(' ', 70_000);

        cache.Add(text, new CachedDocument(new Answering(Sdl, Values).Schema, Parser.Parse(text), [], new Dictionary<OperationDefinitionNode, OperationSize>(), 0));

        Assert.Equal(0, cache.Count);
    }
}
