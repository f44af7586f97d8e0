using System.IO.Compression;
using System.Text;

namespace TalentRegistry.EndToEnd.Browser;

/// <summary>An officer brings in a list, and takes it back.</summary>
[Collection(Site.Collection)]
public sealed class ImportTests(Site site)
{
    private const string List =
        """
        DANH SÁCH VIÊN CHỨC;;;;;;;
        STT;Họ và tên;Ngày sinh;Giới tính;Đơn vị;Trình độ;Chuyên ngành;Năm tốt nghiệp
        1;LÒ VĂN DUYỆT;12/12/1989;Nam;TTYT-D101;ĐH;Y khoa;2014
        2;Quàng Văn Sai;31/02/1990;Nam;TTYT-D101;ĐH;Y khoa;2014
        """;

    [Fact]
    public async Task A_list_is_seen_row_by_row_before_it_is_written_and_taken_back_as_a_whole()
    {
        await using var visit = await site.VisitAsync("hr", 1366);
        await visit.Page.GotoAsync("/import");
        var faults = await visit.AccessibilityFaultsAsync();
        await visit.Page.SetInputFilesAsync("#file", new Microsoft.Playwright.FilePayload { Name = "danh sách.csv", MimeType = "text/csv", Buffer = Encoding.UTF8.GetBytes(List) });
        await visit.Page.ClickAsync("form.panel button.primary");
        await visit.Page.ArriveAsync("/import/[^/]*-");
        faults += await visit.AccessibilityFaultsAsync();
        var rows = await visit.Page.Locator("tbody").First.InnerTextAsync();
        var notTaken = await visit.Page.EvaluateAsync<string>("() => fetch(document.querySelector('a[href*=\".csv\"]').href).then(answer => answer.text())");
        await visit.Page.ClickAsync("form.panel button.primary");
        await visit.Page.ArriveAsync(@"/import\?done=");
        var done = await visit.Page.InnerTextAsync("[role=status]");
        await visit.Page.GotoAsync("/people?q=lo+van+duyet");
        var found = await visit.Page.InnerTextAsync("main");
        await visit.Page.GotoAsync("/import");
        await visit.Page.ClickAsync("tbody tr:first-child button");
        await visit.Page.ArriveAsync(@"/import\?done=");
        faults += await visit.AccessibilityFaultsAsync();
        var undone = await visit.Page.InnerTextAsync("tbody tr:first-child");
        await visit.Page.GotoAsync("/people?q=lo+van+duyet");

        Assert.Equal("", faults);
        Assert.Contains("Lò Văn Duyệt", rows, StringComparison.Ordinal);
        Assert.Contains("Không có ngày này trong lịch.", rows, StringComparison.Ordinal);
        Assert.Contains("DATE_IMPOSSIBLE", notTaken, StringComparison.Ordinal);
        Assert.DoesNotContain("DUYỆT", notTaken, StringComparison.Ordinal);
        Assert.Contains("1 người", done, StringComparison.Ordinal);
        Assert.Contains("Lò Văn Duyệt", found, StringComparison.Ordinal);
        Assert.Contains("danh sách.csv", undone, StringComparison.Ordinal);
        Assert.Contains("đã hủy", undone, StringComparison.Ordinal);
        Assert.DoesNotContain("Lò Văn Duyệt", await visit.Page.InnerTextAsync("main"), StringComparison.Ordinal);
        visit.NothingWentWrong();
    }

    [Fact]
    public async Task A_file_that_is_dropped_is_previewed_at_once()
    {
        await using var visit = await site.VisitAsync("hr", 1366);
        await visit.Page.GotoAsync("/import");
        var dropped = await visit.Page.EvaluateHandleAsync(
            """
            text => {
              const carried = new DataTransfer();
              carried.items.add(new File([text], 'kéo thả.csv', { type: 'text/csv' }));
              return carried;
            }
            """, List.Replace("LÒ VĂN DUYỆT;12/12/1989", "Giàng A Thả;09/10/1986", StringComparison.Ordinal));
        await visit.Page.DispatchEventAsync("form[data-drop]", "dragover", new { dataTransfer = dropped });
        await visit.Page.DispatchEventAsync("form[data-drop]", "drop", new { dataTransfer = dropped });
        await visit.Page.ArriveAsync("/import/[^/]*-");

        Assert.Contains("Giàng A Thả", await visit.Page.Locator("tbody").First.InnerTextAsync(), StringComparison.Ordinal);
        visit.NothingWentWrong();
    }

