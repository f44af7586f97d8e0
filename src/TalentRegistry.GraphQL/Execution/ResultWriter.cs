using System.Buffers;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;

namespace TalentRegistry.GraphQL.Execution;

/// <summary>A result as UTF-8 JSON, fields in the order asked. Spec 7.2.2.</summary>
public static class ResultWriter
{
    // Vietnamese letters stay themselves; characters that could end a script element are escaped.
    internal static readonly JavaScriptEncoder Encoder = JavaScriptEncoder.Create(UnicodeRanges.All);

    private static readonly JsonWriterOptions Options = new() { Encoder = Encoder, SkipValidation = true };

    /// <summary>Writes <paramref name="result"/>; errors come first, as the specification advises.</summary>
    public static void Write(IBufferWriter<byte> output, ExecutionResult result)
    {
        using var json = new Utf8JsonWriter(output, Options);
        Write(json, result);
    }

    /// <summary>The whole result as text.</summary>
    public static string ToJson(ExecutionResult result)
    {
        var buffer = new ArrayBufferWriter<byte>();
        Write(buffer, result);
        return System.Text.Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static void Write(Utf8JsonWriter json, ExecutionResult result)
    {
        json.WriteStartObject();
        if (result.Errors.Count > 0)
        {
            json.WriteStartArray("errors");
            foreach (var error in result.Errors)
                Write(json, error);
            json.WriteEndArray();
        }

        if (result.IsExecuted)
        {
            json.WritePropertyName("data");
            WriteValue(json, result.Data);
        }

        if (result.Extensions is { } extensions)
        {
            json.WritePropertyName("extensions");
            WriteValue(json, extensions);
        }

        json.WriteEndObject();
    }

    // Spec 7.1.2, Errors.
    private static void Write(Utf8JsonWriter json, GraphQLError error)
    {
        json.WriteStartObject();
        json.WriteString("message", error.Message);
        if (error.Locations.Count > 0)
        {
            json.WriteStartArray("locations");
            foreach (var location in error.Locations)
            {
                json.WriteStartObject();
                json.WriteNumber("line", location.Line);
                json.WriteNumber("column", location.Column);
                json.WriteEndObject();
            }

            json.WriteEndArray();
        }

        if (error.Path is { } path)
        {
            json.WritePropertyName("path");
            WriteValue(json, path);
        }

        json.WriteStartObject("extensions");
        json.WriteString("code", error.Code);
        foreach (var (name, value) in error.Extensions ?? new Dictionary<string, object?>())
        {
            json.WritePropertyName(name);
            WriteValue(json, value);
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }

    internal static void WriteValue(Utf8JsonWriter json, object? value)
    {
        switch (value)
        {
            case null: json.WriteNullValue(); break;
            case ResultMap map: WriteMap(json, map); break;
            case IReadOnlyDictionary<string, object?> entries:
                json.WriteStartObject();
                foreach (var (name, entry) in entries)
                {
                    json.WritePropertyName(name);
                    WriteValue(json, entry);
                }

                json.WriteEndObject();
                break;
            case RawJson raw: json.WriteRawValue(raw.Utf8.Span, skipInputValidation: true); break;
            case string text: json.WriteStringValue(text); break;
            case bool flag: json.WriteBooleanValue(flag); break;
            case int number: json.WriteNumberValue(number); break;
            case long number: json.WriteNumberValue(number); break;
            case double number: json.WriteNumberValue(number); break;
            case decimal number: json.WriteNumberValue(number); break;
            case IReadOnlyList<object?> items:
                json.WriteStartArray();
                foreach (var item in items)
                    WriteValue(json, item);
                json.WriteEndArray();
                break;
            case IFormattable other when other.GetType().IsPrimitive:
                json.WriteRawValue(other.ToString(null, CultureInfo.InvariantCulture));
                break;
            default: JsonSerializer.Serialize(json, value); break;
        }
    }

    private static void WriteMap(Utf8JsonWriter json, ResultMap map)
    {
        json.WriteStartObject();
        foreach (var field in map.Fields)
        {
            json.WritePropertyName(field.EncodedKey);
            WriteValue(json, map.At(field.Index));
        }

        json.WriteEndObject();
    }
}
