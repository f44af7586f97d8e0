using TalentRegistry.GraphQL.Tests.Language;

namespace TalentRegistry.GraphQL.Tests.Oracle;

[Collection(ReferenceCollection.Name)]
public class ParserAgainstReferenceTests(ReferenceVerdicts reference)
{
    [Fact]
    public void A_text_is_a_document_exactly_if_the_reference_reads_it_and_else_is_refused_at_the_same_place()
    {
        var differences = SyntaxCorpus.Texts.Concat(MutatedCorpus.Texts).Distinct()
            .Select(text => SyntaxVerdict.Of(text, reference.Of(text).Syntax))
            .Where(verdict => !verdict.Agrees).ToList();

        Assert.True(differences.Count == 0, $"{differences.Count} texts:\n{string.Join("\n\n", differences.Take(20))}");
    }
}
