using System.Net;
using System.Net.Http.Json;
using System.Text.RegularExpressions;
using TalentRegistry.Data;
using TalentRegistry.Server.Tests.Running;

namespace TalentRegistry.Server.Tests.Accounts;

/// <summary>Signing out and closing an account end what was signed in, wherever it is open.</summary>
[Collection(RunningRegistryCollection.Name)]
public sealed partial class SessionEndTests(RunningRegistry registry)
{
    private const string Quiet = "subscription { forecastProgress { id } }";
    private static readonly object Question = new { query = "{ plans { code } }" };

    [Fact]
    public async Task Signing_out_ends_the_windows_of_that_sign_in_and_no_other()
    {
        var (window, cookies) = await SignInByFormAsync();
        var (elsewhere, _) = await SignInByFormAsync();
        using (window)
        using (elsewhere)
        {
            using var stream = await EventStream.OpenAsync(Copy(cookies), Quiet);
            using var otherStream = await EventStream.OpenAsync(registry.As("planner"), Quiet);
            using var otherWindow = Copy(cookies);
            Assert.Equal(HttpStatusCode.OK, await StatusAsync(otherWindow));

            var page = await window.GetStringAsync(new Uri("/", UriKind.Relative));
            using var form = new FormUrlEncodedContent([new("__RequestVerificationToken", FormToken(page))]);
            using var signedOut = await window.PostAsync(new Uri("/auth/sign-out", UriKind.Relative), form);
            Assert.Equal(HttpStatusCode.Redirect, signedOut.StatusCode);

            Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(otherWindow));
            Assert.Equal(HttpStatusCode.OK, await StatusAsync(elsewhere));
            await TellOfWorkAsync();
            Assert.Equal("SESSION_ENDED", Code(await stream.NextAsync()));
            Assert.Null(await stream.NextAsync());
            Assert.True((await otherStream.NextAsync())!.Value.TryGetProperty("data", out _));
        }
    }

    [Fact]
    public async Task Closing_an_account_ends_its_tokens_and_it_signs_in_no_more()
    {
        var name = $"planner-{Guid.NewGuid():N}"[..20];
        var accounts = registry.Service<Data.Access.Accounts>();
        await accounts.CreateAsync(name, "Người kế hoạch", Domain.Access.Role.Planner, "a long password", CancellationToken.None);
        using var client = await registry.SignInAsync(name, "a long password");
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(client));

        await accounts.CloseAsync(name, CancellationToken.None);

        // What the database said of the account is believed for three seconds.
        await Task.Delay(TimeSpan.FromSeconds(3.2));
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(client));
        Assert.Null(await accounts.SignInAsync(name, "a long password", CancellationToken.None));
        await Assert.ThrowsAsync<OperatorException>(() => accounts.CloseAsync(name, CancellationToken.None));
    }

    private async Task<(HttpClient Client, CookieContainer Cookies)> SignInByFormAsync()
    {
        var cookies = new CookieContainer();
        var client = Copy(cookies);
        var page = await client.GetStringAsync(new Uri("/sign-in", UriKind.Relative));
        using var form = new FormUrlEncodedContent([new("__RequestVerificationToken", FormToken(page)), new("user", "planner"), new("password", "demo")]);
        using var signedIn = await client.PostAsync(new Uri("/auth/sign-in", UriKind.Relative), form);
        Assert.Equal(HttpStatusCode.Redirect, signedIn.StatusCode);
        return (client, cookies);
    }

    // Another window: the same cookies as they are now, which a sign-out in the first one does not take from it.
    private HttpClient Copy(CookieContainer cookies)
    {
        var own = cookies;
        if (cookies.Count > 1)
        {
            own = new CookieContainer();
            own.Add(cookies.GetAllCookies());
        }

        return new HttpClient(new HttpClientHandler { AllowAutoRedirect = false, CookieContainer = own }) { BaseAddress = registry.Address };
    }

    private static async Task<HttpStatusCode> StatusAsync(HttpClient client)
    {
        using var answer = await client.PostAsJsonAsync(new Uri("/graphql", UriKind.Relative), Question);
        return answer.StatusCode;
    }

    private Task TellOfWorkAsync() => registry.SqlAsync(
        """
        WITH item AS (INSERT INTO work.item (id, kind, state, stage, ended_at) VALUES (gen_random_uuid(), 'forecast', 'finished', 'saving', now()) RETURNING id)
        SELECT pg_notify('talentregistry', json_build_array('work', '"' || id || '"')::text) FROM item
        """);

    private static string FormToken(string page) => Token().Match(page).Groups["token"].Value;

    private static string? Code(System.Text.Json.JsonElement? answer) => answer!.Value.GetProperty("errors")[0].GetProperty("extensions").GetProperty("code").GetString();

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"(?<token>[^\"]+)\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Token();
}
