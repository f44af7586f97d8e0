using Npgsql;
using NpgsqlTypes;
using TalentRegistry.Data.Access;
using TalentRegistry.Domain.Dossiers;
using TalentRegistry.Domain.Plans;

namespace TalentRegistry.Data.Dossiers;

public sealed partial class DossierEdits
{
    /// <summary>
    /// Makes a person or any other record of a dossier what it was before a change of the history, by a new change: all values of the record, not only
    /// those that the change changed; a record that was removed is put back under its key. Nothing in the history goes away.
    /// </summary>
    /// <param name="session">The officer's.</param>
    /// <param name="person">Whose record it is.</param>
    /// <param name="changeId">The change, as the history numbers it.</param>
    /// <param name="version">Version of the record that the officer has read; null for a record that has been removed.</param>
    /// <param name="terms">What the officer says beside it; a reason must be given.</param>
    /// <param name="cancellationToken">Ends it; nothing is written then.</param>
    /// <exception cref="RecordNotFoundException">The caller's agencies keep no dossier of the person, or it has no such change.</exception>
    /// <exception cref="StaleRecordException">The record has another version, or has been removed or put back.</exception>
    /// <exception cref="AggregateException">Of <see cref="RuleBrokenException"/>: rules or the database speak against it.</exception>
    public async Task RestoreAsync(
        RegistrySession session, Guid person, long changeId, int? version, EditTerms terms, CancellationToken cancellationToken)
    {
        var (part, id, before) = await PastStateAsync(session, person, changeId, cancellationToken) ?? throw new RecordNotFoundException(DossierPart.Person, person, terms);
        if (string.IsNullOrWhiteSpace(terms.Why))
            throw Refused(part, id, terms, "REASON_MISSING", "Khôi phục phải có lý do.", "A reason must be given.");
        if (before is null)
        {
            throw Refused(
                part, id, terms, "NOTHING_BEFORE", "Bản ghi được thêm ở lần thay đổi này, trước đó chưa có gì. Nếu bản ghi sai, hãy xóa nó.",
                "The record was new in this change; there is nothing before it. If it is wrong, remove it.");
        }

        var stored = await LockAsync(session, person, terms, cancellationToken);
        var current = stored.Versions.TryGetValue(id, out var known) ? known : (int?)null;
        if (current != version)
        {
            var (by, at, _) = await StoredDossier.LastChangeAsync(session, person, part, id, version ?? 0, cancellationToken);
            throw new StaleRecordException(version ?? 0, current ?? 0, by, at, [], terms);
        }

        await WriteAsync(part, terms, () => PutBackAsync(session, part, id, before, current is null, cancellationToken));
        var restored = await LockAsync(session, person, terms, cancellationToken);
        if (restored.Versions[id] == current)
            throw Refused(part, id, terms, "NOTHING_DIFFERS", "Bản ghi hiện đã đúng như trước lần thay đổi này.", "The record is already as it was before this change.");

        await HoldRulesAsync(session, stored.Entries, restored.Entries, id, terms, cancellationToken);
    }

    private static AggregateException Refused(DossierPart part, Guid id, EditTerms terms, string code, string vi, string en) =>
        new(new RuleBrokenException(new Finding(code, FindingSeverity.Error, part, id, "", new Bilingual(vi, en)), id, isKnown: true, terms));

    private static async Task<(DossierPart Part, Guid Id, string? Before)?> PastStateAsync(
        RegistrySession session, Guid person, long changeId, CancellationToken cancellationToken)
    {
        await using var command = session.Command(
            """
            SELECT table_name, record_id::uuid, before::text FROM history.change
             WHERE id = $1 AND person_id = $2 AND table_name = ANY ($3)
            """);
        command.Parameters.Add(new() { Value = changeId });
        command.Parameters.Add(new() { Value = person });
        command.Parameters.Add(new() { Value = StoredDossier.Tables });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        return await reader.ReadAsync(cancellationToken)
            ? (SnakeCase.Parse<DossierPart>(reader.GetString(0)), reader.GetGuid(1), reader.IsDBNull(2) ? null : reader.GetString(2))
            : null;
    }

    // Column by column of today's table: what it has lost since is passed over, and what it has gained stays as it is.
    private static async Task PutBackAsync(
        RegistrySession session, DossierPart part, Guid id, string before, bool isGone, CancellationToken cancellationToken)
    {
        var table = $"registry.{SnakeCase.Of(part)}";
        var record = new NpgsqlParameter { Value = before, NpgsqlDbType = NpgsqlDbType.Jsonb };
        await using var known = session.Command(
            """
            SELECT string_agg(quote_ident(a.attname), ', ') FROM pg_catalog.pg_attribute a
             WHERE a.attrelid = to_regclass($1) AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
               AND a.attname <> ALL ('{id,person_id,version}') AND $2 ? a.attname
            """);
        known.Parameters.Add(new() { Value = table });
        known.Parameters.Add(record.Clone());
        var columns = (string)(await known.ExecuteScalarAsync(cancellationToken))!;

        await using var write = session.Command(isGone
            ? $"INSERT INTO {table} (id, person_id, version, {columns}) SELECT id, person_id, coalesce(version, 1) + 1, {columns} FROM jsonb_populate_record(NULL::{table}, $2) WHERE id = $1"
            : $"UPDATE {table} t SET ({columns}) = (SELECT {columns} FROM jsonb_populate_record(t, $2)) WHERE t.id = $1");
        write.Parameters.Add(new() { Value = id });
        write.Parameters.Add(record.Clone());
        await write.ExecuteNonQueryAsync(cancellationToken);
    }
}
