using System.Security.Claims;
using TalentRegistry.GraphQL.Language;
using TalentRegistry.GraphQL.Validation;

namespace TalentRegistry.GraphQL.Execution;

/// <summary>Whether a caller may see what a policy guards.</summary>
public delegate bool PolicyRule(ClaimsPrincipal user, IServiceProvider services);

/// <summary>How requests are run.</summary>
public sealed class ExecutionOptions
{
    /// <summary>A request that takes longer is ended with the code TIMEOUT. 30 seconds unless set; more than zero.</summary>
    public TimeSpan TimeLimit { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Documents kept parsed, validated and planned; the least recently used give way. 1000 unless set; 1 or more.</summary>
    public int MaxCachedDocuments { get; set; } = 1000;

    /// <summary>How large a document may be that is read at all.</summary>
    public ParserLimits ParserLimits { get; set; } = ParserLimits.Default;

    /// <summary>How much an operation may ask for.</summary>
    public ValidationLimits ValidationLimits { get; set; } = ValidationLimits.Default;

    /// <summary>
    /// What a caller may ask for at once, by their claims; null, as at first, lets everyone ask for what <see cref="ValidationLimits"/> and
    /// <see cref="ParserLimits"/> allow, which hold in any case.
    /// </summary>
    public Func<ClaimsPrincipal, IServiceProvider, Validation.Limits.RoleLimits>? LimitsOf { get; set; }

    /// <summary>Whether a caller may run operations of a kind at all; null, as at first, lets everybody run each.</summary>
    public Func<ClaimsPrincipal, Language.OperationType, bool>? MayRun { get; set; }

    /// <summary>The policy that a caller must satisfy to ask for <c>__schema</c> or <c>__type</c>; null, as at first, lets everyone.</summary>
    public string? IntrospectionPolicy { get; set; }

    /// <summary>Seconds for which a caller may keep what <c>__schema</c> and <c>__type</c> answered; null, as at first, not at all.</summary>
    public int? IntrospectionMaxAge { get; set; }

    /// <summary>The rules behind <c>Authorize("…")</c>, by policy.</summary>
    public Dictionary<string, PolicyRule> Policies { get; } = new(StringComparer.Ordinal);

    /// <summary>
    /// Prepares the service scope that a field of a query has to itself: the first provider is the request's, the second the
    /// field's. The place to hand on who asks to a database connection.
    /// </summary>
    public Action<IServiceProvider, IServiceProvider>? OnFieldScope { get; set; }

    /// <summary>
    /// Begins what one root field of a mutation does as a whole, before its resolver; null, as at first, leaves that to resolvers. It is
    /// committed when the resolver has given a result, and undone where it throws or its payload tells errors.
    /// </summary>
    public Func<IResolverContext, CancellationToken, ValueTask<IMutationTransaction>>? BeginMutation { get; set; }
}
