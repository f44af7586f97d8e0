using TalentRegistry.GraphQL.Language;
using TalentRegistry.GraphQL.TypeSystem;

namespace TalentRegistry.GraphQL.Validation.Rules;

/// <summary>A directive is in the schema (spec 5.7.1).</summary>
internal sealed class DirectivesAreDefined() : Rule("Directives-Are-Defined")
{
    public override void Enter(IReadOnlyList<DirectiveNode> directives, DirectiveLocation location, ValidationContext context)
    {
        var known = context.Schema.Directives;
        foreach (var directive in directives.Where(d => !known.ContainsKey(d.Name.Value)))
        {
            var name = directive.Name.Value;
            context.Report(this, $"There is no directive \"@{name}\".{context.Suggest(name, known.Keys)}", directive);
        }
    }
}
