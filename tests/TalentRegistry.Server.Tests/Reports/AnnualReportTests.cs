using System.Net;
using System.Text.RegularExpressions;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Validation;
using DocumentFormat.OpenXml.Wordprocessing;
using TalentRegistry.Server.Localisation;
using TalentRegistry.Server.Tests.Running;

namespace TalentRegistry.Server.Tests.Reports;

/// <summary>The annual report of a plan on the demonstration registry: a document that Word takes, with the numbers of the API.</summary>
[Collection(RunningRegistryCollection.Name)]
public sealed partial class AnnualReportTests(RunningRegistry registry)
{
    /// <summary>The five plans, in the year that most of them began and in the last that is over.</summary>
    public static TheoryData<string, int> PlansAndYears => new()
    {
        { "DB", 2024 }, { "DB", 2025 }, { "HD", 2024 }, { "HD", 2025 }, { "KT", 2024 }, { "KT", 2025 }, { "LC", 2024 }, { "LC", 2025 }, { "LCD", 2024 }, { "LCD", 2025 },
    };

    [Fact]
    public async Task The_plans_whose_reports_are_looked_at_are_all_plans()
    {
        var plans = (await registry.DataAsync("planner", "{ plans { code } }")).GetProperty("plans").EnumerateArray().Select(plan => plan.GetProperty("code").GetString()!);

        Assert.Equal(PlansAndYears.Select(row => (string)row[0]).Distinct().Order(StringComparer.Ordinal), plans.Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(PlansAndYears))]
    public async Task A_report_of_any_plan_is_a_valid_document_with_all_its_targets_and_no_empty_chart(string plan, int year)
    {
        using var document = await ReportAsync($"/plans/{plan}/report.docx?year={year}");
        var answer = await registry.DataAsync(
            "planner", "query($plan: String!) { targets(first: 200, where: { plan: { code: { eq: $plan } } }) { nodes { code } } }", new { plan });
        var targets = answer.GetProperty("targets").GetProperty("nodes").EnumerateArray().Select(target => target.GetProperty("code").GetString()!).ToList();
        var told = Tables(document).Where(table => table.Columns == 10).SelectMany(table => table.Rows.Skip(1)).Select(row => row[0]).ToList();

        var faults = new OpenXmlValidator(FileFormatVersions.Office2019).Validate(document).Select(fault => $"{fault.Path?.XPath}: {fault.Description}");
        Assert.Equal([], faults.Distinct());
        Assert.NotEmpty(targets);
        Assert.Equal(targets.Order(StringComparer.Ordinal), told.Order(StringComparer.Ordinal));
        Assert.All(document.MainDocumentPart!.ChartParts, part =>
        {
            var counted = part.ChartSpace.Descendants<DocumentFormat.OpenXml.Drawing.Charts.LineChartSeries>().SelectMany(line => line.Descendants<DocumentFormat.OpenXml.Drawing.Charts.NumericPoint>());
            Assert.Contains(counted, point => point.InnerText != "0");
            // Year after year, also where one has no number.
            var years = part.ChartSpace.Descendants<DocumentFormat.OpenXml.Drawing.Charts.CategoryAxisData>().First().Descendants<DocumentFormat.OpenXml.Drawing.Charts.StringPoint>()
                .Select(point => int.Parse(point.InnerText, System.Globalization.CultureInfo.InvariantCulture)).ToList();
            Assert.Equal(Enumerable.Range(years[0], years.Count), years);
        });
    }

    [Fact]
    public async Task Who_signs_stands_on_the_page_of_the_last_words()
    {
        using var document = await ReportAsync("/plans/LCD/report.docx?year=2025");
        var signature = document.MainDocumentPart!.Document.Body!.Elements<Table>().Single(table => table.InnerText.StartsWith("Nơi nhận:", StringComparison.Ordinal));
        var before = signature.ElementsBefore().OfType<Paragraph>().TakeLast(2).ToList();

        Assert.All(signature.Elements<TableRow>(), row => Assert.NotNull(row.TableRowProperties?.GetFirstChild<CantSplit>()));
        Assert.EndsWith("./.", before[0].InnerText, StringComparison.Ordinal);
        Assert.All(before, paragraph => Assert.NotNull(paragraph.ParagraphProperties?.KeepNext));
    }

    [Fact]
    public async Task A_share_without_a_number_in_the_text_is_told_in_percent()
    {
        using var document = await ReportAsync("/plans/HD/report.docx?year=2025");
        var headings = Tables(document).Where(table => table.Rows[0][0] == "Địa bàn").SelectMany(table => table.Rows[0]).ToList();

        Assert.Contains("HD-27 (%)", headings);
        Assert.Contains("HD-24 (số lượng)", headings);
    }

