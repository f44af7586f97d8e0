using TalentRegistry.GraphQL.Execution;
using TalentRegistry.GraphQL.TypeSystem;

namespace TalentRegistry.GraphQL.Data.Sql;

/// <summary>Values as JSON, written as the scalars write them.</summary>
internal static class JsonLeaf
{
    /// <summary>Adds the value of a field of a leaf type.</summary>
    /// <exception cref="NotInSqlException">The type shows such values in C# only.</exception>
    public static void Add(JsonText json, OutputField field, SqlValue value)
    {
        var (type, prefix) = (field.Type, field.IdOf?.Prefix ?? "");
        var missing = type is NonNull ? JsonText.Fault : "'null'";
        if (type.Nullable is EnumType e)
        {
            json.AddSql(OfEnum(e, value, missing));
            return;
        }

        var (form, clr) = (FormOf(type.Nullable as ScalarType, value), value.Type);
        if (prefix.Length > 0 && form == Form.Escaped)
            value = value with { Text = $"({SqlValue.Quote(prefix)} || {value.Text})" };
        switch (form)
        {
            case Form.Bare when value.IsNullable || clr == typeof(bool):
                json.AddSql($"coalesce({value.Text}::text, {missing})");
                break;
            case Form.Bare:
                json.AddSql(value.Text);
                break;
            case Form.Quoted when value.IsNullable:
                json.AddSql($"coalesce({SqlValue.Quote('"' + prefix)} || {value.Text} || '\"', {missing})");
                break;
            case Form.Quoted:
                json.Add("\"" + prefix);
                json.AddSql(value.Text);
                json.Add("\"");
                break;
            case Form.Number:
                // What is no number, or endless, less itself is no number either.
                json.AddSql($"CASE WHEN {value.Text} - {value.Text} = 0 THEN upper({value.Text}::text) WHEN {value.Text} IS NULL THEN {missing} ELSE {JsonText.Fault} END");
                break;
            case Form.Moment:
                json.AddSql($"""coalesce(left(to_json({value.Text} AT TIME ZONE 'UTC')::text, -1) || 'Z"', {missing})""");
                break;
            default:
                json.AddSql(value.IsNullable ? $"coalesce(to_json({value.Text})::text, {missing})" : $"to_json({value.Text})");
                break;
        }
    }

    private enum Form
    {
        Bare,
        Quoted,
        Number,
        Moment,
        Escaped,
    }

    private static Form FormOf(ScalarType? scalar, SqlValue value)
    {
        var type = value.Type;
        if (ClrValue.Inside(type) is { } inside && (value.Conversion?.StoreType is not { } store || (Nullable.GetUnderlyingType(store) ?? store) == inside))
            type = inside;
        else if (value.Conversion is not null || type.IsEnum)
            throw new NotInSqlException($"{scalar} of a {type.Name} that is kept in another way");

        var isWhole = type == typeof(int) || type == typeof(short) || type == typeof(byte);
        return (scalar, type) switch
        {
            _ when scalar == Scalars.Int && isWhole => Form.Bare,
            _ when scalar == Scalars.Long && (isWhole || type == typeof(long)) => Form.Bare,
            _ when scalar == Scalars.Float && isWhole => Form.Bare,
            _ when scalar == Scalars.Float && type == typeof(double) && value.StoreType is null or "double precision" => Form.Number,
            _ when scalar == Scalars.Decimal && type == typeof(decimal) => Form.Number,
            _ when scalar == Scalars.Boolean && type == typeof(bool) => Form.Bare,
            _ when (scalar == Scalars.String || scalar == Scalars.Id) && type == typeof(string) => Form.Escaped,
            _ when scalar == Scalars.Id && (type == typeof(Guid) || isWhole || type == typeof(long)) => Form.Quoted,
            _ when scalar == Scalars.Uuid && type == typeof(Guid) => Form.Quoted,
            // The only function of PostgreSQL that writes a day in the same way under every setting.
            _ when scalar == Scalars.Date && type == typeof(DateOnly) => Form.Escaped,
            _ when scalar == Scalars.DateTime && type == typeof(DateTimeOffset) => Form.Moment,
            _ => throw new NotInSqlException($"{scalar} of a {type.Name}"),
        };
    }

    private static string OfEnum(EnumType type, SqlValue value, string missing)
    {
        if (!value.Type.IsEnum || value.Type != type.ClrType)
            throw new NotInSqlException($"{type} of a {value.Type.Name}");

        var cases = Enum.GetValues(value.Type).Cast<object>().Where(member => type.NameOf(member) is not null).Select(member =>
            $"WHEN {SqlValue.Literal(value.Conversion is { } kept ? kept.ToStore(member)! : (int)member)} THEN '\"{type.NameOf(member)}\"'");
        var names = $"CASE {value.Text} {string.Join(' ', cases)} ELSE {JsonText.Fault} END";
        return value.IsNullable ? $"CASE WHEN {value.Text} IS NULL THEN {missing} ELSE {names} END" : names;
    }
}
