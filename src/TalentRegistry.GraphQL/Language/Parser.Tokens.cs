namespace TalentRegistry.GraphQL.Language;

// What the productions are written with: looking at the token, stepping over it, refusing it.
public sealed partial class Parser
{
    private void Advance()
    {
        previous = token.Location;
        token = lexer.Next();
        if (token.Kind != TokenKind.EndOfFile && ++tokens > limits.MaxTokens)
        {
            throw GraphQLSyntaxException.At(
                token.Location, $"Document contains more than {limits.MaxTokens} tokens.", ErrorCodes.LimitExceeded);
        }
    }

    private bool Skip(TokenKind kind)
    {
        if (token.Kind != kind)
            return false;

        Advance();
        return true;
    }

    private bool SkipKeyword(string keyword)
    {
        if (!token.IsKeyword(keyword))
            return false;

        Advance();
        return true;
    }

    private void Expect(TokenKind kind)
    {
        if (!Skip(kind))
            throw Expected(kind);
    }

    private void ExpectKeyword(string keyword)
    {
        if (!SkipKeyword(keyword))
            throw Invalid(token, $"Expected \"{keyword}\", found {token}.");
    }

    /// <summary>Steps over an opening bracket; every recursion of the grammar passes through here, so its depth is bounded.</summary>
    private void Enter(TokenKind open)
    {
        if (token.Kind == open && ++nesting > ParserLimits.MaxNesting)
        {
            throw GraphQLSyntaxException.At(
                token.Location, $"Document is nested deeper than {ParserLimits.MaxNesting} levels.", ErrorCodes.LimitExceeded);
        }

        Expect(open);
    }

    private void Leave(TokenKind close)
    {
        Expect(close);
        nesting--;
    }

    /// <summary>One or more items between brackets.</summary>
    private List<T> Many<T>(TokenKind open, Func<Parser, T> item, TokenKind close)
    {
        List<T> items = [];
        Enter(open);
        do
            items.Add(item(this));
        while (token.Kind != close);
        Leave(close);
        return items;
    }

    /// <summary>Nothing at all, or one or more items between brackets.</summary>
    private IReadOnlyList<T> OptionalMany<T>(TokenKind open, Func<Parser, T> item, TokenKind close)
        => token.Kind == open ? Many(open, item, close) : [];

    /// <summary>One or more items with a separator between them, which may also lead: <c>| A | B</c>.</summary>
    private List<T> Separated<T>(TokenKind separator, Func<Parser, T> item)
    {
        Skip(separator);
        List<T> items = [];
        do
            items.Add(item(this));
        while (Skip(separator));
        return items;
    }

    private T Whole<T>(Func<Parser, T> item)
    {
        var result = item(this);
        Expect(TokenKind.EndOfFile);
        return result;
    }

    /// <summary>From the first code unit of a token to the end of the last token that was stepped over.</summary>
    private Location From(Token start) => new(start.Start, previous.End, start.Line, start.Column);

    private GraphQLSyntaxException Expected(TokenKind kind)
        => Invalid(token, $"Expected {Token.Describe(kind)}, found {token}.");

    private GraphQLSyntaxException Unexpected() => Invalid(token, $"Unexpected {token}.");

    private static GraphQLSyntaxException Invalid(Token at, string description)
        => GraphQLSyntaxException.At(at.Location, description);
}
