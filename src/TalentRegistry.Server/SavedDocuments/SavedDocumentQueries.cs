using System.Security.Claims;
using TalentRegistry.Data.SavedDocuments;
using TalentRegistry.GraphQL;
using TalentRegistry.GraphQL.Execution;
using TalentRegistry.GraphQL.TypeSystem;
using TalentRegistry.Server.Api;

namespace TalentRegistry.Server.SavedDocuments;

/// <summary>Saved documents.</summary>
[QueryType]
internal static class SavedDocumentQueries
{
    /// <summary>The documents that the caller saved or that are shared with the caller's role; own ones first, then by name, 500 at most.</summary>
    /// <param name="session">The transaction.</param>
    /// <param name="user">Who asks.</param>
    /// <param name="cancellationToken">Ends the request.</param>
    /// <param name="nameContains">Part of the name, without regard to accents and case.</param>
    public static async Task<IReadOnlyList<SavedDocument>> GetSavedDocuments(
        [Service] FieldSession session, ClaimsPrincipal user, CancellationToken cancellationToken, string? nameContains = null) =>
        await (await session.OpenAsync(user, cancellationToken)).DocumentsAsync(nameContains, cancellationToken);

    /// <summary>A document by its name, an own one before a shared one, or by its id; null if there is none that the caller may run.</summary>
    /// <param name="session">The transaction.</param>
    /// <param name="user">Who asks.</param>
    /// <param name="cancellationToken">Ends the request.</param>
    /// <param name="name">Give this or the id.</param>
    /// <param name="id">Give this or the name.</param>
    public static async Task<SavedDocument?> GetSavedDocument(
        [Service] FieldSession session, ClaimsPrincipal user, CancellationToken cancellationToken, string? name = null, [ID] Guid? id = null)
    {
        if (name is null == id is null)
            throw new GraphQLException("Give either the name or the id.", ErrorCodes.BadUserInput);

        var opened = await session.OpenAsync(user, cancellationToken);
        return id is { } key ? await opened.DocumentAsync(key, cancellationToken) : await opened.DocumentAsync(name!, cancellationToken);
    }
}
