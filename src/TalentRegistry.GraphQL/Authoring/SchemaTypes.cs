using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using TalentRegistry.GraphQL.Execution;
using TalentRegistry.GraphQL.Language;
using TalentRegistry.GraphQL.TypeSystem;

namespace TalentRegistry.GraphQL.Authoring;

/// <summary>The types of a schema while it is built: each made once, filled in later, so that types may refer to each other in circles.</summary>
internal sealed partial class SchemaTypes
{
    private readonly SchemaDeclarations _declared;
    private readonly XmlDocumentation _documentation = new();
    private readonly Members _members;
    private readonly Dictionary<Type, ScalarType> _scalars;
    private readonly Dictionary<string, DefinedType> _shared = new(StringComparer.Ordinal);
    private readonly List<DefinedType> _unreached = [];
    private readonly Queue<Action> _objects = new();
    private readonly Queue<Action> _later = new();

    public SchemaTypes(SchemaDeclarations declared, IServiceProviderIsService? services)
    {
        _declared = declared;
        _members = new Members(_documentation, services);
        _scalars = new Dictionary<Type, ScalarType>(declared.Scalars);
    }

    /// <summary>The type of that name, made at the first call: for types that no C# declares, such as connections and filters.</summary>
    /// <exception cref="InvalidOperationException">The name belongs to a type of another kind.</exception>
    public T Shared<T>(string name, Func<T> make) where T : DefinedType
    {
        if (!_shared.TryGetValue(name, out var found))
            _shared.Add(name, found = make());

        return found as T ?? throw new InvalidOperationException($"{name} is a {found.GetType().Name} already, not a {typeof(T).Name}.");
    }

    /// <summary>
    /// Runs <paramref name="complete"/> once every object type has its fields. It may ask for further types and call this again;
    /// the schema is whole when nothing is left to do.
    /// </summary>
    public void Later(Action complete) => _later.Enqueue(complete);

    /// <summary>Builds everything that was declared.</summary>
    /// <exception cref="SchemaException">It breaks rules of spec section 3.</exception>
    public Schema Build()
    {
        var roots = Enum.GetValues<OperationType>().ToDictionary(operation => operation, Root);
        _unreached.AddRange(_declared.Types.Select(type => Output(type).Named));
        while (_objects.TryDequeue(out var complete) || _later.TryDequeue(out complete))
            complete();
        if (roots[OperationType.Query] is { } query)
            AddNodeFields(query);

        return new Schema(
            roots[OperationType.Query] ?? throw new InvalidOperationException("No class is a [QueryType]: a schema needs fields to ask for."),
            roots[OperationType.Mutation], roots[OperationType.Subscription], _unreached, Costs(), _declared.Description);
    }

    // Known to the schema where something is said with them.
    private IEnumerable<DirectiveType> Costs()
    {
        var fields = _outputs.Values.Concat(_shared.Values).OfType<FieldsType>().SelectMany(t => t.DeclaredFields).ToList();
        if (fields.Exists(f => f.Cost is not null))
            yield return DirectiveType.Cost;
        if (fields.Exists(f => f.ListSize is not null || f.Query?.Paging is not null))
            yield return DirectiveType.ListSize;
    }

    private EnumType Enumeration(Type type) => Shared(NamesOf.Type(type), () => new EnumType(
        NamesOf.Type(type), Description(type), type.GetFields(BindingFlags.Public | BindingFlags.Static)
            .Where(f => !f.IsDefined(typeof(GraphQLIgnoreAttribute)))
            .Select(f => new EnumValue(
                NamesOf.EnumValue(f), f.GetValue(null)!,
                f.GetCustomAttribute<GraphQLDescriptionAttribute>()?.Description ?? _documentation.Of(f),
                f.GetCustomAttribute<GraphQLDeprecatedAttribute>()?.Reason)))
    {
        ClrType = type,
    });

    private ScalarType? Scalar(Type type) =>
        _scalars.GetValueOrDefault(type)
        ?? (typeof(System.Text.Json.Nodes.JsonNode).IsAssignableFrom(type) ? Scalars.Any : null)
        ?? Scalars.ForClr(type)
        ?? (ClrValue.Inside(type) is { } inside ? Scalar(inside) : null);

    private string? Description(Type type) =>
        type.GetCustomAttribute<GraphQLDescriptionAttribute>()?.Description ?? _documentation.Of(type);

    // A wrapped type: leaves and named types by their C# type, lists by their items, nulls as C# says.
    private GraphQLType Wrapped(Type type, NullabilityInfo? nullability, bool? isNonNull, bool isId, Func<Type, DefinedType> named)
    {
        var bare = Nullable.GetUnderlyingType(type) ?? type;
        GraphQLType inner;
        if (Scalar(bare) is { } scalar)
            inner = isId ? Scalars.Id : scalar;
        else if (bare.IsEnum)
            inner = Enumeration(bare);
        else if (ClrValue.ItemType(bare) is { } item)
            inner = new ListOf(Wrapped(item, OfItems(bare, nullability), null, isId, named));
        else
            inner = named(bare);

        return isNonNull ?? IsNonNull(type, nullability) ? new NonNull(inner) : inner;
    }

    private static NullabilityInfo? OfItems(Type list, NullabilityInfo? nullability) =>
        list.IsArray ? nullability?.ElementType
        : nullability is { GenericTypeArguments: [var only] } ? only
        : null;

    // Where C# has said nothing, as of the items of a class that derives from a list, a value is taken to be there.
    private static bool IsNonNull(Type type, NullabilityInfo? nullability) =>
        type.IsValueType ? Nullable.GetUnderlyingType(type) is null
        : nullability is null || nullability.ReadState == NullabilityState.NotNull;
}
