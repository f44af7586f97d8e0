using TalentRegistry.Domain.Names;

namespace TalentRegistry.Data.Importing.Values;

/// <summary>
/// Words and the codes they stand for. A word is known with its accents; without accents when only one code can be meant.
/// Spaces and dots make no difference: "Th. S" is "ThS".
/// </summary>
internal sealed class WordList
{
    // The cells of a list repeat: folding a word costs more than looking it up.
    private const int Remembered = 20_000;
    private readonly Dictionary<string, string> accented = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string?> folded = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (string? Code, string After)> remembered = new(StringComparer.Ordinal);

    /// <summary>Adds a word; a word that is there already keeps its code.</summary>
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
    public (string? Code, string After) Find(string text)
    {
        if (remembered.TryGetValue(text, out var known))
            return known;
        var found = Search(text);
        if (remembered.Count < Remembered)
            remembered.Add(text, found);
        return found;
    }

    private (string? Code, string After) Search(string text)
    {
        if (Code(text) is { } whole)
            return (whole, "");
        var words = VietnameseText.Clean(text).Split(' ', '.', ',', '(', ')', '-', '/', ';', ':');
        var clean = VietnameseText.Clean(text);
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
