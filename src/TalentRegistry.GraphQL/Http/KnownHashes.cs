namespace TalentRegistry.GraphQL.Http;

/// <summary>Documents by the hash of their text. When it is full, the one that was longest not asked for gives way.</summary>
internal sealed class KnownHashes(int capacity)
{
    // With the capacity this bounds the memory: 1000 documents of 32 Ki characters are 64 MiB at the very worst.
    private const int MaxCharacters = 32 * 1024;

    private readonly Lock _lock = new();
    private readonly Dictionary<string, LinkedListNode<(string Hash, string Text)>> _byHash = new(StringComparer.Ordinal);
    private readonly LinkedList<(string Hash, string Text)> _newestFirst = [];

    public string? Find(string hash)
    {
        lock (_lock)
        {
            if (!_byHash.TryGetValue(hash, out var node))
                return null;

            _newestFirst.Remove(node);
            _newestFirst.AddFirst(node);
            return node.Value.Text;
        }
    }

    public void Add(string hash, string text)
    {
        if (text.Length > MaxCharacters || capacity == 0)
            return;

        lock (_lock)
        {
            if (_byHash.ContainsKey(hash))
                return;

            if (_byHash.Count == capacity)
            {
                _byHash.Remove(_newestFirst.Last!.Value.Hash);
                _newestFirst.RemoveLast();
            }

            _byHash.Add(hash, _newestFirst.AddFirst((hash, text)));
        }
    }
}
