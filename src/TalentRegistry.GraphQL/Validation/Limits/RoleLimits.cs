namespace TalentRegistry.GraphQL.Validation.Limits;

/// <summary>
/// What one caller may ask for at once. These are looked at for each request, where <see cref="ValidationLimits"/> and the parser's limits
/// are looked at once for a document, whoever sends it: so those must be as wide as the widest of these.
/// </summary>
public sealed record RoleLimits
{
    /// <summary>Budget of one operation; see <see cref="ValidationLimits.MaxCost"/>. 200,000 unless set.</summary>
    public double MaxCost { get; init; } = ValidationLimits.Default.MaxCost;

    /// <summary>Fields below each other, leaves counted. 20 unless set.</summary>
    public int MaxDepth { get; init; } = ValidationLimits.Default.MaxDepth;

    /// <summary>Aliased fields, each as often as its fragments are spread. 200 unless set.</summary>
    public int MaxAliases { get; init; } = ValidationLimits.Default.MaxAliases;

    /// <summary>Tokens of the whole document. 15,000 unless set.</summary>
    public int MaxTokens { get; init; } = Language.ParserLimits.Default.MaxTokens;

    /// <summary>Rows of one page; pages may be held to fewer where they are declared. 1000 unless set.</summary>
    public int MaxPageSize { get; init; } = 1000;
}
