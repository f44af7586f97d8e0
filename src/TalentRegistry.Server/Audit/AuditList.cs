using System.Runtime.CompilerServices;
using Npgsql;
using NpgsqlTypes;
using TalentRegistry.Data;
using TalentRegistry.Data.Access;

namespace TalentRegistry.Server.Audit;

/// <summary>
/// The three logs as one list, the newest first, under the auditor's own rights: page by page by a cursor, so that the last page of millions costs what the first does.
/// </summary>
public sealed class AuditList(RegistryDatabase database)
{
    /// <summary>Counting stops here: a page says "more than".</summary>
    public const int MostCounted = 10_000;

    private const int RowsOfAPart = 5_000;
    private static readonly string[] Tables = ["access.read_log", "access.audit_event", "history.change"];

    /// <summary>A page of the list.</summary>
    /// <param name="question">Which entries.</param>
    /// <param name="after">Entries older than this place; null for the newest.</param>
    /// <param name="limit">How many at most.</param>
    /// <param name="caller">The auditor.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<IReadOnlyList<AuditEntry>> PageAsync(AuditQuestion question, AuditCursor? after, int limit, Caller caller, CancellationToken cancellationToken)
    {
        await using var session = await database.OpenSessionAsync(caller, cancellationToken);
        return await PageAsync(session, question, after, limit, cancellationToken);
    }

    /// <summary>All entries, as they are read.</summary>
    public async IAsyncEnumerable<AuditEntry> AllAsync(AuditQuestion question, Caller caller, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var session = await database.OpenSnapshotAsync(caller, cancellationToken);
        AuditCursor? after = null;
        while (true)
        {
            var part = await PageAsync(session, question, after, RowsOfAPart, cancellationToken);
            foreach (var entry in part)
                yield return entry;
            if (part.Count < RowsOfAPart)
                yield break;
            after = part[^1].Place;
        }
    }

    /// <summary>How many entries there are, counted up to <paramref name="most"/> and one.</summary>
    public async Task<long> CountAsync(AuditQuestion question, int most, Caller caller, CancellationToken cancellationToken)
    {
        await using var session = await database.OpenSessionAsync(caller, cancellationToken);
        var values = new List<NpgsqlParameter>();
        var branches = Branches(question, null, values).Select(branch => $"(SELECT 1 FROM ({branch}) one LIMIT {most + 1})").ToList();
        return branches.Count == 0 ? 0 : await ScalarAsync(session, $"SELECT count(*) FROM ({string.Join(" UNION ALL ", branches)}) found", values, cancellationToken);
    }

    /// <summary>The doors that entries came through, each found by one look into an index.</summary>
    public async Task<IReadOnlyList<string>> DoorsAsync(Caller caller, CancellationToken cancellationToken)
    {
        await using var session = await database.OpenSessionAsync(caller, cancellationToken);
        await using var command = session.Command(string.Join(" UNION ", Tables.Select(table =>
            $"""
            (WITH RECURSIVE door (name) AS (
               (SELECT door FROM {table} WHERE door IS NOT NULL ORDER BY door LIMIT 1)
               UNION ALL SELECT (SELECT t.door FROM {table} t WHERE t.door > d.name ORDER BY t.door LIMIT 1) FROM door d WHERE d.name IS NOT NULL)
             SELECT name FROM door WHERE name IS NOT NULL AND length(name) < 60 LIMIT 100)
            """)) + " ORDER BY 1");
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var doors = new List<string>();
        while (await reader.ReadAsync(cancellationToken))
            doors.Add(reader.GetString(0));
        return doors;
    }

    /// <summary>The account of a key or a sign-in name; null if there is none.</summary>
    public async Task<Guid?> AccountAsync(string text, Caller caller, CancellationToken cancellationToken)
    {
        if (Guid.TryParse(text, out var key))
            return key;

        await using var session = await database.OpenSessionAsync(caller, cancellationToken);
        await using var command = session.Command("SELECT id FROM access.account WHERE name = $1");
        command.Parameters.Add(new() { Value = text });
        return await command.ExecuteScalarAsync(cancellationToken) as Guid?;
    }

