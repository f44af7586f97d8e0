using Npgsql;
using TalentRegistry.Data.Access;

namespace TalentRegistry.Data.SavedDocuments;

/// <summary>Saved documents under the rights of a session: own ones and those shared with its role. Each change commits the session.</summary>
public static class SavedDocumentStore
{
    /// <summary>The longest text, in characters.</summary>
    public const int MaxCharacters = 65536;

    /// <summary>The longest name, in characters.</summary>
    public const int MaxNameCharacters = 120;

    /// <summary>What stands for no variables.</summary>
    public const string NoVariables = "{}";

    private const string Columns =
        """
        SELECT d.id, d.name, v.text, d.version, d.shared_with, d.owner_name, d.owner_role, d.owner_id = access.current_account(), d.created_at, d.changed_at, v.variables
          FROM documents.saved_document d JOIN documents.saved_document_version v ON v.document_id = d.id AND v.version = d.version
        """;

    /// <summary>All that the caller may run, own ones first, then by name; no more than 500.</summary>
    /// <param name="session">Whose rights hold.</param>
    /// <param name="nameContains">Part of the name, without regard to accents and case; null for all.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public static async Task<IReadOnlyList<SavedDocument>> DocumentsAsync(this RegistrySession session, string? nameContains, CancellationToken cancellationToken)
    {
        await using var command = session.Command(
            $"""
            {Columns}
             WHERE $1::text IS NULL OR strpos(reference.fold(d.name), reference.fold($1)) > 0
             ORDER BY d.owner_id = access.current_account() DESC, d.name COLLATE reference.vietnamese, d.id LIMIT 500
            """);
        command.Parameters.Add(new() { Value = (object?)nameContains ?? DBNull.Value, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Text });
        return await ReadAsync(command, cancellationToken);
    }

    /// <summary>A document by its identifier; null if there is none that the caller may run.</summary>
    public static async Task<SavedDocument?> DocumentAsync(this RegistrySession session, Guid id, CancellationToken cancellationToken)
    {
        await using var command = session.Command($"{Columns} WHERE d.id = $1");
        command.Parameters.Add(new() { Value = id });
        return (await ReadAsync(command, cancellationToken)).SingleOrDefault();
    }

    /// <summary>A document by its name, the caller's own before a shared one; null if there is none that the caller may run.</summary>
    public static async Task<SavedDocument?> DocumentAsync(this RegistrySession session, string name, CancellationToken cancellationToken)
    {
        await using var command = session.Command($"{Columns} WHERE d.name = $1 ORDER BY d.owner_id = access.current_account() DESC LIMIT 1");
        command.Parameters.Add(new() { Value = name });
        return (await ReadAsync(command, cancellationToken)).SingleOrDefault();
    }

    /// <summary>Every text that a document had, the newest first.</summary>
    public static async Task<IReadOnlyList<SavedDocumentVersion>> DocumentVersionsAsync(this RegistrySession session, Guid id, CancellationToken cancellationToken)
    {
        await using var command = session.Command(
            "SELECT version, text, saved_at, variables FROM documents.saved_document_version WHERE document_id = $1 ORDER BY version DESC LIMIT 500");
        command.Parameters.Add(new() { Value = id });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var versions = new List<SavedDocumentVersion>();
        while (await reader.ReadAsync(cancellationToken))
            versions.Add(new SavedDocumentVersion(reader.GetInt32(0), reader.GetString(1), reader.GetFieldValue<DateTimeOffset>(2)) { Variables = reader.IsDBNull(3) ? null : reader.GetString(3) });
        return versions;
    }

    /// <summary>Saves a new document of the caller's; its id.</summary>
    /// <param name="session">Whose it will be.</param>
    /// <param name="name">1 to <see cref="MaxNameCharacters"/> characters without spaces around.</param>
    /// <param name="ownerName">As it is shown to those it is shared with.</param>
    /// <param name="text">1 to <see cref="MaxCharacters"/> characters.</param>
    /// <param name="variables">An object as JSON, as long at most; null or <see cref="NoVariables"/> for none.</param>
    /// <param name="cancellationToken">Ends it; nothing is saved then.</param>
    /// <exception cref="DocumentNameTakenException">The caller has one of that name.</exception>
    public static async Task<Guid> SaveNewDocumentAsync(
        this RegistrySession session, string name, string ownerName, string text, string? variables, CancellationToken cancellationToken)
    {
        var id = Guid.CreateVersion7();
        await Attempt(name, async () =>
        {
            await session.RunAsync(
                """
                INSERT INTO documents.saved_document (id, name, owner_id, owner_name, owner_role)
                VALUES ($1, $2, access.current_account(), $3, $4)
                """, cancellationToken, id, name, ownerName, SnakeCase.Of(session.Role));
            await session.RunAsync(
                "INSERT INTO documents.saved_document_version (document_id, version, text, variables) VALUES ($1, 1, $2, NULLIF($3, ''))", cancellationToken, id, text, variables is null or NoVariables ? "" : variables);
            await session.CommitAsync(cancellationToken);
        });
        return id;
    }

