using Microsoft.Extensions.Configuration;
using System.Net;
using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using TalentRegistry.Data.Agencies;
using TalentRegistry.Data.Dossiers;
using TalentRegistry.Data.People;
using TalentRegistry.Data.Units;
using TalentRegistry.Server.Assets;
using TalentRegistry.Server.Charts;
using TalentRegistry.Server.Explorer;
using TalentRegistry.Server.Pages;
using TalentRegistry.Testing;

namespace TalentRegistry.Server.Tests.Pages;

/// <summary>The pages on a real database and a real port, with a sign-in that believes the cookie "account".</summary>
public class PagesServer : TestDatabase
{
    private const string TokenField = "__RequestVerificationToken";
    private WebApplication? app;

    public Uri Address { get; private set; } = null!;

    public IConfiguration Configuration => app!.Configuration;

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        await using (var fill = Database.Owner.CreateCommand(await File.ReadAllTextAsync(Repository.Path("tests", "TalentRegistry.Server.Tests", "Pages", "PagesSample.sql"))))
            await fill.ExecuteNonQueryAsync();

        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddRouting();
        builder.Services.AddSingleton(Database).AddSingleton(TimeProvider.System);
        builder.Services.AddSingleton(new DossierEdits(new CitizenIdLookup(Path.GetTempPath(), Database), TimeProvider.System));
        builder.Services.AddSingleton(new AgencyOperations(TimeProvider.System));
        builder.Services.AddSingleton(new UnitOperations(TimeProvider.System));
        builder.Services.AddSiteAssets().AddCharts().AddExplorer().AddRegistryPages();
        builder.Services.AddAuthorization();
        builder.Services.AddAuthentication("cookie").AddScheme<AuthenticationSchemeOptions, BelievingHandler>("cookie", null);
        app = builder.Build();
        app.UseRegistryFaultPages();
        app.UseRouting();
        app.UseAuthentication();
        app.UseAuthorization();
        app.UseAntiforgery();
        app.MapSiteAssets();
        app.MapExplorer();
        app.MapGet("/graphql", () => "api").RequireAuthorization();
        app.MapGet("/broken", string () => throw new InvalidOperationException("secret detail"));
        app.MapRegistryPages();
        await app.StartAsync();
        Address = new Uri(app.Urls.Single());
    }

    public override async Task DisposeAsync()
    {
        if (app is not null)
            await app.DisposeAsync();
        await base.DisposeAsync();
    }

    public async Task<HttpResponseMessage> GetAsync(string path, string? account = "planner", bool english = false, string accept = "text/html")
    {
        using var client = new HttpClient(new HttpClientHandler { UseCookies = false, AllowAutoRedirect = false }) { BaseAddress = Address };
        client.DefaultRequestHeaders.Add("Accept", accept);
        client.DefaultRequestHeaders.Add("Cookie", $"account={account}; lang={(english ? "en" : "vi")}");
        return await client.GetAsync(new Uri(path, UriKind.Relative));
    }

    /// <summary>Sends the form of a page, as a browser would: with the page's token and its cookie.</summary>
    public Task<HttpResponseMessage> PostAsync(string path, string account, params (string Name, string Value)[] fields) => PostFromAsync(path, path, account, fields);

    /// <summary>Sends a form that stands on a page of another address.</summary>
    public async Task<HttpResponseMessage> PostFromAsync(string page, string path, string account, params (string Name, string Value)[] fields)
    {
        var (token, cookie) = await TokenAsync(page, account);
        using var form = new FormUrlEncodedContent(fields.Append((TokenField, token)).Select(field => KeyValuePair.Create(field.Item1, field.Item2)));
        return await SendAsync(path, account, cookie, form);
    }

    /// <summary>Sends a form with a file that stands on a page of another address.</summary>
    public async Task<HttpResponseMessage> PostFromAsync(string page, string path, string account, MultipartFormDataContent form)
    {
        var (token, cookie) = await TokenAsync(page, account);
        using var text = new StringContent(token);
        form.Add(text, TokenField);
        return await SendAsync(path, account, cookie, form);
    }

    private async Task<(string Token, string Cookie)> TokenAsync(string page, string account)
    {
        using var shown = await GetAsync(page, account);
        var html = await shown.Content.ReadAsStringAsync();
        var start = html.LastIndexOf($"name=\"{TokenField}\" value=\"", StringComparison.Ordinal) + $"name=\"{TokenField}\" value=\"".Length;
        return (html[start..html.IndexOf('"', start)], shown.Headers.GetValues("Set-Cookie").First(each => each.Contains("Antiforgery", StringComparison.OrdinalIgnoreCase)).Split(';')[0]);
    }

    private async Task<HttpResponseMessage> SendAsync(string path, string account, string cookie, HttpContent form)
    {
        using var client = new HttpClient(new HttpClientHandler { UseCookies = false, AllowAutoRedirect = false }) { BaseAddress = Address };
        client.DefaultRequestHeaders.Add("Accept", "text/html");
        client.DefaultRequestHeaders.Add("Cookie", $"account={account}; lang=vi; {cookie}");
        return await client.PostAsync(new Uri(path, UriKind.Relative), form);
    }

    /// <summary>The page as text, entities decoded, spaces as one.</summary>
    public async Task<string> PageAsync(string path, string? account = "planner", bool english = false)
    {
        using var response = await GetAsync(path, account, english);
        var html = WebUtility.HtmlDecode(await response.Content.ReadAsStringAsync());
        Assert.True(response.IsSuccessStatusCode, $"{path}: {response.StatusCode} {html}");
        return string.Join(' ', html.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
    }

    private sealed class BelievingHandler(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder)
        : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
    {
        private static readonly string[] Names = ["", "hr", "planner", "leader", "admin", "auditor"];

        protected override Task<AuthenticateResult> HandleAuthenticateAsync()
        {
            var number = Array.IndexOf(Names, Request.Cookies["account"] ?? "");
            if (number < 1)
                return Task.FromResult(AuthenticateResult.NoResult());

            var identity = new ClaimsIdentity(
                [new(ClaimTypes.NameIdentifier, $"00000000-0000-0000-0000-0000000000c{number}"), new(ClaimTypes.Role, Names[number]), new(ClaimTypes.Name, Names[number])], Scheme.Name);
            return Task.FromResult(AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(identity), Scheme.Name)));
        }
    }
}
