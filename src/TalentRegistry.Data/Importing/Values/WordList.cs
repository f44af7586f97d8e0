using TalentRegistry.Domain.Names;

namespace TalentRegistry.Data.Importing.Values;

/// <summary>
/// Words and the codes they stand for. A word is known with its accents; without accents when only one code can be meant.
/// Spaces and dots make no difference: "Th. S" is "ThS".
/// </summary>
internal sealed class WordList
{
    private readonly Dictionary<string, string> accented = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string?> folded = new(StringComparer.Ordinal);
    private readonly KnownAnswers<(string? Code, string After)> known;

    public WordList() => known = new(most: 20_000, Search);

    /// <summary>Adds a word, before the first one is looked for; a word that is there already keeps its code.</summary>
    public void Add(string code, string word)
    {
        accented.TryAdd(Key(VietnameseText.FoldKeepingAccents(word)), code);
        var plain = Key(VietnameseText.Fold(word));
        if (!folded.TryAdd(plain, code) && folded[plain] != code)
            folded[plain] = null;
    }

    /// <summary>The code of a text that is a word of the list; null otherwise.</summary>
    public string? FindExact(string text) => Find(text) is (var code, "") ? code : null;

    /// <summary>The code of the longest run of words at the head of a text, and what follows it; a null code where none is known.</summary>
    public (string? Code, string After) Find(string text) => known.Find(text);

    /// <summary>The code of the first run of words anywhere in a text, and what follows it; a null code where none is known.</summary>
    public (string? Code, string After) FindWithin(string text)
    {
        var words = text.Split([' ', ':', '(', ')', '-', '/', '.', ','], StringSplitOptions.RemoveEmptyEntries);
        for (var first = 0; first < words.Length; first++)
            if (Find(string.Join(' ', words.Skip(first))) is { Code: not null } found)
                return found;
        return (null, text);
    }

    private (string? Code, string After) Search(string text)
    {
        if (Code(text) is { } whole)
            return (whole, "");
        var clean = VietnameseText.Clean(text);
        var words = clean.Split(' ', '.', ',', '(', ')', '-', '/', ';', ':');
        for (var count = words.Length - 1; count > 0; count--)
        {
            var length = words.Take(count).Sum(word => word.Length + 1) - 1;
            if (words[count - 1].Length > 0 && Code(clean[..length]) is { } code)
                return (code, clean[length..].Trim(' ', '.', ',', '(', ')', '-', '/', ';', ':'));
        }

        return (null, text);
    }

    private string? Code(string text)
    {
        if (accented.TryGetValue(Key(VietnameseText.FoldKeepingAccents(text)), out var code))
            return code;
        return folded.TryGetValue(Key(VietnameseText.Fold(text)), out var plain) ? plain : null;
    }

    private static string Key(string words) => words.Replace(" ", "", StringComparison.Ordinal);
}
