using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using TalentRegistry.Domain.Access;
using static Microsoft.Playwright.Assertions;

namespace TalentRegistry.EndToEnd.Browser;

/// <summary>An account from its invitation to the end of its sign-ins, in two browsers, on a desk and on a phone.</summary>
[Collection(Site.Collection)]
public sealed class LifeOfAnAccountTests(Site site)
{
    private const string Password = "con trâu đi trước cái cày";

    // What Vietnamese, longer than English and with marks above and below its letters, is cut by: a box that hides what does not fit,
    // and the edge of the window. What scrolls in a table's box is not cut.
    private const string CutTexts =
        """
        () => [...document.querySelectorAll('main *, header *')].filter(each => {
          const own = [...each.childNodes].some(node => node.nodeType === 3 && node.data.trim());
          const style = getComputedStyle(each), box = each.getBoundingClientRect();
          if (!own || style.visibility === 'hidden' || box.width <= 1) return false;
          const hides = style.overflowX !== 'visible' || style.overflowY !== 'visible' || each.matches('button, .button, select');
          return hides && (each.scrollWidth > each.clientWidth + 1 || each.scrollHeight > each.clientHeight + 1)
            || !each.closest('.table-box') && box.right > innerWidth + 1;
        }).map(each => `${each.tagName}: ${each.textContent.trim().slice(0, 60)}`).join('\n')
        """;

    [Theory]
    [InlineData(1280)]
    [InlineData(390)]
    public async Task An_account_is_invited_secured_used_and_signed_out_by_an_administrator(int width)
    {
        var name = $"moi-{Guid.NewGuid():N}"[..16];
        await using var admin = await site.VisitAsync("admin", width);
        var link = await InviteAsync(admin, name);
        await using var guest = await site.VisitAsync(null, width);

        await guest.Page.GotoAsync(link);
        await LookAsync(guest, "invitation");
        await guest.Page.FillAsync("#password", Password);
        await guest.Page.FillAsync("#again", Password);
        await guest.Page.ClickAsync("form.sign-in button.primary");
        await guest.SignInAsync(name, Password);
        var (secret, taken) = await EnrolAsync(guest);

        await guest.Page.ClickAsync("form[action='/auth/sign-out'] button");
        await SignInWithCodeAsync(guest, name, secret, taken);
        await guest.Page.GotoAsync("/account");
        await Expect(guest.Page.Locator("[aria-labelledby=sessions] tbody tr")).ToHaveCountAsync(1);
        await Expect(guest.Page.Locator("[aria-labelledby=sessions] tbody")).ToContainTextAsync("phiên này");
        var token = await MakeTokenAsync(guest);
        Assert.Equal(HttpStatusCode.OK, await AskAsync(token));
        await LookAsync(guest, "account");

        await admin.Page.GotoAsync($"/accounts?q={name}");
        await LookAsync(admin, "accounts");
        await admin.Page.ClickAsync("tbody th a");
        await LookAsync(admin, "account of another");
        await admin.Page.ClickAsync("text=Kết thúc mọi phiên");
        await Expect(admin.Page.Locator("section:has(#sessions)")).ToContainTextAsync("Không có.");
        await guest.Page.GotoAsync("/account");
        Assert.Contains("/sign-in", guest.Page.Url, StringComparison.Ordinal);
        // A program's token is no sign-in: it goes on until it is revoked.
        Assert.Equal(HttpStatusCode.OK, await AskAsync(token));
        guest.NothingWentWrong();
        admin.NothingWentWrong();
    }

    private static async Task<string> InviteAsync(Visit admin, string name)
    {
        await admin.Page.GotoAsync("/accounts/invite");
        await LookAsync(admin, "invite");
        await admin.Page.FillAsync("#name", name);
        await admin.Page.FillAsync("#display", "Nguyễn Thị Thường Xuyên");
        await admin.Page.SelectOptionAsync("#role", "planner");
        await admin.Page.ClickAsync("main form button.primary");
        var link = await admin.Page.InnerTextAsync("#link");
        await LookAsync(admin, "link");
        return link;
    }

    /// <summary>Turns the second factor on; its secret, and the step whose code was taken.</summary>
    private static async Task<(byte[] Secret, long Step)> EnrolAsync(Visit guest)
    {
        await guest.Page.GotoAsync("/account/second-factor");
        await LookAsync(guest, "second factor");
        var secret = FromBase32(await guest.Page.InnerTextAsync("#key"));
        var step = OneTimeCodes.StepAt(TimeProvider.System.GetUtcNow());
        await guest.Page.FillAsync("#code", OneTimeCodes.CodeOf(secret, step));
        await guest.Page.ClickAsync("form.sign-in button.primary");
        await Expect(guest.Page.Locator("ul.codes li")).ToHaveCountAsync(10);
        await LookAsync(guest, "recovery codes");
        return (secret, step);
    }

    private static async Task SignInWithCodeAsync(Visit guest, string name, byte[] secret, long taken)
    {
        await guest.Page.FillAsync("#user", name);
        await guest.Page.FillAsync("#password", Password);
        await guest.Page.ClickAsync("form.sign-in button");
        await guest.Page.WaitForSelectorAsync("#code");
        await LookAsync(guest, "code");
        // One later than the one that was taken, which the app may show already.
        var step = Math.Max(OneTimeCodes.StepAt(TimeProvider.System.GetUtcNow()), taken + 1);
        await guest.Page.FillAsync("#code", OneTimeCodes.CodeOf(secret, step));
        await guest.Page.ClickAsync("form.sign-in button.primary");
        await guest.Page.ArriveAsync("^(?!.*/sign-in)");
    }

    private static async Task<string> MakeTokenAsync(Visit guest)
    {
        await guest.Page.FillAsync("#token-name", "Báo cáo hằng tuần");
        await guest.Page.ClickAsync("text=Tạo khóa");
        return await guest.Page.InnerTextAsync("#token");
    }

    private async Task<HttpStatusCode> AskAsync(string token)
    {
        using var program = new HttpClient();
        program.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        using var answer = await program.PostAsJsonAsync(new Uri($"{site.Address}/graphql"), new { query = "{ plans { code } }" });
        Assert.Contains("\"code\"", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        return answer.StatusCode;
    }

    /// <summary>No accessibility fault, no scrolling sideways, no text that is cut, in Vietnamese.</summary>
    private static async Task LookAsync(Visit visit, string what)
    {
        Assert.Equal("vi", await visit.Page.GetAttributeAsync("html", "lang"));
        var over = await visit.Page.EvaluateAsync<int>("() => document.documentElement.scrollWidth - document.documentElement.clientWidth");
        var cut = await visit.Page.EvaluateAsync<string>(CutTexts);
        Assert.Equal("", await visit.AccessibilityFaultsAsync());
        Assert.True(over <= 0 && cut.Length == 0, $"The page “{what}” is {over} pixels too wide; cut: {cut}");
        if (Environment.GetEnvironmentVariable("SCREENSHOTS") is { } folder)
            await visit.Page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"{what.Replace(' ', '-')}-{visit.Page.ViewportSize!.Width}.png"), FullPage = true });
    }

    private static byte[] FromBase32(string text)
    {
        var bits = string.Concat(text.Where(char.IsAsciiLetterOrDigit).Select(letter => Convert.ToString("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".IndexOf(letter, StringComparison.Ordinal), 2).PadLeft(5, '0')));
        return [.. Enumerable.Range(0, bits.Length / 8).Select(i => Convert.ToByte(bits.Substring(i * 8, 8), 2))];
    }
}
