using System.Data.Common;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace TalentRegistry.Data.History;

/// <summary>One walk along the chain. The text that is hashed is that of history.text_of in db/migrations/0013, made here once more.</summary>
internal sealed class ChainWalk(ChainHead? known)
{
    /// <summary>Links in order with the text of each value of their changes.</summary>
    public const string Sql =
        """
        SELECT l.position, l.change_id, l.previous, l.hash, c.id IS NOT NULL, c.id::text,
               to_char(c.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'), c.account_id::text, c.account_name, c.role, c.operation, c.door, c.why,
               c.kind, c.table_name, c.record_id, c.person_id::text, c.before::text, c.after::text
          FROM history.link l LEFT JOIN history.change c ON c.id = l.change_id
         ORDER BY l.position
        """;

    private const int FirstText = 5;
    private readonly List<ChainFault> faults = [];
    private byte[] previous = new byte[SHA256.HashSizeInBytes];
    private long position;
    private bool metKnown;

    public IReadOnlyList<ChainFault> Faults => faults;

    public ChainHead Head { get; private set; } = ChainHead.Empty;

    public void Step(DbDataReader link)
    {
        var (at, change, hash) = (link.GetInt64(0), link.GetInt64(1), link.GetFieldValue<byte[]>(3));
        if (at != position + 1)
            faults.Add(new ChainFault(ChainFaultKind.LinkMissing, position + 1, null));
        else if (!previous.AsSpan().SequenceEqual(link.GetFieldValue<byte[]>(2)))
            faults.Add(new ChainFault(ChainFaultKind.LinkRewritten, at, change));

        if (!link.GetBoolean(4))
            faults.Add(new ChainFault(ChainFaultKind.ChangeMissing, at, change));
        else if (!SHA256.HashData([.. link.GetFieldValue<byte[]>(2), .. Encoding.UTF8.GetBytes(Text(link, at))]).AsSpan().SequenceEqual(hash))
            faults.Add(new ChainFault(ChainFaultKind.ChangeRewritten, at, change));

        (position, previous) = (at, hash);
        if (faults.Count == 0)
            Head = new ChainHead(at, Convert.ToHexStringLower(hash));
        metKnown |= known is not null && known.Position == at && known.Hash == Convert.ToHexStringLower(hash);
    }

    /// <summary>After the last link.</summary>
    /// <param name="outside">Changes that have no link and wait for none.</param>
    public void End(long outside)
    {
        if (outside > 0)
            faults.Add(new ChainFault(ChainFaultKind.ChangeOutsideChain, null, null, outside));
        if (known is not null && !metKnown)
            faults.Add(new ChainFault(ChainFaultKind.HeadLost, known.Position, null));
    }

    private static string Text(DbDataReader link, long position)
    {
        var text = new StringBuilder();
        Append(text, position.ToString(CultureInfo.InvariantCulture));
        for (var i = FirstText; i < link.FieldCount; i++)
            Append(text, link.IsDBNull(i) ? null : link.GetString(i));
        return text.ToString();
    }

    private static void Append(StringBuilder text, string? value)
    {
        if (value is null)
            text.Append('-');
        else
            text.Append(CultureInfo.InvariantCulture, $"{Encoding.UTF8.GetByteCount(value)}:{value}");
    }
}
