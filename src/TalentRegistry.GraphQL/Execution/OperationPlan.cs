using System.Collections.Concurrent;
using System.Text.Json;
using TalentRegistry.GraphQL.Language;
using TalentRegistry.GraphQL.TypeSystem;

namespace TalentRegistry.GraphQL.Execution;

/// <summary>
/// One operation of a document under one set of answers to its @skip and @include: what does not change between two requests
/// that differ in other variables only, so it is made once and shared between threads.
/// </summary>
internal sealed class OperationPlan
{
    private CacheHint? _cacheHint;
    private volatile bool _hasCacheHint;

    public OperationPlan(Schema schema, DocumentNode document, OperationDefinitionNode operation, IReadOnlyDictionary<string, bool?> conditions)
    {
        (Schema, Operation, Conditions) = (schema, operation, conditions);
        Fragments = document.Definitions.OfType<FragmentDefinitionNode>().ToDictionary(f => f.Name.Value, StringComparer.Ordinal);
        var root = schema.RootType(operation.Operation)!;
        Root = new SelectionPlan(root, this, null, CollectFields.Collect(this, root, [operation.SelectionSet]));
    }

    public Schema Schema { get; }

    public OperationDefinitionNode Operation { get; }

    public IReadOnlyDictionary<string, FragmentDefinitionNode> Fragments { get; }

    /// <summary>The variables that @skip and @include read, with their values; null where a null was given, which refuses the selection that reads it.</summary>
    public IReadOnlyDictionary<string, bool?> Conditions { get; }

    public SelectionPlan Root { get; }

    /// <summary>How long its answers may be kept, found out once; null not at all.</summary>
    public CacheHint? CacheHint(ExecutionOptions options)
    {
        if (!_hasCacheHint)
            (_cacheHint, _hasCacheHint) = (Conditions.Values.Contains(null) ? null : Execution.CacheHint.Of(this, options.IntrospectionMaxAge), true);
        return _cacheHint;
    }

    /// <summary>Whether it asks what the schema is (spec 4.2), beyond the names of types.</summary>
    public bool AsksForSchema => Root.Fields.Any(f => f.Field == Introspection.SchemaField || f.Field == Introspection.TypeField);
}

/// <summary>The fields asked of an object of a known type, in the order asked.</summary>
internal sealed class SelectionPlan
{
    public SelectionPlan(ObjectType type, OperationPlan operation, FieldPlan? around, IReadOnlyList<KeyValuePair<string, List<FieldNode>>> groups)
    {
        Type = type;
        Fields = [.. groups.Select((group, index) => new FieldPlan(operation, around, type, group.Key, group.Value, index))];
    }

    public ObjectType Type { get; }

    public FieldPlan[] Fields { get; }
}

/// <summary>One response key of a selection: all field nodes that share it.</summary>
internal sealed class FieldPlan
{
    private readonly OperationPlan _operation;
    private readonly FieldPlan? _around;
    private readonly ConcurrentDictionary<ObjectType, SelectionPlan> _below = new();
    private readonly (string Name, FieldPlan Source)[] _fromAround;
    private readonly bool _mayShareArguments;
    private readonly Lazy<PlainList?> _plain;
    private IReadOnlyDictionary<string, object?>? _constantArguments;

    public FieldPlan(OperationPlan operation, FieldPlan? around, ObjectType parentType, string responseKey, IReadOnlyList<FieldNode> nodes, int index)
    {
        (_operation, _around, ParentType, ResponseKey, Nodes, Index) = (operation, around, parentType, responseKey, nodes, index);
        EncodedKey = JsonEncodedText.Encode(responseKey, ResultWriter.Encoder);
        Field = operation.Schema.FieldNamed(parentType, nodes[0].Name.Value)
            ?? throw new InvalidOperationException($"{parentType} has no field \"{nodes[0].Name.Value}\": the document was not validated.");
        _fromAround = [.. Field.Arguments.Values.Where(a => a.IsFromAround && SourceOf(a, around) is not null).Select(a => (a.Name, SourceOf(a, around)!))];
        _mayShareArguments = Array.TrueForAll(_fromAround, one => one.Source._mayShareArguments)
            && !nodes[0].Arguments.Any(a => HasVariable(a.Value))
            && !Field.Arguments.Values.Any(a => a.Type.Named is InputObjectType { Construct: not null });
        _plain = new(() => Field.Type.Nullable is ListOf list ? PlainList.Of(this, list) : null);
    }

    public ObjectType ParentType { get; }

    public OutputField Field { get; }

    public string ResponseKey { get; }

    public JsonEncodedText EncodedKey { get; }

    public IReadOnlyList<FieldNode> Nodes { get; }

    /// <summary>Position among its siblings, from 0.</summary>
    public int Index { get; }

    /// <summary>What projections have been planned for this field, by the policies refused in them.</summary>
    public ConcurrentDictionary<string, object> Projections { get; } = new(StringComparer.Ordinal);

    /// <summary>How a list of objects in memory is written at once; null where it cannot be, or is none.</summary>
    public PlainList? Plain => _plain.Value;

    /// <summary>The selection below this field for a value of type <paramref name="type"/>.</summary>
    public SelectionPlan Below(ObjectType type) => _below.GetOrAdd(
        type,
        static (type, plan) => new SelectionPlan(
            type, plan._operation, plan, CollectFields.Collect(plan._operation, type, [.. plan.Nodes.Select(n => n.SelectionSet).OfType<SelectionSetNode>()])),
        this);

    /// <summary>
    /// The coerced arguments; coerced once for all requests if no variable is in them, nor an object of the author's, which a
    /// resolver might change.
    /// </summary>
    public IReadOnlyDictionary<string, object?> Arguments(IReadOnlyDictionary<string, object?> variables) =>
        _mayShareArguments
            ? _constantArguments ??= Coerced(variables)
            : Coerced(variables);

    /// <summary>
    /// What an argument that is left out below this field takes from around it: the value that this field, or the nearest one around it with such
    /// an argument, has for it; null where there is none.
    /// </summary>
    public object? ForBelow(InputValue argument, IReadOnlyDictionary<string, object?> variables) =>
        SourceOf(argument, this)?.Arguments(variables).GetValueOrDefault(argument.Name);

    private IReadOnlyDictionary<string, object?> Coerced(IReadOnlyDictionary<string, object?> variables)
    {
        var given = Coercion.CoerceArgumentValues(Field.Arguments, Nodes[0], Nodes[0].Arguments, variables);
        if (_fromAround.Length == 0)
            return given;

        var all = new Dictionary<string, object?>(given, StringComparer.Ordinal);
        foreach (var (name, source) in _fromAround)
        {
            if (!all.ContainsKey(name) && source.Arguments(variables).TryGetValue(name, out var value))
                all.Add(name, value);
        }

        return all;
    }

    private static FieldPlan? SourceOf(InputValue argument, FieldPlan? at)
    {
        while (at is not null && !(at.Field.Arguments.TryGetValue(argument.Name, out var same) && same.Type.Named == argument.Type.Named))
            at = at._around;
        return at;
    }

    private static bool HasVariable(ValueNode value) => value switch
    {
        VariableNode => true,
        ListValueNode list => list.Values.Any(HasVariable),
        ObjectValueNode o => o.Fields.Any(f => HasVariable(f.Value)),
        _ => false,
    };
}
