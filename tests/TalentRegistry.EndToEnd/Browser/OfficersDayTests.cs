using System.Globalization;
using System.Text;
using Microsoft.Playwright;

namespace TalentRegistry.EndToEnd.Browser;

/// <summary>The two jobs of an officer that were tried with a stop-watch (docs/guide-hr.md). A test counts what a person has to do: its seconds would be the machine's.</summary>
[Collection(Site.Collection)]
public sealed class OfficersDayTests(Site site)
{
    // A person needs some two seconds for a click or a word, and 30 for all of it.
    private const int MostSteps = 12;
    private const int Rows = 2000;
    private const int Faulty = 20;

    private int steps;

    [Fact]
    public async Task A_wrong_birth_date_is_corrected_from_sign_in_in_few_steps_and_taken_back()
    {
        await using var visit = await site.VisitAsync(account: null);
        var page = visit.Page;
        await page.GotoAsync("/");
        await StepAsync(page.FillAsync("#user", "hr"));
        await StepAsync(page.FillAsync("#password", "demo"));
        await StepAsync(page.Keyboard.PressAsync("Enter"));
        await page.ArriveAsync("/home$");
        var name = await SomebodyAsync(page);
        // The search box has the focus: typing begins at once.
        await StepAsync(page.Keyboard.TypeAsync(name));
        await StepAsync(page.Keyboard.PressAsync("Enter"));
        await page.ArriveAsync(@"/people\?q=");
        await StepAsync(page.ClickAsync("tbody th a"));
        var born = page.Locator("#about > div").Filter(new() { Has = page.Locator("input[name=field][value=date_of_birth]") });
        var before = await born.Locator("dd").First.InnerTextAsync();
        await StepAsync(born.Locator("summary").ClickAsync());
        // The value is ready to be typed over; a browser keeps a day in parts, which a test fills at once. The year is that of the citizen ID.
        await StepAsync(page.FillAsync("input:focus", $"{before[^4..]}-04-03"));
        await StepAsync(page.Keyboard.PressAsync("Enter"));
        await page.ArriveAsync(@"\?edited=");
        var (after, faults) = (await born.Locator("dd").First.InnerTextAsync(), await visit.AccessibilityFaultsAsync());
        await page.ClickAsync("form.done button");
        await page.ArriveAsync("#history$");
        var undone = await page.Locator("#about > div dd").First.InnerTextAsync();

        Assert.Equal(($"03/04/{before[^4..]}", before, ""), (after, undone, faults));
        Assert.InRange(steps, 1, MostSteps);
        visit.NothingWentWrong();
    }

    [Fact]
    public async Task The_rules_speak_while_one_types()
    {
        await using var visit = await site.VisitAsync("hr");
        await visit.Page.GotoAsync("/people");
        await visit.Page.ClickAsync("tbody th a");
        var born = visit.Page.Locator("#about > div").Filter(new() { Has = visit.Page.Locator("input[name=field][value=date_of_birth]") });
        await born.Locator("summary").FocusAsync();
        await visit.Page.Keyboard.PressAsync("Enter");
        await visit.Page.FillAsync("input:focus", "2019-01-01");
        await born.Locator(".told p").First.WaitForAsync();

        Assert.Contains("tuổi dưới 15", await born.Locator(".told").InnerTextAsync(), StringComparison.Ordinal);
        Assert.Equal("", await visit.AccessibilityFaultsAsync());
        visit.NothingWentWrong();
    }

    [Fact]
    public async Task A_sheet_of_2000_rows_with_20_faulty_ones_is_brought_in_and_taken_back()
    {
        await using var visit = await site.VisitAsync("hr", 1366);
        var page = visit.Page;
        await page.GotoAsync("/import");
        await page.SetInputFilesAsync("#file", new FilePayload { Name = "hai-nghin.csv", MimeType = "text/csv", Buffer = Encoding.UTF8.GetBytes(Sheet()) });
        await StepAsync(page.ClickAsync("form.panel button.primary"));
        await page.ArriveAsync("/import/[^/]*-");
        var preview = await page.InnerTextAsync("main");
        var address = await page.GetAttributeAsync("a[href*='/rejected.csv']", "href");
        var answer = await page.Context.APIRequest.GetAsync(address!);
        steps++;
        var rejected = Encoding.UTF8.GetString(await answer.BodyAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        await StepAsync(page.ClickAsync("form.panel button.primary"));
        await page.ArriveAsync(@"/import\?done=");
        var done = await page.InnerTextAsync("[role=status]");
        await StepAsync(page.ClickAsync("tbody tr:first-child button"));
        await page.ArriveAsync(@"/import\?done=");
        var undone = await page.InnerTextAsync("tbody tr:first-child");

        Assert.Contains($"Từ chối: {Faulty}.", preview, StringComparison.Ordinal);
        Assert.Equal(Faulty, rejected.Count(line => line.Contains("DATE_IMPOSSIBLE", StringComparison.Ordinal)));
        Assert.Contains((Rows - Faulty).ToString(CultureInfo.InvariantCulture), done.Replace(".", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Contains("đã hủy", undone, StringComparison.Ordinal);
        Assert.InRange(steps, 1, 5);
        visit.NothingWentWrong();
    }

    [Theory]
    [InlineData(1280)]
    [InlineData(390)]
    public async Task The_first_page_has_no_accessibility_fault_and_is_no_wider_than_the_screen(int width)
    {
        await using var visit = await site.VisitAsync("hr", width);
        await visit.Page.GotoAsync("/home");
        var over = await visit.Page.EvaluateAsync<int>("() => document.documentElement.scrollWidth - document.documentElement.clientWidth");

        Assert.Equal(("", 0), (await visit.AccessibilityFaultsAsync(), over));
        visit.NothingWentWrong();
    }

    private async Task StepAsync(Task step)
    {
        await step;
        steps++;
    }

    // Whose day of birth is known, found beforehand: an officer comes with the name on a paper.
    private static async Task<string> SomebodyAsync(IPage page) => await page.EvaluateAsync<string>(
        """
        async () => {
          const list = new DOMParser().parseFromString(await (await fetch('/people')).text(), 'text/html');
          for (const link of list.querySelectorAll('tbody th a')) {
            const person = new DOMParser().parseFromString(await (await fetch(link.getAttribute('href'))).text(), 'text/html');
            const born = person.querySelector('#about dt')?.textContent;
            const year = Number(person.querySelector('#about dd')?.textContent.slice(-4));
            if (born === 'Ngày sinh' && year > 1972 && year < 1980) return `${link.textContent} ${year}`;
          }
        }
        """);

    private static string Sheet()
    {
        string[] family = ["Lò", "Quàng", "Cầm", "Vừ", "Giàng", "Tòng", "Lường", "Điêu"], middle = ["Văn", "Thị", "Minh", "Thu", "Đức"], given = ["An", "Bình", "Chung", "Dũng", "Hà", "Khoa", "Lan", "Mai", "Nam", "Sơn"];
        var text = new StringBuilder("Họ và tên;Ngày sinh;Giới tính;Đơn vị;Mã cán bộ\n");
        for (var row = 0; row < Rows; row++)
        {
            var born = new DateOnly(1976, 1, 1).AddDays(row * 4);
            var day = row % (Rows / Faulty) == 7 ? "31/02/1990" : born.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture);
            text.Append(CultureInfo.InvariantCulture, $"{family[row % 8]} {middle[row / 8 % 5]} {given[row / 40 % 10]};{day};{(row % 2 == 0 ? "Nam" : "Nữ")};TTYT-D101;HN-{row:0000}\n");
        }

        return text.ToString();
    }
}
