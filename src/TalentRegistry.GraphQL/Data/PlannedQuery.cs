using TalentRegistry.GraphQL.Execution;

namespace TalentRegistry.GraphQL.Data;

/// <summary>What is the same in all requests that come to a field of a document with the same rights.</summary>
internal sealed class PlannedQuery
{
    private PlannedQuery(FieldPlan field, QueryBehaviour behaviour, Type rowType, Func<string, bool> satisfies)
    {
        Own = RowOrder.Own(behaviour.Element, rowType, satisfies);
        ByKey = RowOrder.ByKey(behaviour.Element, rowType);
        Page = behaviour.Paging is null ? null : PageSelection.Of(field);
        Rows = RowPlanner.Plan(rowType, Selections(field, behaviour), satisfies);
    }

    /// <summary>The order where none is asked for.</summary>
    public RowOrder Own { get; }

    /// <summary>The order that tells a first row where any will do.</summary>
    public RowOrder ByKey { get; }

    /// <summary>The statements that answer it, where it can be said in SQL.</summary>
    public Sql.StatementsByShape<Sql.FieldStatement, Sql.RequestParts> Statements { get; } = new();

    /// <summary>Whether it was found that it cannot be said in SQL, whatever the arguments.</summary>
    public bool IsBeyondSql { get; set; }

    /// <summary>What is read of each row.</summary>
    public RowPlan Rows { get; }

    /// <summary>What is asked of the connection; null where the field is none.</summary>
    public PageSelection? Page { get; }

    public RowShape ShapeOf(SelectionPlan selection) => Rows.ShapeOf(selection);

    /// <summary>The plan for a field of a request, made at the first request with its rights.</summary>
    public static PlannedQuery Of(ResolverContext context, QueryBehaviour behaviour, Type rowType)
    {
        var field = context.Plan;
        var policies = (string[])field.Projections.GetOrAdd(
            $"policies\n{behaviour.Element.Name}",
            static (_, at) => at.Selections.SelectMany(RowPlanner.Policies).Concat(RowOrder.Policies(at.Element)).Distinct(StringComparer.Ordinal).ToArray(),
            (Selections: Selections(field, behaviour), behaviour.Element));

        var refused = policies.Length == 0 ? "" : string.Join('\n', policies.Where(p => !context.Satisfies(p)));
        return (PlannedQuery)field.Projections.GetOrAdd(
            $"{rowType.FullName}\n{refused}",
            static (_, at) => new PlannedQuery(at.field, at.behaviour, at.rowType, at.context.Satisfies),
            (field, behaviour, rowType, context));
    }

    private static IEnumerable<SelectionPlan> Selections(FieldPlan field, QueryBehaviour behaviour) =>
        behaviour.Paging is null
            ? [field.Below(behaviour.Element)]
            : PageSelection.Of(field).OfRows;
}
