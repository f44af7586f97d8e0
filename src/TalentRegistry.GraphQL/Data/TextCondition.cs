using System.Linq.Expressions;
using System.Reflection;
using TalentRegistry.GraphQL.TypeSystem;

namespace TalentRegistry.GraphQL.Data;

/// <summary>Searches inside text, as it is or folded.</summary>
internal sealed class TextCondition(QueryOptions options)
{
    private static readonly MethodInfo Contains = typeof(string).GetMethod(nameof(string.Contains), [typeof(string)])!;
    private static readonly MethodInfo StartsWith = typeof(string).GetMethod(nameof(string.StartsWith), [typeof(string)])!;
    private static readonly MethodInfo Concat = typeof(string).GetMethod(nameof(string.Concat), [typeof(string), typeof(string)])!;

    /// <summary>The condition that <paramref name="value"/> has or begins with <paramref name="wanted"/>.</summary>
    public Expression Of(string operation, OutputField field, string wanted, Expression value, Expression row)
    {
        var condition = operation switch
        {
            "contains" => Expression.Call(value, Contains, Captured.Of(wanted, typeof(string))),
            "startsWith" => Expression.Call(value, StartsWith, Captured.Of(wanted, typeof(string))),
            "containsFolded" => Folded(field, wanted, value, row, isStart: false),
            _ => Folded(field, wanted, value, row, isStart: true),
        };
        return field.Type is NonNull ? condition : Expression.AndAlso(Comparison.IsNotNull(value), condition);
    }

    private Expression Folded(OutputField field, string wanted, Expression value, Expression row, bool isStart)
    {
        var folded = field.FoldedAs is { } kept ? Inline.Body(kept, row) : Inline.Body(options.Fold!, value);
        if (options.Like is not { } like)
            return Expression.Call(folded, isStart ? StartsWith : Contains, Fold(wanted));

        // The pattern is folded by the database, so that it is folded as the rows are.
        Expression pattern = Expression.Call(Concat, Fold(Escape(wanted)), Expression.Constant("%"));
        if (!isStart)
            pattern = Expression.Call(Concat, Expression.Constant("%"), pattern);
        return Inline.Body(like, folded, pattern);
    }

    private Expression Fold(string wanted) => Inline.Body(options.Fold!, Captured.Of(wanted, typeof(string)));

    private static string Escape(string text) =>
        text.Replace(@"\", @"\\", StringComparison.Ordinal).Replace("%", @"\%", StringComparison.Ordinal).Replace("_", @"\_", StringComparison.Ordinal);
}
