using System.Linq.Expressions;
using TalentRegistry.GraphQL.Execution;
using TalentRegistry.GraphQL.TypeSystem;

namespace TalentRegistry.GraphQL.Data.Sql;

/// <summary>
/// Writes the statement of a field: first the rows of the page, found by the root table alone as far as filter and order allow, then for each of
/// them its JSON, the keys of its cursor and what is told of it.
/// </summary>
internal sealed class StatementWriter
{
    private readonly SqlModel _model;
    private readonly RequestParts _parts;
    private readonly SqlSlots _slots = new();
    private readonly SqlTranslator _translator;
    private readonly JsonSelection _json;

    public StatementWriter(SqlModel model, RequestParts parts, Func<string, bool> satisfies)
    {
        (_model, _parts) = (model, parts);
        _translator = new SqlTranslator(
            model, new SqlAliases(), _slots, place => place == RequestParts.Limit || parts.Arguments.ContainsKey(place), node => parts.Value(node, parts.Arguments));
        _json = new JsonSelection(_translator, parts, satisfies);
    }

    /// <summary>A statement for the number of rows only.</summary>
    /// <exception cref="NotInSqlException">It cannot be said in SQL.</exception>
    public FieldStatement Count() => new(_model, _parts, _slots, CountOf(_parts.Filtered)) { IsCount = true, HasTotal = true };

    /// <summary>A statement for the rows with their JSON.</summary>
    /// <param name="selections">What is asked of each row; a column for each.</param>
    /// <param name="observed">The key to tell of reads by, or null.</param>
    /// <param name="needsKeys">Whether cursors are asked for.</param>
    /// <param name="needsTotal">Whether to count the rows of all pages.</param>
    /// <param name="isSingle">One row or none.</param>
    /// <exception cref="NotInSqlException">It cannot be said in SQL.</exception>
    public FieldStatement Rows(IReadOnlyList<SelectionPlan> selections, LambdaExpression? observed, bool needsKeys, bool needsTotal, bool isSingle)
    {
        var inner = _translator.Rows(_parts.Order is { } order ? order.Apply(_parts.Rows, _parts.IsFromEnd) : _parts.Rows);
        inner = _translator.Open(inner);
        IReadOnlyList<ColumnReader> readers = needsKeys ? [.. _parts.Order!.Keys.Select(key => ColumnReader.Of(_translator.Value(key.By, inner)))] : [];

        // One row is looked up as it is; of a page only the rows that are on it are joined with anything.
        inner.Limit = isSingle ? "1" : _translator.Value(RequestParts.Limit).Text;
        var outer = isSingle ? inner : _translator.Again(inner);
        if (outer.Element is not SqlRow row)
            throw new NotInSqlException("a field of values");

        var outputs = selections.Select((selection, i) => $"{_json.Of(selection, row, outer, mayBeAbsent: false)} AS json{i}").ToList();
        outputs.AddRange(outer.Order.Take(readers.Count).Select(key => key.Key));
        ColumnReader? told = null;
        if (observed is not null)
        {
            var key = _translator.Value(observed, outer);
            told = ColumnReader.Of(key);
            outputs.Add(key.Text);
        }

        if (needsTotal)
            outputs.Add($"({CountOf(_parts.Filtered)})");
        return new FieldStatement(_model, _parts, _slots, outer.Render(outputs.Count == 0 ? "1" : string.Join(", ", outputs)))
        {
            JsonColumns = selections.Count, Keys = readers, Observed = told, HasTotal = needsTotal,
        };
    }

    private string CountOf(Expression rows) => _translator.Open(_translator.Rows(rows)).Render("count(*)::integer", isOrdered: false);
}
