using System.Data.Common;

namespace TalentRegistry.GraphQL.Data.Sql;

/// <summary>Reads values of one column as their C# type.</summary>
internal sealed class ColumnReader(SqlValue value)
{
    private readonly Type _driver = value.DriverType;

    public object? Read(DbDataReader reader, int at)
    {
        if (reader.IsDBNull(at))
            return null;

        var read = Driver(reader, at);
        return value.Conversion is { } conversion ? conversion.FromStore(read) : value.Type.IsEnum ? Enum.ToObject(value.Type, read) : read;
    }

    private object Driver(DbDataReader reader, int at) => _driver switch
    {
        _ when _driver == typeof(Guid) => reader.GetGuid(at),
        _ when _driver == typeof(string) => reader.GetString(at),
        _ when _driver == typeof(int) => reader.GetInt32(at),
        _ when _driver == typeof(long) => reader.GetInt64(at),
        _ when _driver == typeof(bool) => reader.GetBoolean(at),
        _ when _driver == typeof(decimal) => reader.GetDecimal(at),
        _ when _driver == typeof(double) => reader.GetDouble(at),
        _ when _driver == typeof(DateOnly) => reader.GetFieldValue<DateOnly>(at),
        _ when _driver == typeof(DateTimeOffset) => reader.GetFieldValue<DateTimeOffset>(at),
        _ => throw new NotSupportedException($"A column of {_driver.Name} is read through the provider."),
    };

    /// <summary>A reader of a value.</summary>
    /// <exception cref="NotInSqlException">Its type is not read here.</exception>
    public static ColumnReader Of(SqlValue value) =>
        value.DriverType is var t && (t == typeof(Guid) || t == typeof(string) || t == typeof(int) || t == typeof(long) || t == typeof(bool)
            || t == typeof(decimal) || t == typeof(double) || t == typeof(DateOnly) || t == typeof(DateTimeOffset))
            ? new ColumnReader(value)
            : throw new NotInSqlException($"reading a {value.DriverType.Name}");
}
