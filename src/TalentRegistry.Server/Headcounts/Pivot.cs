using System.Globalization;
using TalentRegistry.Data;
using TalentRegistry.Data.Access;
using TalentRegistry.Data.Headcounts;

namespace TalentRegistry.Server.Headcounts;

/// <summary>A row of the pivot.</summary>
/// <param name="Key">Value of the first dimension.</param>
/// <param name="Within">Value of the dimension within it; null for two dimensions.</param>
public sealed record PivotRow(HeadcountKey Key, HeadcountKey? Within);

/// <summary>Headcounts laid out in rows and columns.</summary>
/// <param name="Question">What was asked.</param>
/// <param name="Rows">In the order of their keys.</param>
/// <param name="Columns">In the order of their keys.</param>
/// <param name="Cells">People by row and column; null where hidden. Cells that are not listed are empty.</param>
/// <param name="Total">All people counted on the day, of the last year where years are told apart; null where hidden.</param>
/// <param name="Suppression">How counts were changed to protect people; null where they are exact.</param>
public sealed record Pivot(
    PivotQuestion Question, IReadOnlyList<PivotRow> Rows, IReadOnlyList<HeadcountKey> Columns, IReadOnlyDictionary<(PivotRow Row, HeadcountKey Column), int?> Cells, int? Total,
    Suppression? Suppression)
{
    /// <summary>Counts by one statement under the caller's rights.</summary>
    /// <exception cref="ArgumentException">A unit does not exist on a map that is asked for.</exception>
    public static async Task<Pivot> CountAsync(RegistryDatabase database, Caller caller, PivotQuestion question, CancellationToken cancellationToken)
    {
        var counted = await HeadcountQuery.CountDaysAsync(database, caller, question.Headcounts, cancellationToken);
        var cells = new Dictionary<(PivotRow, HeadcountKey), int?>();
        foreach (var day in counted)
        {
            var year = new HeadcountKey(day.Question.AsOf.Year.ToString(CultureInfo.InvariantCulture), Label(day.Question.AsOf), Label(day.Question.AsOf));
            foreach (var cell in day.Cells)
            {
                var next = 0;
                HeadcountKey[] keys = [.. question.Dimensions.Select(each => each.IsYear ? year : cell.Keys[next++])];
                cells[(new PivotRow(keys[0], question.Within is null ? null : keys[1]), keys[^1])] = cell.Count;
            }
        }

        // Places are told by the map of each day: a district has the name that it had on the last of them.
        return new(
            question, [.. InOrder(cells.Keys.Select(cell => cell.Item1).Distinct(), question)], [.. cells.Keys.Select(cell => cell.Item2).Distinct().OrderBy(key => OrderOf(question.Columns, key), StringComparer.Ordinal)],
            cells, counted[^1].Total, counted[^1].Suppression);
    }

    /// <summary>People of a cell; 0 where nobody is in it, null where hidden.</summary>
    public int? People(PivotRow row, HeadcountKey column) => Cells.TryGetValue((row, column), out var people) ? people : Suppression is null ? 0 : null;

    /// <summary>What is told of a row, added up.</summary>
    public int OfRow(PivotRow row) => Columns.Sum(column => People(row, column) ?? 0);

    /// <summary>What is told of a column, added up.</summary>
    public int OfColumn(HeadcountKey column) => Rows.Sum(row => People(row, column) ?? 0);

    /// <summary>All that is told.</summary>
    public int All => Rows.Sum(OfRow);

    /// <summary>What the question's measure tells of a cell; null where hidden, or where there is nothing to divide by.</summary>
    public double? Value(PivotRow row, HeadcountKey column)
    {
        if (People(row, column) is not { } people)
            return null;

        int? whole = Question.Measure switch
        {
            PivotMeasure.OfRow => OfRow(row),
            PivotMeasure.OfColumn => OfColumn(column),
            PivotMeasure.OfAll => All,
            _ => null,
        };
        return Question.Measure is PivotMeasure.People ? people : whole > 0 ? 100.0 * people / whole : null;
    }

    private static IEnumerable<PivotRow> InOrder(IEnumerable<PivotRow> rows, PivotQuestion question) => rows
        .OrderBy(row => OrderOf(question.Rows, row.Key), StringComparer.Ordinal).ThenBy(row => row.Within is { } within ? OrderOf(question.Within!, within) : "", StringComparer.Ordinal);

    private static string OrderOf(PivotDimension dimension, HeadcountKey key) => dimension.By is { } by ? HeadcountQuery.OrderOf(by, key.Code) : key.Code!;

    private static string Label(DateOnly day) => day is { Month: 12, Day: 31 } ? day.Year.ToString(CultureInfo.InvariantCulture) : Localisation.LanguageText.Day(day);
}
