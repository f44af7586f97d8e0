using System.Buffers.Binary;
using System.Data.Common;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace TalentRegistry.Data.History;

/// <summary>
/// What of an entry is hashed, made here once more without the database's functions: its values as PostgreSQL sends a record (number of columns; of each
/// its type, its length, its bytes); of changes before migration 33 each value as text with its length before it.
/// </summary>
/// <param name="types">types of the values, in the order in which they are hashed; of those below. Values of <see cref="Jsonb"/> are read as texts.</param>
internal sealed class EntryDigest(params int[] types)
{
    // Object identifiers of PostgreSQL's own types, which never change (pg_type.dat).
    public const int Bigint = 20, Text = 25, TimestampTz = 1184, Uuid = 2950, Jsonb = 3802;

    // PostgreSQL counts microseconds from here.
    private static readonly DateTime Epoch = new(2000, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    /// <summary>Whether the last value came later than the entries: where there is none it is no part of them.</summary>
    public bool LastIsOptional { get; init; }

    /// <summary>SHA-256 of an entry as links of many hold it.</summary>
    /// <param name="row">Row with the values.</param>
    /// <param name="first">Place of the first of them.</param>
    public byte[] OfRecord(DbDataReader row, int first)
    {
        using var record = new MemoryStream();
        var count = LastIsOptional && row.IsDBNull(first + types.Length - 1) ? types.Length - 1 : types.Length;
        Write(record, count);
        for (var i = 0; i < count; i++)
        {
            Write(record, types[i]);
            if (row.IsDBNull(first + i))
            {
                Write(record, -1);
                continue;
            }

            var bytes = BytesOf(row, first + i, types[i]);
            Write(record, bytes.Length);
            record.Write(bytes);
        }

        return SHA256.HashData(record.GetBuffer().AsSpan(0, (int)record.Length));
    }

    /// <summary>Hash of a link of before migration 33, which seals one change.</summary>
    /// <param name="previous">Hash of the link before it.</param>
    /// <param name="position">Its place.</param>
    /// <param name="row">Row with the values.</param>
    /// <param name="first">Place of the first of them.</param>
    public byte[] OfText(byte[] previous, long position, DbDataReader row, int first)
    {
        var text = new StringBuilder();
        Append(text, position.ToString(CultureInfo.InvariantCulture));
        for (var i = 0; i < (LastIsOptional ? types.Length - 1 : types.Length); i++)
            Append(text, row.IsDBNull(first + i) ? null : TextOf(row, first + i, types[i]));
        return SHA256.HashData([.. previous, .. Encoding.UTF8.GetBytes(text.ToString())]);
    }

    private static byte[] BytesOf(DbDataReader row, int column, int type)
    {
        var eight = new byte[sizeof(long)];
        switch (type)
        {
            case Bigint:
                BinaryPrimitives.WriteInt64BigEndian(eight, row.GetInt64(column));
                return eight;
            case TimestampTz:
                BinaryPrimitives.WriteInt64BigEndian(eight, (row.GetDateTime(column) - Epoch).Ticks / TimeSpan.TicksPerMicrosecond);
                return eight;
            case Uuid:
                return row.GetGuid(column).ToByteArray(bigEndian: true);
            case Jsonb:
                // The version of its form comes first.
                return [1, .. Encoding.UTF8.GetBytes(row.GetString(column))];
            default:
                return Encoding.UTF8.GetBytes(row.GetString(column));
        }
    }

    private static string TextOf(DbDataReader row, int column, int type) => type switch
    {
        Bigint => row.GetInt64(column).ToString(CultureInfo.InvariantCulture),
        TimestampTz => row.GetDateTime(column).ToString("yyyy-MM-ddTHH:mm:ss.ffffffZ", CultureInfo.InvariantCulture),
        Uuid => row.GetGuid(column).ToString(),
        _ => row.GetString(column),
    };

    private static void Append(StringBuilder text, string? value)
    {
        if (value is null)
            text.Append('-');
        else
            text.Append(CultureInfo.InvariantCulture, $"{Encoding.UTF8.GetByteCount(value)}:{value}");
    }

    private static void Write(MemoryStream record, int value)
    {
        Span<byte> four = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32BigEndian(four, value);
        record.Write(four);
    }
}
