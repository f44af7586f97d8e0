using Npgsql;
using NpgsqlTypes;
using TalentRegistry.Data.Access;
using TalentRegistry.Domain.Access;
using TalentRegistry.Domain.Protection;

namespace TalentRegistry.Data.Protection;

/// <summary>
/// Requests of people about their data, under the rights of the session: officers see those of people whose dossiers their agencies keep, people their own.
/// Each step is noted by the database (docs/decisions/0035).
/// </summary>
public static class DataRequests
{
    private const string OwnColumns =
        """
        SELECT r.id, duplicates.kept_person(r.person_id), (SELECT p.full_name FROM registry.person p WHERE p.id = duplicates.kept_person(r.person_id)), r.kind, r.state,
               r.came_by = 'officer', r.received_on, r.words, r.record, r.record_id, r.field, r.wanted, r.reply_due, r.finish_due, r.replied_on, r.extended_to,
               r.extension_reason, r.decided_on, r.decision,
               EXISTS (SELECT FROM protection.restriction x WHERE x.person_id = duplicates.kept_person(r.person_id) AND x.lifted_on IS NULL)
          FROM protection.request r
        """;

    /// <summary>Enters a request; its key.</summary>
    /// <param name="session">The officer's, or of the person it is about.</param>
    /// <param name="person">Whose data.</param>
    /// <param name="kind">What is asked.</param>
    /// <param name="words">In the person's words; at most 2000 characters, null for none.</param>
    /// <param name="correction">Which value is to be corrected; null where it is told in words alone.</param>
    /// <param name="received">The day on which it came.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="PostgresException">The caller may not ask for this person.</exception>
    public static async Task<Guid> RaiseRequestAsync(
        this RegistrySession session, Guid person, RequestKind kind, string? words, RequestedCorrection? correction, DateOnly received,
        CancellationToken cancellationToken)
    {
        var clock = RequestClock.Of(kind, received, await session.CalendarAsync(cancellationToken));
        var id = Guid.CreateVersion7();
        await session.RunAsync(
            """
            INSERT INTO protection.request (id, person_id, kind, came_by, received_on, words, record, record_id, field, wanted, reply_due, finish_due)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
            """,
            cancellationToken,
            id, person, SnakeCase.Of(kind), session.Role == Role.Person ? "person" : "officer", received, Text(words), Text(correction?.Record),
            new NpgsqlParameter { Value = (object?)correction?.RecordId ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Uuid }, Text(correction?.Field), Text(correction?.Wanted),
            clock.ReplyDue, clock.FinishDue);
        return id;
    }

    /// <summary>Requests that the caller may see: the open ones by their last day, then the others, newest first.</summary>
    /// <param name="session">The caller's.</param>
    /// <param name="openOnly">Leaves out what has ended.</param>
    /// <param name="person">Of one person; null for all.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public static async Task<IReadOnlyList<DataRequest>> RequestsAsync(this RegistrySession session, bool openOnly, Guid? person, CancellationToken cancellationToken)
    {
        await using var command = session.Command(
            $"""
            {OwnColumns}
             WHERE (NOT $1 OR r.state IN ('received', 'replied')) AND ($2 IS NULL OR duplicates.kept_person(r.person_id) = $2)
             ORDER BY r.state NOT IN ('received', 'replied'), CASE WHEN r.state IN ('received', 'replied') THEN coalesce(r.extended_to, r.finish_due) END, r.received_on DESC, r.id
            """);
        command.Parameters.Add(new() { Value = openOnly });
        command.Parameters.Add(new() { Value = (object?)person ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Uuid });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var requests = new List<DataRequest>();
        while (await reader.ReadAsync(cancellationToken))
            requests.Add(Of(reader));
        return requests;
    }

    /// <summary>A request; null where there is none that the caller may see.</summary>
    public static async Task<DataRequest?> RequestAsync(this RegistrySession session, Guid id, CancellationToken cancellationToken)
    {
        await using var command = session.Command($"{OwnColumns} WHERE r.id = $1");
        command.Parameters.Add(new() { Value = id });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        return await reader.ReadAsync(cancellationToken) ? Of(reader) : null;
    }

    /// <summary>The steps of a request in their order; people are not told who took them.</summary>
    public static async Task<IReadOnlyList<RequestStep>> StepsAsync(this RegistrySession session, Guid id, CancellationToken cancellationToken)
    {
        var account = session.Role == Role.Person ? "NULL::text" : "account_name";
        await using var command = session.Command($"SELECT at, {account}, role, step, note FROM protection.request_step WHERE request_id = $1 ORDER BY id");
        command.Parameters.Add(new() { Value = id });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var steps = new List<RequestStep>();
        while (await reader.ReadAsync(cancellationToken))
            steps.Add(new RequestStep(reader.GetFieldValue<DateTimeOffset>(0), Word(reader, 1), Word(reader, 2), reader.GetString(3), Word(reader, 4)));
        return steps;
    }

