using System.IO.Compression;
using static Microsoft.Playwright.Assertions;

namespace TalentRegistry.EndToEnd.Browser;

/// <summary>A planner sees an answer as a table beside the editor, takes it away and draws it.</summary>
[Collection(Site.Collection)]
public sealed class ExplorerResultTests(Site site)
{
    [Fact]
    public async Task A_list_of_the_answer_is_a_table_a_file_and_a_chart()
    {
        await using var visit = await site.VisitAsync();
        var page = visit.Page;
        await page.GotoAsync("/graphql");
        await page.EvaluateAsync("() => document.querySelector('.graphiql-query-editor .CodeMirror').CodeMirror.setValue('{ headcount(by: [SECTOR], asOf: \"2024-12-31\") { cells { keys { nameVi } count } } }')");
        await page.GetByRole(Microsoft.Playwright.AriaRole.Button, new() { Name = "Kết quả dạng bảng" }).ClickAsync();
        await page.Locator("button.graphiql-execute-button").ClickAsync();
        await Expect(page.Locator(".result-table tbody tr")).Not.ToHaveCountAsync(0);
        await Expect(page.Locator(".result-table thead")).ToContainTextAsync("keys[0].nameVi");
        var rows = await page.Locator(".result-table tbody tr").CountAsync();

        var csv = await page.RunAndWaitForDownloadAsync(() => page.GetByRole(Microsoft.Playwright.AriaRole.Button, new() { Name = "CSV", Exact = true }).ClickAsync());
        Assert.Equal(rows + 1, (await File.ReadAllLinesAsync((await csv.PathAsync())!)).Length);
        var xlsx = await page.RunAndWaitForDownloadAsync(() => page.GetByRole(Microsoft.Playwright.AriaRole.Button, new() { Name = "Excel (XLSX)", Exact = true }).ClickAsync());
        await using (var book = await ZipFile.OpenReadAsync((await xlsx.PathAsync())!))
            Assert.Contains(book.Entries, part => part.FullName == "xl/sheet.xml" && part.Length > 500);

        await page.GetByRole(Microsoft.Playwright.AriaRole.Button, new() { Name = "Vẽ biểu đồ" }).ClickAsync();
        await Expect(page.Locator(".result-chart svg")).ToContainTextAsync("count");
        await page.GetByLabel("Kiểu").SelectOptionAsync("line");
        await Expect(page.Locator(".result-chart svg")).ToContainTextAsync("count");
        foreach (var (format, start) in ((string, byte[])[])[("SVG", "<svg"u8.ToArray()), ("PNG", [0x89, 0x50, 0x4E, 0x47])])
        {
            var picture = await page.RunAndWaitForDownloadAsync(() => page.GetByRole(Microsoft.Playwright.AriaRole.Button, new() { Name = format, Exact = true }).ClickAsync());
            Assert.Equal(start, (await File.ReadAllBytesAsync((await picture.PathAsync())!))[..4]);
        }

        visit.NothingWentWrong();
    }
}
