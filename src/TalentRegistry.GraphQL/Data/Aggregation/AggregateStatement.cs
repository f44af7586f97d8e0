using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Linq.Expressions;
using TalentRegistry.GraphQL.Data.Sql;
using TalentRegistry.GraphQL.Execution;
using TalentRegistry.GraphQL.TypeSystem;

namespace TalentRegistry.GraphQL.Data.Aggregation;

/// <summary>
/// The one statement of an aggregation, for all requests of one shape: rows into groups with their measures, of these the groups that "having"
/// lets through, in order and numbered, of these the page. Every value of a request is a parameter.
/// </summary>
internal sealed class AggregateStatement : IShapedStatement<AggregateRequest>
{
    private readonly SqlModel _model;
    private readonly SqlSlots _slots = new();
    private readonly SqlTranslator _translator;
    private readonly SqlSelect _rows;
    private readonly List<string> _outputs = [];
    private readonly List<string> _keys = [];
    private readonly List<Func<DbDataReader, int, string?>> _shows = [];
    private readonly Dictionary<Expression, int> _places = [];
    private readonly string _shape;
    private readonly IReadOnlyList<Expression> _parts;
    private readonly string _text;

    /// <summary>Writes the statement of a request.</summary>
    /// <exception cref="NotInSqlException">A value cannot be said in SQL.</exception>
    /// <exception cref="GraphQLException">A measure is not to be had of a value.</exception>
    public AggregateStatement(SqlModel model, AggregateRequest asked)
    {
        (_model, _shape, _parts) = (model, asked.Shape, asked.Parts);
        _translator = new SqlTranslator(model, new SqlAliases(), _slots, static _ => false, static node => GivenValue.Of(node, static _ => null));
        _rows = _translator.Open(_translator.Rows(asked.Rows));
        foreach (var path in asked.By)
            GroupBy(path);
        _text = Finish(asked, [.. asked.Measured.Select(Measure)], [.. asked.Having.SelectMany(Conditions)], [.. asked.Order.Select(OrderOf)]);
        foreach (var slot in _slots.All.Concat(_slots.Traits))
            _places.TryAdd(slot.Node, _places.Count);
    }

    /// <summary>What shows each key, of the reader and the column.</summary>
    public IReadOnlyList<Func<DbDataReader, int, string?>> Shows => _shows;

    /// <inheritdoc/>
    public bool TryBind(AggregateRequest given, [NotNullWhen(true)] out SqlStatement? statement)
    {
        statement = null;
        if (given.Shape != _shape || given.Parts.Count != _parts.Count)
            return false;

        var found = new Expression?[_places.Count];
        var match = new QueryMatch(_model, _places, static _ => false, found);
        for (var i = 0; i < _parts.Count; i++)
        {
            if (!match.Same(_parts[i], given.Parts[i]))
                return false;
        }

        object? Value(SqlSlot slot) => GivenValue.Of(found[_places[slot.Node]] ?? slot.Node, static _ => null);
        if (_slots.Traits.Any(slot => slot.Trait!(Value(slot)) != slot.HasTrait))
            return false;

        statement = new SqlStatement(_text, [.. _slots.All.Select(slot => Value(slot) is { } value ? slot.Convert(value) : null)]);
        return true;
    }