    /// <summary>Notes that the person has had a first reply; false where the request is not waiting for one.</summary>
    public static Task<bool> ReplyAsync(this RegistrySession session, Guid id, DateOnly today, CancellationToken cancellationToken) => session.ChangedAsync(
        "UPDATE protection.request SET state = 'replied', replied_on = $2 WHERE id = $1 AND state = 'received'", cancellationToken, id, today);

    /// <summary>Extends a request; false where it is not open, or was extended before.</summary>
    /// <param name="session">The officer's.</param>
    /// <param name="request">Which.</param>
    /// <param name="days">1 to <see cref="RequestClock.MostDaysOfExtension"/>.</param>
    /// <param name="reason">Why; the person reads it.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public static async Task<bool> ExtendAsync(this RegistrySession session, DataRequest request, int days, string reason, CancellationToken cancellationToken) =>
        await session.ChangedAsync(
            "UPDATE protection.request SET extended_to = $2, extension_reason = $3 WHERE id = $1 AND state IN ('received', 'replied') AND extended_to IS NULL",
            cancellationToken, request.Id, request.Clock.Extended(days, await session.CalendarAsync(cancellationToken)), reason);

    /// <summary>Ends a request; false where it has ended already. What was granted is done in the same session.</summary>
    /// <param name="session">The officer's.</param>
    /// <param name="id">Which.</param>
    /// <param name="granted">Whether what was asked is done, or refused.</param>
    /// <param name="decision">What was done, or why not; the person reads it.</param>
    /// <param name="today">The day.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public static Task<bool> DecideAsync(this RegistrySession session, Guid id, bool granted, string decision, DateOnly today, CancellationToken cancellationToken) =>
        session.ChangedAsync(
            "UPDATE protection.request SET state = $2, decided_on = $3, decision = $4, replied_on = coalesce(replied_on, $3) WHERE id = $1 AND state IN ('received', 'replied')",
            cancellationToken, id, granted ? "done" : "refused", today, decision);

    /// <summary>Takes back an own request; false where it has ended already.</summary>
    public static Task<bool> TakeBackAsync(this RegistrySession session, Guid id, CancellationToken cancellationToken) => session.ChangedAsync(
        "UPDATE protection.request SET state = 'taken_back' WHERE id = $1 AND state IN ('received', 'replied')", cancellationToken, id);

    /// <summary>Who read a person's record, by day, role and purpose, newest first; nothing for a caller who may not know.</summary>
    public static async Task<IReadOnlyList<ReadsOfADay>> ReadsOfAsync(this RegistrySession session, Guid person, CancellationToken cancellationToken)
    {
        await using var command = session.Command("SELECT day, role, purpose, reads FROM protection.reads_of($1)");
        command.Parameters.Add(new() { Value = person });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var reads = new List<ReadsOfADay>();
        while (await reader.ReadAsync(cancellationToken))
            reads.Add(new ReadsOfADay(reader.GetFieldValue<DateOnly>(0), reader.GetString(1), reader.GetString(2), reader.GetInt64(3)));
        return reads;
    }

    /// <summary>Whose record the signed-in account may see as its own; null where none.</summary>
    public static async Task<Guid?> OwnPersonAsync(this RegistrySession session, CancellationToken cancellationToken)
    {
        await using var command = session.Command("SELECT access.current_person()");
        return await command.ExecuteScalarAsync(cancellationToken) as Guid?;
    }

    private static async Task<WorkingCalendar> CalendarAsync(this RegistrySession session, CancellationToken cancellationToken)
    {
        await using var command = session.Command("SELECT coalesce(array_agg(day), '{}') FROM protection.holiday");
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        await reader.ReadAsync(cancellationToken);
        return new WorkingCalendar(reader.GetFieldValue<DateOnly[]>(0).ToHashSet());
    }

    private static async Task<bool> ChangedAsync(this RegistrySession session, string sql, CancellationToken cancellationToken, params object[] values) =>
        await session.RunAsync(sql, cancellationToken, values) == 1;

    private static DataRequest Of(NpgsqlDataReader row) => new(
        row.GetGuid(0), row.GetGuid(1), Word(row, 2), SnakeCase.Parse<RequestKind>(row.GetString(3)), SnakeCase.Parse<RequestState>(row.GetString(4)), row.GetBoolean(5),
        row.GetFieldValue<DateOnly>(6), Word(row, 7),
        Word(row, 8) is { } record ? new RequestedCorrection(record, row.GetGuid(9), row.GetString(10), Word(row, 11)) : null,
        new RequestClock(row.GetFieldValue<DateOnly>(12), row.GetFieldValue<DateOnly>(13)), Day(row, 14), Day(row, 15), Word(row, 16), Day(row, 17), Word(row, 18))
    {
        IsRestricted = row.GetBoolean(19),
    };

    private static string? Word(NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);

    private static DateOnly? Day(NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetFieldValue<DateOnly>(column);

    private static NpgsqlParameter Text(string? value) => new() { Value = (object?)value ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text };
}
