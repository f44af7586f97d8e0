using TalentRegistry.GraphQL.Language;

namespace TalentRegistry.GraphQL.Validation.Rules;

/// <summary>A fragment is on an object, an interface or a union (spec 5.5.1.3).</summary>
internal sealed class FragmentsOnCompositeTypes() : Rule("Fragments-on-Object-Interface-or-Union-Types")
{
    public override void Enter(FragmentDefinitionNode fragment, ValidationContext context)
        => Check(fragment.TypeCondition, $"Fragment \"{fragment.Name}\"", context);

    public override void Enter(InlineFragmentNode fragment, ValidationContext context)
        => Check(fragment.TypeCondition, "A fragment", context);

    private void Check(NamedTypeNode? condition, string fragment, ValidationContext context)
    {
        if (condition is not null && context.Schema.TypeNamed(condition.Name.Value) is { IsComposite: false } type)
            context.Report(this, $"{fragment} cannot be on \"{type}\", which has no fields.", condition);
    }
}