    /// <summary>Saves another text of a document of the caller's.</summary>
    /// <param name="session">The owner's.</param>
    /// <param name="id">Which.</param>
    /// <param name="version">The version that the caller has read.</param>
    /// <param name="text">1 to <see cref="MaxCharacters"/> characters.</param>
    /// <param name="variables">An object as JSON; null keeps those of the version before, <see cref="NoVariables"/> is none.</param>
    /// <param name="cancellationToken">Ends it; nothing is saved then.</param>
    /// <exception cref="DocumentNotFoundException">It is not there, or another's.</exception>
    /// <exception cref="StaleDocumentException">It has a newer version.</exception>
    public static async Task SaveDocumentAsync(
        this RegistrySession session, Guid id, int version, string text, string? variables, CancellationToken cancellationToken)
    {
        await session.OwnAsync(id, version, cancellationToken);
        await session.RunAsync("UPDATE documents.saved_document SET version = $2, changed_at = now() WHERE id = $1", cancellationToken, id, version + 1);
        await session.RunAsync(
            """
            INSERT INTO documents.saved_document_version (document_id, version, text, variables)
            SELECT $1, $2 + 1, $3, CASE $4 WHEN '' THEN before.variables WHEN '{}' THEN NULL ELSE $4 END
              FROM documents.saved_document_version before WHERE before.document_id = $1 AND before.version = $2
            """, cancellationToken, id, version, text, variables ?? "");
        await session.CommitAsync(cancellationToken);
    }

    /// <summary>Gives a document of the caller's another name.</summary>
    /// <inheritdoc cref="SaveDocumentAsync" path="/exception"/>
    /// <exception cref="DocumentNameTakenException">Another has that name.</exception>
    public static async Task RenameDocumentAsync(this RegistrySession session, Guid id, int version, string name, CancellationToken cancellationToken)
    {
        await session.OwnAsync(id, version, cancellationToken);
        await Attempt(name, async () =>
        {
            await session.RunAsync("UPDATE documents.saved_document SET name = $2, changed_at = now() WHERE id = $1", cancellationToken, id, name);
            await session.CommitAsync(cancellationToken);
        });
    }

    /// <summary>Shares a document of the caller's, or takes it back.</summary>
    /// <inheritdoc cref="SaveDocumentAsync" path="/exception"/>
    /// <exception cref="DocumentNameTakenException">Another that is shared has its name.</exception>
    public static async Task ShareDocumentAsync(
        this RegistrySession session, Guid id, int version, SharedWith sharedWith, CancellationToken cancellationToken)
    {
        var name = await session.OwnAsync(id, version, cancellationToken);
        await Attempt(name, async () =>
        {
            await session.RunAsync(
                "UPDATE documents.saved_document SET shared_with = $2, changed_at = now() WHERE id = $1", cancellationToken, id, SnakeCase.Of(sharedWith));
            await session.CommitAsync(cancellationToken);
        });
    }

    /// <summary>Deletes a document of the caller's with all its versions.</summary>
    /// <inheritdoc cref="SaveDocumentAsync" path="/exception"/>
    public static async Task DeleteDocumentAsync(this RegistrySession session, Guid id, int version, CancellationToken cancellationToken)
    {
        await session.OwnAsync(id, version, cancellationToken);
        await session.RunAsync("DELETE FROM documents.saved_document WHERE id = $1", cancellationToken, id);
        await session.CommitAsync(cancellationToken);
    }

    // Locks the document of the caller's against others who change it; its name.
    private static async Task<string> OwnAsync(this RegistrySession session, Guid id, int version, CancellationToken cancellationToken)
    {
        await using var command = session.Command(
            "SELECT name, version FROM documents.saved_document WHERE id = $1 AND owner_id = access.current_account() FOR UPDATE");
        command.Parameters.Add(new() { Value = id });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        if (!await reader.ReadAsync(cancellationToken))
            throw new DocumentNotFoundException(id);

        return reader.GetInt32(1) == version ? reader.GetString(0) : throw new StaleDocumentException(reader.GetInt32(1));
    }

    private static async Task Attempt(string name, Func<Task> change)
    {
        try
        {
            await change();
        }
        catch (PostgresException fault) when (fault.SqlState == PostgresErrorCodes.UniqueViolation)
        {
            throw new DocumentNameTakenException(name);
        }
    }

    private static async Task<List<SavedDocument>> ReadAsync(NpgsqlCommand command, CancellationToken cancellationToken)
    {
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var documents = new List<SavedDocument>();
        while (await reader.ReadAsync(cancellationToken))
        {
            documents.Add(new SavedDocument(
                reader.GetGuid(0), reader.GetString(1), reader.GetString(2), reader.GetInt32(3), SnakeCase.Parse<SharedWith>(reader.GetString(4)),
                reader.GetString(5), reader.GetString(6), reader.GetBoolean(7), reader.GetFieldValue<DateTimeOffset>(8), reader.GetFieldValue<DateTimeOffset>(9)) { Variables = reader.IsDBNull(10) ? null : reader.GetString(10) });
        }

        return documents;
    }
}
