using TalentRegistry.GraphQL.Language;

namespace TalentRegistry.GraphQL.Validation.Rules;

/// <summary>An operation defines every variable that it or its fragments use (spec 5.8.3).</summary>
internal sealed class AllVariableUsesDefined() : Rule("All-Variable-Uses-Defined")
{
    public override void Leave(DocumentNode document, ValidationContext context)
    {
        foreach (var operation in context.Operations.TakeWhile(_ => !context.IsFull))
        {
            var defined = operation.Variables.Select(v => v.Variable.Name.Value).ToHashSet(StringComparer.Ordinal);
            foreach (var use in context.VariablesOf(operation).Where(use => !defined.Contains(use.Node.Name.Value)))
            {
                var where = operation.Name is { } name ? $"operation \"{name}\"" : "the operation";
                context.Report(this, $"Variable \"${use.Node.Name}\" is not defined by {where}.", use.Node, operation);
            }
        }
    }
}
