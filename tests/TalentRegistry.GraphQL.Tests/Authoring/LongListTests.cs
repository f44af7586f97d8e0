using System.Security.Claims;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using TalentRegistry.GraphQL.Authoring;
using TalentRegistry.GraphQL.Execution;
using TalentRegistry.GraphQL.TypeSystem;

namespace TalentRegistry.GraphQL.Tests.Authoring;

/// <summary>A long list of objects in memory is written by another way than a short one; nobody who asks may notice.</summary>
public sealed class LongListTests : IAsyncDisposable
{
    private readonly ServiceProvider _services = new ServiceCollection()
        .AddGraphQLServer()
        .AddTypeExtension(typeof(ParcelQueries))
        .AddTypeExtension(typeof(ParcelFields))
        .Services.BuildServiceProvider(validateScopes: true);

    public ValueTask DisposeAsync() => _services.DisposeAsync();

    [Theory]
    [InlineData("weight")]
    [InlineData("__typename sort: kind weight sentOn note tags seller: from { city __typename zips }")]
    [InlineData("from { ...Place } ... on Parcel { kind } from { zips } } } fragment Place on Place { city ... on Place { zips")]
    [InlineData("stamps { value } kinds")]
    [InlineData("label weight")]
    [InlineData("label(upper: true) weight @skip(if: true) kind")]
    public async Task What_is_asked_comes_as_in_a_short_list(string selection)
    {
        var few = await Ask($"{{ parcels(count: 3) {{ {selection} }} }}");
        var many = await Ask($"{{ parcels(count: 100) {{ {selection} }} }}");

        Assert.False(many.TryGetProperty("errors", out _));
        var items = many.GetProperty("data").GetProperty("parcels");
        Assert.Equal(100, items.GetArrayLength());
        Assert.Equal(few.GetProperty("data").GetProperty("parcels").EnumerateArray().Select(item => item.GetRawText()), items.EnumerateArray().Take(3).Select(item => item.GetRawText()));
    }

    [Fact]
    public async Task A_member_that_fails_is_an_error_at_its_place_and_the_others_stay()
    {
        var answer = await Ask("{ parcels(count: 100) { weight fragile } }");

        var error = Assert.Single(answer.GetProperty("errors").EnumerateArray());
        Assert.Equal("""["parcels",70,"fragile"]""", error.GetProperty("path").GetRawText());
        Assert.Equal("""{"weight":70,"fragile":null}""", answer.GetProperty("data").GetProperty("parcels")[70].GetRawText());
        Assert.Equal("""{"weight":71,"fragile":"no"}""", answer.GetProperty("data").GetProperty("parcels")[71].GetRawText());
    }

    [Fact]
    public async Task A_null_that_must_not_be_climbs_as_in_a_short_list()
    {
        var answer = await Ask("{ parcels(count: 100) { owner } }");

        Assert.Equal("""["parcels",50,"owner"]""", Assert.Single(answer.GetProperty("errors").EnumerateArray()).GetProperty("path").GetRawText());
        Assert.Equal(JsonValueKind.Null, answer.GetProperty("data").ValueKind);
    }

    [Fact]
    public async Task A_refused_member_is_refused()
    {
        var answer = await Ask("{ parcels(count: 100) { weight value } }");

        Assert.Equal("FORBIDDEN", answer.GetProperty("errors")[0].GetProperty("extensions").GetProperty("code").GetString());
        Assert.Equal(JsonValueKind.Null, answer.GetProperty("data").GetProperty("parcels")[99].GetProperty("value").ValueKind);
    }

    private async Task<JsonElement> Ask(string query)
    {
        await using var scope = _services.CreateAsyncScope();
        var result = await _services.GetRequiredService<IRequestExecutor>().ExecuteAsync(
            new GraphQLRequest(query), scope.ServiceProvider, new ClaimsPrincipal(new ClaimsIdentity()));
        return JsonElement.Parse(ResultWriter.ToJson(result));
    }

    public enum ParcelKind
    {
        Letter,
        Box,
    }

    public sealed record Place(string City, IReadOnlyList<int> Zips);

    public sealed record Stamp(decimal Value);

    public sealed record Parcel(int Weight, ParcelKind Kind, DateOnly SentOn, string? Note, IReadOnlyList<string> Tags, Place? From, IReadOnlyList<Stamp> Stamps)
    {
        public IReadOnlyList<ParcelKind> Kinds => [Kind, ParcelKind.Letter];

        public string? Fragile => Weight == 70 ? throw new InvalidOperationException("The scales are broken.") : "no";

        public string Owner => Weight == 50 ? null! : "An";

        [Authorize("appraiser")]
        public decimal? Value => 5;
    }

    [ExtendObjectType<Parcel>]
    public static class ParcelFields
    {
        public static string GetLabel([Parent] Parcel parcel, bool upper = false) => upper ? $"PARCEL {parcel.Weight}" : $"parcel {parcel.Weight}";
    }

    [QueryType]
    public static class ParcelQueries
    {
        public static IReadOnlyList<Parcel> GetParcels(int count) =>
            [.. Enumerable.Range(0, count).Select(i => new Parcel(
                i, (ParcelKind)(i % 2), new DateOnly(2026, 1, 1).AddDays(i), i % 3 == 0 ? null : $"\"Đường\" {i} <b>", ["a", $"{i}"],
                i % 2 == 0 ? new Place("Hải Dương", [i, 7]) : null, [new Stamp(i / 4m)]))];
    }
}
