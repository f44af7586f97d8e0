using System.Security.Claims;
using Microsoft.Extensions.DependencyInjection;
using TalentRegistry.GraphQL.TypeSystem;

namespace TalentRegistry.GraphQL.Execution;

/// <summary>One field of one object of one request.</summary>
internal sealed class ResolverContext(RequestState request, FieldPlan plan, object? parent, ResponsePath path) : IResolverContext
{
    private AsyncServiceScope? _scope;
    private IServiceProvider? _services;
    private IReadOnlyDictionary<string, object?>? _arguments;
    private bool _areInside;

    public Schema Schema => request.Schema;

    public ObjectType ObjectType => plan.ParentType;

    public OutputField Field => plan.Field;

    public ClaimsPrincipal User => request.User;

    public CancellationToken RequestAborted => request.Aborted;

    public IReadOnlyList<object> Path => path.ToList();

    public RequestState Request => request;

    public FieldPlan Plan => plan;

    public IReadOnlyDictionary<string, object?> Arguments => _arguments ??= plan.Arguments(request.Variables);

    // Sibling fields of a query or of an event run at the same time, and a DbContext serves one caller at a time: so each has its own scope. The root fields of a
    // mutation follow each other, but each is a transaction of its own.
    public IServiceProvider Services
    {
        get
        {
            if (_services is not null)
                return _services;
            if (request.Services.GetService<IServiceScopeFactory>() is not { } factory)
                return _services = request.Services;

            _scope = factory.CreateAsyncScope();
            request.Options.OnFieldScope?.Invoke(request.Services, _scope.Value.ServiceProvider);
            return _services = _scope.Value.ServiceProvider;
        }
    }

    /// <summary>The object that the field is of, as it was resolved or read.</summary>
    public object? Source => parent;

    public bool HasScope => _scope is not null;

    public ValueTask EndScopeAsync() => _scope?.DisposeAsync() ?? ValueTask.CompletedTask;

    public T Parent<T>() => (T)(parent is ProjectedSource row ? row.Required(plan, 0) : parent)!;

    /// <summary>A part of the parent that the field requires: out of its row, or read from the object itself.</summary>
    public object? Required(int index, Func<object, object?> read) =>
        parent is ProjectedSource row ? row.Required(plan, index) : read(parent!);

    /// <summary>From now on the arguments are the fields of the input object that is given as this one.</summary>
    public void ReadArgumentsOf(string input) =>
        (_arguments, _areInside) = ((IReadOnlyDictionary<string, object?>)Arguments[input]!, true);

    public T Argument<T>(string name)
    {
        if (Arguments.TryGetValue(name, out var value))
            return Read<T>(name, value);

        return _areInside || Field.Arguments.ContainsKey(name)
            ? default!
            : throw new KeyNotFoundException($"{ObjectType}.{Field.Name} has no argument \"{name}\".");
    }

    private T Read<T>(string name, object? value)
    {
        try
        {
            return (T)ClrValue.To(value, typeof(T))!;
        }
        catch (ScalarException refused)
        {
            throw new GraphQLException($"Argument \"{name}\": {refused.Message}", ErrorCodes.BadUserInput);
        }
    }

    public TLoader DataLoader<TLoader>() where TLoader : class => (TLoader)request.Loaders.Of(typeof(TLoader));

    public bool Satisfies(string policy) => request.Satisfies(policy);

    public void ReportError(GraphQLError error) => request.Add(Located(error));

    public GraphQLError Located(GraphQLError error) => error with
    {
        Path = error.Path ?? Path,
        Locations = error.Locations.Count > 0 ? error.Locations : [.. plan.Nodes.Select(n => n.Location)],
    };
}
