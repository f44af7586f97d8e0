using System.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace TalentRegistry.GraphQL.Http;

/// <summary>JSON (RFC 8259) without what two readers may read differently: repeated names, and text that is not Unicode.</summary>
internal static class StrictJson
{
    private static readonly JsonDocumentOptions Options = new() { AllowDuplicateProperties = false, MaxDepth = 64 };

    /// <summary>The value, independent of <paramref name="utf8"/>.</summary>
    /// <exception cref="JsonException">It is not such JSON, or nested more than 64 deep.</exception>
    public static JsonElement Parse(ReadOnlySpan<byte> utf8)
    {
        if (!Utf8.IsValid(utf8))
            throw new JsonException("The text is not UTF-8.");

        var json = JsonElement.Parse(utf8, Options);
        // Half of a surrogate pair can only be written as an escape.
        if (utf8.IndexOf("\\u"u8) >= 0)
            CheckText(json);
        return json;
    }

    /// <inheritdoc cref="Parse(ReadOnlySpan{byte})"/>
    public static JsonElement Parse(string text) => Parse(Encoding.UTF8.GetBytes(text));

    private static void CheckText(JsonElement json)
    {
        try
        {
            Visit(json);
        }
        catch (InvalidOperationException error)
        {
            throw new JsonException("A string is not Unicode.", error);
        }
    }

    private static void Visit(JsonElement json)
    {
        switch (json.ValueKind)
        {
            case JsonValueKind.String:
                _ = json.GetString();
                break;
            case JsonValueKind.Array:
                foreach (var item in json.EnumerateArray())
                    Visit(item);
                break;
            case JsonValueKind.Object:
                foreach (var property in json.EnumerateObject())
                {
                    _ = property.Name;
                    Visit(property.Value);
                }

                break;
        }
    }
}
