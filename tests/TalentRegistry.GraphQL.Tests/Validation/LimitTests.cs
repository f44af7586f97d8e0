using TalentRegistry.GraphQL.Language;
using TalentRegistry.GraphQL.TypeSystem;
using TalentRegistry.GraphQL.Validation;
using TalentRegistry.GraphQL.Validation.Limits;

namespace TalentRegistry.GraphQL.Tests.Validation;

public class LimitTests
{
    private static readonly Schema Schema = SdlReader.Read(Parser.Parse("""
        type Query { me: Person, people(first: Int = 20): [Person!]!, search(first: Int, last: Int): People, node: Node }
        type Person implements Node { id: ID!, name: String!, friends: [Person!]!, boss: Person, posts(first: Int!): [Post] }
        type Post { title: String!, author: Person! }
        type People { nodes: [Person!]!, edges: [Edge!]!, totalCount: Int! }
        type Edge { node: Person! }
        interface Node { id: ID! }
        """));

    [Theory]
    [InlineData("{ me { name } }", 2)]
    [InlineData("{ me { name boss { name } } }", 4)]
    [InlineData("{ people { name } }", 1 + (20 * 2))]
    [InlineData("{ people(first: 3) { name id } }", 1 + (3 * 3))]
    [InlineData("{ people(first: 0) { name } }", 1)]
    [InlineData("{ people(first: -5) { name } }", 1)]
    [InlineData("{ me { friends { name } } }", 2 + (10 * 2))]
    [InlineData("{ people(first: 5) { posts(first: 4) { title } } }", 1 + (5 * (1 + 1 + (4 * 2))))]
    [InlineData("{ search(first: 7) { nodes { name } totalCount } }", 1 + 1 + (7 * 2) + 1)]
    [InlineData("{ search(last: 7) { ...P } } fragment P on People { edges { node { name } } totalCount }", 1 + 1 + (7 * 3) + 1)]
    [InlineData("{ search { nodes { name } } }", 1 + 1 + (10 * 2))]
    [InlineData("query($n: Int = 6) { people(first: $n) { name } }", 1 + (6 * 2))]
    [InlineData("query($n: Int) { people(first: $n) { name } }", 1 + (20 * 2))]
    [InlineData("{ __schema { types { name fields { name } } } }", 5)]
    public void The_cost_of_an_operation_is_the_number_of_values_its_answer_may_hold(string text, double expected)
        => Assert.Equal(expected, CostOf(text, null));

    [Fact]
    public void A_size_given_by_a_variable_counts_once_its_value_is_known()
    {
        const string Text = "query($n: Int = 6) { people(first: $n) { name } }";

        Assert.Equal(1 + (1000 * 2), CostOf(Text, new() { ["n"] = 1000 }));
        Assert.Equal(1 + (20 * 2), CostOf(Text, new() { ["n"] = null }));
    }

    [Fact]
    public void A_refusal_carries_the_numbers()
    {
        var document = Parser.Parse("query Small { me { id } } query Big { people(first: 1000000) { name } }");
        Assert.Empty(DocumentValidator.Validate(Schema, document));

        var error = OperationCost.Check(Schema, document, (OperationDefinitionNode)document.Definitions[1], null, ValidationLimits.Default)!;

        Assert.Null(OperationCost.Check(Schema, document, (OperationDefinitionNode)document.Definitions[0], null, ValidationLimits.Default));
        Assert.Equal(ErrorCodes.LimitExceeded, error.Code);
        Assert.Equal("cost", error.Extensions!["limit"]);
        Assert.Equal(2_000_001L, error.Extensions["asked"]);
        Assert.Equal(200_000L, error.Extensions["allowed"]);
        Assert.Contains("2000001", error.Message, StringComparison.Ordinal);
        Assert.Equal("1:27", Assert.Single(error.Locations).ToString());
    }

    [Theory]
    [InlineData("{ me { boss { boss { boss { name } } } } }", "depth", 5L)]
    [InlineData("{ me { ...A } } fragment A on Person { boss { ...B } } fragment B on Person { boss { ... { boss { name } } } }", "depth", 5L)]
    [InlineData("{ me { a: name b: name c: name d: name } }", "aliases", 4L)]
    [InlineData("{ me { ...A ...A } } fragment A on Person { a: name b: name }", "aliases", 4L)]
    [InlineData("{ me { id id id id id id id id id id } }", "fields", 11L)]
    [InlineData("{ __schema { types { interfaces { possibleTypes { name } } } } }", "introspection", 2L)]
    public void Each_limit_is_refused_by_name(string text, string limit, long asked)
    {
        var errors = Validate(text, new ValidationLimits { MaxDepth = 4, MaxAliases = 3, MaxFields = 10, MaxIntrospectionDepth = 1 });

        Assert.Contains(errors, e => (string?)e.Extensions?["limit"] == limit && (long)e.Extensions["asked"]! == asked);
    }

