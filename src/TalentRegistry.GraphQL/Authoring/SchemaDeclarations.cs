using System.Reflection;
using TalentRegistry.GraphQL.Language;
using TalentRegistry.GraphQL.TypeSystem;

namespace TalentRegistry.GraphQL.Authoring;

/// <summary>Everything that was added to a server, before a schema is made of it.</summary>
internal sealed class SchemaDeclarations
{
    private readonly Dictionary<Type, ObjectTypeConfiguration> _configurations = [];
    private readonly List<(Type Model, Type Resolvers)> _extensions = [];

    public Dictionary<OperationType, List<Type>> Roots { get; } = Enum.GetValues<OperationType>().ToDictionary(o => o, _ => new List<Type>());

    public Dictionary<Type, ScalarType> Scalars { get; } = [];

    public List<Type> Types { get; } = [];

    public string? Description { get; set; }

    public ILookup<Type, Type> Extensions => _extensions.ToLookup(e => e.Model, e => e.Resolvers);

    public ObjectTypeConfiguration? ConfigurationOf(Type model) => _configurations.GetValueOrDefault(model);

    public void AddRoot(OperationType operation, Type type)
    {
        var resolvers = Configure(type)?.Model ?? type;
        if (!Roots[operation].Contains(resolvers))
            Roots[operation].Add(resolvers);
    }

    /// <summary>A configuration, a class of resolvers or a class to be shown: each by what it says of itself.</summary>
    /// <exception cref="ArgumentException">The class says nothing and can be no object.</exception>
    public void Add(Type type)
    {
        var isMarked = AddMarked(type);
        if (Configure(type) is { } configuration)
        {
            if (!Roots.Values.Any(r => r.Contains(configuration.Model)))
                Types.Add(configuration.Model);
        }
        else if (!isMarked)
        {
            Types.Add(type);
        }
    }

    /// <summary>Every class of an assembly that says by an attribute or a base class that it belongs to the schema.</summary>
    public void Add(Assembly assembly)
    {
        foreach (var type in assembly.GetTypes().OrderBy(t => t.FullName, StringComparer.Ordinal))
        {
            AddMarked(type);
            if (type is { IsAbstract: false, IsGenericTypeDefinition: false } && (typeof(IObjectTypeConfigurator).IsAssignableFrom(type)
                || type.IsDefined(typeof(ObjectTypeAttribute), inherit: false)))
                Add(type);
        }
    }

    private bool AddMarked(Type type)
    {
        var extended = type.GetCustomAttributes()
            .Where(a => a.GetType() is { IsGenericType: true } t && t.GetGenericTypeDefinition() == typeof(ExtendObjectTypeAttribute<>))
            .Select(a => (a.GetType().GetGenericArguments()[0], type)).Where(e => !_extensions.Contains(e)).ToList();
        _extensions.AddRange(extended);
        foreach (var operation in RootsOf(type))
            AddRoot(operation, type);
        return extended.Count > 0 || RootsOf(type).Any();
    }

    private ObjectTypeConfiguration? Configure(Type type)
    {
        if (!typeof(IObjectTypeConfigurator).IsAssignableFrom(type) || type.IsAbstract)
            return null;

        var configuration = ((IObjectTypeConfigurator)Activator.CreateInstance(type)!).Configuration();
        return _configurations[configuration.Model] = configuration;
    }

    private static IEnumerable<OperationType> RootsOf(Type type)
    {
        if (type.IsDefined(typeof(QueryTypeAttribute)))
            yield return OperationType.Query;
        if (type.IsDefined(typeof(MutationTypeAttribute)))
            yield return OperationType.Mutation;
        if (type.IsDefined(typeof(SubscriptionTypeAttribute)))
            yield return OperationType.Subscription;
    }
}
