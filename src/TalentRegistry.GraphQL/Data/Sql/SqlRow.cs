namespace TalentRegistry.GraphQL.Data.Sql;

/// <summary>One row of a <see cref="SqlSelect"/>, by its alias: of a table, of what is joined to one, or of a SELECT in its FROM.</summary>
internal sealed class SqlRow(SqlSelect owner, SqlTable table, string alias, bool isNullable, SqlSelect? inner = null)
{
    private Dictionary<string, SqlRow> _links = new(StringComparer.Ordinal);

    public SqlTable Table => table;

    public string Alias => alias;

    /// <summary>Whether there may be none, as of an outer join.</summary>
    public bool IsNullable => isNullable;

    /// <summary>The condition that there is none.</summary>
    public string IsAbsent => $"{ColumnText(table.Key[0])} IS NULL";

    /// <summary>The condition that there is one.</summary>
    public string IsPresent => $"{ColumnText(table.Key[0])} IS NOT NULL";

    /// <summary>The same row where it is known to be there.</summary>
    public SqlRow Present() => isNullable ? new SqlRow(owner, table, alias, isNullable: false, inner) { _links = _links } : this;

    /// <summary>The value of a member.</summary>
    public SqlValue Column(string member) => table.Columns.TryGetValue(member, out var column)
        ? new SqlValue(ColumnText(column), column.ClrType, column.IsNullable || isNullable, column.Conversion, column.StoreType)
        : throw new NotInSqlException($"{table.Name} has no column for {member}");

    /// <summary>The text of a column; a SELECT in the FROM is made to give it.</summary>
    public string ColumnText(SqlColumn column) => inner is null
        ? $"{alias}.{column.Name}"
        : $"{alias}.{inner.Give(((SqlRow)inner.Element).ColumnText(column), column.Name)}";

    /// <summary>The row that a member leads to: joined once, however many fields go through it.</summary>
    public SqlRow Link(string member, SqlModel model)
    {
        if (_links.TryGetValue(member, out var known))
            return known;
        if (!table.Links.TryGetValue(member, out var link) || link.IsMany || model.TableOf(link.Target) is not { } target)
            throw new NotInSqlException($"{table.Name} has no link for {member}");

        var joined = new SqlRow(owner, target, owner.NewAlias(), isNullable: true);
        owner.Join($"LEFT JOIN {target.Name} AS {joined.Alias} ON {string.Join(
            " AND ", link.Keys.Select(key => $"{joined.Alias}.{key.There.Name} = {ColumnText(key.Here)}"))}");
        return _links[member] = joined;
    }
}
