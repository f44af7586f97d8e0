using static TalentRegistry.Data.History.EntryDigest;

namespace TalentRegistry.Data.History;

/// <summary>A log that is only added to and sealed by a chain of hashes of its own.</summary>
public sealed class ChainedLog
{
    // Places in the columns of a change, below.
    private const int WhyOfAChange = 7, BeforeOfAChange = 12, AfterOfAChange = 13;

    private ChainedLog(string name, string vietnamese, string english, string columns, EntryDigest digest, string links, string sealedIds) =>
        (Name, Vietnamese, English, Digest, Links, SealedIds, Entries) = (name, vietnamese, english, digest, links, sealedIds, $"SELECT {columns} FROM {name} c WHERE c.id = ANY ($1)");

    /// <summary>The history of people, degrees, postings and agencies (db/migrations/0013, 0033, 0084).</summary>
    public static ChainedLog Changes { get; } = new(
        "history.change", "thay đổi", "changes",
        "c.id, c.at, c.account_id, c.account_name, c.role, c.operation, c.door, c.why, c.kind, c.table_name, c.record_id, c.person_id, c.before::text, c.after::text, c.address",
        new EntryDigest(Bigint, TimestampTz, Uuid, Text, Text, Text, Text, Text, Text, Text, Text, Uuid, Jsonb, Jsonb, Text) { LastIsOptional = true },
        "SELECT position, previous, hash, change_id, changes, digests FROM history.link",
        """
        SELECT change_id AS id FROM history.link WHERE change_id IS NOT NULL
        UNION ALL SELECT unnest(changes) FROM history.link
        UNION ALL SELECT unnest(changes) FROM history.unchained
        """);

    /// <summary>Whose records were read by whom (db/migrations/0042).</summary>
    public static ChainedLog Reads { get; } = OfAccess(
        "read_log", "lượt đọc", "reads", "c.id, c.at, c.account_id, c.role, c.door, c.purpose, c.person_ids::text",
        new EntryDigest(Bigint, TimestampTz, Uuid, Text, Text, Text, Text));

    /// <summary>Sign-ins, exports, refusals, configuration, commands (db/migrations/0042).</summary>
    public static ChainedLog Events { get; } = OfAccess(
        "audit_event", "sự kiện", "events", "c.id, c.at, c.kind, c.account_id, c.role, c.door, c.address, c.subject, c.details::text",
        new EntryDigest(Bigint, TimestampTz, Text, Uuid, Text, Text, Text, Text, Jsonb));

    /// <summary>All of them.</summary>
    public static IReadOnlyList<ChainedLog> All { get; } = [Changes, Reads, Events];

    /// <summary>The table, with its schema.</summary>
    public string Name { get; }

    /// <summary>What its entries are called in Vietnamese.</summary>
    public string Vietnamese { get; }

    /// <summary>What its entries are called in English.</summary>
    public string English { get; }

    /// <summary>Number of entries that a walk may meet, that have no link and wait for none, and that wait.</summary>
    internal string Counts => $"""
        SELECT (SELECT coalesce(max(position), 0) FROM ({Links}) link),
               (SELECT count(*) FROM {Name} c WHERE NOT EXISTS (SELECT FROM ({SealedIds}) known WHERE known.id = c.id)),
               {(this == Changes ? "(SELECT coalesce(sum(cardinality(changes)), 0)::bigint FROM history.unchained)" : $"(SELECT coalesce(sum(cardinality(entries)), 0)::bigint FROM access.log_waiting WHERE log = '{Name["access.".Length..]}')")}
        """;

    internal EntryDigest Digest { get; }

    /// <summary>Position, hash before, hash, the one entry of an old link, entries, digests; in no order.</summary>
    internal string Links { get; }

    /// <summary>The values of some entries ($1).</summary>
    internal string Entries { get; }

    /// <summary>Keys of entries whose values were erased, with the digest of what was left of each; null where nothing ever is.</summary>
    internal string? Erasures => this == Changes
        ? "SELECT e.key::bigint, decode(e.value, 'hex') FROM history.change c CROSS JOIN LATERAL jsonb_each_text(c.after -> 'erased') e WHERE c.kind = 'erase'"
        : null;

    private string SealedIds { get; }

    /// <summary>Whether a row of <see cref="Entries"/>, of changes, has no values: neither the record before nor after it, nor a reason.</summary>
    internal bool IsEmpty(System.Data.Common.DbDataReader row) => this == Changes && row.IsDBNull(WhyOfAChange) && row.IsDBNull(BeforeOfAChange) && row.IsDBNull(AfterOfAChange);

    // The names come from here, never from a request.
    private static ChainedLog OfAccess(string table, string vietnamese, string english, string columns, EntryDigest digest) => new(
        $"access.{table}", vietnamese, english, columns, digest,
        $"SELECT position, previous, hash, NULL::bigint AS change_id, entries AS changes, digests FROM access.log_link WHERE log = '{table}'",
        $"""
        SELECT unnest(entries) AS id FROM access.log_link WHERE log = '{table}'
        UNION ALL SELECT unnest(entries) FROM access.log_waiting WHERE log = '{table}'
        """);
}
