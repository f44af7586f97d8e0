namespace TalentRegistry.GraphQL;

/// <summary>The values of <c>extensions.code</c> that the engine itself gives; once published, never renamed.</summary>
public static class ErrorCodes
{
    /// <summary>The document is not GraphQL: it has a place where reading stopped.</summary>
    public const string SyntaxError = "GRAPHQL_PARSE_FAILED";

    /// <summary>The document is GraphQL but breaks a rule of spec section 5 against this schema.</summary>
    public const string ValidationError = "GRAPHQL_VALIDATION_FAILED";

    /// <summary>The document is larger or deeper than this server answers.</summary>
    public const string LimitExceeded = "GRAPHQL_LIMIT_EXCEEDED";

    /// <summary>A variable's value or an argument does not fit its type, or the operation asked for is not there.</summary>
    public const string BadUserInput = "BAD_USER_INPUT";

    /// <summary>A resolver failed; its own words are in the log, not in the answer.</summary>
    public const string InternalError = "INTERNAL_SERVER_ERROR";

    /// <summary>The caller may not see, filter or sort by a field.</summary>
    public const string Forbidden = "FORBIDDEN";

    /// <summary>The request took longer than the server allows.</summary>
    public const string Timeout = "TIMEOUT";
}
