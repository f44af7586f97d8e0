using System.Collections.Concurrent;

namespace TalentRegistry.GraphQL.Execution.DataLoaders;

/// <summary>One value for each key; the type's default, null for an object, where there is none.</summary>
public abstract class BatchDataLoader<TKey, TValue> : DataLoaderBase<TKey, TValue?> where TKey : notnull
{
    private readonly ConcurrentDictionary<TKey, Exception> _failed = new();

    /// <summary>Fetches the values of some keys, each there once. An exception is told to all who ask for one of them.</summary>
    protected abstract Task<IReadOnlyDictionary<TKey, TValue>> LoadBatchAsync(IReadOnlyList<TKey> keys, CancellationToken cancellationToken);

    /// <summary>Tells <paramref name="error"/> to those who ask for one key, and gives the others theirs.</summary>
    protected void Fail(TKey key, Exception error) => _failed[key] = error;

    private protected override async Task<Func<TKey, (TValue? Value, Exception? Error)>> FetchAsync(IReadOnlyList<TKey> keys, CancellationToken cancellationToken)
    {
        var found = await LoadBatchAsync(keys, cancellationToken);
        return key => _failed.TryGetValue(key, out var error) ? (default, error) : (found.TryGetValue(key, out var value) ? value : default, null);
    }
}

/// <summary>Any number of values for each key, in the order fetched.</summary>
public abstract class GroupedDataLoader<TKey, TValue> : DataLoaderBase<TKey, TValue[]> where TKey : notnull
{
    /// <summary>Fetches the values of some keys, each there once. An exception is told to all who ask for one of them.</summary>
    protected abstract Task<ILookup<TKey, TValue>> LoadGroupedBatchAsync(IReadOnlyList<TKey> keys, CancellationToken cancellationToken);

    private protected override async Task<Func<TKey, (TValue[]? Value, Exception? Error)>> FetchAsync(
        IReadOnlyList<TKey> keys, CancellationToken cancellationToken)
    {
        var found = await LoadGroupedBatchAsync(keys, cancellationToken);
        return key => ([.. found[key]], null);
    }
}
