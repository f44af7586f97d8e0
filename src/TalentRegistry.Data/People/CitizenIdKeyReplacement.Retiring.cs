using Npgsql;

namespace TalentRegistry.Data.People;

/// <summary>A key of the citizen IDs as the registry and the file know it.</summary>
/// <param name="Id">Fingerprint.</param>
/// <param name="State">next, current, replaced or retired.</param>
/// <param name="People">People whose citizen ID is kept under it.</param>
/// <param name="CurrentSince">Since when it is in use; null where that is not known.</param>
/// <param name="ReplacedAt">When another took its place.</param>
/// <param name="InFile">Whether the data directory has it.</param>
public sealed record KnownKey(string Id, string State, long People, DateTimeOffset? CurrentSince, DateTimeOffset? ReplacedAt, bool InFile);

// Which keys there are, and taking former ones away.
public sealed partial class CitizenIdKeyReplacement
{
    /// <summary>All keys that the registry or the file knows, in the order in which they came into use.</summary>
    /// <exception cref="OperatorException">The file is damaged.</exception>
    public async Task<IReadOnlyList<KnownKey>> KeysAsync(CancellationToken cancellationToken)
    {
        List<string> held = [.. file.Read().Select(IdOf)];
        var known = new List<KnownKey>();
        await using var command = database.Owner.CreateCommand(
            """
            SELECT k.id, k.state, k.current_since, k.replaced_at, CASE WHEN k.state = 'retired' THEN 0 ELSE
                   (SELECT count(*) FROM registry.person p WHERE octet_length(p.citizen_id_cipher) = 53 AND encode(substr(p.citizen_id_cipher, 50, 4), 'hex') = k.id) END
              FROM protection.citizen_id_key k ORDER BY k.made_at NULLS FIRST, k.id
            """);
        command.CommandTimeout = 0;
        await using (var reader = await command.ExecuteReaderAsync(cancellationToken))
        {
            while (await reader.ReadAsync(cancellationToken))
            {
                known.Add(new KnownKey(
                    reader.GetString(0), reader.GetString(1), reader.GetInt64(4), reader.IsDBNull(2) ? null : reader.GetFieldValue<DateTimeOffset>(2),
                    reader.IsDBNull(3) ? null : reader.GetFieldValue<DateTimeOffset>(3), held.Contains(reader.GetString(0))));
            }
        }

        // Before the first replacement the registry names no key; what is kept is under the only one.
        var unnamed = held.Except(known.Select(key => key.Id)).ToList();
        if (unnamed.Count == 0)
            return known;

        await using var count = database.Owner.CreateCommand("SELECT count(*) FROM registry.person WHERE citizen_id_cipher IS NOT NULL");
        var people = known.Exists(key => key.State == "current") ? 0 : (long)(await count.ExecuteScalarAsync(cancellationToken))!;
        return [.. unnamed.Select((id, i) => new KnownKey(id, known.Count == 0 && i == 0 ? "current" : "next", i == 0 ? people : 0, null, null, true)), .. known];
    }

    /// <summary>Takes keys that have been replaced out of the file, once no citizen ID is kept under them; how many.</summary>
    /// <exception cref="OperatorException">A replacement is at work or was broken off, or a citizen ID is kept under a former key.</exception>
    public async Task<int> RetireAsync(CancellationToken cancellationToken)
    {
        await using var held = await OpenAloneAsync(cancellationToken);
        var alone = held.Connection;
        if (await CitizenIdProtector.CurrentKeyAsync(database, cancellationToken) is not { } used)
            return 0;

        await using (var left = new NpgsqlCommand(
            """
            SELECT (SELECT count(*) FROM registry.person p WHERE p.citizen_id_cipher IS NOT NULL AND (octet_length(p.citizen_id_cipher) <> 53 OR encode(substr(p.citizen_id_cipher, 50, 4), 'hex') <> $1))
                 + (SELECT count(*) FROM protection.citizen_id_key WHERE state = 'next')
            """, alone) { Parameters = { new() { Value = used } }, CommandTimeout = 0 })
        {
            if (await left.ExecuteScalarAsync(cancellationToken) is not 0L)
                throw new OperatorException("Former keys are still needed: a replacement has not ended. Run citizen-ids rotate-key again first.");
        }

        var roots = file.Read();
        List<byte[]> kept = [.. roots.Where(root => IdOf(root) == used)];
        if (kept.Count == 0)
            throw file.OfAnotherRegistry();
        if (kept.Count == roots.Count)
            return 0;

        // Noted first: a key that is said to be gone and still is there does no harm.
        await ExecuteAsync(alone, "UPDATE protection.citizen_id_key SET state = 'retired', retired_at = clock_timestamp() WHERE state = 'replaced'", cancellationToken);
        file.Replace(kept);
        return roots.Count - kept.Count;
    }
}
