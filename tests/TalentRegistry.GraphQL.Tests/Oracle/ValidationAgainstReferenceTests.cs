using TalentRegistry.GraphQL.Language;
using TalentRegistry.GraphQL.Tests.Validation;
using TalentRegistry.GraphQL.Validation;
using TalentRegistry.GraphQL.Validation.Rules;

namespace TalentRegistry.GraphQL.Tests.Oracle;

/// <summary>Every document of the corpus, held against the reference implementation: all rules, not only the one it was written for.</summary>
[Collection(ReferenceCollection.Name)]
public class ValidationAgainstReferenceTests(ReferenceVerdicts reference)
{
    // The reference's rules, and ours that say the same; where it takes several together, so does the comparison.
    private static readonly Dictionary<string, string[]> Rules = new(StringComparer.Ordinal)
    {
        ["ExecutableDefinitions"] = [nameof(ExecutableDefinitions)],
        ["UniqueOperationNames"] = [nameof(UniqueOperationNames)],
        ["LoneAnonymousOperation"] = [nameof(LoneAnonymousOperation)],
        ["SingleFieldSubscriptions"] = [nameof(SingleRootField)],
        ["FieldsOnCorrectType"] = [nameof(FieldsOnCorrectType)],
        ["OverlappingFieldsCanBeMerged"] = [nameof(FieldSelectionMerging)],
        ["ScalarLeafs"] = [nameof(LeafFieldSelections)],
        ["KnownArgumentNames"] = [nameof(ArgumentNames)],
        ["UniqueArgumentNames"] = [nameof(ArgumentUniqueness)],
        ["ProvidedRequiredArguments"] = [nameof(RequiredArguments)],
        ["UniqueFragmentNames"] = [nameof(FragmentNameUniqueness)],
        ["KnownTypeNames"] = [nameof(KnownTypeNames)],
        ["FragmentsOnCompositeTypes"] = [nameof(FragmentsOnCompositeTypes)],
        ["NoUnusedFragments"] = [nameof(FragmentsMustBeUsed)],
        ["KnownFragmentNames"] = [nameof(FragmentSpreadTargetDefined)],
        ["NoFragmentCycles"] = [nameof(NoFragmentCycles)],
        ["PossibleFragmentSpreads"] = [nameof(FragmentSpreadIsPossible)],
        ["ValuesOfCorrectType"] = [nameof(ValuesOfCorrectType), nameof(OneOfInputObjects), nameof(InputObjectFieldNames), nameof(InputObjectRequiredFields)],
        ["UniqueInputFieldNames"] = [nameof(InputObjectFieldUniqueness)],
        ["KnownDirectives"] = [nameof(DirectivesAreDefined), nameof(DirectivesAreInValidLocations)],
        ["UniqueDirectivesPerLocation"] = [nameof(DirectivesAreUniquePerLocation)],
        ["UniqueVariableNames"] = [nameof(VariableUniqueness)],
        ["VariablesAreInputTypes"] = [nameof(VariablesAreInputTypes)],
        ["NoUndefinedVariables"] = [nameof(AllVariableUsesDefined)],
        ["NoUnusedVariables"] = [nameof(AllVariablesUsed)],
        ["VariablesInAllowedPosition"] = [nameof(AllVariableUsagesAreAllowed)],
    };

    // Its check of variables in a @oneOf input object does not look through the "!" of the object's own place; the
    // specification (5.8.5) and its own check for a nullable place do.
    private static readonly string[] ReferenceMisses =
    [
        "AllVariableUsagesAreAllowed, invalid: a nullable as a field of a @oneOf input object",
        "AllVariableUsagesAreAllowed, invalid: a nullable with a default as a field of a @oneOf input object",
    ];

    public static TheoryData<string> Documents => [.. Corpus.Documents.Select(d => d.Name).Except(ReferenceMisses)];

