using System.Text.Json;

namespace TalentRegistry.GraphQL.Execution;

/// <summary>A part of an answer that came as JSON, complete and checked, and is written as it is.</summary>
/// <param name="utf8">JSON in UTF-8.</param>
public sealed class RawJson(ReadOnlyMemory<byte> utf8)
{
    /// <summary>The JSON in UTF-8.</summary>
    public ReadOnlyMemory<byte> Utf8 => utf8;

    /// <summary>The JSON read; for those who look into an answer rather than send it on.</summary>
    public JsonElement Read() => JsonElement.Parse(utf8.Span);
}
