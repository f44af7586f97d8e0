using Npgsql;

namespace TalentRegistry.Data.History;

/// <summary>A link of the chain to hold a later chain against: kept outside the database, it shows that nothing before it was taken away.</summary>
/// <param name="Position">Place of its last change in the chain, from 1, and so how many changes are sealed; 0 before the first link.</param>
/// <param name="Hash">SHA-256, 64 lower-case hexadecimal digits.</param>
public sealed record ChainHead(long Position, string Hash)
{
    /// <summary>Head of a chain without links.</summary>
    public static ChainHead Empty { get; } = new(0, new string('0', 64));

    /// <summary>Reads "position:hash".</summary>
    /// <exception cref="OperatorException">It is not that.</exception>
    public static ChainHead Parse(string text)
    {
        var parts = text.Trim().Split(':');
        return parts.Length == 2 && long.TryParse(parts[0], System.Globalization.CultureInfo.InvariantCulture, out var position) && position > 0
            && parts[1].Length == 64 && parts[1].All(char.IsAsciiHexDigit)
            ? new ChainHead(position, parts[1].ToLowerInvariant())
            : throw new OperatorException($"“{text}” is no head of a history: write its position, a colon and 64 hexadecimal digits, as an earlier “history verify” printed them.");
    }

    /// <summary>"position:hash".</summary>
    public override string ToString() => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{Position}:{Hash}");
}

/// <summary>What a walk along the chain found.</summary>
/// <param name="Head">The last link that holds.</param>
/// <param name="Unchained">Changes of transactions that are still to be chained.</param>
/// <param name="Faults">Where the chain does not hold, in order; no more than <see cref="HistoryChain.MostFaults"/>.</param>
public sealed record ChainReport(ChainHead Head, long Unchained, IReadOnlyList<ChainFault> Faults)
{
    /// <summary>Entries whose values were taken out when their term was over, as an entry of the chain tells of each (docs/decisions/0038).</summary>
    public long Erased { get; init; }
}

/// <summary>The chains of the logs that are only added to: seals what waits, and walks along them.</summary>
public static class HistoryChain
{
    /// <summary>Faults that a report tells; a chain that is broken in more places is told by these.</summary>
    public const int MostFaults = 100;

    // With their changes, a thousand at most each, some tens of thousands of hashes are in memory.
    private const int LinksAtATime = 50;

    /// <summary>Chains what waits. Needed only where changes committed at the same moment and none came after them.</summary>
    /// <returns>How many changes were chained; 0 also if another transaction is at it.</returns>
    public static async Task<long> ChainAsync(RegistryDatabase database, CancellationToken cancellationToken)
    {
        await using var command = database.Owner.CreateCommand("SELECT coalesce(history.chain(), 0) WHERE EXISTS (SELECT FROM history.unchained)");
        return await command.ExecuteScalarAsync(cancellationToken) as long? ?? 0;
    }

    /// <summary>Seals the reads and events that wait; nothing but time does it else.</summary>
    /// <returns>How many entries were sealed; 0 also if another transaction is at it.</returns>
    public static async Task<long> SealLogsAsync(RegistryDatabase database, CancellationToken cancellationToken)
    {
        await using var command = database.Owner.CreateCommand("SELECT coalesce(access.seal_logs(), 0) WHERE EXISTS (SELECT FROM access.log_waiting)");
        return await command.ExecuteScalarAsync(cancellationToken) as long? ?? 0;
    }

    /// <summary>The same of the history of changes.</summary>
    public static Task<ChainReport> VerifyAsync(RegistryDatabase database, ChainHead? known, IProgress<double>? progress, CancellationToken cancellationToken) =>
        VerifyAsync(database, ChainedLog.Changes, known, progress, cancellationToken);

    /// <summary>
    /// Walks along a chain from its beginning, under one snapshot, and computes each hash anew, without the database's own function.
    /// Takes the same memory for a log of any length.
    /// </summary>
    /// <param name="database">The registry.</param>
    /// <param name="log">Which chain.</param>
    /// <param name="known">A head noted earlier, which the chain must still go through; null for none.</param>
    /// <param name="progress">Told the share that is done, 0 to 1.</param>
    /// <param name="cancellationToken">Ends the walk.</param>
    public static async Task<ChainReport> VerifyAsync(
        RegistryDatabase database, ChainedLog log, ChainHead? known, IProgress<double>? progress, CancellationToken cancellationToken)
    {
        await using var connection = await database.Owner.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(System.Data.IsolationLevel.RepeatableRead, cancellationToken);
        var (last, lost, waiting) = await CountAsync(connection, log, cancellationToken);
        var walk = new ChainWalk(ChainHead.Empty, known);
        await WalkAsync(connection, log, walk, $"{log.Links} ORDER BY position", position => progress?.Report(Math.Min(1, position / (double)Math.Max(1, last))), cancellationToken);
        walk.End(lost);
        progress?.Report(1);
        return new ChainReport(walk.Head, waiting, Told(walk)) { Erased = walk.Erased };
    }

