namespace TalentRegistry.Domain.Duplicates;

/// <summary>The words of all names that are held against each other, and which of them hardly anybody has.</summary>
public sealed class NameWords
{
    // The two records of one person may share a slip that was copied.
    private const int MostOfAnOddWord = 2;
    private readonly Dictionary<string, int> counts = new(StringComparer.Ordinal);

    /// <summary>Counts the words, without accents.</summary>
    /// <param name="records">The records.</param>
    public NameWords(IEnumerable<ComparedRecord> records)
    {
        foreach (var record in records)
            foreach (var word in record.Words)
                counts[word] = counts.GetValueOrDefault(word) + 1;
    }

    /// <summary>Whether no more than two records have the word: rather a slip of the hand than a name.</summary>
    /// <param name="word">Without accents.</param>
    public bool IsOdd(string word) => counts.GetValueOrDefault(word) <= MostOfAnOddWord;
}
