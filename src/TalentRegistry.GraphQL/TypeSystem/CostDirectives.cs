using System.Globalization;
using TalentRegistry.GraphQL.Language;

namespace TalentRegistry.GraphQL.TypeSystem;

/// <summary>What <c>@cost</c> and <c>@listSize</c> say in SDL. Arguments that are left out, or are of another kind, say nothing.</summary>
internal static class CostDirectives
{
    public static double? CostOf(IEnumerable<DirectiveNode> directives) =>
        Argument(directives, DirectiveType.Cost, "weight") is StringValueNode weight
        && double.TryParse(weight.Value, NumberStyles.Float, CultureInfo.InvariantCulture, out var cost) && cost >= 0 && double.IsFinite(cost)
            ? cost : null;

    public static ListSizeAttribute? ListSizeOf(IReadOnlyList<DirectiveNode> directives) =>
        directives.Any(d => d.Name.Value == DirectiveType.ListSize.Name)
            ? new ListSizeAttribute
            {
                AssumedSize = Argument(directives, DirectiveType.ListSize, "assumedSize") is IntValueNode size
                    && int.TryParse(size.Value, NumberStyles.Integer, CultureInfo.InvariantCulture, out var assumed) ? assumed : -1,
                SlicingArguments = Names(Argument(directives, DirectiveType.ListSize, "slicingArguments")),
                SizedFields = Names(Argument(directives, DirectiveType.ListSize, "sizedFields")),
            }
            : null;

    private static ValueNode? Argument(IEnumerable<DirectiveNode> directives, DirectiveType directive, string argument) =>
        directives.FirstOrDefault(d => d.Name.Value == directive.Name)?.Arguments.FirstOrDefault(a => a.Name.Value == argument)?.Value;

    private static string[] Names(ValueNode? list) => list is ListValueNode names ? [.. names.Values.OfType<StringValueNode>().Select(n => n.Value)] : [];
}
