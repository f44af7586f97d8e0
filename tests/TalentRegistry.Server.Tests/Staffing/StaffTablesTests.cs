using System.Globalization;
using System.Net;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using DocumentFormat.OpenXml.Validation;
using TalentRegistry.Server.Tests.Running;

namespace TalentRegistry.Server.Tests.Staffing;

/// <summary>The statistical tables on number and quality of an officer's agencies: a workbook that Excel takes, with the numbers of the API.</summary>
[Collection(RunningRegistryCollection.Name)]
public sealed class StaffTablesTests(RunningRegistry registry)
{
    private const int FirstRow = 11;

    [Fact]
    public async Task The_workbook_is_valid_and_has_a_sheet_for_each_table()
    {
        using var book = await TablesAsync("2024-12-31");

        Assert.Equal([], new OpenXmlValidator(FileFormatVersions.Office2019).Validate(book).Select(fault => $"{fault.Path?.XPath}: {fault.Description}").Distinct());
        Assert.Equal(["BM01 Công chức", "BM02 Cấp xã", "Viên chức"], book.WorkbookPart!.Workbook.Descendants<Sheet>().Select(sheet => sheet.Name!.Value!));
    }

    [Fact]
    public async Task Totals_and_women_are_those_of_the_headcount_of_the_API_for_the_same_officer()
    {
        using var book = await TablesAsync("2024-12-31");
        var totals = Sheets(book).Select(sheet => Totals(sheet)).ToList();
        var (all, women) = (totals.Sum(total => total["D"]), totals.Sum(total => total["E"]));
        var answer = await registry.DataAsync(
            "hr", """{ headcount(by: [SEX], asOf: "2024-12-31", where: { employmentKinds: [CADRE, CIVIL_SERVANT, PUBLIC_EMPLOYEE] }) { total cells { keys { code } count } } }""");
        var told = answer.GetProperty("headcount");

        Assert.True(all > 50, $"{all} people");
        Assert.Equal(told.GetProperty("total").GetInt32(), all);
        Assert.Equal(told.GetProperty("cells").EnumerateArray().Single(cell => cell.GetProperty("keys")[0].GetProperty("code").GetString() == "female").GetProperty("count").GetInt32(), women);
    }

    [Fact]
    public async Task Degrees_and_ages_add_up_to_everyone_and_totals_are_formulas_with_their_values()
    {
        using var book = await TablesAsync("2024-12-31");
        foreach (var sheet in Sheets(book))
        {
            var totals = Totals(sheet);
            Assert.Equal(totals["D"], new[] { "N", "O", "P", "Q", "R", "S", "AO" }.Sum(column => totals[column]));
            Assert.Equal(totals["D"], new[] { "AH", "AI", "AJ", "AK", "AN" }.Sum(column => totals[column]));
            var rows = Rows(sheet);
            foreach (var cell in Total(sheet).Elements<Cell>().Where(cell => cell.CellFormula is not null))
            {
                var column = Column(cell);
                Assert.Equal($"SUM({column}{FirstRow}:{column}{FirstRow + rows.Count - 1})", cell.CellFormula!.Text);
                Assert.Equal(rows.Sum(row => Number(row, column)), Number(Total(sheet), column));
            }
        }
    }

    [Fact]
    public async Task What_the_registry_does_not_hold_is_empty_and_said_to_be()
    {
        using var book = await TablesAsync("2024-12-31");
        var sheet = Sheets(book).First();

        // Posts allotted, Party members, religion, ranks, degrees in languages, certificates of minority languages.
        foreach (var column in new[] { "C", "F", "H", "I", "J", "K", "L", "M", "Z", "AB", "AD" })
            Assert.All(Rows(sheet).Append(Total(sheet)), row => Assert.Null(row.Elements<Cell>().Single(cell => Column(cell) == column).CellValue));
        Assert.Contains("Cột tô xám: sổ đăng ký không có dữ liệu này", sheet.Worksheet.InnerText, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("planner")]
    [InlineData("leader")]
    [InlineData("admin")]
    [InlineData("auditor")]
    public async Task Who_may_not_see_ethnic_groups_of_people_gets_no_tables(string account)
    {
        using var client = registry.As(account);
        using var answer = await client.GetAsync(new Uri("/staff-tables.xlsx", UriKind.Relative));

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
    }

    [Fact]
    public async Task A_day_that_is_none_is_refused()
    {
        using var client = registry.As("hr");
        using var answer = await client.GetAsync(new Uri("/staff-tables.xlsx?asOf=2024-13-01", UriKind.Relative));

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    private async Task<SpreadsheetDocument> TablesAsync(string day)
    {
        using var client = registry.As("hr");
        using var answer = await client.GetAsync(new Uri($"/staff-tables.xlsx?asOf={day}", UriKind.Relative));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return SpreadsheetDocument.Open(new MemoryStream(await answer.Content.ReadAsByteArrayAsync()), isEditable: false);
    }

    private static IEnumerable<WorksheetPart> Sheets(SpreadsheetDocument book) =>
        book.WorkbookPart!.Workbook.Descendants<Sheet>().Select(sheet => (WorksheetPart)book.WorkbookPart.GetPartById(sheet.Id!));

    private static Row Total(WorksheetPart sheet) => sheet.Worksheet.Descendants<Row>().Single(row => row.Elements<Cell>().Any(cell => cell.InnerText == "Tổng số" && Column(cell) == "B"));

    private static IReadOnlyList<Row> Rows(WorksheetPart sheet) =>
        [.. sheet.Worksheet.Descendants<Row>().Where(row => row.RowIndex! >= FirstRow && row.RowIndex! < Total(sheet).RowIndex!)];

    private static IReadOnlyDictionary<string, int> Totals(WorksheetPart sheet) =>
        Total(sheet).Elements<Cell>().Where(cell => cell.CellValue is not null).ToDictionary(Column, cell => int.Parse(cell.CellValue!.Text, CultureInfo.InvariantCulture));

    private static int Number(Row row, string column) => int.Parse(row.Elements<Cell>().Single(cell => Column(cell) == column).CellValue!.Text, CultureInfo.InvariantCulture);

    private static string Column(Cell cell) => string.Concat(cell.CellReference!.Value!.TakeWhile(char.IsLetter));
}
