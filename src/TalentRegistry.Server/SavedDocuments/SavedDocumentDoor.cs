using System.Text.Json;
using TalentRegistry.Data;
using TalentRegistry.Data.SavedDocuments;
using TalentRegistry.Domain.Access;
using TalentRegistry.GraphQL.Http;
using TalentRegistry.Server.Pages;
using TalentRegistry.Server.Startup;

namespace TalentRegistry.Server.SavedDocuments;

/// <summary>
/// Finds the saved document that a request names: by id or name in <c>documentId</c>, or by <c>id</c> or <c>name</c>, and <c>version</c> if
/// an older text is wanted, in <c>extensions.savedDocument</c>. Roles that may run trusted documents only get those that a planner or an administrator shares.
/// </summary>
internal sealed class SavedDocumentDoor(RegistryDatabase database, ServeOptions options)
{
    public bool MaySendOwn(HttpContext http) => SignedIn.From(http.User) is not { } caller || !options.SavedDocumentsOnly.Contains(caller.Role);

    public async ValueTask<string?> FindAsync(HttpContext http, DocumentReference reference, CancellationToken cancellationToken)
    {
        if (SignedIn.From(http.User) is not { } caller || Read(reference) is not { } wanted)
            return null;

        await using var session = await database.OpenSessionAsync(caller.At("graphql", "query"), cancellationToken);
        var document = wanted.Id is { } id
            ? await session.DocumentAsync(id, cancellationToken)
            : await session.DocumentAsync(wanted.Name!, cancellationToken);
        if (document is null || (options.SavedDocumentsOnly.Contains(caller.Role) && !IsTrusted(document)))
            return null;
        if (wanted.Version is not { } version || version == document.Version)
            return document.Text;

        return (await session.DocumentVersionsAsync(document.Id, cancellationToken)).FirstOrDefault(kept => kept.Version == version)?.Text;
    }

    private static bool IsTrusted(SavedDocument document) =>
        document.SharedWith != SharedWith.Nobody && SnakeCase.Parse<Role>(document.OwnerRole) is Role.Planner or Role.Admin;

    private static Wanted? Read(DocumentReference reference)
    {
        if (reference.Id is { } given)
            return Guid.TryParse(given, out var id) ? new Wanted(id, null, null) : new Wanted(null, given, null);
        if (reference.Extension is not { ValueKind: JsonValueKind.Object } extension)
            return null;

        var version = extension.TryGetProperty("version", out var number) && number.ValueKind == JsonValueKind.Number && number.TryGetInt32(out var read) ? read : (int?)null;
        if (extension.TryGetProperty("id", out var key) && key.ValueKind == JsonValueKind.String)
            return Guid.TryParse(key.GetString(), out var known) ? new Wanted(known, null, version) : null;

        return extension.TryGetProperty("name", out var name) && name.ValueKind == JsonValueKind.String ? new Wanted(null, name.GetString(), version) : null;
    }

    private sealed record Wanted(Guid? Id, string? Name, int? Version);
}
