using System.Globalization;

namespace TalentRegistry.GraphQL.Data.Sql;

/// <summary>A value said in SQL.</summary>
/// <param name="Text">The SQL; can stand beside any operator.</param>
/// <param name="Type">The C# type it stands for, without Nullable.</param>
/// <param name="IsNullable">Whether it may be null; a condition that may be is false where it is.</param>
/// <param name="Conversion">How the C# type is kept; null where the driver takes it as it is.</param>
/// <param name="StoreType">The type of the column that it is, or null.</param>
internal sealed record SqlValue(string Text, Type Type, bool IsNullable, SqlConversion? Conversion = null, string? StoreType = null)
{
    /// <summary>A condition that is decided before the statement runs.</summary>
    public const string Always = "TRUE", Never = "FALSE";

    /// <summary>The C# type that the driver gives.</summary>
    public Type DriverType => Conversion?.StoreType is { } store ? Nullable.GetUnderlyingType(store) ?? store : Type.IsEnum ? typeof(int) : Type;

    /// <summary>A condition; never null once it is decided.</summary>
    public static SqlValue Condition(string text, bool isNullable = false) => new(text, typeof(bool), isNullable);

    /// <summary>Text as SQL writes it.</summary>
    public static string Quote(string text) => '\'' + text.Replace("'", "''", StringComparison.Ordinal) + '\'';

    /// <summary>A constant of the driver's types as SQL writes it.</summary>
    /// <exception cref="NotInSqlException">Its type has no literal here.</exception>
    public static string Literal(object value) => value switch
    {
        bool flag => flag ? "TRUE" : "FALSE",
        string text when !text.Contains('\0', StringComparison.Ordinal) => Quote(text),
        int or long or short or byte => string.Create(CultureInfo.InvariantCulture, $"{value}"),
        decimal number => number.ToString(CultureInfo.InvariantCulture),
        double number when double.IsFinite(number) => $"{number.ToString("R", CultureInfo.InvariantCulture)}::double precision",
        Guid key => $"'{key:D}'::uuid",
        DateOnly day => $"DATE '{day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}'",
        _ => throw new NotInSqlException($"a constant of type {value.GetType().Name}"),
    };

    /// <summary>PostgreSQL's name of a type of the driver's.</summary>
    /// <exception cref="NotInSqlException">It is none that parameters are sent as.</exception>
    public static string TypeName(Type type) => type switch
    {
        _ when type == typeof(bool) => "boolean",
        _ when type == typeof(int) || type == typeof(short) || type == typeof(byte) => "integer",
        _ when type == typeof(long) => "bigint",
        _ when type == typeof(decimal) => "numeric",
        _ when type == typeof(double) => "double precision",
        _ when type == typeof(string) => "text",
        _ when type == typeof(Guid) => "uuid",
        _ when type == typeof(DateOnly) => "date",
        _ when type == typeof(DateTimeOffset) => "timestamptz",
        _ => throw new NotInSqlException($"a parameter of type {type.Name}"),
    };
}
