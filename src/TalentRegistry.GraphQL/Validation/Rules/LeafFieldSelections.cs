using TalentRegistry.GraphQL.Language;

namespace TalentRegistry.GraphQL.Validation.Rules;

/// <summary>Scalars and enums have no selections; objects, interfaces and unions must have them (spec 5.3.3).</summary>
internal sealed class LeafFieldSelections() : Rule("Leaf-Field-Selections")
{
    public override void Enter(FieldNode field, ValidationContext context)
    {
        if (context.Field?.Type is not { } type)
            return;

        if (type.Named.IsLeaf && field.SelectionSet is { } set)
            context.Report(this, $"Field \"{field.Name}\" is of type \"{type}\", which has no fields to select.", set);
        else if (!type.Named.IsLeaf && field.SelectionSet is null)
            context.Report(this, $"Field \"{field.Name}\" is of type \"{type}\": say which of its fields are wanted.", field);
    }
}
