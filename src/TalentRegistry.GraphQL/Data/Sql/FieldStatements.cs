namespace TalentRegistry.GraphQL.Data.Sql;

/// <summary>
/// The statements of one field of a document under one set of rights, by the shape of what requests ask: the newest first, and no more of
/// them than <see cref="MostShapes"/>, the least recently used giving way.
/// </summary>
internal sealed class FieldStatements
{
    private const int MostShapes = 16;

    private readonly Lock _lock = new();
    private FieldStatement[] _known = [];
    private volatile bool _isBeyondSql;

    /// <summary>Whether the field was found to be one that cannot be said in SQL, whatever its arguments.</summary>
    public bool IsBeyondSql => _isBeyondSql;

    /// <summary>The statement for a request, made if there is none of its shape; null if it cannot be said in SQL.</summary>
    public (FieldStatement Made, SqlStatement Bound)? For(RequestParts parts, Func<RequestParts, FieldStatement> make)
    {
        var known = _known;
        for (var i = 0; i < known.Length; i++)
        {
            if (!known[i].TryBind(parts, out var bound))
                continue;

            if (i > 0)
                Put(known[i]);
            return (known[i], bound);
        }

        try
        {
            var made = make(parts);
            Put(made);
            return made.TryBind(parts, out var bound) ? (made, bound) : throw new InvalidOperationException("A statement does not fit what it was made for.");
        }
        catch (NotInSqlException)
        {
            _isBeyondSql = true;
            return null;
        }
    }

    private void Put(FieldStatement first)
    {
        lock (_lock)
            _known = [first, .. _known.Where(known => known != first).Take(MostShapes - 1)];
    }
}
