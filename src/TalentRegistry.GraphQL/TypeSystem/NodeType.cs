using TalentRegistry.GraphQL.Execution;

namespace TalentRegistry.GraphQL.TypeSystem;

/// <summary>
/// A type whose objects can be asked for again by a global id (GraphQL Global Object Identification Specification). The id is plain
/// text, the type's name and the row's own key: <c>Person:6f9619ff-8b86-d011-b42d-00cf4fc964ff</c>, <c>AdministrativeUnit:P11</c>. So
/// SQL makes one by putting <see cref="Prefix"/> before the key, as shown by the scalar ID; and filters, orders, cursors and joins
/// go on with the bare key, whose index they need.
/// </summary>
/// <param name="type">The type.</param>
/// <param name="all">It and the other such types of its schema.</param>
internal sealed class NodeType(ObjectType type, NodeTypes all)
{
    public ObjectType Type => type;

    /// <summary>What stands before the key in the ids of this type: its name and a colon.</summary>
    public string Prefix { get; } = type.Name + NodeTypes.Separator;

    /// <summary>Where its objects come from; set when the schema is whole.</summary>
    public NodeSource Source { get; set; } = null!;

    /// <summary>The bare keys that an argument or filter was given: of one ID or a list of them, global or bare already.</summary>
    /// <exception cref="ScalarException">It is the id of another type.</exception>
    public object? Keys(object? given) => given switch
    {
        string id => Key(id),
        Array ids => ids.Cast<object?>().Select(Keys).ToArray(),
        _ => given,
    };

    private string Key(string id)
    {
        if (id.StartsWith(Prefix, StringComparison.Ordinal))
            return id[Prefix.Length..];

        return all.Find(id) is { } other
            ? throw new ScalarException($"\"{NodeTypes.Cut(id)}\" is the id of {other.Type}, where one of {type} is expected.")
            : id;
    }
}

/// <summary>The types of a schema whose objects have global ids.</summary>
internal sealed class NodeTypes
{
    public const char Separator = ':';

    private readonly Dictionary<string, NodeType> _byName = new(StringComparer.Ordinal);

    public IReadOnlyCollection<NodeType> All => _byName.Values;

    public NodeType Add(ObjectType type) => _byName[type.Name] = new NodeType(type, this);

    /// <summary>The type that a global id names; null if the text is none.</summary>
    public NodeType? Find(string id) =>
        id.IndexOf(Separator, StringComparison.Ordinal) is > 0 and var end && _byName.TryGetValue(id[..end], out var found) ? found : null;

    public static string Cut(string id) => id.Length <= 100 ? id : id[..100] + "…";
}

/// <summary>Where the objects of a node type come from.</summary>
/// <param name="Policy">What a caller must satisfy to be given any; null lets everyone.</param>
internal abstract record NodeSource(string? Policy)
{
    /// <summary>All rows that the caller may see; the wanted ones are found among them by <paramref name="Key"/>, in one statement.</summary>
    internal sealed record Rows(FieldResolver All, System.Linq.Expressions.LambdaExpression Key, string? Policy) : NodeSource(Policy);

    /// <summary>One object by its key, a value of <paramref name="KeyType"/>; null if there is none that the caller may see.</summary>
    internal sealed record One(Func<IResolverContext, object, ValueTask<object?>> Get, Type KeyType, string? Policy) : NodeSource(Policy);
}
