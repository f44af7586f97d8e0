using TalentRegistry.GraphQL.Language;
using TalentRegistry.GraphQL.TypeSystem;

namespace TalentRegistry.GraphQL.Validation.Rules;

/// <summary>A selected field is defined on the type that it is selected from (spec 5.3.1).</summary>
internal sealed class FieldsOnCorrectType() : Rule("Field-Selections")
{
    public override void Enter(FieldNode field, ValidationContext context)
    {
        if (context.ParentType is not { } parent || context.Field is not null)
            return;

        var name = field.Name.Value;
        context.Report(this, $"Type \"{parent}\" has no field \"{name}\".{Hint(context, parent, name)}", field);
    }

    // The field may be there on some of the types that the value can have: then a fragment is what is missing.
    private static string Hint(ValidationContext context, DefinedType parent, string name)
    {
        if (parent is not ObjectType && !context.IsFull)
        {
            var having = context.Schema.PossibleTypes(parent)
                .Where(t => t.Fields.ContainsKey(name)).Select(t => t.Name).Order(StringComparer.Ordinal).Take(3).ToList();
            if (having.Count > 0)
                return $" Did you mean a fragment on {string.Join(" or ", having.Select(n => $"\"{n}\""))}?";
        }

        return parent is FieldsType fields ? context.Suggest(name, fields.Fields.Keys) : "";
    }
}
