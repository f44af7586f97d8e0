using System.Globalization;
using System.Text;

namespace TalentRegistry.GraphQL.Data.Sql;

/// <summary>
/// Keys of rows inside rows that somebody is told of: they travel in the JSON, between characters that JSON has only escaped, and are taken
/// out before it goes on. A column of their own would have to be carried up through every list that they are in.
/// </summary>
internal static class ToldText
{
    private const byte Start = 2;
    private const byte End = 3;

    /// <summary>The SQL of one row's key, told to the observer at <paramref name="mark"/>, 0 to 9.</summary>
    public static string Of(SqlValue key, int mark) => string.Create(CultureInfo.InvariantCulture, $"concat(chr({Start}), {mark}, {key.Text}::text, chr({End}))");

    /// <summary>The JSON without the keys, each of which is handed to <paramref name="onKey"/> with its mark.</summary>
    public static ReadOnlyMemory<byte> Taken(ReadOnlyMemory<byte> json, Action<int, string> onKey)
    {
        var from = json.Span;
        if (!from.Contains(Start))
            return json;

        var kept = new byte[from.Length];
        var length = 0;
        while (!from.IsEmpty)
        {
            var start = from.IndexOf(Start);
            var plain = start < 0 ? from : from[..start];
            plain.CopyTo(kept.AsSpan(length));
            length += plain.Length;
            if (start < 0)
                break;

            var end = start + from[start..].IndexOf(End);
            onKey(from[start + 1] - '0', Encoding.UTF8.GetString(from[(start + 2)..end]));
            from = from[(end + 1)..];
        }

        return kept.AsMemory(0, length);
    }
}
