using System.Globalization;
using System.Linq.Expressions;

namespace TalentRegistry.GraphQL.Data.Sql;

// Sequences of rows: tables, collections inside rows, and LINQ over them.
internal sealed partial class SqlTranslator
{
    /// <summary>The SELECT of a sequence of rows; what it gives of them is still to be said.</summary>
    /// <exception cref="NotInSqlException">It is none of a database, or not said in SQL here.</exception>
    public SqlSelect Rows(Expression sequence)
    {
        sequence = Sequence.Open(sequence);
        if (model.IsTable(sequence))
            return SqlSelect.Of(model.TableOf(Sequence.ItemType(sequence)) ?? throw Not(sequence), aliases);

        return sequence switch
        {
            MemberExpression table when typeof(IQueryable).IsAssignableFrom(table.Type) && GivenValue.Is(table, IsArgument) =>
                Rows(((IQueryable)valueOf(table)!).Expression),
            MemberExpression { Expression: { } owner } member when Row(owner) is { } row => Collection(row, member),
            MethodCallExpression { Method.Name: "AsQueryable", Arguments: [var source] } => Rows(source),
            MethodCallExpression call when call.Method.DeclaringType == typeof(Queryable) || call.Method.DeclaringType == typeof(Enumerable) => Step(call),
            _ => throw Not(sequence),
        };
    }

    /// <summary>The rows of a sequence that meet a condition.</summary>
    public SqlSelect Filtered(Expression sequence, LambdaExpression condition)
    {
        var rows = Open(Rows(sequence));
        if (Condition(condition, rows) is var text && text != SqlValue.Always)
            rows.Conditions.Add(text);
        return rows;
    }

    /// <summary>Rows that may be filtered and ordered further: those after a limit become a SELECT of their own.</summary>
    public SqlSelect Open(SqlSelect rows) => rows.Limit is null ? rows : Again(rows);

    /// <summary>Goes on from rows that are cut, in the order in which they were cut.</summary>
    public SqlSelect Again(SqlSelect rows)
    {
        var over = SqlSelect.Over(rows, aliases);
        for (var i = 0; i < rows.Order.Count; i++)
        {
            var name = rows.Give(rows.Order[i].Key, string.Create(CultureInfo.InvariantCulture, $"k{i}"));
            over.Order.Add((over.Element is SqlRow row ? $"{row.Alias}.{name}" : $"{AliasOf((SqlValue)over.Element)}.{name}", rows.Order[i].Descending));
        }

        return over;
    }

    private static string AliasOf(SqlValue value) => value.Text[..value.Text.IndexOf('.', StringComparison.Ordinal)];

    private SqlSelect Collection(SqlRow row, MemberExpression member)
    {
        if (!row.Table.Links.TryGetValue(member.Member.Name, out var link) || !link.IsMany || model.TableOf(link.Target) is not { } target)
            throw Not(member);

        var rows = SqlSelect.Of(target, aliases);
        var inner = (SqlRow)rows.Element;
        rows.Conditions.AddRange(link.Keys.Select(key => $"{inner.ColumnText(key.There)} = {row.ColumnText(key.Here)}"));
        return rows;
    }

    private SqlSelect Step(MethodCallExpression call)
    {
        var source = call.Arguments[0];
        switch (call.Method.Name, call.Arguments.Count)
        {
            case (nameof(Enumerable.Where), 2) when LambdaOf(call.Arguments[1]) is { Parameters.Count: 1 } condition:
                return Filtered(source, condition);
            case (nameof(Enumerable.Select), 2) when LambdaOf(call.Arguments[1]) is { Parameters.Count: 1 } selector:
                var selected = Open(Rows(source));
                selected.Element = Within(selected, () =>
                {
                    Bind(selector.Parameters[0], selected.Element);
                    return Row(selector.Body) ?? (object)Value(selector.Body);
                });
                return selected;
            case ("OrderBy" or "OrderByDescending" or "ThenBy" or "ThenByDescending", 2):
                var ordered = Open(Rows(source));
                if (call.Method.Name.StartsWith("OrderBy", StringComparison.Ordinal))
                    ordered.Order.Clear();
                var key = Value(LambdaOf(call.Arguments[1]), ordered);
                ordered.Order.Add((key.Text, call.Method.Name.EndsWith("Descending", StringComparison.Ordinal)));
                return ordered;
            case (nameof(Enumerable.Take), 2) when call.Arguments[1].Type == typeof(int):
                var some = Open(Rows(source));
                some.Limit = Value(call.Arguments[1]).Text;
                return some;
            default:
                throw Not(call);
        }
    }
}
