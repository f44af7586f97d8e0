using System.Globalization;
using System.Text.Json;
using TalentRegistry.Domain.People;

namespace TalentRegistry.Data.Dossiers;

/// <summary>
/// The values of an entry one by one, in the API's words.
/// </summary>
internal static class EntryFields
{
    /// <summary>What was changed meanwhile, and what the edit would change.</summary>
    /// <param name="read">The record as the caller had read it, as the history keeps it; null where it does not know.</param>
    /// <param name="stored">As it stands.</param>
    /// <param name="sent">As the edit would make it.</param>
    public static IReadOnlyList<StaleField> Compare<TEntry>(JsonElement? read, TEntry stored, TEntry sent) where TEntry : notnull
    {
        var fields = new List<StaleField>();
        foreach (var column in EntryColumns.Of(stored.GetType()))
        {
            var was = read is { } known && known.TryGetProperty(column.Name, out var kept) ? Text(kept, column.ValueType) : null;
            var (storedValue, sentValue) = (column.Property.GetValue(stored), column.Property.GetValue(sent));
            var (now, wanted) = (Text(storedValue), Text(sentValue));
            if (!Equals(storedValue, sentValue) || (read is not null && column.ValueType != typeof(CitizenId) && was != now))
                fields.Add(new StaleField(JsonNamingPolicy.CamelCase.ConvertName(column.Property.Name), was, now, wanted));
        }

        return fields;
    }

    private static string? Text(JsonElement kept, Type type) =>
        kept.ValueKind == JsonValueKind.Null ? null : type.IsEnum ? kept.ToString().ToUpperInvariant() : type == typeof(bool) ? kept.GetRawText() : kept.ToString();

    private static string? Text(object? value) => value switch
    {
        null => null,
        CitizenId id => id.Masked,
        DateOnly day => day.ToString("O", CultureInfo.InvariantCulture),
        Enum chosen => SnakeCase.Of(chosen.ToString()).ToUpperInvariant(),
        bool yes => yes ? "true" : "false",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture),
    };
}
