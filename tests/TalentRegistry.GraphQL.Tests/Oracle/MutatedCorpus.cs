using System.Text.RegularExpressions;
using FsCheck;
using FsCheck.Fluent;
using TalentRegistry.GraphQL.Tests.Language;
using TalentRegistry.GraphQL.Tests.Validation;

namespace TalentRegistry.GraphQL.Tests.Oracle;

/// <summary>Documents of the corpus with one to three of their words replaced by words of others: mistakes that nobody thought of.</summary>
internal static partial class MutatedCorpus
{
    private static readonly string[] Words =
        [.. Corpus.Documents.SelectMany(d => Word().Matches(d.Text).Select(m => m.Value)).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    private static readonly Gen<string> Documents =
        from document in Gen.Elements<string>([.. Corpus.Documents.Select(d => d.Text)])
        from changes in Gen.Choose(1, 3)
        from positions in Gen.ArrayOf(Gen.Choose(0, 10_000), changes)
        from words in Gen.ArrayOf(Gen.Elements(Words), changes)
        select positions.Zip(words).Aggregate(document, (text, change) => Replace(text, change.First, change.Second));

    public static IReadOnlyList<string> Texts { get; } = [.. Documents.SameEachRun(1_200)];

    // Names, keywords, numbers and strings; what stands for what is left to chance.
    [GeneratedRegex("""[A-Za-z_]\w*|"[^"\n]*"|-?[0-9]+""", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Word();

    private static string Replace(string text, int position, string word)
    {
        var words = Word().Matches(text);
        var chosen = words[position % words.Count];
        return text[..chosen.Index] + word + text[(chosen.Index + chosen.Length)..];
    }
}
