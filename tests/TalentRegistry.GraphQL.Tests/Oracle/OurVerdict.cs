using System.Text.RegularExpressions;
using TalentRegistry.GraphQL.Language;
using TalentRegistry.GraphQL.TypeSystem;
using TalentRegistry.GraphQL.Validation;
using TalentRegistry.GraphQL.Validation.Rules;

namespace TalentRegistry.GraphQL.Tests.Oracle;

/// <summary>What we say of a document, in the form and under the rules' names of the reference implementation.</summary>
internal static partial class OurVerdict
{
    public const string Merging = "OverlappingFieldsCanBeMerged";

    // The reference's rules, and ours that say the same; where it takes several together, so does the comparison.
    private static readonly Dictionary<string, Type[]> Rules = new(StringComparer.Ordinal)
    {
        ["ExecutableDefinitions"] = [typeof(ExecutableDefinitions)],
        ["UniqueOperationNames"] = [typeof(UniqueOperationNames)],
        ["LoneAnonymousOperation"] = [typeof(LoneAnonymousOperation)],
        ["SingleFieldSubscriptions"] = [typeof(SingleRootField)],
        ["FieldsOnCorrectType"] = [typeof(FieldsOnCorrectType)],
        [Merging] = [typeof(FieldSelectionMerging)],
        ["ScalarLeafs"] = [typeof(LeafFieldSelections)],
        ["KnownArgumentNames"] = [typeof(ArgumentNames)],
        ["UniqueArgumentNames"] = [typeof(ArgumentUniqueness)],
        ["ProvidedRequiredArguments"] = [typeof(RequiredArguments)],
        ["UniqueFragmentNames"] = [typeof(FragmentNameUniqueness)],
        ["KnownTypeNames"] = [typeof(KnownTypeNames)],
        ["FragmentsOnCompositeTypes"] = [typeof(FragmentsOnCompositeTypes)],
        ["NoUnusedFragments"] = [typeof(FragmentsMustBeUsed)],
        ["KnownFragmentNames"] = [typeof(FragmentSpreadTargetDefined)],
        ["NoFragmentCycles"] = [typeof(NoFragmentCycles)],
        ["PossibleFragmentSpreads"] = [typeof(FragmentSpreadIsPossible)],
        ["ValuesOfCorrectType"] = [typeof(ValuesOfCorrectType), typeof(OneOfInputObjects), typeof(InputObjectFieldNames), typeof(InputObjectRequiredFields)],
        ["UniqueInputFieldNames"] = [typeof(InputObjectFieldUniqueness)],
        ["KnownDirectives"] = [typeof(DirectivesAreDefined), typeof(DirectivesAreInValidLocations)],
        ["UniqueDirectivesPerLocation"] = [typeof(DirectivesAreUniquePerLocation)],
        ["UniqueVariableNames"] = [typeof(VariableUniqueness)],
        ["VariablesAreInputTypes"] = [typeof(VariablesAreInputTypes)],
        ["NoUndefinedVariables"] = [typeof(AllVariableUsesDefined)],
        ["NoUnusedVariables"] = [typeof(AllVariablesUsed)],
        ["VariablesInAllowedPosition"] = [typeof(AllVariableUsagesAreAllowed)],
    };

    private static readonly Dictionary<string, string> RuleBySection = Rules
        .SelectMany(rule => rule.Value.Select(type => (rule.Key, Section: SpecifiedRules.All.Single(r => r.GetType() == type).SpecifiedBy.ToString())))
        .ToDictionary(rule => rule.Section, rule => rule.Key, StringComparer.Ordinal);

    // Numbers that no drawn document reaches: limits are tested elsewhere.
    private static readonly ValidationLimits NoLimits = new()
    {
        MaxErrors = 100_000, MaxDepth = 256, MaxFields = 1_000_000, MaxAliases = 1_000_000, MaxCost = double.MaxValue, MaxIntrospectionDepth = 100, MaxFieldComparisons = 10_000_000,
    };

    public static IEnumerable<string> ComparedRules => Rules.Keys;

    /// <summary>The errors of the rules that are compared, each as "rule: places" with the names offered, in one order.</summary>
    public static IReadOnlyList<string> Of(DocumentNode document, Schema schema)
    {
        var errors = DocumentValidator.Validate(schema, document, NoLimits);
        var compared = KnownDifferences.ComparedRules(document, errors);
        return Sorted(errors.Select(error => (Rule: RuleOf(error), error)).Where(found => compared.Contains(found.Rule)).Select(found => (found.Rule, Line(found.Rule, found.error))));
    }

    /// <summary>Whether the two say the same.</summary>
    public static bool Agree(IReadOnlyList<string> theirs, IReadOnlyList<string> ours) =>
        theirs.Count == ours.Count && theirs.Zip(ours).All(pair => pair.First == pair.Second || KnownDifferences.IsWithinMerging(pair.First, pair.Second));

    /// <summary>What the reference says of it, in the same form.</summary>
    public static IReadOnlyList<string> OfReference(DocumentNode document, Schema schema, Verdict verdict)
    {
        var compared = KnownDifferences.ComparedRules(document, DocumentValidator.Validate(schema, document, NoLimits));
        return Sorted(verdict.Errors.Where(found => compared.Contains(found.Key)).SelectMany(found => found.Value.Select(place => (found.Key, place))));
    }

    // A conflict between fields is one error for us, and for the reference one for each place that leads to it.
    private static List<string> Sorted(IEnumerable<(string Rule, string Place)> found)
    {
        var errors = found.ToLookup(error => error.Rule == Merging, error => error);
        var merging = errors[true].SelectMany(error => error.Place.Split(' ')).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        return
        [
            .. errors[false].Select(error => $"{error.Rule}: {error.Place}").Order(StringComparer.Ordinal),
            .. merging.Count > 0 ? [$"{Merging}: {string.Join(' ', merging)}"] : Array.Empty<string>(),
        ];
    }

    private static string RuleOf(GraphQLError error) =>
        error.Extensions?.GetValueOrDefault("specifiedBy") is string section ? RuleBySection.GetValueOrDefault(section, "") : "";

    private static string Line(string rule, GraphQLError error)
    {
        var places = string.Join(' ', error.Locations.Select(l => l.ToString()).Order(StringComparer.Ordinal));
        var hints = KnownDifferences.IsHintCompared(rule, error) ? Hints(error.Message) : "";
        return places + hints;
    }

    private static string Hints(string message)
    {
        var at = message.LastIndexOf(" Did you mean ", StringComparison.Ordinal);
        return at < 0 ? "" : $" -> {string.Join(", ", Quoted().Matches(message[at..]).Select(m => m.Value))}";
    }

    [GeneratedRegex("\"[^\"]*\"", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Quoted();
}
