namespace TalentRegistry.GraphQL.Tests.Oracle.Drawing;

/// <summary>Chance from a seed: the same seed always draws the same.</summary>
internal sealed class Draw(int seed, double mistakes = 0)
{
#pragma warning disable CA5394 // A test wants the same draws again, not secret ones.
    private readonly Random _random = new(seed);

    /// <summary>Whether this is one of the places where the drawn thing is to be wrong.</summary>
    public bool Slips() => mistakes > 0 && _random.NextDouble() < mistakes;

    public bool OneIn(int times) => _random.Next(times) == 0;

    /// <summary>From <paramref name="least"/> to <paramref name="most"/>, both included.</summary>
    public int Between(int least, int most) => _random.Next(least, most + 1);

    public T From<T>(IReadOnlyList<T> choices) => choices[_random.Next(choices.Count)];
#pragma warning restore CA5394

    /// <summary>A word as hurried fingers write it: a letter left out, doubled, swapped, replaced, or in the other case.</summary>
    public string Misspelt(string word)
    {
        var at = Between(0, word.Length - 1);
        return Between(0, 4) switch
        {
            0 when word.Length > 1 && !char.IsAsciiDigit(word[at == 0 ? 1 : 0]) => word.Remove(at, 1),
            1 => word.Insert(at, word[at].ToString()),
            2 when at > 0 => word[..(at - 1)] + word[at] + word[at - 1] + word[(at + 1)..],
            3 => word[..at] + From<string>(["x", "s", "_", "Z"]) + word[(at + 1)..],
            _ => char.IsAsciiLetterLower(word[0]) ? word.ToUpperInvariant() : word.ToLowerInvariant(),
        };
    }
}