    [Fact]
    public async Task Every_counted_target_of_the_report_has_the_value_people_base_and_unknown_of_the_API()
    {
        using var document = await ReportAsync("/plans/DB/report.docx?year=2024");
        var rows = Tables(document).SelectMany(table => table.Rows).Where(row => row.Count == 10).ToDictionary(row => row[0]);
        var answer = await registry.DataAsync(
            "planner",
            """{ targets(asOf: "2024-12-31", first: 200, where: { plan: { code: { eq: "DB" } } }) { nodes { code counted { value numerator denominator unknown isMet } } } }""");

        var compared = 0;
        foreach (var target in answer.GetProperty("targets").GetProperty("nodes").EnumerateArray())
        {
            var row = rows[target.GetProperty("code").GetString()!];
            var counted = target.GetProperty("counted");
            if (counted.ValueKind == System.Text.Json.JsonValueKind.Null)
            {
                Assert.Equal(("…", "Chưa có số liệu"), (row[3], row[9]));
                continue;
            }

            compared++;
            Assert.Contains(row[3], new[] { 0, 1 }.Select(decimals => Language.Vietnamese.Fixed(counted.GetProperty("value").GetDouble(), decimals)));
            Assert.Equal(Language.Vietnamese.Format(counted.GetProperty("numerator").GetDouble(), 0), row[4]);
            Assert.Equal(Language.Vietnamese.Format(counted.GetProperty("unknown").GetDouble(), 0), row[6]);
            if (counted.GetProperty("denominator") is { ValueKind: System.Text.Json.JsonValueKind.Number } whole)
                Assert.StartsWith(Language.Vietnamese.Format(whole.GetDouble(), 0), row[5], StringComparison.Ordinal);
            var met = counted.GetProperty("isMet");
            Assert.StartsWith(met.ValueKind switch { System.Text.Json.JsonValueKind.True => "Đạt", System.Text.Json.JsonValueKind.False => "Chưa đạt", _ => "Theo dõi" }, row[9], StringComparison.Ordinal);
        }

        Assert.True(compared >= 10, $"{compared} targets were compared");
    }

    [Fact]
    public async Task The_people_of_the_districts_are_the_people_of_the_whole_unit()
    {
        using var document = await ReportAsync("/plans/DB/report.docx?year=2024");
        var tables = Tables(document).Where(table => table.Rows[0][0] == "Địa bàn").ToList();

        Assert.NotEmpty(tables);
        foreach (var table in tables)
        {
            for (var column = 1; column < table.Rows[0].Count; column++)
            {
                var people = table.Rows.Skip(1).Select(row => People(row[column])).ToList();
                Assert.Equal(people[^1], people.SkipLast(1).Sum());
            }
        }
    }

