using Microsoft.Playwright;
using TalentRegistry.EndToEnd.CommandLine;
using TalentRegistry.Testing;

namespace TalentRegistry.EndToEnd.Browser;

/// <summary>The built server with the small demonstration registry, and a browser; started once for all tests of the collection.</summary>
public sealed class Site : IAsyncLifetime
{
    public const string Collection = "site";

    private readonly string directory = Directory.CreateTempSubdirectory("talentregistry-e2e-").FullName;
    // The server takes thirty sign-ins a minute, which quick tests would reach.
    private readonly Dictionary<string, string> signedIn = new(StringComparer.Ordinal);
    private ServerProgram? server;
    private IPlaywright? playwright;
    private BrowserProgram? program;

    public string Address { get; private set; } = "";

    public async Task InitializeAsync()
    {
        Address = $"http://127.0.0.1:{ServerProgram.FreePort()}";
        server = ServerProgram.Start(["--urls", Address, "--data", await DemoData.CopyToAsync(Path.Combine(directory, "data")), "--demo", "small"]);
        await server.ReadyAsync(Address, TimeSpan.FromMinutes(5));

        program = BrowserProgram.Find();
        playwright = await Playwright.CreateAsync();
    }

    public async Task DisposeAsync()
    {
        playwright?.Dispose();
        if (server is not null)
            await server.DisposeAsync();
        Directory.Delete(directory, recursive: true);
    }

    /// <summary>
    /// A browser of its own, for the one that npm carries runs in a single process and does not outlive its first window; signed in unless
    /// <paramref name="account"/> is null.
    /// </summary>
    internal async Task<Visit> VisitAsync(string? account = "planner", int width = 1280, int height = 900)
    {
        var browser = await LaunchAsync();
        var known = account is null ? null : signedIn.GetValueOrDefault(account);
        var context = await browser.NewContextAsync(new() { BaseURL = Address, ViewportSize = new() { Width = width, Height = height }, Locale = "vi-VN", StorageState = known });
        context.SetDefaultTimeout(60_000);
        var visit = new Visit(browser, await context.NewPageAsync());
        if (account is not null && known is null)
        {
            await visit.SignInAsync(account, "demo");
            signedIn[account] = await context.StorageStateAsync();
        }
        else if (known is not null)
        {
            await visit.Page.GotoAsync("/");
        }

        return visit;
    }

    private async Task<IBrowser> LaunchAsync()
    {
        var options = new BrowserTypeLaunchOptions { ExecutablePath = program!.Path, Args = program.Arguments, Headless = true, Timeout = 60_000 };
        try
        {
            return await playwright!.Chromium.LaunchAsync(options);
        }
        catch (PlaywrightException fault) when (fault.Message.Contains("SIGSEGV", StringComparison.Ordinal))
        {
            // In a single process the browser falls over at its start once in some hundred times, before anything of ours was asked of it.
            return await playwright!.Chromium.LaunchAsync(options);
        }
    }
}

[CollectionDefinition(Site.Collection)]
public sealed class SiteCollection : ICollectionFixture<Site>;

/// <summary>A reader at the browser, and what the browser complained of.</summary>
internal sealed class Visit : IAsyncDisposable
{
    private readonly IBrowser browser;
    private readonly List<string> complaints = [];

    public Visit(IBrowser browser, IPage page)
    {
        this.browser = browser;
        Page = page;
        page.Console += (_, message) => Note(message.Type is "error" or "warning" ? $"{message.Type}: {message.Text} ({message.Location})" : null);
        page.PageError += (_, error) => Note(error);
        page.RequestFailed += (_, request) => Note(request.Failure == "net::ERR_ABORTED" ? null : $"{request.Url}: {request.Failure}");
        page.Request += (_, request) => Note(request.Url.StartsWith("http://127.0.0.1", StringComparison.Ordinal) || request.Url.StartsWith("data:", StringComparison.Ordinal) || request.Url.StartsWith("blob:", StringComparison.Ordinal) ? null : $"asked elsewhere: {request.Url}");
    }

    public IPage Page { get; }

    public async Task SignInAsync(string user, string password)
    {
        await Page.GotoAsync("/sign-in");
        await Page.FillAsync("#user", user);
        await Page.FillAsync("#password", password);
        await Page.ClickAsync("form.sign-in button");
        await Page.ArriveAsync("^(?!.*/sign-in)");
    }

    /// <summary>Fails if the browser has reported an error, or anything was asked from another server.</summary>
    public void NothingWentWrong()
    {
        lock (complaints)
            Assert.True(complaints.Count == 0, string.Join("\n", complaints));
    }

    /// <summary>Waits until every chart of the page is drawn.</summary>
    public async Task ChartsAsync() => await Page.WaitForFunctionAsync("() => document.querySelectorAll('figure.chart:not([data-chart-ready])').length === 0");

    /// <summary>What axe-core finds against WCAG 2.2 A and AA, one line a rule.</summary>
    public async Task<string> AccessibilityFaultsAsync()
    {
        await Page.EvaluateAsync(await File.ReadAllTextAsync(Repository.Path("tests", "TalentRegistry.EndToEnd", "npm", "node_modules", "axe-core", "axe.min.js")));
        return await Page.EvaluateAsync<string>(
            """
            async () => {
              const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
              const { violations } = await axe.run(document, { runOnly: { type: 'tag', values: tags } });
              return violations.map(v => `${v.id}: ${v.help}: ${v.nodes.slice(0, 4).map(n => n.html.slice(0, 160)).join(' | ')}`).join('\n');
            }
            """);
    }

    public async ValueTask DisposeAsync() => await browser.DisposeAsync();

    private void Note(string? complaint)
    {
        if (complaint is null) return;
        lock (complaints)
            complaints.Add(complaint);
    }
}
