using System.Net;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Configuration;
using TalentRegistry.Data;
using TalentRegistry.Data.Access;
using TalentRegistry.Domain.Access;
using TalentRegistry.Server.Accounts.Provider;
using TalentRegistry.Server.Tests.Audit;
using TalentRegistry.Server.Tests.Running;

namespace TalentRegistry.Server.Tests.Accounts.Provider;

/// <summary>Signing in through an identity provider, from the button to the session, and every way in which it must not succeed.</summary>
[Collection(RunningRegistryCollection.Name)]
public sealed partial class ProviderSignInTests(RunningRegistry registry, RegistryWithProvider pair) : IClassFixture<RegistryWithProvider>
{
    private SmallProvider Provider => pair.Provider;

    private Data.Access.Accounts Accounts => registry.Service<Data.Access.Accounts>();

    [Fact]
    public async Task An_administrator_says_who_somebody_is_there_and_the_provider_signs_them_in()
    {
        using var admin = await AccountHolder.MakeAsync(registry, Role.Admin, pair.Server.Address);
        await admin.SignInAsync();
        var (account, _) = await InviteAsync();
        var subject = $"{Guid.NewGuid()}";
        Assert.Equal($"/accounts/{account.Id}", (await admin.SendAsync($"/accounts/{account.Id}", $"/accounts/{account.Id}/subject", ("subject", subject))).To);
        using var browser = Browser();
        var page = await TextAsync(browser, "/sign-in?returnUrl=/agencies");
        var english = await TextAsync(browser, "/sign-in?lang=en");
        var door = Door().Match(page).Groups["address"].Value;

        var (status, to, _) = await SignInAsync(browser, subject, door: door);

        Assert.Contains("Đăng nhập bằng Định danh tỉnh", page, StringComparison.Ordinal);
        Assert.Contains("Sign in with Định danh tỉnh", english, StringComparison.Ordinal);
        Assert.Equal((HttpStatusCode.Redirect, "/agencies"), (status, to));
        Assert.Contains(account.Name, await TextAsync(browser, "/account"), StringComparison.Ordinal);
        Assert.Equal(SessionKind.Page, Assert.Single(await registry.Service<AccountSessions>().OfAsync(account.Id, default)).Kind);
        Assert.Equal(["sign_in provider"], await EventsAsync($"account_id = '{account.Id}'"));
        // Listed, and ended, as any other.
        await admin.SendAsync($"/accounts/{account.Id}", $"/accounts/{account.Id}/sessions/end");
        Assert.Equal("/sign-in", await LocationAsync(browser, "/account"));
    }

    [Theory]
    [InlineData(Lie.Nonce, "nonce")]
    [InlineData(Lie.NoNonce, "nonce")]
    [InlineData(Lie.Audience, "audience")]
    [InlineData(Lie.OtherParty, "audience")]
    [InlineData(Lie.Issuer, "issuer")]
    [InlineData(Lie.Expired, "expired")]
    [InlineData(Lie.OtherKey, "signature")]
    [InlineData(Lie.UnknownKey, "signature")]
    [InlineData(Lie.SharedKey, "signature")]
    [InlineData(Lie.Unsigned, "signature")]
    [InlineData(Lie.NoSubject, "subject")]
    [InlineData(Lie.Garbage, "signature")]
    public async Task A_token_that_is_not_right_signs_nobody_in(Lie lie, string why)
    {
        var (account, subject) = await LinkedAsync();
        using var browser = Browser();
        var last = await LastEventAsync();

        var (status, _, text) = await SignInAsync(browser, subject, lie);

        Assert.Equal(HttpStatusCode.Unauthorized, status);
        Assert.Contains($"không hợp lệ ({why})", text, StringComparison.Ordinal);
        Assert.Equal([$"failed_sign_in provider: {why}"], await EventsAsync($"id > {last} AND kind LIKE '%sign_in'"));
        Assert.Empty(await registry.Service<AccountSessions>().OfAsync(account.Id, default));
        Assert.Equal("/sign-in", await LocationAsync(browser, "/account"));
    }

