using TalentRegistry.GraphQL.Language;

namespace TalentRegistry.GraphQL.Validation.Rules;

/// <summary>No two fragments of a document share a name (spec 5.5.1.1).</summary>
internal sealed class FragmentNameUniqueness() : Rule("Fragment-Name-Uniqueness")
{
    public override void Enter(DocumentNode document, ValidationContext context)
    {
        var names = document.Definitions.OfType<FragmentDefinitionNode>().Select(f => f.Name);
        foreach (var (first, again) in names.Repeated(n => n.Value))
            context.Report(this, $"There is more than one fragment named \"{again}\".", first, again);
    }
}
