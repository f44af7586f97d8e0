using TalentRegistry.GraphQL.Execution;
using TalentRegistry.GraphQL.Language;

namespace TalentRegistry.GraphQL.TypeSystem;

/// <summary>The schema seen through itself. Spec section 4; field names, orders and types are its 4.2.</summary>
public static class Introspection
{
    private static readonly EnumType TypeKind = Enum("__TypeKind", "The kinds of types.",
        "SCALAR", "OBJECT", "INTERFACE", "UNION", "ENUM", "INPUT_OBJECT", "LIST", "NON_NULL");

    private static readonly EnumType Location = Enum("__DirectiveLocation", "The places where a directive may stand.",
        [.. System.Enum.GetValues<DirectiveLocation>().Select(DirectiveType.NameOf)]);

    private static readonly ObjectType Type = new("__Type", "A type of the schema, defined or wrapped.");
    private static readonly ObjectType Field = new("__Field", "A field of an object or interface.");
    private static readonly ObjectType Input = new("__InputValue", "An argument, or a field of an input object.");
    private static readonly ObjectType Value = new("__EnumValue", "One name of an enum.");
    private static readonly ObjectType Directive = new("__Directive", "A directive that the server knows.");

    static Introspection()
    {
        Type.Complete(TypeFields(), []);
        Field.Complete(
        [
            Of<OutputField>("name", Required(Scalars.String), f => f.Name),
            Of<OutputField>("description", Scalars.String, f => f.Description),
            Listed<OutputField, InputValue>("args", Many(Input), f => f.DeclaredArguments, a => a.DeprecationReason),
            Of<OutputField>("type", Required(Type), f => f.Type),
            .. Deprecation<OutputField>(f => f.DeprecationReason),
        ], []);
        Input.Complete(
        [
            Of<InputValue>("name", Required(Scalars.String), v => v.Name),
            Of<InputValue>("description", Scalars.String, v => v.Description),
            Of<InputValue>("type", Required(Type), v => v.Type),
            Of<InputValue>("defaultValue", Scalars.String, v => v.DefaultValue is { } literal ? Printer.Print(literal) : null),
            .. Deprecation<InputValue>(v => v.DeprecationReason),
        ], []);
        Value.Complete(
        [
            Of<EnumValue>("name", Required(Scalars.String), v => v.Name),
            Of<EnumValue>("description", Scalars.String, v => v.Description),
            .. Deprecation<EnumValue>(v => v.DeprecationReason),
        ], []);
        Directive.Complete(
        [
            Of<DirectiveType>("name", Required(Scalars.String), d => d.Name),
            Of<DirectiveType>("description", Scalars.String, d => d.Description),
            Of<DirectiveType>("isRepeatable", Required(Scalars.Boolean), d => d.IsRepeatable),
            Of<DirectiveType>("locations", Many(Location), d => d.Locations.Select(DirectiveType.NameOf)),
            Listed<DirectiveType, InputValue>("args", Many(Input), d => d.DeclaredArguments, a => a.DeprecationReason),
        ], []);
        SchemaType.Complete(
        [
            Of<Schema>("description", Scalars.String, s => s.Description),
            Of<Schema>("types", Many(Type), s => s.Types.Values),
            Of<Schema>("queryType", Required(Type), s => s.QueryType),
            Of<Schema>("mutationType", Type, s => s.MutationType),
            Of<Schema>("subscriptionType", Type, s => s.SubscriptionType),
            Of<Schema>("directives", Many(Directive), s => s.Directives.Values),
        ], []);
    }

    /// <summary><c>__Schema</c>.</summary>
    public static ObjectType SchemaType { get; } = new("__Schema", "What the server can be asked.");

    /// <summary><c>__typename: String!</c>, on every composite type.</summary>
    public static OutputField TypeNameField { get; } = new("__typename", new NonNull(Scalars.String))
    {
        Description = "The name of the object's type.",
        Resolve = context => new(context.ObjectType.Name),
    };

    /// <summary><c>__schema: __Schema!</c>, on the query root.</summary>
    public static OutputField SchemaField { get; } = new("__schema", new NonNull(SchemaType))
    {
        Description = "What the server can be asked.",
        Resolve = context => new(context.Schema),
    };

