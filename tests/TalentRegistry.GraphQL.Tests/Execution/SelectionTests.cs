namespace TalentRegistry.GraphQL.Tests.Execution;

/// <summary>Spec 6.3: which fields are answered, under which names, in which order.</summary>
public sealed class SelectionTests
{
    private static readonly Answering Server = new(
        """
        type Query { dog: Dog  pet: Pet  named: Named  pets: [Pet!]! }
        interface Named { name: String! }
        type Dog implements Named { name: String!  barks: Boolean  friend: Pet }
        type Cat implements Named { name: String!  meows: Boolean }
        union Pet = Dog | Cat
        """,
        new Dictionary<string, object?> { ["dog"] = Dog, ["pet"] = Cat, ["named"] = Dog, ["pets"] = new[] { Cat, Dog } });

    private static Dictionary<string, object?> Cat => new() { ["__typename"] = "Cat", ["name"] = "Mướp", ["meows"] = true };

    private static Dictionary<string, object?> Dog => new() { ["__typename"] = "Dog", ["name"] = "Vàng", ["barks"] = false, ["friend"] = Cat };

    [Theory]
    [InlineData("{ dog { barks name } }", """{"dog":{"barks":false,"name":"Vàng"}}""")]
    [InlineData("{ b: dog { n: name } a: dog { name } }", """{"b":{"n":"Vàng"},"a":{"name":"Vàng"}}""")]
    [InlineData("{ dog { name } dog { barks name } }", """{"dog":{"name":"Vàng","barks":false}}""")]
    [InlineData("{ ...F dog { name } } fragment F on Query { dog { barks } }", """{"dog":{"barks":false,"name":"Vàng"}}""")]
    [InlineData("{ dog { ...F ...F } } fragment F on Dog { name }", """{"dog":{"name":"Vàng"}}""")]
    [InlineData("{ dog { ... { name } ... on Named { __typename } } }", """{"dog":{"name":"Vàng","__typename":"Dog"}}""")]
    [InlineData("{ pet { ... on Dog { barks } ... on Cat { meows } __typename } }", """{"pet":{"meows":true,"__typename":"Cat"}}""")]
    [InlineData("{ named { name ... on Dog { friend { ... on Named { name } } } } }", """{"named":{"name":"Vàng","friend":{"name":"Mướp"}}}""")]
    [InlineData("{ pets { ... on Named { name } ... on Dog { barks } } }", """{"pets":[{"name":"Mướp"},{"name":"Vàng","barks":false}]}""")]
    [InlineData("{ __typename dog { __typename } }", """{"__typename":"Query","dog":{"__typename":"Dog"}}""")]
    [InlineData("{ dog { name @skip(if: true) barks @skip(if: false) } }", """{"dog":{"barks":false}}""")]
    [InlineData("{ dog { name @include(if: true) barks @include(if: false) } }", """{"dog":{"name":"Vàng"}}""")]
    [InlineData("{ dog { name @skip(if: false) @include(if: false) barks } }", """{"dog":{"barks":false}}""")]
    [InlineData("{ dog { name @skip(if: true) } x: dog { ...F @skip(if: true) barks } } fragment F on Dog { name }", """{"dog":{},"x":{"barks":false}}""")]
    [InlineData("{ dog { name @skip(if: true) name } }", """{"dog":{"name":"Vàng"}}""")]
    [InlineData("{ dog { ... @include(if: false) { name } barks } }", """{"dog":{"barks":false}}""")]
    public async Task Fields_are_answered_in_the_order_asked(string query, string data) =>
        Assert.Equal($$"""{"data":{{data}}}""", await Server.Ask(query));

    [Theory]
    [InlineData("""{"on":true}""", """{"dog":{"name":"Vàng"}}""")]
    [InlineData("""{"on":false}""", """{"dog":{"barks":false}}""")]
    [InlineData("{}", """{"dog":{"name":"Vàng"}}""")]
    public async Task The_same_document_is_planned_for_each_answer_to_its_conditions(string variables, string data) => Assert.Equal(
        $$"""{"data":{{data}}}""",
        await Server.Ask("query ($on: Boolean! = true) { dog { name @include(if: $on) barks @skip(if: $on) } }", variables));

    [Theory]
    [InlineData("query ($on: Boolean = true) { pet { __typename } dog { name @include(if: $on) barks } }", """{"pet":{"__typename":"Cat"},"dog":null}""", "BAD_USER_INPUT dog")]
    [InlineData("query ($on: Boolean = true) { dog @skip(if: $on) { barks } }", "null", "BAD_USER_INPUT")]
    [InlineData("query ($on: Boolean = true) { pets { ... on Dog { name ...F @skip(if: $on) } } } fragment F on Dog { barks }", "null", "BAD_USER_INPUT pets.1")]
    public async Task A_null_in_place_of_a_default_is_no_condition(string query, string data, string error)
    {
        var answer = await Server.AskShort(query, """{"on":null}""");

        Assert.Equal((data, error), (answer.Data, Assert.Single(answer.Errors)));
        Assert.Empty((await Server.AskShort(query)).Errors);
    }

    [Theory]
    [InlineData("A", """{"data":{"dog":{"name":"Vàng"}}}""")]
    [InlineData("B", """{"data":{"dog":{"barks":false}}}""")]
    public async Task The_operation_named_is_the_one_that_runs(string name, string answer) =>
        Assert.Equal(answer, await Server.Ask("query A { dog { name } } query B { dog { barks } }", operationName: name));

    [Theory]
    [InlineData("query A { dog { name } } query B { dog { name } }", null)]
    [InlineData("query A { dog { name } }", "C")]
    public async Task An_operation_that_is_not_there_is_refused_before_anything_runs(string query, string? name)
    {
        var answer = await Server.Ask(query, operationName: name);

        Assert.Contains("BAD_USER_INPUT", answer, StringComparison.Ordinal);
        Assert.DoesNotContain("data", answer, StringComparison.Ordinal);
    }
}
