namespace TalentRegistry.GraphQL.Execution.DataLoaders;

/// <summary>
/// Decides when the keys that a request's resolvers have asked for are fetched: as soon as nothing of the executor runs that could ask for more.
/// The executor says when it begins to run and when it has nothing left but to wait; the answers of a batch are handed out in such a stretch
/// too, so that whoever waited for them asks its next keys into one batch again.
/// </summary>
internal sealed class BatchScheduler
{
    private readonly Lock _lock = new();
    private List<Func<Task>> _waiting = [];
    private int _running;
    private bool _isPosted;

    /// <summary>Something runs that may ask for keys, until what is given is disposed.</summary>
    public Stretch Run()
    {
        lock (_lock)
            _running++;
        return new Stretch(this);
    }

    /// <summary>Has <paramref name="fetch"/> called at the next moment when nothing runs. It never throws.</summary>
    public void Add(Func<Task> fetch)
    {
        lock (_lock)
        {
            _waiting.Add(fetch);
            if (_running > 0 || _isPosted)
                return;
            _isPosted = true;
        }

        // Asked by a resolver that goes on after a wait of its own: those that go on beside it get a turn first.
        ThreadPool.UnsafeQueueUserWorkItem(static scheduler => scheduler.EndPost(), this, preferLocal: false);
    }

    private void EndPost()
    {
        lock (_lock)
            _isPosted = false;
        FetchIfIdle();
    }

    private void End()
    {
        lock (_lock)
            _running--;
        FetchIfIdle();
    }

    private void FetchIfIdle()
    {
        List<Func<Task>> fetches;
        lock (_lock)
        {
            if (_running > 0 || _waiting.Count == 0)
                return;
            (fetches, _waiting) = (_waiting, []);
        }

        foreach (var fetch in fetches)
            _ = fetch();
    }

    /// <summary>A stretch in which keys may be asked for.</summary>
    public readonly struct Stretch(BatchScheduler scheduler) : IDisposable
    {
        public void Dispose() => scheduler.End();
    }
}
