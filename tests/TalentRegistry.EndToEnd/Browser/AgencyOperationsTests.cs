using System.Text;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace TalentRegistry.EndToEnd.Browser;

/// <summary>An officer founds, merges and undoes by keyboard and page, from the agency's own page to the result.</summary>
[Collection(Site.Collection)]
public sealed class AgencyOperationsTests(Site site)
{
    [Fact]
    public async Task An_agency_is_split_and_that_undone_from_its_page_without_an_accessibility_fault()
    {
        await using var visit = await site.VisitAsync("hr");
        var page = visit.Page;
        await page.GotoAsync("/agencies");
        var agency = new Uri(new Uri(site.Address), await page.Locator("tbody th a:not(.soft)").Nth(3).GetAttributeAsync("href")).PathAndQuery;
        await page.GotoAsync(agency);
        var faults = await visit.AccessibilityFaultsAsync();
        await page.ClickAsync("a[href$='/reorganise/split']");
        faults += await visit.AccessibilityFaultsAsync();
        await page.FillAsync("[name='part.1.code']", "TACH-1");
        await page.FillAsync("[name='part.1.name']", "Trung tâm tách ra");
        await page.Locator("select[name^='profession.']").First.SelectOptionAsync("1");
        await page.FillAsync("#legalGround", "Quyết định 77/QĐ-UBND");
        // From the ground one step of the keyboard leads to the preview.
        await page.PressAsync("#legalGround", "Tab");
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForSelectorAsync("button[value=commit]");
        faults += await visit.AccessibilityFaultsAsync();
        await Expect(page.Locator("main")).ToContainTextAsync("không ai bị sót hay tính hai lần");
        await page.ClickAsync("button[value=back]");
        await Expect(page.Locator("[name='part.1.name']")).ToHaveValueAsync("Trung tâm tách ra");
        await page.ClickAsync("button[value=preview]");
        await page.ClickAsync("button[value=commit]");
        await page.ArriveAsync("/agencies/reorganisations/");
        faults += await visit.AccessibilityFaultsAsync();
        await Expect(page.Locator("tbody")).ToContainTextAsync("Trung tâm tách ra");
        await page.ClickAsync("a[href$='/undo']");
        await page.FillAsync("#ground", "Ghi nhầm");
        await page.ClickAsync("main form button.primary");

        await Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync("Đã hoàn tác");
        Assert.Equal("", faults);
        visit.NothingWentWrong();
    }

    [Fact]
    public async Task An_administrator_founds_a_list_of_agencies_and_takes_it_back_without_an_accessibility_fault()
    {
        const string list =
            "DANH SÁCH CƠ QUAN\n\nMã;Tên;Loại hình;Lĩnh vực;Cấp chính quyền;Sở hữu;Mã cơ quan cấp trên;Nơi đặt trụ sở;Hoạt động từ ngày\n"
            + "DS-1;Ủy ban theo danh sách;Ủy ban nhân dân;Quản lý nhà nước cấp tỉnh;Cấp tỉnh;Nhà nước;;Tỉnh Điện Biên;01/01/2004\nDS-2;Sở theo danh sách;Sở;Y tế;Cấp tỉnh;Nhà nước;DS-1;P11;1/1/2004\n";
        await using var visit = await site.VisitAsync("admin", 1366);
        var page = visit.Page;
        await page.GotoAsync("/agencies");
        await page.ClickAsync("a.button[href='/agencies/load']");
        var faults = await visit.AccessibilityFaultsAsync();
        await PreviewAsync(list.Replace(";DS-1;", ";DS-0;", StringComparison.Ordinal));
        faults += await visit.AccessibilityFaultsAsync();
        await Expect(page.Locator("tbody tr").First).ToContainTextAsync("Cơ quan cấp trên \"DS-0\" không có");
        await page.ClickAsync("main .panel a[href='/agencies/load']");
        await PreviewAsync(list);
        faults += await visit.AccessibilityFaultsAsync();
        var over = await page.EvaluateAsync<int>("() => document.documentElement.scrollWidth - document.documentElement.clientWidth");
        await page.ClickAsync("main form button.primary");
        await page.ArriveAsync("/agencies/reorganisations/");
        await Expect(page.Locator("tbody")).ToContainTextAsync("Sở theo danh sách");
        await page.ClickAsync("a[href$='/undo']");
        await page.FillAsync("#ground", "Nhầm tệp");
        await page.ClickAsync("main form button.primary");

        await Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync("Đã hoàn tác");
        Assert.Equal(("", 0), (faults, over));
        visit.NothingWentWrong();

        async Task PreviewAsync(string text)
        {
            await page.SetInputFilesAsync("#file", new FilePayload { Name = "cơ quan.csv", MimeType = "text/csv", Buffer = Encoding.UTF8.GetBytes(text) });
            await page.FillAsync("#ground", "Quyết định 77/QĐ-UBND");
            await page.ClickAsync("main form button.primary");
            await page.WaitForSelectorAsync("tbody");
        }
    }
}
