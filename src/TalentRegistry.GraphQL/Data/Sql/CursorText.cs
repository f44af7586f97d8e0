using TalentRegistry.GraphQL.Execution;

namespace TalentRegistry.GraphQL.Data.Sql;

/// <summary>Cursors made in SQL, for <see cref="Cursor.Read"/>: Base64Url of a JSON array of the order's mark and the values of its keys.</summary>
internal static class CursorText
{
    /// <summary>The SQL of a row's cursor.</summary>
    /// <param name="order">Whose mark it bears.</param>
    /// <param name="keys">The values of its keys.</param>
    /// <exception cref="NotInSqlException">A key is of a type whose JSON is made in C#.</exception>
    public static string Of(RowOrder order, IReadOnlyList<SqlValue> keys)
    {
        var json = new JsonText();
        json.Add($"[\"{Cursor.MarkOf(order)}\"");
        for (var i = 0; i < keys.Count; i++)
        {
            json.Add(",");
            json.AddSql($"coalesce({Part(keys[i], Nullable.GetUnderlyingType(order.Keys[i].Type) ?? order.Keys[i].Type)}, 'null')");
        }

        json.Add("]");
        // Base64 comes in lines and with padding, Base64Url with neither.
        var text = $@"translate(encode(convert_to({json.ToSql()}, 'UTF8'), 'base64'), E'+/=\n', '-_')";
        var endless = keys.Where(key => key.Type == typeof(double)).Select(key => $"{key.Text} - {key.Text} <> 0").ToList();
        return endless.Count == 0 ? text : $"CASE WHEN {string.Join(" OR ", endless)} THEN {JsonText.Fault} ELSE {text} END";
    }

    // As System.Text.Json writes them, by which they are read.
    private static string Part(SqlValue value, Type type)
    {
        if (ClrValue.Inside(type) is { } inside)
        {
            var kept = value.Conversion is null || value.DriverType == inside ? value with { Type = inside, Conversion = null } : throw Not(value);
            return $"'{{\"{type.GetProperties()[0].Name}\":' || {Part(kept, inside)} || '}}'";
        }

        if (value.Type.IsEnum)
        {
            return value.Conversion is not { } conversion ? $"{value.Text}::text"
                : $"CASE {value.Text} {string.Join(' ', Enum.GetValues(value.Type).Cast<object>().Select(member => $"WHEN {SqlValue.Literal(conversion.ToStore(member)!)} THEN '{member:D}'"))} END";
        }

        return value.Conversion is null && value.Type == type
            ? type switch
            {
                _ when type == typeof(Guid) => $"'\"' || {value.Text}::text || '\"'",
                _ when type == typeof(string) || type == typeof(DateOnly) => $"to_json({value.Text})::text",
                _ when type == typeof(DateTimeOffset) => $"""left(to_json({value.Text} AT TIME ZONE 'UTC')::text, -1) || '+00:00"'""",
                _ when type == typeof(bool) || type == typeof(int) || type == typeof(long) || type == typeof(short) || type == typeof(byte)
                    || type == typeof(decimal) || type == typeof(double) => $"{value.Text}::text",
                _ => throw Not(value),
            }
            : throw Not(value);
    }

    private static NotInSqlException Not(SqlValue value) => new($"a cursor of a {value.Type.Name}");
}
