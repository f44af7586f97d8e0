using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;

namespace TalentRegistry.EndToEnd.CommandLine;

/// <summary>The registry of one machine, backed up while it is served, goes on on another.</summary>
public sealed class BackupTests : IDisposable
{
    private const string Passphrase = "a long enough passphrase\n";
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("talentregistry-backup-");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public async Task Backed_up_while_served_a_registry_is_restored_served_and_the_same()
    {
        var (file, first, second) = (In("registry.backup"), await DemoData.CopyToAsync(In("first")), In("second"));
        JsonElement before;
        await using (var server = ServerProgram.Start(Serve(first, out var address)))
        {
            await server.ReadyAsync(address, TimeSpan.FromMinutes(5));
            before = await AskAsync(address);
            AssertSaid(0, "restored and compared, all equal", await ServerProgram.RunAsync(["backup", "--out", file, "--with-key", "--verify", "--data", first], Passphrase));
            AssertSaid(1, "There is already a file", await ServerProgram.RunAsync(["backup", "--out", file, "--data", first]));
            AssertSaid(1, "in use by another running server", await ServerProgram.RunAsync(["restore", file, "--without-key", "--data", first]));
        }

        AssertSaid(0, "restored and compared, all equal", await ServerProgram.RunAsync(["backup", "verify", file]));
        AssertSaid(1, "passphrase does not open", await ServerProgram.RunAsync(["restore", file, "--data", second], "another long passphrase\n"));
        Assert.False(Directory.Exists(second));
        AssertSaid(0, "compared with the backup, all equal", await ServerProgram.RunAsync(["restore", file, "--data", second], Passphrase));
        AssertSaid(1, "a restore replaces nothing", await ServerProgram.RunAsync(["restore", file, "--data", second], Passphrase));

        await using var restored = ServerProgram.Start(Serve(second, out var elsewhere));
        await restored.ReadyAsync(elsewhere, TimeSpan.FromMinutes(5));
        Assert.Equal(before.GetRawText(), (await AskAsync(elsewhere)).GetRawText());
        Assert.Equal(await File.ReadAllTextAsync(Path.Combine(first, "citizen-id.key")), await File.ReadAllTextAsync(Path.Combine(second, "citizen-id.key")));
    }

    [Fact]
    public async Task What_cannot_be_backed_up_or_restored_is_one_sentence_and_makes_nothing()
    {
        var (file, data) = (In("not-a-backup"), In("data"));
        await File.WriteAllTextAsync(file, "hello");

        AssertSaid(1, "is not a backup that this program wrote", await ServerProgram.RunAsync(["restore", file, "--data", data]));
        AssertSaid(1, "is not a backup that this program wrote", await ServerProgram.RunAsync(["backup", "verify", file]));
        AssertSaid(1, "There is no registry in", await ServerProgram.RunAsync(["backup", "--out", In("b"), "--data", data]));
        AssertSaid(1, "There is no file", await ServerProgram.RunAsync(["restore", In("none"), "--data", data]));
        Assert.Equal(["not-a-backup"], folder.EnumerateFileSystemInfos().Select(one => one.Name));
    }

    private static void AssertSaid(int exit, string words, (int Exit, string Output) said)
    {
        Assert.Contains(words, said.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", said.Output, StringComparison.Ordinal);
        Assert.Equal(exit, said.Exit);
    }

    /// <summary>Each demonstration account signs in; what a planner and an officer are told.</summary>
    private static async Task<JsonElement> AskAsync(string address)
    {
        using var client = new HttpClient { BaseAddress = new Uri(address) };
        var answers = new List<JsonElement>();
        foreach (var user in new[] { "planner", "hr", "leader", "admin", "auditor" })
        {
            var signedIn = await client.PostAsJsonAsync(new Uri("/auth/token", UriKind.Relative), new { user, password = "demo" });
            Assert.Equal(HttpStatusCode.OK, signedIn.StatusCode);
            var token = (await signedIn.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("accessToken").GetString();
            client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
            const string query = """{ people { totalCount } shortages(by: [SECTOR], year: 2030, first: 5) { totalCount nodes { expectedGap } } }""";
            var answer = await client.PostAsJsonAsync(new Uri("/graphql", UriKind.Relative), new { query });
            answers.Add((await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("data"));
        }

        Assert.True(answers[0].GetProperty("people").GetProperty("totalCount").GetInt32() > answers[1].GetProperty("people").GetProperty("totalCount").GetInt32());
        return JsonSerializer.SerializeToElement(answers);
    }

    private string In(string name) => Path.Combine(folder.FullName, name);

    private static string[] Serve(string data, out string address)
    {
        address = $"http://127.0.0.1:{ServerProgram.FreePort().ToString(CultureInfo.InvariantCulture)}";
        return ["--urls", address, "--data", data, "--demo", "small"];
    }
}