    [Fact]
    public async Task A_column_that_was_not_understood_is_corrected_seen_again_and_remembered()
    {
        const string Odd = "Họ và tên;Sinh ngày;Giới tính;Đơn vị;Bí danh nội bộ\nLò Thị Cột;05/05/1988;Nữ;TTYT-D101;MS-4711\n";
        await using var visit = await site.VisitAsync("hr", 1366);
        await UploadAsync(visit, Odd);
        var before = await visit.Page.InputValueAsync("select[name='column.E']");
        await visit.Page.SelectOptionAsync("select[name='column.E']", "staff_code");
        await visit.Page.ClickAsync("form.panel button.primary");
        await visit.Page.ArriveAsync(@"/import/[^/]*\?corrected=true$");
        var faults = await visit.AccessibilityFaultsAsync();
        var seen = await visit.Page.InputValueAsync("select[name='column.E']");
        await visit.Page.ClickAsync("form.panel button.primary");
        await visit.Page.ArriveAsync(@"/import\?done=");
        await UploadAsync(visit, Odd.Replace("Cột", "Cọt", StringComparison.Ordinal));
        var remembered = await visit.Page.InputValueAsync("select[name='column.E']");

        Assert.Equal(("-", "staff_code", "staff_code", ""), (before, seen, remembered, faults));
        visit.NothingWentWrong();
    }

    [Fact]
    public async Task A_doubtful_row_is_decided_on_the_page()
    {
        const string Known = "Họ và tên;Ngày sinh;Giới tính;Đơn vị;Mã cán bộ\nCầm Văn Ngờ;06/06/1977;Nam;TTYT-D101;NG-1\n";
        await using var visit = await site.VisitAsync("hr", 1366);
        await UploadAsync(visit, Known);
        await visit.Page.ClickAsync("form.panel button.primary");
        await visit.Page.ArriveAsync(@"/import\?done=");
        await UploadAsync(visit, Known.Replace("06/06/1977", "1977", StringComparison.Ordinal).Replace("NG-1", "NG-2", StringComparison.Ordinal));
        var faults = await visit.AccessibilityFaultsAsync();
        var choices = await visit.Page.InnerTextAsync("select[name='row.2']");
        await visit.Page.SelectOptionAsync("select[name='row.2']", new Microsoft.Playwright.SelectOptionValue { Index = 2 });
        await visit.Page.ClickAsync("form.panel button:not(.primary)");
        await visit.Page.WaitForSelectorAsync("form.panel button.primary");
        var rows = await visit.Page.InnerTextAsync("tbody");

        Assert.Equal("", faults);
        Assert.Contains("Cầm Văn Ngờ, 06/06/1977", choices, StringComparison.Ordinal);
        Assert.Contains("Thay đổi", rows, StringComparison.Ordinal);
        Assert.Contains("NG-2", rows, StringComparison.Ordinal);
        visit.NothingWentWrong();
    }

    [Fact]
    public async Task Rows_that_were_not_taken_are_corrected_in_the_file_that_names_them_and_brought_in()
    {
        // Born on other days than those of the other tests, who would be like them.
        var list = List.Replace("LÒ VĂN DUYỆT;12/12/1989", "Vừ A Đúng;03/04/1981", StringComparison.Ordinal)
            .Replace("Quàng Văn Sai;31/02/1990", "Tòng Văn Sửa;31/06/1984", StringComparison.Ordinal);
        await using var visit = await site.VisitAsync("hr", 1366);
        await UploadAsync(visit, list);
        var notTaken = await DownloadAsync(visit, "a[href*='/rejected.csv']");
        await CommitAsync(visit);

        await UploadAsync(visit, Encoding.UTF8.GetString(notTaken).Replace("31/06/1984", "30/06/1984", StringComparison.Ordinal));
        var corrected = await visit.Page.InnerTextAsync("tbody");
        var left = await visit.Page.Locator("a[href*='/rejected.csv']").CountAsync();
        await CommitAsync(visit);
        var done = await visit.Page.InnerTextAsync("[role=status]");
        await UploadAsync(visit, list.Replace("31/06/1984", "30/06/1984", StringComparison.Ordinal));
        var again = await visit.Page.InnerTextAsync("main");

        Assert.Contains("Tòng Văn Sửa", corrected, StringComparison.Ordinal);
        Assert.DoesNotContain("Vừ A Đúng", corrected, StringComparison.Ordinal);
        Assert.Equal(0, left);
        Assert.Contains("1 người", done, StringComparison.Ordinal);
        Assert.Contains("Không đổi: 2.", again, StringComparison.Ordinal);
        visit.NothingWentWrong();
    }

