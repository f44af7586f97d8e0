using System.Linq.Expressions;
using System.Reflection;

namespace TalentRegistry.GraphQL.Authoring;

/// <summary>The errors that one mutation declares: which exceptions they stand for, and what callers are shown of each.</summary>
internal sealed class MutationErrors(IEnumerable<Type> declared)
{
    private readonly List<(Type Exception, Func<Exception, object> Show)> _shown = [.. declared.SelectMany(Of)];

    /// <summary>What is shown of an exception, or of each one in an aggregate; null if one of them is not declared.</summary>
    public IReadOnlyList<object>? Shown(Exception error)
    {
        var errors = error is AggregateException aggregate ? aggregate.Flatten().InnerExceptions : (IReadOnlyList<Exception>)[error];
        var shown = errors.Select(One).OfType<object>().ToList();
        return shown.Count == errors.Count ? shown : null;
    }

    // The nearest of several that fit, as with catch.
    private object? One(Exception error)
    {
        for (var type = error.GetType(); type is not null && type != typeof(object); type = type.BaseType)
        {
            if (_shown.FirstOrDefault(s => s.Exception == type).Show is { } show)
                return show(error);
        }

        return null;
    }

    private static IEnumerable<(Type, Func<Exception, object>)> Of(Type type)
    {
        if (typeof(Exception).IsAssignableFrom(type))
            return [(type, error => error)];

        var made = type.GetConstructors().Where(c => c.GetParameters() is [var only] && typeof(Exception).IsAssignableFrom(only.ParameterType))
            .Select(c => (c.GetParameters()[0].ParameterType, Show(error => Expression.New(c, error), c.GetParameters()[0].ParameterType)))
            .Concat(type.GetMethods(BindingFlags.Public | BindingFlags.Static)
                .Where(m => m.Name == "CreateErrorFrom" && m.GetParameters() is [var only] && typeof(Exception).IsAssignableFrom(only.ParameterType))
                .Select(m => (m.GetParameters()[0].ParameterType, Show(error => Expression.Call(m, error), m.GetParameters()[0].ParameterType))))
            .ToList();
        return made.Count > 0
            ? made
            : throw new InvalidOperationException($"{type} is an [Error] but neither an exception nor made of one: give it a constructor or a static CreateErrorFrom that takes one.");
    }

    private static Func<Exception, object> Show(Func<Expression, Expression> make, Type exception)
    {
        var error = Expression.Parameter(typeof(Exception));
        return Expression.Lambda<Func<Exception, object>>(Expression.Convert(make(Expression.Convert(error, exception)), typeof(object)), error).Compile();
    }
}
