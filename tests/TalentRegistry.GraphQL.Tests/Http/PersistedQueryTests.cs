using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using TalentRegistry.GraphQL.Authoring;
using TalentRegistry.GraphQL.Http;
using TalentRegistry.GraphQL.TypeSystem;

namespace TalentRegistry.GraphQL.Tests.Http;

/// <summary>Documents that are named, answers that are kept, and answers made smaller.</summary>
public sealed class PersistedQueryTests : IAsyncLifetime
{
    private const string Response = "application/graphql-response+json";
    private WebApplication _app = null!;
    private HttpClient _client = null!;
    private Func<DocumentReference, string?> _stored = _ => null;
    private bool _maySendOwn = true;

    public async Task InitializeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseTestServer();
        builder.Services.AddGraphQLServer().AddTypeExtension(typeof(Atlas)).AddPolicy("all", (_, _) => true)
            .ModifyOptions(options => options.IntrospectionMaxAge = 60);
        _app = builder.Build();
        _app.MapGraphQL("/graphql", options =>
        {
            options.Documents.MaxKnownHashes = 2;
            options.Documents.Find = (_, reference, _) => new(_stored(reference));
            options.Documents.MaySendOwn = _ => _maySendOwn;
        });
        await _app.StartAsync();
        _client = _app.GetTestClient();
    }

    public async Task DisposeAsync()
    {
        _client.Dispose();
        await _app.DisposeAsync();
    }

    [Fact]
    public async Task A_query_sent_once_with_its_hash_is_known_by_it_afterwards()
    {
        const string Query = "{ rivers }";
        Assert.Contains("PERSISTED_QUERY_NOT_FOUND", await Text(await Post(new { extensions = Hash(Query) })), StringComparison.Ordinal);
        Assert.Equal("""{"data":{"rivers":["Đà","Mã"]}}""", await Text(await Post(new { query = Query, extensions = Hash(Query) })));

        Assert.Equal("""{"data":{"rivers":["Đà","Mã"]}}""", await Text(await Post(new { extensions = Hash(Query) })));
        var byLink = await Get("extensions=" + Uri.EscapeDataString(JsonSerializer.Serialize(Hash(Query))));
        Assert.Equal("""{"data":{"rivers":["Đà","Mã"]}}""", await Text(byLink));
        Assert.Equal("""{"data":{"rivers":["Đà","Mã"]}}""", await Text(await Post(new { documentId = "sha256:" + HashOf(Query) })));
    }

    [Fact]
    public async Task An_unknown_hash_is_a_200_in_the_older_media_type_and_a_404_in_the_newer()
    {
        Assert.Equal(HttpStatusCode.OK, (await Post(new { extensions = Hash("{ a }") }, "application/json")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await Post(new { extensions = Hash("{ a }") })).StatusCode);
    }

    [Fact]
    public async Task The_hash_of_another_query_is_refused_and_not_kept()
    {
        var refused = await Post(new { query = "{ rivers }", extensions = Hash("{ mountains }") });

        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.Contains("PERSISTED_QUERY_NOT_FOUND", await Text(await Post(new { extensions = Hash("{ mountains }") })), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_query_that_is_wrong_is_not_kept_and_the_one_longest_not_asked_for_gives_way()
    {
        await Post(new { query = "{ nothing }", extensions = Hash("{ nothing }") });
        Assert.Contains("PERSISTED_QUERY_NOT_FOUND", await Text(await Post(new { extensions = Hash("{ nothing }") })), StringComparison.Ordinal);

        foreach (var query in new[] { "{ rivers }", "{ guarded }", "{ a: rivers }" })
            await Post(new { query, extensions = Hash(query) });
        Assert.Contains("PERSISTED_QUERY_NOT_FOUND", await Text(await Post(new { extensions = Hash("{ rivers }") })), StringComparison.Ordinal);
        Assert.DoesNotContain("errors", await Text(await Post(new { extensions = Hash("{ a: rivers }") })), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"extensions":{"persistedQuery":{"version":2,"sha256Hash":"ab"}}}""")]
    [InlineData("""{"extensions":{"persistedQuery":{"version":1}}}""")]
    [InlineData("""{"extensions":{"persistedQuery":"ab"}}""")]
    [InlineData("""{"documentId":1}""")]
    [InlineData("""{"query":"{ rivers }","documentId":"rivers"}""")]
    [InlineData("""{"extensions":{}}""")]
    public async Task What_names_no_document_rightly_is_refused(string body)
    {
        var answer = await _client.PostAsync("/graphql", new StringContent(body, Encoding.UTF8, "application/json"));

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("BAD_REQUEST", await Text(answer), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_hosts_documents_run_by_id_and_by_its_own_extension()
    {
        _stored = reference => reference.Id == "rivers" || reference.Extension?.GetProperty("name").GetString() == "Sông" ? "{ rivers }" : null;

        Assert.Equal("""{"data":{"rivers":["Đà","Mã"]}}""", await Text(await Post(new { documentId = "rivers" })));
        Assert.Equal("""{"data":{"rivers":["Đà","Mã"]}}""", await Text(await Get("documentId=rivers")));
        Assert.Equal("""{"data":{"rivers":["Đà","Mã"]}}""", await Text(await Post(new { extensions = new { savedDocument = new { name = "Sông" } } })));
        var missing = await Post(new { documentId = "mountains" });
        Assert.Equal(HttpStatusCode.NotFound, missing.StatusCode);
        Assert.Contains("DOCUMENT_NOT_FOUND", await Text(missing), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_may_run_saved_documents_only_may_not_send_or_teach_others()
    {
        (_maySendOwn, _stored) = (false, reference => reference.Id == "rivers" ? "{ rivers }" : null);

        foreach (object body in new object[] { new { query = "{ rivers }" }, new { query = "{ rivers }", extensions = Hash("{ rivers }") }, new { extensions = Hash("{ rivers }") } })
        {
            var refused = await Post(body);
            Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
            Assert.Contains("DOCUMENT_NOT_TRUSTED", await Text(refused), StringComparison.Ordinal);
        }

        Assert.Equal(HttpStatusCode.OK, (await Post(new { documentId = "rivers" })).StatusCode);
    }

    [Theory]
    [InlineData("{ rivers }", "private, max-age=30")]
    [InlineData("{ rivers lakes __typename }", "private, max-age=30")]
    [InlineData("{ lakes }", "public, max-age=600")]
    [InlineData("{ __schema { queryType { name } } }", "private, max-age=60")]
    [InlineData("{ guarded }", "no-store")]
    [InlineData("{ rivers mine }", "no-store")]
    [InlineData("{ regions { name } }", "public, max-age=600")]
    [InlineData("{ regions { name secret } }", "no-store")]
    [InlineData("{ regions { broken } }", "no-store")]
    public async Task Only_answers_of_reference_data_may_be_kept_and_only_by_GET(string query, string expected)
    {
        var byLink = await Get("query=" + Uri.EscapeDataString(query));
        Assert.Equal(expected, byLink.Headers.CacheControl?.ToString().Replace("max-age=600, public", "public, max-age=600", StringComparison.Ordinal).Replace("max-age=60, private", "private, max-age=60", StringComparison.Ordinal).Replace("max-age=30, private", "private, max-age=30", StringComparison.Ordinal));
        Assert.Equal(expected != "no-store", byLink.Headers.ETag is not null);
        Assert.True((await Post(new { query })).Headers.CacheControl?.NoStore);
    }

    [Fact]
    public async Task A_kept_answer_that_still_holds_is_not_sent_again()
    {
        var first = await Get("query={rivers}");
        var again = await Get("query={rivers}", first.Headers.ETag!.ToString());
        var other = await Get("query={lakes}", first.Headers.ETag!.ToString());

        Assert.Equal(HttpStatusCode.NotModified, again.StatusCode);
        Assert.Empty(await Text(again));
        Assert.Equal(HttpStatusCode.OK, other.StatusCode);
        Assert.Contains("Cookie", string.Join(',', first.Headers.Vary), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("br", "br")]
    [InlineData("gzip, deflate, br", "br")]
    [InlineData("gzip;q=1, br;q=0.5", "gzip")]
    [InlineData("gzip, br;q=0", "gzip")]
    [InlineData("*", "br")]
    [InlineData("deflate", null)]
    [InlineData("identity", null)]
    [InlineData("br;q=0", null)]
    public async Task A_large_answer_is_sent_in_the_encoding_that_the_caller_likes_best(string accept, string? expected)
    {
        var answer = await Encoded("{ long }", accept);

        Assert.Equal(expected, answer.Content.Headers.ContentEncoding.SingleOrDefault());
        var bytes = await answer.Content.ReadAsStreamAsync();
        await using Stream decoded = expected switch
        {
            "br" => new System.IO.Compression.BrotliStream(bytes, System.IO.Compression.CompressionMode.Decompress),
            "gzip" => new System.IO.Compression.GZipStream(bytes, System.IO.Compression.CompressionMode.Decompress),
            _ => bytes,
        };
        using var reader = new StreamReader(decoded);
        Assert.Equal($$$"""{"data":{"long":"{{{Atlas.GetLong()}}}"}}""", await reader.ReadToEndAsync());
        Assert.Contains("Accept-Encoding", string.Join(',', answer.Headers.Vary), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_small_answer_is_sent_as_it_is() => Assert.Empty((await Encoded("{ rivers }", "br")).Content.Headers.ContentEncoding);

    private Task<HttpResponseMessage> Encoded(string query, string accept)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, "/graphql") { Content = new StringContent(JsonSerializer.Serialize(new { query }), Encoding.UTF8, "application/json") };
        request.Headers.TryAddWithoutValidation("Accept-Encoding", accept);
        return _client.SendAsync(request);
    }

    private Task<HttpResponseMessage> Post(object body, string accept = Response)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, "/graphql") { Content = new StringContent(JsonSerializer.Serialize(body), Encoding.UTF8, "application/json") };
        request.Headers.Accept.ParseAdd(accept);
        return _client.SendAsync(request);
    }

    private Task<HttpResponseMessage> Get(string query, string? known = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, "/graphql?" + query);
        request.Headers.Add("GraphQL-Preflight", "1");
        if (known is not null)
            request.Headers.TryAddWithoutValidation("If-None-Match", known);
        return _client.SendAsync(request);
    }

    private static object Hash(string query) => new { persistedQuery = new { version = 1, sha256Hash = HashOf(query) } };

    private static string HashOf(string query) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(query)));

    private static Task<string> Text(HttpResponseMessage answer) => answer.Content.ReadAsStringAsync();

    [QueryType]
    public static class Atlas
    {
        [CacheControl(30)]
        public static string[] GetRivers() => ["Đà", "Mã"];

        [CacheControl(600, Scope = CacheControlScope.Public)]
        public static string[] GetLakes() => ["Ba Bể"];

        [CacheControl(600, Scope = CacheControlScope.Public)]
        public static Region[] GetRegions() => [new("Tây Bắc")];

        [CacheControl(600), Authorize("all")]
        public static string GetGuarded() => "x";

        public static string GetMine() => "x";

        public static string GetLong() => string.Concat(Enumerable.Range(0, 400).Select(i => $"{i} "));
    }

    public sealed record Region(string Name)
    {
        [Authorize("all")]
        public string Secret => "x";

        public string? Broken => throw new InvalidOperationException();
    }
}
