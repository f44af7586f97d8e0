using System.Collections;
using System.Globalization;
using System.Text.Json;
using TalentRegistry.GraphQL.Language;

namespace TalentRegistry.GraphQL.TypeSystem;

/// <summary>Literals that stand in no document: defaults of a schema declared in C#.</summary>
internal static class Literal
{
    public static ValueNode Boolean(bool value) => new BooleanValueNode(value, Location.None);

    public static ValueNode String(string value) => new StringValueNode(value, false, Location.None);

    /// <summary>The literal that reads back as <paramref name="value"/> under <paramref name="type"/>.</summary>
    public static ValueNode Of(object? value, GraphQLType type) => (value, type.Nullable) switch
    {
        (null, _) => new NullValueNode(Location.None),
        (IEnumerable items and not string, ListOf list) =>
            new ListValueNode([.. items.Cast<object?>().Select(i => Of(i, list.OfType))], Location.None),
        (_, ListOf list) => Of(value, list.OfType),
        (_, EnumType e) => new EnumValueNode(
            e.NameOf(value) ?? throw new ArgumentException($"{value} is not a value of {e}.", nameof(value)), Location.None),
        (_, ScalarType s) => OfJson(s.Serialize(value)),
        _ => throw new ArgumentException($"A default of type {type} is written in SDL only.", nameof(value)),
    };

    private static ValueNode OfJson(object value) => value switch
    {
        bool b => Boolean(b),
        int or long => new IntValueNode(((IFormattable)value).ToString(null, CultureInfo.InvariantCulture), Location.None),
        double or decimal => new FloatValueNode(JsonSerializer.Serialize(value), Location.None),
        _ => String(value.ToString()!),
    };
}
