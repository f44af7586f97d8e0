using System.Security.Claims;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using TalentRegistry.GraphQL.Authoring;
using TalentRegistry.GraphQL.Execution;

namespace TalentRegistry.GraphQL.Tests.Authoring;

public sealed class AnswersFromClassesTests
{
    private static readonly ServiceProvider Services = new ServiceCollection()
        .AddSingleton<Alphabet>()
        .AddGraphQLServer()
        .AddTypeExtension(typeof(WriterQueries))
        .AddMutationType<WriterMutations>()
        .AddType<WriterType>()
        .AddTypeExtension(typeof(WriterResolvers))
        .AddPolicy("secrets", (user, _) => user.HasClaim("may", "read"))
        .Services.BuildServiceProvider(validateScopes: true);

    [Theory]
    [InlineData("{ writers { name knownFor } }", """{"writers":[{"name":"Nam Cao","knownFor":null},{"name":"Xuân Quỳnh","knownFor":"thơ tình"}]}""")]
    [InlineData("{ writer(id: \"00000000-0000-0000-0000-000000000002\") { id name } }", """{"writer":{"id":"00000000-0000-0000-0000-000000000002","name":"Xuân Quỳnh"}}""")]
    [InlineData("{ writer(id: \"00000000-0000-0000-0000-000000000009\") { id } }", """{"writer":null}""")]
    [InlineData("{ writers { greeting } }", """{"writers":[{"greeting":"Xin chào, Nam Cao"},{"greeting":"Xin chào, Xuân Quỳnh"}]}""")]
    [InlineData("{ writers { initials } }", """{"writers":[{"initials":"NC"},{"initials":"XQ"}]}""")]
    [InlineData("{ writers { ageAtDeathOf(year: 1951) } }", """{"writers":[{"ageAtDeathOf":36},{"ageAtDeathOf":9}]}""")]
    [InlineData("{ writers { all: bookCount late: bookCount(since: 1950) latest { title kind } } }", """{"writers":[{"all":2,"late":1,"latest":{"title":"Sống mòn","kind":"NOVEL"}},{"all":1,"late":1,"latest":{"title":"Sóng","kind":"POEM"}}]}""")]
    [InlineData("{ books(filter: {}) { title } }", """{"books":[{"title":"Chí Phèo"},{"title":"Sống mòn"},{"title":"Sóng"}]}""")]
    [InlineData("{ books(filter: {kinds: [NOVEL, POEM], since: 1960}, first: 1) { title } }", """{"books":[{"title":"Sóng"}]}""")]
    [InlineData("{ me }", """{"me":"Lan at me"}""")]
    [InlineData("{ again: me }", """{"again":"Lan at again"}""")]
    [InlineData("mutation { initials(input: { of: \"Tô Hoài\" }) { result } }", """{"initials":{"result":"TH"}}""")]
    public async Task Properties_methods_projections_and_services_answer(string query, string data) =>
        Assert.Equal($$"""{"data":{{data}}}""", await Ask(query));

    [Fact]
    public async Task Inputs_come_as_the_objects_of_their_classes()
    {
        var variables = JsonElement.Parse("""{"filter":{"kinds":["SHORT_STORY"],"words":null}}""");

        var answer = await Ask("query ($filter: BookFilterInput!) { books(filter: $filter) { title year } }", variables);

        Assert.Equal("""{"data":{"books":[{"title":"Chí Phèo","year":1941}]}}""", answer);
    }

    [Fact]
    public async Task Each_request_has_input_objects_of_its_own()
    {
        const string Query = "{ countUp(from: {value: 1}) }";

        Assert.Equal((await Ask(Query), await Ask(Query)), ("""{"data":{"countUp":2}}""", """{"data":{"countUp":2}}"""));
    }

    [Fact]
    public async Task A_key_that_is_none_is_the_callers_mistake()
    {
        Assert.Contains("BAD_USER_INPUT", await Ask("{ writer(id: \"7\") { name } }"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("read", "\"data\":{\"writers\":[{\"secret\":\"hidden\"},{\"secret\":\"hidden\"}]}")]
    [InlineData("write", "FORBIDDEN")]
    public async Task A_guarded_field_answers_those_whom_its_policy_lets(string claim, string part)
    {
        var user = new ClaimsPrincipal(new ClaimsIdentity([new Claim("may", claim)], "test"));

        Assert.Contains(part, await Ask("{ writers { secret } }", user: user), StringComparison.Ordinal);
    }

    private static async Task<string> Ask(string query, JsonElement? variables = null, ClaimsPrincipal? user = null)
    {
        await using var scope = Services.CreateAsyncScope();
        user ??= new ClaimsPrincipal(new ClaimsIdentity([new Claim(ClaimTypes.Name, "Lan")], "test"));
        return ResultWriter.ToJson(
            await Services.GetRequiredService<IRequestExecutor>().ExecuteAsync(new GraphQLRequest(query, variables), scope.ServiceProvider, user));
    }
}
