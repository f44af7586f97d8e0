using System.Linq.Expressions;

namespace TalentRegistry.GraphQL.Data;

/// <summary>
/// A value of one request inside a query. Read through a member, as the compiler does for captured variables, it becomes a
/// parameter of the SQL and not a constant: so every request of the same shape shares one compiled query and one plan.
/// </summary>
internal sealed class Captured<T>(T value) : Captured
{
    public readonly T Value = value;

    public override object? Boxed => Value;
}

internal abstract class Captured
{
    /// <summary>The value, for who does not know its type.</summary>
    public abstract object? Boxed { get; }

    /// <summary>An expression of type <paramref name="type"/> that reads <paramref name="value"/>.</summary>
    public static Expression Of(object? value, Type type)
    {
        var holder = Activator.CreateInstance(typeof(Captured<>).MakeGenericType(type), value)!;
        return Expression.Field(Expression.Constant(holder), nameof(Captured<>.Value));
    }
}
