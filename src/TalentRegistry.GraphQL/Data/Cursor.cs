using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using TalentRegistry.GraphQL.Execution;

namespace TalentRegistry.GraphQL.Data;

/// <summary>
/// A place in an ordered list: the values of the order's keys at one row, and a mark of the order they belong to. It holds
/// only what its receiver may sort by; a changed one is at worst another place in the list.
/// </summary>
internal static class Cursor
{
    private const int MaxLength = 4000;

    private static readonly JsonSerializerOptions Compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Write(RowOrder order, ReadOnlySpan<object?> values)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = Compact.Encoder }))
        {
            json.WriteStartArray();
            json.WriteStringValue(MarkOf(order));
            for (var i = 0; i < values.Length; i++)
                JsonSerializer.Serialize(json, values[i], order.Keys[i].Type, Compact);
            json.WriteEndArray();
        }

        return Base64Url.EncodeToString(buffer.GetBuffer().AsSpan(0, (int)buffer.Length));
    }

    /// <exception cref="GraphQLException">It is not a cursor of this order.</exception>
    public static IReadOnlyList<object?> Read(RowOrder order, string cursor, string argument)
    {
        if (cursor.Length > MaxLength)
            throw Refused(argument, "is not a cursor of this server");

        try
        {
            using var json = JsonDocument.Parse(Base64Url.DecodeFromChars(cursor));
            var parts = json.RootElement;
            if (parts.ValueKind != JsonValueKind.Array || parts.GetArrayLength() == 0 || parts[0].ValueKind != JsonValueKind.String)
                throw Refused(argument, "is not a cursor of this server");
            if (parts[0].GetString() != MarkOf(order) || parts.GetArrayLength() != order.Keys.Count + 1)
                throw Refused(argument, $"belongs to another order or list; take it from an answer to a request for {order.Element.Name} in the same order");

            return [.. order.Keys.Select((key, i) => Value(parts[i + 1], key, argument))];
        }
        catch (Exception error) when (error is FormatException or JsonException or ArgumentException or InvalidOperationException or NotSupportedException)
        {
            throw Refused(argument, "is not a cursor of this server");
        }
    }

    private static object? Value(JsonElement part, OrderKey key, string argument)
    {
        var value = part.Deserialize(key.Type, Compact);
        // A text with a zero character is one that PostgreSQL cannot hold, so no cursor of ours has it.
        if (value is null && !key.CanBeNull || value is string text && text.Contains('\0', StringComparison.Ordinal))
            throw Refused(argument, "is not a cursor of this server");
        return value;
    }

    /// <summary>What tells the order that a cursor belongs to.</summary>
    public static string MarkOf(RowOrder order) => order.Mark ??= Base64Url.EncodeToString(
        SHA256.HashData(Encoding.UTF8.GetBytes(
            string.Join('\n', order.Keys.Select(k => (k.Descending ? "-" : "+") + k.Name).Prepend(order.Element.Name)))).AsSpan(0, 6));

    private static GraphQLException Refused(string argument, string why) => new($"The cursor in \"{argument}\" {why}.", ErrorCodes.BadUserInput);
}
