using Npgsql;
using TalentRegistry.Data.Access;

namespace TalentRegistry.Data.Importing.Writing;

/// <summary>An import that changed something.</summary>
/// <param name="Id">Its identifier.</param>
/// <param name="FileName">Name of the file.</param>
/// <param name="Mode">What of it was written.</param>
/// <param name="New">People added.</param>
/// <param name="Changed">People corrected.</param>
/// <param name="CommittedAt">When.</param>
/// <param name="UndoneAt">When it was taken back; null while it stands.</param>
/// <param name="By">Name of the account that brought it in; null where that is gone.</param>
public sealed record PastImport(Guid Id, string FileName, ImportMode Mode, int New, int Changed, DateTimeOffset CommittedAt, DateTimeOffset? UndoneAt, string? By)
{
    /// <summary>The account's own imports, and those of others whose agencies are all among its own, the latest first.</summary>
    /// <param name="session">The officer's transaction.</param>
    /// <param name="most">So many at most.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public static async Task<IReadOnlyList<PastImport>> ListAsync(RegistrySession session, int most, CancellationToken cancellationToken)
    {
        await using var list = session.Command(
            "SELECT id, file_name, mode, people_new, people_changed, committed_at, undone_at, imports.imported_by(id) FROM imports.import ORDER BY committed_at DESC, id LIMIT $1");
        list.Parameters.Add(new() { Value = most });
        await using var reader = await list.ExecuteReaderAsync(cancellationToken);
        var found = new List<PastImport>();
        while (await reader.ReadAsync(cancellationToken))
            found.Add(new PastImport(
                reader.GetGuid(0), reader.GetString(1), SnakeCase.Parse<ImportMode>(reader.GetString(2)), reader.GetInt32(3), reader.GetInt32(4),
                reader.GetFieldValue<DateTimeOffset>(5), reader.IsDBNull(6) ? null : reader.GetFieldValue<DateTimeOffset>(6), reader.IsDBNull(7) ? null : reader.GetString(7)));
        return found;
    }

    /// <summary>
    /// Takes an import back as a whole, by changes of its own in the history. The session must be committed for it to stay.
    /// </summary>
    /// <param name="session">The transaction of the officer whose import it is, or of one who keeps all its agencies.</param>
    /// <param name="id">The import.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="OperatorException">There is no such import, it was taken back before, something was built on it since, or people of it are out of the officer's sight now.</exception>
    public static async Task UndoAsync(RegistrySession session, Guid id, CancellationToken cancellationToken)
    {
        // Two who take back the same import wait here for each other.
        await using var mark = With(session.Command("UPDATE imports.import SET undone_at = clock_timestamp() WHERE id = $1 AND undone_at IS NULL RETURNING file_name"), id);
        if (await mark.ExecuteScalarAsync(cancellationToken) is not string fileName)
            throw new OperatorException("Không có lần nhập nào như vậy trong phạm vi của bạn, hoặc đã được hủy. There is no such import within your scope, or it was undone before.");

        await using var take = With(session.Command(RowWriting.Take), id);
        await take.ExecuteNonQueryAsync(cancellationToken);
        await using var whole = With(session.Command(RowWriting.IsWhole), id);
        if (await whole.ExecuteScalarAsync(cancellationToken) is not true)
            throw new OperatorException(
                "Không hủy được: một phần hồ sơ của lần nhập không còn trong phạm vi của bạn hoặc đã bị gỡ bỏ. It cannot be undone: some of its dossiers are no longer within your scope, or were removed.");

        await using var built = session.Command("SET LOCAL statement_timeout = 0; ANALYZE pg_temp.taken; " + RowWriting.BuiltOn);
        built.CommandTimeout = 0;
        if (await built.ExecuteScalarAsync(cancellationToken) is int people and > 0)
            throw new OperatorException($"Không hủy được: hồ sơ của {people} người đã được sửa sau lần nhập. It cannot be undone: records of {people} people were changed since.");

        await session.ExplainChangesAsync($"Hủy lần nhập danh sách {fileName}", cancellationToken);
        await using var takeBack = session.Command($"{RowWriting.TakeBack};\n{RowWriting.Seal}");
        takeBack.CommandTimeout = 0;
        await takeBack.ExecuteNonQueryAsync(cancellationToken);
    }

    private static NpgsqlCommand With(NpgsqlCommand command, Guid id)
    {
        command.Parameters.Add(new() { Value = id });
        return command;
    }
}
