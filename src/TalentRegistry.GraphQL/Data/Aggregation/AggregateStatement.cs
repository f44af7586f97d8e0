using System.Data.Common;
using System.Globalization;
using System.Linq.Expressions;
using TalentRegistry.GraphQL.Data.Sql;
using TalentRegistry.GraphQL.Execution;
using TalentRegistry.GraphQL.TypeSystem;

namespace TalentRegistry.GraphQL.Data.Aggregation;

/// <summary>
/// Writes the one statement of an aggregation: rows into groups with their measures, of these the groups that "having" lets through, in
/// order and numbered, of these the page. Every value of the request is a parameter.
/// </summary>
internal sealed class AggregateStatement
{
    private readonly SqlSlots _slots = new();
    private readonly SqlTranslator _translator;
    private readonly SqlSelect _rows;
    private readonly List<string> _outputs = [];
    private readonly List<string> _keys = [];

    public AggregateStatement(SqlModel model, Expression rows)
    {
        _translator = new SqlTranslator(model, new SqlAliases(), _slots, static _ => false, static node => GivenValue.Of(node, static _ => null));
        _rows = _translator.Open(_translator.Rows(rows));
    }

    /// <summary>A dimension; gives what shows its keys.</summary>
    public Func<DbDataReader, int, string?> GroupBy(AggregatePath path)
    {
        var value = _translator.Value(path.Value, _rows);
        var (text, read) = (path.Bucket, path.Band) switch
        {
            (_, { } band) => ($"(floor({value.Text}::numeric / {Add(band, "integer")}) * {Add(band, "integer")})::bigint", Whole),
            ("MONTH", _) => ($"to_char({value.Text}, 'YYYY-MM')", Text),
            ("YEAR", _) => ($"extract(YEAR FROM {value.Text})::bigint", Whole),
            ("DECADE", _) => ($"(floor(extract(YEAR FROM {value.Text}) / 10) * 10)::bigint", Whole),
            _ => (value.Text, Shown(path.Leaf, ColumnReader.Of(value))),
        };
        _keys.Add(text);
        _outputs.Add($"{text} AS k{_keys.Count - 1}");
        return read;
    }

    /// <summary>A measure, once however often it is asked for; its column.</summary>
    /// <exception cref="GraphQLException">It is not to be had of the value.</exception>
    public string Measure(MeasureKind kind, AggregatePath? path, double? p, DateOnly? until, bool withinFirst = false)
    {
        var text = kind switch
        {
            MeasureKind.Count => "count(*)::double precision",
            MeasureKind.Share => $"count(*)::double precision / sum(count(*)) OVER ({(withinFirst && _keys.Count > 0 ? $"PARTITION BY {_keys[0]}" : "")})::double precision",
            _ when path is null => throw new GraphQLException($"{kind.ToString().ToUpperInvariant()} needs \"of\": of which value?", ErrorCodes.BadUserInput),
            MeasureKind.Distinct => $"count(DISTINCT {_translator.Value(path.Value, _rows).Text})::double precision",
            MeasureKind.Min => $"min({Number(path, until)})",
            MeasureKind.Max => $"max({Number(path, until)})",
            MeasureKind.Mean => $"avg({Number(path, until)})",
            _ => $"percentile_cont({Add(Part(p ?? 0.5), "double precision")}) WITHIN GROUP (ORDER BY {Number(path, until)})",
        };
        var known = _outputs.FindIndex(output => output.StartsWith(text + " AS ", StringComparison.Ordinal));
        if (known < 0)
        {
            known = _outputs.Count;
            _outputs.Add(string.Create(CultureInfo.InvariantCulture, $"{text} AS m{known}"));
        }

        return string.Create(CultureInfo.InvariantCulture, $"m{known}");
    }

    /// <summary>A parameter.</summary>
    public string Add(object value, string type) => _slots.Add(Expression.Constant(value), type, static given => given);

