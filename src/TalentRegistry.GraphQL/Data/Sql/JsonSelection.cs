using System.Linq.Expressions;
using TalentRegistry.GraphQL.Execution;
using TalentRegistry.GraphQL.TypeSystem;

namespace TalentRegistry.GraphQL.Data.Sql;

/// <summary>
/// Makes the JSON of a selection over a row: links as objects beside each other, collections as arrays of subqueries. Says the same as
/// <see cref="RowPlanner"/> reads.
/// </summary>
internal sealed class JsonSelection(SqlTranslator translator, RequestParts parts, Func<string, bool> satisfies)
{
    /// <summary>The JSON of a row of <paramref name="select"/>; one that is absent is null, or a fault.</summary>
    /// <exception cref="NotInSqlException">Part of the selection can only be answered in C#.</exception>
    public string Of(SelectionPlan selection, SqlRow row, SqlSelect select, bool mayBeAbsent) => translator.Within(select, () =>
    {
        var json = new JsonText();
        AddRow(json, selection, row, mayBeAbsent);
        return json.ToSql();
    });

    private void AddRow(JsonText json, SelectionPlan selection, SqlRow row, bool mayBeAbsent)
    {
        if (!row.IsNullable)
        {
            AddObject(json, selection, row);
            return;
        }

        var present = new JsonText();
        AddObject(present, selection, row.Present());
        json.AddSql($"CASE WHEN {row.IsAbsent} THEN {Missing(mayBeAbsent)} ELSE {present.ToSql()} END");
    }

    private void AddObject(JsonText json, SelectionPlan selection, SqlRow row)
    {
        var source = Expression.Parameter(selection.Type.ClrType ?? throw new NotInSqlException($"{selection.Type} without a C# type"), "row");
        translator.Bind(source, row);
        var before = "{";
        foreach (var field in selection.Fields)
        {
            json.Add($"{before}\"{field.EncodedKey}\":");
            AddField(json, field, source);
            before = ",";
        }

        json.Add("}");
    }

    private void AddField(JsonText json, FieldPlan field, ParameterExpression row)
    {
        if (field.Field == Introspection.TypeNameField)
        {
            json.Add($"\"{field.ParentType.Name}\"");
            return;
        }

        // A field that is refused is an error of each row, with its path.
        if (field.Field.Policy is { } policy && !satisfies(policy))
            throw new NotInSqlException($"{field.ParentType}.{field.Field.Name} is refused");
        if (field.Field.Projection is not { } projection)
            throw new NotInSqlException($"{field.ParentType}.{field.Field.Name} is resolved in C#");

        var value = Inline.Body(projection, [row, .. projection.Parameters.Skip(1).Select((p, i) => parts.Argument(field, field.Field.DeclaredArguments[i], p.Type))]);
        switch (field.Field.Type.Nullable)
        {
            case ObjectType when field.Field.Query?.Paging is not null:
                new JsonConnection(translator, parts, this, field).Add(json, Sequence.Open(value), satisfies);
                break;
            case ListOf { OfType.Nullable: ObjectType element } list:
                AddRows(json, field, element, Sequence.Open(value), list.OfType is not NonNull);
                break;
            case ObjectType type:
                AddOne(json, field, type, value);
                break;
            case ScalarType or EnumType:
                JsonLeaf.Add(json, field.Field, Decided(translator.Value(value), value));
                break;
            default:
                throw new NotInSqlException($"{field.ParentType}.{field.Field.Name} is {field.Field.Type}");
        }
    }

    // A condition of C# is true or false.
    private static SqlValue Decided(SqlValue value, Expression expression) =>
        value.Type == typeof(bool) && value.IsNullable && expression.Type == typeof(bool) && expression is BinaryExpression or UnaryExpression
            ? value with { Text = $"coalesce({value.Text}, FALSE)", IsNullable = false } : value;

    private void AddOne(JsonText json, FieldPlan field, ObjectType type, Expression value)
    {
        var mayBeAbsent = field.Field.Type is not NonNull;
        if (field.Field.Query is { IsSingle: true })
            AddFirst(json, field, type, Sequence.Open(value), mayBeAbsent);
        else if (Sequence.RowsOfFirst(value) is { } rows)
            AddFirst(json, field, type, rows, mayBeAbsent);
        else if (Inline.Bare(value) is ConditionalExpression { IfFalse: ConstantExpression { Value: null } } choice)
        {
            var chosen = new JsonText();
            AddOne(chosen, field, type, choice.IfTrue);
            json.AddSql($"CASE WHEN {translator.Value(choice.Test).Text} THEN {chosen.ToSql()} ELSE {Missing(mayBeAbsent)} END");
        }
        else
        {
            var row = translator.Row(value) ?? throw new NotInSqlException($"{field.ParentType}.{field.Field.Name} is no row");
            AddRow(json, field.Below(type), row, mayBeAbsent);
        }
    }

    private void AddRows(JsonText json, FieldPlan field, ObjectType element, Expression source, bool mayBeAbsent)
    {
        var select = translator.Rows(parts.Arranged(field, element, source, satisfies));
        if (select.Limit is not null)
            select = translator.Again(select);
        if (select.Element is not SqlRow row)
            throw new NotInSqlException($"{field.ParentType}.{field.Field.Name} is a list of values");

        var item = Of(field.Below(element), row, select, mayBeAbsent);
        var order = select.Order.Count == 0 ? "" : $" ORDER BY {select.OrderText}";
        json.Add("[");
        json.AddSql($"({select.Render($"string_agg({item}, ','{order})", isOrdered: false)})");
        json.Add("]");
    }

    private void AddFirst(JsonText json, FieldPlan field, ObjectType type, Expression source, bool mayBeAbsent)
    {
        var select = translator.Open(translator.Rows(parts.Arranged(field, type, source, satisfies)));
        if (select.Element is not SqlRow row)
            throw new NotInSqlException($"{field.ParentType}.{field.Field.Name} is a value");

        select.Limit = "1";
        json.AddSql($"coalesce(({select.Render(Of(field.Below(type), row, select, mayBeAbsent))}), {Missing(mayBeAbsent)})");
    }

    private static string Missing(bool mayBeAbsent) => mayBeAbsent ? "'null'" : JsonText.Fault;
}
