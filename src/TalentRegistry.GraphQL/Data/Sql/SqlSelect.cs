using System.Text;

namespace TalentRegistry.GraphQL.Data.Sql;

/// <summary>Aliases of one statement, each given once.</summary>
internal sealed class SqlAliases
{
    private int _next;

    public string Next() => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"t{_next++}");
}

/// <summary>One SELECT while it is made. What it gives is said at the end, when it is known what is needed of it.</summary>
internal sealed class SqlSelect
{
    private readonly SqlAliases _aliases;
    private readonly Func<string> _from;
    private readonly List<string> _joins = [];
    private readonly List<(string Text, string Name)> _given = [];

    private SqlSelect(SqlAliases aliases, Func<string> from)
    {
        (_aliases, _from) = (aliases, from);
        Element = null!;
    }

    /// <summary>What each of its rows stands for: a <see cref="SqlRow"/> or a <see cref="SqlValue"/>.</summary>
    public object Element { get; set; }

    public List<string> Conditions { get; } = [];

    /// <summary>Keys of its order, each with its direction.</summary>
    public List<(string Key, bool Descending)> Order { get; } = [];

    public string? Limit { get; set; }

    /// <summary>All rows of a table.</summary>
    public static SqlSelect Of(SqlTable table, SqlAliases aliases)
    {
        var alias = aliases.Next();
        var select = new SqlSelect(aliases, () => $"{table.Name} AS {alias}");
        select.Element = new SqlRow(select, table, alias, isNullable: false);
        return select;
    }

    /// <summary>The rows of another one, whole with its order and limit, to go on from.</summary>
    public static SqlSelect Over(SqlSelect inner, SqlAliases aliases)
    {
        var alias = aliases.Next();
        var select = new SqlSelect(aliases, () => $"({inner.Render()}) AS {alias}");
        select.Element = inner.Element switch
        {
            SqlRow row => new SqlRow(select, row.Table, alias, row.IsNullable, inner),
            SqlValue value => value with { Text = $"{alias}.{inner.Give(value.Text, "value")}" },
            _ => throw new NotInSqlException("rows of neither a table nor values"),
        };
        return select;
    }

    public string NewAlias() => _aliases.Next();

    public void Join(string join) => _joins.Add(join);

    /// <summary>Joins the rows of another SELECT, made for each row here; or a row of nulls where there are none.</summary>
    public SqlRow JoinFirstOf(SqlSelect inner)
    {
        if (inner.Element is not SqlRow row)
            throw new NotInSqlException("the first of values, as a row");

        var alias = NewAlias();
        var at = _joins.Count;
        _joins.Add("");
        _late.Add(() => _joins[at] = $"LEFT JOIN LATERAL ({inner.Render()}) AS {alias} ON TRUE");
        return new SqlRow(this, row.Table, alias, isNullable: true, inner);
    }

    private readonly List<Action> _late = [];

    /// <summary>Gives an expression to the SELECT around; its name there.</summary>
    public string Give(string text, string name)
    {
        foreach (var given in _given)
        {
            if (given.Text == text)
                return given.Name;
        }

        var unique = name;
        for (var i = 2; _given.Exists(g => g.Name == unique); i++)
            unique = $"{name.TrimEnd('"')}_{i}{(name[^1] == '"' ? "\"" : "")}";
        _given.Add((text, unique));
        return unique;
    }

    /// <summary>The SELECT that gives what was asked of it.</summary>
    public string Render() => Render(_given.Count == 0 ? "1" : string.Join(", ", _given.Select(g => $"{g.Text} AS {g.Name}")));

    /// <summary>The SELECT that gives <paramref name="output"/>.</summary>
    public string Render(string output, bool isOrdered = true)
    {
        foreach (var write in _late)
            write();
        var sql = new StringBuilder("SELECT ").Append(output).Append(" FROM ").Append(_from());
        foreach (var join in _joins)
            sql.Append(' ').Append(join);
        if (Conditions.Count > 0)
            sql.Append(" WHERE ").AppendJoin(" AND ", Conditions);
        if (isOrdered && Order.Count > 0)
            sql.Append(" ORDER BY ").Append(OrderText);
        if (Limit is not null)
            sql.Append(" LIMIT ").Append(Limit);
        return sql.ToString();
    }

    public string OrderText => string.Join(", ", Order.Select(key => key.Descending ? $"{key.Key} DESC" : key.Key));
}
