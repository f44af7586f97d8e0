using System.Globalization;
using System.Linq.Expressions;
using TalentRegistry.GraphQL.Execution;
using TalentRegistry.GraphQL.TypeSystem;

namespace TalentRegistry.GraphQL.Data.Sql;

/// <summary>
/// Makes the JSON of a connection inside a row: a subquery for each row, which finds the page by its order and limit, numbers it where it is asked if
/// there is more, and puts it together. Says the same as <see cref="Connection"/> does of rows that were read.
/// </summary>
internal sealed class JsonConnection(SqlTranslator translator, RequestParts parts, JsonSelection rows, FieldPlan field)
{
    private readonly PageSelection _selection = PageSelection.Of(field);
    private InnerPage _page = null!;
    private SqlSelect _rows = null!;
    private SqlRow _row = null!;

    // What picks the rows of the page from those that were read, in an aggregate; empty where they are all on it.
    private string _onPage = "";
    private string _hasMore = "";
    private string _cursor = "";

    /// <summary>Adds the connection over the rows that the field's projection gives.</summary>
    /// <exception cref="NotInSqlException">It cannot be said in SQL.</exception>
    public void Add(JsonText json, Expression source, Func<string, bool> satisfies)
    {
        _page = parts.Page(field, source, _selection, satisfies);
        if (_selection.NeedsRows)
            Find();

        var answer = new JsonText();
        if (_selection.NeedsRows && parts.Told(field.Field.Query!.Element, Sequence.ItemType(source)) is var (key, mark))
            answer.AddSql($"string_agg({ToldText.Of(translator.Value(key, _rows), mark)}, ''){_onPage}");
        AddObject(answer, field.Below((ObjectType)field.Field.Type.Named), AddPart);
        json.AddSql(_selection.NeedsRows ? $"({_rows.Render(answer.ToSql(), isOrdered: false)})" : answer.ToSql());
    }

    private void Find()
    {
        var found = translator.Rows(_page.Rows);
        var keys = _selection.NeedsCursors ? _page.Order.Keys.Select(key => translator.Value(key.By, found)).ToList() : [];
        _rows = translator.Again(found);
        if (_selection.NeedsMore)
        {
            var place = _rows.Give($"row_number() OVER (ORDER BY {_rows.OrderText})", "place");
            _rows = translator.Again(_rows);
            _onPage = $" FILTER (WHERE {((SqlRow)_rows.Element).Alias}.{place} < {found.Limit})";
            _hasMore = $"(count(*) >= {found.Limit})::text";
        }

        _row = _rows.Element as SqlRow ?? throw new NotInSqlException($"{field.ParentType}.{field.Field.Name} is a page of values");
        if (_selection.NeedsCursors)
            _cursor = CursorText.Of(_page.Order, [.. keys.Select((key, i) => key with { Text = _rows.Order[i].Key })]);
    }

    private static void AddObject(JsonText json, SelectionPlan selection, Action<JsonText, FieldPlan> addPart)
    {
        var before = "{";
        foreach (var part in selection.Fields)
        {
            json.Add($"{before}\"{part.EncodedKey}\":");
            if (part.Field == Introspection.TypeNameField)
                json.Add($"\"{part.ParentType.Name}\"");
            else
                addPart(json, part);
            before = ",";
        }

        json.Add("}");
    }

    private void AddPart(JsonText json, FieldPlan part)
    {
        switch (part.Field.Name)
        {
            case ConnectionTypes.Nodes:
                AddAll(json, Node(part));
                break;
            case ConnectionTypes.Edges:
                var edge = new JsonText();
                AddObject(edge, part.Below((ObjectType)part.Field.Type.Named), AddEdgePart);
                AddAll(json, edge.ToSql());
                break;
            case ConnectionTypes.PageInfo:
                AddObject(json, part.Below((ObjectType)part.Field.Type.Named), AddInfo);
                break;
            case ConnectionTypes.TotalCount:
                json.AddSql($"({translator.Open(translator.Rows(_page.Filtered)).Render("count(*)::integer", isOrdered: false)})");
                break;
            default:
                throw new NotInSqlException($"{part.ParentType}.{part.Field.Name}");
        }
    }

    private void AddEdgePart(JsonText json, FieldPlan part) => json.AddSql(part.Field.Name == ConnectionTypes.Cursor ? Quoted(_cursor) : Node(part));

    private void AddInfo(JsonText json, FieldPlan part)
    {
        var isFromEnd = _page.Wanted.IsFromEnd;
        switch (part.Field.Name)
        {
            case ConnectionTypes.HasNextPage when !isFromEnd:
            case ConnectionTypes.HasPreviousPage when isFromEnd:
                json.AddSql(_hasMore);
                break;
            case ConnectionTypes.HasNextPage:
                json.Add(_page.Wanted.Before is not null ? "true" : "false");
                break;
            case ConnectionTypes.HasPreviousPage:
                json.Add(_page.Wanted.After is not null ? "true" : "false");
                break;
            default:
                var end = Ordered(fromEnd: part.Field.Name == ConnectionTypes.EndCursor);
                json.AddSql($"coalesce({Quoted($"(array_agg({_cursor} ORDER BY {end}){_onPage})[1]")}, 'null')");
                break;
        }
    }

    private string Node(FieldPlan part) => rows.Of(part.Below(field.Field.Query!.Element), _row, _rows, mayBeAbsent: false);

    private void AddAll(JsonText json, string item)
    {
        json.Add("[");
        json.AddSql($"string_agg({item}, ',' ORDER BY {Ordered(fromEnd: false)}){_onPage}");
        json.Add("]");
    }

    // The rows were found in the direction in which the page is read, and are shown in that of the order.
    private string Ordered(bool fromEnd) => string.Join(
        ", ", _rows.Order.Select(key => key.Descending != (_page.Wanted.IsFromEnd != fromEnd) ? $"{key.Key} DESC" : key.Key));

    private static string Quoted(string text) => string.Create(CultureInfo.InvariantCulture, $"'\"' || {text} || '\"'");
}
