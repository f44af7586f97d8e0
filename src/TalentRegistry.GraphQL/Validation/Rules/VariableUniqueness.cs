using TalentRegistry.GraphQL.Language;

namespace TalentRegistry.GraphQL.Validation.Rules;

/// <summary>No two variables of an operation share a name (spec 5.8.1).</summary>
internal sealed class VariableUniqueness() : Rule("Variable-Uniqueness")
{
    public override void Enter(OperationDefinitionNode operation, ValidationContext context)
    {
        var byName = operation.Variables.Select(v => v.Variable.Name).GroupBy(n => n.Value, StringComparer.Ordinal);
        foreach (var repeated in byName.Where(g => g.Skip(1).Any()))
            context.Report(this, $"There is more than one variable \"${repeated.Key}\".", repeated);
    }
}
