using TalentRegistry.GraphQL.Authoring;
using TalentRegistry.GraphQL.TypeSystem;

namespace TalentRegistry.GraphQL.Data;

/// <summary>The input types of <c>order</c>, named as in HotChocolate.</summary>
internal static class OrderTypes
{
    /// <summary>The order of rows of <paramref name="type"/>; its fields follow once the type has its own.</summary>
    /// <remarks>
    /// One field for each step of the list: the fields of an input object have no order (spec 3.10), so two of them in one step would
    /// leave open which is first.
    /// </remarks>
    public static InputObjectType Of(ObjectType type, SchemaTypes types) => types.Shared($"{type.Name}SortInput", () =>
    {
        var order = new InputObjectType($"{type.Name}SortInput", $"One step of an order of {type.Name}: exactly one field.") { IsOneOf = true };
        types.Later(() => order.Complete(FieldsOf(type, types)));
        return order;
    });

    /// <summary>A direction: false up, true down.</summary>
    public static EnumType Direction(SchemaTypes types) => types.Shared("SortEnumType", () => new EnumType(
        "SortEnumType", "A direction of order.",
        [
            new EnumValue("ASC", false, "Smallest first; what has no value comes last."),
            new EnumValue("DESC", true, "Largest first; what has no value comes first."),
        ]));

    private static IEnumerable<InputValue> FieldsOf(ObjectType type, SchemaTypes types)
    {
        var direction = Direction(types);
        foreach (var field in type.DeclaredFields.Where(f => f.IsSortable && f.Projection is { Parameters.Count: 1 }))
        {
            DefinedType? step = field.Type.Nullable switch
            {
                ObjectType { DeclaredFields.Count: > 0 } one => Of(one, types),
                ScalarType { Name: "Any" } => null,
                ScalarType or EnumType => direction,
                _ => null,
            };
            if (step is not null)
                yield return new InputValue(field.Name, step) { Description = field.Description, About = field };
        }
    }
}
