using TalentRegistry.GraphQL.Language;
using TalentRegistry.GraphQL.Validation;
using TalentRegistry.GraphQL.Validation.Rules;

namespace TalentRegistry.GraphQL.Tests.Validation;

public class RuleTests
{
    public static TheoryData<string> Documents => [.. Corpus.Documents.Select(d => d.Name)];

    [Theory]
    [MemberData(nameof(Documents))]
    public void A_rule_refuses_what_it_should_and_nothing_else(string name)
    {
        var document = Corpus.Find(name);
        var rule = Assert.Single(SpecifiedRules.All, r => r.GetType().Name == document.Rule);

        var errors = DocumentValidator.Validate(Corpus.Schema, Parser.Parse(document.Text), ValidationLimits.Default, [rule]);

        Assert.Equal(document.IsValid, errors.Count == 0);
        Assert.All(errors, e => Assert.Equal(ErrorCodes.ValidationError, e.Code));
        Assert.All(errors, e => Assert.Equal(rule.SpecifiedBy.ToString(), e.Extensions!["specifiedBy"]));
        Assert.All(errors, e => Assert.NotEmpty(e.Locations));
    }

    [Fact]
    public void Every_rule_has_documents_that_it_refuses_and_lets_pass()
    {
        // The schema of the corpus has all three root types; the rule has a test of its own below.
        var covered = SpecifiedRules.All.Select(r => r.GetType().Name).Except([nameof(OperationTypeExistence)]);

        Assert.All(covered, rule => Assert.Equal([false, true], Corpus.Documents.Where(d => d.Rule == rule).Select(d => d.IsValid).Distinct().Order()));
    }

    [Theory]
    [InlineData("mutation { a }", "The schema offers no mutations.")]
    [InlineData("subscription { a }", "The schema offers no subscriptions.")]
    public void An_operation_needs_its_root_type(string text, string message)
    {
        var schema = TypeSystem.SdlReader.Read(Parser.Parse("type Query { a: Int }"));

        Assert.Equal(message, Assert.Single(DocumentValidator.Validate(schema, Parser.Parse(text))).Message);
    }

    // The reference implementation of the oracle is older than this part of the rule.
    [Theory]
    [InlineData("subscription { newMessage @skip(if: false) { body } }")]
    [InlineData("subscription ($b: Boolean!) { newMessage @include(if: $b) { body } }")]
    [InlineData("subscription { ...F @include(if: true) } fragment F on Subscription { newMessage { body } }")]
    [InlineData("subscription { ... @skip(if: false) { newMessage { body } } }")]
    public void The_root_field_of_a_subscription_is_unconditional(string text)
        => Assert.Contains("@skip", Assert.Single(Validate(text)).Message, StringComparison.Ordinal);

    // The reference lets it pass; here a scalar reads its literal whole, and has no variables to read it with.
    [Fact]
    public void A_variable_cannot_stand_inside_the_literal_of_a_custom_scalar()
        => Assert.Equal(
            "A value of type \"Any\" is wanted, not { deep: [$x] }. Any cannot represent $x.",
            Assert.Single(Validate("query ($x: Int) { any(value: { deep: [$x] }) }")).Message);

    [Theory]
    [InlineData("{ dgo { name } }", "Type \"Query\" has no field \"dgo\". Did you mean \"dog\"?")]
    [InlineData("{ pet { barkVolume } }", "Type \"Pet\" has no field \"barkVolume\". Did you mean a fragment on \"Dog\"?")]
    [InlineData("{ catOrDog { name } }", "Type \"CatOrDog\" has no field \"name\". Did you mean a fragment on \"Pet\", \"Cat\" or \"Dog\"?")]
    [InlineData("{ pets(filter: {}, frist: 1) { name } }", "\"Query.pets\" has no argument \"frist\". Did you mean \"first\"?")]
    [InlineData("{ pets { name } }", "\"Query.pets\" needs its argument \"filter\" of type \"PetFilter!\".")]
    [InlineData("{ dog @inculde(if: true) { name } }", "There is no directive \"@inculde\". Did you mean \"include\"?")]
    [InlineData("{ arguments { enumArgField(enumArg: \"SIT\") } }",
        "A value of type \"DogCommand\" is wanted, not \"SIT\". Values of enums are written without quotes. Did you mean \"SIT\"?")]
    [InlineData("{ arguments { intArgField(intArg: 3000000000) } }", "A value of type \"Int\" is wanted, not 3000000000. Int cannot represent 3000000000: it must be from -2147483648 to 2147483647.")]
    [InlineData("{ dog { ...A } } fragment A on Dog { ...B } fragment B on Dog { ...A }", "Fragment \"A\" spreads itself through \"B\".")]
    [InlineData("{ dog { x: name x: nickname } }",
        "Fields \"x\" cannot be merged: \"name\" and \"nickname\" are different fields. Give them different aliases to ask for both.")]
    public void Messages_say_what_is_wrong_and_what_may_have_been_meant(string text, string message)
        => Assert.Equal(message, Assert.Single(Validate(text)).Message);

    [Fact]
    public void Errors_stop_at_their_limit()
    {
        var text = "{" + string.Concat(Enumerable.Range(0, 500).Select(i => $" f{i}")) + "}";

        var errors = DocumentValidator.Validate(Corpus.Schema, Parser.Parse(text), new ValidationLimits { MaxErrors = 10 });

        Assert.Equal(11, errors.Count);
        Assert.Equal("There are more than 10 errors; the rest is not reported.", errors[^1].Message);
    }

    private static IReadOnlyList<GraphQLError> Validate(string text) => DocumentValidator.Validate(Corpus.Schema, Parser.Parse(text));
}
