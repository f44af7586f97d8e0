using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace TalentRegistry.GraphQL.Http;

/// <summary>Which documents may be named instead of sent, and who may send their own.</summary>
public sealed class PersistedDocumentOptions
{
    /// <summary>
    /// Documents kept by their hash for automatic persisted queries; the least recently used give way. 1000 unless set; 0 keeps none and
    /// answers that it does not know.
    /// </summary>
    public int MaxKnownHashes { get; set; } = 1000;

    /// <summary>
    /// Finds the text of a document that the server keeps, if this caller may run it; null if there is none. Null, as at first, has no such
    /// store.
    /// </summary>
    public Func<HttpContext, DocumentReference, CancellationToken, ValueTask<string?>>? Find { get; set; }

    /// <summary>Whether a caller may run a document that is not in the store; null, as at first, lets everyone.</summary>
    public Func<HttpContext, bool>? MaySendOwn { get; set; }
}

/// <summary>A document as a request names it: by <c>documentId</c>, or as the extension <c>savedDocument</c> says.</summary>
/// <param name="Id">The value of <c>documentId</c>; null if the extension is used.</param>
/// <param name="Extension">The value of <c>extensions.savedDocument</c>, of any shape; null if the id is used.</param>
public sealed record DocumentReference(string? Id, JsonElement? Extension);
