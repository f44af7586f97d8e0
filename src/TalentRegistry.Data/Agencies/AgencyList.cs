using System.Globalization;
using TalentRegistry.Data.Access;
using TalentRegistry.Data.Importing;
using TalentRegistry.Data.Importing.Sheets;
using TalentRegistry.Data.Importing.Values;
using TalentRegistry.Domain.Agencies;
using TalentRegistry.Domain.Names;
using TalentRegistry.Domain.Plans;

namespace TalentRegistry.Data.Agencies;

/// <summary>A row of a list of agencies.</summary>
/// <param name="Number">As the spreadsheet numbers it, from 1.</param>
/// <param name="Texts">As written, in the order of <see cref="AgencyList.Headings"/>.</param>
/// <param name="Agency">What would be founded, with its seat; null where something is wrong.</param>
/// <param name="Faults">What is wrong.</param>
public sealed record AgencyListRow(int Number, IReadOnlyList<string> Texts, Agency? Agency, IReadOnlyList<Bilingual> Faults);

/// <summary>
/// A list of agencies with which a registry in earnest begins: an officer founds agencies below those that are there, so the first ones come by a list. A heading row, then an
/// agency a row; a parent stands above its children in the list, or is in the registry.
/// </summary>
public static class AgencyList
{
    /// <summary>Most rows of a list.</summary>
    public const int MostRows = 10_000;

    private const int MostTold = 10;
    private static readonly ImportLimits Limits = new() { FileBytes = 5 << 20, UnpackedBytes = 50 << 20, SharedTextBytes = 20 << 20, Rows = MostRows + HeadedTable.HeadingsWithin, Columns = 50, Sheets = 20 };

    // Other words for the headings, folded, and the names of columns that commands and documents use.
    private static readonly string[][] Words =
    [
        ["ma", "ma co quan", "code"], ["ten", "ten co quan", "ten co quan don vi", "name"], ["loai hinh", "loai", "kind"], ["linh vuc", "sector"],
        ["cap chinh quyen", "cap", "level of government", "government level"], ["so huu", "so huu chu quan", "ownership"],
        ["ma co quan cap tren", "co quan cap tren", "truc thuoc", "code of the agency above", "parent"], ["noi dat tru so", "tru so", "seat"],
        ["hoat dong tu ngay", "ngay thanh lap", "tu ngay", "founded on", "valid from"],
    ];

    /// <summary>Headings of a list, in the order of <see cref="AgencyListRow.Texts"/>.</summary>
    public static IReadOnlyList<Bilingual> Headings { get; } =
    [
        new("Mã", "Code"), new("Tên", "Name"), new("Loại hình", "Kind"), new("Lĩnh vực", "Sector"), new("Cấp chính quyền", "Level of government"), new("Sở hữu", "Ownership"),
        new("Mã cơ quan cấp trên", "Code of the agency above"), new("Nơi đặt trụ sở", "Seat"), new("Hoạt động từ ngày", "Founded on"),
    ];

    /// <summary>Reads a list and holds each row against the registry.</summary>
    /// <param name="session">Whose rights hold.</param>
    /// <param name="file">An .xlsx, .xls or .csv; closed in the end.</param>
    /// <param name="vocabulary">Names of places.</param>
    /// <param name="today">No agency begins later.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="ImportRefusedException">It is no such file, too large, or has no heading row, or no row below it.</exception>
    public static async Task<IReadOnlyList<AgencyListRow>> ReadAgenciesAsync(
        this RegistrySession session, Stream file, ImportVocabulary vocabulary, DateOnly today, CancellationToken cancellationToken) =>
        Read(file, vocabulary, await AgencyListReading.BeginAsync(session.Command, vocabulary, today, cancellationToken), cancellationToken);

    /// <summary>Holds rows that were read before against the registry once more.</summary>
    /// <param name="session">Whose rights hold.</param>
    /// <param name="rows">Number and texts of each.</param>
    /// <param name="vocabulary">Names of places.</param>
    /// <param name="today">No agency begins later.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public static async Task<IReadOnlyList<AgencyListRow>> CheckAgenciesAsync(
        this RegistrySession session, IEnumerable<(int Number, IReadOnlyList<string> Texts)> rows, ImportVocabulary vocabulary, DateOnly today, CancellationToken cancellationToken)
    {
        var reading = await AgencyListReading.BeginAsync(session.Command, vocabulary, today, cancellationToken);
        return [.. rows.Select(row => reading.RowOf(row.Number, row.Texts))];
    }

    /// <summary>Reads a list for an operator, who loads all of it or nothing.</summary>
    /// <param name="database">The registry.</param>
    /// <param name="file">Path of an .xlsx, .xls or .csv.</param>
    /// <param name="vocabulary">Names of places.</param>
    /// <param name="today">No agency begins later.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="OperatorException">It cannot be read, or something is wrong with it: each line is told, ten at most.</exception>
    public static async Task<IReadOnlyList<Agency>> ReadAsync(RegistryDatabase database, string file, ImportVocabulary vocabulary, DateOnly today, CancellationToken cancellationToken)
    {
        var name = Path.GetFileName(file);
        var reading = await AgencyListReading.BeginAsync(database.Owner.CreateCommand, vocabulary, today, cancellationToken);
        try
        {
            var rows = Read(File.OpenRead(file), vocabulary, reading, cancellationToken);
            var faults = rows.SelectMany(row => row.Faults.Select(fault => string.Create(CultureInfo.InvariantCulture, $"line {row.Number}: {fault.En}"))).ToList();
            return faults.Count == 0 ? [.. rows.Select(row => row.Agency!)] : throw new OperatorException(
                $"{name} was not loaded. {string.Join(" ", faults.Take(MostTold))}{(faults.Count > MostTold ? string.Create(CultureInfo.InvariantCulture, $" And {faults.Count - MostTold} more.") : "")}");
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new OperatorException($"{file} cannot be read: {fault.Message}", fault);
        }
        catch (ImportRefusedException refused)
        {
            throw new OperatorException($"{name} was not loaded. {refused.Sentence.En}", refused);
        }
    }

    private static List<AgencyListRow> Read(Stream file, ImportVocabulary vocabulary, AgencyListReading reading, CancellationToken cancellationToken)
    {
        var rows = HeadedTable.Read(
            file, Limits, vocabulary.Texts, ColumnsOf, (row, columns) => reading.RowOf(row.Number, [.. columns.Select(column => VietnameseText.Clean(row[column].ToString()))]), cancellationToken);
        return rows is { Count: > 0 } ? rows : throw new ImportRefusedException("NO_HEADINGS", new Bilingual(
            $"Không thấy dòng tiêu đề và dòng cơ quan nào dưới đó: cần có các cột {string.Join(", ", Headings.Select(heading => heading.Vi))}.",
            $"No heading row with agencies below it was found: the columns {string.Join(", ", Headings.Select(heading => heading.En))} are needed."));
    }

    private static int[]? ColumnsOf(SheetRow row)
    {
        int[] columns = [.. Words.Select(words => Array.FindIndex(row.Cells, cell => words.Contains(AgencyListReading.Folded(cell.ToString()), StringComparer.Ordinal)))];
        return columns.All(column => column >= 0) ? columns : null;
    }
}