    [Fact]
    public async Task A_state_that_is_not_this_browsers_or_was_used_signs_nobody_in()
    {
        var (_, subject) = await LinkedAsync();
        var last = await LastEventAsync();
        using var browser = Browser();
        var back = await ToProviderAsync(browser, subject);
        using var stranger = Browser();

        Assert.Equal(HttpStatusCode.Unauthorized, (await GetAsync(stranger, back)).Status);
        Assert.Equal(HttpStatusCode.Redirect, (await GetAsync(browser, back)).Status);
        // Its cookie is gone with the first use.
        Assert.Equal(HttpStatusCode.Unauthorized, (await GetAsync(browser, back)).Status);

        using var another = Browser();
        back = await ToProviderAsync(another, subject);
        var (status, _, text) = await GetAsync(another, back.Replace("state=", "state=x", StringComparison.Ordinal));
        Assert.Equal(HttpStatusCode.Unauthorized, status);
        Assert.Contains("bắt đầu ở trình duyệt khác", text, StringComparison.Ordinal);
        Assert.Equal(
            ["failed_sign_in provider: state", "sign_in provider", "failed_sign_in provider: state", "failed_sign_in provider: state"], await EventsAsync($"id > {last} AND kind LIKE '%sign_in'"));
    }

    [Fact]
    public async Task A_code_that_was_used_signs_nobody_in_even_with_the_cookie_of_its_sign_in()
    {
        var (_, subject) = await LinkedAsync();
        using var browser = Browser();
        var begun = await AnswerAsync(browser, ProviderDoors.BeginPath);
        var cookie = Assert.Single(begun.Headers.GetValues("Set-Cookie"), each => each.StartsWith("registry-provider=", StringComparison.Ordinal)).Split(';')[0];
        Provider.Subject = subject;
        var back = (await AnswerAsync(browser, begun.Headers.Location!.ToString())).Headers.Location!.ToString();
        Assert.Equal(HttpStatusCode.Redirect, (await GetAsync(browser, back)).Status);
        var last = await LastEventAsync();
        using var thief = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = pair.Server.Address };
        thief.DefaultRequestHeaders.Add("Cookie", cookie);

        Assert.Equal(HttpStatusCode.Unauthorized, (await GetAsync(thief, back)).Status);

