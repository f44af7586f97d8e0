using System.Text;
using static Microsoft.Playwright.Assertions;

namespace TalentRegistry.EndToEnd.Browser;

/// <summary>Duties, packages, figures, indicators and targets as planners and officers work at them, on a desk and on a phone.</summary>
[Collection(Site.Collection)]
public sealed class WorkOfThePlansTests(Site site)
{
    [Fact]
    public async Task A_duty_is_given_to_an_agency_noted_and_shown_by_a_document()
    {
        await using var planner = await site.VisitAsync();
        await planner.Page.GotoAsync("/duties?status=all");
        await planner.Page.ClickAsync("a[href^='/duties/HD-40']");
        await Expect(planner.Page.Locator(".masthead a[href='/duties']")).ToHaveAttributeAsync("aria-current", "true");
        await Expect(planner.Page.Locator("blockquote")).Not.ToContainTextAsync("*");
        await planner.Page.FillAsync("#agency", "SYT-P11");
        await planner.Page.FillAsync("#officer", "hr");
        await planner.Page.FillAsync("#why", "Công văn 5/UBND");
        await planner.Page.ClickAsync("form[action$='/owner'] button");
        await Expect(planner.Page.Locator("section[aria-labelledby=owner-head]")).ToContainTextAsync("Công văn 5/UBND");
        await planner.Page.FillAsync("#agencies", "SYT-P11, SGD-P11");
        await planner.Page.ClickAsync("form[action$='/reporters'] button");
        await Expect(planner.Page.Locator("main")).ToContainTextAsync("0 / 2 đã hoàn thành");
        var faults = await planner.AccessibilityFaultsAsync();

        await using var officer = await site.VisitAsync("hr", 390);
        await officer.Page.GotoAsync("/duties/HD-40");
        await officer.Page.SelectOptionAsync("#stage", "under_way");
        await officer.Page.FillAsync("#words", "Đã gửi dự thảo báo cáo");
        await officer.Page.ClickAsync("form[action$='/notes'] button.primary");
        await Expect(officer.Page.Locator("ol.notes").First).ToContainTextAsync("Đã gửi dự thảo báo cáo");
        await officer.Page.ClickAsync("section.duty details summary");
        await officer.Page.FillAsync("form[action$='/answers'] input[name=words]", "Đã gửi số liệu của Sở");
        await officer.Page.ClickAsync("form[action$='/answers'] button");
        await Expect(officer.Page.Locator("main")).ToContainTextAsync("1 / 2 đã hoàn thành");
        await officer.Page.SetInputFilesAsync("#file", new Microsoft.Playwright.FilePayload { Name = "Báo cáo.pdf", MimeType = "application/pdf", Buffer = Encoding.UTF8.GetBytes("%PDF-1.7 báo cáo") });
        await officer.Page.ClickAsync("form[action$='/evidence'] button");
        await Expect(officer.Page.Locator("a[download]").First).ToHaveTextAsync("Báo cáo.pdf");

        Assert.Equal("", faults + await officer.AccessibilityFaultsAsync());
        Assert.Equal("", await WiderAsync(officer));
        planner.NothingWentWrong();
        officer.NothingWentWrong();
    }

    [Fact]
    public async Task A_package_is_looked_at_signed_and_noted_as_sent()
    {
        await using var officer = await site.VisitAsync("hr");
        // A change that is to be passed on.
        await officer.Page.EvaluateAsync(
            """
            async () => {
              const ask = (query, variables) => fetch('/graphql', {
                method: 'POST', headers: { 'Content-Type': 'application/json', Accept: 'application/json' }, body: JSON.stringify({ query, variables }) }).then(answer => answer.json());
              const { data } = await ask('{ people(first: 1, where: { postings: { some: { employmentKind: { in: [CIVIL_SERVANT, PUBLIC_EMPLOYEE] }, validUntil: { eq: null } } } }) { nodes { id version } } }');
              const person = data.people.nodes[0];
              await ask('mutation($input: UpdatePersonInput!) { updatePerson(input: $input) { errors { __typename } } }', { input: { ...person, staffCode: 'GOI-1' } });
            }
            """);
        await officer.Page.GotoAsync("/sync");
        var faults = await officer.AccessibilityFaultsAsync();
        await officer.Page.ClickAsync("a[href^='/sync/sign?agency=']");
        faults += await officer.AccessibilityFaultsAsync();
        await officer.Page.ClickAsync("form[action='/sync/packages'] button.primary");
        await officer.Page.SetViewportSizeAsync(390, 900);
        await officer.Page.FillAsync("input[name=note]", "Đã tải lên");
        faults += await officer.AccessibilityFaultsAsync();
        await officer.Page.ClickAsync("form[action$='/sent'] button");
        await Expect(officer.Page.Locator("main")).ToContainTextAsync("Đã tải lên");

        Assert.Equal("", faults);
        Assert.Equal("", await WiderAsync(officer));
        officer.NothingWentWrong();
    }

