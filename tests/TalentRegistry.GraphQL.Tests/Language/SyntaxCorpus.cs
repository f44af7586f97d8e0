using System.Text;
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
        let rest = text.Remove(start, Math.Min(length, text.Length - start))
        // A cut through a surrogate pair leaves what no UTF-8 can carry to the reference.
        where Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(rest)) == rest
        select rest;

    public static IReadOnlyList<string> Texts { get; } =
    [
        .. ParserTests.Refused.Cast<object[]>().Select(row => (string)row[0]),
        .. ParserTests.Read.Cast<object[]>().Select(row => (string)row[0]),
        .. Gen.OneOf(DocumentGenerator.Executable, DocumentGenerator.TypeSystem).Select(d => Printer.Print(d)).SameEachRun(150),
        .. Cut.SameEachRun(300),
    ];

    /// <summary>Texts of fixed seeds: a comparison that fails must fail again when it is looked into.</summary>
    public static IEnumerable<string> SameEachRun(this Gen<string> texts, int count)
        => Enumerable.Range(1, count).Select(seed => texts.Sample(1, new Rnd((ulong)seed), 1).First()).Distinct(StringComparer.Ordinal);
}
