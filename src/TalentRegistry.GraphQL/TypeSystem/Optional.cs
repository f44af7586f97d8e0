namespace TalentRegistry.GraphQL.TypeSystem;

/// <summary>
/// A value that may be left out of an input, which is not the same as null: a field that is left out stays as it is, a null clears it. In GraphQL
/// it is nullable and has no default; <c>Optional&lt;string&gt;</c>, whose value is never null, refuses a null.
/// </summary>
public readonly struct Optional<T> : IEquatable<Optional<T>>, IOptional
{
    /// <summary>A value that was given, were it null.</summary>
    public Optional(T? value) => (Value, HasValue) = (value, true);

    /// <summary>What was given; the type's default if nothing was.</summary>
    public T? Value { get; }

    /// <summary>Whether anything was given.</summary>
    public bool HasValue { get; }

    /// <summary>Whether nothing was given.</summary>
    public bool IsEmpty => !HasValue;

    object? IOptional.Value => Value;

    /// <summary>What was given, were it null; <paramref name="otherwise"/> if nothing was.</summary>
    public T Or(T otherwise) => HasValue ? Value! : otherwise;

    /// <summary>A value that was given.</summary>
    public static implicit operator Optional<T>(T value) => new(value);

    /// <summary>What was given; the type's default if nothing was.</summary>
    public static implicit operator T?(Optional<T> optional) => optional.Value;

    /// <summary>Whether both were given and are equal, or neither was.</summary>
    public static bool operator ==(Optional<T> left, Optional<T> right) => left.Equals(right);

    /// <summary>The opposite of ==.</summary>
    public static bool operator !=(Optional<T> left, Optional<T> right) => !left.Equals(right);

    /// <inheritdoc/>
    public bool Equals(Optional<T> other) => HasValue == other.HasValue && EqualityComparer<T?>.Default.Equals(Value, other.Value);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Optional<T> other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(HasValue, Value);

    /// <inheritdoc/>
    public override string ToString() => HasValue ? Value?.ToString() ?? "null" : "nothing";
}

/// <summary>An <see cref="Optional{T}"/> whatever its type.</summary>
internal interface IOptional
{
    object? Value { get; }

    /// <summary>The type inside an <see cref="Optional{T}"/>; null for any other type.</summary>
    static Type? Inside(Type type) =>
        type.IsGenericType && type.GetGenericTypeDefinition() == typeof(Optional<>) ? type.GetGenericArguments()[0] : null;
}
