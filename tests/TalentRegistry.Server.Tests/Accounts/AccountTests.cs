using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Configuration;
using TalentRegistry.Data.Access;
using TalentRegistry.Domain.Access;
using TalentRegistry.Server.Accounts;
using TalentRegistry.Server.Tests.Running;

namespace TalentRegistry.Server.Tests.Accounts;

/// <summary>What an account does with itself, and what is done with it.</summary>
[Collection(RunningRegistryCollection.Name)]
public sealed partial class AccountTests(RunningRegistry registry)
{
    private const string Other = "cày sâu cuốc bẫm 7";

    [Fact]
    public async Task Five_wrong_passwords_lock_an_account_for_the_right_one_too_until_it_is_unlocked()
    {
        using var holder = await AccountHolder.MakeAsync(registry);
        var accounts = registry.Service<Data.Access.Accounts>();
        for (var i = 0; i < Lockout.FirstLocking; i++)
            Assert.Null(await accounts.SignInAsync(holder.Name, "wrong", default));

        Assert.Null(await accounts.SignInAsync(holder.Name, AccountHolder.Password, default));
        // Who is locked is not locked longer by more attempts.
        Assert.Equal([5], (await registry.SqlAsync($"SELECT failures FROM access.account WHERE id = '{holder.Id}'")).Select(row => row[0]));
        Assert.Equal(AccountState.Locked, (await registry.Service<AccountAdministration>().FindAsync(holder.Id, default))!.State);
        Assert.Null(await accounts.SignInAsync("nobody-at-all", "wrong", default));

        Assert.True(await registry.Service<AccountAdministration>().UnlockAsync(holder.Id, default));
        Assert.NotNull(await accounts.SignInAsync(holder.Name, AccountHolder.Password, default));
    }

    [Fact]
    public async Task A_right_password_signs_nobody_in_once_other_guesses_have_locked_the_account()
    {
        using var holder = await AccountHolder.MakeAsync(registry);
        var account = await registry.Service<Data.Access.Accounts>().SignInAsync(holder.Name, AccountHolder.Password, default);
        await registry.SqlAsync($"UPDATE access.account SET locked_until = now() + interval '1 hour' WHERE id = '{holder.Id}'");

        Assert.Null(await registry.Service<AccountSessions>().BeginAsync(account!.Id, SessionKind.Token, null, null, default));
    }

    [Fact]
    public async Task A_hash_of_fewer_rounds_is_made_anew_at_sign_in()
    {
        using var holder = await AccountHolder.MakeAsync(registry);
        var old = new Microsoft.AspNetCore.Identity.PasswordHasher<object>(Microsoft.Extensions.Options.Options.Create(
            new Microsoft.AspNetCore.Identity.PasswordHasherOptions { IterationCount = 10_000 })).HashPassword(this, AccountHolder.Password);
        await registry.SqlAsync($"UPDATE access.account SET password_hash = '{old}' WHERE id = '{holder.Id}'");

        Assert.NotNull(await registry.Service<Data.Access.Accounts>().SignInAsync(holder.Name, AccountHolder.Password, default));

        Assert.NotEqual(old, (await registry.SqlAsync($"SELECT password_hash FROM access.account WHERE id = '{holder.Id}'"))[0][0]);
        Assert.NotNull(await registry.Service<Data.Access.Accounts>().SignInAsync(holder.Name, AccountHolder.Password, default));
    }

    [Fact]
    public async Task A_changed_password_ends_other_sign_ins_and_keeps_this_one()
    {
        using var holder = await AccountHolder.MakeAsync(registry);
        await holder.SignInAsync();
        var elsewhere = (await registry.Service<AccountSessions>().BeginAsync(holder.Id, SessionKind.Page, "10.1.2.3", "test", default))!.Value;

        var wrong = await holder.SendAsync("/account", "/account/password", ("present", "not this one"), ("password", Other), ("again", Other));
        var easy = await holder.SendAsync("/account", "/account/password", ("present", AccountHolder.Password), ("password", "123456789012"), ("again", "123456789012"));
        var done = await holder.SendAsync("/account", "/account/password", ("present", AccountHolder.Password), ("password", Other), ("again", Other));

        Assert.Contains("Mật khẩu hiện nay không đúng", wrong.Text, StringComparison.Ordinal);
        Assert.Contains("quá dễ đoán", easy.Text, StringComparison.Ordinal);
        Assert.Contains("Đã đổi mật khẩu", done.Text, StringComparison.Ordinal);
        Assert.Null(await registry.Service<AccountSessions>().RoleAsync(elsewhere, default));
        Assert.Equal(HttpStatusCode.OK, await holder.StatusAsync("/account"));
        Assert.Null(await registry.Service<Data.Access.Accounts>().SignInAsync(holder.Name, AccountHolder.Password, default));
    }

