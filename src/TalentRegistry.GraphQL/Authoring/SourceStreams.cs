using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using TalentRegistry.GraphQL.Execution;
using TalentRegistry.GraphQL.Subscriptions;

namespace TalentRegistry.GraphQL.Authoring;

/// <summary>Where the events of a subscription's field come from.</summary>
internal static partial class SourceStreams
{
    private const BindingFlags Any = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static;

    /// <summary>The methods of a class that give events and so are no fields.</summary>
    public static IReadOnlySet<MemberInfo> MethodsOf(Type resolvers) => resolvers.GetMethods(Any)
        .Select(method => method.GetCustomAttribute<SubscribeAttribute>()?.With).OfType<string>()
        .Select(name => (MemberInfo)MethodNamed(resolvers, name)).ToHashSet();

    /// <exception cref="InvalidOperationException">There is no such method.</exception>
    public static MethodInfo MethodNamed(Type resolvers, string name) => resolvers.GetMethod(name, Any)
        ?? throw new InvalidOperationException($"{resolvers} has no method {name} to subscribe with.");

    /// <summary>Events sent to the field's topic.</summary>
    /// <exception cref="InvalidOperationException">The method takes no event, or the topic names no argument of the field.</exception>
    public static SourceStreamResolver OfTopic(MethodInfo method, IReadOnlyCollection<string> arguments)
    {
        var message = method.GetParameters().SingleOrDefault(parameter => parameter.IsDefined(typeof(EventMessageAttribute)))
            ?? throw new InvalidOperationException($"{method.DeclaringType}.{method.Name} must have one parameter marked [EventMessage].");
        var topic = method.GetCustomAttribute<TopicAttribute>()?.Name ?? method.Name;
        var unknown = Placeholder().Matches(topic).Select(match => match.Groups["name"].Value).FirstOrDefault(name => !arguments.Contains(name));
        if (unknown is not null)
            throw new InvalidOperationException($"{method.DeclaringType}.{method.Name}: the topic \"{topic}\" names {unknown}, which is no argument.");

        return (SourceStreamResolver)typeof(SourceStreams).GetMethod(nameof(Listening), Any)!
            .MakeGenericMethod(message.ParameterType).Invoke(null, [topic])!;
    }

    /// <summary>Events that a method gives.</summary>
    /// <exception cref="InvalidOperationException">It gives something else.</exception>
    public static SourceStreamResolver Of(MethodInfo method, Func<IResolverContext, object> call)
    {
        var type = method.ReturnType;
        var isTask = type.IsGenericType && (type.GetGenericTypeDefinition() == typeof(Task<>) || type.GetGenericTypeDefinition() == typeof(ValueTask<>));
        var inside = isTask ? type.GetGenericArguments()[0] : type;
        var wait = isTask
            ? typeof(Results).GetMethod(type.GetGenericTypeDefinition() == typeof(Task<>) ? nameof(Results.OfTask) : nameof(Results.OfValueTask))!.MakeGenericMethod(inside)
            : null;
        var boxed = typeof(ISourceStream).IsAssignableFrom(inside) ? typeof(SourceStreams).GetMethod(nameof(EventsOf), Any)!
            : inside.IsGenericType && inside.GetGenericTypeDefinition() == typeof(IAsyncEnumerable<>)
                ? typeof(SourceStreams).GetMethod(nameof(Boxed), Any)!.MakeGenericMethod(inside.GetGenericArguments())
                : throw new InvalidOperationException($"{method.DeclaringType}.{method.Name} gives no events: return an IAsyncEnumerable<T> or an ISourceStream<T>.");
        return async context =>
        {
            var given = call(context);
            if (wait is not null)
                given = await (ValueTask<object?>)wait.Invoke(null, [given])!;
            return (IAsyncEnumerable<object?>)boxed.Invoke(null, [given, CancellationToken.None])!;
        };
    }

    private static SourceStreamResolver Listening<TMessage>(string topic) => async context =>
    {
        var receiver = context.Services.GetRequiredService<ITopicEventReceiver>();
        var name = Placeholder().Replace(topic, match => Convert.ToString(context.Argument<object?>(match.Groups["name"].Value), CultureInfo.InvariantCulture) ?? "");
        return EventsOf(await receiver.SubscribeAsync<TMessage>(name, context.RequestAborted));
    };

    // Subscribed already: the stream is let go by whoever reads it, also one who stops before the first event.
    private static IAsyncEnumerable<object?> EventsOf(ISourceStream stream, CancellationToken cancellationToken = default) => new Owned(stream);

    private static async IAsyncEnumerable<object?> Boxed<T>(IAsyncEnumerable<T> events, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await foreach (var message in events.WithCancellation(cancellationToken))
            yield return message;
    }

    [GeneratedRegex(@"\{(?<name>\w+)\}", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Placeholder();

    private sealed class Owned(ISourceStream stream) : IAsyncEnumerable<object?>
    {
        public IAsyncEnumerator<object?> GetAsyncEnumerator(CancellationToken cancellationToken = default) =>
            new Reader(stream, stream.ReadEventsAsync().GetAsyncEnumerator(cancellationToken));
    }

    private sealed class Reader(ISourceStream stream, IAsyncEnumerator<object?> events) : IAsyncEnumerator<object?>
    {
        public object? Current => events.Current;

        public ValueTask<bool> MoveNextAsync() => events.MoveNextAsync();

        public async ValueTask DisposeAsync()
        {
            await events.DisposeAsync();
            await stream.DisposeAsync();
        }
    }
}
