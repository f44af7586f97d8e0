using System.Collections.Concurrent;
using TalentRegistry.GraphQL.Language;
using TalentRegistry.GraphQL.TypeSystem;
using TalentRegistry.GraphQL.Validation;
using TalentRegistry.GraphQL.Validation.Limits;

namespace TalentRegistry.GraphQL.Execution;

/// <summary>A document with all that was found out about it, so that the second request only runs it.</summary>
internal sealed class CachedDocument(
    Schema schema, DocumentNode document, IReadOnlyList<GraphQLError> errors,
    IReadOnlyDictionary<OperationDefinitionNode, OperationSize> sizes, int tokens)
{
    // The answers to n conditions make 2^n plans; who sends more of them than this has each request planned anew.
    private const int MaxPlans = 32;

    private readonly ConcurrentDictionary<string, OperationPlan> _plans = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<OperationDefinitionNode, CostReport> _costs = new(ReferenceEqualityComparer.Instance);
    private readonly IReadOnlyList<string> _conditions = errors.Count > 0 ? [] : CollectFields.ConditionVariables(document);

    /// <summary>What is wrong with the document; empty if it may be run.</summary>
    public IReadOnlyList<GraphQLError> Errors => errors;

    /// <summary>Spec 6.1, GetOperation; null if there is none of that name, or no name and more than one.</summary>
    public OperationDefinitionNode? GetOperation(string? name)
    {
        OperationDefinitionNode? found = null;
        foreach (var operation in document.Definitions.OfType<OperationDefinitionNode>())
        {
            if (name is null && found is not null)
                return null;
            if (name is null || operation.Name?.Value == name)
                found = operation;
        }

        return found;
    }

    /// <summary>
    /// What the operation costs this caller now that its variables are known, and why that or its size is too much; the fault is null if
    /// it is not.
    /// </summary>
    /// <param name="operation">One of the document.</param>
    /// <param name="variables">Coerced.</param>
    /// <param name="limits">What anyone may ask for.</param>
    /// <param name="own">What the caller may ask for.</param>
    public (CostReport Cost, GraphQLError? Fault) CostOf(
        OperationDefinitionNode operation, IReadOnlyDictionary<string, object?> variables, ValidationLimits limits, RoleLimits? own)
    {
        if (!_costs.TryGetValue(operation, out var cost))
        {
            cost = OperationCost.Report(schema, document, operation, variables, limits, limits.MaxCost);
            if (!cost.DependsOnVariables)
                _costs.TryAdd(operation, cost);
        }

        var budget = Math.Min(own?.MaxCost ?? limits.MaxCost, limits.MaxCost);
        cost = cost with { Budget = budget };
        if (cost.Cost > budget)
            return (cost, cost.Refusal(operation));
        if (own is null)
            return (cost, null);

        var size = sizes.GetValueOrDefault(operation);
        return (cost,
            size.Depth > own.MaxDepth ? LimitExceeded.Error("depth", size.Depth, own.MaxDepth, "fields below each other", operation)
            : size.Aliases > own.MaxAliases ? LimitExceeded.Error("aliases", size.Aliases, own.MaxAliases, "aliases, those of fragments counted each time", operation)
            : tokens > own.MaxTokens ? LimitExceeded.Error("tokens", tokens, own.MaxTokens, "tokens in the document", operation)
            : cost.LargestPage > own.MaxPageSize ? LimitExceeded.Error("page", cost.LargestPage, own.MaxPageSize, "items asked for at once", operation)
            : null);
    }

    /// <summary>What its operations cost too much, before any variable is known.</summary>
    public IReadOnlyList<GraphQLError> CostFaults(ValidationLimits limits) =>
        [.. document.Definitions.OfType<OperationDefinitionNode>().Select(operation => OperationCost.Check(schema, document, operation, null, limits)).OfType<GraphQLError>()];

    /// <summary>The operation planned for these variables.</summary>
    /// <exception cref="GraphQLException">A condition of one of its root fields is null.</exception>
    public OperationPlan PlanOf(OperationDefinitionNode operation, IReadOnlyDictionary<string, object?> variables)
    {
        // Other operations' variables are nothing to this one.
        var conditions = _conditions.Where(name => operation.Variables.Any(v => v.Variable.Name.Value == name)).ToList();
        var answers = conditions.ToDictionary(name => name, name => variables.GetValueOrDefault(name) as bool?, StringComparer.Ordinal);
        var key = string.Concat(conditions.Select(name => answers[name] switch { true => '1', false => '0', null => '-' })) + ' ' + operation.Name?.Value;
        if (_plans.TryGetValue(key, out var plan))
            return plan;

        plan = new OperationPlan(schema, document, operation, answers);
        return _plans.Count < MaxPlans ? _plans.GetOrAdd(key, plan) : plan;
    }
}
