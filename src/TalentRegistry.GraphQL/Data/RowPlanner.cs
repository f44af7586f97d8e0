using System.Linq.Expressions;
using TalentRegistry.GraphQL.Execution;
using TalentRegistry.GraphQL.Language;
using TalentRegistry.GraphQL.TypeSystem;

namespace TalentRegistry.GraphQL.Data;

/// <summary>
/// Plans what a query reads of each row: only what the selections ask for, and nothing that the caller may not see. Links become
/// arrays inside the row's array, null where there is none; collections lists of such arrays.
/// </summary>
internal sealed class RowPlanner(Func<string, bool> satisfies)
{
    private readonly List<RowPlan.Hole> _holes = [];

    /// <summary>The plan for rows of <paramref name="rowType"/> that answers all of <paramref name="selections"/>.</summary>
    public static RowPlan Plan(Type rowType, IEnumerable<SelectionPlan> selections, Func<string, bool> satisfies)
    {
        var planner = new RowPlanner(satisfies);
        var row = Expression.Parameter(rowType, "row");
        var slots = new List<Expression>();
        var shapes = new Dictionary<SelectionPlan, RowShape>();
        foreach (var selection in selections)
            shapes[selection] = planner.Shape(selection, row, slots);
        return new RowPlan(row, [.. slots], planner._holes, shapes);
    }

    /// <summary>The policies that decide what is read below a selection.</summary>
    public static IEnumerable<string> Policies(SelectionPlan selection) =>
        selection.Fields.SelectMany(field =>
            (field.Field.Policy is { } policy ? [policy] : Enumerable.Empty<string>())
            .Concat(field.Field is { Projection: not null, Query: { Paging: not null, Element: var element } }
                ? RowOrder.Policies(element).Concat(PageSelection.Of(field).OfRows.SelectMany(Policies))
                : field.Field.Type.Named is ObjectType below && field.Field.Projection is not null
                ? RowOrder.Policies(below).Concat(Policies(field.Below(below)))
                : []))
        .Distinct(StringComparer.Ordinal);

    private RowShape Shape(SelectionPlan selection, Expression row, List<Expression> slots)
    {
        var shape = new RowShape(selection.Type, selection.Fields.Length);
        foreach (var field in selection.Fields)
        {
            if (field.Field.Policy is { } policy && !satisfies(policy))
                continue;
            if (field.Field.Projection is { } paged && field.Field.Query is { Paging: not null } query)
                PutPage(field, query.Element, Sequence.Open(Value(field, paged, row)), row, shape, slots);
            else if (field.Field.Projection is { } projection)
                Put(field, Value(field, projection, row), row, shape, slots);
            else
                shape.PutRequired(field, [.. field.Field.Requires.Select(part => Add(slots, Inline.Body(part, row)))]);
        }

        return shape;
    }

    private void Put(FieldPlan field, Expression value, Expression owner, RowShape shape, List<Expression> slots)
    {
        if (field.Field.Type.Nullable is ListOf { OfType.Nullable: ObjectType element })
        {
            var (many, below) = Rows(field, element, Sequence.Open(value));
            shape.Put(field, Add(slots, many), below, isList: true);
        }
        else if (field.Field.Type.Nullable is ObjectType type)
        {
            var (one, below) = One(field, type, value, owner);
            shape.Put(field, Add(slots, one), below, isList: false);
        }
        else
        {
            shape.Put(field, Add(slots, value), null, isList: false);
        }
    }

    private void PutPage(FieldPlan field, ObjectType element, Expression source, Expression owner, RowShape shape, List<Expression> slots)
    {
        var rowType = Sequence.ItemType(source);
        var row = Expression.Parameter(rowType, "inner");
        var inner = new List<Expression>();
        var selection = PageSelection.Of(field);
        var shapes = new Dictionary<SelectionPlan, RowShape>();
        foreach (var ofRows in selection.OfRows)
            shapes[ofRows] = Shape(ofRows, row, inner);

        var page = new InnerPageShape(element, rowType, RowOrder.Own(element, rowType, satisfies), selection, shapes, inner.Count);
        var place = Expression.Parameter(typeof(object[]), "page");
        _holes.Add(new RowPlan.PageHole(place, field, page, Correlated(source, field.ParentType, owner), row, inner));
        shape.PutPage(field, Add(slots, place), page);
    }

