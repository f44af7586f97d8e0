using System.Globalization;

namespace TalentRegistry.Server.Importing;

/// <summary>
/// What an officer corrected on the preview: fields named "column.A" with the code of a field, or "-" for a column not to be read; and "row.12" with the person whom a doubtful
/// row is about, "new" for somebody new, or "" while it stays open. "shown.A" is what the column was read as before; "asked.CODE" stands beside each warning, "confirm.CODE" beside one that is confirmed.
/// </summary>
internal static class ImportCorrections
{
    /// <summary>No list has a column so wide or so many doubts on one page.</summary>
    private const int Most = 1_000;

    /// <summary>The wish with the corrections of a form; the same where there are none.</summary>
    public static ImportWish Apply(IFormCollection form, ImportWish wish)
    {
        var columns = new Dictionary<string, string?>(wish.Columns);
        var decisions = new Dictionary<int, Guid?>(wish.Decisions);
        var confirmed = wish.Confirmed.ToHashSet(StringComparer.Ordinal);
        foreach (var (key, values) in form.Take(2 * Most))
        {
            var value = values.ToString();
            if (key.StartsWith("column.", StringComparison.Ordinal) && key["column.".Length..] is { Length: > 0 and <= 3 } letter && value != form[$"shown.{letter}"])
                columns[letter] = value == "-" ? null : value;
            else if (key.StartsWith("row.", StringComparison.Ordinal) && int.TryParse(key["row.".Length..], NumberStyles.None, CultureInfo.InvariantCulture, out var row))
                Decide(decisions, row, value);
            else if (key.StartsWith("asked.", StringComparison.Ordinal) && key["asked.".Length..] is { Length: > 0 and <= 60 } code)
                _ = form.ContainsKey($"confirm.{code}") ? confirmed.Add(code) : confirmed.Remove(code);
        }

        var isSame = columns.Count == wish.Columns.Count && columns.All(column => wish.Columns.TryGetValue(column.Key, out var known) && known == column.Value)
            && decisions.Count == wish.Decisions.Count && decisions.All(decision => wish.Decisions.TryGetValue(decision.Key, out var known) && known == decision.Value)
            && confirmed.SetEquals(wish.Confirmed);
        return isSame ? wish : wish with { Columns = columns, Decisions = decisions, Confirmed = [.. confirmed.Order(StringComparer.Ordinal)] };
    }

    private static void Decide(Dictionary<int, Guid?> decisions, int row, string value)
    {
        if (value == "new")
            decisions[row] = null;
        else if (Guid.TryParse(value, out var person))
            decisions[row] = person;
        else
            decisions.Remove(row);
    }
}
