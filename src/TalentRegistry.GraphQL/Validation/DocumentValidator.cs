using TalentRegistry.GraphQL.Language;
using TalentRegistry.GraphQL.TypeSystem;
using TalentRegistry.GraphQL.Validation.Limits;
using TalentRegistry.GraphQL.Validation.Rules;

namespace TalentRegistry.GraphQL.Validation;

/// <summary>Spec section 5: whether a document may be run against a schema, and whether it is small enough to be.</summary>
public static class DocumentValidator
{
    /// <summary>
    /// Reads the whole document, all of its operations. The answer depends on nothing but the arguments, so it can be kept
    /// with the document. What an operation costs is no part of it: <see cref="OperationCost"/> looks at the one that is asked for.
    /// </summary>
    /// <param name="schema">What may be asked.</param>
    /// <param name="document">What is asked.</param>
    /// <param name="limits">How much may be asked at once; <see cref="ValidationLimits.Default"/> when left out.</param>
    /// <returns>
    /// What is wrong, in the order of the document and then of the specification; empty for a document that may be run.
    /// Codes: <see cref="ErrorCodes.ValidationError"/> and <see cref="ErrorCodes.LimitExceeded"/>.
    /// </returns>
    public static IReadOnlyList<GraphQLError> Validate(Schema schema, DocumentNode document, ValidationLimits? limits = null)
        => Validate(schema, document, limits ?? ValidationLimits.Default, SpecifiedRules.All);

    internal static IReadOnlyList<GraphQLError> Validate(
        Schema schema, DocumentNode document, ValidationLimits limits, IReadOnlyList<Rule> rules) =>
        Examine(schema, document, limits, rules).Errors;

    /// <summary>As <see cref="Validate(Schema, DocumentNode, ValidationLimits?)"/>, with how large each operation is.</summary>
    internal static ValidationContext Examine(Schema schema, DocumentNode document, ValidationLimits limits, IReadOnlyList<Rule> rules)
    {
        var context = new ValidationContext(schema, document, limits);
        new DocumentWalk(context, rules).Run();
        // What follows fragments into each other needs them to end.
        if (context.FragmentGraph.Cycles.Count == 0 && SizeLimits.Check(context))
        {
            foreach (var rule in rules)
                rule.Complete(context);
        }

        return context;
    }
}