    [Fact]
    public async Task A_figure_is_entered_put_right_and_withdrawn_and_a_list_is_looked_at_first()
    {
        await using var planner = await site.VisitAsync();
        await planner.Page.GotoAsync("/statistics");
        await planner.Page.SelectOptionAsync("form[action='/statistics'][method=post] select[name=series]", "employed");
        await planner.Page.FillAsync("form[action='/statistics'][method=post] input[name=unit]", "P11");
        await planner.Page.FillAsync("form[action='/statistics'][method=post] input[name=year]", "2051");
        await planner.Page.ClickAsync("form[action='/statistics'][method=post] button");
        await EnterAsync(planner, "321.000");
        await EnterAsync(planner, "322.000");
        var faults = await planner.AccessibilityFaultsAsync();
        await planner.Page.FillAsync("form:has(button[name=withdraw]) input[name=source]", "Nhập nhầm năm");
        await planner.Page.ClickAsync("button[name=withdraw]");
        await Expect(planner.Page.Locator("tbody tr")).ToHaveCountAsync(3);

        await planner.Page.SetViewportSizeAsync(390, 900);
        await planner.Page.GotoAsync("/statistics");
        await planner.Page.SetInputFilesAsync("input[type=file]", new Microsoft.Playwright.FilePayload
        {
            Name = "so-lieu.csv", MimeType = "text/csv",
            Buffer = Encoding.UTF8.GetBytes("Chuỗi số liệu,Đơn vị hành chính,Năm,Giá trị,Nguồn\nemployed,P11,2052,330000,Niên giám\nemployed,Huyện Không Có,2052,1,Niên giám\n"),
        });
        await planner.Page.ClickAsync("form[action='/statistics/list'] button");
        await Expect(planner.Page.Locator("main")).ToContainTextAsync("Không nhận ra đơn vị");
        faults += await planner.AccessibilityFaultsAsync();
        await planner.Page.ClickAsync("form[action='/statistics/list/commit'] button");
        await planner.Page.ArriveAsync(@"/statistics\?entered=1$");

        Assert.Equal("", faults + await planner.AccessibilityFaultsAsync());
        Assert.Equal("", await WiderAsync(planner));
        planner.NothingWentWrong();
    }

    [Fact]
    public async Task An_indicator_with_a_fault_is_told_by_line_then_counted()
    {
        await using var planner = await site.VisitAsync();
        await planner.Page.GotoAsync("/indicator");
        await planner.Page.FillAsync("textarea[name=define]", "kind: count\nnumerator: { profession: [docter] }");
        await planner.Page.ClickAsync("main form button");
        await Expect(planner.Page.Locator("section[role=alert]")).ToContainTextAsync("dòng 2");
        var faults = await planner.AccessibilityFaultsAsync();
        await planner.Page.FillAsync("textarea[name=define]", "kind: count\nnumerator: { profession: [doctor] }");
        await planner.Page.FillAsync("input[name=unit]", "P11");
        await planner.Page.SelectOptionAsync("select[name=by]", "district");
        await planner.Page.FillAsync("input[name=from]", "2019-12-31");
        await planner.Page.CheckAsync("input[name=groups]");
        await planner.Page.SetViewportSizeAsync(390, 900);
        await planner.Page.ClickAsync("main form button");
        foreach (var table in (string[])["#answer", "#change", "#groups"])
            await planner.Page.WaitForSelectorAsync(table);

        Assert.Equal("", faults + await planner.AccessibilityFaultsAsync());
        Assert.Equal("", await WiderAsync(planner));
        planner.NothingWentWrong();
    }

    [Fact]
    public async Task A_target_is_shared_out_after_a_look_and_taken_back()
    {
        await using var planner = await site.VisitAsync();
        await planner.Page.GotoAsync("/targets/LC-01");
        await planner.Page.ClickAsync("a[href='/targets/LC-01/course']");
        await planner.Page.ClickAsync("summary");
        await planner.Page.SelectOptionAsync("#kind", "shared");
        await planner.Page.FillAsync("#on", "2026-01-01");
        await planner.Page.FillAsync("#ground", "Quyết định 7/QĐ-UBND");
        await planner.Page.FillAsync("input[name=unit0]", "Tỉnh Lai Châu");
        await planner.Page.FillAsync("input[name=weight0]", "60");
        await planner.Page.FillAsync("input[name=unit1]", "P11");
        await planner.Page.FillAsync("input[name=weight1]", "40");
        await planner.Page.ClickAsync("button[value=preview][name=do]");
        await Expect(planner.Page.Locator("section[aria-labelledby=preview]")).ToContainTextAsync("40 %");
        var faults = await planner.AccessibilityFaultsAsync();
        await planner.Page.ClickAsync("section[aria-labelledby=preview] button");
        await Expect(planner.Page.Locator("section[aria-labelledby=holders]")).ToContainTextAsync("Quyết định 7/QĐ-UBND");
        await planner.Page.SetViewportSizeAsync(390, 900);
        faults += await planner.AccessibilityFaultsAsync();
        await planner.Page.FillAsync("form[action$='take-back'] input[name=ground]", "Nhầm kỳ");
        await planner.Page.ClickAsync("form[action$='take-back'] button");
        await Expect(planner.Page.Locator("section[aria-labelledby=holders]")).ToContainTextAsync("đã rút");

        Assert.Equal("", faults);
        Assert.Equal("", await WiderAsync(planner));
        planner.NothingWentWrong();
    }

    private static async Task EnterAsync(Visit planner, string value)
    {
        await planner.Page.FillAsync("input[name=value]", value);
        await planner.Page.FillAsync("form:has(input[name=value]) input[name=source]", "Niên giám 2051");
        await planner.Page.ClickAsync("form:has(input[name=value]) button.primary");
        await Expect(planner.Page.Locator("tbody")).ToContainTextAsync(value);
    }

    // What reaches out of the window, outside tables that scroll by themselves.
    private static Task<string> WiderAsync(Visit visit) => visit.Page.EvaluateAsync<string>(
        """
        () => document.documentElement.scrollWidth <= document.documentElement.clientWidth ? '' : [...document.querySelectorAll('main *')]
          .filter(each => !each.closest('.table-box') && each.getBoundingClientRect().right > document.documentElement.clientWidth + 1).slice(0, 4).map(each => each.outerHTML.slice(0, 200)).join(' | ')
        """);
}
