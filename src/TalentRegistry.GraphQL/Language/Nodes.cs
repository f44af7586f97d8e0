namespace TalentRegistry.GraphQL.Language;

// The whole syntax tree, in the order of the grammar summary (spec appendix B, September 2025).
// Lists are never null: an absent part of the grammar is an empty list; an absent single part is null.

/// <summary>A part of a GraphQL document. Immutable.</summary>
/// <param name="Location">Where it stood in the source.</param>
public abstract record SyntaxNode(Location Location);

/// <summary>Spec 2.1.9, Names.</summary>
public sealed record NameNode(string Value, Location Location) : SyntaxNode(Location)
{
    /// <inheritdoc />
    public override string ToString() => Value;
}

// Document (spec 2.2)

/// <summary>Spec 2.2, Document: at least one definition.</summary>
public sealed record DocumentNode(IReadOnlyList<DefinitionNode> Definitions, Location Location) : SyntaxNode(Location);

/// <summary>Anything that stands at the top of a document.</summary>
public abstract record DefinitionNode(Location Location) : SyntaxNode(Location);

/// <summary>A definition that can be run: an operation or a fragment.</summary>
public abstract record ExecutableDefinitionNode(
    StringValueNode? Description,
    IReadOnlyList<DirectiveNode> Directives,
    SelectionSetNode SelectionSet,
    Location Location) : DefinitionNode(Location);

/// <summary>The three kinds of operation (spec 2.3).</summary>
public enum OperationType
{
    /// <summary>A read-only fetch.</summary>
    Query,

    /// <summary>A write followed by a fetch.</summary>
    Mutation,

    /// <summary>A long-lived request that answers to events.</summary>
    Subscription,
}

/// <summary>Spec 2.3, Operations. <see cref="IsShorthand"/> is the bare <c>{ field }</c> form.</summary>
public sealed record OperationDefinitionNode(
    OperationType Operation,
    NameNode? Name,
    IReadOnlyList<VariableDefinitionNode> Variables,
    IReadOnlyList<DirectiveNode> Directives,
    SelectionSetNode SelectionSet,
    Location Location,
    StringValueNode? Description = null,
    bool IsShorthand = false) : ExecutableDefinitionNode(Description, Directives, SelectionSet, Location);

/// <summary>Spec 2.4, Selection Sets.</summary>
public sealed record SelectionSetNode(IReadOnlyList<SelectionNode> Selections, Location Location) : SyntaxNode(Location);

/// <summary>A field, a fragment spread or an inline fragment.</summary>
public abstract record SelectionNode(IReadOnlyList<DirectiveNode> Directives, Location Location) : SyntaxNode(Location);

/// <summary>Spec 2.5, Fields.</summary>
public sealed record FieldNode(
    NameNode? Alias,
    NameNode Name,
    IReadOnlyList<ArgumentNode> Arguments,
    IReadOnlyList<DirectiveNode> Directives,
    SelectionSetNode? SelectionSet,
    Location Location) : SelectionNode(Directives, Location)
{
    /// <summary>The key under which the field is answered: its alias, or else its name (spec 2.7, Field Alias).</summary>
    public string ResponseKey => (Alias ?? Name).Value;
}

/// <summary>Spec 2.6, Arguments.</summary>
public sealed record ArgumentNode(NameNode Name, ValueNode Value, Location Location) : SyntaxNode(Location);

// Fragments (spec 2.8)

/// <summary>Spec 2.8, Fragments: <c>...Name</c>.</summary>
public sealed record FragmentSpreadNode(NameNode Name, IReadOnlyList<DirectiveNode> Directives, Location Location)
    : SelectionNode(Directives, Location);

/// <summary>Spec 2.8.2, Inline Fragments: <c>... on Type { }</c>, or without a type condition.</summary>
public sealed record InlineFragmentNode(
    NamedTypeNode? TypeCondition,
    IReadOnlyList<DirectiveNode> Directives,
    SelectionSetNode SelectionSet,
    Location Location) : SelectionNode(Directives, Location);

