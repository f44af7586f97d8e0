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
        await visit.Page.WaitForURLAsync("**/import/*-*");
        faults += await visit.AccessibilityFaultsAsync();
        var rows = await visit.Page.Locator("tbody").First.InnerTextAsync();
        var notTaken = await visit.Page.EvaluateAsync<string>("() => fetch(document.querySelector('a[href*=\".csv\"]').href).then(answer => answer.text())");
        await visit.Page.ClickAsync("form.panel button.primary");
        await visit.Page.WaitForURLAsync("**/import?done=*");
        var done = await visit.Page.InnerTextAsync("[role=status]");
        await visit.Page.GotoAsync("/people?q=lo+van+duyet");
        var found = await visit.Page.InnerTextAsync("main");
        await visit.Page.GotoAsync("/import");
        await visit.Page.ClickAsync("tbody tr:first-child button");
        await visit.Page.WaitForURLAsync("**/import?done=*");
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
    public async Task A_column_that_was_not_understood_is_corrected_seen_again_and_remembered()
    {
        const string Odd = "Họ và tên;Sinh ngày;Giới tính;Đơn vị;Bí danh nội bộ\nLò Thị Cột;05/05/1988;Nữ;TTYT-D101;MS-4711\n";
        await using var visit = await site.VisitAsync("hr", 1366);
        await UploadAsync(visit, Odd);
        var before = await visit.Page.InputValueAsync("select[name='column.E']");
        await visit.Page.SelectOptionAsync("select[name='column.E']", "staff_code");
        await visit.Page.ClickAsync("form.panel button.primary");
        await visit.Page.WaitForURLAsync("**/import/*?corrected=true");
        var faults = await visit.AccessibilityFaultsAsync();
        var seen = await visit.Page.InputValueAsync("select[name='column.E']");
        await visit.Page.ClickAsync("form.panel button.primary");
        await visit.Page.WaitForURLAsync("**/import?done=*");
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
        await visit.Page.WaitForURLAsync("**/import?done=*");
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

    private static async Task UploadAsync(Visit visit, string list)
    {
        await visit.Page.GotoAsync("/import");
        await visit.Page.SetInputFilesAsync("#file", new Microsoft.Playwright.FilePayload { Name = "danh sách.csv", MimeType = "text/csv", Buffer = Encoding.UTF8.GetBytes(list) });
        await visit.Page.ClickAsync("form.panel button.primary");
        await visit.Page.WaitForURLAsync("**/import/*-*");
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
