using System.Linq.Expressions;

namespace TalentRegistry.GraphQL.Data;

/// <summary>The members of the row itself that an expression reads.</summary>
internal sealed class MembersRead : ExpressionVisitor
{
    private readonly HashSet<string> _found = new(StringComparer.Ordinal);
    private readonly ParameterExpression _row;

    private MembersRead(ParameterExpression row) => _row = row;

    public static IReadOnlySet<string> In(LambdaExpression lambda)
    {
        var visitor = new MembersRead(lambda.Parameters[0]);
        visitor.Visit(lambda.Body);
        return visitor._found;
    }

    protected override Expression VisitMember(MemberExpression node)
    {
        if (node.Expression is { } owner && Inline.Bare(owner) == _row)
            _found.Add(node.Member.Name);
        return base.VisitMember(node);
    }
}
