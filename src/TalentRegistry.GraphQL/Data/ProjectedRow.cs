using TalentRegistry.GraphQL.Execution;
using TalentRegistry.GraphQL.TypeSystem;

namespace TalentRegistry.GraphQL.Data;

/// <summary>One object that a query has brought: values side by side, and the shape that knows whose they are.</summary>
internal sealed class ProjectedRow(object?[] values, RowShape shape) : ProjectedSource
{
    public override ObjectType ObjectType => shape.Type;

    public override bool TryValue(FieldPlan field, out object? value)
    {
        value = null;
        if (shape.PlaceOf(field) is not { } place)
            return false;

        var read = values[place.Slot];
        value = place switch
        {
            { Below: null } => read,
            { IsList: true } => All((List<object?[]?>?)read, place.Below),
            _ => read is object?[] inner ? new ProjectedRow(inner, place.Below) : null,
        };
        return true;
    }

    public override object? Required(FieldPlan field, int index) => values[shape.RequiredSlot(field, index)];

    /// <summary>What was read for a connection: the rows, free to be changed, and how many there are on all pages.</summary>
    public (List<object?[]> Rows, int Total, InnerPageShape Shape) Page(FieldPlan field)
    {
        var (slot, page) = shape.PageOf(field);
        var read = (object?[])values[slot]!;
        return ([.. (List<object?[]>?)read[0] ?? []], (int)read[1]!, page);
    }

    /// <summary>Rows of one shape.</summary>
    public static ProjectedRow?[]? All(IReadOnlyList<object?[]?>? rows, RowShape shape)
    {
        if (rows is null)
            return null;

        var all = new ProjectedRow?[rows.Count];
        for (var i = 0; i < all.Length; i++)
            all[i] = rows[i] is { } row ? new ProjectedRow(row, shape) : null;
        return all;
    }
}