    /// <summary>
    /// Walks along the newest links only, from a head that was verified earlier: in a time that does not grow with the log. What lies before the head is
    /// not looked at but for the head itself.
    /// </summary>
    /// <param name="database">The registry.</param>
    /// <param name="log">Which chain.</param>
    /// <param name="from">The head that was verified.</param>
    /// <param name="mostLinks">Links to look at; where there are more, the walk ends before the end of the chain and the next one goes on from there.</param>
    /// <param name="cancellationToken">Ends the walk.</param>
    public static async Task<ChainReport> VerifyNewestAsync(
        RegistryDatabase database, ChainedLog log, ChainHead from, int mostLinks, CancellationToken cancellationToken)
    {
        await using var connection = await database.Owner.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(System.Data.IsolationLevel.RepeatableRead, cancellationToken);
        if (from.Position > 0 && !await IsThereAsync(connection, log, from, cancellationToken))
            return new ChainReport(ChainHead.Empty, 0, [new ChainFault(ChainFaultKind.HeadLost, from.Position, null)]);

        var walk = new ChainWalk(from, null);
        var links = string.Create(
            System.Globalization.CultureInfo.InvariantCulture, $"SELECT * FROM ({log.Links}) link WHERE position > {from.Position} ORDER BY position LIMIT {mostLinks}");
        await WalkAsync(connection, log, walk, links, null, cancellationToken);
        walk.End(0);
        return new ChainReport(walk.Head, 0, Told(walk)) { Erased = walk.Erased };
    }

    private static IReadOnlyList<ChainFault> Told(ChainWalk walk) => walk.Faults.Count <= MostFaults ? walk.Faults : [.. walk.Faults.Take(MostFaults)];

    private static async Task WalkAsync(
        NpgsqlConnection connection, ChainedLog log, ChainWalk walk, string ordered, Action<long>? onPosition, CancellationToken cancellationToken)
    {
        var erased = await ErasedAsync(connection, log, cancellationToken);
        await using (var declare = new NpgsqlCommand($"DECLARE links NO SCROLL CURSOR FOR {ordered}", connection))
            await declare.ExecuteNonQueryAsync(cancellationToken);
        while (walk.Faults.Count < MostFaults)
        {
            var links = await FetchAsync(connection, cancellationToken);
            if (links.Count == 0)
                break;

            walk.Step(links, await HashAsync(connection, log, links, erased, cancellationToken));
            onPosition?.Invoke(links[^1].Position);
        }
    }

    private static async Task<bool> IsThereAsync(NpgsqlConnection connection, ChainedLog log, ChainHead head, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand($"SELECT EXISTS (SELECT FROM ({log.Links}) link WHERE position = $1 AND encode(hash, 'hex') = $2)", connection)
        {
            Parameters = { new() { Value = head.Position }, new() { Value = head.Hash } },
        };
        return await command.ExecuteScalarAsync(cancellationToken) is true;
    }

    private static async Task<List<ChainLink>> FetchAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand($"FETCH {LinksAtATime} FROM links", connection) { CommandTimeout = 0 };
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var links = new List<ChainLink>(LinksAtATime);
        while (await reader.ReadAsync(cancellationToken))
            links.Add(new ChainLink(reader));
        return links;
    }

    // What is left of entries whose values were erased must hash to what the erasure noted, which is an entry of the chain itself.
    private static async Task<Dictionary<long, byte[]>> ErasedAsync(NpgsqlConnection connection, ChainedLog log, CancellationToken cancellationToken)
    {
        var erased = new Dictionary<long, byte[]>();
        if (log.Erasures is not { } erasures)
            return erased;

        await using var command = new NpgsqlCommand(erasures, connection) { CommandTimeout = 0 };
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
            erased[reader.GetInt64(0)] = reader.GetFieldValue<byte[]>(1);
        return erased;
    }

    private static async Task<EntryHashes> HashAsync(
        NpgsqlConnection connection, ChainedLog log, List<ChainLink> links, Dictionary<long, byte[]> erased, CancellationToken cancellationToken)
    {
        // A change that two links claim is held against the one that came first; the other does not hold.
        var old = links.Where(link => link.IsOfOne).DistinctBy(link => link.Changes[0]).ToDictionary(link => link.Changes[0]);
        await using var command = new NpgsqlCommand(log.Entries, connection) { CommandTimeout = 0 };
        command.Parameters.Add(new() { Value = links.SelectMany(link => link.Changes).ToArray() });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var (found, emptied) = (new Dictionary<long, byte[]>(), new HashSet<long>());
        while (await reader.ReadAsync(cancellationToken))
        {
            var id = reader.GetInt64(0);
            if (erased.TryGetValue(id, out var left) && log.IsEmpty(reader) && left.AsSpan().SequenceEqual(log.Digest.OfRecord(reader, 0)))
            {
                emptied.Add(id);
                continue;
            }

            found[id] = old.TryGetValue(id, out var link) ? log.Digest.OfText(link.Previous, link.Position, reader, 0) : log.Digest.OfRecord(reader, 0);
        }

        return new EntryHashes(found, emptied);
    }

    private static async Task<(long Last, long Lost, long Waiting)> CountAsync(NpgsqlConnection connection, ChainedLog log, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(log.Counts, connection) { CommandTimeout = 0 };
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        await reader.ReadAsync(cancellationToken);
        return (reader.GetInt64(0), reader.GetInt64(1), reader.GetInt64(2));
    }
}
