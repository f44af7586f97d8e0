using System.Globalization;
using System.Text.Json;
using TalentRegistry.GraphQL.Language;

namespace TalentRegistry.Server.Exporting;

/// <summary>A column of a file: a value of the row, or of what hangs on it. Of several, as of degrees, all stand in the cell with "; " between them.</summary>
/// <param name="Title">Heading.</param>
/// <param name="Path">Response keys from the row to the value.</param>
internal sealed record ExportColumn(string Title, IReadOnlyList<string> Path)
{
    /// <summary>A column for each value that is selected.</summary>
    public static IReadOnlyList<ExportColumn> Of(SelectedFields fields, SelectionSetNode row, ExportTitles titles)
    {
        var columns = new List<ExportColumn>();
        Add(row, [], []);
        // The same value asked for in two fragments is one column.
        return [.. columns.DistinctBy(column => string.Join('.', column.Path))];

        void Add(SelectionSetNode selections, string[] path, string[] words)
        {
            var here = fields.Of(selections).Where(field => field.Name.Value is not ("__typename" or "pageInfo" or "cursor")).ToList();
            foreach (var field in here)
            {
                string[] further = [.. path, field.ResponseKey];
                if (field.SelectionSet is { } nested)
                    Add(nested, further, ExportTitles.IsWrapping(field) ? words : [.. words, titles.Of(field)]);
                else
                    columns.Add(new ExportColumn(string.Join(" · ", here.Count == 1 && words.Length > 0 && ExportTitles.IsName(field) ? words : [.. words, titles.Of(field)]), further));
            }
        }
    }

    /// <summary>The value of a row: null, text, long, double, bool or DateOnly.</summary>
    public object? Of(JsonElement row)
    {
        var values = new List<object?>();
        return Collect(row, 0, values)
            ? values.Exists(value => value is not null) ? string.Join("; ", values.Select(Text)) : null
            : values.Count == 0 ? null : values[0];
    }

    // True where a list was met on the way.
    private bool Collect(JsonElement element, int step, List<object?> values)
    {
        if (element.ValueKind == JsonValueKind.Array)
        {
            foreach (var item in element.EnumerateArray())
                Collect(item, step, values);
            return true;
        }

        if (step == Path.Count || element.ValueKind != JsonValueKind.Object)
        {
            values.Add(Value(element));
            return false;
        }

        if (element.TryGetProperty(Path[step], out var next))
            return Collect(next, step + 1, values);

        // A fragment that is not of this row's type.
        values.Add(null);
        return false;
    }

    private static object? Value(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null => null,
        JsonValueKind.True or JsonValueKind.False => value.GetBoolean(),
        JsonValueKind.Number => value.TryGetInt64(out var whole) ? whole : value.GetDouble(),
        JsonValueKind.String => DateOnly.TryParseExact(value.GetString(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : value.GetString(),
        _ => value.GetRawText(),
    };

    private static string Text(object? value) => value switch
    {
        null => "",
        DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        bool truth => truth ? "true" : "false",
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString()!,
    };
}
