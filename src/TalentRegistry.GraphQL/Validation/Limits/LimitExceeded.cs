using System.Globalization;
using TalentRegistry.GraphQL.Language;

namespace TalentRegistry.GraphQL.Validation.Limits;

internal static class LimitExceeded
{
    // Numbers that fragments in fragments can reach say nothing any more, and JSON has no infinity.
    private const double LargestShown = 1e15;

    /// <summary>A number of an operation as callers see it.</summary>
    public static long Shown(double number) => (long)Math.Min(Math.Ceiling(number), LargestShown);

    /// <summary>A refusal with its numbers, for people in the message and for programs in the extensions.</summary>
    public static GraphQLError Error(string limit, double asked, double allowed, string what, OperationDefinitionNode operation)
    {
        var (shown, most) = (Math.Min(Math.Ceiling(asked), LargestShown), Math.Min(allowed, LargestShown));
        return new GraphQLError(
            string.Create(CultureInfo.InvariantCulture, $"The operation is too large: {shown:0} {what}, where at most {most:0} are allowed."),
            ErrorCodes.LimitExceeded,
            operation)
        {
            Extensions = new Dictionary<string, object?>(StringComparer.Ordinal)
            {
                ["limit"] = limit,
                ["asked"] = (long)shown,
                ["allowed"] = (long)most,
            },
        };
    }
}