    /// <summary>The statement. Its columns: all groups, whether the cursor's was found, the number of the group, key texts, keys, then measures.</summary>
    public SqlStatement Finish(IReadOnlyList<string> having, IReadOnlyList<string> order, IReadOnlyList<string?>? after, int size, IReadOnlyList<string> measures)
    {
        var keys = Enumerable.Range(0, _keys.Count).Select(i => string.Create(CultureInfo.InvariantCulture, $"k{i}")).ToList();
        var place = after is null
            ? "0::bigint"
            : $"(SELECT n FROM ranked WHERE {(keys.Count == 0 ? "true" : string.Join(" AND ", keys.Select((key, i) => $"{key}::text IS NOT DISTINCT FROM {(after[i] is { } text ? Add(text, "text") : "NULL")}")))})";
        var grouping = string.Join(", ", Enumerable.Range(1, keys.Count));
        var columns = keys.Select(key => $"r.{key}::text").Concat(keys.Select(key => $"r.{key}")).Concat(measures.Select(measure => $"r.{measure}"));
        var sql = $"""
            WITH grouped AS ({_rows.Render(_outputs.Count == 0 ? "1" : string.Join(", ", _outputs), isOrdered: false)}{(keys.Count == 0 ? "" : " GROUP BY " + grouping)}),
            ranked AS (SELECT *, row_number() OVER (ORDER BY {string.Join(", ", order.Concat(keys).DefaultIfEmpty("1"))}) AS n FROM grouped
                        {(having.Count == 0 ? "" : "WHERE " + string.Join(" AND ", having))})
            SELECT {string.Join(", ", columns.Prepend("r.n").Prepend("t.place").Prepend("t.total"))}
              FROM (SELECT (SELECT count(*) FROM ranked)::integer AS total, {place} AS place) t
              LEFT JOIN ranked r ON r.n > t.place AND r.n <= t.place + {Add((long)size, "bigint")}
             ORDER BY r.n
            """;
        return new SqlStatement(sql, [.. _slots.All.Select(slot => GivenValue.Of(slot.Node, static _ => null) is { } value ? slot.Convert(value) : null)]);
    }

    private string Number(AggregatePath path, DateOnly? until)
    {
        var value = _translator.Value(path.Value, _rows);
        var isDate = value.Type == typeof(DateOnly);
        if (!isDate && value.Type != typeof(int) && value.Type != typeof(long) && value.Type != typeof(double) && value.Type != typeof(decimal))
            throw new GraphQLException($"\"{path.Name}\" is neither a number nor a date: it can be counted, not measured.", ErrorCodes.BadUserInput);

        return (isDate, until) switch
        {
            (true, { } day) => $"(({Add(day, "date")} - {value.Text}) / 365.25::double precision)",
            (true, null) => $"(1970 + extract(EPOCH FROM {value.Text}::timestamp)::double precision / 31557600)",
            (false, { } day) => $"({Add(day.Year, "integer")} - {value.Text})::double precision",
            _ => $"{value.Text}::double precision",
        };
    }

    private static double Part(double p) =>
        p is >= 0 and <= 1 ? p : throw new GraphQLException($"A quantile is of a part from 0 to 1; \"p\" was {p.ToString(CultureInfo.InvariantCulture)}.", ErrorCodes.BadUserInput);

    private static string? Whole(DbDataReader reader, int at) => reader.IsDBNull(at) ? null : reader.GetInt64(at).ToString(CultureInfo.InvariantCulture);

    private static string? Text(DbDataReader reader, int at) => reader.IsDBNull(at) ? null : reader.GetString(at);

    private static Func<DbDataReader, int, string?> Shown(DefinedType leaf, ColumnReader column) => (reader, at) => column.Read(reader, at) switch
    {
        null => null,
        { } value when leaf is EnumType names => names.NameOf(value),
        { } value when leaf is ScalarType scalar => Convert.ToString(scalar.Serialize(ClrValue.Unwrap(value)), CultureInfo.InvariantCulture),
        var value => value.ToString(),
    };
}
