using TalentRegistry.GraphQL.Language;
using TalentRegistry.GraphQL.TypeSystem;

namespace TalentRegistry.GraphQL.Validation.Rules;

/// <summary>Some object can be both of the type around a fragment and of the fragment's own (spec 5.5.2.3).</summary>
internal sealed class FragmentSpreadIsPossible() : Rule("Fragment-Spread-Is-Possible")
{
    public override void Enter(FragmentSpreadNode spread, ValidationContext context)
    {
        if (context.Fragments.TryGetValue(spread.Name.Value, out var fragment))
            Check(fragment.TypeCondition, spread, $"Fragment \"{spread.Name}\"", context);
    }

    public override void Enter(InlineFragmentNode fragment, ValidationContext context)
    {
        if (fragment.TypeCondition is { } condition)
            Check(condition, fragment, "The fragment", context);
    }

    private void Check(NamedTypeNode condition, SyntaxNode node, string fragment, ValidationContext context)
    {
        if (context.ParentType is { } parent
            && context.CompositeNamed(condition) is { } type
            && !ReferenceEquals(type, parent)
            && !Overlap(context.Schema, parent, type))
        {
            context.Report(this, $"{fragment} never applies here: no \"{parent}\" is ever a \"{type}\".", node);
        }
    }

    private static bool Overlap(Schema schema, DefinedType a, DefinedType b)
        => schema.PossibleTypes(a) is { } these && schema.PossibleTypes(b) is { } those && these.Overlaps(those);
}
