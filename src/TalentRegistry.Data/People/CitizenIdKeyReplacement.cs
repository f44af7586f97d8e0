using Npgsql;
using NpgsqlTypes;
using TalentRegistry.Domain.People;

namespace TalentRegistry.Data.People;

/// <summary>What a replacement did.</summary>
/// <param name="KeyId">The key in use now.</param>
/// <param name="People">People whose citizen ID is kept under it.</param>
/// <param name="PastForms">Forms of past states that can be restored under it.</param>
/// <param name="Resumed">Whether a replacement that was broken off was ended.</param>
public sealed record KeyReplaced(string KeyId, long People, long PastForms, bool Resumed);

/// <summary>
/// Puts a new key of the citizen IDs in the place of the one in use (docs/decisions/0035). The new key joins the others in the file; what it makes of every
/// citizen ID is prepared in parts while everything goes on, and put in place at once, for which those who change people wait. Broken off at any point, it
/// is taken up again where it stopped; until the end all is found under the key of before.
/// </summary>
/// <param name="dataDirectory">Folder that holds the keys.</param>
/// <param name="database">The registry.</param>
public sealed partial class CitizenIdKeyReplacement(string dataDirectory, RegistryDatabase database)
{
    private readonly CitizenIdKeyFile file = new(dataDirectory);

    /// <summary>How many citizen IDs are prepared in one transaction.</summary>
    internal int PartSize { get; init; } = 2000;

    /// <summary>Called after each part; for tests that end the work there.</summary>
    internal Action? AfterPart { get; init; }

    /// <summary>Replaces the key, or ends a replacement that was broken off.</summary>
    /// <param name="progress">Share that is done, 0 to 1.</param>
    /// <param name="cancellationToken">Breaks it off.</param>
    /// <exception cref="OperatorException">
    /// There is no key, the keys are not this registry's, a citizen ID cannot be opened, or another replacement is at work.
    /// </exception>
    public async Task<KeyReplaced> RunAsync(IProgress<double>? progress, CancellationToken cancellationToken)
    {
        await using var held = await OpenAloneAsync(cancellationToken);
        var alone = held.Connection;
        if (file.Read().Count == 0)
            throw new OperatorException($"There is no key to replace: {file.Path} does not exist. It is made with the first citizen ID.");

        string used;
        using (var protector = await CitizenIdProtector.OpenAsync(dataDirectory, database, cancellationToken))
            used = protector.KeyId;
        var (next, resumed) = await NextAsync(used, cancellationToken);
        var keys = file.Read().Select(root => new CitizenIdKey(root)).ToList();
        try
        {
            var work = new Preparing(keys, keys.Single(key => key.Id == next), used);
            var total = Math.Max(1, await CountAsync(cancellationToken));
            var lastChange = await PrepareAsync(alone, work, 0, done => progress?.Report(Math.Min(1, (double)done / total)), cancellationToken);
            var people = await PutInPlaceAsync(alone, work, lastChange, cancellationToken);
            // Forms under former keys have served.
            await using var clear = new NpgsqlCommand("DELETE FROM protection.citizen_id_form WHERE key_id <> $1", alone) { Parameters = { new() { Value = next } }, CommandTimeout = 0 };
            await clear.ExecuteNonQueryAsync(cancellationToken);
            await using var count = new NpgsqlCommand("SELECT count(*) FROM protection.citizen_id_form", alone);
            return new KeyReplaced(next, people, (long)(await count.ExecuteScalarAsync(cancellationToken))!, resumed);
        }
        finally
        {
            keys.ForEach(key => key.Dispose());
        }
    }

