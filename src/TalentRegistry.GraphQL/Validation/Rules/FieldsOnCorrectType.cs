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

    private static string Hint(ValidationContext context, DefinedType parent, string name)
    {
        if (context.IsFull)
            return "";
        if (TypesHaving(context.Schema, parent, name) is { Count: > 0 } having)
            return Suggestions.DidYouMean("a fragment on ", having);

        return parent is FieldsType fields ? context.Suggest(name, fields.Fields.Keys) : "";
    }

    // The field may be there on some of the types that the value can have: then a fragment is what is missing. The type that
    // covers the most comes first: an interface that has the field covers those of the objects that are its own.
    private static List<string> TypesHaving(Schema schema, DefinedType parent, string name)
    {
        if (parent is ObjectType)
            return [];

        var objects = schema.PossibleTypes(parent).Where(t => t.Fields.ContainsKey(name)).ToList();
        var covered = objects.ToDictionary(FieldsType (t) => t, _ => 1);
        foreach (var also in objects.SelectMany(t => t.Interfaces).Where(i => i.Fields.ContainsKey(name)))
            covered[also] = covered.GetValueOrDefault(also) + 1;
        var ordered = new List<FieldsType>();
        foreach (var type in covered.Keys.OrderBy(t => t.Name, NaturalOrder.Instance))
        {
            var before = ordered.FindIndex(other => covered[other] < covered[type]
                || (covered[other] == covered[type] && Schema.IsSubtype(other, type)));
            ordered.Insert(before < 0 ? ordered.Count : before, type);
        }

        return [.. ordered.Select(t => t.Name)];
    }
}
