using System.Linq.Expressions;
using TalentRegistry.GraphQL.Execution;
using TalentRegistry.GraphQL.TypeSystem;

namespace TalentRegistry.GraphQL.Data;

/// <summary>Is told which rows a query brought, by their keys, before the caller gets them.</summary>
/// <param name="context">The field whose resolver gave the rows; its services are those that the resolver had.</param>
/// <param name="keys">Key of each row, or what <see cref="QueryOptions.ReadAs"/> says of it; at least one.</param>
public delegate Task RowsRead(IResolverContext context, IReadOnlyList<object> keys);

/// <summary>Is told of an object that was asked for and not found.</summary>
/// <param name="context">The field.</param>
/// <param name="type">Name of the object's type.</param>
/// <param name="key">Its key; null where the field's own arguments say which object it is.</param>
public delegate void ObjectMissing(IResolverContext context, string type, object? key);

/// <summary>Reads the keys of one query's rows along with them, where somebody wants to be told.</summary>
internal sealed class ReadObserver(ResolverContext context, QueryOptions options, ObjectType element, Type rowType)
{
    private readonly RowsRead? _told = options.OnRead.GetValueOrDefault(rowType);

    /// <summary>What the query is to read besides: the key, or nothing.</summary>
    public IEnumerable<Expression> Key(RowPlan rows) => KeyOf(element, rowType, options) is { } key ? [rows.OfRow(key)] : [];

    /// <summary>What is told of a row that was read; null where nobody wants to be told.</summary>
    public static LambdaExpression? KeyOf(ObjectType element, Type rowType, QueryOptions options) => !options.OnRead.ContainsKey(rowType) ? null
        : options.ReadAs.GetValueOrDefault(rowType) ?? element.Identity?.Key
            ?? throw new InvalidOperationException($"{element} has no key, so nobody can be told which rows of it were read.");

    /// <summary>Tells of the rows; their keys are at <paramref name="at"/>.</summary>
    public Task TellAsync(IReadOnlyList<object?[]> rows, Index at) =>
        _told is null || rows.Count == 0 ? Task.CompletedTask : _told(context, [.. rows.Select(row => row[at]!)]);
}