    [Fact]
    public async Task A_sign_in_ended_from_another_place_is_over_and_stays_so_for_a_server_that_knew_nothing_of_it()
    {
        using var holder = await AccountHolder.MakeAsync(registry);
        using var second = await AccountHolder.MakeAsync(registry);
        await holder.SignInAsync();
        var own = Assert.Single(await registry.Service<AccountSessions>().OfAsync(holder.Id, default));
        await second.SignInAsync();

        // Somebody else's cannot be ended.
        await second.SendAsync("/account", $"/account/sessions/{own.Id}/end");
        Assert.Equal(HttpStatusCode.OK, await holder.StatusAsync("/account"));

        await registry.Service<StillSignedIn>().EndAsync(holder.Id, own.Id, default);
        Assert.Equal(HttpStatusCode.Redirect, await holder.StatusAsync("/account"));
        Assert.Null(await new AccountSessions(registry.Database, TimeProvider.System).RoleAsync(own.Id, default));
    }

    [Fact]
    public async Task A_second_factor_is_asked_for_once_it_is_on_and_no_code_is_taken_twice()
    {
        using var holder = await AccountHolder.MakeAsync(registry);
        var factor = registry.Service<SecondFactor>();
        var secret = (await factor.SecretToEnrolAsync(holder.Id, default))!;
        var now = TimeProvider.System.GetUtcNow();
        var enrolled = OneTimeCodes.CodeOf(secret, OneTimeCodes.StepAt(now) - 1);
        Assert.Null(await factor.ConfirmAsync(holder.Id, "000000x", default));
        var recovery = (await factor.ConfirmAsync(holder.Id, enrolled, default))!;
        Assert.Equal(SecondFactor.RecoveryCodes, recovery.Distinct().Count());
        Assert.Null(await factor.SecretToEnrolAsync(holder.Id, default));

        Assert.Equal(HttpStatusCode.Unauthorized, (await AccountHolder.TokenAsync(registry, holder.Name, AccountHolder.Password)).Status);
        Assert.Equal("/sign-in/code", await holder.SignInAsync());
        Assert.Equal(HttpStatusCode.Redirect, await holder.StatusAsync("/account"));
        var step = OneTimeCodes.StepAt(TimeProvider.System.GetUtcNow()) + 1;
        var next = OneTimeCodes.CodeOf(secret, step);
        Assert.Equal("/", (await holder.SendAsync("/sign-in/code", "/auth/code", ("code", next))).To);
        Assert.Equal(HttpStatusCode.OK, await holder.StatusAsync("/account"));
        Assert.False(await factor.CheckAsync(holder.Id, next, default));

        Assert.Equal(HttpStatusCode.OK, (await AccountHolder.TokenAsync(registry, holder.Name, AccountHolder.Password, recovery[3])).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await AccountHolder.TokenAsync(registry, holder.Name, AccountHolder.Password, recovery[3])).Status);
        var kept = (byte[])(await registry.SqlAsync($"SELECT factor_secret FROM access.account WHERE id = '{holder.Id}'"))[0][0]!;
        Assert.Equal(-1, kept.AsSpan().IndexOf(secret));
    }

    [Fact]
    public async Task A_personal_token_does_what_it_is_for_and_nothing_else()
    {
        using var holder = await AccountHolder.MakeAsync(registry);
        await holder.SignInAsync();
        var page = await holder.SendAsync("/account", "/account/tokens", ("name", "Báo cáo"), ("scope", "read"), ("days", "30"));
        var read = TokenText().Match(page.Text).Value;
        var tokens = registry.Service<PersonalTokens>();
        var export = (await tokens.MakeAsync(holder.Id, "export", [TokenScope.Export], 1, default))!.Value;
        var write = (await tokens.MakeAsync(holder.Id, "write", [TokenScope.Write], 1, default))!.Value;
        var query = new { query = "{ plans { code } }" };
        var mutation = new { query = "mutation { saveDocument(input: { name: \"x\", document: \"{ plans { code } }\" }) { errors { __typename } } }" };
        var file = new { format = "csv", query = "{ people(first: 1) { nodes { birthYear } } }" };

        Assert.Equal((HttpStatusCode.OK, false), await AskAsync(read, "/graphql", query));
        Assert.Equal((HttpStatusCode.OK, true), await AskAsync(read, "/graphql", mutation));
        Assert.Equal(HttpStatusCode.Forbidden, (await AskAsync(read, "/export", file)).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await AskAsync(export.Token, "/graphql", query)).Status);
        Assert.NotEqual(HttpStatusCode.Forbidden, (await AskAsync(export.Token, "/export", file)).Status);
        Assert.Equal((HttpStatusCode.OK, true), await AskAsync(write.Token, "/graphql", query));
        Assert.Equal((HttpStatusCode.OK, false), await AskAsync(write.Token, "/graphql", mutation));
        foreach (var path in new[] { "/account", "/people", "/", "/accounts" })
            Assert.Equal(HttpStatusCode.Forbidden, await GetAsync(read, path));
        Assert.Equal(HttpStatusCode.Unauthorized, (await AskAsync(read + "x", "/graphql", query)).Status);

        await holder.SendAsync("/account", $"/account/tokens/{write.Id}/end");
        Assert.Equal(HttpStatusCode.Unauthorized, (await AskAsync(write.Token, "/graphql", query)).Status);
        Assert.Equal(0L, (await registry.SqlAsync($"SELECT count(*) FROM access.personal_token WHERE encode(hash, 'escape') LIKE '%{read}%'"))[0][0]);
        Assert.DoesNotContain(read, await holder.PageAsync("/account"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_invitation_opens_once_and_gives_its_role_and_scope()
    {
        using var admin = await AccountHolder.MakeAsync(registry, Role.Admin);
        await admin.SignInAsync();
        var name = $"i{Guid.NewGuid():N}"[..16];
        var invited = await admin.SendAsync("/accounts/invite", "/accounts/invite", ("name", name), ("display", "Người được mời"), ("role", "hr"), ("scope", "SYT-P11"), ("person", ""));
        var link = new Uri(LinkText().Match(invited.Text).Value).AbsolutePath;
        Assert.Contains(name, await admin.PageAsync("/accounts?state=invited&q=" + name), StringComparison.Ordinal);
        Assert.Null(await registry.Service<Data.Access.Accounts>().SignInAsync(name, "", default));

        using var guest = await AccountHolder.MakeAsync(registry);
        var easy = await guest.SendAsync(link, link, ("password", "password1234"), ("again", "password1234"));
        var set = await guest.SendAsync(link, link, ("password", Other), ("again", Other));
        using var again = await guest.Browser.GetAsync(new Uri(link, UriKind.Relative));

        Assert.Contains("quá dễ đoán", easy.Text, StringComparison.Ordinal);
        Assert.Equal("/sign-in", set.To);
        Assert.Equal(HttpStatusCode.NotFound, again.StatusCode);
        var (status, _) = await AccountHolder.TokenAsync(registry, name, Other);
        Assert.Equal(HttpStatusCode.OK, status);
        var rows = await registry.SqlAsync($"SELECT a.role, g.code FROM access.account a JOIN access.scope s ON s.account_id = a.id JOIN registry.agency g ON g.id = s.agency_id WHERE a.name = '{name}'");
        Assert.Equal(["hr", "SYT-P11"], rows[0]);
    }

    [Fact]
    public async Task Accounts_are_for_administrators_and_what_they_do_is_in_the_audit_log()
    {
        using var planner = await AccountHolder.MakeAsync(registry);
        using var admin = await AccountHolder.MakeAsync(registry, Role.Admin);
        await planner.SignInAsync();
        await admin.SignInAsync();
        Assert.Equal(HttpStatusCode.Forbidden, await planner.StatusAsync("/accounts"));
        Assert.Equal(HttpStatusCode.Forbidden, await planner.StatusAsync($"/accounts/{admin.Id}"));
        Assert.Contains(planner.Name, await admin.PageAsync("/accounts?table=accounts&format=csv&q=" + planner.Name), StringComparison.Ordinal);

        Assert.Equal(HttpStatusCode.Forbidden, await planner.StatusAsync($"/accounts/{admin.Id}?table=sessions&format=csv"));
        Assert.Equal(HttpStatusCode.NotFound, await admin.StatusAsync($"/accounts/{planner.Id}?table=tokens&format=csv"));
        await admin.SendAsync($"/accounts/{planner.Id}", $"/accounts/{planner.Id}/sessions/end");
        Assert.Equal(HttpStatusCode.Redirect, await planner.StatusAsync("/account"));
        await admin.SendAsync($"/accounts/{planner.Id}", $"/accounts/{planner.Id}/close", ("sure", "1"));
        Assert.Null(await registry.Service<Data.Access.Accounts>().FindAsync(planner.Id, default));
        Assert.Contains("Không tự đóng", (await admin.SendAsync($"/accounts/{admin.Id}", $"/accounts/{admin.Id}/close", ("sure", "1"))).Text, StringComparison.Ordinal);

        var told = await registry.SqlAsync($"SELECT details->>'what' FROM access.audit_event WHERE account_id = '{admin.Id}' AND subject = '{planner.Id}' ORDER BY id");
        Assert.Equal(["sessions_ended", "closed"], told.Select(row => row[0]));
    }

    [Fact]
    public async Task Sign_ins_and_tokens_are_files_in_which_no_formula_runs()
    {
        using var holder = await AccountHolder.MakeAsync(registry);
        using var admin = await AccountHolder.MakeAsync(registry, Role.Admin);
        holder.Browser.DefaultRequestHeaders.UserAgent.Clear();
        holder.Browser.DefaultRequestHeaders.TryAddWithoutValidation("User-Agent", "=1+1");
        await holder.SignInAsync();
        await admin.SignInAsync();
        await holder.SendAsync("/account", "/account/tokens", ("name", "+báo cáo"), ("scope", "read"), ("days", "10"));

        Assert.Contains(",'=1+1\r\n", await holder.PageAsync("/account?table=sessions&format=csv"), StringComparison.Ordinal);
        Assert.Contains(",'=1+1\r\n", await admin.PageAsync($"/accounts/{holder.Id}?table=sessions&format=csv"), StringComparison.Ordinal);
        Assert.Contains("'+báo cáo,đọc,", await holder.PageAsync("/account?table=tokens&format=csv"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, await holder.StatusAsync("/account?table=tokens&format=xlsx"));
    }

    [Fact]
    public async Task An_account_that_must_have_a_second_factor_comes_to_the_page_that_enrols_it_and_no_other()
    {
        using var holder = await AccountHolder.MakeAsync(registry);
        var steps = new SignInSteps(
            registry.Service<AccountSessions>(), registry.Service<AccountAudit>(), registry.Service<Startup.ServeOptions>(),
            registry.Service<Microsoft.AspNetCore.DataProtection.IDataProtectionProvider>(),
            new ConfigurationBuilder().AddInMemoryCollection([new("Accounts:SecondFactor:RequiredOf", "planner,admin")]).Build());
        var account = (await registry.Service<Data.Access.Accounts>().FindAsync(holder.Id, default))!;
        Assert.True(steps.MustEnrol(account));
        Assert.False(steps.MustEnrol(account with { Role = Role.Hr }));
        Assert.False(steps.MustEnrol(account with { HasSecondFactor = true }));

        var limited = RegistryClaims.PrincipalOf(account, Guid.NewGuid(), "test", mustEnrol: true);
        foreach (var (path, open) in new[] { ("/account/second-factor", true), ("/auth/sign-out", true), ("/", false), ("/graphql", false), ("/account", false), ("/account/tokens", false) })
        {
            var http = new Microsoft.AspNetCore.Http.DefaultHttpContext { User = limited };
            http.Request.Path = path;
            http.Request.Method = "POST";
            var passed = false;
            await LimitedSignIns.CheckAsync(http, _ =>
            {
                passed = true;
                return Task.CompletedTask;
            });
            Assert.Equal(open, passed);
        }
    }

    private async Task<(HttpStatusCode Status, bool Refused)> AskAsync(string token, string path, object body)
    {
        using var client = With(token);
        using var answer = await client.PostAsJsonAsync(new Uri(path, UriKind.Relative), body);
        var text = await answer.Content.ReadAsStringAsync();
        return (answer.StatusCode, text.Contains("FORBIDDEN", StringComparison.Ordinal));
    }

    private async Task<HttpStatusCode> GetAsync(string token, string path)
    {
        using var client = With(token);
        using var answer = await client.GetAsync(new Uri(path, UriKind.Relative));
        return answer.StatusCode;
    }

    private HttpClient With(string token)
    {
        var client = registry.Anonymous();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return client;
    }

    [GeneratedRegex("trp_[A-Za-z0-9_-]{43}", RegexOptions.None, 1000)]
    private static partial Regex TokenText();

    [GeneratedRegex("http://[^<\\s]+/sign-in/password/[A-Za-z0-9_-]+", RegexOptions.None, 1000)]
    private static partial Regex LinkText();
}
