using System.Linq.Expressions;
using System.Reflection;
using System.Security.Claims;
using Microsoft.Extensions.DependencyInjection;
using TalentRegistry.GraphQL.Execution;
using TalentRegistry.GraphQL.Subscriptions;
using TalentRegistry.GraphQL.TypeSystem;

namespace TalentRegistry.GraphQL.Authoring;

/// <summary>Fields out of C# members. All reflection is done here, once; what requests run is compiled.</summary>
internal sealed class Members(XmlDocumentation documentation, IServiceProviderIsService? services)
{
    private readonly NullabilityInfoContext _nullability = new();

    /// <summary>The public properties of a class whose objects answer for themselves.</summary>
    public IEnumerable<FieldDraft> OfModel(Type model) => model
        .GetProperties(BindingFlags.Public | BindingFlags.Instance)
        .Where(p => p.GetMethod is { IsPublic: true } && p.GetIndexParameters().Length == 0 && !p.IsDefined(typeof(GraphQLIgnoreAttribute)))
        .DistinctBy(p => p.Name)
        .Select(p => OfModel(p, model));

    /// <summary>A property of such a class; it can be part of a query.</summary>
    public FieldDraft OfModel(PropertyInfo property, Type model)
    {
        var source = Expression.Parameter(model, "source");
        var projection = Expression.Lambda(Expression.Property(source, property), source);
        var read = CompiledRead.Of(projection);
        var draft = Described(property, property.PropertyType, _nullability.Create(property));
        draft.Projection = projection;
        draft.Resolve = context => new(read(context.Parent<object>()));
        return draft;
    }

    /// <summary>A method of such a class; it takes the whole object.</summary>
    public FieldDraft OfModel(MethodInfo method) => OfMethod(method, method.IsStatic ? null : method.DeclaringType, isOnParent: true);

    /// <summary>The public methods and properties of a class of resolvers, for a root or for the type that <paramref name="parent"/> shows.</summary>
    public IEnumerable<FieldDraft> OfResolvers(Type resolvers, Type? parent)
    {
        const BindingFlags Declared = BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;
        var sources = SourceStreams.MethodsOf(resolvers);
        foreach (var member in Hierarchy(resolvers).SelectMany(t => t.GetMembers(Declared)).Where(m => !m.IsDefined(typeof(GraphQLIgnoreAttribute))).OrderBy(PlaceOf))
        {
            if (sources.Contains(member))
                continue;
            if (member is MethodInfo { IsSpecialName: false, IsGenericMethodDefinition: false } method && method.GetBaseDefinition().DeclaringType != typeof(object)
                && !IsCompilerMade(method))
                yield return OfMethod(method, parent, isOnParent: false);
            else if (member is PropertyInfo { GetMethod: { IsPublic: true } getter } property && property.GetIndexParameters().Length == 0)
                yield return OfResolverProperty(property, getter);
        }
    }

    public ArgumentDraft Argument(ParameterInfo parameter)
    {
        var chosen = parameter.GetCustomAttribute<DefaultValueAttribute>();
        var draft = new ArgumentDraft(NamesOf.Argument(parameter), parameter.ParameterType)
        {
            Nullability = _nullability.Create(parameter),
            Description = parameter.GetCustomAttribute<GraphQLDescriptionAttribute>()?.Description ?? documentation.Of(parameter),
            Deprecation = parameter.GetCustomAttribute<GraphQLDeprecatedAttribute>()?.Reason,
            IsId = parameter.IsDefined(typeof(IDAttribute)),
            IdOf = parameter.GetCustomAttribute<IDAttribute>()?.Of,
            IsFromAround = parameter.IsDefined(typeof(FromAroundAttribute)),
            Rule = parameter.GetCustomAttribute<ArgumentRuleAttribute>() is { } rule ? rule.Refuse : null,
            HasDefault = chosen is not null || parameter is { HasDefaultValue: true, DefaultValue: not null },
        };
        draft.Default = chosen is not null ? chosen.Value : draft.HasDefault ? EnumOr(parameter.DefaultValue!, parameter.ParameterType) : null;
        return draft;
    }

