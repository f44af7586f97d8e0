using System.Collections.Frozen;

namespace TalentRegistry.GraphQL.TypeSystem;

/// <summary>An immutable, validated schema: holding one proves that it is legal (spec 3.3).</summary>
public sealed class Schema
{
    private readonly FrozenDictionary<DefinedType, FrozenSet<ObjectType>> _possible;

    /// <summary>A schema of everything reachable from the roots and <paramref name="otherTypes"/>, with the built-in parts added.</summary>
    /// <exception cref="SchemaException">It breaks rules of spec section 3; all of them are listed.</exception>
    public Schema(
        ObjectType query,
        ObjectType? mutation = null,
        ObjectType? subscription = null,
        IEnumerable<DefinedType>? otherTypes = null,
        IEnumerable<DirectiveType>? directives = null,
        string? description = null)
    {
        (QueryType, MutationType, SubscriptionType, Description) = (query, mutation, subscription, description);
        Directives = DirectiveType.Specified.Concat(directives ?? []).ByName(d => d.Name);

        var reach = new SchemaReach();
        foreach (var root in new[] { query, mutation, subscription })
            reach.Add(root);
        foreach (var type in otherTypes ?? [])
            reach.Add(type);
        foreach (var argument in Directives.Values.SelectMany(d => d.DeclaredArguments))
            reach.Add(argument.Type.Named);
        reach.Add(Introspection.SchemaType);

        var faults = SchemaRules.Check(this, reach.Found);
        if (faults.Count > 0)
            throw new SchemaException(faults);

        Types = reach.Found.ByName(t => t.Name);
        _possible = PossibleByAbstract(Types.Values);
    }

    /// <summary>Markdown, or null.</summary>
    public string? Description { get; }

    /// <summary>The root of queries.</summary>
    public ObjectType QueryType { get; }

    /// <summary>The root of mutations, or null.</summary>
    public ObjectType? MutationType { get; }

    /// <summary>The root of subscriptions, or null.</summary>
    public ObjectType? SubscriptionType { get; }

    /// <summary>Every defined type by name, introspection's included.</summary>
    public IReadOnlyDictionary<string, DefinedType> Types { get; }

    /// <summary>Every directive by name, without the <c>@</c>.</summary>
    public IReadOnlyDictionary<string, DirectiveType> Directives { get; }

    /// <summary>The type of that name, or null.</summary>
    public DefinedType? TypeNamed(string name) => Types.GetValueOrDefault(name);

    /// <summary>The objects that a value of a composite type may be. Spec 5.5.2.3, GetPossibleTypes.</summary>
    public IReadOnlySet<ObjectType> PossibleTypes(DefinedType type) =>
        type is ObjectType self ? FrozenSet.Create(self)
        : _possible.TryGetValue(type, out var found) ? found
        : FrozenSet<ObjectType>.Empty;

    /// <summary>Whether every value of <paramref name="type"/> is also one of <paramref name="super"/>. Spec 3.6, IsSubType.</summary>
    public static bool IsSubtype(GraphQLType type, GraphQLType super) => (type, super) switch
    {
        _ when ReferenceEquals(type, super) => true,
        (NonNull inner, NonNull outer) => IsSubtype(inner.OfType, outer.OfType),
        (NonNull inner, _) => IsSubtype(inner.OfType, super),
        (ListOf inner, ListOf outer) => IsSubtype(inner.OfType, outer.OfType),
        (ObjectType member, UnionType union) => union.Members.Contains(member),
        (FieldsType implementer, InterfaceType wanted) => implementer.Interfaces.Contains(wanted),
        _ => false,
    };

    /// <summary>The root type of an operation, or null where the schema has none.</summary>
    public ObjectType? RootType(Language.OperationType operation) => operation switch
    {
        Language.OperationType.Mutation => MutationType,
        Language.OperationType.Subscription => SubscriptionType,
        _ => QueryType,
    };

    /// <summary>
    /// The field of that name on a composite type, the meta-fields <c>__typename</c>, <c>__schema</c> and <c>__type</c>
    /// included (spec 4.1, 4.2); null if there is none.
    /// </summary>
    public OutputField? FieldNamed(DefinedType type, string name) => name switch
    {
        "__typename" when type.IsComposite => Introspection.TypeNameField,
        "__schema" when ReferenceEquals(type, QueryType) => Introspection.SchemaField,
        "__type" when ReferenceEquals(type, QueryType) => Introspection.TypeField,
        _ => type is FieldsType fields ? fields.Fields.GetValueOrDefault(name) : null,
    };

    private static FrozenDictionary<DefinedType, FrozenSet<ObjectType>> PossibleByAbstract(IEnumerable<DefinedType> types)
    {
        var all = types.ToList();
        var unions = all.OfType<UnionType>().Select(u => ((DefinedType)u, u.Members.ToFrozenSet()));
        var interfaces = all.OfType<InterfaceType>().Select(i =>
            ((DefinedType)i, all.OfType<ObjectType>().Where(o => o.Interfaces.Contains(i)).ToFrozenSet()));
        return unions.Concat(interfaces).ToFrozenDictionary(p => p.Item1, p => p.Item2);
    }
}

/// <summary>A schema that breaks the rules of spec section 3.</summary>
public sealed class SchemaException(IReadOnlyList<string> faults)
    : Exception("The schema is not valid:\n" + string.Join('\n', faults))
{
    /// <summary>Every fault, one sentence each.</summary>
    public IReadOnlyList<string> Faults => faults;
}

/// <summary>Collects the types that can be reached from some types, each once, in the order met.</summary>
internal sealed class SchemaReach
{
    private readonly HashSet<DefinedType> _seen = new(ReferenceEqualityComparer.Instance);

    public List<DefinedType> Found { get; } = [];

    public void Add(DefinedType? type)
    {
        if (type is null || !_seen.Add(type))
            return;

        Found.Add(type);
        foreach (var next in Neighbours(type))
            Add(next);
    }

    private static IEnumerable<DefinedType> Neighbours(DefinedType type) => type switch
    {
        FieldsType t => t.Interfaces.Concat(t.DeclaredFields.SelectMany(
            f => f.DeclaredArguments.Select(a => a.Type.Named).Prepend(f.Type.Named))),
        UnionType t => t.Members,
        InputObjectType t => t.DeclaredFields.Select(f => f.Type.Named),
        _ => [],
    };
}
