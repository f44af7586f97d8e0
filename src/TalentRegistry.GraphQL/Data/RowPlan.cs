using System.Linq.Expressions;
using TalentRegistry.GraphQL.Execution;
using TalentRegistry.GraphQL.TypeSystem;

namespace TalentRegistry.GraphQL.Data;

/// <summary>
/// What a query reads of each row. Made once for a field of a document and shared between requests; the values of arguments
/// are holes that each request fills with its own.
/// </summary>
internal sealed class RowPlan(
    ParameterExpression row, IReadOnlyList<Expression> slots, IReadOnlyList<RowPlan.Hole> holes, IReadOnlyDictionary<SelectionPlan, RowShape> shapes)
{
    /// <summary>How many values the selections take; what a query adds comes after them.</summary>
    public int Count => slots.Count;

    public RowShape ShapeOf(SelectionPlan selection) => shapes[selection];

    /// <summary>From the row to its values, with what <paramref name="more"/> makes of the row after them.</summary>
    /// <exception cref="GraphQLException">A filter or order inside the rows is refused.</exception>
    public LambdaExpression Selector(RequestState request, QueryOptions options, params IEnumerable<Expression> more)
    {
        var filled = holes.Count == 0 ? slots : new Filling(holes, request, options).All(slots);
        return Expression.Lambda(ArrayOf([.. filled, .. more]), row);
    }

    /// <summary>A lambda's body over this plan's row.</summary>
    public Expression OfRow(LambdaExpression lambda) => Inline.Body(lambda, row);

    public static NewArrayExpression ArrayOf(IEnumerable<Expression> values) => Expression.NewArrayInit(
        typeof(object), values.Select(v => v.Type == typeof(object) ? v : Expression.Convert(v, typeof(object))));

    /// <summary>A place in the plan that each request fills.</summary>
    internal abstract record Hole(ParameterExpression Place, FieldPlan Field);

    /// <summary>The value of an argument.</summary>
    internal sealed record ValueHole(ParameterExpression Place, FieldPlan Field, InputValue Argument) : Hole(Place, Field);

    /// <summary>Rows inside the row, cut down by the field's <c>where</c> and <c>order</c>.</summary>
    internal sealed record RowsHole(ParameterExpression Place, FieldPlan Field, RowOrder Own, Expression Source) : Hole(Place, Field);

    /// <summary>The page of a connection inside the row, and its total; <paramref name="Slots"/> are read of each <paramref name="Row"/> on it.</summary>
    internal sealed record PageHole(
        ParameterExpression Place, FieldPlan Field, InnerPageShape Shape, Expression Source, ParameterExpression Row, IReadOnlyList<Expression> Slots)
        : Hole(Place, Field);

    private sealed class Filling(IReadOnlyList<Hole> holes, RequestState request, QueryOptions options) : ExpressionVisitor
    {
        private readonly Dictionary<ParameterExpression, Hole> _holes = holes.ToDictionary(h => h.Place);

        public IReadOnlyList<Expression> All(IReadOnlyList<Expression> slots) => [.. slots.Select(Visit)!];

        protected override Expression VisitParameter(ParameterExpression node) => _holes.GetValueOrDefault(node) switch
        {
            ValueHole value => Value(value),
            RowsHole rows => Rows(rows),
            PageHole page => Page(page),
            _ => node,
        };

        private static object? Default(Type type) => type.IsValueType ? Activator.CreateInstance(type) : null;

        private Expression Value(ValueHole hole)
        {
            var given = hole.Field.Arguments(request.Variables).GetValueOrDefault(hole.Argument.Name);
            var type = hole.Place.Type;
            return Captured.Of(given is null ? Default(type) : ClrValue.To(given, type), type);
        }

        private NewArrayExpression Page(PageHole hole)
        {
            var asked = hole.Shape.Selection;
            var page = InnerPage.Of(hole.Field, hole.Shape.Own, Visit(hole.Source), asked, options, request);
            return ArrayOf([asked.NeedsRows ? Sequence.ToList(Rows(hole, page)) : Expression.Constant(null), asked.NeedsTotal ? Sequence.Count(page.Filtered) : Expression.Constant(0)]);
        }

        private Expression Rows(PageHole hole, InnerPage page)
        {
            IEnumerable<LambdaExpression> keys =
            [
                .. hole.Shape.Selection.NeedsCursors ? page.Order.Keys.Select(key => key.By) : [],
                .. ReadObserver.KeyOf(hole.Shape.Element, hole.Shape.RowType, options) is { } told ? [told] : Array.Empty<LambdaExpression>(),
            ];
            var values = ArrayOf([.. hole.Slots.Select(Visit)!, .. keys.Select(key => Inline.Body(key, hole.Row))]);
            return Sequence.Select(page.Rows, Expression.Lambda(values, hole.Row));
        }

        private Expression Rows(RowsHole hole)
        {
            var source = Visit(hole.Source);
            var type = Sequence.ItemType(source);
            return new RowArguments(hole.Field, options, request).Apply(source, hole.Own.Element, type, hole.Own).Ordered(Sequence.IsOrdered(source));
        }
    }
}
