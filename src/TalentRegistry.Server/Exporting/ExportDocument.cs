using TalentRegistry.GraphQL.Language;

namespace TalentRegistry.Server.Exporting;

/// <summary>
/// A caller's document as it is run for a file: nothing but the list that is wanted, page by page. Of a connection all rows are taken, whatever
/// <c>first</c> or <c>after</c> it was asked with.
/// </summary>
/// <param name="Text">The document of a page, with the variables $exportFirst, $exportAfter and $exportCount besides the caller's.</param>
/// <param name="Path">Response keys from the answer to the list.</param>
/// <param name="Rows">Under what the list has its rows: nodes, groups; null where it is itself the rows and comes at once.</param>
/// <param name="Columns">What each row has.</param>
internal sealed record ExportDocument(string Text, IReadOnlyList<string> Path, string? Rows, IReadOnlyList<ExportColumn> Columns)
{
    private static readonly string[] Paging = ["first", "last", "after", "before"];

    /// <summary>Finds the list in a valid document and makes the document of a page.</summary>
    /// <param name="document">A document that may be run.</param>
    /// <param name="operationName">Its operation; null where it has one.</param>
    /// <param name="path">Response keys from the operation to the list, joined by dots; null for its first field.</param>
    /// <param name="titles">Words of the columns.</param>
    /// <exception cref="ExportRefusedException">There is no such list, or it has no columns.</exception>
    public static ExportDocument Of(DocumentNode document, string? operationName, string? path, ExportTitles titles)
    {
        var operation = document.Definitions.OfType<OperationDefinitionNode>()
            .FirstOrDefault(each => operationName is null || each.Name?.Value == operationName);
        if (operation is not { Operation: OperationType.Query })
            throw new ExportRefusedException("The document has no such query: a file is made of one.", "BAD_USER_INPUT");

        var fields = new SelectedFields(document);
        var steps = new List<FieldNode>();
        var within = operation.SelectionSet;
        foreach (var key in path?.Split('.') ?? [fields.Of(within).FirstOrDefault()?.ResponseKey ?? ""])
        {
            var step = fields.Of(within).FirstOrDefault(field => field.ResponseKey == key)
                ?? throw new ExportRefusedException($"There is no field \"{key}\" in the query: \"path\" leads by response keys to a list, as \"people\".", "BAD_USER_INPUT");
            steps.Add(step);
            within = step.SelectionSet ?? throw new ExportRefusedException($"\"{key}\" is no list of records.", "BAD_USER_INPUT");
        }

        var (rows, records) = RowsOf(fields, within);
        var columns = ExportColumn.Of(fields, records, titles);
        if (columns.Count == 0)
            throw new ExportRefusedException($"No values of \"{steps[^1].ResponseKey}\" are selected: each becomes a column.", "BAD_USER_INPUT");

        var list = rows is null ? steps[^1] : Page(steps[^1], rows, records);
        for (var step = steps.Count - 1; step > 0; step--)
            list = steps[step - 1] with { SelectionSet = fields.Only(steps[step - 1].SelectionSet!, steps[step], list) };
        return new ExportDocument(Print(document, operation, fields.Only(operation.SelectionSet, steps[0], list)!, fields, rows is not null), [.. steps.Select(step => step.ResponseKey)], rows, columns);
    }

    private static (string? Rows, SelectionSetNode Records) RowsOf(SelectedFields fields, SelectionSetNode list)
    {
        SelectionSetNode? Under(SelectionSetNode within, string name) =>
            fields.Of(within).Where(field => field.Name.Value == name && field.SelectionSet is not null).ToList() is [_, ..] found
                ? new SelectionSetNode([.. found.SelectMany(field => field.SelectionSet!.Selections)], Location.None)
                : null;

        return Under(list, "nodes") is { } nodes ? ("nodes", nodes)
            : Under(list, "edges") is { } edges && Under(edges, "node") is { } node ? ("nodes", node)
            : Under(list, "groups") is { } groups ? ("groups", groups)
            : (null, list);
    }

    private static FieldNode Page(FieldNode list, string rows, SelectionSetNode records)
    {
        FieldNode Leaf(string name) => new(null, Name(name), [], [], null, Location.None);
        FieldNode[] next = [Leaf("hasNextPage"), Leaf("endCursor")];
        var count = Leaf("totalCount") with { Directives = [new DirectiveNode(Name("include"), [Argument("if", "exportCount")], Location.None)] };
        var page = rows == "groups" ? next : [new FieldNode(null, Name("pageInfo"), [], [], new SelectionSetNode(next, Location.None), Location.None)];
        return list with
        {
            Arguments = [.. list.Arguments.Where(argument => !Paging.Contains(argument.Name.Value)), Argument("first", "exportFirst"), Argument("after", "exportAfter")],
            SelectionSet = new SelectionSetNode([.. page, count, new FieldNode(null, Name(rows), [], [], records, Location.None)], Location.None),
        };
    }

    private static string Print(DocumentNode document, OperationDefinitionNode operation, SelectionSetNode selections, SelectedFields fields, bool paged)
    {
        var used = fields.UsedBy(selections);
        var variables = operation.Variables.Where(variable => used.Variables.Contains(variable.Variable.Name.Value));
        if (paged)
            variables = [.. variables, Variable("exportFirst", "Int"), Variable("exportAfter", "String"), Variable("exportCount", "Boolean!")];
        var query = new OperationDefinitionNode(
            OperationType.Query, null, [.. variables], operation.Directives, selections, Location.None);
        return Printer.Print(new DocumentNode(
            [query, .. document.Definitions.OfType<FragmentDefinitionNode>().Where(fragment => used.Fragments.Contains(fragment.Name.Value))], Location.None));
    }

    private static NameNode Name(string value) => new(value, Location.None);

    private static ArgumentNode Argument(string name, string variable) => new(Name(name), new VariableNode(Name(variable), Location.None), Location.None);

    private static VariableDefinitionNode Variable(string name, string type) =>
        new(new VariableNode(Name(name), Location.None), Parser.ParseType(type), null, [], Location.None);
}

/// <summary>Why no file is made, for whoever asked.</summary>
internal sealed class ExportRefusedException(string message, string code) : Exception(message)
{
    public string Code => code;
}
