using System.Net;
using System.Text;

namespace TalentRegistry.GraphQL.Tests.Http;

/// <summary>GraphQL over HTTP, the draft, read aloud.</summary>
public sealed class GraphQLOverHttpTests(HttpServer server) : IClassFixture<HttpServer>
{
    private const string Response = "application/graphql-response+json";
    private const string Json = "application/json";

    [Theory]
    [InlineData(null, Json)]
    [InlineData("*/*", Json)]
    [InlineData("application/*", Json)]
    [InlineData(Json, Json)]
    [InlineData(Response, Response)]
    [InlineData(Response + ", " + Json, Response)]
    [InlineData(Json + ", " + Response, Json)]
    [InlineData(Json + ";q=0.5, " + Response, Response)]
    [InlineData(Response + "; charset=utf-8, " + Json + "; charset=utf-8", Response)]
    [InlineData("text/html, application/json;q=0, */*;q=0.1", Response)]
    [InlineData("application/json; charset=latin1, " + Response + ";q=0.1", Response)]
    public async Task The_answer_has_the_media_type_that_the_caller_likes_best(string? accept, string mediaType)
    {
        var answer = await server.Post("""{"query":"{ writers { name } }"}""", accept: accept);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(mediaType + "; charset=utf-8", answer.Content.Headers.ContentType?.ToString());
        Assert.Equal("""{"data":{"writers":[{"name":"Nam Cao"},{"name":"Xuân Quỳnh"}]}}""", await answer.Content.ReadAsStringAsync());
        Assert.True(answer.Headers.CacheControl?.NoStore);
    }

    [Theory]
    [InlineData("text/html")]
    [InlineData("application/xml, text/*;q=0.5")]
    [InlineData("application/json;q=0")]
    [InlineData("not a media type")]
    public async Task A_caller_who_accepts_neither_media_type_is_told_which_there_are(string accept) =>
        await Refused(await server.Post("""{"query":"{ writers { name } }"}""", accept: accept), HttpStatusCode.NotAcceptable, "NOT_ACCEPTABLE");

    [Theory]
    [InlineData("""{"query":"{ writers { "}""", "GRAPHQL_PARSE_FAILED")]
    [InlineData("""{"query":""}""", "GRAPHQL_PARSE_FAILED")]
    [InlineData("""{"query":"{ painters }"}""", "GRAPHQL_VALIDATION_FAILED")]
    [InlineData("""{"query":"query ($id: ID!) { writer(id: $id) { name } }"}""", "BAD_USER_INPUT")]
    [InlineData("""{"query":"query A { me } query B { me }"}""", "BAD_USER_INPUT")]
    public async Task A_request_error_is_a_4xx_in_the_newer_media_type_and_a_200_in_the_older(string body, string code)
    {
        await Refused(await server.Post(body, accept: Response), HttpStatusCode.BadRequest, code);
        await Refused(await server.Post(body, accept: Json), HttpStatusCode.OK, code);
    }

    [Fact]
    public async Task An_error_of_a_field_is_a_success_with_data()
    {
        var answer = await server.Post("""{"query":"{ writers { secret } }"}""", accept: Response);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.EndsWith("\"data\":null}", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{")]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("\"{ me }\"")]
    [InlineData("{}")]
    [InlineData("""{"query":null}""")]
    [InlineData("""{"query":{"a":1}}""")]
    [InlineData("""{"query":"{ me }","query":"{ me }"}""")]
    [InlineData("""{"query":"{ me }","variables":[]}""")]
    [InlineData("""{"query":"{ me }","variables":"{}"}""")]
    [InlineData("""{"query":"{ me }","operationName":1}""")]
    [InlineData("""{"query":"{ me }","extensions":1}""")]
    [InlineData("""{"query":"{ me }","variables":{"a":"\ud800"}}""")]
    public async Task A_body_that_is_no_request_is_refused(string body) =>
        await Refused(await server.Post(body), HttpStatusCode.BadRequest, "BAD_REQUEST");

    [Fact]
    public async Task Nulls_stand_for_what_is_not_given() =>
        Assert.Equal(
            """{"data":{"__typename":"Query"}}""",
            await (await server.Post("""{"query":"{ __typename }","variables":null,"operationName":null,"extensions":null}""")).Content.ReadAsStringAsync());

    [Fact]
    public async Task Bytes_that_are_not_UTF8_are_refused()
    {
        var content = new ByteArrayContent([.. "{\"query\":\"{ me }\",\"operationName\":\""u8, 0xC3, 0x28, .. "\"}"u8]);
        content.Headers.ContentType = new("application/json");

        await Refused(await server.Client.PostAsync("/graphql", content), HttpStatusCode.BadRequest, "BAD_REQUEST");
    }

    [Fact]
    public async Task Several_requests_in_one_body_are_refused() => await Refused(
        await server.Post("""[{"query":"{ me }"},{"query":"{ me }"}]"""), HttpStatusCode.BadRequest, "BATCHING_NOT_SUPPORTED");

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData("multipart/form-data; boundary=x")]
    [InlineData("application/graphql")]
    [InlineData("application/json; charset=utf-16")]
    [InlineData("")]
    public async Task Only_JSON_is_taken_so_that_no_page_of_another_site_can_send_it_unasked(string contentType) => await Refused(
        await server.Post("""{"query":"mutation { initials(input: { of: \"a\" }) { result } }"}""", contentType), HttpStatusCode.UnsupportedMediaType, "UNSUPPORTED_MEDIA_TYPE");

