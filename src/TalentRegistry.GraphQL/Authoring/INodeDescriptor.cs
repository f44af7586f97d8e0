using TalentRegistry.GraphQL.Execution;

namespace TalentRegistry.GraphQL.Authoring;

/// <summary>Says how objects of <typeparamref name="T"/> are found by their global ids.</summary>
public interface INodeDescriptor<T>
{
    /// <summary>
    /// All rows that the caller may see; the engine finds the wanted ones by their keys, with what the fragments on the type select, in one
    /// statement. A <see cref="TypeSystem.NodeResolverAttribute"/> on a root field does the same.
    /// </summary>
    INodeDescriptor<T> ResolveNodes(Func<IResolverContext, IQueryable<T>> rows);

    /// <summary>One object by its key; null if there is none that the caller may see. For what is no row of a query.</summary>
    INodeDescriptor<T> ResolveNode<TKey>(Func<IResolverContext, TKey, Task<T?>> resolve) where TKey : notnull;

    /// <summary>What a caller must satisfy to be given any of them.</summary>
    INodeDescriptor<T> Authorize(string policy);
}

/// <summary>What was said of a node type.</summary>
internal sealed class NodeConfiguration
{
    public FieldResolver? Rows { get; set; }

    public (Func<IResolverContext, object, ValueTask<object?>> Get, Type KeyType)? One { get; set; }

    public string? Policy { get; set; }
}

/// <inheritdoc cref="INodeDescriptor{T}"/>
internal sealed class NodeDescriptor<T>(NodeConfiguration node) : INodeDescriptor<T>
{
    public INodeDescriptor<T> ResolveNodes(Func<IResolverContext, IQueryable<T>> rows)
    {
        node.Rows = context => new(rows(context));
        return this;
    }

    public INodeDescriptor<T> ResolveNode<TKey>(Func<IResolverContext, TKey, Task<T?>> resolve) where TKey : notnull
    {
        node.One = ((context, key) => Results.OfTask(resolve(context, (TKey)key)), typeof(TKey));
        return this;
    }

    public INodeDescriptor<T> Authorize(string policy)
    {
        node.Policy = policy;
        return this;
    }
}
