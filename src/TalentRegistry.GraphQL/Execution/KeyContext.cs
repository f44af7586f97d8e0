using System.Security.Claims;
using TalentRegistry.GraphQL.TypeSystem;

namespace TalentRegistry.GraphQL.Execution;

/// <summary>A field's resolver called in another field's name, with one argument: the key of the object wanted.</summary>
internal sealed class KeyContext(IResolverContext inner, string argument, object key) : IResolverContext
{
    public Schema Schema => inner.Schema;

    public ObjectType ObjectType => inner.ObjectType;

    public OutputField Field => inner.Field;

    public ClaimsPrincipal User => inner.User;

    public IServiceProvider Services => inner.Services;

    public CancellationToken RequestAborted => inner.RequestAborted;

    public IReadOnlyList<object> Path => inner.Path;

    public T Parent<T>() => inner.Parent<T>();

    public T Argument<T>(string name) => name == argument ? (T)key : throw new KeyNotFoundException($"There is no argument \"{name}\".");

    public TLoader DataLoader<TLoader>() where TLoader : class => inner.DataLoader<TLoader>();

    public bool Satisfies(string policy) => inner.Satisfies(policy);

    public void ReportError(GraphQLError error) => inner.ReportError(error);
}
