using System.Linq.Expressions;
using TalentRegistry.GraphQL.Execution;

namespace TalentRegistry.GraphQL.Authoring;

/// <summary>A projection over an object that is in memory, as after a mutation; compiled at the first use, as most never are used so.</summary>
internal sealed class ProjectionResolver(LambdaExpression projection)
{
    private readonly Lazy<Func<IResolverContext, object?>> _read = new(() =>
    {
        var context = Expression.Parameter(typeof(IResolverContext), "context");
        var arguments = projection.Parameters.Skip(1).Select(p =>
            Expression.Call(context, nameof(IResolverContext.Argument), [p.Type], Expression.Constant(p.Name)));
        var source = Expression.Call(context, nameof(IResolverContext.Parent), [projection.Parameters[0].Type]);
        return Expression.Lambda<Func<IResolverContext, object?>>(
            Expression.Convert(Expression.Invoke(projection, [source, .. arguments]), typeof(object)), context).Compile();
    });

    public ValueTask<object?> Resolve(IResolverContext context) => new(_read.Value(context));
}