        Assert.Equal(["failed_sign_in provider: code"], await EventsAsync($"id > {last} AND kind LIKE '%sign_in'"));
    }

    [Fact]
    public async Task Whom_no_account_is_noted_for_is_told_whom_to_tell_and_gets_none()
    {
        var accounts = await registry.Database.CountAsync("access.account");
        var (account, subject) = await LinkedAsync(issuer: "https://another.example");
        using var browser = Browser();
        var last = await LastEventAsync();

        // The token's e-mail is the name of an account, and another provider's subject is the same: neither is asked.
        var (status, _, text) = await SignInAsync(browser, subject);

        Assert.Equal(HttpStatusCode.Unauthorized, status);
        Assert.Contains(subject, text, StringComparison.Ordinal);
        Assert.Contains("gửi mã dưới đây cho quản trị viên", text, StringComparison.Ordinal);
        Assert.Equal(["failed_sign_in provider: unknown"], await EventsAsync($"id > {last} AND kind LIKE '%sign_in'"));
        Assert.Equal(accounts + 1, await registry.Database.CountAsync("access.account"));
        Assert.Empty(await registry.Service<AccountSessions>().OfAsync(account.Id, default));
    }

    [Fact]
    public async Task Closed_and_locked_accounts_are_so_for_the_provider_too()
    {
        var (closed, goneSubject) = await LinkedAsync();
        await Accounts.CloseAsync(closed.Id, default);
        var (locked, subject) = await LinkedAsync();
        await registry.SqlAsync($"UPDATE access.account SET locked_until = now() + interval '1 hour' WHERE id = '{locked.Id}'");
        using var browser = Browser();
        var last = await LastEventAsync();

        var first = await SignInAsync(browser, goneSubject);
        var second = await SignInAsync(browser, subject);

        Assert.Contains("đã đóng", first.Text, StringComparison.Ordinal);
        Assert.Contains("khóa tạm", second.Text, StringComparison.Ordinal);
        Assert.Equal(["failed_sign_in provider: closed", "lockout provider: locked"], await EventsAsync($"id > {last} AND subject IN ('{closed.Id}', '{locked.Id}')"));
        await registry.Service<AccountAdministration>().UnlockAsync(locked.Id, default);
        Assert.Equal("/", (await SignInAsync(browser, subject)).To);
    }

    [Fact]
    public async Task A_second_factor_is_asked_for_after_the_provider_and_shown_in_place_of_a_password()
    {
        var (account, subject) = await LinkedAsync();
        var factor = registry.Service<SecondFactor>();
        var secret = (await factor.SecretToEnrolAsync(account.Id, default))!;
        var step = OneTimeCodes.StepAt(TimeProvider.System.GetUtcNow());
        await factor.ConfirmAsync(account.Id, OneTimeCodes.CodeOf(secret, step - 1), default);
        using var holder = await AccountHolder.MakeAsync(registry, at: pair.Server.Address);

        Assert.Equal("/sign-in/code", (await SignInAsync(holder.Browser, subject)).To);
        Assert.Equal("/sign-in", await LocationAsync(holder.Browser, "/account"));
        Assert.Equal("/", (await holder.SendAsync("/sign-in/code", "/auth/code", ("code", OneTimeCodes.CodeOf(secret, step + 1)))).To);

        Assert.Equal(["sign_in provider and code"], await EventsAsync($"account_id = '{account.Id}' AND kind = 'sign_in'"));
        var page = await holder.PageAsync("/account");
        Assert.DoesNotContain("type=\"password\"", page, StringComparison.Ordinal);
        Assert.Contains("Mã không đúng", (await holder.SendAsync("/account", "/account/second-factor/remove", ("password", "000000"))).Text, StringComparison.Ordinal);
        var recovery = await factor.RenewCodesAsync(account.Id, default);
        Assert.Contains("Đã tắt", (await holder.SendAsync("/account", "/account/second-factor/remove", ("password", recovery[0]))).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_invitation_is_accepted_at_the_provider_once_and_by_nobody_with_an_account()
    {
        var (account, token) = await InviteAsync();
        var (_, taken) = await LinkedAsync();
        using var browser = Browser();
        var page = await TextAsync(browser, $"/sign-in/password/{token}");
        var door = Door().Match(page).Groups["address"].Value;
        Assert.Contains("Nhận lời mời bằng Định danh tỉnh", page, StringComparison.Ordinal);
        var subject = $"{Guid.NewGuid()}";

        Assert.Contains("Lời mời không còn hiệu lực", (await SignInAsync(browser, taken, door: door)).Text, StringComparison.Ordinal);
        Assert.Equal("/", (await SignInAsync(browser, subject, door: door)).To);
        Assert.Contains(account.Name, await TextAsync(browser, "/account"), StringComparison.Ordinal);
        using var second = Browser();
        Assert.Contains("Lời mời không còn hiệu lực", (await SignInAsync(second, $"{Guid.NewGuid()}", door: door)).Text, StringComparison.Ordinal);

        Assert.Equal("/", (await SignInAsync(second, subject)).To);
        Assert.Equal(1, await registry.Database.CountAsync($"access.audit_event WHERE subject = '{account.Id}' AND details ->> 'what' = 'invitation_accepted_at_provider'"));
    }

    [Fact]
    public async Task Coming_back_counts_as_a_try_of_the_address()
    {
        await using var server = await registry.BesideAsync(settings: [.. Provider.Settings, "--RateLimits:sign-in:address=2"]);
        using var browser = Browser(server.Address);
        var last = await LastEventAsync();

        var statuses = new List<int>();
        for (var i = 0; i < 4; i++)
            statuses.Add((int)(await GetAsync(browser, ProviderSignIn.CallbackPath + "?code=1&state=2")).Status);

        Assert.Equal([401, 401, 429, 429], statuses);
        Assert.Equal(2, (await EventsAsync($"id > {last} AND kind = 'failed_sign_in'")).Count);
    }

    [Fact]
    public async Task A_provider_without_metadata_is_configured_by_its_doors()
    {
        var (_, subject) = await LinkedAsync();
        await using var server = await registry.BesideAsync(settings:
        [
            .. Provider.Settings, $"--Accounts:External:AuthorizationEndpoint={Provider.Issuer}/authorize",
            $"--Accounts:External:TokenEndpoint={Provider.Issuer}/token", $"--Accounts:External:KeysEndpoint={Provider.Issuer}/keys",
        ]);
        using var browser = Browser(server.Address);

        Assert.Equal("/", (await SignInAsync(browser, subject)).To);
        Assert.Contains("(signature)", (await SignInAsync(browser, subject, Lie.OtherKey)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_provider_that_does_not_answer_or_is_another_is_told_in_words()
    {
        // What listens there speaks no OpenID Connect.
        await using var nowhere = await registry.BesideAsync(settings: [$"--Accounts:External:Authority={registry.Address}", "--Accounts:External:ClientId=x"]);
        // The same metadata by another name: the issuer is not the one that is configured.
        var alias = Provider.Issuer.Replace("127.0.0.1", "localhost", StringComparison.Ordinal);
        await using var mistaken = await registry.BesideAsync(settings: [$"--Accounts:External:Authority={alias}", "--Accounts:External:ClientId=x"]);
        foreach (var server in new[] { nowhere, mistaken })
        {
            using var browser = Browser(server.Address);
            var (status, to, text) = await GetAsync(browser, ProviderDoors.BeginPath);
            Assert.Equal((HttpStatusCode.ServiceUnavailable, null), (status, to));
            Assert.Contains("Không liên lạc được với", text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Without_a_provider_there_is_no_door_no_button_and_no_field()
    {
        using var admin = await AccountHolder.MakeAsync(registry, Role.Admin);
        await admin.SignInAsync();

        Assert.Equal(HttpStatusCode.NotFound, await admin.StatusAsync(ProviderDoors.BeginPath));
        Assert.Equal(HttpStatusCode.NotFound, await admin.StatusAsync(ProviderSignIn.CallbackPath + "?code=1&state=2"));
        Assert.DoesNotContain(ProviderDoors.BeginPath, await admin.PageAsync("/sign-in"), StringComparison.Ordinal);
        var (account, _) = await InviteAsync();
        Assert.DoesNotContain("id=\"subject\"", await admin.PageAsync($"/accounts/{account.Id}"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Authority is missing", "ClientId=x")]
    [InlineData("ClientId is missing", "Authority=https://id.example")]
    [InlineData("Authority is not an address with https://", "Authority=http://id.example", "ClientId=x")]
    [InlineData("all three or none", "Authority=https://id.example", "ClientId=x", "TokenEndpoint=https://id.example/token")]
    public void Settings_that_are_not_complete_are_told_at_the_start(string what, params string[] settings)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(
            settings.Select(setting => setting.Split('=', 2)).Select(pair => KeyValuePair.Create($"Accounts:External:{pair[0]}", (string?)pair[1]))).Build();

        Assert.Contains(what, Assert.Throws<OperatorException>(() => IdentityProvider.From(configuration)).Message, StringComparison.Ordinal);
    }

    private Task<(Account Account, string Token)> InviteAsync() => Accounts.InviteAsync(new Invitation($"p{Guid.NewGuid():N}"[..20], "Người qua cổng", Role.Planner), null, default);

    private async Task<(Account Account, string Subject)> LinkedAsync(string? issuer = null)
    {
        var ((account, _), subject) = (await InviteAsync(), $"{Guid.NewGuid()}");
        Assert.True(await Accounts.SetExternalAsync(account.Id, (issuer ?? Provider.Issuer, subject), default));
        return (account, subject);
    }

    private HttpClient Browser(Uri? at = null)
    {
        var browser = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false, CookieContainer = new CookieContainer() }) { BaseAddress = at ?? pair.Server.Address };
        browser.DefaultRequestHeaders.Add("Accept", "text/html");
        return browser;
    }

    private async Task<(HttpStatusCode Status, string? To, string Text)> SignInAsync(HttpClient browser, string subject, Lie lie = Lie.None, string? door = null) =>
        await GetAsync(browser, await ToProviderAsync(browser, subject, lie, door));

    /// <summary>To the provider; the address that it sends the browser back to.</summary>
    private async Task<string> ToProviderAsync(HttpClient browser, string subject, Lie lie = Lie.None, string? door = null)
    {
        (Provider.Subject, Provider.Lie) = (subject, lie);
        var to = (await GetAsync(browser, door ?? ProviderDoors.BeginPath)).To;
        Assert.StartsWith(Provider.Issuer + "/authorize?", to, StringComparison.Ordinal);
        return (await GetAsync(browser, to!)).To!;
    }

    private static async Task<(HttpStatusCode Status, string? To, string Text)> GetAsync(HttpClient browser, string address)
    {
        using var answer = await AnswerAsync(browser, address);
        return (answer.StatusCode, answer.Headers.Location?.ToString(), WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync()));
    }

    private static Task<HttpResponseMessage> AnswerAsync(HttpClient browser, string address) => browser.GetAsync(new Uri(address, UriKind.RelativeOrAbsolute));

    private static async Task<string> TextAsync(HttpClient browser, string address) => (await GetAsync(browser, address)).Text;

    // Without the query, which says where to go on.
    private static async Task<string?> LocationAsync(HttpClient browser, string address) => (await GetAsync(browser, address)).To is { } to ? new Uri(new Uri("http://any"), to).AbsolutePath : null;

    private async Task<long> LastEventAsync() => (long)(await registry.SqlAsync("SELECT coalesce(max(id), 0) FROM access.audit_event"))[0][0]!;

    private async Task<List<string?>> EventsAsync(string where) =>
        [.. (await registry.SqlAsync($"SELECT kind || ' ' || (details ->> 'what') FROM access.audit_event WHERE {where} AND details ? 'what' ORDER BY id")).Select(row => (string?)row[0])];

    [GeneratedRegex("href=\"(?<address>/auth/external[^\"]*)\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Door();
}
