using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.RegularExpressions;
using TalentRegistry.Domain.Access;
using TalentRegistry.Server.Tests.Accounts;
using TalentRegistry.Server.Tests.Accounts.Provider;
using TalentRegistry.Server.Tests.Running;

namespace TalentRegistry.Server.Tests.Hardening;

/// <summary>What goes over TLS stays there: at an address of the server's own with a certificate made here, and behind a proxy.</summary>
[Collection(RunningRegistryCollection.Name)]
public sealed class TlsTests(RunningRegistry registry) : IAsyncLifetime
{
    private const string Host = "registry.example";
    private static readonly string[] Cookies = ["lang", "registry", "registry-form", "registry-provider", "registry-step"];
    private readonly string folder = Directory.CreateTempSubdirectory("talentregistry-tls-").FullName;
    private readonly Dictionary<string, string> set = [];
    private X509Certificate2 certificate = null!;
    private SmallProvider provider = null!;

    public async Task InitializeAsync()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={Host}", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(Host);
        request.CertificateExtensions.Add(names.Build());
        var now = TimeProvider.System.GetUtcNow();
        certificate = request.CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
        await File.WriteAllBytesAsync(Path.Combine(folder, "tls.pfx"), certificate.Export(X509ContentType.Pfx, "of the test"));
        provider = await SmallProvider.StartAsync();
    }

    public async Task DisposeAsync()
    {
        await provider.DisposeAsync();
        certificate.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task Over_tls_every_cookie_is_for_tls_alone_and_browsers_are_told_to_come_so_for_a_year()
    {
        await using var server = await WithTlsAsync();
        using var browser = Browser(server.Addresses.Single(address => address.Scheme == "https"));

        await GoThroughAllAsync(browser, asHolder: await WithSecondFactorAsync());

        AllCookiesAreForTls();
        using var page = await browser.GetAsync(new Uri("/sign-in", UriKind.Relative));
        Assert.Equal("max-age=31536000", Assert.Single(page.Headers.GetValues("Strict-Transport-Security")));
        using var begun = await browser.GetAsync(new Uri("/auth/external", UriKind.Relative));
        Assert.Contains(Uri.EscapeDataString($"https://{Host}:"), begun.Headers.Location!.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_tls_who_reads_is_led_to_it_and_what_is_sent_is_refused()
    {
        await using var server = await WithTlsAsync();
        var tls = server.Addresses.Single(address => address.Scheme == "https");
        using var browser = Browser(server.Addresses.Single(address => address.Scheme == "http"));

        using var page = await browser.GetAsync(new Uri("/people?q=a%20b", UriKind.Relative));
        using var form = new FormUrlEncodedContent([new("user", "planner"), new("password", "demo")]);
        using var sent = await browser.PostAsync(new Uri("/auth/sign-in", UriKind.Relative), form);
        using var token = await browser.PostAsync(new Uri("/auth/token", UriKind.Relative), new StringContent("{}", null, "application/json"));
        using var health = await browser.GetAsync(new Uri("/health/live", UriKind.Relative));

        Assert.Equal(HttpStatusCode.PermanentRedirect, page.StatusCode);
        Assert.Equal($"https://{Host}:{tls.Port}/people?q=a%20b", page.Headers.Location!.OriginalString);
        Assert.Equal((HttpStatusCode.Forbidden, HttpStatusCode.Forbidden), (sent.StatusCode, token.StatusCode));
        Assert.Equal(HttpStatusCode.OK, health.StatusCode);
        Assert.All([page, sent, token], answer => Assert.False(answer.Headers.Contains("Set-Cookie")));
    }

    [Fact]
    public async Task A_named_proxy_is_believed_that_its_callers_came_by_tls_and_from_where()
    {
        await using var server = await registry.BesideAsync(settings: [.. provider.Settings, "--Proxies:0=127.0.0.1", $"--AllowedHosts={Host}"]);
        using var browser = Browser(server.Address);
        browser.DefaultRequestHeaders.Add("X-Forwarded-Proto", "https");
        browser.DefaultRequestHeaders.Add("X-Forwarded-For", "203.0.113.7");
        var holder = await WithSecondFactorAsync();

        await GoThroughAllAsync(browser, holder);

        AllCookiesAreForTls();
        using var page = await browser.GetAsync(new Uri("/sign-in", UriKind.Relative));
        Assert.True(page.Headers.Contains("Strict-Transport-Security"));
        Assert.Equal("203.0.113.7", (await registry.SqlAsync($"SELECT address FROM access.session WHERE account_id = '{holder.Id}'"))[0][0]);
        // Who comes through it is not on this machine, where alone the demonstration's accounts serve.
        Assert.Contains("failed=1", await SignInAsync(browser, "planner", "demo"), StringComparison.Ordinal);
        // By another name than the public one nobody is served.
        using var other = new HttpRequestMessage(HttpMethod.Get, new Uri("/sign-in", UriKind.Relative)) { Headers = { Host = "elsewhere.example" } };
        using var refused = await browser.SendAsync(other);
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
    }

    [Fact]
    public async Task Whoever_is_no_named_proxy_is_not_believed()
    {
        await using var server = await registry.BesideAsync(settings: ["--Proxies:0=198.51.100.1", $"--AllowedHosts={Host}"]);
        using var browser = Browser(server.Address);
        browser.DefaultRequestHeaders.Add("X-Forwarded-Proto", "https");
        using var page = await browser.GetAsync(new Uri("/sign-in?lang=vi", UriKind.Relative));

        Assert.False(page.Headers.Contains("Strict-Transport-Security"));
        Assert.All(page.Headers.GetValues("Set-Cookie"), cookie => Assert.DoesNotContain("secure", cookie, StringComparison.OrdinalIgnoreCase));
    }

    private Task<ServerBeside> WithTlsAsync() => registry.BesideAsync(
        "https://127.0.0.1:0;http://127.0.0.1:0",
        [.. provider.Settings, $"--Kestrel:Certificates:Default:Path={Path.Combine(folder, "tls.pfx")}", "--Kestrel:Certificates:Default:Password=of the test", $"--AllowedHosts={Host}"]);

    /// <summary>A browser that knows the server by its public name and trusts the certificate of this test alone; notes every cookie that is set.</summary>
    private HttpClient Browser(Uri address)
    {
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            SslOptions = new SslClientAuthenticationOptions { RemoteCertificateValidationCallback = (_, shown, _, _) => shown?.GetCertHashString() == certificate.GetCertHashString() },
            ConnectCallback = async (_, cancellationToken) =>
            {
                var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
                await socket.ConnectAsync(IPAddress.Loopback, address.Port, cancellationToken);
                return new NetworkStream(socket, ownsSocket: true);
            },
        };
        var browser = new HttpClient(new Noting(handler, set)) { BaseAddress = new UriBuilder(address) { Host = Host }.Uri };
        browser.DefaultRequestHeaders.Add("Accept", "text/html");
        return browser;
    }

    private async Task<(Guid Id, string Name, string Recovery)> WithSecondFactorAsync()
    {
        using var holder = await AccountHolder.MakeAsync(registry);
        var factor = registry.Service<Data.Access.SecondFactor>();
        var secret = (await factor.SecretToEnrolAsync(holder.Id, default))!;
        var codes = await factor.ConfirmAsync(holder.Id, OneTimeCodes.CodeOf(secret, OneTimeCodes.StepAt(TimeProvider.System.GetUtcNow())), default);
        return (holder.Id, holder.Name, codes![0]);
    }

    /// <summary>Does whatever sets a cookie.</summary>
    private async Task GoThroughAllAsync(HttpClient browser, (Guid Id, string Name, string Recovery) asHolder)
    {
        using var english = await browser.GetAsync(new Uri("/sign-in?lang=en", UriKind.Relative));
        using var begun = await browser.GetAsync(new Uri("/auth/external", UriKind.Relative));
        Assert.Equal("/sign-in/code", await SignInAsync(browser, asHolder.Name, AccountHolder.Password));
        Assert.Equal("/", await SendAsync(browser, "/sign-in/code", "/auth/code", ("code", asHolder.Recovery)));
        using var account = await browser.GetAsync(new Uri("/account", UriKind.Relative));
        Assert.Equal(HttpStatusCode.OK, account.StatusCode);
    }

    private static Task<string> SignInAsync(HttpClient browser, string user, string password) => SendAsync(browser, "/sign-in", "/auth/sign-in", ("user", user), ("password", password));

    private static async Task<string> SendAsync(HttpClient browser, string page, string path, params (string Name, string Value)[] fields)
    {
        var html = await browser.GetStringAsync(new Uri(page, UriKind.Relative));
        var token = Regex.Match(html, "name=\"__RequestVerificationToken\" value=\"(?<token>[^\"]+)\"", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(5)).Groups["token"].Value;
        using var form = new FormUrlEncodedContent(fields.Append(("__RequestVerificationToken", token)).Select(field => KeyValuePair.Create(field.Item1, field.Item2)));
        using var answer = await browser.PostAsync(new Uri(path, UriKind.Relative), form);
        return answer.Headers.Location?.ToString() ?? $"{(int)answer.StatusCode}";
    }

    private void AllCookiesAreForTls()
    {
        Assert.Equal(Cookies, set.Keys.Order(StringComparer.Ordinal));
        Assert.All(set.Values, cookie =>
        {
            Assert.Contains("; secure", cookie, StringComparison.OrdinalIgnoreCase);
            Assert.Contains("; httponly", cookie, StringComparison.OrdinalIgnoreCase);
            Assert.Matches("(?i); samesite=(lax|strict)", cookie);
        });
    }

    // Sends each cookie back whatever the scheme, as a browser does that speaks TLS with the proxy.
    private sealed class Noting(HttpMessageHandler inner, Dictionary<string, string> set) : DelegatingHandler(inner)
    {
        private readonly Dictionary<string, string> jar = [];

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            if (jar.Count > 0)
                request.Headers.Add("Cookie", string.Join("; ", jar.Values));
            var answer = await base.SendAsync(request, cancellationToken);
            if (!answer.Headers.TryGetValues("Set-Cookie", out var cookies))
                return answer;

            foreach (var cookie in cookies)
            {
                var name = cookie[..cookie.IndexOf('=', StringComparison.Ordinal)];
                jar.Remove(name);
                if (cookie.Contains("expires=Thu, 01 Jan 1970", StringComparison.Ordinal))
                    continue;

                jar[name] = cookie.Split(';')[0];
                set[name] = cookie;
            }

            return answer;
        }
    }
}
