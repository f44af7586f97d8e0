using System.Collections.Concurrent;
using System.Security.Claims;
using Microsoft.Extensions.DependencyInjection;

namespace TalentRegistry.GraphQL.Execution.DataLoaders;

/// <summary>The loaders of one request, each made when it is first asked for.</summary>
internal sealed class RequestLoaders(RequestState request) : IAsyncDisposable
{
    private readonly ConcurrentDictionary<Type, Lazy<object>> _loaders = new();
    private readonly ConcurrentBag<AsyncServiceScope> _scopes = [];

    public BatchScheduler Scheduler { get; } = new();

    /// <summary>The request's loader of a class.</summary>
    public object Of(Type type) => _loaders.GetOrAdd(type, key => new Lazy<object>(() => Make(key))).Value;

    public async ValueTask DisposeAsync()
    {
        foreach (var scope in _scopes)
            await scope.DisposeAsync();
    }

    private object Make(Type type)
    {
        var services = request.Services;
        if (services.GetService<IServiceScopeFactory>() is { } factory)
        {
            var scope = factory.CreateAsyncScope();
            _scopes.Add(scope);
            request.Options.OnFieldScope?.Invoke(services, scope.ServiceProvider);
            services = scope.ServiceProvider;
        }

        // Who asks is no service, but what a loader with rights of its own needs to know.
        var asks = type.GetConstructors().Any(c => c.GetParameters().Any(p => p.ParameterType == typeof(ClaimsPrincipal)));
        var loader = ActivatorUtilities.CreateInstance(services, type, asks ? [request.User] : []);
        ((IRequestLoader)loader).Begin(Scheduler, request.Aborted);
        return loader;
    }
}
