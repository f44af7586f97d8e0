using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using TalentRegistry.Data;
using TalentRegistry.Data.Loading;
using TalentRegistry.Data.People;
using TalentRegistry.Server.Forecasts;
using TalentRegistry.Server.Startup;
using TalentRegistry.Server.Tests.Running;
using TalentRegistry.Testing;

namespace TalentRegistry.Server.Tests.Pages;

/// <summary>Every page that links lead to, in a registry of ten people and in one of nobody: no fault, no number that is none, nothing empty without a word.</summary>
public abstract partial class FewPeopleTests(FewPeopleTests.Registry registry)
{
    private const int MostPages = 250;

    // Pages of one kind: the first of them stand for all.
    private const int OfAKind = 3;

    private async Task WalkAsync(string account)
    {
        using var client = await registry.SignInAsync(account);
        var (faults, seen, kinds, waiting) = (new List<string>(), new HashSet<string>(StringComparer.Ordinal), new Dictionary<string, int>(StringComparer.Ordinal), new Queue<string>(["/"]));
        for (; waiting.TryDequeue(out var address) && seen.Count < MostPages;)
        {
            if (!seen.Add(address))
                continue;

            using var answer = await client.GetAsync(new Uri(address, UriKind.Relative));
            if (answer.Headers.Location is { } on)
            {
                waiting.Enqueue(on.IsAbsoluteUri ? on.PathAndQuery : on.ToString());
                continue;
            }

            var page = await answer.Content.ReadAsStringAsync();
            if (answer.StatusCode != HttpStatusCode.OK)
                faults.Add($"{address}: {(int)answer.StatusCode}");
            faults.AddRange(FaultsOf(page).Select(fault => $"{address}: {fault}"));
            foreach (var link in LinksOf(page).Where(link => !seen.Contains(link)))
            {
                kinds[KindOf(link)] = kinds.GetValueOrDefault(KindOf(link)) + 1;
                if (kinds[KindOf(link)] <= OfAKind)
                    waiting.Enqueue(link);
            }
        }

        Assert.True(faults.Count == 0, string.Join("\n", faults));
        Assert.InRange(seen.Count, 15, MostPages);
    }

    private static IEnumerable<string> FaultsOf(string page)
    {
        if (NoNumber().Match(WebUtility.HtmlDecode(Script().Replace(page, ""))) is { Success: true } odd)
            yield return $"tells {odd.Value}";
        if (NoNumber().Match(page) is { Success: true } drawn)
            yield return $"draws {drawn.Value}";
        foreach (Match empty in EmptyTable().Matches(page))
            yield return $"a table without rows: {empty.Value[..Math.Min(200, empty.Value.Length)]}";
        foreach (Match figure in Figure().Matches(page))
        {
            if (!Mark().IsMatch(figure.Value))
                yield return "a drawing without a mark";
        }
    }

    private static IEnumerable<string> LinksOf(string page) => Link().Matches(page)
        .Where(link => !link.Value.Contains(" download", StringComparison.Ordinal))
        .Select(link => WebUtility.HtmlDecode(link.Groups["to"].Value).Split('#')[0])
        .Where(to => to.StartsWith('/') && !NoPage().IsMatch(to));

    // Identifiers and values make no other kind.
    private static string KindOf(string link)
    {
        var parts = link.Split('?', 2);
        var names = parts.Skip(1).SelectMany(query => query.Split('&')).Select(pair => pair.Split('=')[0]).Distinct().Order(StringComparer.Ordinal);
        return Identifier().Replace(parts[0], "/*") + "?" + string.Join('&', names);
    }