    public ArgumentDraft Argument(PropertyInfo property) => new(NamesOf.Field(property), property.PropertyType)
    {
        Nullability = _nullability.Create(property),
        Description = property.GetCustomAttribute<GraphQLDescriptionAttribute>()?.Description ?? documentation.Of(property),
        Deprecation = property.GetCustomAttribute<GraphQLDeprecatedAttribute>()?.Reason,
        IsId = property.IsDefined(typeof(IDAttribute)),
        IdOf = property.GetCustomAttribute<IDAttribute>()?.Of,
        HasDefault = property.IsDefined(typeof(DefaultValueAttribute)),
        Default = property.GetCustomAttribute<DefaultValueAttribute>()?.Value,
    };

    private FieldDraft OfResolverProperty(PropertyInfo property, MethodInfo getter)
    {
        var draft = Described(property, property.PropertyType, _nullability.Create(property));
        draft.Resolve = new MethodResolver(getter, parent: null, isOnParent: false).Compile([]);
        return draft;
    }

    private FieldDraft OfMethod(MethodInfo method, Type? parent, bool isOnParent)
    {
        var draft = Described(method, method.ReturnType, _nullability.Create(method.ReturnParameter));
        draft.Description ??= documentation.Of(method);
        var resolver = new MethodResolver(method, parent, isOnParent);
        draft.Resolve = resolver.Compile(Values(resolver, method, draft));
        draft.Requires = resolver.Requires;
        if (method.GetCustomAttribute<SubscribeAttribute>() is { } subscribe)
            draft.Subscribe = SourceOf(method, subscribe, draft);
        return draft;
    }

    // Parameters that only the source of the events has are arguments of the field as well.
    private SourceStreamResolver SourceOf(MethodInfo method, SubscribeAttribute subscribe, FieldDraft draft)
    {
        if (subscribe.With is null)
            return SourceStreams.OfTopic(method, [.. draft.Arguments.Select(argument => argument.Name)]);

        var source = SourceStreams.MethodNamed(method.ReflectedType!, subscribe.With);
        var resolver = new MethodResolver(source, parent: null, isOnParent: false);
        return SourceStreams.Of(source, resolver.CompileUnawaited(Values(resolver, source, draft)));
    }

    private List<Expression> Values(MethodResolver resolver, MethodInfo method, FieldDraft draft)
    {
        var values = new List<Expression>();
        foreach (var parameter in method.GetParameters())
        {
            if (resolver.Known(parameter) is { } known)
            {
                values.Add(known);
            }
            else if (IsService(parameter))
            {
                values.Add(resolver.Service(parameter));
            }
            else
            {
                var argument = Argument(parameter);
                if (!draft.Arguments.Exists(a => a.Name == argument.Name))
                    draft.Arguments.Add(argument);
                values.Add(resolver.Argument(argument));
            }
        }

        return values;
    }

    // Lists are said to be services by any container (of nothing), and so never count as such without the attribute.
    private bool IsService(ParameterInfo parameter)
    {
        var type = parameter.ParameterType;
        if (parameter.IsDefined(typeof(ServiceAttribute)))
            return true;
        if (parameter.IsDefined(typeof(ArgumentAttribute)) || type.IsValueType || type == typeof(string) || ClrValue.ItemType(type) is not null)
            return false;

        return type == typeof(IServiceProvider) || services?.IsService(type) == true;
    }

    private FieldDraft Described(MemberInfo member, Type type, NullabilityInfo nullability)
    {
        var draft = FieldDraft.Of(member);
        draft.Description ??= member is PropertyInfo property ? documentation.Of(property) : null;
        try
        {
            (draft.Result, draft.Nullability) = Results.Inside(type, nullability);
            return draft;
        }
        catch (ArgumentException refused)
        {
            throw new InvalidOperationException($"{member.DeclaringType}.{member.Name}: {refused.Message}", refused);
        }
    }

    private static IEnumerable<Type> Hierarchy(Type type)
    {
        for (var at = type; at is not null && at != typeof(object); at = at.BaseType)
            yield return at;
    }

    // Reflection gives methods first; in the source's order a property stands where its getter does.
    private static int PlaceOf(MemberInfo member) => (member as PropertyInfo)?.GetMethod?.MetadataToken ?? member.MetadataToken;

    private static bool IsCompilerMade(MethodInfo method) =>
        method.Name.StartsWith('<') || (method.Name is "Equals" or "GetHashCode" or "ToString" or "Deconstruct" or "PrintMembers");

    private static object EnumOr(object value, Type type) =>
        (Nullable.GetUnderlyingType(type) ?? type) is { IsEnum: true } e ? Enum.ToObject(e, value) : value;
}
