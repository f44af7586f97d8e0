using System.Security.Claims;
using System.Text.Json;
using TalentRegistry.Data;
using TalentRegistry.Data.Access;
using TalentRegistry.Data.SavedDocuments;
using TalentRegistry.GraphQL.Execution;
using TalentRegistry.Server.Api;

namespace TalentRegistry.Server.SavedDocuments;

/// <summary>Changes a document in a transaction of its own, and reads it in the next: a mutation's fields may each fail alone.</summary>
internal sealed class DocumentChanges(RegistryDatabase database)
{
    /// <summary>Makes a change that tells the id of its document; the document after it.</summary>
    public async Task<SavedDocument> MakeAsync(ClaimsPrincipal user, Func<RegistrySession, Task<Guid>> change, CancellationToken cancellationToken)
    {
        var caller = FieldSession.CallerOf(user);
        Guid id;
        await using (var session = await database.OpenSessionAsync(caller, cancellationToken))
            id = await change(session);
        await using var after = await database.OpenSessionAsync(caller, cancellationToken);
        return await after.DocumentAsync(id, cancellationToken) ?? throw new DocumentNotFoundException(id);
    }

    /// <summary>Deletes a document.</summary>
    public async Task DeleteAsync(ClaimsPrincipal user, Guid id, int version, CancellationToken cancellationToken)
    {
        await using var session = await database.OpenSessionAsync(FieldSession.CallerOf(user), cancellationToken);
        await session.DeleteDocumentAsync(id, version, cancellationToken);
    }

    /// <summary>A name as it is kept.</summary>
    /// <exception cref="DocumentNameInvalidException">It is empty, too long, or has control characters.</exception>
    public static string Name(string given) =>
        given.Trim() is { Length: > 0 and <= SavedDocumentStore.MaxNameCharacters } name && !name.Any(char.IsControl)
            ? name : throw new DocumentNameInvalidException();

    /// <summary>Variables as they are kept.</summary>
    /// <exception cref="GraphQLException">They are too long, or not an object as JSON.</exception>
    public static string Variables(string given)
    {
        if (given.Length > SavedDocumentStore.MaxCharacters)
            throw new GraphQLException($"Saved variables have no more than {SavedDocumentStore.MaxCharacters} characters.", GraphQL.ErrorCodes.BadUserInput);
        try
        {
            using var read = JsonDocument.Parse(given);
            if (read.RootElement.ValueKind == JsonValueKind.Object)
                return read.RootElement.EnumerateObject().Any() ? given.Trim() : SavedDocumentStore.NoVariables;
        }
        catch (JsonException)
        {
            // Said below, with what is no object.
        }

        throw new GraphQLException("Variables are an object in JSON, as {\"year\": 2030}.", GraphQL.ErrorCodes.BadUserInput);
    }
}