    // Not within a word, nor in the letters of a form's token.
    [GeneratedRegex("(?<![A-Za-z0-9+/_-])(NaN|-?Infinity|∞)(?![A-Za-z0-9+/_-])", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex NoNumber();

    [GeneratedRegex("<script.*?</script>", RegexOptions.Singleline, 1000)]
    private static partial Regex Script();

    [GeneratedRegex("<table[^>]*>(?:(?!</table>).)*<tbody>\\s*</tbody>", RegexOptions.Singleline, 5000)]
    private static partial Regex EmptyTable();

    [GeneratedRegex("<figure.*?</figure>|<svg class=\"career\".*?</svg>", RegexOptions.Singleline, 5000)]
    private static partial Regex Figure();

    [GeneratedRegex("\"data\":\\[[^\\]]*[0-9]|<circle|<rect|<path", RegexOptions.None, 1000)]
    private static partial Regex Mark();

    [GeneratedRegex("<a [^>]*href=\"(?<to>[^\"]*)\"[^>]*>", RegexOptions.None, 1000)]
    private static partial Regex Link();

    [GeneratedRegex("^/(assets|auth|graphql)|format=|lang=|\\.(svg|png|csv|xlsx|docx|zip|txt)|^//", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex NoPage();

    [GeneratedRegex("/([0-9a-f-]{36}|[A-Z]+[0-9]+[A-Z0-9-]*|[A-Z]{2}-[0-9]+|[0-9]+)(?=/|$)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Identifier();

    /// <summary>In a registry of ten people.</summary>
    public sealed class OfTen(TenPeople registry) : FewPeopleTests(registry), IClassFixture<TenPeople>
    {
        [Theory]
        [InlineData("hr")]
        [InlineData("planner")]
        [InlineData("leader")]
        public Task No_page_is_at_fault(string account) => WalkAsync(account);
    }

    /// <summary>In a registry of nobody.</summary>
    public sealed class OfNobody(NoPeople registry) : FewPeopleTests(registry), IClassFixture<NoPeople>
    {
        [Theory]
        [InlineData("hr")]
        [InlineData("planner")]
        [InlineData("leader")]
        public Task No_page_is_at_fault(string account) => WalkAsync(account);
    }

    public sealed class TenPeople() : Registry(10);

    public sealed class NoPeople() : Registry(0);

    /// <summary>The whole server with lists, plans, agencies, accounts that see all of them, so many people, and a forecast made from them.</summary>
    public abstract class Registry(int people) : PlansDatabase
    {
        private readonly DirectoryInfo data = Directory.CreateTempSubdirectory("talentregistry-few-");
        private ServerBeside? server;

        public override async Task InitializeAsync()
        {
            await base.InitializeAsync();
            using (var protector = await CitizenIdProtector.OpenAsync(data.FullName, Database, default))
                await new BulkLoader(Database, protector).LoadAsync((await SyntheticRegistry.ForAsync(Database)).Content(people), null, default);
            server = await ServerBeside.StartAsync(
                new ServeOptions("http://127.0.0.1:0", data.FullName, DemoChoice.None), new RegistryDatabase(ConnectionString), ["--RateLimits:sign-in:address=0"]);
            await server.Service<Data.Access.Accounts>().CreateDemoAsync(null, "P11", default);
            await using (var scopes = Database.Owner.CreateCommand("INSERT INTO access.scope (account_id, agency_id) SELECT c.id, a.id FROM access.account c, registry.agency a WHERE c.name = 'hr'"))
                await scopes.ExecuteNonQueryAsync();
            await server.Service<ForecastService>().RefreshAsync(null, evenIfCurrent: false, default);
        }

        public override async Task DisposeAsync()
        {
            if (server is not null)
                await server.DisposeAsync();
            await base.DisposeAsync();
            data.Delete(recursive: true);
        }

        /// <summary>A browser of an account, without redirects.</summary>
        public async Task<HttpClient> SignInAsync(string account)
        {
            var client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = server!.Address };
            client.DefaultRequestHeaders.Add("Accept", "text/html");
            using var token = await client.PostAsJsonAsync(new Uri("/auth/token", UriKind.Relative), new { user = account, password = "demo" });
            client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", (await token.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("accessToken").GetString());
            return client;
        }
    }
}
