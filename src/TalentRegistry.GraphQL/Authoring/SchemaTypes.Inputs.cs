using System.Reflection;
using TalentRegistry.GraphQL.Execution;
using TalentRegistry.GraphQL.TypeSystem;

namespace TalentRegistry.GraphQL.Authoring;

// What arguments are made of.
internal sealed partial class SchemaTypes
{
    private readonly Dictionary<Type, InputObjectType> _inputs = [];

    /// <summary>The type that reads values of a C# type, as a nullable one; a collection is a list.</summary>
    public GraphQLType Input(Type type) => Wrapped(type, null, isNonNull: false, isId: false, InputObject);

    private InputValue Argument(ArgumentDraft draft)
    {
        // A parameter that has a default of null may be left out, whatever C# says of it.
        var optional = IOptional.Inside(draft.Type);
        var nullability = optional is null ? draft.Nullability : draft.Nullability?.GenericTypeArguments[0];
        var type = Wrapped(optional ?? draft.Type, nullability, draft.IsNonNull, draft.IsId, InputObject);
        var refusesNull = optional is not null && type is NonNull;
        if (optional is not null)
            type = type.Nullable;
        return new InputValue(draft.Name, type)
        {
            Description = draft.Description,
            DeprecationReason = draft.Deprecation,
            ClrType = draft.Type,
            RefusesNull = refusesNull,
            IsFromAround = draft.IsFromAround,
            Rule = draft.Rule,
            IdOf = IdOf(draft.IsId, draft.IdOf, owner: null),
            DefaultValue = draft.HasDefault ? Literal.Of(draft.Default, type) : null,
        };
    }

    private InputObjectType InputObject(Type type)
    {
        if (_inputs.TryGetValue(type, out var known))
            return known;
        if (type.IsInterface || type.IsAbstract || type == typeof(object))
            throw new InvalidOperationException($"{type} cannot be an argument; if it is a service, add it to the container or mark it [Service].");

        var name = NamesOf.Input(type);
        var made = new InputObjectType(name, Description(type)) { ClrType = type, IsOneOf = type.IsDefined(typeof(OneOfAttribute)) };
        _inputs.Add(type, made);
        _shared.TryAdd(name, made);
        _objects.Enqueue(() => Fill(made, type));
        return made;
    }

    private void Fill(InputObjectType made, Type type)
    {
        var constructor = type.GetConstructors().Where(c => !IsCopy(c, type)).MaxBy(c => c.GetParameters().Length);
        var parameters = constructor?.GetParameters() ?? [];
        var properties = type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(p => p.SetMethod is { IsPublic: true } && !p.IsDefined(typeof(GraphQLIgnoreAttribute))
                && !parameters.Any(q => string.Equals(q.Name, p.Name, StringComparison.OrdinalIgnoreCase)))
            .ToList();
        var drafts = parameters.Select(_members.Argument).Concat(properties.Select(_members.Argument)).ToList();
        made.Complete(drafts.Select(Argument));
        made.Construct = new InputConstructor(type, constructor, [.. drafts.Select(d => d.Name)], parameters, properties).Construct;
    }

    private static bool IsCopy(ConstructorInfo constructor, Type type) => constructor.GetParameters() is [var only] && only.ParameterType == type;
}