    [Fact]
    public async Task A_body_over_the_limit_is_refused_whether_or_not_its_length_is_announced()
    {
        var body = $$"""{"query":"{ me }{{new string(' ', 20_000)}}"}""";
        await Refused(await server.Post(body), HttpStatusCode.RequestEntityTooLarge, "REQUEST_TOO_LARGE");

        using var stream = new StreamContent(new UnknownLength(Encoding.UTF8.GetBytes(body)));
        stream.Headers.ContentType = new("application/json");
        await Refused(await server.Client.PostAsync("/graphql", stream), HttpStatusCode.RequestEntityTooLarge, "REQUEST_TOO_LARGE");
    }

    [Fact]
    public async Task A_query_may_come_by_GET_with_its_variables()
    {
        var query = Uri.EscapeDataString("query A($id: ID!) { writer(id: $id) { name } } query B { __typename }");
        var variables = Uri.EscapeDataString("""{"id":"00000000-0000-0000-0000-000000000001"}""");

        var answer = await server.Get($"query={query}&variables={variables}&operationName=A", Response);

        Assert.Equal("""{"data":{"writer":{"name":"Nam Cao"}}}""", await answer.Content.ReadAsStringAsync());
    }

    [Theory]
    [InlineData("")]
    [InlineData("query=")]
    [InlineData("query={me}&variables=[]")]
    [InlineData("query={me}&variables={")]
    [InlineData("query={me}&extensions=1")]
    public async Task A_GET_that_is_no_request_is_refused(string query) =>
        await Refused(await server.Get(query), HttpStatusCode.BadRequest, "BAD_REQUEST");

    [Theory]
    [InlineData(Response)]
    [InlineData(Json)]
    public async Task A_mutation_by_GET_is_refused_in_either_media_type(string accept)
    {
        var answer = await server.Get("query=mutation{initials(input:{of:\"a\"}){result}}", accept);

        await Refused(answer, HttpStatusCode.MethodNotAllowed, "METHOD_NOT_ALLOWED");
        Assert.Equal(["POST"], answer.Content.Headers.Allow);
    }

    [Theory]
    [InlineData("", false)]
    [InlineData("Sec-Fetch-Site: cross-site", false)]
    [InlineData("Sec-Fetch-Site: same-site", false)]
    [InlineData("Sec-Fetch-Site: same-origin", true)]
    [InlineData("Sec-Fetch-Site: none", true)]
    [InlineData("GraphQL-Preflight: 1", true)]
    public async Task A_GET_that_another_sites_page_could_send_is_refused(string header, bool isAnswered)
    {
        var answer = await server.Get("query={__typename}", header: header);

        if (isAnswered)
            Assert.Equal("""{"data":{"__typename":"Query"}}""", await answer.Content.ReadAsStringAsync());
        else
            await Refused(answer, HttpStatusCode.BadRequest, "CSRF_PREVENTED");
    }

    [Theory]
    [InlineData("PUT")]
    [InlineData("DELETE")]
    [InlineData("HEAD")]
    [InlineData("PATCH")]
    public async Task Other_methods_are_refused_with_those_there_are(string method)
    {
        var answer = await server.Client.SendAsync(new HttpRequestMessage(new HttpMethod(method), "/graphql"));

        Assert.Equal(HttpStatusCode.MethodNotAllowed, answer.StatusCode);
        Assert.Equal(["GET", "POST"], answer.Content.Headers.Allow);
    }

    [Fact]
    public async Task A_mutation_by_POST_runs() => Assert.Equal(
        """{"data":{"initials":{"result":"ĐV"}}}""",
        await (await server.Post("""{"query":"mutation { initials(input: { of: \"Đoàn Văn\" }) { result } }"}""")).Content.ReadAsStringAsync());

    private static async Task Refused(HttpResponseMessage answer, HttpStatusCode status, string code)
    {
        var body = await answer.Content.ReadAsStringAsync();
        Assert.Equal(status, answer.StatusCode);
        Assert.Contains($"\"code\":\"{code}\"", body, StringComparison.Ordinal);
        Assert.DoesNotContain("\"data\"", body, StringComparison.Ordinal);
    }

    private sealed class UnknownLength(byte[] bytes) : MemoryStream(bytes)
    {
        public override bool CanSeek => false;
    }
}
