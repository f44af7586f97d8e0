using System.Linq.Expressions;
using TalentRegistry.GraphQL.Execution;
using TalentRegistry.GraphQL.Language;

namespace TalentRegistry.GraphQL.TypeSystem;

/// <summary>A field of an object or interface. Spec 3.6.</summary>
public sealed class OutputField(string name, GraphQLType type, IEnumerable<InputValue>? arguments = null)
{
    /// <summary>Unique within its type.</summary>
    public string Name => name;

    /// <summary>What it gives.</summary>
    public GraphQLType Type => type;

    /// <summary>By name, in the order declared.</summary>
    public IReadOnlyDictionary<string, InputValue> Arguments => field ??= DeclaredArguments.ByName(a => a.Name);

    /// <summary>Markdown, or null.</summary>
    public string? Description { get; init; }

    /// <summary>Why it should no longer be used; null if it may be.</summary>
    public string? DeprecationReason { get; init; }

    /// <summary>The policy that a caller must satisfy to see the field, sort or filter by it; null lets everyone.</summary>
    public string? Policy { get; init; }

    internal IReadOnlyList<InputValue> DeclaredArguments { get; } = [.. arguments ?? []];

    /// <summary>Computes the value of one object's field; null where only a projection can.</summary>
    internal FieldResolver? Resolve { get; init; }

    /// <summary>How long an answer made of this root field may be kept; null not at all.</summary>
    internal CacheHint? Cache { get; init; }

    /// <summary>Opens the events of a field of the subscription root; null elsewhere.</summary>
    internal SourceStreamResolver? Subscribe { get; init; }

    /// <summary>
    /// The value as an expression over the C# object, and then over the arguments, so that it can be part of a query.
    /// Null for fields that only a resolver can give.
    /// </summary>
    internal LambdaExpression? Projection { get; init; }

    /// <summary>
    /// Reads the field from the C# object itself; null where it takes more: arguments, a permission, a query, or a resolver of its own.
    /// </summary>
    internal Func<object, object?>? Member =>
        field ??= Projection is { Parameters.Count: 1 } && Query is null && Policy is null && IdOf is null && DeclaredArguments.Count == 0 ? CompiledRead.Of(Projection) : null;

    /// <summary>What the field costs by itself; null where its author did not say.</summary>
    internal double? Cost { get; init; }

    /// <summary>How many items the field is taken to give; null where its author did not say.</summary>
    internal ListSizeAttribute? ListSize { get; init; }

    /// <summary>Members of the object's row that the resolver reads; they are projected for it.</summary>
    internal IReadOnlyList<LambdaExpression> Requires { get; init; } = [];

    /// <summary>
    /// For a field of scalar ID that shows a global id: of which type. <see cref="Projection"/> and resolvers give the bare key; what
    /// callers get is <see cref="NodeType.Prefix"/> and the key, put together where the value is completed or by the SQL that writes it.
    /// </summary>
    internal NodeType? IdOf { get; init; }

    /// <summary>How a queryable result is paged, filtered and sorted; null for a plain value.</summary>
    internal Data.QueryBehaviour? Query { get; init; }

    /// <summary>Whether generated filters offer this field.</summary>
    internal bool IsFilterable { get; init; } = true;

    /// <summary>Whether generated orders offer this field.</summary>
    internal bool IsSortable { get; init; } = true;

    /// <summary>
    /// From the row to what orders compare in place of the field's own value, as the same text under a language's collation;
    /// null compares the value.
    /// </summary>
    internal LambdaExpression? SortAs { get; init; }

    /// <summary>
    /// From the row to the field's text in folded form, as a folded column kept beside it; null folds the value when it is searched.
    /// </summary>
    internal LambdaExpression? FoldedAs { get; init; }

    /// <summary>This field with another resolver, and where that gives something else with another type.</summary>
    internal OutputField With(FieldResolver resolve, GraphQLType? type = null) => new(Name, type ?? Type, DeclaredArguments)
    {
        Description = Description, DeprecationReason = DeprecationReason, Policy = Policy, Resolve = resolve, Requires = Requires,
        Cost = Cost, ListSize = ListSize, IsFilterable = IsFilterable, IsSortable = IsSortable,
    };

    /// <summary>This field as one that is cut down by a query: another type, arguments after its own, and another resolver.</summary>
    internal OutputField AsQuery(GraphQLType type, IEnumerable<InputValue> moreArguments, FieldResolver? resolve, Data.QueryBehaviour query) =>
        new(Name, type, [.. DeclaredArguments, .. moreArguments])
        {
            Description = Description,
            DeprecationReason = DeprecationReason,
            Policy = Policy,
            Resolve = resolve,
            Subscribe = Subscribe,
            Cache = Cache,
            Projection = Projection,
            Requires = Requires,
            Cost = Cost,
            ListSize = ListSize,
            Query = query,
            // A page is no list that conditions could be about.
            IsFilterable = IsFilterable && query.Paging is null,
            IsSortable = IsSortable && query.Paging is null,
            SortAs = SortAs,
            FoldedAs = FoldedAs,
        };
}

/// <summary>An argument of a field or directive, or a field of an input object. Spec 3.6.1, 3.10.</summary>
public sealed class InputValue(string name, GraphQLType type)
{
    /// <summary>Unique among its siblings.</summary>
    public string Name => name;

    /// <summary>What it takes.</summary>
    public GraphQLType Type => type;

    /// <summary>The value when none is given, as a literal; null if there is none (a default of null is a <c>null</c> literal).</summary>
    public ValueNode? DefaultValue { get; init; }

    /// <summary>Markdown, or null.</summary>
    public string? Description { get; init; }

    /// <summary>Why it should no longer be used; null if it may be.</summary>
    public string? DeprecationReason { get; init; }

    /// <summary>The C# type that the value is read into; null leaves the scalar's own.</summary>
    public Type? ClrType { get; init; }

    /// <summary>Spec 3.6.1: a non-null type without a default.</summary>
    public bool IsRequired => type is NonNull && DefaultValue is null;

    /// <summary>It may be left out, but a null that is given is refused.</summary>
    internal bool RefusesNull { get; init; }

    /// <summary>
    /// Left out, it has the value that the nearest field around gives to its argument of the same name and type; a null that is given is a null.
    /// </summary>
    public bool IsFromAround { get; init; }

    /// <summary>Says what is wrong with a value beyond its type; null where nothing is. It is never asked about null.</summary>
    public Func<object, GraphQLError?>? Rule { get; init; }

    /// <summary>For an ID of a node type: its global ids are taken as well as bare keys, and read as the keys.</summary>
    internal NodeType? IdOf { get; init; }

    /// <summary>For a field of a generated filter or order: the field of the object that it is about.</summary>
    internal OutputField? About { get; init; }
}
