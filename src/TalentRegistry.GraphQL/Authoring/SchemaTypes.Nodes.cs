using System.Linq.Expressions;
using TalentRegistry.GraphQL.Data;
using TalentRegistry.GraphQL.Execution;
using TalentRegistry.GraphQL.TypeSystem;

namespace TalentRegistry.GraphQL.Authoring;

// Objects that can be asked for again by a global id. GraphQL Global Object Identification Specification.
internal sealed partial class SchemaTypes
{
    private readonly NodeTypes _nodes = new();
    private readonly Dictionary<ObjectType, NodeType> _nodeOf = [];
    private readonly Dictionary<ObjectType, FieldDraft> _nodeResolvers = [];
    private InterfaceType? _node;

    private InterfaceType NodeInterface => _node ??= Shared("Node", () =>
    {
        var node = new InterfaceType("Node", "An object that can be asked for again by its id.");
        node.Complete([new OutputField("id", new NonNull(Scalars.Id)) { Description = "The object's name in all of the API: its type and its key, as \"Person:…\"." }], []);
        return node;
    });

    private bool IsNode(Type type) => _declared.ConfigurationOf(type)?.Node is not null || type.IsDefined(typeof(NodeAttribute), inherit: false);

    // Known as soon as the type is, and not only when it is filled: other types' fields may hold ids of it.
    private NodeType NodeOf(ObjectType type)
    {
        if (!_nodeOf.TryGetValue(type, out var node))
            _nodeOf.Add(type, node = _nodes.Add(type));
        return node;
    }

    private NodeType? IdOf(bool isId, Type? named, ObjectType? owner)
    {
        if (named is null)
            return isId && owner?.ClrType is { } self && IsNode(self) ? NodeOf(owner) : null;

        return IsNode(named) && Composite(named) is ObjectType type
            ? NodeOf(type)
            : throw new InvalidOperationException($"{named.Name} is no node: mark it [Node], or say ImplementsNode where it is described.");
    }

    private FieldDraft IdField(ObjectType type)
    {
        var key = KeyOf(type);
        return new FieldDraft("id")
        {
            Description = "Its global id.",
            Result = key.ReturnType,
            IsNonNull = true,
            IsId = true,
            Projection = key,
            Resolve = new ProjectionResolver(key).Resolve,
        };
    }

    private static LambdaExpression KeyOf(ObjectType type) => type.Identity?.Key is { Body: not NewExpression } key
        ? key
        : throw new InvalidOperationException($"{type} is a node, but has no key of one value to make its global id of.");

    private void AddNodeFields(ObjectType query)
    {
        if (_nodes.All.Count == 0)
            return;

        foreach (var node in _nodes.All)
            node.Source = SourceOf(node.Type);
        var fields = new NodeFields(_nodes, Queries);
        query.Complete([.. query.DeclaredFields, fields.One(NodeInterface), fields.Many(NodeInterface)], query.Interfaces);
    }

    private NodeSource SourceOf(ObjectType type)
    {
        var said = _declared.ConfigurationOf(type.ClrType!)?.Node;
        if (said?.Rows is { } rows)
            return new NodeSource.Rows(rows, KeyOf(type), said.Policy);
        if (said?.One is { } one)
            return new NodeSource.One(one.Get, one.KeyType, said.Policy);
        if (!_nodeResolvers.TryGetValue(type, out var field))
            throw new InvalidOperationException($"{type} is a node, but nothing says where its objects come from: mark a root field [NodeResolver], or say ResolveNodes.");

        var policy = said?.Policy ?? field.Policy;
        return (ClrValue.ItemType(field.Result!), field.Arguments) switch
        {
            (not null, []) => new NodeSource.Rows(field.Resolve!, KeyOf(type), policy),
            (null, [var key]) => new NodeSource.One((context, id) => field.Resolve!(new KeyContext(context, key.Name, id)), key.Type, policy),
            _ => throw new InvalidOperationException(
                $"{field.Name} is a [NodeResolver]: it either gives all rows of {type} and takes no arguments of its own, or gives one and takes its key."),
        };
    }
}
