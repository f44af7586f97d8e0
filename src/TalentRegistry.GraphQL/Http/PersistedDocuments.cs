using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using TalentRegistry.GraphQL.Execution;

namespace TalentRegistry.GraphQL.Http;

/// <summary>
/// The document of a request that names it: automatic persisted queries as Apollo's clients know them, the <c>documentId</c> of the
/// appendix on persisted documents of GraphQL over HTTP, and the host's own store.
/// </summary>
internal sealed class PersistedDocuments(PersistedDocumentOptions options)
{
    private const string HashPrefix = "sha256:";
    private readonly KnownHashes _known = new(options.MaxKnownHashes);

    /// <summary>The request with its document, or why it cannot be had; exactly one of the two.</summary>
    public async ValueTask<(GraphQLRequest? Request, HttpRefusal? Refusal)> Resolve(HttpContext http, GraphQLRequest request)
    {
        if (request.DocumentId is null && request.Extensions is null)
            return Own(http, request);

        var saved = Extension(request, "savedDocument");
        if (saved is not null || (request.DocumentId is { } id && !id.StartsWith(HashPrefix, StringComparison.Ordinal)))
            return await Stored(http, request, new DocumentReference(saved is null ? request.DocumentId : null, saved));
        if (request.DocumentId is { } hashed)
            return Hashed(http, request, hashed[HashPrefix.Length..], mayLearn: false);
        if (Extension(request, "persistedQuery") is not { } persisted)
            return Own(http, request);
        if (persisted.ValueKind != JsonValueKind.Object || !persisted.TryGetProperty("version", out var version) || version.ValueKind != JsonValueKind.Number
            || !version.TryGetInt32(out var number) || number != 1 || !persisted.TryGetProperty("sha256Hash", out var hash) || hash.ValueKind != JsonValueKind.String)
            return (null, HttpRefusal.BadRequest("\"extensions.persistedQuery\" must be { \"version\": 1, \"sha256Hash\": \"…\" }."));

        return Hashed(http, request, hash.GetString()!, mayLearn: true);
    }

    private async ValueTask<(GraphQLRequest?, HttpRefusal?)> Stored(HttpContext http, GraphQLRequest request, DocumentReference reference)
    {
        if (request.Query.Length > 0)
            return (null, HttpRefusal.BadRequest("Send a document or name one, not both."));
        if (options.Find is not null && await options.Find(http, reference, http.RequestAborted) is { } text)
            return (request with { Query = text }, null);

        return (null, new HttpRefusal(StatusCodes.Status404NotFound, new GraphQLError("There is no such saved document that you may run.", ErrorCodes.DocumentNotFound)));
    }

    private (GraphQLRequest?, HttpRefusal?) Hashed(HttpContext http, GraphQLRequest request, string hash, bool mayLearn)
    {
        if (MayNotSend(http) is { } refusal)
            return (null, refusal);
        if (request.Query.Length == 0)
        {
            return _known.Find(hash) is { } text ? (request with { Query = text }, null) : (null, new HttpRefusal(
                StatusCodes.Status404NotFound, new GraphQLError("PersistedQueryNotFound", ErrorCodes.PersistedQueryNotFound)));
        }

        if (!mayLearn)
            return (null, HttpRefusal.BadRequest("Send a document or name one, not both."));
        if (Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(request.Query))) is var actual && actual != hash)
            return (null, HttpRefusal.BadRequest("The hash of \"extensions.persistedQuery\" is not that of the query."));

        return (request with { HashToLearn = actual }, null);
    }

    /// <summary>Keeps the document of a request that turned out to be one; a wrong one would take the place of a good one.</summary>
    public void Learn(GraphQLRequest request, bool isValid)
    {
        if (isValid && request.HashToLearn is { } hash)
            _known.Add(hash, request.Query);
    }

    private (GraphQLRequest?, HttpRefusal?) Own(HttpContext http, GraphQLRequest request)
    {
        if (request.Query.Length == 0 && !request.HasQuery)
            return (null, HttpRefusal.BadRequest("The request must have a \"query\", a string."));

        return MayNotSend(http) is { } refusal ? (null, refusal) : (request, null);
    }

    private HttpRefusal? MayNotSend(HttpContext http) => options.MaySendOwn is { } may && !may(http)
        ? new HttpRefusal(StatusCodes.Status403Forbidden, new GraphQLError(
            "Your account may run saved documents only: name one by \"documentId\".", ErrorCodes.DocumentNotTrusted))
        : null;

    private static JsonElement? Extension(GraphQLRequest request, string name) =>
        request.Extensions is { } extensions && extensions.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;
}
