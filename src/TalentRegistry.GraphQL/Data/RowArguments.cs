using System.Linq.Expressions;
using TalentRegistry.GraphQL.Execution;
using TalentRegistry.GraphQL.TypeSystem;

namespace TalentRegistry.GraphQL.Data;

/// <summary>The <c>where</c> and <c>order</c> of a field in one request.</summary>
internal sealed class RowArguments(FieldPlan field, QueryOptions options, RequestState request)
{
    private readonly IReadOnlyDictionary<string, object?> _arguments = field.Arguments(request.Variables);

    /// <summary>The rows that <c>where</c> lets through, with the order that they are to have.</summary>
    public Arranged Apply(Expression source, ObjectType element, Type rowType, RowOrder own)
    {
        var behaviour = field.Field.Query!;
        if (behaviour.Filters && new FilterCondition(field, options, request).Of(Input("where"), _arguments.GetValueOrDefault("where"), rowType) is { } condition)
            source = Sequence.Where(source, condition);

        return new Arranged(source, Order(element, rowType), own);
    }

    /// <summary>The order that <c>order</c> asks for, or null.</summary>
    /// <exception cref="GraphQLException">A field is forbidden, or there are too many steps.</exception>
    public RowOrder? Order(ObjectType element, Type rowType) => field.Field.Query!.Sorts
        ? RowOrder.Asked(element, rowType, Input("order"), _arguments.GetValueOrDefault("order"), options, request)
        : null;

    private InputObjectType Input(string argument) => (InputObjectType)field.Field.Arguments[argument].Type.Named;

    /// <param name="Rows">Filtered, not ordered.</param>
    /// <param name="Asked">The order that the caller asked for, or null.</param>
    /// <param name="Own">The order where none is asked for.</param>
    internal sealed record Arranged(Expression Rows, RowOrder? Asked, RowOrder Own)
    {
        /// <summary>The rows in the order asked, or else as they come if they come in order, or else in their own order.</summary>
        public Expression Ordered(bool comeInOrder) => Asked is not null ? Asked.Apply(Rows) : comeInOrder ? Rows : Own.Apply(Rows);
    }
}
