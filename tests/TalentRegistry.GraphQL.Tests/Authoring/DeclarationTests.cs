using Microsoft.Extensions.DependencyInjection;
using TalentRegistry.GraphQL.Authoring;
using TalentRegistry.GraphQL.Execution;
using TalentRegistry.GraphQL.Http;
using TalentRegistry.GraphQL.TypeSystem;

namespace TalentRegistry.GraphQL.Tests.Authoring;

/// <summary>What may be declared, one declaration a test.</summary>
public sealed class DeclarationTests
{
    [Fact]
    public void Methods_lose_Get_and_Async_and_may_be_renamed()
    {
        Assert.Equal(
            """
            type Query {
              getter: Int!
              people: Int!
              renamed: Int! @deprecated(reason: "Use people.")
              count: Int!
            }

            """,
            Sdl(typeof(NameQueries)));
    }

    [Fact]
    public void Nulls_and_lists_are_as_CSharp_says()
    {
        Assert.Equal(
            """
            "A calendar day, YYYY-MM-DD."
            scalar Date @specifiedBy(url: "https://www.rfc-editor.org/rfc/rfc3339#section-5.6")

            type Query {
              text: String!
              maybe: String
              number: Int
              items: [String]!
              nested: [[Int!]!]
              later: String
              map(ids: [ID!]!, when: Date): Any!
            }

            """,
            Sdl(typeof(NullQueries)).Replace("\"Any JSON value.\"\nscalar Any\n\n", "", StringComparison.Ordinal));
    }

    [Fact]
    public void Interfaces_unions_and_one_of_inputs_are_declared_by_attributes()
    {
        Assert.Equal(
            """
            type Circle implements Shape {
              radius: Float!
              name: String!
            }

            type Fault {
              why: String!
            }

            union Outcome = Fault | Success

            type Query {
              shape(by: ShapeByInput!): Shape
              outcome: Outcome!
            }

            interface Shape {
              name: String!
            }

            input ShapeByInput @oneOf {
              id: Int
              name: String
            }

            type Square implements Shape {
              side: Int!
              name: String!
            }

            type Success {
              count: Int!
            }

            """,
            Sdl(typeof(ShapeQueries)));
    }

    [Fact]
    public void Roots_may_be_spread_over_classes()
    {
        Assert.Contains("  shape(", Sdl(typeof(NameQueries), typeof(ShapeQueries)), StringComparison.Ordinal);
        Assert.Contains("  people:", Sdl(typeof(NameQueries), typeof(ShapeQueries)), StringComparison.Ordinal);
    }

    [Fact]
    public void Doc_comments_become_descriptions()
    {
        // Of the engine's own sources, which have a documentation file.
        var documentation = new XmlDocumentation();
        var method = typeof(GraphQLEndpoint).GetMethod(nameof(GraphQLEndpoint.MapGraphQL))!;

        Assert.Equal("As in SDL: `[Person!]`.", documentation.Of(typeof(ListOf).GetMethod(nameof(ToString))!));
        Assert.Equal("Unique within its type.", documentation.Of(typeof(OutputField).GetProperty(nameof(OutputField.Name))!));
        Assert.Equal("The document; empty while it is only named.", documentation.Of(typeof(GraphQLRequest).GetProperty(nameof(GraphQLRequest.Query))!));
        Assert.Equal("The address.", documentation.Of(method.GetParameters()[1]));
        Assert.StartsWith("Maps the server of `AddGraphQLServer` to an address:", documentation.Of(method), StringComparison.Ordinal);
        Assert.Null(documentation.Of(typeof(string)));
    }

    [Fact]
    public void What_has_no_doc_comment_of_its_own_has_that_of_what_it_implements()
    {
        var documentation = new XmlDocumentation();
        var method = typeof(RequestExecutor).GetMethod(nameof(RequestExecutor.ExecuteAsync))!;

        Assert.StartsWith("Answers requests against one schema", documentation.Of(typeof(RequestExecutor)), StringComparison.Ordinal);
        Assert.StartsWith("Spec 6.1, ExecuteRequest:", documentation.Of(method), StringComparison.Ordinal);
        Assert.Equal("What is asked.", documentation.Of(method.GetParameters()[0]));
        Assert.StartsWith("The schema asked.", documentation.Of(typeof(ResolverContext).GetProperty(nameof(ResolverContext.Schema))!), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(typeof(NothingQueries), "NothingQueries.Nothing: A field must give a value", typeof(InvalidOperationException))]
    [InlineData(typeof(ServiceQueries), "mark it [Service]", typeof(InvalidOperationException))]
    [InlineData(typeof(TwiceQueries), "more than one field named \"same\"", typeof(SchemaException))]
    public void A_declaration_that_cannot_be_served_is_refused_when_the_schema_is_built(Type type, string part, Type exception)
    {
        var error = Assert.Throws(exception, () => SchemaOf(type));

        Assert.Contains(part, error.Message, StringComparison.Ordinal);
    }

    private static Schema SchemaOf(params Type[] types)
    {
        var server = new ServiceCollection().AddGraphQLServer();
        foreach (var type in types)
            server.AddTypeExtension(type);
        return server.Services.BuildServiceProvider().GetRequiredService<Schema>();
    }

    private static string Sdl(params Type[] types) => SchemaPrinter.Print(SchemaOf(types));

    [QueryType]
    private static class NameQueries
    {
        public static int Getter => 1;

        public static Task<int> GetPeopleAsync() => Task.FromResult(1);

        [GraphQLName("renamed"), GraphQLDeprecated("Use people.")]
        public static int Old() => 1;

        public static ValueTask<int> Count(CancellationToken cancellationToken) => new(cancellationToken.IsCancellationRequested ? 0 : 1);
    }

    [QueryType]
    private static class NullQueries
    {
        public static string Text() => "";

        public static string? Maybe() => null;

        public static int? Number() => null;

        public static string?[] Items() => [];

        public static List<IReadOnlyList<int>>? Nested() => null;

        public static Task<string?> Later() => Task.FromResult<string?>(null);

        public static System.Text.Json.JsonElement Map([ID] int[] ids, DateOnly? when) => default;
    }

    [QueryType]
    private static class ShapeQueries
    {
        public static IShape? Shape(ShapeBy by) => by.Id is null ? null : new Circle(1);

        public static IOutcome Outcome() => new Success(1);
    }

    [InterfaceType, GraphQLName("Shape")]
    public interface IShape
    {
        string Name { get; }
    }

    public sealed record Circle(double Radius) : IShape
    {
        public string Name => "circle";
    }

    public sealed record Square(int Side) : IShape
    {
        public string Name => "square";
    }

    [OneOf]
    public sealed record ShapeBy(int? Id, string? Name);

    [UnionType, GraphQLName("Outcome")]
    public interface IOutcome;

    public sealed record Success(int Count) : IOutcome;

    public sealed record Fault(string Why) : IOutcome;

    [QueryType]
    private static class NothingQueries
    {
        public static void Nothing()
        {
        }
    }

    [QueryType]
    private static class ServiceQueries
    {
        public static int Count(IFormatProvider provider) => provider is null ? 0 : 1;
    }

    [QueryType]
    private static class TwiceQueries
    {
        public static int Same() => 1;

        public static int GetSame() => 1;
    }
}
