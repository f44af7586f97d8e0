using System.Globalization;
using TalentRegistry.GraphQL.Language;

namespace TalentRegistry.GraphQL.Validation.Limits;

/// <summary>What an operation costs, before it is run.</summary>
/// <param name="Cost">See <see cref="OperationCost"/>; 1 or more.</param>
/// <param name="Budget">The most that the caller may spend on one operation.</param>
/// <param name="Largest">
/// Response keys from the root to the field that costs most, joined by dots, and what it costs with all below it, as often as it may stand in
/// the answer. Looked for when it is told.
/// </param>
/// <param name="LargestPage">The most items that an argument asks for at once; 0 if none does.</param>
/// <param name="DependsOnVariables">Whether other variables may give another cost.</param>
internal sealed record CostReport(double Cost, double Budget, Lazy<(string Path, double Cost)> Largest, double LargestPage, bool DependsOnVariables)
{
    /// <summary>As callers see it, under <c>extensions.cost</c>.</summary>
    public IReadOnlyDictionary<string, object?> Shown => new Dictionary<string, object?>(StringComparer.Ordinal)
    {
        ["cost"] = LimitExceeded.Shown(Cost),
        ["budget"] = LimitExceeded.Shown(Budget),
        ["largest"] = new Dictionary<string, object?>(StringComparer.Ordinal) { ["path"] = Largest.Value.Path, ["cost"] = LimitExceeded.Shown(Largest.Value.Cost) },
    };

    /// <summary>The refusal of an operation over its budget.</summary>
    public GraphQLError Refusal(OperationDefinitionNode operation)
    {
        var error = LimitExceeded.Error("cost", Cost, Budget, "values that the answer may hold", operation);
        return error with
        {
            Message = string.Create(CultureInfo.InvariantCulture, $"{error.Message} The largest part is {Largest.Value.Path}, {LimitExceeded.Shown(Largest.Value.Cost)}."),
            Extensions = new Dictionary<string, object?>(error.Extensions!, StringComparer.Ordinal) { ["largest"] = Shown["largest"] },
        };
    }
}