    [Fact]
    public async Task Rows_with_warnings_wait_until_their_boxes_are_ticked()
    {
        const string Doubted = "Họ và tên;Ngày sinh;Giới tính;Đơn vị;Học hàm\nSùng Thị Phó;05/03/1975;Nữ;TTYT-D101;PGS (2014)\n";
        await using var visit = await site.VisitAsync("hr", 1366);
        await UploadAsync(visit, Doubted);
        var faults = await visit.AccessibilityFaultsAsync();
        var waiting = await visit.Page.InnerTextAsync("tbody");
        var buttons = await visit.Page.Locator("form.panel button.primary").CountAsync();
        foreach (var box in await visit.Page.Locator("fieldset input[type=checkbox]").AllAsync())
            await box.CheckAsync();
        await visit.Page.ClickAsync("form.panel button:not(.primary)");
        await visit.Page.WaitForSelectorAsync("form.panel button.primary");
        var confirmed = await visit.Page.IsCheckedAsync("input[name='confirm.PROFESSOR_WITHOUT_DOCTORATE']");
        await CommitAsync(visit);
        await visit.Page.GotoAsync("/people?q=sung+thi+pho");

        Assert.Equal(("", 0, true), (faults, buttons, confirmed));
        Assert.Contains("Chờ xác nhận", waiting, StringComparison.Ordinal);
        Assert.Contains("PROFESSOR_WITHOUT_DOCTORATE", waiting, StringComparison.Ordinal);
        Assert.Contains("Sùng Thị Phó", await visit.Page.InnerTextAsync("main"), StringComparison.Ordinal);
        visit.NothingWentWrong();
    }

    [Fact]
    public async Task A_preview_is_taken_away_as_a_table_with_every_row_and_its_reasons()
    {
        await using var visit = await site.VisitAsync("hr", 1366);
        await UploadAsync(visit, List.Replace("LÒ VĂN DUYỆT;12/12/1989", "Giàng A Bảng;05/09/1979", StringComparison.Ordinal));
        var text = Encoding.UTF8.GetString(await DownloadAsync(visit, "a[href*='/preview.csv']")).Split('\n');
        using var workbook = new ZipArchive(new MemoryStream(await DownloadAsync(visit, "a[href*='/preview.xlsx']")));
        var sheets = workbook.Entries.Where(entry => entry.Name.EndsWith(".xml", StringComparison.Ordinal)).Select(TextOf).ToList();

        Assert.Contains(text, line => line.StartsWith('3') && line.Contains("Mới", StringComparison.Ordinal) && line.Contains("Giàng A Bảng", StringComparison.Ordinal));
        Assert.Contains(text, line => line.StartsWith('4') && line.Contains("Không đọc được", StringComparison.Ordinal) && line.Contains("DATE_IMPOSSIBLE", StringComparison.Ordinal));
        Assert.Contains(sheets, sheet => sheet.Contains("Giàng A Bảng", StringComparison.Ordinal));
        visit.NothingWentWrong();
    }

    private static string TextOf(ZipArchiveEntry entry)
    {
        using var reader = new StreamReader(entry.Open());
        return reader.ReadToEnd();
    }

    private static async Task CommitAsync(Visit visit)
    {
        await visit.Page.ClickAsync("form.panel button.primary");
        await visit.Page.ArriveAsync(@"/import\?done=");
    }

    private static async Task<byte[]> DownloadAsync(Visit visit, string link)
    {
        var answer = await visit.Page.Context.APIRequest.GetAsync((await visit.Page.GetAttributeAsync(link, "href"))!);
        Assert.True(answer.Ok, answer.StatusText);
        return await answer.BodyAsync();
    }

    private static async Task UploadAsync(Visit visit, string list)
    {
        await visit.Page.GotoAsync("/import");
        await visit.Page.SetInputFilesAsync("#file", new Microsoft.Playwright.FilePayload { Name = "danh sách.csv", MimeType = "text/csv", Buffer = Encoding.UTF8.GetBytes(list) });
        await visit.Page.ClickAsync("form.panel button.primary");
        await visit.Page.ArriveAsync("/import/[^/]*-");
    }

    [Fact]
    public async Task A_file_that_is_no_list_is_refused_with_what_would_be_one_and_others_do_not_come_here()
    {
        await using var visit = await site.VisitAsync("hr");
        await visit.Page.GotoAsync("/import");
        await visit.Page.SetInputFilesAsync("#file", new Microsoft.Playwright.FilePayload { Name = "x.csv", MimeType = "text/csv", Buffer = "a;b\n1;2\n"u8.ToArray() });
        await visit.Page.ClickAsync("form.panel button.primary");
        await visit.Page.WaitForSelectorAsync("[role=alert]");
        var refusal = await visit.Page.InnerTextAsync("[role=alert]");
        await using var planner = await site.VisitAsync("planner");
        var answer = await planner.Page.GotoAsync("/import");

        Assert.Contains("LIST_NOT_FOUND", refusal, StringComparison.Ordinal);
        Assert.Equal(403, answer!.Status);
    }
}