    /// <summary><c>__type(name:): __Type</c>, on the query root.</summary>
    public static OutputField TypeField { get; } = new("__type", Type, [new("name", new NonNull(Scalars.String))])
    {
        Description = "One type by its name.",
        Resolve = context => new(context.Schema.TypeNamed(context.Argument<string>("name"))),
    };

    /// <summary>Whether the type belongs to introspection itself.</summary>
    public static bool IsIntrospectionType(DefinedType type) =>
        ReferenceEquals(type, SchemaType) || ReferenceEquals(type, Type) || ReferenceEquals(type, Field) || ReferenceEquals(type, Input)
        || ReferenceEquals(type, Value) || ReferenceEquals(type, Directive) || ReferenceEquals(type, TypeKind) || ReferenceEquals(type, Location);

    private static IEnumerable<OutputField> TypeFields() =>
    [
        Of<GraphQLType>("kind", Required(TypeKind), KindOf),
        Of<GraphQLType>("name", Scalars.String, t => (t as DefinedType)?.Name),
        Of<GraphQLType>("description", Scalars.String, t => (t as DefinedType)?.Description),
        Of<GraphQLType>("specifiedByURL", Scalars.String, t => (t as ScalarType)?.SpecifiedBy?.ToString()),
        Listed<GraphQLType, OutputField>("fields", OptionalMany(Field), t => (t as FieldsType)?.DeclaredFields, f => f.DeprecationReason),
        Of<GraphQLType>("interfaces", OptionalMany(Type), t => (t as FieldsType)?.Interfaces),
        new("possibleTypes", OptionalMany(Type))
        {
            Resolve = context => new(context.Parent<GraphQLType>() is DefinedType type and (InterfaceType or UnionType)
                ? context.Schema.PossibleTypes(type).OrderBy(t => t.Name, StringComparer.Ordinal)
                : null),
        },
        Listed<GraphQLType, EnumValue>("enumValues", OptionalMany(Value), t => (t as EnumType)?.DeclaredValues, v => v.DeprecationReason),
        Listed<GraphQLType, InputValue>("inputFields", OptionalMany(Input), t => (t as InputObjectType)?.DeclaredFields, v => v.DeprecationReason),
        Of<GraphQLType>("ofType", Type, t => t switch { ListOf list => list.OfType, NonNull inner => inner.OfType, _ => null }),
        Of<GraphQLType>("isOneOf", Scalars.Boolean, t => (t as InputObjectType)?.IsOneOf),
    ];

    private static string KindOf(GraphQLType type) => type switch
    {
        ScalarType => "SCALAR",
        ObjectType => "OBJECT",
        InterfaceType => "INTERFACE",
        UnionType => "UNION",
        EnumType => "ENUM",
        InputObjectType => "INPUT_OBJECT",
        ListOf => "LIST",
        _ => "NON_NULL",
    };

    private static NonNull Required(GraphQLType type) => new(type);

    private static NonNull Many(GraphQLType type) => new(OptionalMany(type));

    private static ListOf OptionalMany(GraphQLType type) => new(new NonNull(type));

    private static EnumType Enum(string name, string description, params string[] values) =>
        new(name, description, values.Select(v => new EnumValue(v, v)));

    private static OutputField Of<T>(string name, GraphQLType type, Func<T, object?> get) where T : class =>
        new(name, type) { Resolve = context => new(get(context.Parent<T>())) };

    // Lists that leave out what is deprecated unless asked (spec 4.2.2: includeDeprecated).
    private static OutputField Listed<T, TItem>(
        string name, GraphQLType type, Func<T, IEnumerable<TItem>?> get, Func<TItem, string?> deprecation) where T : class =>
        new(name, type, [new("includeDeprecated", new NonNull(Scalars.Boolean)) { DefaultValue = Literal.Boolean(false) }])
        {
            Resolve = context => new(context.Argument<bool>("includeDeprecated")
                ? get(context.Parent<T>())
                : get(context.Parent<T>())?.Where(item => deprecation(item) is null)),
        };

    private static IEnumerable<OutputField> Deprecation<T>(Func<T, string?> reason) where T : class =>
    [
        Of<T>("isDeprecated", Required(Scalars.Boolean), x => reason(x) is not null),
        Of<T>("deprecationReason", Scalars.String, reason),
    ];
}
