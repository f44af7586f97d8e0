namespace TalentRegistry.GraphQL.Validation.Limits;

/// <summary>How large a selection is, its fragments counted each time that they are spread.</summary>
/// <remarks>In doubles: spreading fragments in fragments doubles the numbers at each step, and they must not overflow.</remarks>
/// <param name="Depth">Fields below each other, leaves counted.</param>
/// <param name="Fields">Fields in all.</param>
/// <param name="Aliases">Fields under another name.</param>
/// <param name="Introspection">Lists of introspection below each other.</param>
/// <param name="Chain">Fragments that spread each other in a row.</param>
internal readonly record struct OperationSize(double Depth, double Fields, double Aliases, double Introspection, double Chain)
{
    public OperationSize Beside(OperationSize other) => new(
        Math.Max(Depth, other.Depth),
        Fields + other.Fields,
        Aliases + other.Aliases,
        Math.Max(Introspection, other.Introspection),
        Math.Max(Chain, other.Chain));
}
