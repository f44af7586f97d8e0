using Npgsql;

namespace TalentRegistry.Data.Access;

/// <summary>The log of reads, by group commit.</summary>
internal sealed class ReadLog : IAsyncDisposable
{
    private readonly RequestLogins logins;
    private readonly GroupCommit<Entry> entries;

    public ReadLog(RequestLogins logins)
    {
        this.logins = logins;
        entries = new GroupCommit<Entry>(InsertAsync);
    }

    /// <summary>
    /// Logs a read; done when it is on disk. Cancellation ends the waiting, not the logging: the records have been read.
    /// </summary>
    /// <exception cref="Exception">The log could not be written: the records must not be handed out.</exception>
    public Task AppendAsync(Caller caller, IReadOnlyCollection<Guid> people, CancellationToken cancellationToken) =>
        entries.AppendAsync(new Entry(caller, people), cancellationToken);

    public ValueTask DisposeAsync() => entries.DisposeAsync();

    private async Task InsertAsync(IReadOnlyList<Entry> batch)
    {
        await using var connection = await logins.OpenLogAsync(CancellationToken.None);
        await using var insert = new NpgsqlCommand(
            """
            INSERT INTO access.read_log (account_id, role, door, purpose, person_ids)
            SELECT account_id, role, door, purpose, people::uuid[]
              FROM unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::text[]) AS read (account_id, role, door, purpose, people)
            """, connection)
        {
            Parameters =
            {
                new() { Value = batch.Select(entry => entry.Caller.AccountId).ToArray() },
                new() { Value = batch.Select(entry => SnakeCase.Of(entry.Caller.Role)).ToArray() },
                new() { Value = batch.Select(entry => entry.Caller.Door).ToArray() },
                new() { Value = batch.Select(entry => entry.Caller.Purpose).ToArray() },
                // Arrays of different lengths make no array of arrays: each goes as its text.
                new() { Value = batch.Select(entry => $"{{{string.Join(',', entry.People)}}}").ToArray() },
            },
        };
        await insert.ExecuteNonQueryAsync();
    }

    private sealed record Entry(Caller Caller, IReadOnlyCollection<Guid> People);
}
