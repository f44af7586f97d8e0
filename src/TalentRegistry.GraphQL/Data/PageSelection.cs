using TalentRegistry.GraphQL.Execution;
using TalentRegistry.GraphQL.TypeSystem;

namespace TalentRegistry.GraphQL.Data;

/// <summary>What a selection asks of a connection.</summary>
internal sealed class PageSelection
{
    /// <summary>What is asked of a field that is a connection.</summary>
    public static PageSelection Of(FieldPlan field) => new(field.Below((ObjectType)field.Field.Type.Named), field.Field.Query!.Element);

    private PageSelection(SelectionPlan connection, ObjectType element)
    {
        foreach (var field in connection.Fields)
        {
            switch (field.Field.Name)
            {
                case ConnectionTypes.Nodes:
                    NeedsRows = true;
                    OfRows.Add(field.Below(element));
                    break;
                case ConnectionTypes.Edges:
                    NeedsRows = true;
                    var edge = field.Below((ObjectType)field.Field.Type.Named);
                    OfRows.AddRange(edge.Fields.Where(f => f.Field.Name == ConnectionTypes.Node).Select(f => f.Below(element)));
                    NeedsCursors |= edge.Fields.Any(f => f.Field.Name == ConnectionTypes.Cursor);
                    break;
                case ConnectionTypes.PageInfo:
                    NeedsRows = true;
                    var info = field.Below((ObjectType)field.Field.Type.Named).Fields;
                    NeedsCursors |= info.Any(f => f.Field.Name is ConnectionTypes.StartCursor or ConnectionTypes.EndCursor);
                    NeedsMore |= info.Any(f => f.Field.Name is ConnectionTypes.HasNextPage or ConnectionTypes.HasPreviousPage);
                    break;
                case ConnectionTypes.TotalCount:
                    NeedsTotal = true;
                    break;
            }
        }
    }

    /// <summary>The selections of rows, under edges or nodes, whatever their aliases.</summary>
    public List<SelectionPlan> OfRows { get; } = [];

    public bool NeedsRows { get; }

    public bool NeedsCursors { get; }

    /// <summary>Whether it is asked if there are rows beyond the page.</summary>
    public bool NeedsMore { get; }

    public bool NeedsTotal { get; }
}
