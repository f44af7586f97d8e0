using Npgsql;
using NpgsqlTypes;

namespace TalentRegistry.Data.People;

// What the new key makes of everything that was ever kept.
public sealed partial class CitizenIdKeyReplacement
{
    private const string People =
        """
        SELECT p.id, p.citizen_id_hash, p.citizen_id_cipher FROM registry.person p
         WHERE p.citizen_id_cipher IS NOT NULL
           AND NOT EXISTS (SELECT FROM protection.citizen_id_form f WHERE f.person_id = p.id AND f.known_hash = p.citizen_id_hash AND f.key_id = $1)
         ORDER BY p.id LIMIT $2
        """;

    private const string FormerForms =
        """
        SELECT o.person_id, o.known_hash, o.cipher FROM protection.citizen_id_form o
         WHERE o.key_id = $3 AND NOT EXISTS (SELECT FROM protection.citizen_id_form f WHERE f.person_id = o.person_id AND f.known_hash = o.known_hash AND f.key_id = $1)
         ORDER BY o.person_id, o.known_hash LIMIT $2
        """;

    // Past states stand in the history under the key of their time. The first parameter is the other questions'.
    private const string PastStates =
        """
        SELECT told.person_id, told.hash, told.cipher, told.last FROM (
          SELECT c.id AS last, c.record_id::uuid AS person_id, decode(substr(s.state ->> 'citizen_id_hash', 3), 'hex') AS hash,
                 decode(substr(s.state ->> 'citizen_id_cipher', 3), 'hex') AS cipher
            FROM (SELECT * FROM history.change WHERE $1::text IS NOT NULL AND id > $3 AND table_name = 'person' AND kind <> 'truncate' ORDER BY id LIMIT $2) c
            CROSS JOIN LATERAL (VALUES (c.before), (c.after)) s (state)) told
         ORDER BY told.last
        """;

    // Returns the last change of the history that was looked at.
    private async Task<long> PrepareAsync(NpgsqlConnection connection, Preparing work, long sinceChange, Action<long>? report, CancellationToken cancellationToken)
    {
        var done = 0L;
        while (await ReadAsync(connection, People, work, null, cancellationToken) is { Count: > 0 } people)
        {
            if (people.Find(each => work.Reveal(each.Person, each.Cipher!) is null) is { } locked)
                throw new OperatorException($"The citizen ID of person {locked.Person} cannot be opened with any key of {file.Path}: nothing was replaced. Put the key that it needs into the file, or take the number out.");

            await KeepAsync(connection, work, people, cancellationToken);
            report?.Invoke(done += people.Count);
        }

        while (await ReadAsync(connection, FormerForms, work, new() { Value = work.Used }, cancellationToken) is { Count: > 0 } forms)
        {
            await KeepAsync(connection, work, forms, cancellationToken);
            report?.Invoke(done += forms.Count);
        }

        var last = sinceChange;
        while (await ReadAsync(connection, PastStates, work, new() { Value = last }, cancellationToken) is { Count: > 0 } states)
        {
            // What is under a key that is gone stays unreadable; a past state with it cannot be restored.
            await KeepAsync(connection, work, [.. states.Where(each => each.Cipher is not null && each.Hash is not null)], cancellationToken);
            last = states[^1].Change;
        }

        return last;
    }

    private async Task<List<Kept>> ReadAsync(NpgsqlConnection connection, string sql, Preparing work, NpgsqlParameter? third, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
        command.Parameters.Add(new() { Value = work.Next.Id });
        command.Parameters.Add(new() { Value = PartSize });
        if (third is not null)
            command.Parameters.Add(third);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var rows = new List<Kept>();
        while (await reader.ReadAsync(cancellationToken))
        {
            rows.Add(new Kept(
                reader.GetGuid(0), reader.IsDBNull(1) ? null : reader.GetFieldValue<byte[]>(1), reader.IsDBNull(2) ? null : reader.GetFieldValue<byte[]>(2),
                reader.FieldCount > 3 ? reader.GetInt64(3) : 0));
        }

        return rows;
    }

    private async Task KeepAsync(NpgsqlConnection connection, Preparing work, IReadOnlyList<Kept> rows, CancellationToken cancellationToken)
    {
        var forms = rows.AsParallel().Select(row => (Row: row, Id: work.Reveal(row.Person, row.Cipher!)))
            .Where(row => row.Id is not null).Select(row => (row.Row, Form: work.Next.Protect(row.Row.Person, row.Id!.Value))).ToList();
        // What was written is read back before it is relied upon.
        if (forms.Exists(form => work.Next.TryReveal(form.Row.Person, form.Form.Cipher) is null))
            throw new InvalidOperationException("A citizen ID that was encrypted anew does not open again.");

        await using var write = new NpgsqlCommand(
            """
            INSERT INTO protection.citizen_id_form (person_id, known_hash, key_id, cipher, hash)
            SELECT u.person, u.known, $3, u.cipher, u.hash FROM unnest($1, $2, $4, $5) u (person, known, cipher, hash) ON CONFLICT DO NOTHING
            """, connection);
        write.Parameters.Add(new() { Value = forms.Select(form => form.Row.Person).ToArray() });
        write.Parameters.Add(new() { Value = forms.Select(form => form.Row.Hash!).ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Bytea });
        write.Parameters.Add(new() { Value = work.Next.Id });
        write.Parameters.Add(new() { Value = forms.Select(form => form.Form.Cipher).ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Bytea });
        write.Parameters.Add(new() { Value = forms.Select(form => form.Form.Hash).ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Bytea });
        await write.ExecuteNonQueryAsync(cancellationToken);
        AfterPart?.Invoke();
    }

    private sealed record Kept(Guid Person, byte[]? Hash, byte[]? Cipher, long Change);
}
