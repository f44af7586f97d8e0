using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using Xunit.Abstractions;

namespace TalentRegistry.EndToEnd.CommandLine;

/// <summary>
/// The server, or the server and its PostgreSQL, are killed while officers edit: every change that was acknowledged is there, and the one that was on
/// its way is made once when it is sent again under its key.
/// </summary>
public sealed class EditsSurviveTests(ITestOutputHelper log) : IDisposable
{
    private const int Officers = 8;

    private const string Update =
        "mutation($input: UpdatePersonInput!) { updatePerson(input: $input) { person { version staffCode } errors { ... on Error { code message } } } }";

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("talentregistry-edits-");

    public void Dispose() => folder.Delete(recursive: true);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Acknowledged_changes_are_there_and_one_sent_again_is_made_once(bool killPostgresToo)
    {
        var seed = Environment.TickCount;
        log.WriteLine($"Seed: {seed}");
        var address = $"http://127.0.0.1:{ServerProgram.FreePort().ToString(CultureInfo.InvariantCulture)}";
        string[] arguments = ["--urls", address, "--data", folder.FullName, "--demo", "small"];
        List<Officer> officers;
        await using (var first = ServerProgram.Start(arguments))
        {
            await first.ReadyAsync(address, TimeSpan.FromMinutes(4));
            using var client = await Killing.SignInAsync(address, "hr");
            officers = await OfficersAsync(client);
            var editing = officers.Select(officer => EditAsync(client, officer)).ToList();
            while (officers.Exists(officer => officer.Acknowledged.Count < 3))
                await Task.Delay(5);
            await Task.Delay(new Random(seed).Next(300));
            first.Kill();
            if (killPostgresToo)
                Killing.KillPostgres(folder);
            await first.ExitAsync(TimeSpan.FromSeconds(10));
            await Task.WhenAll(editing);
        }

        await using (var second = ServerProgram.Start(arguments))
        {
            await second.ReadyAsync(address, TimeSpan.FromMinutes(2));
            using var client = await Killing.SignInAsync(address, "hr");
            foreach (var officer in officers)
            {
                Assert.True(await SendAsync(client, officer), $"The change on its way was refused: {officer.Person}");
                var (version, staffCode, reasons) = await StoredAsync(client, officer.Person);
                Assert.Equal((officer.Version, officer.Acknowledged[^1]), (version, staffCode));
                Assert.Equal(officer.Acknowledged, reasons);
            }
        }

        log.WriteLine($"{officers.Sum(officer => officer.Acknowledged.Count)} changes");
        var (exit, output) = await ServerProgram.RunAsync(["history", "verify", "--data", folder.FullName]);
        Assert.True(exit == 0, output);
    }

    private static async Task<List<Officer>> OfficersAsync(HttpClient client)
    {
        var answer = await AskAsync(client, $"{{ people(first: {Officers}) {{ nodes {{ id version }} }} }}", null);
        return [.. answer.GetProperty("people").GetProperty("nodes").EnumerateArray()
            .Select(person => new Officer(person.GetProperty("id").GetString()!, person.GetProperty("version").GetInt32()))];
    }

    // Until the server is gone. What breaks off in the middle was not acknowledged.
    private static async Task EditAsync(HttpClient client, Officer officer)
    {
        try
        {
            while (await SendAsync(client, officer))
            {
            }
        }
        catch (Exception end) when (end is HttpRequestException or IOException or JsonException or KeyNotFoundException or InvalidOperationException)
        {
            // Killed; where PostgreSQL went first, the last answers are errors without data.
        }
    }

    // The officer's next change, under the key of this number: sent again as long as it is not acknowledged.
    private static async Task<bool> SendAsync(HttpClient client, Officer officer)
    {
        var code = string.Create(CultureInfo.InvariantCulture, $"S-{officer.Acknowledged.Count}");
        var input = new { id = officer.Person, version = officer.Version, staffCode = code, reason = code, idempotencyKey = officer.Person + code };
        var payload = (await AskAsync(client, Update, new { input })).GetProperty("updatePerson");
        if (payload.GetProperty("errors").ValueKind != JsonValueKind.Null)
            return false;

        officer.Version = payload.GetProperty("person").GetProperty("version").GetInt32();
        officer.Acknowledged.Add(code);
        return true;
    }

    private static async Task<(int Version, string? StaffCode, List<string> Reasons)> StoredAsync(HttpClient client, string person)
    {
        var stored = (await AskAsync(
            client, "query($id: ID!) { person(id: $id) { version staffCode history(first: 500) { nodes { why } } } }", new { id = person })).GetProperty("person");
        return (
            stored.GetProperty("version").GetInt32(), stored.GetProperty("staffCode").GetString(),
            [.. stored.GetProperty("history").GetProperty("nodes").EnumerateArray().Select(change => change.GetProperty("why").GetString()!).Reverse()]);
    }

    private static async Task<JsonElement> AskAsync(HttpClient client, string query, object? variables)
    {
        using var answer = await client.PostAsJsonAsync(new Uri("/graphql", UriKind.Relative), new { query, variables });
        return (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("data");
    }

    private sealed class Officer(string person, int version)
    {
        public string Person => person;

        public int Version { get; set; } = version;

        public List<string> Acknowledged { get; } = [];
    }
}