    // The file comes first: a key of which the registry knows is never lost.
    private async Task<(string Id, bool Resumed)> NextAsync(string used, CancellationToken cancellationToken)
    {
        var known = new Dictionary<string, string>();
        await using (var read = database.Owner.CreateCommand("SELECT id, state FROM protection.citizen_id_key"))
        await using (var reader = await read.ExecuteReaderAsync(cancellationToken))
        {
            while (await reader.ReadAsync(cancellationToken))
                known.Add(reader.GetString(0), reader.GetString(1));
        }

        var roots = file.Read();
        List<string> held = [.. roots.Select(IdOf)];
        if (held.Find(id => known.GetValueOrDefault(id) == "next") is { } begun)
            return (begun, true);

        // Of a key that is gone nothing is in place yet: what it had prepared goes with it.
        await using (var forget = database.Owner.CreateCommand(
            "DELETE FROM protection.citizen_id_form f USING protection.citizen_id_key k WHERE k.id = f.key_id AND k.state = 'next'; DELETE FROM protection.citizen_id_key WHERE state = 'next'"))
            await forget.ExecuteNonQueryAsync(cancellationToken);
        var next = held[^1];
        if (next == used || known.ContainsKey(next))
        {
            var key = System.Security.Cryptography.RandomNumberGenerator.GetBytes(CitizenIdKeyFile.KeySize);
            file.Replace([.. roots, key]);
            next = IdOf(key);
        }

        await using var note = database.Owner.CreateCommand("INSERT INTO protection.citizen_id_key (id, state, made_at) VALUES ($1, 'next', clock_timestamp())");
        note.Parameters.Add(new() { Value = next });
        await note.ExecuteNonQueryAsync(cancellationToken);
        return (next, false);
    }

    private static string IdOf(byte[] root)
    {
        using var key = new CitizenIdKey(root);
        return key.Id;
    }

    // One at a time, in whatever process: the lock ends with this, or with the connection.
    private async Task<Alone> OpenAloneAsync(CancellationToken cancellationToken)
    {
        var connection = await database.Owner.OpenConnectionAsync(cancellationToken);
        await using var command = new NpgsqlCommand($"SELECT pg_try_advisory_lock({Alone.Lock})", connection);
        if (await command.ExecuteScalarAsync(cancellationToken) is true)
            return new Alone(connection);

        await connection.DisposeAsync();
        throw new OperatorException("The key of the citizen IDs is being replaced by another command: wait until that one has ended.");
    }

    private async Task<long> CountAsync(CancellationToken cancellationToken)
    {
        await using var command = database.Owner.CreateCommand(
            "SELECT (SELECT count(*) FROM registry.person WHERE citizen_id_cipher IS NOT NULL) + (SELECT count(*) FROM protection.citizen_id_form)");
        return (long)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    private async Task<long> PutInPlaceAsync(NpgsqlConnection connection, Preparing work, long lastChange, CancellationToken cancellationToken)
    {
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        // Waits for those who change people and keeps new ones waiting, also such as have only locked a row; readers go on.
        await ExecuteAsync(connection, "LOCK TABLE registry.person IN EXCLUSIVE MODE", cancellationToken);
        await PrepareAsync(connection, work, lastChange, null, cancellationToken);
        await ExecuteAsync(
            connection, "INSERT INTO protection.citizen_id_key (id, state) VALUES ($1, 'replaced') ON CONFLICT DO NOTHING", cancellationToken, work.Used);
        await ExecuteAsync(connection, "UPDATE protection.citizen_id_key SET replaced_at = clock_timestamp() WHERE id = $1", cancellationToken, work.Used);
        await using var place = new NpgsqlCommand("SELECT protection.put_key_in_place($1)", connection) { Parameters = { new() { Value = work.Next.Id } }, CommandTimeout = 0 };
        var people = (long)(await place.ExecuteScalarAsync(cancellationToken))!;
        await transaction.CommitAsync(cancellationToken);
        return people;
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken cancellationToken, params object[] values)
    {
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
        foreach (var value in values)
            command.Parameters.Add(new() { Value = value });
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private sealed record Alone(NpgsqlConnection Connection) : IAsyncDisposable
    {
        public const string Lock = "hashtext('protection.citizen_id_key')";

        public async ValueTask DisposeAsync()
        {
            // The pool would keep the connection, and the lock with it.
            if (Connection.State == System.Data.ConnectionState.Open)
                await ExecuteAsync(Connection, $"SELECT pg_advisory_unlock({Lock})", CancellationToken.None);
            await Connection.DisposeAsync();
        }
    }

    private sealed record Preparing(IReadOnlyList<CitizenIdKey> Keys, CitizenIdKey Next, string Used)
    {
        public CitizenId? Reveal(Guid person, byte[] cipher)
        {
            foreach (var key in Keys)
            {
                if (key.TryReveal(person, cipher) is { } id)
                    return id;
            }

            return null;
        }
    }
}
