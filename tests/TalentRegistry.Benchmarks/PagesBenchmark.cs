using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using TalentRegistry.Data;
using TalentRegistry.Data.Access;
using TalentRegistry.Data.Loading;
using TalentRegistry.Data.People;
using TalentRegistry.Data.Postgres;
using TalentRegistry.Data.Reference;
using TalentRegistry.Domain.Access;
using TalentRegistry.Domain.Careers;
using TalentRegistry.EndToEnd.CommandLine;
using TalentRegistry.Testing;

namespace TalentRegistry.Benchmarks;

/// <summary>
/// Pages of an officer of everybody, a planner and the leader of a province among many people: the server as it is shipped, one request at a time. Its first forecast, which would take
/// both cores, is cancelled before. The bar is 2 s a page.
/// </summary>
internal static class PagesBenchmark
{
    private const int Requests = 5;
    private const int RetiredAt = 61;
    private const string Prefix = "pages-";
    private static readonly DateOnly Day = new(2026, 11, 1);

    private static readonly (Role Role, string[] Pages)[] Asked =
    [
        (Role.Hr, ["/home", "/home/lists", "/people", "/people?page=2", "/people?page=1000", "/people?page=7000", "/people?list=retiring", "/people?list=warned", "/agencies", "/units", "/duplicates"]),
        (Role.Planner, ["/people", "/people?page=1000", "/agencies", "/targets", "/targets/DB-06", "/pivot?by=sector&by=degree"]),
        (Role.Leader, ["/overview", "/people", "/people?page=500"]),
    ];

    /// <param name="people">How many people, where they are to be made.</param>
    /// <param name="kept">Directory in which the registry is made and stays, or was by an earlier run; null for one that goes at the end.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public static async Task RunAsync(int people, string? kept, CancellationToken cancellationToken)
    {
        var directory = kept ?? Directory.CreateTempSubdirectory("talentregistry-pages-").FullName;
        try
        {
            var password = Guid.NewGuid().ToString();
            await FillAsync(directory, people, password, cancellationToken);
            var address = $"http://127.0.0.1:{ServerProgram.FreePort()}";
            var started = DateTimeOffset.UtcNow;
            await using var server = ServerProgram.Start(["--data", directory, "--urls", address, "--demo", "none"]);
            await server.ReadyAsync(address, TimeSpan.FromMinutes(10));
            await CancelForecastAsync(address, password, started, cancellationToken);
            Console.WriteLine("| page | KB | first, s | then, median s | most, s |");
            Console.WriteLine("| --- | ---: | ---: | ---: | ---: |");
            foreach (var (role, pages) in Asked)
            {
                using var reader = await SignInAsync(address, role, password, cancellationToken);
                foreach (var page in pages)
                    await MeasureAsync(reader, role, page, cancellationToken);
            }

            Console.WriteLine($"load average: {(File.Exists("/proc/loadavg") ? await File.ReadAllTextAsync("/proc/loadavg", cancellationToken) : "unknown").Trim()}");
        }
        finally
        {
            if (kept is null)
                Directory.Delete(directory, recursive: true);
        }
    }

    private static async Task FillAsync(string directory, int people, string password, CancellationToken cancellationToken)
    {
        await using var cluster = await EmbeddedPostgres.StartAsync(directory, durable: true, cancellationToken);
        await using var database = new RegistryDatabase(cluster.ConnectionString);
        await Migrator.ApplyAsync(database.Owner, Migrator.Read(Repository.Path("db", "migrations")), cancellationToken);
        await ReferenceLoader.LoadAsync(database, Repository.Path("db", "reference"), cancellationToken);
        await using (var filled = database.Owner.CreateCommand("SELECT EXISTS (SELECT FROM registry.person)"))
        {
            if (await filled.ExecuteScalarAsync(cancellationToken) is false)
            {
                using var protector = await CitizenIdProtector.OpenAsync(directory, database, cancellationToken);
                // Citizen IDs of so many would come again.
                var content = (await SyntheticRegistry.ForAsync(database)).Content(people);
                var loaded = await new BulkLoader(database, protector).LoadAsync(
                    content with { Dossiers = content.Dossiers.Select(dossier => Retired(dossier) with { CitizenId = null }) }, null, cancellationToken);
                Console.WriteLine($"{loaded.People:N0} people, {loaded.Postings:N0} postings, {content.Agencies.Count:N0} agencies in {loaded.Elapsed.TotalSeconds:N0} s");
            }
        }

        var accounts = new Accounts(database);
        foreach (var (role, _) in Asked)
        {
            var name = Prefix + SnakeCase.Of(role);
            await using (var before = database.Owner.CreateCommand("DELETE FROM access.account WHERE name = $1"))
            {
                before.Parameters.Add(new() { Value = name });
                await before.ExecuteNonQueryAsync(cancellationToken);
            }

            var account = await accounts.CreateAsync(name, name, role, password, cancellationToken);
            if (role == Role.Leader)
                await accounts.ScopeAsync(account.Id, null, "P11", cancellationToken);
            if (role == Role.Hr)
            {
                await using var scope = database.Owner.CreateCommand("INSERT INTO access.scope (account_id, agency_id) SELECT $1, id FROM registry.agency WHERE parent_id IS NULL");
                scope.Parameters.Add(new() { Value = account.Id });
                await scope.ExecuteNonQueryAsync(cancellationToken);
            }
        }
    }

