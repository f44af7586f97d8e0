using System.Collections.Frozen;

namespace TalentRegistry.GraphQL.TypeSystem;

/// <summary>A type of the schema, defined or wrapped. Spec 3.4, Types.</summary>
public abstract class GraphQLType
{
    /// <summary>The defined type inside all wrappers: <c>Person</c> of <c>[Person!]!</c>.</summary>
    public abstract DefinedType Named { get; }

    /// <summary>This type without an outermost non-null.</summary>
    public GraphQLType Nullable => this is NonNull nonNull ? nonNull.OfType : this;

    /// <summary>Spec 3.4.2: may stand as the type of an argument, an input field or a variable.</summary>
    public bool IsInput => Named is ScalarType or EnumType or InputObjectType;

    /// <summary>Spec 3.4.2: may stand as the type of a field.</summary>
    public bool IsOutput => Named is not InputObjectType;

    /// <summary>Whether values of the type have no fields below them: scalars and enums.</summary>
    public bool IsLeaf => this is ScalarType or EnumType;

    /// <summary>Whether values of the type have fields below them: objects, interfaces, unions.</summary>
    public bool IsComposite => this is ObjectType or InterfaceType or UnionType;
}

/// <summary>A list of another type. Spec 3.11.</summary>
public sealed class ListOf(GraphQLType ofType) : GraphQLType
{
    /// <summary>The type of the items.</summary>
    public GraphQLType OfType => ofType;

    /// <inheritdoc/>
    public override DefinedType Named => ofType.Named;

    /// <summary>As in SDL: <c>[Person!]</c>.</summary>
    public override string ToString() => $"[{ofType}]";
}

/// <summary>Another type whose value is never null. Spec 3.12.</summary>
public sealed class NonNull : GraphQLType
{
    /// <summary>Wraps <paramref name="ofType"/>.</summary>
    /// <exception cref="ArgumentException">It is non-null already.</exception>
    public NonNull(GraphQLType ofType)
    {
        if (ofType is NonNull)
            throw new ArgumentException($"{ofType} is non-null already.", nameof(ofType));

        OfType = ofType;
    }

    /// <summary>The type inside.</summary>
    public GraphQLType OfType { get; }

    /// <inheritdoc/>
    public override DefinedType Named => OfType.Named;

    /// <summary>As in SDL: <c>Person!</c>.</summary>
    public override string ToString() => $"{OfType}!";
}

/// <summary>A type with a name of its own. Spec 3.4.</summary>
public abstract class DefinedType(string name, string? description) : GraphQLType
{
    /// <summary>Unique within a schema.</summary>
    public string Name => name;

    /// <summary>Markdown, or null.</summary>
    public string? Description => description;

    /// <inheritdoc/>
    public override DefinedType Named => this;

    /// <summary>The C# type whose values this type shows or reads; null for types read from SDL.</summary>
    public Type? ClrType { get; init; }

    /// <inheritdoc/>
    public override string ToString() => name;
}

/// <summary>An object or an interface: a type with fields. Spec 3.6, 3.7.</summary>
public abstract class FieldsType(string name, string? description) : DefinedType(name, description)
{
    /// <summary>By name, in the order declared.</summary>
    public IReadOnlyDictionary<string, OutputField> Fields { get; private set; } = FrozenDictionary<string, OutputField>.Empty;

    /// <summary>The interfaces it says it implements.</summary>
    public IReadOnlyList<InterfaceType> Interfaces { get; private set; } = [];

    internal List<OutputField> DeclaredFields { get; } = [];

    internal void Complete(IEnumerable<OutputField> fields, IEnumerable<InterfaceType> interfaces)
    {
        DeclaredFields.Clear();
        DeclaredFields.AddRange(fields);
        Fields = DeclaredFields.ByName(f => f.Name);
        Interfaces = [.. interfaces];
    }
}

/// <summary>A type with fields that answers are made of. Spec 3.6.</summary>
public sealed class ObjectType(string name, string? description = null) : FieldsType(name, description)
{
    /// <summary>How rows of this type are told apart and ordered when they are paged; null outside projections.</summary>
    internal Data.RowIdentity? Identity { get; set; }
}

/// <summary>Fields that several objects have in common. Spec 3.7.</summary>
public sealed class InterfaceType(string name, string? description = null) : FieldsType(name, description);

/// <summary>One of several objects. Spec 3.8.</summary>
public sealed class UnionType(string name, string? description = null) : DefinedType(name, description)
{
    /// <summary>The objects it may be.</summary>
    public IReadOnlyList<ObjectType> Members { get; private set; } = [];

    internal void Complete(IEnumerable<ObjectType> members) => Members = [.. members];
}

/// <summary>One of several names. Spec 3.9.</summary>
public sealed class EnumType : DefinedType
{
    private readonly Dictionary<object, EnumValue> _byValue = [];

    /// <summary>An enum of <paramref name="values"/>, in their order.</summary>
    public EnumType(string name, string? description, IEnumerable<EnumValue> values) : base(name, description)
    {
        DeclaredValues = [.. values];
        Values = DeclaredValues.ByName(v => v.Name);
        foreach (var value in DeclaredValues)
            _byValue.TryAdd(value.Value, value);
    }

    /// <summary>By name, in the order declared.</summary>
    public IReadOnlyDictionary<string, EnumValue> Values { get; }

    internal IReadOnlyList<EnumValue> DeclaredValues { get; }

    /// <summary>The name under which <paramref name="value"/> is shown; null if it is not one of ours.</summary>
    public string? NameOf(object value) => _byValue.TryGetValue(value, out var found) ? found.Name : null;
}

/// <summary>One name of an enum, and what it stands for in C#.</summary>
public sealed record EnumValue(string Name, object Value, string? Description = null, string? DeprecationReason = null);

/// <summary>A type with fields that arguments are made of. Spec 3.10.</summary>
public sealed class InputObjectType(string name, string? description = null) : DefinedType(name, description)
{
    /// <summary>By name, in the order declared.</summary>
    public IReadOnlyDictionary<string, InputValue> Fields { get; private set; } = FrozenDictionary<string, InputValue>.Empty;

    /// <summary>Spec 3.13.5, <c>@oneOf</c>: exactly one field is given, and it is not null.</summary>
    public bool IsOneOf { get; init; }

    internal List<InputValue> DeclaredFields { get; } = [];

    /// <summary>Makes the C# value of a read object; null leaves the dictionary of its fields as it is.</summary>
    internal Func<IReadOnlyDictionary<string, object?>, object>? Construct { get; set; }

    internal void Complete(IEnumerable<InputValue> fields)
    {
        DeclaredFields.Clear();
        DeclaredFields.AddRange(fields);
        Fields = DeclaredFields.ByName(f => f.Name);
    }
}

internal static class Naming
{
    /// <summary>By name in the order given; the first of a repeated name (the repetition is a fault that SchemaRules reports).</summary>
    public static IReadOnlyDictionary<string, T> ByName<T>(this IEnumerable<T> items, Func<T, string> name)
    {
        var found = new OrderedDictionary<string, T>(StringComparer.Ordinal);
        foreach (var item in items)
            found.TryAdd(name(item), item);
        return found;
    }
}
