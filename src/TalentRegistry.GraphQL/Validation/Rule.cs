using TalentRegistry.GraphQL.Language;
using TalentRegistry.GraphQL.TypeSystem;

namespace TalentRegistry.GraphQL.Validation;

/// <summary>
/// One rule of spec section 5. It is told of each node once, in the order of the document, and keeps no state: one instance
/// serves all documents.
/// </summary>
/// <param name="section">The anchor of the rule's section in the specification, such as <c>Leaf-Field-Selections</c>.</param>
internal abstract class Rule(string section)
{
    /// <summary>The September 2025 edition's text of the rule.</summary>
    public Uri SpecifiedBy { get; } = new($"https://spec.graphql.org/September2025/#sec-{section}");

    public virtual void Enter(DocumentNode document, ValidationContext context)
    {
    }

    public virtual void Enter(OperationDefinitionNode operation, ValidationContext context)
    {
    }

    public virtual void Enter(FragmentDefinitionNode fragment, ValidationContext context)
    {
    }

    public virtual void Enter(VariableDefinitionNode variable, ValidationContext context)
    {
    }

    /// <summary>A type by its name: of a variable or a type condition.</summary>
    public virtual void Enter(NamedTypeNode type, ValidationContext context)
    {
    }

    /// <summary>A field; <see cref="ValidationContext.ParentType"/> and <see cref="ValidationContext.Field"/> are set.</summary>
    public virtual void Enter(FieldNode field, ValidationContext context)
    {
    }

    /// <summary>A fragment spread; <see cref="ValidationContext.ParentType"/> is set.</summary>
    public virtual void Enter(FragmentSpreadNode spread, ValidationContext context)
    {
    }

    /// <summary>An inline fragment; <see cref="ValidationContext.ParentType"/> is the type around it.</summary>
    public virtual void Enter(InlineFragmentNode fragment, ValidationContext context)
    {
    }

    /// <summary>All directives of one place, if there are any.</summary>
    public virtual void Enter(IReadOnlyList<DirectiveNode> directives, DirectiveLocation location, ValidationContext context)
    {
    }

    /// <summary>All arguments given to one field or directive, possibly none.</summary>
    public virtual void Enter(IReadOnlyList<ArgumentNode> arguments, ArgumentOwner owner, ValidationContext context)
    {
    }

    /// <summary>A value, or a part of one; the parts of a value come after it.</summary>
    public virtual void Enter(ValueNode value, InputPlace place, ValidationContext context)
    {
    }

    /// <summary>After all definitions: <see cref="ValidationContext.UsesOf"/> is complete.</summary>
    public virtual void Leave(DocumentNode document, ValidationContext context)
    {
    }

    /// <summary>After all of the document, if its fragments form no cycles and its operations are within their limits.</summary>
    public virtual void Complete(ValidationContext context)
    {
    }
}

/// <summary>A field or directive that arguments are given to.</summary>
/// <param name="Node">It in the document.</param>
/// <param name="Coordinate">It in the schema (spec 3.14, Schema Coordinates): <c>Person.name</c>, <c>@skip</c>.</param>
/// <param name="Arguments">What it takes; null if the schema does not know it.</param>
internal readonly record struct ArgumentOwner(SyntaxNode Node, string Coordinate, IReadOnlyDictionary<string, InputValue>? Arguments);

/// <summary>A place that a value stands in.</summary>
/// <param name="Type">What it takes; null where the schema does not say, as inside a custom scalar or an unknown argument.</param>
/// <param name="DefaultValue">What it takes when nothing is given; null for no default.</param>
/// <param name="Owner">The input object whose field it is, or null.</param>
internal readonly record struct InputPlace(GraphQLType? Type, ValueNode? DefaultValue = null, InputObjectType? Owner = null);
