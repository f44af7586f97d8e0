using System.Buffers;
using System.Globalization;
using System.Text;

namespace TalentRegistry.GraphQL.Language;

// StringValue (spec 2.9.4)
internal sealed partial class Lexer
{
    private static readonly SearchValues<char> HexDigits = SearchValues.Create("0123456789abcdefABCDEF");

    private Token String()
    {
        var start = position++;
        var value = new StringBuilder();
        while (At(position) != '"' || position >= text.Length)
        {
            if (position >= text.Length || text[position] is '\n' or '\r')
                throw Invalid(position, "Unterminated string.");

            if (text[position] == '\\')
            {
                Escape(value);
                continue;
            }

            var length = SourceCharacterLength();
            value.Append(text, position, length);
            position += length;
        }

        position++;
        return Finish(TokenKind.String, start, value.ToString());
    }

    private void Escape(StringBuilder value)
    {
        if (At(position + 1) == 'u')
        {
            value.Append(UnicodeEscape());
            return;
        }

        char? meaning = At(position + 1) switch
        {
            '"' => '"',
            '\\' => '\\',
            '/' => '/',
            'b' => '\b',
            'f' => '\f',
            'n' => '\n',
            'r' => '\r',
            't' => '\t',
            _ => null,
        };
        value.Append(meaning ?? throw InvalidEscape("character escape sequence", position, 2));
        position += 2;
    }

    // \u{X...} names any Unicode scalar value; \uXXXX one of the basic plane, or half of a pair of which the other
    // half must follow at once (spec 2.9.4, "Unicode escape sequences").
    private string UnicodeEscape()
    {
        var start = position;
        if (At(position + 2) == '{')
            return BracedEscape(start);

        var first = FourHexDigits(start, start);
        position += 6;
        if (Rune.TryCreate(first, out var rune))
            return rune.ToString();

        if (char.IsHighSurrogate(first) && IsAt("\\u") && At(position + 2) != '{')
        {
            var second = FourHexDigits(position, start);
            position += 6;
            if (Rune.TryCreate(first, second, out rune))
                return rune.ToString();
        }

        throw InvalidEscape("Unicode escape sequence", start, 6);
    }

    private string BracedEscape(int start)
    {
        var end = start + 3;
        while (char.IsAsciiHexDigit(At(end)))
            end++;

        // Any number of leading zeros is in the grammar.
        var digits = text.AsSpan(start + 3, end - start - 3);
        if (digits.Length > 6)
            digits = digits[..^6].ContainsAnyExcept('0') ? default : digits[^6..];
        if (At(end) != '}'
            || !long.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var scalar)
            || scalar > 0x10FFFF
            || !Rune.TryCreate((int)scalar, out var rune))
        {
            throw InvalidEscape("Unicode escape sequence", start, end - start + 1);
        }

        position = end + 1;
        return rune.ToString();
    }

    private char FourHexDigits(int escape, int start)
    {
        // Looked at one by one: the parsing of numbers lets NULs follow the digits.
        if (escape + 6 <= text.Length
            && !text.AsSpan(escape + 2, 4).ContainsAnyExcept(HexDigits)
            && ushort.TryParse(text.AsSpan(escape + 2, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var unit))
        {
            return (char)unit;
        }

        throw InvalidEscape("Unicode escape sequence", start, 6);
    }

    private GraphQLSyntaxException InvalidEscape(string what, int start, int length)
    {
        var end = start;
        // Shown as written, but never past the end of its line: an unprintable message helps nobody.
        while (end < Math.Min(start + length, text.Length) && !char.IsControl(text[end]))
            end++;
        return Invalid(start, $"Invalid {what}: \"{text[start..end]}\".");
    }

    private Token BlockString()
    {
        var (start, startLine, startColumn) = (position, line, position - lineStart + 1);
        var raw = new StringBuilder();
        position += 3;
        while (!IsAt("\"\"\""))
        {
            if (position >= text.Length)
                throw Invalid(position, "Unterminated string.");

            if (IsAt("\\\"\"\""))
            {
                raw.Append("\"\"\"");
                position += 4;
            }
            else if (text[position] is '\n' or '\r')
            {
                raw.Append('\n');
                SkipLineTerminator();
            }
            else
            {
                var length = SourceCharacterLength();
                raw.Append(text, position, length);
                position += length;
            }
        }

        position += 3;
        return new Token(TokenKind.BlockString, start, position, startLine, startColumn, BlockStrings.Value(raw.ToString()));
    }
}
