using System.Collections.Concurrent;
using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using Npgsql;
using Xunit.Abstractions;

namespace TalentRegistry.EndToEnd.CommandLine;

/// <summary>The server, or the server and its PostgreSQL, are killed while many read: what reached a reader whole is in the log of reads.</summary>
public sealed class ReadsSurviveTests(ITestOutputHelper log) : IDisposable
{
    private const int Readers = 12;
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("talentregistry-reads-");

    public void Dispose() => folder.Delete(recursive: true);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Every_answer_that_a_reader_received_whole_has_its_row(bool killPostgresToo)
    {
        var seed = Environment.TickCount;
        log.WriteLine($"Seed: {seed}");
        var address = $"http://127.0.0.1:{ServerProgram.FreePort().ToString(CultureInfo.InvariantCulture)}";
        string[] arguments = ["--urls", address, "--data", await DemoData.CopyToAsync(folder.FullName), "--demo", "small"];
        var received = new ConcurrentBag<string>();
        await using (var first = ServerProgram.Start(arguments))
        {
            await first.ReadyAsync(address, TimeSpan.FromMinutes(4));
            using var client = await Killing.SignInAsync(address, "hr");
            var readers = Enumerable.Range(0, Readers).Select(i => ReadAsync(client, new Random(seed + i), received)).ToList();
            // Some answers first, so that the kill meets a busy log.
            while (received.Count < 10 * Readers)
                await Task.Delay(5);
            await Task.Delay(new Random(seed).Next(300));
            first.Kill();
            if (killPostgresToo)
                Killing.KillPostgres(folder);
            await first.ExitAsync(TimeSpan.FromSeconds(10));
            await Task.WhenAll(readers);
        }

        await using var second = ServerProgram.Start(arguments);
        await second.ReadyAsync(address, TimeSpan.FromMinutes(2));
        var logged = await LoggedAsync();

        log.WriteLine($"{received.Count} answers, {logged.Values.Sum()} rows");
        Assert.All(received.GroupBy(people => people), answers =>
            Assert.True(logged.GetValueOrDefault(answers.Key) >= answers.Count(), $"{answers.Key} was received {answers.Count()} times and logged {logged.GetValueOrDefault(answers.Key)} times."));
    }

    // Until the server is gone. What breaks off in the middle was not received.
    private static async Task ReadAsync(HttpClient client, Random random, ConcurrentBag<string> received)
    {
        try
        {
            while (true)
            {
                var query = $"{{ people(first: {random.Next(1, 6)}, where: {{ birthYear: {{ gte: {random.Next(1955, 2000)} }} }}) {{ nodes {{ id fullName }} }} }}";
                using var answer = await client.PostAsJsonAsync(new Uri("/graphql", UriKind.Relative), new { query });
                var people = (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("data").GetProperty("people").GetProperty("nodes")
                    .EnumerateArray().Select(person => Key(person.GetProperty("id").GetString()!)).ToList();
                if (people.Count > 0)
                    received.Add(SetOf(people));
            }
        }
        catch (Exception end) when (end is HttpRequestException or IOException or JsonException or KeyNotFoundException or InvalidOperationException)
        {
            // Killed; where PostgreSQL went first, the last answers are errors without data.
        }
    }

    private async Task<Dictionary<string, int>> LoggedAsync()
    {
        await using var source = NpgsqlDataSource.Create(Killing.ConnectionString(folder));
        await using var command = source.CreateCommand("SELECT person_ids FROM access.read_log");
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new Dictionary<string, int>(StringComparer.Ordinal);
        while (await reader.ReadAsync())
        {
            var people = SetOf(reader.GetFieldValue<Guid[]>(0));
            rows[people] = rows.GetValueOrDefault(people) + 1;
        }

        return rows;
    }

    // "Person:6f96…"
    private static Guid Key(string id) => Guid.Parse(id[(id.IndexOf(':', StringComparison.Ordinal) + 1)..]);

    private static string SetOf(IEnumerable<Guid> people) => string.Join(' ', people.Order());
}
