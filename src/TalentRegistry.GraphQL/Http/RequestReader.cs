using System.Buffers;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;
using TalentRegistry.GraphQL.Execution;

namespace TalentRegistry.GraphQL.Http;

/// <summary>A GraphQL request out of an HTTP one. GraphQL over HTTP, "Request".</summary>
internal sealed class RequestReader(GraphQLHttpOptions options)
{
    /// <summary>
    /// A page of another site can send a simple request without asking the browser first. A header that no simple request
    /// has, whatever its value, shows that it was asked.
    /// </summary>
    public const string PreflightHeader = "GraphQL-Preflight";

    /// <summary>The request, or why there is none; exactly one of the two.</summary>
    public async ValueTask<(GraphQLRequest? Request, HttpRefusal? Refusal)> Read(HttpContext http)
    {
        if (HttpMethods.IsGet(http.Request.Method))
            return FromQuery(http.Request);
        if (HttpMethods.IsPost(http.Request.Method))
            return await FromBody(http);

        return (null, new HttpRefusal(
            StatusCodes.Status405MethodNotAllowed, new GraphQLError("Send queries by GET or POST, mutations by POST.", ErrorCodes.MethodNotAllowed)));
    }

    private static (GraphQLRequest?, HttpRefusal?) FromQuery(HttpRequest request)
    {
        if (CouldBeAnotherSites(request))
        {
            return (null, new HttpRefusal(StatusCodes.Status400BadRequest, new GraphQLError(
                $"Another site's page could have sent this request. Send the header \"{PreflightHeader}: 1\", or use POST with application/json.",
                ErrorCodes.CsrfPrevented)));
        }

        var query = (string?)request.Query["query"] ?? "";
        var documentId = (string?)request.Query["documentId"];
        try
        {
            var variables = Parameter(request, "variables");
            if (variables is { ValueKind: not JsonValueKind.Object })
                return (null, HttpRefusal.BadRequest("The parameter \"variables\" must be a JSON object."));
            var extensions = Parameter(request, "extensions");
            if (extensions is { ValueKind: not JsonValueKind.Object })
                return (null, HttpRefusal.BadRequest("The parameter \"extensions\" must be a JSON object."));

            var name = (string?)request.Query["operationName"];
            return (new GraphQLRequest(query, variables, string.IsNullOrEmpty(name) ? null : name)
            {
                IsReadOnly = true, Extensions = extensions, DocumentId = string.IsNullOrEmpty(documentId) ? null : documentId,
            }, null);
        }
        catch (JsonException)
        {
            return (null, HttpRefusal.BadRequest("The parameters \"variables\" and \"extensions\" must be JSON."));
        }
    }

    // Browsers say where a request comes from, if the site is one they trust to be what it says; our own pages need no header then.
    private static bool CouldBeAnotherSites(HttpRequest request) =>
        !request.Headers.ContainsKey(PreflightHeader)
        && request.Headers["Sec-Fetch-Site"].ToString() is not ("same-origin" or "none")
        && !IsJson(request.ContentType, out _);

    private async ValueTask<(GraphQLRequest?, HttpRefusal?)> FromBody(HttpContext http)
    {
        if (!IsJson(http.Request.ContentType, out var isForm))
        {
            var message = isForm ? "Forms, and so uploads of files, are not taken: send application/json." : "Send application/json in UTF-8.";
            return (null, new HttpRefusal(StatusCodes.Status415UnsupportedMediaType, new GraphQLError(message, ErrorCodes.UnsupportedMediaType)));
        }

        try
        {
            if (await Body(http) is not { } body)
            {
                return (null, new HttpRefusal(StatusCodes.Status413PayloadTooLarge, new GraphQLError(
                    $"The body is larger than the {options.MaxBodyBytes} bytes that are read.", ErrorCodes.RequestTooLarge)));
            }

            return FromJson(StrictJson.Parse(body.Span));
        }
        catch (JsonException)
        {
            return (null, HttpRefusal.BadRequest("The body is not JSON."));
        }
        catch (BadHttpRequestException broken)
        {
            // Less came than was announced, too slowly, or in pieces that are none: the sender's fault, not an error of the server's.
            return (null, new HttpRefusal(broken.StatusCode, new GraphQLError("The body did not arrive whole.", ErrorCodes.BadRequest)));
        }
    }

    private static (GraphQLRequest?, HttpRefusal?) FromJson(JsonElement json)
    {
        if (json.ValueKind == JsonValueKind.Array)
        {
            return (null, new HttpRefusal(StatusCodes.Status400BadRequest, new GraphQLError(
                "One request at a time: several operations of one document can be sent as fields of one.", ErrorCodes.BatchingNotSupported)));
        }

        if (json.ValueKind != JsonValueKind.Object)
            return (null, HttpRefusal.BadRequest("The body must be a JSON object."));
        var query = Member(json, "query");
        if (query is { ValueKind: not JsonValueKind.String })
            return (null, HttpRefusal.BadRequest("\"query\" must be a string."));
        if (Member(json, "documentId") is { ValueKind: not JsonValueKind.String })
            return (null, HttpRefusal.BadRequest("\"documentId\" must be a string."));
        if (Member(json, "variables") is { ValueKind: not JsonValueKind.Object })
            return (null, HttpRefusal.BadRequest("\"variables\" must be an object."));
        if (Member(json, "extensions") is { ValueKind: not JsonValueKind.Object })
            return (null, HttpRefusal.BadRequest("\"extensions\" must be an object."));
        if (Member(json, "operationName") is { ValueKind: not JsonValueKind.String })
            return (null, HttpRefusal.BadRequest("\"operationName\" must be a string."));

        var name = Member(json, "operationName")?.GetString();
        return (new GraphQLRequest(query?.GetString() ?? "", Member(json, "variables"), string.IsNullOrEmpty(name) ? null : name)
        {
            HasQuery = query is not null, Extensions = Member(json, "extensions"), DocumentId = Member(json, "documentId")?.GetString(),
        }, null);
    }

    // Absent and null are the same (GraphQL over HTTP, "Request Parameters").
    private static JsonElement? Member(JsonElement json, string name) =>
        json.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;

    private static JsonElement? Parameter(HttpRequest request, string name) =>
        (string?)request.Query[name] is { Length: > 0 } text && StrictJson.Parse(text) is { ValueKind: not JsonValueKind.Null } value ? value : null;

    private static bool IsJson(string? contentType, out bool isForm)
    {
        isForm = false;
        if (!MediaTypeHeaderValue.TryParse(contentType, out var type))
            return false;

        isForm = type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase)
            || type.MediaType.Equals("application/x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase);
        return type.MediaType.Equals(Negotiation.Json, StringComparison.OrdinalIgnoreCase) && Negotiation.IsUtf8(type);
    }

    /// <summary>The whole body; null if it is larger than allowed, whatever length was announced.</summary>
    private async ValueTask<ReadOnlyMemory<byte>?> Body(HttpContext http)
    {
        if (http.Request.ContentLength > options.MaxBodyBytes)
            return null;

        var reader = http.Request.BodyReader;
        while (true)
        {
            var read = await reader.ReadAsync(http.RequestAborted);
            if (read.Buffer.Length > options.MaxBodyBytes)
            {
                reader.AdvanceTo(read.Buffer.End);
                return null;
            }

            if (read.IsCompleted)
            {
                var body = read.Buffer.ToArray();
                reader.AdvanceTo(read.Buffer.End);
                return body;
            }

            reader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
        }
    }
}
