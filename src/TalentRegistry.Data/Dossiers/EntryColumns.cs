using System.Collections.Concurrent;
using System.Reflection;
using NpgsqlTypes;
using TalentRegistry.Domain.Dossiers;

namespace TalentRegistry.Data.Dossiers;

/// <summary>A column that an entry has: the property of the same name.</summary>
/// <param name="Property">The property.</param>
internal sealed record EntryColumn(PropertyInfo Property)
{
    /// <summary>Name in the table.</summary>
    public string Name { get; } = SnakeCase.Of(Property.Name);

    /// <summary>C# type, of a nullable value that of the value.</summary>
    public Type ValueType { get; } = Nullable.GetUnderlyingType(Property.PropertyType) ?? Property.PropertyType;

    /// <summary>Whether there must be a value.</summary>
    public bool IsRequired { get; } = Property.PropertyType.IsValueType
        ? Nullable.GetUnderlyingType(Property.PropertyType) is null
        : new NullabilityInfoContext().Create(Property).WriteState == NullabilityState.NotNull;

    /// <summary>Type of a parameter; whole numbers of any size are integers.</summary>
    public NpgsqlDbType Type => ValueType switch
    {
        var type when type == typeof(Guid) => NpgsqlDbType.Uuid,
        var type when type == typeof(DateOnly) => NpgsqlDbType.Date,
        var type when type == typeof(int) => NpgsqlDbType.Integer,
        var type when type == typeof(bool) => NpgsqlDbType.Boolean,
        _ => NpgsqlDbType.Text,
    };

    /// <summary>The value as the database writes it; null for none.</summary>
    public object? Of(object entry) =>
        Property.GetValue(entry) is var value && value is Enum chosen ? SnakeCase.Of(chosen.ToString()) : value;
}

/// <summary>
/// The columns that entries fill: values that are set, by their names. Keys and the version are the database's to keep, links to other records are
/// no columns.
/// </summary>
internal static class EntryColumns
{
    private static readonly ConcurrentDictionary<Type, IReadOnlyList<EntryColumn>> Known = [];

    /// <summary>Columns of an entry's table, in the order of its properties.</summary>
    public static IReadOnlyList<EntryColumn> Of(Type entry) => Known.GetOrAdd(entry, type =>
    [
        .. type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(property => property.SetMethod is { IsPublic: true } && (property.PropertyType.IsValueType || property.PropertyType == typeof(string))
                && property.Name is not (nameof(DossierRecord.Id) or nameof(DossierRecord.PersonId) or nameof(DossierRecord.Version)))
            .Select(property => new EntryColumn(property)),
    ]);

    /// <summary>Names of the columns with commas between.</summary>
    public static string Names(Type entry) => string.Join(", ", Of(entry).Select(column => column.Name));
}
