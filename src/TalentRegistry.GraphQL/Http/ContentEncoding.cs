using System.IO.Compression;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace TalentRegistry.GraphQL.Http;

/// <summary>
/// Answers made smaller, over HTTPS too. BREACH needs three things in one answer: text of the attacker's, a secret, and the victim's browser
/// sending many such requests. Answers hold no token that would open anything, and a page of another site can send no request that is
/// answered: POST must be JSON, and GET must come from this site or carry a header that such a page cannot set.
/// </summary>
internal static class ContentEncoding
{
    /// <summary>A smaller answer fits one packet anyway.</summary>
    public const int LeastBytes = 1024;

    private static readonly string[] Preferred = ["br", "gzip"];

    /// <summary>The encoding that the caller likes best, Brotli first; null for none.</summary>
    public static string? Choose(HttpRequest request)
    {
        if (request.Headers.AcceptEncoding.Count == 0 || !StringWithQualityHeaderValue.TryParseList(request.Headers.AcceptEncoding, out var accepted))
            return null;

        return Preferred.Select(name => (Name: name, Quality: Quality(name, accepted))).Where(e => e.Quality > 0).OrderByDescending(e => e.Quality).FirstOrDefault().Name;
    }

    /// <summary>Writes bytes in an encoding, and ends it.</summary>
    public static async Task Write(Stream output, string encoding, ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        // The quickest level: answers are made once and sent once.
        await using Stream encoder = encoding == "br"
            ? new BrotliStream(output, CompressionLevel.Fastest, leaveOpen: true)
            : new GZipStream(output, CompressionLevel.Fastest, leaveOpen: true);
        await encoder.WriteAsync(bytes, cancellationToken);
    }

    private static double Quality(string name, IList<StringWithQualityHeaderValue> accepted) =>
        (accepted.FirstOrDefault(a => a.Value.Equals(name, StringComparison.OrdinalIgnoreCase)) ?? accepted.FirstOrDefault(a => a.Value == "*")) is { } found
            ? found.Quality ?? 1 : 0;
}
