using System.Buffers.Binary;
using System.Data.Common;
using System.Security.Cryptography;

namespace TalentRegistry.Data.History;

/// <summary>One walk along a chain, some links at a time. How links are made: db/migrations/0013, 0033 and 0042, docs/decisions/0015, 0027 and 0032.</summary>
/// <param name="start">The link after which it begins.</param>
/// <param name="known">A head that it must go through; null for none.</param>
internal sealed class ChainWalk(ChainHead start, ChainHead? known)
{
    private readonly List<ChainFault> faults = [];
    private byte[] previous = Convert.FromHexString(start.Hash);
    private long position = start.Position;
    private bool metKnown;

    public IReadOnlyList<ChainFault> Faults => faults;

    public ChainHead Head { get; private set; } = start;

    /// <summary>Entries met whose values were erased.</summary>
    public long Erased { get; private set; }

    /// <summary>Goes on over the next links.</summary>
    /// <param name="links">The links.</param>
    /// <param name="found">The changes that they seal and that are there.</param>
    public void Step(IEnumerable<ChainLink> links, EntryHashes found)
    {
        foreach (var link in links)
            Step(link, found);
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

    private void Step(ChainLink link, EntryHashes found)
    {
        if (link.First > position + 1)
            faults.Add(new ChainFault(ChainFaultKind.LinkMissing, position + 1, null));
        else if (link.First <= position || !Same(previous, link.Previous))
            faults.Add(new ChainFault(ChainFaultKind.LinkRewritten, link.First, null));

        for (var i = 0; i < link.Changes.Length; i++)
        {
            // Of what was erased the link keeps the digest, which nothing can be held against any more.
            if (found.Erased.Contains(link.Changes[i]))
                Erased++;
            else if (!found.Of.TryGetValue(link.Changes[i], out var hash))
                faults.Add(new ChainFault(ChainFaultKind.ChangeMissing, link.First + i, link.Changes[i]));
            else if (i < link.Hashes.Length && !Same(hash, link.Hashes[i]))
                faults.Add(new ChainFault(ChainFaultKind.ChangeRewritten, link.First + i, link.Changes[i]));
        }

        if (link.Changes.Length != link.Hashes.Length || (!link.IsOfOne && !Same(link.Seal(), link.Hash)))
            faults.Add(new ChainFault(ChainFaultKind.LinkRewritten, link.Position, null));

        (position, previous) = (link.Position, link.Hash);
        if (faults.Count == 0)
            Head = new ChainHead(position, Convert.ToHexStringLower(previous));
        metKnown |= known is not null && known.Position == position && known.Hash == Convert.ToHexStringLower(previous);
    }

    private static bool Same(byte[] one, byte[] other) => one.AsSpan().SequenceEqual(other);
}

/// <summary>Entries that links seal and that are there.</summary>
/// <param name="Of">The hash of each that is whole, by its key.</param>
/// <param name="Erased">Keys of those whose values were erased, and what is left of which is as the erasure left it.</param>
internal sealed record EntryHashes(IReadOnlyDictionary<long, byte[]> Of, IReadOnlySet<long> Erased);

/// <summary>A link of the chain as it is kept.</summary>
internal sealed class ChainLink
{
    public ChainLink(DbDataReader row)
    {
        (Position, Previous, Hash, IsOfOne) = (row.GetInt64(0), row.GetFieldValue<byte[]>(1), row.GetFieldValue<byte[]>(2), !row.IsDBNull(3));
        (Changes, Hashes) = IsOfOne ? ([row.GetInt64(3)], [Hash]) : (row.GetFieldValue<long[]>(4), row.GetFieldValue<byte[][]>(5));
    }

    /// <summary>Place of its last change.</summary>
    public long Position { get; }

    /// <summary>Place of its first change.</summary>
    public long First => Position - Changes.Length + 1;

    public byte[] Previous { get; }

    public byte[] Hash { get; }

    /// <summary>Made before migration 33: its hash is that of its one change.</summary>
    public bool IsOfOne { get; }

    /// <summary>Keys of the changes that it seals.</summary>
    public long[] Changes { get; }

    /// <summary>What each of them must hash to.</summary>
    public byte[][] Hashes { get; }

    /// <summary>Hash that follows from what it holds; of links of many.</summary>
    public byte[] Seal()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Span<byte> eight = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(eight, Position);
        hash.AppendData(Previous);
        hash.AppendData(eight);
        foreach (var digest in Hashes)
            hash.AppendData(digest);
        return hash.GetHashAndReset();
    }
}
