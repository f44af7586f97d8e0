using System.Security.Claims;
using TalentRegistry.Data.SavedDocuments;
using TalentRegistry.GraphQL;
using TalentRegistry.GraphQL.Authoring;
using TalentRegistry.GraphQL.Execution;
using TalentRegistry.GraphQL.TypeSystem;
using TalentRegistry.Server.Api;

namespace TalentRegistry.Server.SavedDocuments;

/// <summary>A saved document as the API shows it.</summary>
internal sealed class SavedDocumentType : ObjectType<SavedDocument>
{
    protected override void Configure(IObjectTypeDescriptor<SavedDocument> descriptor)
    {
        descriptor.Name("SavedDocument").Description("A GraphQL document with a name, run by its name or id with the rights of whoever runs it.");
        descriptor.Field(document => document.Id).ID();
        descriptor.Field(document => document.OwnerRole).Ignore();
    }
}

/// <summary>What is wrong with a document against the schema as it is now.</summary>
/// <param name="Message">A sentence for whoever wrote the document.</param>
/// <param name="Code">Stable.</param>
/// <param name="Line">Where, from 1; null if the whole document is at fault.</param>
/// <param name="Column">Where, from 1; null if the whole document is at fault.</param>
internal sealed record DocumentFault(string Message, string Code, int? Line, int? Column)
{
    public static DocumentFault Of(GraphQLError error) =>
        new(error.Message, error.Code, error.Locations.Count > 0 ? error.Locations[0].Line : null, error.Locations.Count > 0 ? error.Locations[0].Column : null);
}

/// <summary>What is found out about a saved document.</summary>
[ExtendObjectType<SavedDocument>]
internal static class SavedDocumentFields
{
    /// <summary>
    /// What is wrong with it against the schema as it is now; empty while it can be run. A document that was right when it was saved may be
    /// wrong after the schema has changed.
    /// </summary>
    public static IReadOnlyList<DocumentFault> GetFaults([ParentValue(nameof(SavedDocument.Text))] string text, [Service] IRequestExecutor executor) =>
        [.. executor.Check(text).Select(DocumentFault.Of)];

    /// <summary>Every text that it had, the newest first.</summary>
    public static async Task<IReadOnlyList<SavedDocumentVersion>> GetVersions(
        [ParentValue(nameof(SavedDocument.Id))] Guid id, [Service] FieldSession session, ClaimsPrincipal user, CancellationToken cancellationToken) =>
        await (await session.OpenAsync(user, cancellationToken)).DocumentVersionsAsync(id, cancellationToken);
}
