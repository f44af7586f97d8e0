using System.Security.Claims;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using TalentRegistry.GraphQL.Authoring;
using TalentRegistry.GraphQL.Execution;
using TalentRegistry.GraphQL.TypeSystem;

namespace TalentRegistry.GraphQL.Tests.Authoring;

/// <summary>Interfaces and unions out of C# classes, down the graph.</summary>
public sealed class AbstractTypeTests
{
    private static readonly ServiceProvider Services = new ServiceCollection()
        .AddGraphQLServer().AddTypeExtension(typeof(FleetQueries)).Services.BuildServiceProvider();

    [Theory]
    [InlineData("interface Vehicle implements Named {\n  wheels: Int!\n  name: String!\n}")]
    [InlineData("type Truck implements Named & Vehicle {")]
    [InlineData("type Bike implements Named & Vehicle {")]
    [InlineData("union Cargo = Letter | Truck")]
    [InlineData("load: [Cargo!]!")]
    [InlineData("driver: Named")]
    public void Classes_say_what_they_implement(string expected) =>
        Assert.Contains(expected, SchemaPrinter.Print(Services.GetRequiredService<Schema>()), StringComparison.Ordinal);

    [Theory]
    [InlineData("{ vehicles { __typename name wheels } }", """{"vehicles":[{"__typename":"Truck","name":"T","wheels":6},{"__typename":"Bike","name":"B","wheels":2}]}""")]
    [InlineData("{ vehicles { ... on Truck { load { __typename ... on Letter { to } ... on Truck { name } } } ... on Bike { electric } } }", """{"vehicles":[{"load":[{"__typename":"Letter","to":"Lan"},{"__typename":"Truck","name":"small"}]},{"electric":true}]}""")]
    [InlineData("{ vehicles { ... on Named { name } ...F } } fragment F on Vehicle { wheels }", """{"vehicles":[{"name":"T","wheels":6},{"name":"B","wheels":2}]}""")]
    [InlineData("{ vehicles { ... on Truck { driver { __typename name } } } }", """{"vehicles":[{"driver":{"__typename":"Person","name":"An"}},{}]}""")]
    [InlineData("{ rows { __typename name } }", """{"rows":[{"__typename":"Truck","name":"T"},{"__typename":"Bike","name":"B"}]}""")]
    [InlineData("{ yards { head { __typename ... on Bike { electric } } all { name } } }", """{"yards":[{"head":{"__typename":"Bike","electric":true},"all":[{"name":"B"}]}]}""")]
    [InlineData("{ __type(name: \"Named\") { possibleTypes { name } } }", """{"__type":{"possibleTypes":[{"name":"Bike"},{"name":"Person"},{"name":"Truck"}]}}""")]
    public async Task The_class_of_a_value_says_what_it_is(string query, string expected)
    {
        var result = await Services.GetRequiredService<IRequestExecutor>().ExecuteAsync(
            new GraphQLRequest(query), Services, new ClaimsPrincipal(new ClaimsIdentity()));

        Assert.Equal("{\"data\":" + expected + "}", ResultWriter.ToJson(result));
    }

    [InterfaceType, GraphQLName("Named")]
    public interface INamed
    {
        string Name { get; }
    }

    [InterfaceType]
    public abstract record Vehicle(int Wheels, string Name) : INamed;

    public sealed record Truck(string Name) : Vehicle(6, Name), ICargo
    {
        public IReadOnlyList<ICargo> Load => Name == "T" ? [new Letter("Lan"), new Truck("small")] : [];

        public INamed? Driver => new Person("An");
    }

    public sealed record Bike(string Name, bool Electric) : Vehicle(2, Name);

    public sealed record Person(string Name) : INamed;

    [UnionType, GraphQLName("Cargo")]
    public interface ICargo;

    public sealed record Letter(string To) : ICargo;

    public sealed record Yard(int Id, Vehicle Head, IReadOnlyList<Vehicle> All);

    [QueryType]
    public static class FleetQueries
    {
        private static readonly Vehicle[] Fleet = [new Truck("T"), new Bike("B", true)];

        public static IReadOnlyList<Vehicle> Vehicles() => Fleet;

        public static IQueryable<Vehicle> Rows() => Fleet.AsQueryable();

        public static IQueryable<Yard> Yards() => new[] { new Yard(1, Fleet[1], [Fleet[1]]) }.AsQueryable();
    }
}
