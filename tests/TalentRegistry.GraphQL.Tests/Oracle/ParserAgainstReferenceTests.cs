using TalentRegistry.GraphQL.Language;
using TalentRegistry.GraphQL.Tests.Language;

namespace TalentRegistry.GraphQL.Tests.Oracle;

[Collection(ReferenceCollection.Name)]
public class ParserAgainstReferenceTests(ReferenceVerdicts reference)
{
    [Fact]
    public void A_text_is_a_document_exactly_if_the_reference_reads_it_and_else_is_refused_at_the_same_place()
    {
        var differences = SyntaxCorpus.Texts.Distinct()
            .Select(text => (Text: text, Ours: PlaceOfError(text), Theirs: reference.ById[text].Syntax))
            .Where(verdict => verdict.Ours != verdict.Theirs)
            .Select(verdict => $"{verdict.Text}\n-> we stop at {verdict.Ours ?? "the end"}, they at {verdict.Theirs ?? "the end"}");

        Assert.Equal([], differences);
    }

    private static string? PlaceOfError(string text)
        => Parser.TryParse(text, out _, out var error, ParserLimits.Trusted) ? null : error.Locations[0].ToString();
}
