namespace TalentRegistry.GraphQL.Execution.DataLoaders;

/// <summary>
/// Gathers the keys that the resolvers of one request ask for, each once, and fetches them together. What was fetched, and what failed, is
/// kept until the request ends.
/// </summary>
public interface IDataLoader<in TKey, TValue> where TKey : notnull
{
    /// <summary>The value of a key; what a loader gives for a key that there is nothing of is said by its class.</summary>
    /// <param name="key">The key.</param>
    /// <param name="cancellationToken">Ends the wait, not the fetch: others may wait for the same key.</param>
    Task<TValue> LoadAsync(TKey key, CancellationToken cancellationToken = default);

    /// <summary>The values of several keys, in their order.</summary>
    Task<IReadOnlyList<TValue>> LoadAsync(IReadOnlyCollection<TKey> keys, CancellationToken cancellationToken = default);
}
