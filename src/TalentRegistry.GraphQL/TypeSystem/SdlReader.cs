using TalentRegistry.GraphQL.Execution;
using TalentRegistry.GraphQL.Language;

namespace TalentRegistry.GraphQL.TypeSystem;

/// <summary>
/// A schema from SDL (spec 3). Its fields answer from dictionaries and properties of the same name, so that a document can
/// be validated, and tried out, against a schema that no C# declares.
/// </summary>
public sealed class SdlReader
{
    private readonly Dictionary<string, DefinedType> _types = [];
    private readonly List<string> _faults = [];
    private readonly ILookup<string, TypeExtensionNode> _extensions;

    private SdlReader(DocumentNode document)
    {
        foreach (var scalar in new[] { Scalars.Int, Scalars.Float, Scalars.String, Scalars.Boolean, Scalars.Id })
            _types.Add(scalar.Name, scalar);
        _extensions = document.Definitions.OfType<TypeExtensionNode>().ToLookup(e => e.Name.Value, StringComparer.Ordinal);
    }

    /// <summary>Reads a document of definitions and of extensions to them.</summary>
    /// <exception cref="SchemaException">It breaks rules of spec section 3; all of them are listed.</exception>
    public static Schema Read(DocumentNode document) => new SdlReader(document).Build(document);

    private Schema Build(DocumentNode document)
    {
        var definitions = document.Definitions.OfType<TypeDefinitionNode>().ToList();
        foreach (var definition in definitions)
        {
            if (!_types.TryAdd(definition.Name.Value, Declare(definition)))
                _faults.Add($"There is more than one type named \"{definition.Name.Value}\".");
        }

        foreach (var extension in _extensions.Where(e => !_types.ContainsKey(e.Key)))
            _faults.Add($"Cannot extend type \"{extension.Key}\" because it is not defined.");
        foreach (var definition in definitions)
            Complete(definition);
        var directives = document.Definitions.OfType<DirectiveDefinitionNode>().Select(Directive).ToList();
        var (roots, description) = Roots(document);
        if (roots.GetValueOrDefault(OperationType.Query) is not { } query)
            throw new SchemaException([.. _faults, "The schema must have a query root type, an object."]);
        if (_faults.Count > 0)
            throw new SchemaException(_faults);

        var schema = new Schema(
            query, roots.GetValueOrDefault(OperationType.Mutation), roots.GetValueOrDefault(OperationType.Subscription),
            _types.Values.Where(t => !Scalars.IsSpecified(t)), directives, description);
        // What is said of costs needs no definition, as it needs none in C#.
        new SdlDirectives(
            schema.Directives.Values.Concat(new[] { DirectiveType.Cost, DirectiveType.ListSize }.Where(d => !schema.Directives.ContainsKey(d.Name)))
                .ToDictionary(directive => directive.Name, StringComparer.Ordinal),
            _faults).Check(document);
        return _faults.Count == 0 ? schema : throw new SchemaException(_faults);
    }

    private (Dictionary<OperationType, ObjectType> Roots, string? Description) Roots(DocumentNode document)
    {
        var schema = document.Definitions.OfType<SchemaDefinitionNode>().FirstOrDefault();
        var named = (schema?.OperationTypes ?? [])
            .Concat(document.Definitions.OfType<SchemaExtensionNode>().SelectMany(e => e.OperationTypes))
            .Select(o => (o.Operation, Name: o.Type.Name.Value)).ToList();
        if (schema is null)
            named = [.. Enum.GetValues<OperationType>().Select(o => (o, o.ToString())).Where(o => _types.ContainsKey(o.Item2))];

        var roots = new Dictionary<OperationType, ObjectType>();
        foreach (var (operation, name) in named)
        {
            if (_types.GetValueOrDefault(name) is ObjectType root)
                roots[operation] = root;
            else
                _faults.Add($"The root type \"{name}\" must be a defined object.");
        }

        return (roots, schema?.Description?.Value);
    }

    private DefinedType Declare(TypeDefinitionNode node)
    {
        var (name, description) = (node.Name.Value, node.Description?.Value);
        return node switch
        {
            ObjectTypeDefinitionNode => new ObjectType(name, description),
            InterfaceTypeDefinitionNode => new InterfaceType(name, description),
            UnionTypeDefinitionNode => new UnionType(name, description),
            InputObjectTypeDefinitionNode => new InputObjectType(name, description)
            {
                IsOneOf = Has(node.Directives, "oneOf") || _extensions[name].Any(e => Has(e.Directives, "oneOf")),
            },
            EnumTypeDefinitionNode e => new EnumType(name, description, e.Values
                .Concat(_extensions[name].OfType<EnumTypeExtensionNode>().SelectMany(x => x.Values))
                .Select(v => new EnumValue(v.Name.Value, v.Name.Value, v.Description?.Value, Deprecation(v.Directives)))),
            _ => new ScalarType(name, description)
            {
                SpecifiedBy = node.Directives.FirstOrDefault(d => d.Name.Value == "specifiedBy")?.Arguments
                    .Select(a => a.Value).OfType<StringValueNode>().Select(u => new Uri(u.Value, UriKind.RelativeOrAbsolute)).FirstOrDefault(),
            },
        };
    }

