namespace TalentRegistry.GraphQL.Validation;

/// <summary>How large an operation may be; larger ones are refused before anything is run, with the numbers.</summary>
public sealed record ValidationLimits
{
    /// <summary>What a server that nobody tuned answers.</summary>
    public static ValidationLimits Default { get; } = new();

    /// <summary>Errors reported for one document before the rest is left unread; 1 or more.</summary>
    public int MaxErrors { get; init; } = 100;

    /// <summary>
    /// Fields below each other, fragments resolved, leaves counted; 1 to 256. The usual introspection query has 14. The
    /// ceiling keeps every recursion over a validated operation safe on a small stack.
    /// </summary>
    public int MaxDepth
    {
        get;
        init => field = value is >= 1 and <= 256
            ? value
            : throw new ArgumentOutOfRangeException(nameof(value), value, "MaxDepth must be 1 to 256.");
    } = 20;

    /// <summary>Fields of one operation, each as often as its fragments are spread; 1 or more.</summary>
    public int MaxFields { get; init; } = 2_000;

    /// <summary>Aliased fields of one operation, each as often as its fragments are spread; 0 or more.</summary>
    public int MaxAliases { get; init; } = 200;

    /// <summary>
    /// Values that the answer may hold: a field counts one, a list as many as it may have items, times what is asked of
    /// each. 1 or more.
    /// </summary>
    public double MaxCost { get; init; } = 200_000;

    /// <summary>How many items a list is taken to have where neither the caller nor the schema says; 1 or more.</summary>
    public int AssumedListSize { get; init; } = 10;

    /// <summary>Lists of types or fields within each other that introspection may ask for; 1 or more.</summary>
    public int MaxIntrospectionDepth { get; init; } = 2;

    /// <summary>Pairs of fields with the same response key that are compared, to see whether they can be merged; 1 or more.</summary>
    public int MaxFieldComparisons { get; init; } = 20_000;
}
