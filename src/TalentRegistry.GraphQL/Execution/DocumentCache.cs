using System.Diagnostics.CodeAnalysis;

namespace TalentRegistry.GraphQL.Execution;

/// <summary>Documents by their text. When it is full, the one that was longest not asked for gives way.</summary>
internal sealed class DocumentCache(int capacity)
{
    // A longer text is rare, and would let one caller fill the memory.
    private const int MaxCharacters = 64 * 1024;

    private readonly Lock _lock = new();
    private readonly Dictionary<string, LinkedListNode<(string Text, CachedDocument Document)>> _byText = new(StringComparer.Ordinal);
    private readonly LinkedList<(string Text, CachedDocument Document)> _newestFirst = [];

    public int Count
    {
        get
        {
            lock (_lock)
                return _byText.Count;
        }
    }

    public bool TryGet(string text, [NotNullWhen(true)] out CachedDocument? document)
    {
        lock (_lock)
        {
            document = null;
            if (!_byText.TryGetValue(text, out var node))
                return false;

            _newestFirst.Remove(node);
            _newestFirst.AddFirst(node);
            document = node.Value.Document;
            return true;
        }
    }

    public void Add(string text, CachedDocument document)
    {
        if (text.Length > MaxCharacters)
            return;

        lock (_lock)
        {
            // Two callers may have sent a new document at the same time.
            if (_byText.ContainsKey(text))
                return;

            if (_byText.Count == capacity)
            {
                _byText.Remove(_newestFirst.Last!.Value.Text);
                _newestFirst.RemoveLast();
            }

            _byText.Add(text, _newestFirst.AddFirst((text, document)));
        }
    }
}