    [Fact]
    public void Depth_must_leave_room_on_the_stack()
        => Assert.Throws<ArgumentOutOfRangeException>(() => new ValidationLimits { MaxDepth = 257 });

    public static TheoryData<string, string> HostileDocuments => new()
    {
        { "fields repeated", "{" + Repeat(14_000, _ => " me ") + "}" },
        { "fields with selections repeated", "{" + Repeat(3_700, _ => "me{id}") + "}" },
        { "different fields under one alias", "{" + Repeat(4_000, i => $"a:f{i} ") + "}" },
        { "different fields under one alias, below two fields", "{" + Repeat(2, _ => "me{" + Repeat(2_400, i => $"a:f{i} ") + "}") + "}" },
        { "variables of many operations in one fragment", Repeat(700, i => $"query Q{i}{{me{{...F}}}}") + "fragment F on Person{" + Repeat(1_200, i => $"id(x:$v{i})") + "}" },
        { "fragments doubling", "{me{...F0}}" + Repeat(800, i => $"fragment F{i} on Person{{boss{{...F{i + 1}}} b:boss{{...F{i + 1}}}}}") + "fragment F800 on Person{id}" },
        { "fragments doubling without fields", "{me{...F0}}" + Repeat(1_000, i => $"fragment F{i} on Person{{...F{i + 1} ...F{i + 1}}}") + "fragment F1000 on Person{id}" },
        { "a chain of fragments that ends in itself", "{me{...F0}}" + Repeat(1_800, i => $"fragment F{i} on Person{{...F{(i + 1) % 1_800}}}") },
        { "every fragment spreading every other", "{me{...F0}}" + Repeat(80, i => $"fragment F{i} on Person{{id {Repeat(80, j => $"...F{j} ")}}}") },
        { "operations that share a chain of fragments", Repeat(850, i => $"query Q{i}{{me{{...F0}}}}") + Repeat(850, i => $"fragment F{i} on Person{{...F{i + 1}}}") + "fragment F850 on Person{id}" },
        { "overlapping fragments", "{me{" + Repeat(60, i => $"...F{i} ") + "}}" + Repeat(60, i => $"fragment F{i} on Person{{boss{{boss{{boss{{id name}}}}}} friends{{friends{{id}}}}}}") },
        { "two fragments of one name, of which one ends in itself", "{me{...F}} fragment F on Person{...G} fragment F on Person{id} fragment G on Person{...F}" },
        { "two fragments of one name, of which the other ends in itself", "{me{...F}} fragment F on Person{id} fragment F on Person{...G} fragment G on Person{...F}" },
        { "directives", "{me" + Repeat(2_000, _ => "@skip(if:true)") + "{id}}" },
        { "a list of lists", "{people(first:" + new string('[', 250) + "1" + new string(']', 250) + "){id}}" },
        { "long names", "{" + new string('a', 500_000) + "}" },
    };

    [Theory]
    [MemberData(nameof(HostileDocuments))]
    public void Hostile_documents_are_answered_all_the_same(string _, string text)
    {
        Assert.True(Parser.TryParse(text, out var document, out var error), error?.ToString());
        IReadOnlyList<GraphQLError> errors = [];

        // On half a megabyte of stack: a request may be run on a thread that has little left.
        var small = new Thread(() => errors = DocumentValidator.Validate(Schema, document), 512 * 1024);
        small.Start();

        // A tenth of a second on an idle machine; what would be exponential never ends.
        Assert.True(small.Join(TimeSpan.FromSeconds(60)));
        Assert.InRange(errors.Count, 0, 101);
        Assert.InRange(errors.Sum(e => e.Message.Length), 0, (2 * text.Length) + (101 * 200));
    }

    private static double CostOf(string text, Dictionary<string, object?>? variables)
    {
        var document = Parser.Parse(text);
        Assert.Empty(DocumentValidator.Validate(Schema, document));
        return OperationCost.Of(Schema, document, (OperationDefinitionNode)document.Definitions[0], variables, ValidationLimits.Default);
    }

    private static IReadOnlyList<GraphQLError> Validate(string text, ValidationLimits? limits = null)
        => DocumentValidator.Validate(Schema, Parser.Parse(text), limits);

    private static string Repeat(int times, Func<int, string> part) => string.Concat(Enumerable.Range(0, times).Select(part));
}
