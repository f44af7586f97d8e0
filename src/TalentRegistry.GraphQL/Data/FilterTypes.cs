using TalentRegistry.GraphQL.Authoring;
using TalentRegistry.GraphQL.TypeSystem;

namespace TalentRegistry.GraphQL.Data;

/// <summary>The input types of <c>where</c>, one for each type of row and one for each scalar; named as in HotChocolate.</summary>
internal static class FilterTypes
{
    public const string And = "and", Or = "or", IsNull = "isNull", Some = "some", All = "all", None = "none", Any = "any";

    /// <summary>The filter over rows of <paramref name="type"/>; its fields follow once the type has its own.</summary>
    public static InputObjectType Of(ObjectType type, SchemaTypes types) => types.Shared($"{type.Name}FilterInput", () =>
    {
        var filter = new InputObjectType($"{type.Name}FilterInput", $"Conditions on {type.Name}: all that are given must hold.");
        types.Later(() => filter.Complete(FieldsOf(type, filter, types)));
        return filter;
    });

    private static List<InputValue> FieldsOf(ObjectType type, InputObjectType filter, SchemaTypes types)
    {
        var fields = new List<InputValue>
        {
            new(And, new ListOf(new NonNull(filter))) { Description = "All of these hold." },
            new(Or, new ListOf(new NonNull(filter))) { Description = "At least one of these holds." },
            new(IsNull, Scalars.Boolean) { Description = "Whether there is none; for what is reached through a link." },
        };
        foreach (var field in type.DeclaredFields)
        {
            if (InputOf(field, types) is { } input && !fields.Exists(f => f.Name == field.Name))
                fields.Add(new InputValue(field.Name, input) { Description = field.Description, About = field });
        }

        return fields;
    }

    private static InputObjectType? InputOf(OutputField field, SchemaTypes types)
    {
        if (!field.IsFilterable || field.Projection is not { } projection
            || !field.DeclaredArguments.Take(projection.Parameters.Count - 1).All(argument => argument.IsFromAround))
            return null;

        return field.Type.Nullable switch
        {
            ObjectType one => Of(one, types),
            ListOf { OfType.Nullable: ObjectType many } => ListOf(many, types),
            ScalarType scalar => OfScalar(scalar, types),
            EnumType e => OfLeaf(e, e.Name, ["eq", "neq"], types),
            _ => null,
        };
    }

    private static InputObjectType ListOf(ObjectType element, SchemaTypes types)
    {
        var name = $"ListFilterInputTypeOf{element.Name}FilterInput";
        return types.Shared(name, () =>
        {
            var list = new InputObjectType(name, $"Conditions on a list of {element.Name}.");
            var inner = Of(element, types);
            list.Complete(
            [
                new(All, inner) { Description = "Every one meets them; so does an empty list." },
                new(None, inner) { Description = "None meets them." },
                new(Some, inner) { Description = "At least one meets them." },
                new(Any, Scalars.Boolean) { Description = "Whether there is at least one." },
            ]);
            return list;
        });
    }

    private static InputObjectType? OfScalar(ScalarType scalar, SchemaTypes types) => scalar.Name switch
    {
        "Any" => null,
        "Boolean" => OfLeaf(scalar, "Boolean", ["eq", "neq"], types, hasLists: false),
        "ID" => OfLeaf(scalar, "Id", ["eq", "neq"], types),
        "UUID" => OfLeaf(scalar, "Uuid", ["eq", "neq"], types),
        "String" => OfLeaf(scalar, "String", types.Queries.Fold is null
            ? ["eq", "neq", "gt", "gte", "lt", "lte", "contains", "startsWith"]
            : ["eq", "neq", "gt", "gte", "lt", "lte", "contains", "startsWith", "containsFolded", "startsWithFolded"], types),
        _ => OfLeaf(scalar, scalar.Name, ["eq", "neq", "gt", "gte", "lt", "lte"], types),
    };

    private static InputObjectType OfLeaf(DefinedType leaf, string prefix, string[] operations, SchemaTypes types, bool hasLists = true)
    {
        var name = $"{prefix}OperationFilterInput";
        return types.Shared(name, () =>
        {
            var filter = new InputObjectType(name, $"Conditions on a value of type {leaf.Name}.");
            var lists = new ListOf(leaf);
            filter.Complete(
            [
                .. operations.Select(o => new InputValue(o, leaf) { Description = Describe(o) }),
                .. hasLists ? [new("in", lists) { Description = Describe("in") }, new InputValue("nin", lists) { Description = Describe("nin") }] : Array.Empty<InputValue>(),
                new(IsNull, Scalars.Boolean) { Description = Describe(IsNull) },
            ]);
            return filter;
        });
    }

    private static string Describe(string operation) => operation switch
    {
        "eq" => "Equal; null means that there is no value.",
        "neq" => "Not equal; null means that there is a value.",
        "gt" => "Greater.",
        "gte" => "Greater or equal.",
        "lt" => "Less.",
        "lte" => "Less or equal.",
        "in" => "One of these.",
        "nin" => "None of these.",
        "contains" => "Has this in it, letter by letter.",
        "startsWith" => "Begins with this, letter by letter.",
        "containsFolded" => "Has this in it, whatever the accents and case.",
        "startsWithFolded" => "Begins with this, whatever the accents and case.",
        _ => "Whether there is no value.",
    };
}
