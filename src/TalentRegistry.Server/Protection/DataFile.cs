using System.IO.Compression;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using TalentRegistry.Data;
using TalentRegistry.Data.Protection;
using TalentRegistry.Server.Localisation;
using TalentRegistry.Server.Pages;
using TalentRegistry.Server.Pages.Models;
using TalentRegistry.Server.Pages.Tables;

namespace TalentRegistry.Server.Protection;

/// <summary>The copy of one person's data: a ZIP of tables to be read (CSV) and of one document for machines (JSON).</summary>
internal static class DataFile
{
    private static readonly JsonSerializerOptions Json = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Names of its tables.</summary>
    public static IReadOnlyList<string> Tables { get; } = ["person", "career", "degrees", "records", "history", "reads", "requests"];

    /// <summary>Makes the file; it is as small as one person's record.</summary>
    public static async Task<byte[]> MakeAsync(
        PageContext page, PersonPage record, JsonObject content, string? citizenId, IReadOnlyList<DataRequest> requests, IReadOnlyList<ReadsOfADay> reads, DateOnly today,
        CancellationToken cancellationToken)
    {
        TableSheet[] tables =
        [
            About(page, record, citizenId), PageTables.Career(page, record, today), PageTables.Degrees(page, record), PageTables.Records(page, record),
            PageTables.History(page, record), Reads(page, reads), RequestPages.Table(page, requests, today),
        ];
        content["citizen_id"] = citizenId;
        content["reads"] = JsonSerializer.SerializeToNode(reads, Json);
        content["requests"] = new JsonArray([.. requests.Select(request => (JsonNode)new JsonObject
        {
            ["kind"] = SnakeCase.Of(request.Kind),
            ["state"] = SnakeCase.Of(request.State),
            ["received_on"] = $"{request.ReceivedOn:yyyy-MM-dd}",
            ["due"] = $"{request.Due:yyyy-MM-dd}",
            ["words"] = request.Words,
            ["decision"] = request.Decision,
        })]);

        using var memory = new MemoryStream();
        await using (var zip = await ZipArchive.CreateAsync(memory, ZipArchiveMode.Create, leaveOpen: true, Encoding.UTF8, cancellationToken))
        {
            await WriteAsync(zip, "README.txt", ReadMe(page, record), cancellationToken);
            await WriteAsync(zip, "data.json", content.ToJsonString(Json), cancellationToken);
            foreach (var (name, table) in Tables.Zip(tables))
            {
                await using var entry = await zip.CreateEntry(name + ".csv").OpenAsync(cancellationToken);
                await using var rows = new CsvRows(entry, new TableHead(table.Name, table.Title, table.Notes, table.Header));
                foreach (var row in table.Rows)
                    await rows.WriteAsync(row, cancellationToken);
            }
        }

        return memory.ToArray();
    }

    /// <summary>Who read a record, never by name.</summary>
    public static TableSheet Reads(PageContext page, IReadOnlyList<ReadsOfADay> reads) => new(
        "reads",
        page.T("Ai đã xem hồ sơ", "Who read the record"),
        [],
        [page.T("Ngày", "Day"), page.T("Vai trò", "Role"), page.T("Mục đích", "Purpose"), page.T("Số lần", "Times")],
        [.. reads.Select(read => new object?[] { read.Day, RecordWords.Role(page.Language, read.Role), read.Purpose, read.Times })]);

    private static TableSheet About(PageContext page, PersonPage record, string? citizenId) => new(
        "person", page.T("Thông tin cá nhân", "The person"), [], [page.T("Mục", "Value"), page.T("Nội dung", "Content")],
        [
            [page.T("Họ và tên", "Name"), record.Head.Name],
            .. PersonWords.About(page.Language, record.Head, citizenId).Select(fact => new object?[] { fact.Name, fact.Value }),
        ]);

    private static string ReadMe(PageContext page, PersonPage record) => page.T(
        $"""
        Dữ liệu của {record.Head.Name} trong sổ đăng ký trí thức (Luật 91/2025/QH15).
        Các tệp .csv để đọc; data.json chứa cùng dữ liệu theo tên bảng và cột. reads.csv cho biết ai (theo vai trò) đã xem hồ sơ, ngày nào, để làm gì.
        Tệp này có số định danh đầy đủ: hãy giữ cẩn thận.

        """,
        $"""
        Data of {record.Head.Name} in the registry of intellectuals (Law 91/2025/QH15).
        The .csv files are to be read; data.json holds the same by tables and columns. reads.csv tells who (by role) read the record, on which day and what for.
        The citizen ID is in it in full: keep it carefully.

        """);

    private static async Task WriteAsync(ZipArchive zip, string name, string text, CancellationToken cancellationToken)
    {
        await using var entry = await zip.CreateEntry(name).OpenAsync(cancellationToken);
        await entry.WriteAsync(Encoding.UTF8.GetBytes(text), cancellationToken);
    }
}
