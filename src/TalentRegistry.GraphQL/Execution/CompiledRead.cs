using System.Linq.Expressions;

namespace TalentRegistry.GraphQL.Execution;

/// <summary>Lambdas over a source object as plain functions.</summary>
internal static class CompiledRead
{
    public static Func<object, object?> Of(LambdaExpression read)
    {
        var source = Expression.Parameter(typeof(object), "source");
        var body = new Replace(read.Parameters[0], Expression.Convert(source, read.Parameters[0].Type)).Visit(read.Body);
        return Expression.Lambda<Func<object, object?>>(Expression.Convert(body, typeof(object)), source).Compile();
    }

    private sealed class Replace(ParameterExpression parameter, Expression by) : ExpressionVisitor
    {
        protected override Expression VisitParameter(ParameterExpression node) => node == parameter ? by : node;
    }
}
