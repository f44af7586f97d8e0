using System.Buffers;
using System.Collections;
using System.Text.Json;
using TalentRegistry.GraphQL.TypeSystem;

namespace TalentRegistry.GraphQL.Execution;

/// <summary>
/// Many objects in memory of which only their own members are asked: they are written as JSON at once, without the path and the context
/// that a resolver or an error would need. Where anything is not as it should be, nothing is written and the general way tells why.
/// </summary>
internal sealed class PlainList
{
    /// <summary>A shorter list is not worth it.</summary>
    public const int LeastItems = 32;

    private const int BytesOfAnItem = 128;
    private static readonly JsonWriterOptions Options = new() { Encoder = ResultWriter.Encoder, SkipValidation = true };
    private readonly Shape _item;

    private PlainList(Shape item) => _item = item;

    /// <summary>How the items of a list field are written; null where they need more than their members.</summary>
    public static PlainList? Of(FieldPlan plan, ListOf type) =>
        type.OfType.Nullable is ObjectType { ClrType: not null } item && Object(plan.Below(item), type.OfType is NonNull) is { } shape ? new(shape) : null;

    /// <summary>The JSON of the list; null where an item is not plain after all.</summary>
    public RawJson? TryWrite(ICollection items)
    {
        var buffer = new ArrayBufferWriter<byte>(BytesOfAnItem * items.Count);
        using var json = new Utf8JsonWriter(buffer, Options);
        try
        {
            json.WriteStartArray();
            foreach (var item in items)
            {
                if (!_item(json, item))
                    return null;
            }

            json.WriteEndArray();
            json.Flush();
            return new RawJson(buffer.WrittenMemory);
        }
        catch (Exception fault) when (fault is not OutOfMemoryException)
        {
            // The same member fails again on the general way, which knows where.
            return null;
        }
    }

    private static Shape? Object(SelectionPlan plan, bool isNonNull)
    {
        var type = plan.Type.ClrType!;
        var members = new (JsonEncodedText Key, Func<object, object?> Read, Shape Write)[plan.Fields.Length];
        foreach (var field in plan.Fields)
        {
            var read = field.Field == Introspection.TypeNameField ? _ => plan.Type.Name : field.Field.Member;
            if (read is null || Value(field, field.Field.Type) is not { } write)
                return null;

            members[field.Index] = (field.EncodedKey, read, write);
        }

        return (json, value) =>
        {
            if (value is null)
                return Null(json, isNonNull);
            if (!type.IsInstanceOfType(value))
                return false;

            json.WriteStartObject();
            foreach (var (key, read, write) in members)
            {
                json.WritePropertyName(key);
                if (!write(json, read(value)))
                    return false;
            }

            json.WriteEndObject();
            return true;
        };
    }

    private static Shape? Value(FieldPlan plan, GraphQLType type)
    {
        var isNonNull = type is NonNull;
        return type.Nullable switch
        {
            ScalarType scalar => (json, value) =>
            {
                if (value is null)
                    return Null(json, isNonNull);

                ResultWriter.WriteValue(json, scalar.Serialize(ClrValue.Unwrap(value)));
                return true;
            },
            EnumType names => (json, value) =>
            {
                if (value is null)
                    return Null(json, isNonNull);
                if (names.NameOf(value) is not { } name)
                    return false;

                json.WriteStringValue(name);
                return true;
            },
            ListOf list when Value(plan, list.OfType) is { } item => (json, value) => value switch
            {
                null => Null(json, isNonNull),
                IEnumerable items and not string => Items(json, items, item),
                _ => false,
            },
            ObjectType { ClrType: not null } nested => Object(plan.Below(nested), isNonNull),
            _ => null,
        };
    }

    private static bool Items(Utf8JsonWriter json, IEnumerable items, Shape write)
    {
        json.WriteStartArray();
        foreach (var item in items)
        {
            if (!write(json, item))
                return false;
        }

        json.WriteEndArray();
        return true;
    }

    private static bool Null(Utf8JsonWriter json, bool isNonNull)
    {
        json.WriteNullValue();
        return !isNonNull;
    }

    /// <summary>Writes a value; false where it cannot be told so.</summary>
    private delegate bool Shape(Utf8JsonWriter json, object? value);
}
