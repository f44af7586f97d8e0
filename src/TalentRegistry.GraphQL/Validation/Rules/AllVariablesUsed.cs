using TalentRegistry.GraphQL.Language;

namespace TalentRegistry.GraphQL.Validation.Rules;

/// <summary>An operation or its fragments use every variable that it defines (spec 5.8.4).</summary>
internal sealed class AllVariablesUsed() : Rule("All-Variables-Used")
{
    public override void Leave(DocumentNode document, ValidationContext context)
    {
        foreach (var operation in context.Operations.Where(o => o.Variables.Count > 0))
        {
            var used = context.VariablesOf(operation).Select(use => use.Node.Name.Value).ToHashSet(StringComparer.Ordinal);
            foreach (var unused in operation.Variables.Where(v => !used.Contains(v.Variable.Name.Value)))
                context.Report(this, $"Variable \"${unused.Variable.Name}\" is never used.", unused);
        }
    }
}
