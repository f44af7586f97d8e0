namespace TalentRegistry.GraphQL.Execution.DataLoaders;

/// <summary>
/// A loader of one request. A parameter of a resolver whose type derives from it is given the request's own; its constructor takes
/// services of a scope that the loader has to itself, so that a <c>DbContext</c> in it serves one batch at a time.
/// </summary>
public abstract class DataLoaderBase<TKey, TValue> : IDataLoader<TKey, TValue>, IRequestLoader where TKey : notnull
{
    private readonly Lock _lock = new();
    private readonly Dictionary<TKey, TaskCompletionSource<TValue>> _known = [];
    private BatchScheduler? _scheduler;
    private List<TKey> _asked = [];
    private Task _last = Task.CompletedTask;
    private CancellationToken _aborted;

    /// <summary>Keys in one fetch; more are fetched in several. 1000 unless overridden; 1 or more.</summary>
    protected virtual int MaxBatchSize => 1000;

    void IRequestLoader.Begin(BatchScheduler scheduler, CancellationToken aborted) => (_scheduler, _aborted) = (scheduler, aborted);

    /// <inheritdoc/>
    public Task<TValue> LoadAsync(TKey key, CancellationToken cancellationToken = default)
    {
        var scheduler = _scheduler ?? throw new InvalidOperationException($"{GetType().Name} belongs to no request: take it as a parameter of a resolver.");
        TaskCompletionSource<TValue>? waiting;
        var isFirst = false;
        lock (_lock)
        {
            if (!_known.TryGetValue(key, out waiting))
            {
                // Those who wait are woken in place, in the stretch that hands the answers out.
                _known.Add(key, waiting = new TaskCompletionSource<TValue>());
                isFirst = _asked.Count == 0;
                _asked.Add(key);
            }
        }

        if (isFirst)
            scheduler.Add(FetchAsync);
        return cancellationToken.CanBeCanceled && cancellationToken != _aborted ? waiting.Task.WaitAsync(cancellationToken) : waiting.Task;
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<TValue>> LoadAsync(IReadOnlyCollection<TKey> keys, CancellationToken cancellationToken = default) =>
        await Task.WhenAll(keys.Select(key => LoadAsync(key, cancellationToken)));

    /// <summary>Fetches some keys, each there once.</summary>
    /// <returns>The value of a key, or the exception that only those get who ask for that key.</returns>
    private protected abstract Task<Func<TKey, (TValue? Value, Exception? Error)>> FetchAsync(IReadOnlyList<TKey> keys, CancellationToken cancellationToken);

    private async Task FetchAsync()
    {
        List<TKey> keys;
        Task before;
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_lock)
        {
            (keys, _asked) = (_asked, []);
            (before, _last) = (_last, done.Task);
        }

        await before;
        try
        {
            foreach (var batch in keys.Chunk(MaxBatchSize))
                await FetchAsync(batch);
        }
        finally
        {
            done.SetResult();
        }
    }

    private async Task FetchAsync(TKey[] keys)
    {
        Func<TKey, (TValue? Value, Exception? Error)> answers;
        try
        {
            _aborted.ThrowIfCancellationRequested();
            answers = await FetchAsync(keys, _aborted);
        }
        catch (Exception error)
        {
            // Told to everyone who waits for one of the keys; so none is lost.
            answers = _ => (default, error);
        }

        using (_scheduler!.Run())
        {
            foreach (var key in keys)
                Answer(key, answers(key));
        }
    }

    private void Answer(TKey key, (TValue? Value, Exception? Error) answer)
    {
        TaskCompletionSource<TValue> waiting;
        lock (_lock)
            waiting = _known[key];
        if (answer.Error is OperationCanceledException canceled && _aborted.IsCancellationRequested)
            waiting.SetCanceled(canceled.CancellationToken);
        else if (answer.Error is { } error)
            waiting.SetException(error);
        else
            waiting.SetResult(answer.Value!);
    }
}

/// <summary>What a request does with a loader, whatever its types.</summary>
internal interface IRequestLoader
{
    void Begin(BatchScheduler scheduler, CancellationToken aborted);
}