    private void Complete(TypeDefinitionNode node)
    {
        var extensions = _extensions[node.Name.Value];
        switch (_types[node.Name.Value], node)
        {
            case (ObjectType type, ObjectTypeDefinitionNode o):
                var more = extensions.OfType<ObjectTypeExtensionNode>().ToList();
                type.Complete(Fields(o.Fields.Concat(more.SelectMany(e => e.Fields))), Named<InterfaceType>(o.Interfaces.Concat(more.SelectMany(e => e.Interfaces))));
                break;
            case (InterfaceType type, InterfaceTypeDefinitionNode i):
                var further = extensions.OfType<InterfaceTypeExtensionNode>().ToList();
                type.Complete(Fields(i.Fields.Concat(further.SelectMany(e => e.Fields))), Named<InterfaceType>(i.Interfaces.Concat(further.SelectMany(e => e.Interfaces))));
                break;
            case (UnionType type, UnionTypeDefinitionNode u):
                type.Complete(Named<ObjectType>(u.Types.Concat(extensions.OfType<UnionTypeExtensionNode>().SelectMany(e => e.Types))));
                break;
            case (InputObjectType type, InputObjectTypeDefinitionNode i):
                type.Complete(Inputs(i.Fields.Concat(extensions.OfType<InputObjectTypeExtensionNode>().SelectMany(e => e.Fields))));
                break;
        }
    }

    private List<OutputField> Fields(IEnumerable<FieldDefinitionNode> nodes) => [.. nodes.Select(node =>
        new OutputField(node.Name.Value, TypeOf(node.Type), Inputs(node.Arguments))
        {
            Description = node.Description?.Value,
            DeprecationReason = Deprecation(node.Directives),
            Cost = CostDirectives.CostOf(node.Directives),
            ListSize = CostDirectives.ListSizeOf(node.Directives),
            Resolve = MemberByName(node.Name.Value),
        })];

    private List<InputValue> Inputs(IEnumerable<InputValueDefinitionNode> nodes) => [.. nodes.Select(node =>
        new InputValue(node.Name.Value, TypeOf(node.Type))
        {
            Description = node.Description?.Value,
            DefaultValue = node.DefaultValue,
            DeprecationReason = Deprecation(node.Directives),
        })];

    private DirectiveType Directive(DirectiveDefinitionNode node) =>
        new(node.Name.Value, node.Locations.Select(l => Enum.Parse<DirectiveLocation>(l.Value.Replace("_", "", StringComparison.Ordinal), ignoreCase: true)), Inputs(node.Arguments))
        {
            Description = node.Description?.Value,
            IsRepeatable = node.IsRepeatable,
        };

    private GraphQLType TypeOf(TypeNode node) => node switch
    {
        NonNullTypeNode n => new NonNull(TypeOf(n.Type)),
        ListTypeNode l => new ListOf(TypeOf(l.Type)),
        NamedTypeNode n => Known<DefinedType>(n) ?? Scalars.String,
        _ => throw new ArgumentOutOfRangeException(nameof(node), node, "Not a type reference."),
    };

    private List<T> Named<T>(IEnumerable<NamedTypeNode> nodes) where T : DefinedType => [.. nodes.Select(Known<T>).OfType<T>()];

    private T? Known<T>(NamedTypeNode node) where T : DefinedType
    {
        if (_types.GetValueOrDefault(node.Name.Value) is T found)
            return found;

        _faults.Add($"Type \"{node.Name.Value}\" is not defined, or is not {(typeof(T) == typeof(InterfaceType) ? "an interface" : "of the kind wanted")} ({node.Location}).");
        return null;
    }

    private static bool Has(IEnumerable<DirectiveNode> directives, string name) => directives.Any(d => d.Name.Value == name);

    private static string? Deprecation(IEnumerable<DirectiveNode> directives) =>
        directives.FirstOrDefault(d => d.Name.Value == "deprecated") is { } found
            ? found.Arguments.Select(a => a.Value).OfType<StringValueNode>().FirstOrDefault()?.Value ?? DirectiveType.DefaultDeprecationReason
            : null;

    private static FieldResolver MemberByName(string name) => context => new(context.Parent<object?>() switch
    {
        null => null,
        IReadOnlyDictionary<string, object?> values => values.GetValueOrDefault(name),
        var parent => parent.GetType().GetProperty(name, System.Reflection.BindingFlags.IgnoreCase | System.Reflection.BindingFlags.Public | System.Reflection.BindingFlags.Instance)?.GetValue(parent),
    });
}
