using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using TalentRegistry.Data;
using TalentRegistry.Data.Access;
using TalentRegistry.Data.Postgres;
using TalentRegistry.Data.Reference;
using TalentRegistry.Domain.Access;
using TalentRegistry.Server.Startup;
using TalentRegistry.Testing;

namespace TalentRegistry.Benchmarks;

/// <summary>
/// A list of a million people taken away by the API, as CSV and as XLSX: rows a second, and how much more memory the server takes than
/// after an export of a thousand. Writes its table into docs/performance.md, between the marks of its own.
/// </summary>
public static class ExportBenchmark
{
    private const string Password = "a long enough password";
    private const string Begin = "<!-- export: begin -->", End = "<!-- export: end -->";

    public static async Task RunAsync(int rows, CancellationToken cancellationToken)
    {
        var directory = Directory.CreateTempSubdirectory("talentregistry-export-").FullName;
        try
        {
            await using var cluster = await EmbeddedPostgres.StartAsync(directory, durable: true, cancellationToken);
            await using var database = new RegistryDatabase(cluster.ConnectionString);
            await Migrator.ApplyAsync(database.Owner, Migrator.Read(Repository.Path("db", "migrations")), cancellationToken);
            await ReferenceLoader.LoadAsync(database, Repository.Path("db", "reference"), cancellationToken);
            await SearchBenchmark.FillAsync(database, rows, cancellationToken);
            await new Accounts(database).CreateAsync("planner", "Planner", Role.Planner, Password, cancellationToken);

            await using var app = RegistryApp.Build(new ServeOptions("http://127.0.0.1:0", directory, DemoChoice.None), database);
            await app.StartAsync(cancellationToken);
            app.Services.GetRequiredService<Readiness>().Announce();
            using var client = await SignInAsync(app, cancellationToken);
            var table = new StringBuilder("| format | rows | MB | seconds | rows/s | working set: after 1,000 rows, MiB | at most beyond that, MiB |\n| --- | ---: | ---: | ---: | ---: | ---: | ---: |\n");
            foreach (var format in new[] { "csv", "xlsx" })
                table.Append(await MeasureAsync(client, format, rows, cancellationToken));
            Console.WriteLine(table);
            await WriteAsync(table.ToString(), cancellationToken);
        }
        finally
        {
            Directory.Delete(directory, recursive: true);
        }
    }

    private static async Task<HttpClient> SignInAsync(WebApplication app, CancellationToken cancellationToken)
    {
        var client = new HttpClient { BaseAddress = new Uri(app.Urls.First()), Timeout = TimeSpan.FromHours(2) };
        using var signedIn = await client.PostAsJsonAsync(new Uri("/auth/token", UriKind.Relative), new { user = "planner", password = Password }, cancellationToken);
        signedIn.EnsureSuccessStatusCode();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue(
            "Bearer", (await signedIn.Content.ReadFromJsonAsync<JsonElement>(cancellationToken)).GetProperty("accessToken").GetString());
        return client;
    }

    private static async Task<string> MeasureAsync(HttpClient client, string format, int rows, CancellationToken cancellationToken)
    {
        await ExportAsync(client, format, "where: { birthYear: { eq: 1999 }, sex: { eq: FEMALE } }", cancellationToken);
        GC.Collect();
        using var process = Process.GetCurrentProcess();
        var (before, most) = (process.WorkingSet64, 0L);
        var clock = Stopwatch.StartNew();
        var export = ExportAsync(client, format, "where: {}", cancellationToken);
        while (await Task.WhenAny(export, Task.Delay(200, cancellationToken)) != export)
        {
            process.Refresh();
            most = Math.Max(most, process.WorkingSet64);
        }

        var bytes = await export;
        return string.Create(
            CultureInfo.InvariantCulture,
            $"| {format} | {rows:N0} | {bytes / 1e6:N1} | {clock.Elapsed.TotalSeconds:N1} | {rows / clock.Elapsed.TotalSeconds:N0} | {before >> 20} | {Math.Max(0, most - before) >> 20} |\n");
    }

    // What arrives is counted and thrown away: the reader is another machine's memory.
    private static async Task<long> ExportAsync(HttpClient client, string format, string where, CancellationToken cancellationToken)
    {
        var query = $"{{ people({where}) {{ nodes {{ id birthYear sex keeper {{ code name sector {{ nameVi }} }} degrees {{ level {{ nameVi }} awardedYear }} }} }} }}";
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri("/export", UriKind.Relative)) { Content = JsonContent.Create(new { query, format }) };
        using var answer = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        if (!answer.IsSuccessStatusCode)
            throw new InvalidOperationException(await answer.Content.ReadAsStringAsync(cancellationToken));
        await using var content = await answer.Content.ReadAsStreamAsync(cancellationToken);
        var (piece, bytes) = (new byte[64 * 1024], 0L);
        for (int read; (read = await content.ReadAsync(piece, cancellationToken)) > 0;)
            bytes += read;
        return bytes;
    }

    private static async Task WriteAsync(string table, CancellationToken cancellationToken)
    {
        var path = Repository.Path("docs", "performance.md");
        var page = await File.ReadAllTextAsync(path, cancellationToken);
        var load = File.Exists("/proc/loadavg") ? (await File.ReadAllTextAsync("/proc/loadavg", cancellationToken)).Split(' ')[0] : "unknown";
        var text = $"{Begin}\n{TimeProvider.System.GetUtcNow():yyyy-MM-dd HH:mm} UTC, load average {load}.\n\n{table}{End}";
        await File.WriteAllTextAsync(path, page[..page.IndexOf(Begin, StringComparison.Ordinal)] + text + page[(page.IndexOf(End, StringComparison.Ordinal) + End.Length)..], cancellationToken);
    }
}