    private void GroupBy(AggregatePath path)
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
        _shows.Add(read);
        _outputs.Add($"{text} AS k{_keys.Count - 1}");
    }

    // Once however often it is asked for.
    private string Measure(AggregateMeasure measure)
    {
        var text = measure.Kind switch
        {
            MeasureKind.Count => "count(*)::double precision",
            // Of nobody everybody is no part.
            MeasureKind.Share => $"coalesce(count(*)::double precision / nullif(sum(count(*)) OVER ({(measure.WithinFirst && _keys.Count > 0 ? $"PARTITION BY {_keys[0]}" : "")}), 0)::double precision, 0)",
            MeasureKind.Distinct => $"count(DISTINCT {_translator.Value(measure.Of!.Value, _rows).Text})::double precision",
            MeasureKind.Min => $"min({Number(measure)})",
            MeasureKind.Max => $"max({Number(measure)})",
            MeasureKind.Mean => $"avg({Number(measure)})",
            _ => $"percentile_cont({Add(measure.Part!, "double precision")}) WITHIN GROUP (ORDER BY {Number(measure)})",
        };
        var known = _outputs.FindIndex(output => output.StartsWith(text + " AS ", StringComparison.Ordinal));
        if (known < 0)
        {
            known = _outputs.Count;
            _outputs.Add(string.Create(CultureInfo.InvariantCulture, $"{text} AS m{known}"));
        }

        return string.Create(CultureInfo.InvariantCulture, $"m{known}");
    }

    private IEnumerable<string> Conditions(AggregateCondition condition)
    {
        var measure = Measure(condition.Measure);
        if (condition.Least is { } least)
            yield return $"{measure} >= {Add(least, "double precision")}";
        if (condition.Most is { } most)
            yield return $"{measure} <= {Add(most, "double precision")}";
    }

    private string OrderOf(AggregateOrder step) => string.Create(CultureInfo.InvariantCulture,
        $"{(step.Measure is { } measure ? Measure(measure) : $"k{step.Key}")} {(step.Descending ? "DESC" : "ASC")} NULLS LAST");

    private string Add(Expression value, string type) => _slots.Add(value, type, static given => given);

    // Its columns: all groups, whether the cursor's was found, the number of the group, key texts, keys, then measures.
    private string Finish(AggregateRequest asked, IReadOnlyList<string> measures, IReadOnlyList<string> having, IReadOnlyList<string> order)
    {
        var keys = Enumerable.Range(0, _keys.Count).Select(i => string.Create(CultureInfo.InvariantCulture, $"k{i}")).ToList();
        var place = asked.After is not { } after
            ? "0::bigint"
            : $"(SELECT n FROM ranked WHERE {(keys.Count == 0 ? "true" : string.Join(" AND ", keys.Select((key, i) => $"{key}::text IS NOT DISTINCT FROM {(after[i] is { } text ? Add(text, "text") : "NULL")}")))})";
        var grouping = string.Join(", ", Enumerable.Range(1, keys.Count));
        var columns = keys.Select(key => $"r.{key}::text").Concat(keys.Select(key => $"r.{key}")).Concat(measures.Select(measure => $"r.{measure}"));
        return $"""
            WITH grouped AS ({_rows.Render(_outputs.Count == 0 ? "1" : string.Join(", ", _outputs), isOrdered: false)}{(keys.Count == 0 ? "" : " GROUP BY " + grouping)}),
            ranked AS (SELECT *, row_number() OVER (ORDER BY {string.Join(", ", order.Concat(keys).DefaultIfEmpty("1"))}) AS n FROM grouped
                        {(having.Count == 0 ? "" : "WHERE " + string.Join(" AND ", having))})
            SELECT {string.Join(", ", columns.Prepend("r.n").Prepend("t.place").Prepend("t.total"))}
              FROM (SELECT (SELECT count(*) FROM ranked)::integer AS total, {place} AS place) t
              LEFT JOIN ranked r ON r.n > t.place AND r.n <= t.place + {Add(asked.Size, "bigint")}
             ORDER BY r.n
            """;
    }

    private string Number(AggregateMeasure measure)
    {
        var path = measure.Of!;
        var value = _translator.Value(path.Value, _rows);
        var isDate = value.Type == typeof(DateOnly);
        if (!isDate && value.Type != typeof(int) && value.Type != typeof(long) && value.Type != typeof(double) && value.Type != typeof(decimal))
            throw new GraphQLException($"\"{path.Name}\" is neither a number nor a date: it can be counted, not measured.", ErrorCodes.BadUserInput);

        return (isDate, measure.Until) switch
        {
            (true, { } day) => $"(({Add(day, "date")} - {value.Text}) / 365.25::double precision)",
            (true, null) => $"(1970 + extract(EPOCH FROM {value.Text}::timestamp)::double precision / 31557600)",
            (false, { } day) => $"(extract(YEAR FROM {Add(day, "date")})::integer - {value.Text})::double precision",
            _ => $"{value.Text}::double precision",
        };
    }

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