/// <summary>Spec 2.8, Fragments: <c>fragment Name on Type { }</c>.</summary>
public sealed record FragmentDefinitionNode(
    NameNode Name,
    NamedTypeNode TypeCondition,
    IReadOnlyList<DirectiveNode> Directives,
    SelectionSetNode SelectionSet,
    Location Location,
    StringValueNode? Description = null) : ExecutableDefinitionNode(Description, Directives, SelectionSet, Location);

// Values (spec 2.9)

/// <summary>Spec 2.9, Input Values.</summary>
public abstract record ValueNode(Location Location) : SyntaxNode(Location);

/// <summary>Spec 2.10, Variables: the use of one, <c>$name</c>.</summary>
public sealed record VariableNode(NameNode Name, Location Location) : ValueNode(Location);

/// <summary>Spec 2.9.1, Int Value. <see cref="Value"/> is the digits as written, of any length.</summary>
public sealed record IntValueNode(string Value, Location Location) : ValueNode(Location);

/// <summary>Spec 2.9.2, Float Value. <see cref="Value"/> is as written.</summary>
public sealed record FloatValueNode(string Value, Location Location) : ValueNode(Location);

/// <summary>
/// Spec 2.9.4, String Value. <see cref="Value"/> is what the string means: escapes are resolved, the common indent of a
/// block string is removed.
/// </summary>
public sealed record StringValueNode(string Value, bool IsBlock, Location Location) : ValueNode(Location);

/// <summary>Spec 2.9.3, Boolean Value.</summary>
public sealed record BooleanValueNode(bool Value, Location Location) : ValueNode(Location);

/// <summary>Spec 2.9.5, Null Value.</summary>
public sealed record NullValueNode(Location Location) : ValueNode(Location);

/// <summary>Spec 2.9.6, Enum Value.</summary>
public sealed record EnumValueNode(string Value, Location Location) : ValueNode(Location);

/// <summary>Spec 2.9.7, List Value.</summary>
public sealed record ListValueNode(IReadOnlyList<ValueNode> Values, Location Location) : ValueNode(Location);

/// <summary>Spec 2.9.8, Input Object Values.</summary>
public sealed record ObjectValueNode(IReadOnlyList<ObjectFieldNode> Fields, Location Location) : ValueNode(Location);

/// <summary>One <c>name: value</c> of an input object value.</summary>
public sealed record ObjectFieldNode(NameNode Name, ValueNode Value, Location Location) : SyntaxNode(Location);

/// <summary>Spec 2.10, Variables: the definition of one, <c>$name: Type = default</c>.</summary>
public sealed record VariableDefinitionNode(
    VariableNode Variable,
    TypeNode Type,
    ValueNode? DefaultValue,
    IReadOnlyList<DirectiveNode> Directives,
    Location Location,
    StringValueNode? Description = null) : SyntaxNode(Location);

// Type references (spec 2.11)

/// <summary>Spec 2.11, Type References.</summary>
public abstract record TypeNode(Location Location) : SyntaxNode(Location);

/// <summary>A type by its name.</summary>
public sealed record NamedTypeNode(NameNode Name, Location Location) : TypeNode(Location)
{
    /// <inheritdoc />
    public override string ToString() => Name.Value;
}

/// <summary><c>[Type]</c>.</summary>
public sealed record ListTypeNode(TypeNode Type, Location Location) : TypeNode(Location)
{
    /// <inheritdoc />
    public override string ToString() => $"[{Type}]";
}

/// <summary><c>Type!</c>; <see cref="Type"/> is a name or a list, never itself non-null.</summary>
public sealed record NonNullTypeNode(TypeNode Type, Location Location) : TypeNode(Location)
{
    /// <inheritdoc />
    public override string ToString() => $"{Type}!";
}

