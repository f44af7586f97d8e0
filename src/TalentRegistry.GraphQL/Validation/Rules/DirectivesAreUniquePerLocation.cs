using TalentRegistry.GraphQL.Language;
using TalentRegistry.GraphQL.TypeSystem;

namespace TalentRegistry.GraphQL.Validation.Rules;

/// <summary>A directive that is not repeatable stands once in one place (spec 5.7.3).</summary>
internal sealed class DirectivesAreUniquePerLocation() : Rule("Directives-Are-Unique-per-Location")
{
    public override void Enter(IReadOnlyList<DirectiveNode> directives, DirectiveLocation location, ValidationContext context)
    {
        foreach (var (first, again) in directives.Where(d => IsUnique(d, context.Schema)).Repeated(d => d.Name.Value))
            context.Report(this, $"Directive \"@{again.Name}\" can stand only once in one place.", first, again);
    }

    private static bool IsUnique(DirectiveNode directive, Schema schema)
        => schema.Directives.GetValueOrDefault(directive.Name.Value) is { IsRepeatable: false };
}
