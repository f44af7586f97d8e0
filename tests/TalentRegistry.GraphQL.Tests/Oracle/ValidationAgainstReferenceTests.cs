using TalentRegistry.GraphQL.Language;
using TalentRegistry.GraphQL.Tests.Validation;

namespace TalentRegistry.GraphQL.Tests.Oracle;

/// <summary>Every document of the corpus, held against the reference implementation: all rules, not only the one it was written for.</summary>
[Collection(ReferenceCollection.Name)]
public class ValidationAgainstReferenceTests(ReferenceVerdicts reference)
{
    public static TheoryData<string> Documents => [.. Corpus.Documents.Select(d => d.Name)];

    [Theory]
    [MemberData(nameof(Documents))]
    public void Verdict_and_places_of_every_rule_are_the_references(string name)
    {
        var (theirs, ours) = Compare(Corpus.Find(name).Text, reference.Of(name));

        Assert.Equal(theirs, ours);
    }

    [Fact]
    public void Verdicts_on_mistakes_that_nobody_thought_of_are_the_references_too()
    {
        var differences = MutatedCorpus.Texts
            .Select(text => (Text: text, Verdicts: Compare(text, reference.Of(text))))
            .Where(compared => !OurVerdict.Agree(compared.Verdicts.Theirs, compared.Verdicts.Ours))
            .Select(compared => $"{compared.Text}\n-> we say {string.Join("; ", compared.Verdicts.Ours)}\n-> they say {string.Join("; ", compared.Verdicts.Theirs)}").ToList();

        Assert.InRange(MutatedCorpus.Texts.Count(text => reference.Of(text).Errors.Count > 0), 600, 1_200);
        Assert.True(differences.Count == 0, $"{differences.Count} documents:\n{string.Join("\n\n", differences.Take(20))}");
    }

    [Fact]
    public void The_reference_has_no_rule_that_is_not_compared()
        // Its limit on introspection is not one of the specification; ours is in the tests of limits.
        => Assert.Equal([], reference.All.SelectMany(v => v.Errors.Keys).Distinct().Except(OurVerdict.ComparedRules).Except(["MaxIntrospectionDepth"]));

    // Texts that are no documents are compared by ParserAgainstReferenceTests.
    private static (IReadOnlyList<string> Theirs, IReadOnlyList<string> Ours) Compare(string text, Verdict verdict)
        => Parser.TryParse(text, out var document, out _)
            ? (OurVerdict.OfReference(document, Corpus.Schema, verdict), OurVerdict.Of(document, Corpus.Schema))
            : ([], []);
}
