using FsCheck;
using FsCheck.Fluent;
using TalentRegistry.GraphQL.Language;

namespace TalentRegistry.GraphQL.Tests.Language;

/// <summary>Texts that are documents and texts that are not quite: by hand, generated, and generated with a piece cut out.</summary>
internal static class SyntaxCorpus
{
    private static readonly Gen<string> Cut =
        from document in Gen.OneOf(DocumentGenerator.Executable, DocumentGenerator.TypeSystem)
        let text = Printer.Print(document)
        from start in Gen.Choose(0, text.Length - 1)
        from length in Gen.Choose(1, 3)
        select text.Remove(start, Math.Min(length, text.Length - start));

    /// <summary>The same at every run: the seed is fixed.</summary>
    public static IReadOnlyList<string> Texts { get; } =
    [
        .. ParserTests.Refused.Cast<object[]>().Select(row => (string)row[0]),
        .. ParserTests.Read.Cast<object[]>().Select(row => (string)row[0]),
        .. Fixed(Gen.OneOf(DocumentGenerator.Executable, DocumentGenerator.TypeSystem).Select(d => Printer.Print(d)), 150),
        .. Fixed(Cut, 300),
    ];

    private static IEnumerable<string> Fixed(Gen<string> texts, int count) => texts.Sample(6, new Rnd(42), count);
}
