using System.Security.Claims;
using TalentRegistry.GraphQL.TypeSystem;

namespace TalentRegistry.GraphQL.Execution;

/// <summary>Computes one field of one object. May finish at once.</summary>
public delegate ValueTask<object?> FieldResolver(IResolverContext context);

/// <summary>What a resolver may know of the field it computes and of the request.</summary>
public interface IResolverContext
{
    /// <summary>The schema asked.</summary>
    Schema Schema { get; }

    /// <summary>The type the field is on.</summary>
    ObjectType ObjectType { get; }

    /// <summary>The field.</summary>
    OutputField Field { get; }

    /// <summary>Who asks; an identity that is not authenticated if unknown.</summary>
    ClaimsPrincipal User { get; }

    /// <summary>The services of this field: in a query each field that takes services has a scope of its own.</summary>
    IServiceProvider Services { get; }

    /// <summary>Ends when the caller has gone or the time limit has passed.</summary>
    CancellationToken RequestAborted { get; }

    /// <summary>Response keys and list indices from the root to here.</summary>
    IReadOnlyList<object> Path { get; }

    /// <summary>The object the field is on.</summary>
    /// <exception cref="InvalidCastException">It is not a <typeparamref name="T"/>.</exception>
    T Parent<T>();

    /// <summary>The value of an argument; the type's default if it is absent.</summary>
    /// <exception cref="KeyNotFoundException">The field has no such argument.</exception>
    T Argument<T>(string name);

    /// <summary>The request's loader of a class that derives from <see cref="DataLoaders.DataLoaderBase{TKey, TValue}"/>.</summary>
    TLoader DataLoader<TLoader>() where TLoader : class;

    /// <summary>Whether the caller satisfies a policy. Asked once a request, whatever the number of fields.</summary>
    bool Satisfies(string policy);

    /// <summary>Adds an error at this field without taking its value away.</summary>
    void ReportError(GraphQLError error);
}
