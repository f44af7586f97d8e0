using TalentRegistry.GraphQL.Language;
using TalentRegistry.GraphQL.Tests.Oracle.Drawing;

namespace TalentRegistry.GraphQL.Tests.Oracle;

/// <summary>Thousands of drawn documents, and those on which we once differed, held against the reference implementation.</summary>
[Collection(ReferenceCollection.Name)]
public class DrawnDocumentsAgainstReferenceTests(ReferenceVerdicts reference)
{
    public static TheoryData<string> Recorded => [.. Regressions.All.Select(r => r.Name)];

    [Fact]
    public void Every_document_gets_the_references_verdict_with_its_places_and_its_suggestions()
    {
        var differences = new List<string>();
        foreach (var drawn in DrawnDocuments.All)
        {
            var (theirs, ours) = Verdicts(drawn.Schema, drawn.Text);
            if (OurVerdict.Agree(theirs, ours))
                continue;

            Regressions.Record(drawn, theirs);
            differences.Add($"{drawn}\n-> we say {string.Join("; ", ours.Except(theirs))}\n-> they say {string.Join("; ", theirs.Except(ours))}");
        }

        Assert.True(differences.Count == 0,
            $"{differences.Count} of {DrawnDocuments.Count} documents from seed {DrawnDocuments.FirstSeed}:\n{string.Join("\n\n", differences.Take(20))}");
    }

    [Fact]
    public void The_drawn_documents_are_of_all_kinds()
    {
        var verdicts = DrawnDocuments.All.Select(d => (Drawn: d, Verdict: reference.Of(d.Text, d.Schema))).ToList();

        double Share(Func<Verdict, bool> kind) => verdicts.Count(v => kind(v.Verdict)) / (double)verdicts.Count;
        Assert.InRange(Share(v => v.Syntax is not null), 0.1, 0.3);
        Assert.InRange(Share(v => v.Syntax is null && v.Errors.Count > 0), 0.3, 0.7);
        Assert.InRange(Share(v => v.Syntax is null && v.Errors.Count == 0), 0.15, 0.5);
        // Of two rare rules one may be missed.
        Assert.InRange(OurVerdict.ComparedRules.Except(verdicts.SelectMany(v => v.Verdict.Errors.Keys)).Count(), 0, 2);
    }

    [Theory]
    [MemberData(nameof(Recorded))]
    public void A_difference_once_found_does_not_come_back(string name)
    {
        var regression = Regressions.All.Single(r => r.Name == name);

        var (theirs, ours) = Verdicts(regression.Schema, regression.Text);

        Assert.Equal(regression.Expected, ours);
        Assert.Equal(regression.Expected, theirs);
    }

    private (IReadOnlyList<string> Theirs, IReadOnlyList<string> Ours) Verdicts(ComparedSchema which, string text)
    {
        var verdict = reference.Of(text, which);
        var syntax = SyntaxVerdict.Of(text, verdict.Syntax);
        if (syntax.Ours is not null || syntax.Theirs is not null)
            return ([$"syntax: {syntax.Theirs}"], [$"syntax: {(syntax.Agrees ? syntax.Theirs : syntax.Ours)}"]);

        var (document, schema) = (Parser.Parse(text), DrawnDocuments.Schema(which));
        return (OurVerdict.OfReference(document, schema, verdict), OurVerdict.Of(document, schema));
    }
}