    [Fact]
    public async Task Duties_that_are_overdue_are_those_of_the_page_of_duties()
    {
        using var document = await ReportAsync("/plans/HD/report.docx?year=2025");
        var answer = await registry.DataAsync(
            "planner", """{ duties(first: 500) { nodes { code planCode occurrences { year status } } } }""");
        var overdue = answer.GetProperty("duties").GetProperty("nodes").EnumerateArray()
            .Where(duty => duty.GetProperty("planCode").GetString() == "HD")
            .Where(duty => duty.GetProperty("occurrences").EnumerateArray().Any(each => each.GetProperty("status").GetString() == "OVERDUE" && each.GetProperty("year").ToString() is "2025" or "" or "0"))
            .Select(duty => duty.GetProperty("code").GetString()!);

        var told = Tables(document).Where(table => table.Rows[0].Contains("Hạn")).SelectMany(table => table.Rows).Where(row => row[4].StartsWith("Quá hạn", StringComparison.Ordinal)).Select(row => row[0]);

        Assert.NotEmpty(told);
        Assert.Equal(overdue.Order(StringComparer.Ordinal), told.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Its_layout_is_that_of_Decree_30_and_what_is_not_counted_is_left_to_the_officer()
    {
        using var document = await ReportAsync("/plans/DB/report.docx?year=2024&superior=Ủy ban nhân dân tỉnh Điện Biên&agency=Sở Nội vụ");
        var body = document.MainDocumentPart!.Document.Body!;
        var first = body.Descendants<SectionProperties>().First();
        string[] lines = [.. body.Descendants<Paragraph>().Select(paragraph => paragraph.InnerText)];

        Assert.Equal((11906u, 16838u), (first.GetFirstChild<PageSize>()!.Width!.Value, first.GetFirstChild<PageSize>()!.Height!.Value));
        Assert.Equal((1134, 1134, 1701u, 1134u), Margins(first.GetFirstChild<PageMargin>()!));
        Assert.NotNull(first.GetFirstChild<TitlePage>());
        Assert.Equal("Times New Roman", document.MainDocumentPart.StyleDefinitionsPart!.Styles!.DocDefaults!.Descendants<RunFonts>().Single().Ascii!.Value);
        Assert.Equal(
            ["ỦY BAN NHÂN DÂN TỈNH ĐIỆN BIÊN", "SỞ NỘI VỤ", "", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc", "", "Số: […]/BC-[…]"], lines[..7]);
        Assert.Contains("BÁO CÁO", lines);
        Assert.Contains("Nơi nhận:", lines);
        Assert.Equal(4, lines.Count(line => line == "[Phần do cán bộ lập báo cáo viết: …]"));
        Assert.All(
            body.Descendants<Run>().Where(run => run.InnerText.Contains("cán bộ lập báo cáo", StringComparison.Ordinal)), run => Assert.NotNull(run.RunProperties!.Highlight));
        // A number is written as Vietnamese is: never with a point before decimals.
        Assert.DoesNotContain(lines, line => DecimalPoint().IsMatch(line));
    }

    [Fact]
    public async Task Its_charts_are_charts_of_Office_with_the_counted_years_of_the_API_in_their_workbooks()
    {
        using var document = await ReportAsync("/plans/DB/report.docx?year=2024");
        var answer = await registry.DataAsync("planner", """{ targets(first: 1, where: { code: { eq: "DB-06" } }) { nodes { progress { year value } } } }""");
        var counted = answer.GetProperty("targets").GetProperty("nodes")[0].GetProperty("progress").EnumerateArray()
            .ToDictionary(year => year.GetProperty("year").ToString(), year => year.GetProperty("value").GetDouble());
        var part = document.MainDocumentPart!.ChartParts.Single(each => each.ChartSpace.InnerText.Contains("DB-06", StringComparison.Ordinal));
        using var workbook = SpreadsheetDocument.Open(part.EmbeddedPackagePart!.GetStream(), isEditable: false);
        var rows = workbook.WorkbookPart!.WorksheetParts.Single().Worksheet.Descendants<DocumentFormat.OpenXml.Spreadsheet.Row>().Skip(1)
            .Select(row => row.Elements<DocumentFormat.OpenXml.Spreadsheet.Cell>().ToList()).Where(row => row[1].CellValue is not null)
            .ToDictionary(row => row[0].InnerText, row => double.Parse(row[1].CellValue!.Text, System.Globalization.CultureInfo.InvariantCulture));

        Assert.Equal(counted.Keys.Order(StringComparer.Ordinal), rows.Keys.Order(StringComparer.Ordinal));
        Assert.All(counted, year => Assert.Equal(year.Value, rows[year.Key], 0.0001));
        Assert.Empty(new OpenXmlValidator().Validate(workbook));
    }

    [Theory]
    [InlineData("leader", "/plans/DB/report.docx", HttpStatusCode.Forbidden)]
    [InlineData("hr", "/plans/DB/report.docx", HttpStatusCode.Forbidden)]
    [InlineData("auditor", "/plans/DB/report.docx", HttpStatusCode.Forbidden)]
    [InlineData("planner", "/plans/XX/report.docx", HttpStatusCode.NotFound)]
    [InlineData("planner", "/plans/DB/report.docx?year=2022", HttpStatusCode.BadRequest)]
    [InlineData("planner", "/plans/DB/report.docx?year=x", HttpStatusCode.BadRequest)]
    [InlineData("admin", "/plans/DB/report.docx?year=2024", HttpStatusCode.OK)]
    public async Task Only_who_sees_the_whole_of_a_plan_gets_the_report_of_a_year_that_has_begun(string account, string address, HttpStatusCode status)
    {
        using var client = registry.As(account);
        using var answer = await client.GetAsync(new Uri(address, UriKind.Relative));

        Assert.Equal(status, answer.StatusCode);
    }

    [Fact]
    public async Task Taking_a_report_away_is_in_the_audit_log()
    {
        using var document = await ReportAsync("/plans/HD/report.docx?year=2024");

        var events = await registry.SqlAsync("SELECT details ->> 'format' FROM access.audit_event WHERE kind = 'export' AND subject = 'report HD'");
        Assert.Contains(events, row => row[0] is "docx");
    }

    private async Task<WordprocessingDocument> ReportAsync(string address)
    {
        using var client = registry.As("planner");
        using var answer = await client.GetAsync(new Uri(address, UriKind.Relative));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var file = new MemoryStream(await answer.Content.ReadAsByteArrayAsync());
        return WordprocessingDocument.Open(file, isEditable: false);
    }

    private static IEnumerable<(IReadOnlyList<IReadOnlyList<string>> Rows, int Columns)> Tables(WordprocessingDocument document) =>
        document.MainDocumentPart!.Document.Body!.Elements<Table>().Select(table => (
            (IReadOnlyList<IReadOnlyList<string>>)[.. table.Elements<TableRow>().Select(row => (IReadOnlyList<string>)[.. row.Elements<TableCell>().Select(cell => string.Join(' ', cell.Elements<Paragraph>().Select(line => line.InnerText)))])],
            table.Elements<TableRow>().First().Elements<TableCell>().Count()));

    // "12,7 (848 / 669.375)", or a number of people alone.
    private static long People(string cell) => long.Parse(
        (cell.Contains('(', StringComparison.Ordinal) ? cell[(cell.IndexOf('(', StringComparison.Ordinal) + 1)..].Split(' ', ')')[0] : cell).Replace(".", "", StringComparison.Ordinal),
        System.Globalization.CultureInfo.InvariantCulture);

    private static (int Top, int Bottom, uint Left, uint Right) Margins(PageMargin margin) => (margin.Top!.Value, margin.Bottom!.Value, margin.Left!.Value, margin.Right!.Value);

    [GeneratedRegex("[0-9]\\.[0-9]{1,2}(?![0-9])", RegexOptions.None, 1000)]
    private static partial Regex DecimalPoint();
}
