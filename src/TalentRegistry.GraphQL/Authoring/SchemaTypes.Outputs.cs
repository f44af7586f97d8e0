using System.Linq.Expressions;
using System.Reflection;
using TalentRegistry.GraphQL.Data;
using TalentRegistry.GraphQL.Execution;
using TalentRegistry.GraphQL.Language;
using TalentRegistry.GraphQL.TypeSystem;

namespace TalentRegistry.GraphQL.Authoring;

// What answers are made of.
internal sealed partial class SchemaTypes
{
    private readonly Dictionary<Type, DefinedType> _outputs = [];

    /// <summary>The type that shows values of a C# type, as a nullable one; a collection is a list.</summary>
    public GraphQLType Output(Type type) => Wrapped(type, null, isNonNull: false, isId: false, Composite);

    private GraphQLType Output(FieldDraft draft) => draft.TypeText is { } text
        ? Written(Parser.ParseType(text))
        : Wrapped(draft.Result!, draft.Nullability, draft.IsNonNull ?? NullOfLambda(draft), draft.IsId, Composite);

    // An expression tree does not say whether a reference may be null: a collection is never, anything else may be.
    private static bool? NullOfLambda(FieldDraft draft) =>
        draft.Nullability is not null || draft.Result!.IsValueType ? null : ClrValue.ItemType(draft.Result) is not null;

    private GraphQLType Written(TypeNode node) => node switch
    {
        NonNullTypeNode n => new NonNull(Written(n.Type)),
        ListTypeNode l => new ListOf(Written(l.Type)),
        NamedTypeNode { Name.Value: var name } => Scalars.All.Concat(_scalars.Values).FirstOrDefault(s => s.Name == name)
            ?? _shared.GetValueOrDefault(name) ?? _outputs.Values.FirstOrDefault(t => t.Name == name)
            ?? throw new InvalidOperationException($"No type is named {name}; a type of a C# class is better asked for by Type<T>()."),
        _ => throw new ArgumentOutOfRangeException(nameof(node), node, "Not a type reference."),
    };

    private ObjectType? Root(OperationType operation)
    {
        var resolvers = _declared.Roots[operation];
        if (resolvers.Count == 0)
            return null;

        var configurations = resolvers.Select(_declared.ConfigurationOf).OfType<ObjectTypeConfiguration>().ToList();
        var name = configurations.Select(c => c.Name).FirstOrDefault(n => n is not null) ?? operation.ToString();
        var root = Shared(name, () => new ObjectType(name, configurations.Select(c => c.Description).FirstOrDefault(d => d is not null)));
        _objects.Enqueue(() => root.Complete(
            [.. resolvers.SelectMany(RootFields).Select(draft => RootField(operation, root, Checked(operation, root, draft)))], []));
        return root;
    }

    private static FieldDraft Checked(OperationType operation, ObjectType root, FieldDraft draft) =>
        operation == OperationType.Subscription == draft.Subscribe is not null ? draft : throw new InvalidOperationException(
            operation == OperationType.Subscription
                ? $"{root}.{draft.Name} has no events: mark its method [Subscribe], or hide it with [GraphQLIgnore]."
                : $"{root}.{draft.Name} is marked [Subscribe], which only fields of a [SubscriptionType] can be.");

    private IEnumerable<FieldDraft> RootFields(Type resolvers)
    {
        var fields = Configured(resolvers, () => _members.OfResolvers(resolvers, null)).ToList();
        foreach (var field in fields)
            field.Policy ??= _declared.ConfigurationOf(resolvers)?.Policy;
        return fields;
    }

    private DefinedType Composite(Type type)
    {
        if (_outputs.TryGetValue(type, out var known))
            return known;
        if (type == typeof(object) || type.IsGenericParameter || type.IsPointer || typeof(Delegate).IsAssignableFrom(type))
            throw new InvalidOperationException($"{type} cannot be shown in GraphQL.");

        var configuration = _declared.ConfigurationOf(type);
        var name = configuration?.Name ?? NamesOf.Type(type);
        var description = configuration?.Description ?? Description(type);
        DefinedType made = type.IsDefined(typeof(UnionTypeAttribute)) ? new UnionType(name, description) { ClrType = type }
            : type.IsDefined(typeof(InterfaceTypeAttribute)) ? new InterfaceType(name, description) { ClrType = type }
            : new ObjectType(name, description) { ClrType = type };
        _outputs.Add(type, made);
        _shared.TryAdd(name, made);
        _objects.Enqueue(() => Fill(made, type, configuration));
        return made;
    }

