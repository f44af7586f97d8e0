using System.Globalization;
using TalentRegistry.Data.Importing.Columns;
using TalentRegistry.Data.Importing.Output;
using TalentRegistry.Data.Importing.Sheets;

namespace TalentRegistry.Data.Importing.Rows;

/// <summary>
/// Tells rows that go on about the person above, as lists have them whose people hold several degrees: the cells of the person are merged over them, or left empty, or written again. Only rows
/// next to each other, and only where nothing but degrees, postings and other records is new: whatever else differs may be another person.
/// </summary>
internal sealed class ContinuingRows
{
    // Nobody holds more; a list that says so has another fault.
    private const int MostRows = 50;
    private static readonly string[] Numbers = ["citizen_id", "staff_code"];
    private readonly int[] records;
    private readonly int[] postings;
    private readonly int[] starts;
    private readonly int[] agencies;
    private readonly int[] names;
    private readonly int[] own;
    private readonly int[] strange;
    private readonly int[] numbers;
    private readonly int citizenId;
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
        records = Of(FieldPart.Degree, FieldPart.Record);
        postings = Of(FieldPart.Posting);
        own = Of(FieldPart.Person);
        // A running number begins somebody, and nobody knows what stands in a column that was not recognised.
        strange = [.. plan.Columns.Where(column => column.Field is null or { Kind: FieldKind.Ordinal }).Select(column => column.Index)];
        numbers = Named(Numbers);
        starts = Named("posting_from", "recruited_on");
        agencies = Named("agency", "agency_code");
        citizenId = plan.Of("citizen_id")?.Index ?? -1;
        born = plan.Of("date_of_birth")?.Index ?? -1;
        // In a list of rejected rows those stand next to each other that did not in the list they come from.
        origin = plan.Columns.FirstOrDefault(column => column.Heading == AddedColumns.Headings[0])?.Index ?? -1;

        int[] Of(params FieldPart[] parts) => [.. known.Where(column => column.Field is { Kept: true } field && parts.Contains(field.Part)).Select(column => column.Index)];

        int[] Named(params string[] codes) => [.. codes.Select(code => plan.Of(code)?.Index ?? -1).Where(index => index >= 0)];
    }

    /// <summary>Takes the row after which others may go on; null where none can.</summary>
    public void Begin(SheetRow? row) => (person, last, rows) = (row, row, 1);

    /// <summary>Whether a row goes on about the person; it is then the last of theirs.</summary>
    public bool IsNext(SheetRow row)
    {
        if (person is null || rows == MostRows || row.Number != last!.Number + 1 || !IsNextInOrigin(row) || !(TellsARecord(row) || BeginsAPosting(row)) || !(IsLeftEmpty(row) || IsWrittenAgain(row)))
            return false;
        (last, rows) = (row, rows + 1);
        return true;
    }

    /// <summary>Whether a row tells the first day of a posting, in numbers.</summary>
    public bool IsDated(SheetRow row) => Array.Exists(starts, index => row[index].ToString() is var text && text.Any(char.IsAsciiDigit) && !text.Any(char.IsLetter));

    private bool TellsARecord(SheetRow row) => Array.Exists(records, index => !row[index].IsEmpty);

    // Without its first day it is no posting of a career; a line with an agency or a position alone may be a heading of a part of the list.
    private bool BeginsAPosting(SheetRow row) => Array.Exists(starts, index => !row[index].IsEmpty);

    private bool IsLeftEmpty(SheetRow row) => (BeginsAPosting(row) || Array.TrueForAll(postings, index => row[index].IsEmpty)) && Array.TrueForAll(own, index => row[index].IsEmpty) && Array.TrueForAll(strange, index => row[index].IsEmpty);

    private bool IsWrittenAgain(SheetRow row) =>
        names.Length > 0 && Array.TrueForAll(names, index => Same(row, index)) && IsSurelyOne(row) && Array.TrueForAll(own, index => IsAsAbove(row, index))
        && (Array.TrueForAll(postings, index => IsAsAbove(row, index)) ? !Array.TrueForAll(records, index => IsAsAbove(row, index)) : IsAnotherPosting(row));

    private bool IsAsAbove(SheetRow row, int index) => row[index].IsEmpty || Same(row, index);

    // It begins on another day, and no number is left out; at another agency a namesake may be born on the same day, and have the same code.
    private bool IsAnotherPosting(SheetRow row) =>
        !Array.TrueForAll(starts, index => IsAsAbove(row, index)) && Array.TrueForAll(numbers, index => Same(row, index))
        && (Array.TrueForAll(agencies, index => IsAsAbove(row, index)) || (citizenId >= 0 && !row[citizenId].IsEmpty && Same(row, citizenId)));

    // Two people of one name are told apart by what is theirs alone; a year of birth is not.
    private bool IsSurelyOne(SheetRow row) =>
        Array.Exists(numbers, index => !row[index].IsEmpty && Same(row, index)) || (born >= 0 && Same(row, born) && row[born].ToString().Count(char.IsAsciiDigit) >= 6);

    private bool IsNextInOrigin(SheetRow row) =>
        origin < 0 || (int.TryParse(row[origin].ToString(), CultureInfo.InvariantCulture, out var here) && int.TryParse(last![origin].ToString(), CultureInfo.InvariantCulture, out var before) && here == before + 1);

    private bool Same(SheetRow row, int index) => row[index] == person![index];
}
