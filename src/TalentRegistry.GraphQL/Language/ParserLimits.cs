namespace TalentRegistry.GraphQL.Language;

/// <summary>How much of a document the parser reads before it refuses; keeps hostile input from costing memory.</summary>
/// <param name="MaxTokens">Tokens in the whole document, comments and commas not counted; 1 or more.</param>
public sealed record ParserLimits(int MaxTokens)
{
    /// <summary>
    /// Selection sets, lists and objects within each other, and list types. Fixed, because it is what makes every
    /// recursion over a parsed document safe on a small stack.
    /// </summary>
    public const int MaxNesting = 256;

    /// <summary>For documents from callers: 15,000 tokens, some thirty times the introspection query.</summary>
    public static ParserLimits Default { get; } = new(15_000);

    /// <summary>For schemas and other texts of our own: as many tokens as there are.</summary>
    public static ParserLimits Trusted { get; } = new(int.MaxValue);
}