    private void Fill(DefinedType made, Type type, ObjectTypeConfiguration? configuration)
    {
        if (made is UnionType union)
        {
            union.Complete(Implementations(type).OfType<ObjectType>());
            return;
        }

        var extensions = _declared.Extensions[type].SelectMany(e => _members.OfResolvers(e, type)).ToList();
        var fields = Configured(type, () => _members.OfModel(type).Where(own => !IsOfException(type, own)))
            .Where(own => !extensions.Exists(e => e.Name == own.Name)).Concat(extensions).ToList();
        foreach (var field in fields)
            field.Policy ??= configuration?.Policy;
        if (IsError(type))
            CompleteError(type, fields);
        var owner = made as ObjectType;
        if (owner is not null)
            owner.Identity = configuration?.Identity ?? IdentityByConvention(type);
        if (owner is not null && IsNode(type))
        {
            _ = NodeOf(owner);
            if (fields.Find(field => field.Name == "id") is { } own)
                own.IsId = true;
            else
                fields.Insert(0, IdField(owner));
        }

        ((FieldsType)made).Complete(
            [.. fields.Select(draft => Field(owner, draft))],
            type.GetInterfaces().Append(type.BaseType).OfType<Type>()
                .Where(i => i.IsDefined(typeof(InterfaceTypeAttribute), inherit: false)).Select(Composite).OfType<InterfaceType>()
                .Concat(owner is not null && IsNode(type) ? [NodeInterface] : []).Concat(owner is not null && IsError(type) ? [ErrorInterface] : []));
        if (made is InterfaceType)
            _unreached.AddRange(Implementations(type));
    }

    // The set is closed: the classes of the interface's own assembly and those that were added by hand.
    private List<DefinedType> Implementations(Type type) =>
        [.. type.Assembly.GetTypes().Concat(_declared.Types)
            .Where(t => t is { IsAbstract: false, IsInterface: false, IsGenericTypeDefinition: false } && type.IsAssignableFrom(t)
                && !t.IsDefined(typeof(GraphQLIgnoreAttribute)))
            .Distinct().OrderBy(t => t.Name, StringComparer.Ordinal).Select(Composite)];

    private IEnumerable<FieldDraft> Configured(Type type, Func<IEnumerable<FieldDraft>> byConvention) =>
        _declared.ConfigurationOf(type) is { } configuration ? configuration.Fields(_members, byConvention) : byConvention();

    private OutputField Field(ObjectType? owner, FieldDraft draft)
    {
        if (draft.Result is null && draft.TypeText is null)
            throw new InvalidOperationException($"{owner}.{draft.Name} has no type: give it Resolve, Project or Type.");

        var rows = draft.Result is null ? null : RowsOf(draft);
        var field = new OutputField(draft.Name, Output(draft), [.. draft.Arguments.Select(Argument)])
        {
            Description = draft.Description,
            DeprecationReason = draft.Deprecation,
            Policy = draft.Policy,
            Resolve = draft.Resolve,
            Subscribe = draft.Subscribe,
            Cache = draft.Cache,
            Projection = draft.Projection,
            Requires = draft.Requires,
            Cost = draft.Cost,
            ListSize = draft.ListSize,
            IdOf = IdOf(draft.IsId, draft.IdOf, owner),
            IsFilterable = draft.IsFilterable,
            IsSortable = draft.IsSortable,
            SortAs = draft.SortAs,
            FoldedAs = draft.FoldedAs,
        };
        if (draft.IsNodeResolver)
            _nodeResolvers[field.Type.Named as ObjectType ?? throw new InvalidOperationException($"{owner}.{draft.Name} is a [NodeResolver] but gives no object.")] = draft;
        if (MadePage.RowOf(draft.Result) is not null && field is { Type.Named: ObjectType row, Resolve: { } make })
            return field.With(MadePage.Over(make), ConnectionTypes.Of(QueryableFields.Capital(draft.Name), row, this));
        if (rows is not null && field.Type.Named is InterfaceType or UnionType && field.Projection is null && draft.Paging is null && field.Resolve is { } whole)
            return field.With(new WholeRows(Queries).Over(whole));
        if (rows is null || owner is null || field.Type.Named is not ObjectType element)
            return field;
        if (draft.Aggregates)
            return Data.Aggregation.AggregationTypes.Complete(field, element, this);

        return QueryableFields.Complete(
            new QueryableField(owner, field, element, rows, draft.Paging, draft.IsSingle, draft.Filters, draft.Sorts), this);
    }

    // The C# type of the rows that a field gives to be cut down by a query; null for a plain value.
    private static Type? RowsOf(FieldDraft draft)
    {
        var isQueryable = draft.Result!.IsGenericType && typeof(IQueryable).IsAssignableFrom(draft.Result);
        return isQueryable || draft.Paging is not null || draft.Filters || draft.Sorts || draft.IsSingle
            ? ClrValue.ItemType(draft.Result) ?? throw new InvalidOperationException($"{draft.Name} gives no rows to page, filter or sort.")
            : null;
    }

    private static RowIdentity? IdentityByConvention(Type type)
    {
        if (type.GetProperty("Id", BindingFlags.Public | BindingFlags.Instance) is not { } id)
            return null;

        var row = Expression.Parameter(type, "row");
        return new RowIdentity(Expression.Lambda(Expression.Property(row, id), row), []);
    }
}
