using System.Globalization;
using System.Text;

namespace TalentRegistry.GraphQL.Language;

/// <summary>Spec 2.1, Source Text: turns characters into tokens, one at a time, skipping what is ignored.</summary>
internal sealed partial class Lexer(string text)
{
    private int position;
    private int line = 1;
    private int lineStart;

    public Token Next()
    {
        SkipIgnored();
        if (position >= text.Length)
            return Punctuator(TokenKind.EndOfFile, 0);

        var c = text[position];
        return c switch
        {
            '!' => Punctuator(TokenKind.Bang),
            '$' => Punctuator(TokenKind.Dollar),
            '&' => Punctuator(TokenKind.Ampersand),
            '(' => Punctuator(TokenKind.ParenLeft),
            ')' => Punctuator(TokenKind.ParenRight),
            ':' => Punctuator(TokenKind.Colon),
            '=' => Punctuator(TokenKind.Equal),
            '@' => Punctuator(TokenKind.At),
            '[' => Punctuator(TokenKind.BracketLeft),
            ']' => Punctuator(TokenKind.BracketRight),
            '{' => Punctuator(TokenKind.BraceLeft),
            '|' => Punctuator(TokenKind.Pipe),
            '}' => Punctuator(TokenKind.BraceRight),
            '.' when IsAt("...") => Punctuator(TokenKind.Spread, 3),
            '"' when IsAt("\"\"\"") => BlockString(),
            '"' => String(),
            '-' or (>= '0' and <= '9') => Number(),
            _ when IsNameStart(c) => Name(),
            '.' when char.IsAsciiDigit(At(position + 1)) => throw Unexpected(position, "a number needs digits before its point"),
            '.' => throw Unexpected(position, "did you mean \"...\"?"),
            '\'' => throw Unexpected(position, "did you mean to use a double quote (\")?"),
            _ => throw Unexpected(position),
        };
    }

    private static bool IsNameStart(char c) => char.IsAsciiLetter(c) || c == '_';

    private static bool IsNameContinue(char c) => char.IsAsciiLetterOrDigit(c) || c == '_';

    // UnicodeBOM, WhiteSpace, LineTerminator, Comment, Comma (spec 2.1.7, Ignored Tokens)
    private void SkipIgnored()
    {
        while (position < text.Length)
        {
            switch (text[position])
            {
                case '\uFEFF' or '\t' or ' ' or ',':
                    position++;
                    break;
                case '\n' or '\r':
                    SkipLineTerminator();
                    break;
                case '#':
                    SkipComment();
                    break;
                default:
                    return;
            }
        }
    }

    private void SkipComment()
    {
        while (position < text.Length && text[position] is not ('\n' or '\r'))
            position += SourceCharacterLength();
    }

    // \r\n is one terminator (spec 2.1.3).
    private void SkipLineTerminator()
    {
        position += IsAt("\r\n") ? 2 : 1;
        line++;
        lineStart = position;
    }

    private Token Name()
    {
        var start = position;
        do
            position++;
        while (IsNameContinue(At(position)));

        return Finish(TokenKind.Name, start, text[start..position]);
    }

    // IntValue, FloatValue (spec 2.9.1 and 2.9.2)
    private Token Number()
    {
        var start = position;
        var kind = TokenKind.Int;
        if (text[position] == '-')
            position++;

        if (At(position) == '0')
        {
            position++;
            if (char.IsAsciiDigit(At(position)))
                throw InvalidNumber("a number does not start with 0");
        }
        else
        {
            Digits();
        }

        if (At(position) == '.')
        {
            kind = TokenKind.Float;
            position++;
            Digits();
        }

        if (At(position) is 'e' or 'E')
        {
            kind = TokenKind.Float;
            position++;
            if (At(position) is '+' or '-')
                position++;
            Digits();
        }

        // A number may not run into a name or a point: 0xF and 1.2.3 are mistakes, not two tokens.
        if (At(position) == '.' || IsNameStart(At(position)))
            throw InvalidNumber("expected the number to end");

        return Finish(kind, start, text[start..position]);
    }

    private void Digits()
    {
        if (!char.IsAsciiDigit(At(position)))
            throw InvalidNumber("expected a digit");
        while (char.IsAsciiDigit(At(position)))
            position++;
    }

    /// <summary>The character at an index, or NUL past the end; NUL is no part of any token outside strings.</summary>
    private char At(int index) => index < text.Length ? text[index] : '\0';

    private bool IsAt(string expected) => string.CompareOrdinal(text, position, expected, 0, expected.Length) == 0;

    /// <summary>1 or 2 code units; throws for half a surrogate pair, which is no SourceCharacter (spec 2.1).</summary>
    private int SourceCharacterLength()
    {
        if (!char.IsSurrogate(text[position]))
            return 1;
        if (position + 1 < text.Length && char.IsSurrogatePair(text[position], text[position + 1]))
            return 2;
        throw Invalid(position, $"Invalid character: {Describe(position)}.");
    }

    private Token Punctuator(TokenKind kind, int length = 1)
    {
        position += length;
        return Finish(kind, position - length, null);
    }

    private Token Finish(TokenKind kind, int start, string? value)
        => new(kind, start, position, line, start - lineStart + 1, value);

    private GraphQLSyntaxException Invalid(int index, string description)
        => GraphQLSyntaxException.At(new Location(index, Math.Min(index + 1, text.Length), line, index - lineStart + 1), description);

    private GraphQLSyntaxException InvalidNumber(string hint)
        => Invalid(position, $"Invalid number, {hint} but got: {Describe(position)}.");

    private GraphQLSyntaxException Unexpected(int index, string? hint = null)
        => Invalid(index, hint is null ? $"Unexpected character: {Describe(index)}." : $"Unexpected character: {Describe(index)}, {hint}");

    private string Describe(int index)
    {
        if (index >= text.Length)
            return "<EOF>";
        if (!Rune.TryGetRuneAt(text, index, out var rune))
            return $"U+{(int)text[index]:X4}";
        if (rune.Value == '"')
            return "'\"'";
        return rune.Value is > ' ' and < 0x7F ? $"\"{rune}\"" : string.Create(CultureInfo.InvariantCulture, $"U+{rune.Value:X4}");
    }
}
