using System.Globalization;
using System.Reflection;
using System.Text.Json;
using TalentRegistry.Domain.People;

namespace TalentRegistry.Data.Dossiers;

/// <summary>
/// The values of an entry one by one, in the API's words. The names of an entry's properties are those of the table's columns and, in
/// camel case, of the API's inputs.
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
        foreach (var property in typeof(TEntry).GetProperties(BindingFlags.Public | BindingFlags.Instance))
        {
            var type = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
            var was = read is { } known && known.TryGetProperty(SnakeCase.Of(property.Name), out var kept) ? Text(kept, type) : null;
            var (now, wanted) = (Text(property.GetValue(stored)), Text(property.GetValue(sent)));
            if (!Equals(property.GetValue(stored), property.GetValue(sent)) || (read is not null && type != typeof(CitizenId) && was != now))
                fields.Add(new StaleField(JsonNamingPolicy.CamelCase.ConvertName(property.Name), was, now, wanted));
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
