using System.Collections.Concurrent;
using System.Security.Claims;
using TalentRegistry.GraphQL.Language;
using TalentRegistry.GraphQL.TypeSystem;

namespace TalentRegistry.GraphQL.Execution;

/// <summary>What the fields of one request share.</summary>
internal sealed class RequestState(
    OperationPlan plan,
    IReadOnlyDictionary<string, object?> variables,
    ExecutionOptions options,
    IServiceProvider services,
    ClaimsPrincipal user,
    CancellationToken aborted)
{
    private readonly ConcurrentDictionary<string, bool> _satisfied = new(StringComparer.Ordinal);
    private readonly Lock _lock = new();
    private readonly List<GraphQLError> _errors = [];

    public Schema Schema => plan.Schema;

    public OperationPlan Plan => plan;

    public OperationType Operation => plan.Operation.Operation;

    public IReadOnlyDictionary<string, object?> Variables => variables;

    public ExecutionOptions Options => options;

    public IServiceProvider Services => services;

    public ClaimsPrincipal User => user;

    public CancellationToken Aborted => aborted;

    public IReadOnlyList<GraphQLError> Errors
    {
        get
        {
            lock (_lock)
                return [.. _errors];
        }
    }

    public void Add(GraphQLError error)
    {
        lock (_lock)
            _errors.Add(error);
    }

    // A policy without a rule refuses: forgetting to name one must not open a field.
    public bool Satisfies(string policy) => _satisfied.GetOrAdd(
        policy, static (name, state) => state.Options.Policies.TryGetValue(name, out var rule) && rule(state.User, state.Services), this);

    public static GraphQLError Forbidden(string what) => new($"You may not see {what}.", ErrorCodes.Forbidden);
}
