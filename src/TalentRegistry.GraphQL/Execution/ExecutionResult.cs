namespace TalentRegistry.GraphQL.Execution;

/// <summary>The answer to a request. Spec 7.1.</summary>
public sealed class ExecutionResult
{
    internal ExecutionResult(IReadOnlyList<GraphQLError> errors) => Errors = errors;

    internal ExecutionResult(ResultMap? data, IReadOnlyList<GraphQLError> errors) => (Data, Errors, IsExecuted) = (data, errors, true);

    internal ExecutionResult With(IReadOnlyDictionary<string, object?>? extensions) =>
        extensions is null ? this : IsExecuted ? new(Data, Errors) { Extensions = extensions } : new(Errors) { Extensions = extensions };

    /// <summary>False for a request error: nothing was run, and the answer has no <c>data</c> (spec 7.1.1).</summary>
    public bool IsExecuted { get; }

    /// <summary>The answer; null if an error climbed to the root, or if nothing was run.</summary>
    public ResultMap? Data { get; }

    /// <summary>What the server adds to the answer, or null. Spec 7.1, "extensions".</summary>
    public IReadOnlyDictionary<string, object?>? Extensions { get; internal init; }

    /// <summary>In the order met; empty if all went well.</summary>
    public IReadOnlyList<GraphQLError> Errors { get; }

    /// <summary>How long the answer may be kept; null not at all.</summary>
    internal CacheHint? Cache { get; init; }
}

/// <summary>The answered fields of one object, in the order asked.</summary>
public sealed class ResultMap
{
    private readonly SelectionPlan _plan;
    private readonly object?[] _values;

    internal ResultMap(SelectionPlan plan, object?[] values) => (_plan, _values) = (plan, values);

    internal IReadOnlyList<FieldPlan> Fields => _plan.Fields;

    internal object? At(int index) => _values[index];

    /// <summary>
    /// The value under a response key: null, a string, a number, a boolean, a <see cref="ResultMap"/>, <see cref="RawJson"/>, or a list of these.
    /// </summary>
    /// <exception cref="KeyNotFoundException">The key was not asked for.</exception>
    public object? this[string responseKey]
    {
        get
        {
            foreach (var field in _plan.Fields)
            {
                if (field.ResponseKey == responseKey)
                    return _values[field.Index];
            }

            throw new KeyNotFoundException($"\"{responseKey}\" was not asked for.");
        }
    }
}
