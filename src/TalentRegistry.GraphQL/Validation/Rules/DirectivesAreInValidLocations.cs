using TalentRegistry.GraphQL.Language;
using TalentRegistry.GraphQL.TypeSystem;

namespace TalentRegistry.GraphQL.Validation.Rules;

/// <summary>A directive stands where its definition lets it stand (spec 5.7.2).</summary>
internal sealed class DirectivesAreInValidLocations() : Rule("Directives-Are-in-Valid-Locations")
{
    public override void Enter(IReadOnlyList<DirectiveNode> directives, DirectiveLocation location, ValidationContext context)
    {
        foreach (var directive in directives)
        {
            if (context.Schema.Directives.GetValueOrDefault(directive.Name.Value) is { } known && !known.Locations.Contains(location))
                context.Report(this, $"Directive \"@{known.Name}\" cannot stand on a {DirectiveType.NameOf(location)}.", directive);
        }
    }
}
