namespace TalentRegistry.GraphQL.TypeSystem;

/// <summary>
/// What a field costs beside what is selected below it (<c>@cost</c> of IBM's GraphQL Cost Directives specification). Without it: 10 for a
/// field that runs a statement of its own, 1 for any other.
/// </summary>
/// <param name="weight">0 or more; a field that stands once in an answer adds this much to its cost.</param>
[AttributeUsage(AttributeTargets.Method | AttributeTargets.Property)]
public sealed class CostAttribute(double weight) : Attribute
{
    /// <summary>0 or more.</summary>
    public double Weight { get; } = weight >= 0 && double.IsFinite(weight)
        ? weight
        : throw new ArgumentOutOfRangeException(nameof(weight), weight, "A weight is 0 or more.");
}

/// <summary>
/// How many items a list is taken to have when the cost of an operation is counted (<c>@listSize</c> of the same specification). Pages
/// have it already: their size is <c>first</c> or <c>last</c>.
/// </summary>
[AttributeUsage(AttributeTargets.Method | AttributeTargets.Property)]
public sealed class ListSizeAttribute : Attribute
{
    /// <summary>Where no slicing argument is given; negative leaves the server's own assumption.</summary>
    public int AssumedSize { get; set; } = -1;

    /// <summary>Arguments that say how many items there will be: a number, or a list by its length. The first one given decides.</summary>
    public string[] SlicingArguments { get; set; } = [];

    /// <summary>Where the field gives an object: its fields that are lists of that size.</summary>
    public string[] SizedFields { get; set; } = [];
}
