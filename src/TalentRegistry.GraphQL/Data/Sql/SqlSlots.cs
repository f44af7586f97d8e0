using System.Globalization;
using System.Linq.Expressions;

namespace TalentRegistry.GraphQL.Data.Sql;

/// <summary>A parameter of a statement: which part of a query its value is, and what becomes of it on the way to the driver.</summary>
/// <param name="Node">The part in the query that the statement was made from.</param>
/// <param name="Convert">From the C# value to the driver's; never given null.</param>
/// <param name="Trait">Of the value, where it decides how the SQL is written, as whether it is null.</param>
/// <param name="HasTrait">What <paramref name="Trait"/> said when the statement was made.</param>
internal sealed record SqlSlot(Expression Node, Func<object, object?> Convert, Func<object?, bool>? Trait, bool HasTrait);

/// <summary>The parameters of a statement while it is made.</summary>
internal sealed class SqlSlots
{
    private readonly List<SqlSlot> _all = [];
    private readonly Dictionary<(Expression, object?), string> _known = [];

    public IReadOnlyList<SqlSlot> All => _all;

    /// <summary>The text of a parameter; the same for the same part read in the same way, which <paramref name="way"/> tells apart.</summary>
    public string Add(Expression node, string typeName, Func<object, object?> convert, object? way = null, Func<object?, bool>? trait = null, bool hasTrait = false)
    {
        if (_known.TryGetValue((node, way), out var known))
            return known;

        _all.Add(new SqlSlot(node, convert, trait, hasTrait));
        return _known[(node, way)] = string.Create(CultureInfo.InvariantCulture, $"${_all.Count}::{typeName}");
    }

    /// <summary>A value that decides how the SQL is written without being in it, as a null.</summary>
    public void AddTrait(Expression node, Func<object?, bool> trait, bool hasTrait) => _traits.Add(new SqlSlot(node, static value => value, trait, hasTrait));

    private readonly List<SqlSlot> _traits = [];

    public IReadOnlyList<SqlSlot> Traits => _traits;
}
