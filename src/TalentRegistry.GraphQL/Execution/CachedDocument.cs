using System.Collections.Concurrent;
using TalentRegistry.GraphQL.Language;
using TalentRegistry.GraphQL.TypeSystem;
using TalentRegistry.GraphQL.Validation;
using TalentRegistry.GraphQL.Validation.Limits;

namespace TalentRegistry.GraphQL.Execution;

/// <summary>A document with all that was found out about it, so that the second request only runs it.</summary>
internal sealed class CachedDocument(Schema schema, DocumentNode document, IReadOnlyList<GraphQLError> errors)
{
    // The answers to n conditions make 2^n plans; who sends more of them than this has each request planned anew.
    private const int MaxPlans = 32;

    private readonly ConcurrentDictionary<string, OperationPlan> _plans = new(StringComparer.Ordinal);
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

    /// <summary>Why the operation costs too much now that its variables are known; null if it does not.</summary>
    public GraphQLError? FaultOfCost(OperationDefinitionNode operation, IReadOnlyDictionary<string, object?> variables, ValidationLimits limits) =>
        operation.Variables.Count == 0 ? null : OperationCost.Check(schema, document, operation, variables, limits);

    /// <summary>The operation planned for these variables.</summary>
    public OperationPlan PlanOf(OperationDefinitionNode operation, IReadOnlyDictionary<string, object?> variables)
    {
        var answers = _conditions.ToDictionary(name => name, name => variables.GetValueOrDefault(name) is true, StringComparer.Ordinal);
        var key = string.Concat(_conditions.Select(name => answers[name] ? '1' : '0')) + operation.Name?.Value;
        if (_plans.TryGetValue(key, out var plan))
            return plan;

        plan = new OperationPlan(schema, document, operation, answers);
        return _plans.Count < MaxPlans ? _plans.GetOrAdd(key, plan) : plan;
    }
}