/// <summary>Spec 2.12, Directives: the use of one, <c>@name(arguments)</c>.</summary>
public sealed record DirectiveNode(NameNode Name, IReadOnlyList<ArgumentNode> Arguments, Location Location) : SyntaxNode(Location);

// Type system (spec 3)

/// <summary>Spec 3.1: a definition or an extension of a part of the type system; it cannot be run.</summary>
public abstract record TypeSystemNode(IReadOnlyList<DirectiveNode> Directives, Location Location) : DefinitionNode(Location);

/// <summary>Spec 3.3, Schema.</summary>
public sealed record SchemaDefinitionNode(
    StringValueNode? Description,
    IReadOnlyList<DirectiveNode> Directives,
    IReadOnlyList<OperationTypeDefinitionNode> OperationTypes,
    Location Location) : TypeSystemNode(Directives, Location);

/// <summary>Spec 3.3.1, Root Operation Types: <c>query: Type</c>.</summary>
public sealed record OperationTypeDefinitionNode(OperationType Operation, NamedTypeNode Type, Location Location)
    : SyntaxNode(Location);

/// <summary>Spec 3.4, Types.</summary>
public abstract record TypeDefinitionNode(
    StringValueNode? Description,
    NameNode Name,
    IReadOnlyList<DirectiveNode> Directives,
    Location Location) : TypeSystemNode(Directives, Location);

/// <summary>Spec 3.5, Scalars.</summary>
public sealed record ScalarTypeDefinitionNode(
    StringValueNode? Description,
    NameNode Name,
    IReadOnlyList<DirectiveNode> Directives,
    Location Location) : TypeDefinitionNode(Description, Name, Directives, Location);

/// <summary>Spec 3.6, Objects.</summary>
public sealed record ObjectTypeDefinitionNode(
    StringValueNode? Description,
    NameNode Name,
    IReadOnlyList<NamedTypeNode> Interfaces,
    IReadOnlyList<DirectiveNode> Directives,
    IReadOnlyList<FieldDefinitionNode> Fields,
    Location Location) : TypeDefinitionNode(Description, Name, Directives, Location);

/// <summary>A field of an object or interface type.</summary>
public sealed record FieldDefinitionNode(
    StringValueNode? Description,
    NameNode Name,
    IReadOnlyList<InputValueDefinitionNode> Arguments,
    TypeNode Type,
    IReadOnlyList<DirectiveNode> Directives,
    Location Location) : SyntaxNode(Location);

/// <summary>An argument of a field or directive, or a field of an input object.</summary>
public sealed record InputValueDefinitionNode(
    StringValueNode? Description,
    NameNode Name,
    TypeNode Type,
    ValueNode? DefaultValue,
    IReadOnlyList<DirectiveNode> Directives,
    Location Location) : SyntaxNode(Location);

/// <summary>Spec 3.7, Interfaces.</summary>
public sealed record InterfaceTypeDefinitionNode(
    StringValueNode? Description,
    NameNode Name,
    IReadOnlyList<NamedTypeNode> Interfaces,
    IReadOnlyList<DirectiveNode> Directives,
    IReadOnlyList<FieldDefinitionNode> Fields,
    Location Location) : TypeDefinitionNode(Description, Name, Directives, Location);

/// <summary>Spec 3.8, Unions.</summary>
public sealed record UnionTypeDefinitionNode(
    StringValueNode? Description,
    NameNode Name,
    IReadOnlyList<DirectiveNode> Directives,
    IReadOnlyList<NamedTypeNode> Types,
    Location Location) : TypeDefinitionNode(Description, Name, Directives, Location);

/// <summary>Spec 3.9, Enums.</summary>
public sealed record EnumTypeDefinitionNode(
    StringValueNode? Description,
    NameNode Name,
    IReadOnlyList<DirectiveNode> Directives,
    IReadOnlyList<EnumValueDefinitionNode> Values,
    Location Location) : TypeDefinitionNode(Description, Name, Directives, Location);

