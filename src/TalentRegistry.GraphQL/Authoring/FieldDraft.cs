using System.Linq.Expressions;
using System.Reflection;
using TalentRegistry.GraphQL.Execution;
using TalentRegistry.GraphQL.TypeSystem;

namespace TalentRegistry.GraphQL.Authoring;

/// <summary>A field while its author describes it, before the types around it are known.</summary>
internal sealed class FieldDraft(string name)
{
    public string Name { get; set; } = name;

    public string? Description { get; set; }

    public string? Deprecation { get; set; }

    public string? Policy { get; set; }

    /// <summary>Not in the schema.</summary>
    public bool IsIgnored { get; set; }

    /// <summary>What the resolver or projection gives, without its task.</summary>
    public Type? Result { get; set; }

    /// <summary>What C# says of nulls in <see cref="Result"/>; null where it cannot be known, as of a lambda.</summary>
    public NullabilityInfo? Nullability { get; set; }

    /// <summary>Overrules what C# says of the outermost null.</summary>
    public bool? IsNonNull { get; set; }

    /// <summary>The type in SDL, where the author wrote it.</summary>
    public string? TypeText { get; set; }

    public bool IsId { get; set; }

    /// <summary>The class of the node type that the ID is of, where its author named one.</summary>
    public Type? IdOf { get; set; }

    /// <summary>Also answers <c>node</c> for the type that it gives.</summary>
    public bool IsNodeResolver { get; set; }

    /// <summary>How a mutation keeps to the convention; null as all do.</summary>
    public UseMutationConventionAttribute? Convention { get; set; }

    /// <summary>The errors that a mutation tells in its payload.</summary>
    public IReadOnlyList<Type> Errors { get; set; } = [];

    public List<ArgumentDraft> Arguments { get; } = [];

    public FieldResolver? Resolve { get; set; }

    public SourceStreamResolver? Subscribe { get; set; }

    public CacheHint? Cache { get; set; }

    public LambdaExpression? Projection { get; set; }

    public IReadOnlyList<LambdaExpression> Requires { get; set; } = [];

    public UsePagingAttribute? Paging { get; set; }

    public double? Cost { get; set; }

    public ListSizeAttribute? ListSize { get; set; }

    public bool Filters { get; set; }

    public bool Sorts { get; set; }

    public bool IsSingle { get; set; }

    /// <summary>Its rows are grouped and measured, not given.</summary>
    public bool Aggregates { get; set; }

    public bool IsFilterable { get; set; } = true;

    public bool IsSortable { get; set; } = true;

    public LambdaExpression? SortAs { get; set; }

    public LambdaExpression? FoldedAs { get; set; }

    /// <summary>What the attributes of a member say.</summary>
    public static FieldDraft Of(MemberInfo member) => new(NamesOf.Field(member))
    {
        Description = member.GetCustomAttribute<GraphQLDescriptionAttribute>()?.Description,
        Deprecation = member.GetCustomAttribute<GraphQLDeprecatedAttribute>()?.Reason,
        Policy = (member.GetCustomAttribute<AuthorizeAttribute>() ?? member.DeclaringType?.GetCustomAttribute<AuthorizeAttribute>())?.Policy,
        Cache = member.GetCustomAttribute<CacheControlAttribute>() is { } cache ? new CacheHint(cache.MaxAge, cache.Scope) : null,
        IsIgnored = member.IsDefined(typeof(GraphQLIgnoreAttribute)),
        IsId = member.IsDefined(typeof(IDAttribute)),
        IdOf = member.GetCustomAttribute<IDAttribute>()?.Of,
        IsNodeResolver = member.IsDefined(typeof(NodeResolverAttribute)),
        Convention = member.GetCustomAttribute<UseMutationConventionAttribute>(),
        Errors = [.. member.GetCustomAttributes<ErrorAttribute>().Select(e => e.Type).Distinct()],
        Cost = member.GetCustomAttribute<CostAttribute>()?.Weight,
        ListSize = member.GetCustomAttribute<ListSizeAttribute>(),
        Paging = member.GetCustomAttribute<UsePagingAttribute>(),
        Filters = member.IsDefined(typeof(UseFilteringAttribute)),
        Sorts = member.IsDefined(typeof(UseSortingAttribute)),
        IsSingle = member.IsDefined(typeof(UseFirstOrDefaultAttribute)),
        Aggregates = member.IsDefined(typeof(UseAggregationAttribute)),
    };
}

/// <summary>An argument while its author describes it.</summary>
internal sealed class ArgumentDraft(string name, Type type)
{
    public string Name => name;

    public Type Type { get; set; } = type;

    public NullabilityInfo? Nullability { get; set; }

    public bool? IsNonNull { get; set; }

    public string? Description { get; set; }

    public string? Deprecation { get; set; }

    public bool IsId { get; set; }

    /// <summary>The class of the node type that the ID is of, where its author named one.</summary>
    public Type? IdOf { get; set; }

    public bool IsFromAround { get; set; }

    public Func<object, GraphQLError?>? Rule { get; set; }

    public bool HasDefault { get; set; }

    public object? Default { get; set; }
}
