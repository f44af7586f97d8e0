using System.Text.Json;
using TalentRegistry.GraphQL.Language;

namespace TalentRegistry.GraphQL.TypeSystem;

/// <summary>A leaf value. Spec 3.5. Its three conversions throw <see cref="ScalarException"/> on what they cannot take.</summary>
public sealed class ScalarType(string name, string? description = null) : DefinedType(name, description)
{
    /// <summary>Where the format is laid down (<c>@specifiedBy</c>), or null.</summary>
    public Uri? SpecifiedBy { get; init; }

    /// <summary>Result coercion: from a C# value to what JSON holds (string, number, boolean).</summary>
    public Func<object, object> Serialize { get; init; } = value => value;

    /// <summary>Input coercion of a variable's JSON value, never null.</summary>
    public Func<JsonElement, object> ParseValue { get; init; } = Scalars.ValueOfJson;

    /// <summary>Input coercion of a literal of the document, never null nor a variable.</summary>
    public Func<ValueNode, object> ParseLiteral { get; init; } = Scalars.ValueOfLiteral;
}

/// <summary>A value that a scalar cannot take; the message says what was given and what is expected.</summary>
public sealed class ScalarException(string message) : Exception(message);