    private static async Task<long> ScalarAsync(RegistrySession session, string sql, List<NpgsqlParameter> values, CancellationToken cancellationToken)
    {
        await using var command = session.Command(sql);
        command.Parameters.AddRange(values.ToArray());
        return (long)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    private static async Task<IReadOnlyList<AuditEntry>> PageAsync(
        RegistrySession session, AuditQuestion question, AuditCursor? after, int limit, CancellationToken cancellationToken)
    {
        var values = new List<NpgsqlParameter>();
        var branches = Branches(question, after, values).Select(branch => $"({branch} ORDER BY at DESC, id DESC LIMIT {limit})").ToList();
        if (branches.Count == 0)
            return [];

        await using var command = session.Command(
            $"""
            SELECT e.at, e.source, e.id, e.kind, e.account_id, coalesce(e.account_name, a.name), e.role, e.door, e.address, e.subject, e.people, e.details
              FROM ({string.Join(" UNION ALL ", branches)}) e LEFT JOIN access.account a ON a.id = e.account_id
             ORDER BY e.at DESC, e.source DESC, e.id DESC LIMIT {limit}
            """);
        command.Parameters.AddRange(values.ToArray());
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var entries = new List<AuditEntry>();
        while (await reader.ReadAsync(cancellationToken))
        {
            entries.Add(new AuditEntry(
                new AuditCursor(reader.GetDateTime(0), reader.GetInt32(1), reader.GetInt64(2)), reader.GetString(3), reader.IsDBNull(4) ? null : reader.GetGuid(4),
                Text(5), Text(6), Text(7), Text(8), Text(9), reader.GetInt32(10), Text(11)));
        }

        return entries;

        string? Text(int column) => reader.IsDBNull(column) ? null : reader.GetString(column);
    }

    private static IEnumerable<string> Branches(AuditQuestion question, AuditCursor? after, List<NpgsqlParameter> values)
    {
        var common = new List<string>();
        if (question.Account is { } account)
            common.Add($"account_id = {Value(account, NpgsqlDbType.Uuid)}");
        if (question.From is { } from)
            common.Add($"at >= {Value(from.ToUniversalTime(), NpgsqlDbType.TimestampTz)}");
        if (question.Until is { } until)
            common.Add($"at < {Value(until.ToUniversalTime(), NpgsqlDbType.TimestampTz)}");
        if (question.Door is { } door)
            common.Add($"door = {Value(door, NpgsqlDbType.Text)}");
        var person = Guid.TryParse(question.About, out var key) ? Value(key, NpgsqlDbType.Uuid) : null;
        var about = question.About is { } text ? Value(text, NpgsqlDbType.Text) : null;
        var (at, source, id) = after is { } place
            ? (Value(place.At, NpgsqlDbType.TimestampTz), place.Source, Value(place.Id, NpgsqlDbType.Bigint))
            : (null, 0, null);

        if (question.Wants(AuditQuestion.Change))
        {
            yield return Branch(
                1, "history.change",
                $"'{AuditQuestion.Change}' AS kind, account_id, account_name, role, coalesce(door, operation) AS door, address, concat_ws(' ', table_name, record_id) AS subject, (person_id IS NOT NULL)::int AS people, kind AS details",
                person is not null ? $"(person_id = {person} OR record_id = {about} AND table_name = 'agency' AND person_id IS NULL)" : about is not null ? $"table_name = {about}" : null);
        }

        if (question.Wants(AuditQuestion.Read) && (about is null || person is not null))
        {
            yield return Branch(
                2, "access.read_log",
                $"'{AuditQuestion.Read}' AS kind, account_id, NULL::text AS account_name, role, door, NULL::text AS address, array_to_string(person_ids[1:3], ' ') AS subject, cardinality(person_ids) AS people, purpose AS details",
                person is null ? null : $"person_ids @> ARRAY[{person}]");
        }

        foreach (var kinds in EventKinds(question))
        {
            yield return Branch(
                3, "access.audit_event",
                "kind, account_id, NULL::text AS account_name, role, door, address, subject, 0 AS people, details::text AS details",
                string.Join(" AND ", new[] { about is null ? null : $"subject = {about}", kinds }.Where(part => part is not null)));
        }

        // Kinds that are rare are found by their own index, each newest first: among millions of others they would have to be sought.
        IEnumerable<string?> EventKinds(AuditQuestion asked) => asked switch
        {
            { Kind: AuditQuestion.Read or AuditQuestion.Change } => [],
            { Kind: { } kind } when !asked.Wants(kind) => [],
            { Kind: { } kind } => [$"kind = {Value(kind, NpgsqlDbType.Text)}"],
            { Outcome: null } => [null],
            { Outcome: AuditOutcome.Done } => [$"kind <> ALL ({Value(AuditQuestion.Kinds.Where(kind => !asked.Wants(kind)).ToArray(), NpgsqlDbType.Array | NpgsqlDbType.Text)})"],
            _ => AuditQuestion.Kinds.Where(asked.Wants).Select<string, string?>(kind => $"kind = {Value(kind, NpgsqlDbType.Text)}"),
        };

        string Branch(int number, string table, string columns, string? own)
        {
            var conditions = new List<string>(common);
            if (!string.IsNullOrEmpty(own))
                conditions.Add(own);
            if (at is not null)
                conditions.Add($"at <= {at} AND (at < {at} OR {(number < source ? "true" : number == source ? $"id < {id}" : "false")})");
            return $"SELECT {number} AS source, id, at, {columns} FROM {table}{(conditions.Count == 0 ? "" : " WHERE " + string.Join(" AND ", conditions))}";
        }

        string Value(object value, NpgsqlDbType type)
        {
            values.Add(new NpgsqlParameter { Value = value, NpgsqlDbType = type });
            return $"${values.Count}";
        }
    }
}
