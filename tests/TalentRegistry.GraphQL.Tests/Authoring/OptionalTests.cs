using System.Security.Claims;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using TalentRegistry.GraphQL.Authoring;
using TalentRegistry.GraphQL.Execution;
using TalentRegistry.GraphQL.Language;
using TalentRegistry.GraphQL.TypeSystem;

namespace TalentRegistry.GraphQL.Tests.Authoring;

/// <summary>Inputs that tell what was left out from what was null.</summary>
public sealed class OptionalTests
{
    private static readonly ServiceProvider Services = new ServiceCollection()
        .AddGraphQLServer().AddTypeExtension(typeof(ChangeQueries)).Services.BuildServiceProvider();

    [Fact]
    public void What_may_be_left_out_is_nullable_and_has_no_default()
    {
        var sdl = SchemaPrinter.Print(Services.GetRequiredService<Schema>());

        Assert.Contains("input ChangeInput {\n  title: String\n  note: String\n  year: Int\n  tags: [String!]\n}", sdl, StringComparison.Ordinal);
        Assert.Contains("input PickInput @oneOf {\n  id: Int\n  name: String\n}", sdl, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{}", "title nothing, note nothing, year nothing, tags nothing")]
    [InlineData("""{"title":"a","note":"b","year":1,"tags":["x"]}""", "title a, note b, year 1, tags x")]
    [InlineData("""{"note":null,"year":null}""", "title nothing, note null, year null, tags nothing")]
    [InlineData("""{"title":null}""", "may be left out, but it may not be null")]
    [InlineData("""{"tags":null}""", "may be left out, but it may not be null")]
    public async Task Left_out_and_null_are_told_apart(string change, string expected)
    {
        var literal = string.Join(' ', JsonElement.Parse(change).EnumerateObject().Select(p => $"{p.Name}: {p.Value.GetRawText()}"));

        Assert.Contains(expected, await Ask("query($c: ChangeInput!) { change(change: $c) }", $$"""{"c":{{change}}}"""), StringComparison.Ordinal);
        Assert.Contains(expected, await Ask($"{{ change(change: {{ {literal} }}) }}"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{ argument }", "nothing")]
    [InlineData("{ argument(year: null) }", "null")]
    [InlineData("{ argument(year: 3) }", "3")]
    [InlineData("query($y: Int) { argument(year: $y) }", "nothing")]
    public async Task Arguments_may_be_left_out_too(string query, string expected) =>
        Assert.Equal("{\"data\":{\"argument\":\"" + expected + "\"}}", await Ask(query));

    [Theory]
    [InlineData("{ id: 1 }", "id 1")]
    [InlineData("""{ name: "n" }""", "name n")]
    [InlineData("{ id: 1, name: \"n\" }", "one")]
    [InlineData("{ name: null }", "null")]
    [InlineData("{}", "one")]
    public async Task One_of_several_is_given(string pick, string expected) =>
        Assert.Contains(expected, await Ask($"{{ pick(pick: {pick}) }}"), StringComparison.OrdinalIgnoreCase);

    [Theory]
    [InlineData("Int", "3000000000", "it must be from -2147483648 to 2147483647")]
    [InlineData("Int", "1.5", "it is not a whole number")]
    [InlineData("Long", "9223372036854775808", "it must be from -9223372036854775808 to 9223372036854775807")]
    [InlineData("Decimal", "1e40", "a decimal number has up to 28 digits")]
    [InlineData("Date", "\"2023-02-29\"", "there is no such day")]
    [InlineData("Date", "\"29/02/2024\"", "a day is written YYYY-MM-DD")]
    [InlineData("DateTime", "\"2024-12-31T25:00:00Z\"", "there is no such moment")]
    [InlineData("DateTime", "\"2024-12-31T10:00:00\"", "its offset from UTC is missing")]
    [InlineData("DateTime", "\"31 Dec 2024 10:00:00 Z\"", "a moment is written")]
    [InlineData("UUID", "\"7\"", "8-4-4-4-12 hexadecimal digits")]
    public void A_value_out_of_range_is_told_its_range(string scalar, string value, string expected)
    {
        var type = Scalars.All.Single(s => s.Name == scalar);

        var json = Assert.Throws<ScalarException>(() => type.ParseValue(JsonElement.Parse(value)));
        var literal = Assert.Throws<ScalarException>(() => type.ParseLiteral(Parser.ParseConstValue(value)));

        Assert.Contains(expected, json.Message, StringComparison.Ordinal);
        Assert.Contains(expected, literal.Message, StringComparison.Ordinal);
    }

    private static async Task<string> Ask(string query, string? variables = null)
    {
        var given = variables is null ? (JsonElement?)null : JsonElement.Parse(variables);
        return ResultWriter.ToJson(await Services.GetRequiredService<IRequestExecutor>().ExecuteAsync(
            new GraphQLRequest(query, given), Services, new ClaimsPrincipal(new ClaimsIdentity())));
    }

    public sealed record Change(Optional<string> Title, Optional<string?> Note, Optional<int?> Year)
    {
        public Optional<IReadOnlyList<string>> Tags { get; set; }
    }

    [OneOf]
    public sealed record Pick(int? Id, string? Name);

    [QueryType]
    public static class ChangeQueries
    {
        public static string Change(Change change) =>
            $"title {change.Title}, note {change.Note}, year {change.Year}, tags {(change.Tags.HasValue ? string.Join(' ', change.Tags.Value!) : "nothing")}";

        public static string Argument(Optional<int?> year) => year.ToString();

        public static string Pick(Pick pick) => pick.Id is { } id ? $"id {id}" : $"name {pick.Name}";
    }
}
