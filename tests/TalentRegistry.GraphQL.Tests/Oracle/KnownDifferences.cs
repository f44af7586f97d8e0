using TalentRegistry.GraphQL.Language;
using TalentRegistry.GraphQL.Tests.Validation;
using TalentRegistry.GraphQL.Validation;
using TalentRegistry.GraphQL.Validation.Rules;

namespace TalentRegistry.GraphQL.Tests.Oracle;

/// <summary>Where we differ from the reference implementation, knowing it. A document that comes to such a place is not compared by that rule.</summary>
internal static class KnownDifferences
{
    private const string Every = "*";

    private static readonly (string Rule, Func<DocumentNode, IReadOnlyList<GraphQLError>, bool> When, string Why)[] Table =
    [
        (Every, (document, _) => document.Definitions.Any(d => d is TypeSystemNode),
            "The reference holds definitions of types against rules of the type system in passing; we refuse them and look no further."),
        ("OverlappingFieldsCanBeMerged", (_, errors) => Has(errors, "spreads itself"),
            "We do not merge fields through fragments that never end."),
        ("OverlappingFieldsCanBeMerged", (_, errors) => errors.Any(e => e.Message.StartsWith("Argument ", StringComparison.Ordinal)),
            "Where an argument is given twice, the reference compares one field's last with the other's first, even in fields that are the same."),
        ("SingleFieldSubscriptions", (_, errors) => Has(errors, "cannot depend on @skip or @include"),
            "Spec 5.2.4.1 of September 2025 forbids conditions on a subscription's root; the reference is older there."),
        ("VariablesInAllowedPosition", (_, errors) => Has(errors, "to be the one field of"),
            "The reference does not look through the \"!\" of a @oneOf object's own place; spec 5.8.5, and its own check of a nullable place, do."),
        ("NoFragmentCycles", (_, errors) => Has(errors, "more than one fragment named"),
            "Of two fragments of one name, we follow the last, and the reference either."),
        ("ValuesOfCorrectType", (_, errors) => Has(errors, "\"String!\" is wanted, not null"),
            "The reason of @deprecated is String! in September 2025; the reference still takes null."),
        ("ValuesOfCorrectType", (_, errors) => errors.Any(e => e.Message.Contains(" cannot represent ", StringComparison.Ordinal) && e.Message.Contains('$', StringComparison.Ordinal)),
            "Here a scalar reads its literal whole, and has no variables to read it with."),
        ("ValuesOfCorrectType", (_, errors) => Has(errors, "Float cannot represent 1e400"),
            "A literal beyond a double is infinite to the reference, and no number of IEEE 754 to us."),
    ];

    // The reference offers no names for fragments and directives; ours do.
    private static readonly string[] Hinting = ["FieldsOnCorrectType", "KnownArgumentNames", "KnownTypeNames", "ValuesOfCorrectType"];

    public static IReadOnlySet<string> ComparedRules(DocumentNode document, IReadOnlyList<GraphQLError> ours)
    {
        var different = Table.Where(row => row.When(document, ours)).Select(row => row.Rule).ToList();
        return OurVerdict.ComparedRules
            .Where(rule => !different.Contains(rule) && (rule == "ExecutableDefinitions" || !different.Contains(Every)))
            .ToHashSet(StringComparer.Ordinal);
    }

    public static bool IsHintCompared(string rule, GraphQLError error) => Hinting.Contains(rule);

    /// <summary>
    /// A conflict deep below is met on several ways, of which the reference reports the first and remembers parts; we report all
    /// ways. So its places are among ours, and none of ours is there without one of its.
    /// </summary>
    public static bool IsWithinMerging(string theirs, string ours) =>
        theirs.StartsWith(OurVerdict.Merging, StringComparison.Ordinal) && ours.StartsWith(OurVerdict.Merging, StringComparison.Ordinal)
        && !theirs.Split(' ').Except(ours.Split(' ')).Any();

    private static bool Has(IReadOnlyList<GraphQLError> errors, string words) => errors.Any(e => e.Message.Contains(words, StringComparison.Ordinal));
}
