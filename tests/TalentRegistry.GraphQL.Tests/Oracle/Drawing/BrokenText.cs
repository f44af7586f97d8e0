using System.Text.RegularExpressions;

namespace TalentRegistry.GraphQL.Tests.Oracle.Drawing;

/// <summary>A text with one to three of its tokens or characters left out, repeated, swapped or replaced.</summary>
internal static partial class BrokenText
{
    private static readonly string[] Strays =
    [
        "{", "}", "(", ")", "[", "]", ":", "=", "@", "$", "!", "|", "&", "...", "..", ".", "\"", "\"\"\"", "'", "\\", "#", "on", "query", "fragment",
        "extend", "true", "null", "type", "0", "01", "-", "1.", ".5", "1e", "0x1F", "1_000", "\"\\u12", "\"\\u{110000}\"", "\"\\uD800\"", "\"\\q\"", "\u0000", "\u0007",
        "é", "Ứ", "😀", "\u2028", "\uFEFF", "\n", "\r", "~", "%", "?", ";", "/",
    ];

    // Strings, names, numbers, punctuators, and whatever else there is, a character at a time.
    [GeneratedRegex("\"\"\".*?\"\"\"|\"[^\"\n\r]*\"|\\w+|\\.\\.\\.|[\\s,]+|[\ud800-\udbff][\udc00-\udfff]|.", RegexOptions.Singleline | RegexOptions.CultureInvariant, 60_000)]
    private static partial Regex Piece();

    public static string Of(string text, int seed)
    {
        var draw = new Draw(seed);
        var pieces = Piece().Matches(text).Select(m => m.Value).ToList();
        for (var changes = draw.Between(1, 3); changes > 0 && pieces.Count > 1; changes--)
        {
            var at = draw.Between(0, pieces.Count - 1);
            switch (draw.Between(0, 4))
            {
                case 0: pieces.RemoveAt(at); break;
                case 1: pieces.Insert(at, pieces[at]); break;
                case 2: pieces.Insert(at, draw.From(pieces)); break;
                case 3: (pieces[at], pieces[^1]) = (pieces[^1], pieces[at]); break;
                default: pieces[at] = draw.From(Strays); break;
            }
        }

        return string.Concat(pieces);
    }
}