    private (Expression Value, RowShape? Below) One(FieldPlan field, ObjectType type, Expression value, Expression owner)
    {
        if (field.Field.Query is { IsSingle: true })
            return Rows(field, type, Sequence.Open(value), firstOf: owner);
        if (Sequence.RowsOfFirst(value) is { } rows)
            return Rows(field, type, rows, firstOf: owner);

        // What is no row of its own, such as a value computed in C#, is read whole and taken apart by resolvers.
        var link = Inline.Bare(value);
        if (link is ConditionalExpression { IfFalse: ConstantExpression { Value: null } } choice)
        {
            var (chosen, shape) = One(field, type, choice.IfTrue, owner);
            return (Expression.Condition(choice.Test, chosen, Expression.Constant(null, chosen.Type)), shape);
        }

        if (link is not (MemberExpression or ParameterExpression) || link.Type.IsValueType)
            return (value, null);

        var slots = new List<Expression>();
        var below = Shape(field.Below(type), link, slots);
        return (field.Field.Type is NonNull ? RowPlan.ArrayOf(slots) : OrNull(link, slots), below);
    }

    private static ConditionalExpression OrNull(Expression row, IEnumerable<Expression> slots) =>
        Expression.Condition(Comparison.IsNull(row), Expression.Constant(null, typeof(object[])), RowPlan.ArrayOf(slots));

    private (Expression Value, RowShape Below) Rows(FieldPlan field, ObjectType element, Expression source, Expression? firstOf = null)
    {
        var rowType = Sequence.ItemType(source);
        var row = Expression.Parameter(rowType, "inner");
        var slots = new List<Expression>();
        var below = Shape(field.Below(element), row, slots);

        var rows = Arranged(field, element, firstOf is null ? source : Correlated(source, field.ParentType, firstOf), rowType);
        var selected = Sequence.Select(rows, Expression.Lambda(Sequence.IsSelected(source) ? OrNull(row, slots) : RowPlan.ArrayOf(slots), row));
        return (firstOf is null ? Sequence.ToList(selected) : Sequence.FirstOrDefault(selected), below);
    }

    // For the first of some rows EF Core numbers all rows of the table where a plain join could find them, which on a large table
    // is the whole cost of the query. A condition on the owner that is always met keeps it to a look-up for each owner.
    private static Expression Correlated(Expression source, ObjectType ownerType, Expression owner) =>
        ownerType.Identity is { } identity && Inline.Body(identity.Key, owner) is { NodeType: not ExpressionType.New } key
            ? Sequence.If(source, Comparison.Of(ExpressionType.GreaterThanOrEqual, key, key))
            : source;

    // Rows in an order of their own, or filtered and ordered by arguments that are known only at the request.
    private Expression Arranged(FieldPlan field, ObjectType element, Expression source, Type rowType)
    {
        var own = RowOrder.Own(element, rowType, satisfies);
        if (field.Field.Query is { } query && IsGiven(field, query.Filters, "where") | IsGiven(field, query.Sorts, "order"))
        {
            var rows = Expression.Parameter(typeof(IEnumerable<>).MakeGenericType(rowType), "rows");
            _holes.Add(new RowPlan.RowsHole(rows, field, own, source));
            return rows;
        }

        return Sequence.IsOrdered(source) ? source : own.Apply(source);
    }

    private static bool IsGiven(FieldPlan field, bool isOffered, string argument) =>
        isOffered && field.Nodes[0].Arguments.Any(a => a.Name.Value == argument);

    private Expression Value(FieldPlan field, LambdaExpression projection, Expression row)
    {
        var arguments = new Expression[projection.Parameters.Count];
        arguments[0] = row;
        for (var i = 1; i < arguments.Length; i++)
        {
            var argument = Expression.Parameter(projection.Parameters[i].Type, projection.Parameters[i].Name);
            _holes.Add(new RowPlan.ValueHole(argument, field, field.Field.DeclaredArguments[i - 1]));
            arguments[i] = argument;
        }

        return Inline.Body(projection, arguments);
    }

    private static int Add(List<Expression> slots, Expression value)
    {
        slots.Add(value);
        return slots.Count - 1;
    }
}
