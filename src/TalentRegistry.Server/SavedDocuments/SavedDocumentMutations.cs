using System.Security.Claims;
using TalentRegistry.Data.SavedDocuments;
using TalentRegistry.GraphQL.Execution;
using TalentRegistry.GraphQL.TypeSystem;
using TalentRegistry.Server.Api;
using TalentRegistry.Server.Pages;

namespace TalentRegistry.Server.SavedDocuments;

/// <summary>The document cannot be run against the schema as it is.</summary>
internal sealed class DocumentInvalidException(IReadOnlyList<DocumentFault> faults) : Exception("The document is not valid: see its faults.")
{
    /// <summary>What is wrong with it.</summary>
    public IReadOnlyList<DocumentFault> Faults => faults;
}

/// <summary>The name cannot be a document's.</summary>
internal sealed class DocumentNameInvalidException()
    : Exception($"A name has 1 to {SavedDocumentStore.MaxNameCharacters} characters, without line breaks.");

/// <summary>Changes of saved documents: by their owners only.</summary>
[MutationType]
internal static class SavedDocumentMutations
{
    /// <summary>Saves a document under a new name, or another text of a document of the caller's.</summary>
    /// <param name="document">The document: valid against the schema, 65,536 characters at most.</param>
    /// <param name="executor">Checks it.</param>
    /// <param name="changes">Keeps it.</param>
    /// <param name="user">Who asks.</param>
    /// <param name="cancellationToken">Ends the request; nothing is saved then.</param>
    /// <param name="name">Name of a new document.</param>
    /// <param name="id">The document that gets another text, in place of a name.</param>
    /// <param name="version">With the id: the version that the caller has read.</param>
    /// <param name="variables">What it is tried with, an object as JSON, 65,536 characters at most; with an id, null keeps those of the version before and {} takes them away.</param>
    [Error<DocumentInvalidException>, Error<DocumentNameInvalidException>, Error<DocumentNameTakenException>, Error<StaleDocumentException>, Error<DocumentNotFoundException>]
    public static async Task<SavedDocument> SaveDocument(
        string document, [Service] IRequestExecutor executor, [Service] DocumentChanges changes, ClaimsPrincipal user, CancellationToken cancellationToken,
        string? name = null, [ID] Guid? id = null, int? version = null, string? variables = null)
    {
        if (document.Length > SavedDocumentStore.MaxCharacters)
            throw new GraphQLException($"A saved document has no more than {SavedDocumentStore.MaxCharacters} characters.", GraphQL.ErrorCodes.BadUserInput);
        if (executor.Check(document) is { Count: > 0 } faults)
            throw new DocumentInvalidException([.. faults.Select(DocumentFault.Of)]);

        var kept = variables is null ? null : DocumentChanges.Variables(variables);
        return await changes.MakeAsync(user, async session =>
        {
            if (id is { } known && version is { } read && name is null)
            {
                await session.SaveDocumentAsync(known, read, document, kept, cancellationToken);
                return known;
            }

            if (id is not null || version is not null || name is null)
                throw new GraphQLException("Give the name of a new document, or the id and version of one that is there.", GraphQL.ErrorCodes.BadUserInput);

            return await session.SaveNewDocumentAsync(DocumentChanges.Name(name), SignedIn.From(user)!.DisplayName, document, kept, cancellationToken);
        }, cancellationToken);
    }

    /// <summary>Gives a document of the caller's another name; its id stays.</summary>
    [Error<DocumentNameInvalidException>, Error<DocumentNameTakenException>, Error<StaleDocumentException>, Error<DocumentNotFoundException>]
    public static Task<SavedDocument> RenameDocument(
        [ID] Guid id, int version, string name, [Service] DocumentChanges changes, ClaimsPrincipal user, CancellationToken cancellationToken) =>
        changes.MakeAsync(user, async session =>
        {
            await session.RenameDocumentAsync(id, version, DocumentChanges.Name(name), cancellationToken);
            return id;
        }, cancellationToken);

    /// <summary>Lets others run a document of the caller's, with their own rights; NOBODY takes it back.</summary>
    [Error<DocumentNameTakenException>, Error<StaleDocumentException>, Error<DocumentNotFoundException>]
    public static Task<SavedDocument> ShareDocument(
        [ID] Guid id, int version, SharedWith with, [Service] DocumentChanges changes, ClaimsPrincipal user, CancellationToken cancellationToken) =>
        changes.MakeAsync(user, async session =>
        {
            await session.ShareDocumentAsync(id, version, with, cancellationToken);
            return id;
        }, cancellationToken);

    /// <summary>Deletes a document of the caller's with all its versions.</summary>
    [Error<StaleDocumentException>, Error<DocumentNotFoundException>]
    [UseMutationConvention(PayloadFieldName = "deletedId")]
    public static async Task<Guid> DeleteDocument(
        [ID] Guid id, int version, [Service] DocumentChanges changes, ClaimsPrincipal user, CancellationToken cancellationToken)
    {
        await changes.DeleteAsync(user, id, version, cancellationToken);
        return id;
    }
}
