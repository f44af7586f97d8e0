using System.Collections.Concurrent;

namespace TalentRegistry.Data.Importing.Values;

/// <summary>
/// What was found for a text before: the cells of a list repeat, and folding a text costs more than looking it up. One vocabulary
/// serves readers of several files at once, so several threads may ask.
/// </summary>
/// <param name="most">
/// How many answers are kept, at least 1; the first ones stay, and threads that answer at the same moment may add one each beyond.
/// </param>
/// <param name="search">Finds what is not known yet; the same for the same text, by any thread.</param>
internal sealed class KnownAnswers<T>(int most, Func<string, T> search)
{
    // Longer cells are remarks, which do not repeat; a file of them must not stay in memory.
    private const int LongestText = 200;
    private readonly ConcurrentDictionary<string, T> known = new(StringComparer.Ordinal);
    private int kept;

    /// <summary>The answer to a text.</summary>
    public T Find(string text)
    {
        if (known.TryGetValue(text, out var answer))
            return answer;
        answer = search(text);
        // Its own Count would lock the whole dictionary.
        if (text.Length <= LongestText && Volatile.Read(ref kept) < most && known.TryAdd(text, answer))
            Interlocked.Increment(ref kept);
        return answer;
    }
}
