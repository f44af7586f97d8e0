using System.Linq.Expressions;
using System.Reflection;
using System.Security.Claims;
using Microsoft.Extensions.DependencyInjection;
using TalentRegistry.GraphQL.Execution;
using TalentRegistry.GraphQL.Execution.DataLoaders;
using TalentRegistry.GraphQL.Subscriptions;
using TalentRegistry.GraphQL.TypeSystem;

namespace TalentRegistry.GraphQL.Authoring;

/// <summary>A method as a compiled resolver: where each parameter comes from, and how what it returns is awaited.</summary>
/// <param name="method">The method; an instance method of a class of resolvers gets an instance of its own each time.</param>
/// <param name="parent">The C# type of the object the field is on; null on a root.</param>
/// <param name="isOnParent">Whether the method is the parent object's own.</param>
internal sealed class MethodResolver(MethodInfo method, Type? parent, bool isOnParent)
{
    private static readonly ParameterExpression Context = Expression.Parameter(typeof(IResolverContext), "context");
    private readonly List<LambdaExpression> _requires = [];
    private Expression? _self;

    /// <summary>The parts of the parent that the method reads.</summary>
    public IReadOnlyList<LambdaExpression> Requires => _requires;

    /// <summary>A parameter that the engine itself fills; null if it is a service or an argument.</summary>
    public Expression? Known(ParameterInfo parameter)
    {
        // The parent's own method reads the whole parent first, whatever else it asks for.
        if (isOnParent)
            _ = Self();
        if (parameter.ParameterType == typeof(CancellationToken))
            return Expression.Property(Context, nameof(IResolverContext.RequestAborted));
        if (parameter.ParameterType == typeof(ClaimsPrincipal))
            return Expression.Property(Context, nameof(IResolverContext.User));
        if (parameter.ParameterType == typeof(IResolverContext))
            return Context;
        if (parameter.ParameterType == typeof(IServiceProvider))
            return Expression.Property(Context, nameof(IResolverContext.Services));
        if (typeof(IRequestLoader).IsAssignableFrom(parameter.ParameterType))
            return Expression.Call(Context, nameof(IResolverContext.DataLoader), [parameter.ParameterType]);
        if (parameter.IsDefined(typeof(ParentAttribute)))
            return Part(Whole(parameter.ParameterType));

        if (parameter.IsDefined(typeof(EventMessageAttribute)))
            return Expression.Call(Context, nameof(IResolverContext.Parent), [parameter.ParameterType]);

        return parameter.GetCustomAttribute<ParentValueAttribute>() is { } value
            ? Expression.Convert(Part(Member(value.Member)), parameter.ParameterType)
            : null;
    }

    public Expression Service(ParameterInfo parameter) => Expression.Call(
        typeof(ServiceProviderServiceExtensions), nameof(ServiceProviderServiceExtensions.GetRequiredService), [parameter.ParameterType],
        Expression.Property(Context, nameof(IResolverContext.Services)));

    public Expression Argument(ArgumentDraft argument) => Expression.Call(
        Context, nameof(IResolverContext.Argument), [argument.Type], Expression.Constant(argument.Name));

    public FieldResolver Compile(IReadOnlyList<Expression> values) =>
        Expression.Lambda<FieldResolver>(Results.Awaited(Call(values), Context), Context).Compile();

    /// <summary>The call itself: what it returns as it is.</summary>
    public Func<IResolverContext, object> CompileUnawaited(IReadOnlyList<Expression> values) =>
        Expression.Lambda<Func<IResolverContext, object>>(Expression.Convert(Call(values), typeof(object)), Context).Compile();

    private MethodCallExpression Call(IReadOnlyList<Expression> values) =>
        Expression.Call(method.IsStatic ? null : isOnParent ? Self() : Instance(), method, values);

    private Expression Self() => _self ??= Part(Whole(method.DeclaringType!));

    private static LambdaExpression Whole(Type type)
    {
        var source = Expression.Parameter(type, "source");
        return Expression.Lambda(source, source);
    }

    private LambdaExpression Member(string name)
    {
        var source = Expression.Parameter(
            parent ?? throw new InvalidOperationException($"{method.DeclaringType}.{method.Name}: a root has no parent to take {name} from."), "source");
        return Expression.Lambda(Expression.PropertyOrField(source, name), source);
    }

    private Expression Part(LambdaExpression part)
    {
        _requires.Add(part);
        var read = Expression.Call(
            Expression.Convert(Context, typeof(ResolverContext)), nameof(ResolverContext.Required), null,
            Expression.Constant(_requires.Count - 1), Expression.Constant(CompiledRead.Of(part)));
        return Expression.Convert(read, part.ReturnType);
    }

    private Expression Instance()
    {
        var make = ActivatorUtilities.CreateFactory(method.ReflectedType!, []);
        var made = Expression.Invoke(
            Expression.Constant(make), Expression.Property(Context, nameof(IResolverContext.Services)), Expression.Constant(null, typeof(object?[])));
        return Expression.Convert(made, method.ReflectedType!);
    }
}
