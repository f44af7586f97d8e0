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
        await page.WaitForURLAsync("**/agencies/reorganisations/*");
        faults += await visit.AccessibilityFaultsAsync();
        await Expect(page.Locator("tbody")).ToContainTextAsync("Trung tâm tách ra");
        await page.ClickAsync("a[href$='/undo']");
        await page.FillAsync("#ground", "Ghi nhầm");
        await page.ClickAsync("main form button.primary");

        await Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync("Đã hoàn tác");
        Assert.Equal("", faults);
        visit.NothingWentWrong();
    }
}
