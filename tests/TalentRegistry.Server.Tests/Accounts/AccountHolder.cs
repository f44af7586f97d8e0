using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using TalentRegistry.Domain.Access;
using TalentRegistry.Server.Tests.Running;

namespace TalentRegistry.Server.Tests.Accounts;

/// <summary>Somebody with an account of their own and a browser that keeps its cookies.</summary>
internal sealed partial class AccountHolder : IDisposable
{
    public const string Password = "con trâu đi trước";

    private readonly CookieContainer cookies = new();

    private AccountHolder(Uri address, string name, Guid id)
    {
        (Name, Id) = (name, id);
        Browser = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false, CookieContainer = cookies }) { BaseAddress = address };
        Browser.DefaultRequestHeaders.Add("Accept", "text/html");
    }

    public string Name { get; }

    public Guid Id { get; }

    public HttpClient Browser { get; }

    /// <summary>Makes an account and a browser at the registry, or at another server of it.</summary>
    public static async Task<AccountHolder> MakeAsync(RunningRegistry registry, Role role = Role.Planner, Uri? at = null)
    {
        var name = $"u{Guid.NewGuid():N}"[..20];
        var account = await registry.Service<Data.Access.Accounts>().CreateAsync(name, "Người thử", role, Password, CancellationToken.None);
        return new AccountHolder(at ?? registry.Address, name, account.Id);
    }

    /// <summary>The same account at another server, with the cookies of now: which port set one is not asked.</summary>
    public AccountHolder At(Uri address)
    {
        var there = new AccountHolder(address, Name, Id);
        there.cookies.Add(cookies.GetAllCookies());
        return there;
    }

    /// <summary>Signs the browser in; where it was sent.</summary>
    public async Task<string> SignInAsync(string password = Password) => await SendAsync("/sign-in", "/auth/sign-in", ("user", Name), ("password", password)) is var (_, to) ? to! : "";

    public async Task<string> PageAsync(string path)
    {
        using var answer = await Browser.GetAsync(new Uri(path, UriKind.Relative));
        return WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());
    }

    public async Task<HttpStatusCode> StatusAsync(string path)
    {
        using var answer = await Browser.GetAsync(new Uri(path, UriKind.Relative));
        return answer.StatusCode;
    }

    /// <summary>Sends a form that stands on a page; the answer's text, or where it leads.</summary>
    public async Task<(string Text, string? To)> SendAsync(string page, string path, params (string Name, string Value)[] fields)
    {
        var token = FormToken().Match(await PageAsync(page)).Groups["token"].Value;
        using var form = new FormUrlEncodedContent(fields.Append(("__RequestVerificationToken", token)).Select(field => KeyValuePair.Create(field.Item1, field.Item2)));
        using var answer = await Browser.PostAsync(new Uri(path, UriKind.Relative), form);
        return (WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync()), answer.Headers.Location?.ToString());
    }

    /// <summary>Asks for a bearer token; status and token.</summary>
    public static async Task<(HttpStatusCode Status, string? Token)> TokenAsync(RunningRegistry registry, string name, string password, string? code = null)
    {
        using var client = registry.Anonymous();
        using var answer = await client.PostAsJsonAsync(new Uri("/auth/token", UriKind.Relative), new { user = name, password, code });
        var body = await answer.Content.ReadFromJsonAsync<JsonElement>();
        return (answer.StatusCode, answer.IsSuccessStatusCode ? body.GetProperty("accessToken").GetString() : null);
    }

    public void Dispose() => Browser.Dispose();

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"(?<token>[^\"]+)\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex FormToken();
}
