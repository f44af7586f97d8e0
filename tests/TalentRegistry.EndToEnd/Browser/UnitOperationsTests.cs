using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace TalentRegistry.EndToEnd.Browser;

/// <summary>An administrator merges two communes by page and takes it back.</summary>
[Collection(Site.Collection)]
public sealed class UnitOperationsTests(Site site)
{
    [Fact]
    public async Task Communes_are_merged_with_a_preview_and_that_undone_without_an_accessibility_fault()
    {
        await using var visit = await site.VisitAsync("admin");
        var page = visit.Page;
        await page.GotoAsync("/units?unit=P11");
        var (faults, over) = (await visit.AccessibilityFaultsAsync(), await OverAsync(page));
        var rows = page.Locator("tbody tr");
        var (kept, ended) = (await rows.Nth(1).Locator("th a").InnerTextAsync(), await rows.Nth(2).Locator("td").First.InnerTextAsync());
        await rows.Nth(1).Locator("th a").ClickAsync();
        await page.WaitForSelectorAsync("#names");
        faults += await visit.AccessibilityFaultsAsync();
        await page.ClickAsync("a[href$='/reorganise/merge']");
        faults += await visit.AccessibilityFaultsAsync();
        over += await OverAsync(page);
        await page.FillAsync("[name='other.0']", ended);
        await page.Keyboard.PressAsync("Escape");
        await page.FillAsync("#legalGround", "Nghị quyết 77/NQ-UBTVQH");
        // From the ground one step of the keyboard leads to the preview.
        await page.PressAsync("#legalGround", "Tab");
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForSelectorAsync("button[value=commit]");
        faults += await visit.AccessibilityFaultsAsync();
        over += await OverAsync(page);
        await Expect(page.Locator("main")).ToContainTextAsync("không ai bị sót hay tính hai lần");
        await page.ClickAsync("button[value=commit]");
        await page.ArriveAsync("/agencies/reorganisations/");
        faults += await visit.AccessibilityFaultsAsync();
        await Expect(page.Locator("tbody").First).ToContainTextAsync(kept);
        await page.ClickAsync("a[href$='/undo']");
        await page.FillAsync("#ground", "Ghi nhầm");
        await page.ClickAsync("main form button.primary");

        await Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync("Đã hoàn tác");
        Assert.Equal(("", 0), (faults, over));
        visit.NothingWentWrong();
    }

    private static Task<int> OverAsync(IPage page) => page.EvaluateAsync<int>("() => document.documentElement.scrollWidth - document.documentElement.clientWidth");
}
