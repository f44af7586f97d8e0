using System.Linq.Expressions;

namespace TalentRegistry.GraphQL.Data;

/// <summary>Puts expressions in the place of a lambda's parameters.</summary>
internal sealed class Inline(IReadOnlyDictionary<ParameterExpression, Expression> replacements) : ExpressionVisitor
{
    /// <summary>The body of <paramref name="lambda"/> with <paramref name="arguments"/> as its parameters.</summary>
    public static Expression Body(LambdaExpression lambda, params ReadOnlySpan<Expression> arguments)
    {
        var replacements = new Dictionary<ParameterExpression, Expression>();
        for (var i = 0; i < arguments.Length; i++)
            replacements[lambda.Parameters[i]] = Fitting(arguments[i], lambda.Parameters[i].Type);
        return new Inline(replacements).Visit(lambda.Body);
    }

    /// <summary>The expression without the conversions around it that change how a value is seen, not what it is.</summary>
    public static Expression Bare(Expression expression) =>
        expression is UnaryExpression { NodeType: ExpressionType.Convert or ExpressionType.TypeAs, Method: null } convert
        && !convert.Type.IsValueType ? Bare(convert.Operand) : expression;

    protected override Expression VisitParameter(ParameterExpression node) => replacements.GetValueOrDefault(node, node);

    // A field declared on a base class or interface takes the row as such.
    private static Expression Fitting(Expression argument, Type wanted) =>
        wanted.IsAssignableFrom(argument.Type) ? argument : Expression.Convert(argument, wanted);
}
