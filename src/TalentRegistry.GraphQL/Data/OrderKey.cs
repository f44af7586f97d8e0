using System.Linq.Expressions;

namespace TalentRegistry.GraphQL.Data;

/// <summary>One step of an order.</summary>
/// <param name="By">From the row to the value compared.</param>
/// <param name="Descending">
/// Largest first. As in PostgreSQL, what has no value counts as the largest: last when ascending, first when descending.
/// </param>
/// <param name="Name">What a cursor remembers the step by.</param>
/// <param name="IsRequired">Known to have a value in every row.</param>
internal sealed record OrderKey(LambdaExpression By, bool Descending, string Name, bool IsRequired)
{
    public Type Type => By.ReturnType;

    public bool CanBeNull => !IsRequired && Comparison.CanBeNull(Type);
}
