using System.Globalization;
using TalentRegistry.Data.Importing.Columns;
using TalentRegistry.Data.Importing.Output;
using TalentRegistry.Data.Importing.Sheets;

namespace TalentRegistry.Data.Importing.Rows;

/// <summary>
/// Tells rows that go on about the person above, as lists have them whose people hold several degrees: the cells of the person are merged over them, or left empty, or written again. Only rows
/// next to each other, and only where nothing but degrees, certificates, titles, awards and memberships is new: whatever else differs may be another person.
/// </summary>
internal sealed class ContinuingRows
{
    // Nobody holds more; a list that says so has another fault.
    private const int MostRows = 50;
    private static readonly string[] Numbers = ["citizen_id", "staff_code"];
    private readonly int[] records;
    private readonly int[] names;
    private readonly int[] own;
    private readonly int[] strange;
    private readonly int[] numbers;
    private readonly int born;
    private readonly int origin;
    private SheetRow? person;
    private SheetRow? last;
    private int rows;

    /// <param name="plan">What was recognised.</param>
    /// <param name="names">Columns of names.</param>
    public ContinuingRows(ColumnPlan plan, int[] names)
    {
        this.names = names;
        var known = plan.Columns.Where(column => column.Field is not null).ToList();
        records = [.. known.Where(IsRecord).Select(column => column.Index)];
        own = [.. known.Where(column => column.Field!.Kept && !IsRecord(column)).Select(column => column.Index)];
        // A running number begins somebody, and nobody knows what stands in a column that was not recognised.
        strange = [.. plan.Columns.Where(column => column.Field is null or { Kind: FieldKind.Ordinal }).Select(column => column.Index)];
        numbers = [.. Numbers.Select(code => plan.Of(code)?.Index ?? -1).Where(index => index >= 0)];
        born = plan.Of("date_of_birth")?.Index ?? -1;
        // In a list of rejected rows those stand next to each other that did not in the list they come from.
        origin = plan.Columns.FirstOrDefault(column => column.Heading == AddedColumns.Headings[0])?.Index ?? -1;
    }

    /// <summary>Takes the row after which others may go on; null where none can.</summary>
    public void Begin(SheetRow? row) => (person, last, rows) = (row, row, 1);

    /// <summary>Whether a row goes on about the person; it is then the last of theirs.</summary>
    public bool IsNext(SheetRow row)
    {
        if (person is null || rows == MostRows || row.Number != last!.Number + 1 || !IsNextInOrigin(row) || !Array.Exists(records, index => !row[index].IsEmpty) || !(IsLeftEmpty(row) || IsWrittenAgain(row)))
            return false;
        (last, rows) = (row, rows + 1);
        return true;
    }

    private bool IsLeftEmpty(SheetRow row) => Array.TrueForAll(own, index => row[index].IsEmpty) && Array.TrueForAll(strange, index => row[index].IsEmpty);

    private bool IsWrittenAgain(SheetRow row) =>
        names.Length > 0 && Array.TrueForAll(names, index => Same(row, index)) && IsSurelyOne(row) && Array.TrueForAll(own, index => row[index].IsEmpty || Same(row, index))
        && Array.Exists(records, index => !row[index].IsEmpty && !Same(row, index));

    // Two people of one name are told apart by what is theirs alone; a year of birth is not.
    private bool IsSurelyOne(SheetRow row) =>
        Array.Exists(numbers, index => !row[index].IsEmpty && Same(row, index)) || (born >= 0 && Same(row, born) && row[born].ToString().Count(char.IsAsciiDigit) >= 6);

    private bool IsNextInOrigin(SheetRow row) =>
        origin < 0 || (int.TryParse(row[origin].ToString(), CultureInfo.InvariantCulture, out var here) && int.TryParse(last![origin].ToString(), CultureInfo.InvariantCulture, out var before) && here == before + 1);

    private bool Same(SheetRow row, int index) => row[index] == person![index];

    private static bool IsRecord(ListColumn column) => column.Field is { Kept: true, Part: FieldPart.Degree or FieldPart.Record };
}