/// <summary>One value of an enum type.</summary>
public sealed record EnumValueDefinitionNode(
    StringValueNode? Description,
    NameNode Name,
    IReadOnlyList<DirectiveNode> Directives,
    Location Location) : SyntaxNode(Location);

/// <summary>Spec 3.10, Input Objects.</summary>
public sealed record InputObjectTypeDefinitionNode(
    StringValueNode? Description,
    NameNode Name,
    IReadOnlyList<DirectiveNode> Directives,
    IReadOnlyList<InputValueDefinitionNode> Fields,
    Location Location) : TypeDefinitionNode(Description, Name, Directives, Location);

/// <summary>Spec 3.13, Directives: <see cref="Locations"/> are names of spec 3.13's ExecutableDirectiveLocation and
/// TypeSystemDirectiveLocation, checked by the parser.</summary>
public sealed record DirectiveDefinitionNode(
    StringValueNode? Description,
    NameNode Name,
    IReadOnlyList<InputValueDefinitionNode> Arguments,
    bool IsRepeatable,
    IReadOnlyList<NameNode> Locations,
    Location Location) : TypeSystemNode([], Location);

// Extensions (spec 3.3.2 and 3.4.3)

/// <summary>Spec 3.3.2, Schema Extension.</summary>
public sealed record SchemaExtensionNode(
    IReadOnlyList<DirectiveNode> Directives,
    IReadOnlyList<OperationTypeDefinitionNode> OperationTypes,
    Location Location) : TypeSystemNode(Directives, Location);

/// <summary>Spec 3.4.3, Type Extensions.</summary>
public abstract record TypeExtensionNode(NameNode Name, IReadOnlyList<DirectiveNode> Directives, Location Location)
    : TypeSystemNode(Directives, Location);

/// <summary>Spec 3.5.3, Scalar Extensions.</summary>
public sealed record ScalarTypeExtensionNode(NameNode Name, IReadOnlyList<DirectiveNode> Directives, Location Location)
    : TypeExtensionNode(Name, Directives, Location);

/// <summary>Spec 3.6.3, Object Extensions.</summary>
public sealed record ObjectTypeExtensionNode(
    NameNode Name,
    IReadOnlyList<NamedTypeNode> Interfaces,
    IReadOnlyList<DirectiveNode> Directives,
    IReadOnlyList<FieldDefinitionNode> Fields,
    Location Location) : TypeExtensionNode(Name, Directives, Location);

/// <summary>Spec 3.7.1, Interface Extensions.</summary>
public sealed record InterfaceTypeExtensionNode(
    NameNode Name,
    IReadOnlyList<NamedTypeNode> Interfaces,
    IReadOnlyList<DirectiveNode> Directives,
    IReadOnlyList<FieldDefinitionNode> Fields,
    Location Location) : TypeExtensionNode(Name, Directives, Location);

/// <summary>Spec 3.8.1, Union Extensions.</summary>
public sealed record UnionTypeExtensionNode(
    NameNode Name,
    IReadOnlyList<DirectiveNode> Directives,
    IReadOnlyList<NamedTypeNode> Types,
    Location Location) : TypeExtensionNode(Name, Directives, Location);

/// <summary>Spec 3.9.1, Enum Extensions.</summary>
public sealed record EnumTypeExtensionNode(
    NameNode Name,
    IReadOnlyList<DirectiveNode> Directives,
    IReadOnlyList<EnumValueDefinitionNode> Values,
    Location Location) : TypeExtensionNode(Name, Directives, Location);

/// <summary>Spec 3.10.1, Input Object Extensions.</summary>
public sealed record InputObjectTypeExtensionNode(
    NameNode Name,
    IReadOnlyList<DirectiveNode> Directives,
    IReadOnlyList<InputValueDefinitionNode> Fields,
    Location Location) : TypeExtensionNode(Name, Directives, Location);
