using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace TalentRegistry.GraphQL.Http;

/// <summary>In which media type an answer goes out. GraphQL over HTTP, "Media Types" and "Legacy watershed".</summary>
internal static class Negotiation
{
    /// <summary>Statuses say how a request went.</summary>
    public const string Response = "application/graphql-response+json";

    /// <summary>The older type: whatever is well-formed is answered with 200.</summary>
    public const string Json = "application/json";

    // Clients that name no type, or any, may be old ones, which know only JSON.
    private static readonly string[] Preferred = [Json, Response, ServerSentEvents.MediaType];

    /// <summary>The type that the caller likes best; null if none of ours is accepted.</summary>
    public static string? Choose(HttpRequest request)
    {
        if (request.Headers.Accept.Count == 0)
            return Json;
        if (!MediaTypeHeaderValue.TryParseList(request.Headers.Accept, out var accepted))
            return null;

        return Preferred
            .Select(type => (Type: type, Wish: Wish(type, accepted)))
            .Where(t => t.Wish.Quality > 0)
            .OrderByDescending(t => t.Wish.Quality).ThenByDescending(t => t.Wish.Exactness).ThenBy(t => t.Wish.Place)
            .FirstOrDefault().Type;
    }

    // The most exact range that covers the type decides its quality (RFC 9110, 12.5.1).
    private static (double Quality, int Exactness, int Place) Wish(string type, IList<MediaTypeHeaderValue> accepted) => accepted
        .Select((range, place) => (Range: range, Place: place))
        .Where(a => Covers(a.Range, type))
        .Select(a => (a.Range.Quality ?? 1, Exactness(a.Range), a.Place))
        .OrderByDescending(w => w.Item2)
        .FirstOrDefault();

    // A stream is given only to who asks for one by name.
    private static bool Covers(MediaTypeHeaderValue range, string type) =>
        (range.MatchesAllTypes && type != ServerSentEvents.MediaType)
        || (range.MatchesAllSubTypes && range.Type.Equals("application", StringComparison.OrdinalIgnoreCase) && type != ServerSentEvents.MediaType)
        || (range.MediaType.Equals(type, StringComparison.OrdinalIgnoreCase) && (!range.Charset.HasValue || IsUtf8(range)));

    private static int Exactness(MediaTypeHeaderValue range) => range.MatchesAllTypes ? 0 : range.MatchesAllSubTypes ? 1 : 2;

    /// <summary>Whether a media type names no other encoding than UTF-8.</summary>
    public static bool IsUtf8(MediaTypeHeaderValue type) =>
        !type.Charset.HasValue || HeaderUtilities.RemoveQuotes(type.Charset).Equals("utf-8", StringComparison.OrdinalIgnoreCase);
}
