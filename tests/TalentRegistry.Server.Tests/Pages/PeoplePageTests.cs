using System.Text;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace TalentRegistry.Server.Tests.Pages;

public sealed class PeoplePageTests(PagesServer server) : IClassFixture<PagesServer>
{
    [Fact]
    public async Task List_behind_a_count_has_as_many_people_as_the_count()
    {
        var page = await server.PageAsync("/people?unit=P11&target=DB-06&asOf=2025-12-31");

        Assert.Contains("<strong>3</strong> người", page, StringComparison.Ordinal);
        Assert.Contains("DB-06: Số bác sĩ trên một vạn dân", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/people?asOf=2025-12-31", 4)]
    [InlineData("/people?asOf=2004-12-31", 0)]
    [InlineData("/people?unit=D096&asOf=2025-12-31", 1)]
    [InlineData("/people?sector=HEALTH&asOf=2025-12-31", 3)]
    [InlineData("/people?profession=teacher_primary&asOf=2025-12-31", 1)]
    [InlineData("/people?target=DB-07&asOf=2010-12-31", 3)]
    [InlineData("/people?target=DB-07&asOf=2012-12-31", 1)]
    public async Task Every_condition_narrows_the_list(string path, int people) =>
        Assert.Contains($"<strong>{people}</strong> người", await server.PageAsync(path), StringComparison.Ordinal);

    [Fact]
    public async Task Planner_sees_no_names_and_hr_those_of_own_agencies_by_given_name()
    {
        var planner = await server.PageAsync("/people?asOf=2025-12-31");
        var hr = await server.PageAsync("/people?asOf=2025-12-31", account: "hr");

        Assert.DoesNotContain("Nguyễn Thị Ánh", planner, StringComparison.Ordinal);
        Assert.Contains("<strong>3</strong> người", hr, StringComparison.Ordinal);
        var (anh, binh, chau) = (hr.IndexOf("Nguyễn Thị Ánh", StringComparison.Ordinal), hr.IndexOf("Lò Văn Bình", StringComparison.Ordinal), hr.IndexOf("Đặng Thị Châu", StringComparison.Ordinal));
        Assert.True(0 < anh && anh < binh && binh < chau);
        Assert.Contains("Thạc sĩ", hr, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Look_at_people_is_logged()
    {
        var before = await LoggedAsync();
        await server.PageAsync("/people?unit=D096&asOf=2025-12-31");

        Assert.Equal(before + 1, await LoggedAsync());
    }

    [Fact]
    public async Task Csv_cannot_run_as_a_formula_and_reads_as_UTF8()
    {
        using var response = await server.GetAsync("/?format=csv&table=targets");
        var bytes = await response.Content.ReadAsByteArrayAsync();

        Assert.Equal([0xEF, 0xBB, 0xBF], bytes[..3]);
        Assert.Contains("DB-06,Số bác sĩ trên một vạn dân,ít nhất 14 / 10.000 dân,2030,2025,12.5,2030,12.4,", Encoding.UTF8.GetString(bytes), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Xlsx_holds_numbers_as_numbers_and_dates_as_dates()
    {
        using var response = await server.GetAsync("/people?asOf=2025-12-31&format=xlsx&table=people", account: "hr");
        using var memory = new MemoryStream(await response.Content.ReadAsByteArrayAsync());
        using var book = SpreadsheetDocument.Open(memory, false);
        var rows = book.WorkbookPart!.WorksheetParts.Single().Worksheet.Descendants<Row>().ToList();

        Assert.Equal("people-2025-12-31.xlsx", response.Content.Headers.ContentDisposition!.FileName);
        Assert.Equal("Nguyễn Thị Ánh", rows[^3].Elements<Cell>().First().InnerText);
        Assert.Equal("1971", rows[^3].Elements<Cell>().ElementAt(1).CellValue!.Text);
        Assert.Equal("38353", rows[^3].Elements<Cell>().Last().CellValue!.Text);
        Assert.Empty(new DocumentFormat.OpenXml.Validation.OpenXmlValidator().Validate(book));
    }

    private async Task<long> LoggedAsync()
    {
        await using var command = server.Database.Owner.CreateCommand("SELECT count(*) FROM access.read_log WHERE door = 'page /people' AND cardinality(person_ids) = 1");
        return (long)(await command.ExecuteScalarAsync())!;
    }
}
