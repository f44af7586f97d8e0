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

    /// <summary>The request is no GraphQL request: no JSON, no document, or a member of a wrong type.</summary>
    public const string BadRequest = "BAD_REQUEST";

    /// <summary>Neither GET nor POST; or a mutation by GET.</summary>
    public const string MethodNotAllowed = "METHOD_NOT_ALLOWED";

    /// <summary>The body is not <c>application/json</c> in UTF-8.</summary>
    public const string UnsupportedMediaType = "UNSUPPORTED_MEDIA_TYPE";

    /// <summary>The caller accepts none of the media types that answers have.</summary>
    public const string NotAcceptable = "NOT_ACCEPTABLE";

    /// <summary>The body is larger than the server reads.</summary>
    public const string RequestTooLarge = "REQUEST_TOO_LARGE";

    /// <summary>More than one request in one body.</summary>
    public const string BatchingNotSupported = "BATCHING_NOT_SUPPORTED";

    /// <summary>The request could have been made by another site's page without the browser asking first.</summary>
    public const string CsrfPrevented = "CSRF_PREVENTED";

    /// <summary>A subscriber did not read its events as fast as they came; the stream has ended.</summary>
    public const string SubscriberTooSlow = "SUBSCRIBER_TOO_SLOW";

    /// <summary>The caller has as many streams open as one caller may.</summary>
    public const string TooManyStreams = "TOO_MANY_STREAMS";

    /// <summary>The caller's session has ended while a stream was open; the stream has ended with it.</summary>
    public const string SessionEnded = "SESSION_ENDED";

    /// <summary>The server does not know the document that the request names only by its hash: send it once in full.</summary>
    public const string PersistedQueryNotFound = "PERSISTED_QUERY_NOT_FOUND";

    /// <summary>The server has no such saved document that the caller may run.</summary>
    public const string DocumentNotFound = "DOCUMENT_NOT_FOUND";

    /// <summary>The caller may run saved documents only.</summary>
    public const string DocumentNotTrusted = "DOCUMENT_NOT_TRUSTED";
}
