using System.Diagnostics.CodeAnalysis;

namespace TalentRegistry.GraphQL.Data.Sql;

/// <summary>A statement for all requests of one shape.</summary>
/// <typeparam name="TRequest">What one request asks.</typeparam>
internal interface IShapedStatement<in TRequest>
{
    /// <summary>The statement with the values of a request; false if the request is of another shape.</summary>
    bool TryBind(TRequest given, [NotNullWhen(true)] out SqlStatement? statement);
}

/// <summary>
/// The statements of one field of a document under one set of rights, by the shape of what requests ask: the newest first, and no more of
/// them than <see cref="MostShapes"/>, the least recently used giving way.
/// </summary>
internal sealed class StatementsByShape<TStatement, TRequest>
    where TStatement : class, IShapedStatement<TRequest>
{
    private const int MostShapes = 16;

    private readonly Lock _lock = new();
    private TStatement[] _known = [];

    /// <summary>The statement for a request, made if there is none of its shape.</summary>
    /// <exception cref="NotInSqlException">It cannot be said in SQL.</exception>
    public (TStatement Made, SqlStatement Bound) For(TRequest asked, Func<TRequest, TStatement> make)
    {
        var known = _known;
        for (var i = 0; i < known.Length; i++)
        {
            if (!known[i].TryBind(asked, out var bound))
                continue;

            if (i > 0)
                Put(known[i]);
            return (known[i], bound);
        }

        var made = make(asked);
        Put(made);
        return made.TryBind(asked, out var fitting) ? (made, fitting) : throw new InvalidOperationException("A statement does not fit what it was made for.");
    }

    private void Put(TStatement first)
    {
        lock (_lock)
            _known = [first, .. _known.Where(known => known != first).Take(MostShapes - 1)];
    }
}
