namespace TalentRegistry.EndToEnd.Browser;

/// <summary>A dossier from its first line: an officer registers somebody, adds what they studied and where they work, removes a mistake, restores it, and records a death.</summary>
[Collection(Site.Collection)]
public sealed class RecordsTests(Site site)
{
    private const string Record = "/people/[0-9a-f-]{36}$";

    [Fact]
    public async Task A_dossier_is_begun_and_filled_on_pages_and_what_was_removed_comes_back()
    {
        await using var visit = await site.VisitAsync("hr");
        var page = visit.Page;
        await page.GotoAsync("/people");
        await page.ClickAsync("a[href='/people/new']");
        await page.FillAsync("[name=value-full_name]", "LÒ THỊ MỚI GHI");
        await page.FillAsync("[name=value-date_of_birth]", "1992-04-17");
        await page.SelectOptionAsync("[name=value-sex]", "female");
        await page.SelectOptionAsync("[name=value-ethnic_group_code]", "03");
        // An agency is picked from the tree by keys alone.
        await page.FillAsync("[name=value-agency_id]", "bệnh viện");
        await page.Locator("[role=treeitem]").First.WaitForAsync();
        await page.Keyboard.PressAsync("ArrowDown");
        await page.Keyboard.PressAsync("Enter");
        var picked = await page.InputValueAsync("[name=value-agency_id]");
        var agency = picked.Split(" · ")[1];
        var faults = await visit.AccessibilityFaultsAsync();
        await page.ClickAsync("button.primary");
        await page.ArriveAsync(Record);
        var address = page.Url;

        await page.GotoAsync($"{address}/records/degree");
        await page.SelectOptionAsync("[name=value-level_code]", "E40");
        await page.FillAsync("[name=value-country_code]", "VN");
        await page.FillAsync("[name=value-awarded_year]", "2001");
        // The rules speak while one types: a degree at the age of nine.
        await page.Locator(".told p").First.WaitForAsync();
        var told = await page.InnerTextAsync(".told");
        faults += await visit.AccessibilityFaultsAsync();
        await page.FillAsync("[name=value-awarded_year]", "2014");
        await page.ClickAsync("button.primary");
        await page.ArriveAsync("saved=true$");
        faults += await visit.AccessibilityFaultsAsync();
        var saved = await page.InnerTextAsync("p.done");

        await page.GotoAsync($"{address}/records/posting");
        await page.FillAsync("[name=value-agency_id]", picked);
        await page.FillAsync("[name=value-position_title]", "Bác sĩ");
        await page.SelectOptionAsync("[name=value-profession_code]", "doctor");
        await page.SelectOptionAsync("[name=value-employment_kind]", "public_employee");
        await page.SelectOptionAsync("[name=value-is_main]", "true");
        await page.FillAsync("[name=value-valid_from]", "2015-01-01");
        await page.ClickAsync("button.primary");
        await page.ArriveAsync(@"record=posting\.");

        // Removed with a reason, and restored from the history.
        await page.GotoAsync(address);
        await page.ClickAsync("summary:has-text('Sửa vị trí công tác')");
        await page.ClickAsync("a[href*='record=degree.']");
        await page.ClickAsync("summary:has-text('Xóa mục này')");
        await page.FillAsync("#remove-why", "Ghi nhầm");
        await page.ClickAsync("form[action$='/remove'] button");
        await page.ArriveAsync("#history$");
        var without = await page.InnerTextAsync("main");
        await page.Locator("a[href*='/restore/']").First.ClickAsync();
        await page.FillAsync("#reason", "Vẫn đúng");
        await page.ClickAsync("form.panel button.primary");
        await page.ArriveAsync("#history$");
        var restored = await page.InnerTextAsync("main");

        await page.GotoAsync($"{address}/death");
        faults += await visit.AccessibilityFaultsAsync();
        await page.FillAsync("[name=value-deceased_on]", "2025-03-02");
        await page.ClickAsync("button.primary");
        await page.ArriveAsync(Record);
        var after = await page.InnerTextAsync("main");

        Assert.Contains("Lò Thị Mới Ghi", restored, StringComparison.Ordinal);
        Assert.Contains("trước khi đủ 15 tuổi", told, StringComparison.Ordinal);
        Assert.Contains("Đã ghi", saved, StringComparison.Ordinal);
        Assert.Contains("Chưa có văn bằng trong hồ sơ", without, StringComparison.Ordinal);
        Assert.DoesNotContain("Chưa có văn bằng trong hồ sơ", restored, StringComparison.Ordinal);
        Assert.Contains($"Bác sĩ, {agency}", restored, StringComparison.Ordinal);
        Assert.Contains("02/03/2025", after, StringComparison.Ordinal);
        Assert.DoesNotContain($"Bác sĩ, {agency}\n", after[..after.IndexOf("Quá trình", StringComparison.Ordinal)], StringComparison.Ordinal);
        Assert.Equal("", faults);
        visit.NothingWentWrong();
    }

    [Fact]
    public async Task Values_that_only_make_sense_together_are_corrected_together()
    {
        await using var visit = await site.VisitAsync("hr");
        var page = visit.Page;
        await page.GotoAsync("/people");
        var person = await page.GetAttributeAsync("tbody th a", "href");
        await page.GotoAsync($"{person}/records/certificate");
        await page.SelectOptionAsync("[name=value-kind]", "digital_skills");
        await page.FillAsync("[name=value-issued_on]", "2020-05-06");
        await page.SelectOptionAsync("[name=value-is_dated]", "true");
        await page.ClickAsync("button.primary");
        await page.ArriveAsync("saved=true$");
        await page.ClickAsync("a:has-text('Sửa nhiều giá trị cùng lúc')");
        await page.SelectOptionAsync("[name=value-kind]", "political_theory");
        await page.SelectOptionAsync("[name=value-level_code]", "P20");
        await page.ClickAsync("button.primary");
        await page.ArriveAsync("saved=true$");

        Assert.Contains("Lý luận chính trị", await page.InnerTextAsync("section:has(#record-edit)"), StringComparison.Ordinal);
        visit.NothingWentWrong();
    }
}
