using System.Linq.Expressions;

namespace TalentRegistry.GraphQL.Data.Sql;

/// <summary>
/// Whether a query is the one that a statement was made from, but for values known beforehand: and if so, which parts of it those are. Walks
/// both side by side, so that nothing of them is copied, hashed or compiled.
/// </summary>
internal sealed class QueryMatch(
    SqlModel model, IReadOnlyDictionary<Expression, int> places, Func<ParameterExpression, bool> isArgument, Expression?[] found)
{
    private readonly List<(ParameterExpression Template, ParameterExpression Given)> _parameters = [];

    public bool Same(Expression? template, Expression? given)
    {
        if (ReferenceEquals(template, given) || template is null || given is null)
            return ReferenceEquals(template, given);
        if (template.NodeType != given.NodeType || template.Type != given.Type)
            return false;
        if (places.TryGetValue(template, out var place))
        {
            found[place] = given;
            return GivenValue.Is(given, isArgument);
        }

        return (template, given) switch
        {
            (MethodCallExpression t, MethodCallExpression g) => t.Method == g.Method && Same(t.Object, g.Object) && Same(t.Arguments, g.Arguments),
            (UnaryExpression t, UnaryExpression g) => t.Method == g.Method && Same(t.Operand, g.Operand),
            (LambdaExpression t, LambdaExpression g) => SameLambda(t, g),
            (MemberExpression t, MemberExpression g) => t.Member == g.Member && Same(t.Expression, g.Expression),
            (BinaryExpression t, BinaryExpression g) => t.Method == g.Method && t.Conversion is null && g.Conversion is null && Same(t.Left, g.Left) && Same(t.Right, g.Right),
            (ConditionalExpression t, ConditionalExpression g) => Same(t.Test, g.Test) && Same(t.IfTrue, g.IfTrue) && Same(t.IfFalse, g.IfFalse),
            (ParameterExpression t, ParameterExpression g) => _parameters.Contains((t, g)),
            (ConstantExpression t, ConstantExpression g) => Equals(t.Value, g.Value),
            (NewExpression t, NewExpression g) => t.Constructor == g.Constructor && Same(t.Arguments, g.Arguments),
            (DefaultExpression, DefaultExpression) => true,
            _ => model.IsTable(template) && model.IsTable(given),
        };
    }

    private bool SameLambda(LambdaExpression template, LambdaExpression given)
    {
        if (template.Parameters.Count != given.Parameters.Count)
            return false;

        for (var i = 0; i < template.Parameters.Count; i++)
            _parameters.Add((template.Parameters[i], given.Parameters[i]));
        return Same(template.Body, given.Body);
    }

    private bool Same(IReadOnlyList<Expression> template, IReadOnlyList<Expression> given)
    {
        if (template.Count != given.Count)
            return false;

        for (var i = 0; i < template.Count; i++)
        {
            if (!Same(template[i], given[i]))
                return false;
        }

        return true;
    }

    /// <summary>Whether two orders have the same steps.</summary>
    public bool Same(RowOrder? template, RowOrder? given)
    {
        if (ReferenceEquals(template, given) || template is null || given is null)
            return ReferenceEquals(template, given);
        if (template.Keys.Count != given.Keys.Count)
            return false;

        for (var i = 0; i < template.Keys.Count; i++)
        {
            var (t, g) = (template.Keys[i], given.Keys[i]);
            if (t.Descending != g.Descending || t.CanBeNull != g.CanBeNull || !Same(t.By, g.By))
                return false;
        }

        return true;
    }
}
