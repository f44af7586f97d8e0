using TalentRegistry.GraphQL.Language;

namespace TalentRegistry.GraphQL.Validation.Rules;

/// <summary>Every fragment is spread by some operation, at once or through other fragments (spec 5.5.1.4).</summary>
internal sealed class FragmentsMustBeUsed() : Rule("Fragments-Must-Be-Used")
{
    public override void Leave(DocumentNode document, ValidationContext context)
    {
        var used = context.WithFragments(context.Operations)
            .OfType<FragmentDefinitionNode>().Select(f => f.Name.Value).ToHashSet(StringComparer.Ordinal);
        foreach (var fragment in document.Definitions.OfType<FragmentDefinitionNode>().Where(f => !used.Contains(f.Name.Value)))
            context.Report(this, $"Fragment \"{fragment.Name}\" is never used.", fragment);
    }
}
