using System.Linq.Expressions;
using System.Reflection;
using TalentRegistry.GraphQL.Execution;

namespace TalentRegistry.GraphQL.Authoring;

/// <summary>What methods return, at once or later, as the one shape that the executor awaits.</summary>
internal static class Results
{
    /// <summary>The type inside a task or stream of results; any other type as it is.</summary>
    /// <exception cref="ArgumentException">It is nothing: a field must give a value.</exception>
    public static (Type Type, NullabilityInfo? Nullability) Inside(Type type, NullabilityInfo? nullability)
    {
        if (type == typeof(void) || type == typeof(Task) || type == typeof(ValueTask))
            throw new ArgumentException("A field must give a value; a method that returns nothing cannot be one. Mark it [GraphQLIgnore].", nameof(type));

        return IsTask(type) ? (type.GetGenericArguments()[0], nullability?.GenericTypeArguments[0]) : (type, nullability);
    }

    /// <summary>Awaits what <paramref name="call"/> gives.</summary>
    public static Expression Awaited(Expression call, ParameterExpression context)
    {
        var type = call.Type;
        if (IsTask(type))
        {
            var name = type.GetGenericTypeDefinition() == typeof(Task<>) ? nameof(OfTask) : nameof(OfValueTask);
            return Expression.Call(typeof(Results), name, type.GetGenericArguments(), call);
        }

        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IAsyncEnumerable<>))
        {
            var aborted = Expression.Property(context, nameof(IResolverContext.RequestAborted));
            return Expression.Call(typeof(Results), nameof(OfStream), type.GetGenericArguments(), call, aborted);
        }

        var constructor = typeof(ValueTask<object?>).GetConstructor([typeof(object)])!;
        return Expression.New(constructor, Expression.Convert(call, typeof(object)));
    }

    public static ValueTask<object?> OfTask<T>(Task<T> task)
    {
        return task.IsCompletedSuccessfully ? new(task.Result) : Wait(task);

        static async ValueTask<object?> Wait(Task<T> task) => await task;
    }

    public static ValueTask<object?> OfValueTask<T>(ValueTask<T> task)
    {
        return task.IsCompletedSuccessfully ? new(task.Result) : Wait(task);

        static async ValueTask<object?> Wait(ValueTask<T> task) => await task;
    }

    public static async ValueTask<object?> OfStream<T>(IAsyncEnumerable<T> stream, CancellationToken cancellationToken)
    {
        var items = new List<T>();
        await foreach (var item in stream.WithCancellation(cancellationToken))
            items.Add(item);
        return items;
    }

    private static bool IsTask(Type type) =>
        type.IsGenericType && type.GetGenericTypeDefinition() is var definition && (definition == typeof(Task<>) || definition == typeof(ValueTask<>));
}