    // In the synthetic registry nobody retires: a fifth would work past every age.
    private static Dossier Retired(Dossier dossier)
    {
        var day = new DateOnly(dossier.Person.BirthYear + RetiredAt, 1, 1);
        return day > Day ? dossier : dossier with
        {
            Postings =
            [
                .. dossier.Postings.Where(posting => posting.ValidFrom < day).Select(posting => posting.ValidUntil is null || posting.ValidUntil > day
                    ? new Posting(
                        posting.Id, posting.PersonId, posting.AgencyId, posting.ValidFrom, day, posting.ProfessionCode, posting.PositionTitle, posting.EmploymentKind, posting.LeadershipRank,
                        PostingEnd.Retirement, posting.RequiredLevelCode)
                    : posting),
            ],
        };
    }

    private static async Task CancelForecastAsync(string address, string password, DateTimeOffset since, CancellationToken cancellationToken)
    {
        using var client = new HttpClient { BaseAddress = new Uri(address) };
        using var signedIn = await client.PostAsJsonAsync("/auth/token", new { user = Prefix + SnakeCase.Of(Role.Planner), password }, cancellationToken);
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue(
            "Bearer", (await signedIn.Content.ReadFromJsonAsync<JsonElement>(cancellationToken)).GetProperty("accessToken").GetString());
        async Task<JsonElement> AskAsync(string query)
        {
            using var answer = await client.PostAsJsonAsync("/graphql", new { query }, cancellationToken);
            return (await answer.Content.ReadFromJsonAsync<JsonElement>(cancellationToken)).GetProperty("data");
        }

        // It begins a moment after the server is ready, and ends a moment after it was told to.
        for (var clock = Stopwatch.StartNew(); clock.Elapsed < TimeSpan.FromMinutes(1); await Task.Delay(200, cancellationToken))
        {
            var work = (await AskAsync("{ latestWork(kind: FORECAST, first: 1) { id state startedAt } }")).GetProperty("latestWork");
            if (work.GetArrayLength() == 0 || work[0].GetProperty("startedAt").GetDateTimeOffset() < since)
                continue;
            if (work[0].GetProperty("state").GetString() != "RUNNING")
                return;
            await AskAsync($"mutation {{ cancelWork(input: {{ id: \"{work[0].GetProperty("id").GetString()}\" }}) {{ work {{ state }} }} }}");
        }

        throw new TimeoutException("The forecast does not end.");
    }

    private static async Task<HttpClient> SignInAsync(string address, Role role, string password, CancellationToken cancellationToken)
    {
        var client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = new Uri(address), Timeout = TimeSpan.FromMinutes(2) };
        const string field = "__RequestVerificationToken";
        var form = await client.GetStringAsync(new Uri("/sign-in", UriKind.Relative), cancellationToken);
        var start = form.LastIndexOf($"name=\"{field}\" value=\"", StringComparison.Ordinal) + $"name=\"{field}\" value=\"".Length;
        using var sent = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["user"] = Prefix + SnakeCase.Of(role), ["password"] = password, [field] = form[start..form.IndexOf('"', start)],
        });
        using var answer = await client.PostAsync(new Uri("/auth/sign-in", UriKind.Relative), sent, cancellationToken);
        return answer.Headers.Location?.ToString().Contains("sign-in", StringComparison.Ordinal) == false ? client : throw new InvalidOperationException($"{role} could not sign in: {answer.StatusCode}.");
    }

    private static async Task MeasureAsync(HttpClient reader, Role role, string page, CancellationToken cancellationToken)
    {
        var (seconds, bytes) = (new List<double>(), 0);
        for (var request = 0; request < Requests; request++)
        {
            var clock = Stopwatch.StartNew();
            using var answer = await reader.GetAsync(new Uri(page, UriKind.Relative), cancellationToken);
            bytes = (await answer.Content.ReadAsByteArrayAsync(cancellationToken)).Length;
            seconds.Add(clock.Elapsed.TotalSeconds);
            if (!answer.IsSuccessStatusCode)
                throw new InvalidOperationException($"{role} {page}: {answer.StatusCode} after {seconds[^1]:F0} s. See the log of the server.");
        }

        var then = seconds.Skip(1).Order().ToList();
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"| {SnakeCase.Of(role)}: `{page}` | {bytes / 1024} | {seconds[0]:F2} | {then[then.Count / 2]:F2} | {then[^1]:F2} |"));
    }
}
