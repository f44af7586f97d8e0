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
        await visit.Page.WaitForURLAsync("**/import/*?mode=both");
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
        await visit.Page.WaitForURLAsync("**/import");
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
