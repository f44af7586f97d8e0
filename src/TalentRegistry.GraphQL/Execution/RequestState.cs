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
    private DataLoaders.RequestLoaders? _loaders;
    private readonly Dictionary<FieldPlan, (int Error, int Count)> _refused = new(ReferenceEqualityComparer.Instance);

    /// <summary>The data loaders of this request.</summary>
    public DataLoaders.RequestLoaders Loaders => LazyInitializer.EnsureInitialized(ref _loaders, () => new DataLoaders.RequestLoaders(this));

    /// <summary>Ends what the request has opened for itself.</summary>
    public ValueTask EndAsync() => _loaders?.DisposeAsync() ?? ValueTask.CompletedTask;

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
            {
                var errors = _errors.ToArray();
                foreach (var (error, count) in _refused.Values.Where(r => r.Count > 1))
                    errors[error] = errors[error] with { Extensions = new Dictionary<string, object?>(StringComparer.Ordinal) { ["count"] = count } };
                return errors;
            }
        }
    }

    /// <summary>
    /// Notes that a policy refuses a field: by one error, at the place where the field was first met, and not by one for each row. The
    /// policy refuses the field in all rows or in none, so the others would say nothing new, and on a page of 500 rows they would be a
    /// hundred times the size of the answer. How many values are missing for it is in <c>extensions.count</c>, if more than one.
    /// </summary>
    /// <param name="field">The field, at one place of the document.</param>
    /// <param name="error">What callers are told the first time.</param>
    /// <param name="rows">How many values it stands for, 1 or more.</param>
    public void Refuse(FieldPlan field, Func<GraphQLError> error, int rows = 1)
    {
        lock (_lock)
        {
            if (_refused.TryGetValue(field, out var known))
            {
                _refused[field] = known with { Count = known.Count + rows };
                return;
            }

            _refused.Add(field, (_errors.Count, rows));
            _errors.Add(error());
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