    [Theory]
    [MemberData(nameof(Documents))]
    public void Verdict_and_places_of_every_rule_are_the_references(string name)
    {
        var (theirs, ours) = Compare(Corpus.Find(name).Text, reference.ById[name]);

        Assert.Equal(theirs, ours);
    }

    [Fact]
    public void Verdicts_on_mistakes_that_nobody_thought_of_are_the_references_too()
    {
        var differences = MutatedCorpus.Texts
            .Where(text => !ReachesWhatReferenceMisses(text))
            .Select(text => (Text: text, Verdicts: Compare(text, reference.ById[text])))
            .Where(compared => !compared.Verdicts.Theirs.SequenceEqual(compared.Verdicts.Ours))
            .Select(compared => $"{compared.Text}\n-> we say {string.Join("; ", compared.Verdicts.Ours)}\n-> they say {string.Join("; ", compared.Verdicts.Theirs)}").ToList();

        Assert.InRange(MutatedCorpus.Texts.Count(text => reference.ById[text].Errors.Count > 0), 600, 1_200);
        Assert.True(differences.Count == 0, $"{differences.Count} documents:\n{string.Join("\n\n", differences.Take(20))}");
    }

    private static (IReadOnlyList<string> Theirs, IReadOnlyList<string> Ours) Compare(string text, Verdict verdict)
    {
        // Texts that are no documents are compared by ParserAgainstReferenceTests.
        if (!Parser.TryParse(text, out var document, out _))
            return ([], []);

        var compared = Rules.Where(rule => IsComparable(rule.Key, document)).ToList();
        var ours = compared
            .Select(rule => (rule.Key, Errors: Places(document, rule.Value)))
            .Where(found => found.Errors.Count > 0)
            .Select(found => $"{found.Key}: {string.Join(", ", found.Errors)}");
        var theirs = compared
            .Where(rule => verdict.Errors.ContainsKey(rule.Key))
            .Select(rule => $"{rule.Key}: {string.Join(", ", verdict.Errors[rule.Key])}");
        return ([.. theirs], [.. ours]);
    }

    [Fact]
    public void The_reference_has_no_rule_that_is_not_compared()
        // Its limit on introspection is not one of the specification; ours is in the tests of limits.
        => Assert.Equal([], reference.ById.Values.SelectMany(v => v.Errors.Keys).Distinct().Except(Rules.Keys).Except(["MaxIntrospectionDepth"]));

    [Fact]
    public void A_document_is_valid_as_a_whole_exactly_if_the_reference_says_so()
    {
        var different = Corpus.Documents.Where(d => !ReferenceMisses.Contains(d.Name) &&
            (DocumentValidator.Validate(Corpus.Schema, Parser.Parse(d.Text)).Count == 0) != (reference.ById[d.Name].Errors.Count == 0));

        Assert.Equal([], different.Select(d => d.Name));
    }

    private static bool ReachesWhatReferenceMisses(string text)
        => Parser.TryParse(text, out var document, out _)
            && DocumentValidator.Validate(Corpus.Schema, document).Any(e => e.Message.Contains("to be the one field of", StringComparison.Ordinal));

    private static bool IsComparable(string rule, DocumentNode document) => rule switch
    {
        "ExecutableDefinitions" => true,
        // The reference holds definitions against rules of the type system in passing; we refuse them and look no further.
        _ when document.Definitions.Any(d => d is TypeSystemNode) => false,
        // We do not merge fields through fragments that never end.
        "OverlappingFieldsCanBeMerged" => Places(document, [nameof(NoFragmentCycles)]).Count == 0,
        _ => true,
    };

    private static List<string> Places(DocumentNode document, string[] rules)
        => [.. DocumentValidator
            .Validate(Corpus.Schema, document, ValidationLimits.Default, [.. SpecifiedRules.All.Where(r => rules.Contains(r.GetType().Name))])
            .Select(e => string.Join(' ', e.Locations.Select(l => l.ToString()).Order(StringComparer.Ordinal)))
            .Order(StringComparer.Ordinal)];
}
