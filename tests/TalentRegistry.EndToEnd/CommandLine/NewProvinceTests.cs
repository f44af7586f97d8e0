using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using TalentRegistry.Testing;

namespace TalentRegistry.EndToEnd.CommandLine;

/// <summary>The guide for a new province, command by command as it is written, with its sixth plan.</summary>
public sealed partial class NewProvinceTests : IDisposable
{
    private const string Password = "sổ-mới-tỉnh-ví-dụ-2026";
    private readonly DirectoryInfo data = Directory.CreateTempSubdirectory("talentregistry-new-province-");
    private readonly int port = ServerProgram.FreePort();

    public void Dispose() => data.Delete(recursive: true);

    [Fact]
    public async Task The_guide_leads_from_an_empty_registry_to_counted_targets()
    {
        var address = $"http://127.0.0.1:{port.ToString(CultureInfo.InvariantCulture)}";
        ServerProgram? server = null;
        try
        {
            foreach (var command in Commands())
            {
                if (command.StartsWith("TalentRegistry.Server serve", StringComparison.Ordinal))
                {
                    server = ServerProgram.Start([.. Arguments(command), "--urls", address]);
                    await server.ReadyAsync(address, TimeSpan.FromMinutes(2));
                }
                else
                {
                    await RunAsync(command);
                }
            }

            using var client = await SignInAsync(address, "ke-hoach");
            Assert.Null((await CountedAsync(client))["VD-01"]);
            foreach (var year in (int[])[2024, 2025])
            {
                var entered = await AskAsync(
                    client, "mutation($input: EnterFigureInput!) { enterFigure(input: $input) { madeEntry { value } errors { __typename } } }",
                    new { input = new { series = "population", unitId = "P14", year, value = 15_000, source = "Ví dụ, không có thật", status = "ESTIMATE" } });
                Assert.Equal(15_000, entered.GetProperty("enterFigure").GetProperty("madeEntry").GetProperty("value").GetInt32());
            }

            var counted = await CountedAsync(client);

            // 3 doctors for 15,000 people, 2 of 3 primary teachers with a degree, one master.
            Assert.Equal((2.0, true), counted["VD-01"]);
            Assert.Equal((66.7, true), counted["VD-02"]);
            Assert.Equal((1.0, false), counted["VD-03"]);
            Assert.Contains("VD-04", (await AskAsync(client, """{ plans(where: { code: { eq: "VD" } }) { duties { code } } }""")).GetRawText(), StringComparison.Ordinal);
        }
        finally
        {
            if (server is not null)
                await server.DisposeAsync();
        }
    }

    // What stands in the guide's blocks of commands, in its order.
    private static IEnumerable<string> Commands() => Blocks().Matches(File.ReadAllText(Repository.Path("docs", "new-province.md")))
        .SelectMany(block => block.Groups["commands"].Value.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));

    private IEnumerable<string> Arguments(string command) => command.Split(' ').Skip(1)
        .Select(word => word == ".data" ? data.FullName : word.StartsWith("db/", StringComparison.Ordinal) ? Repository.Path(word.Split('/')) : word);

    private async Task RunAsync(string command)
    {
        if (!command.StartsWith("TalentRegistry.Server ", StringComparison.Ordinal))
        {
            using var shell = Process.Start(new ProcessStartInfo("sh", ["-c", command.Replace(".data", data.FullName, StringComparison.Ordinal)]) { WorkingDirectory = Repository.Path() })!;
            await shell.WaitForExitAsync();
            Assert.True(shell.ExitCode == 0, command);
            return;
        }

        var (exit, output) = command.Contains(" account ", StringComparison.Ordinal)
            ? await ServerProgram.RunAsync(Arguments(command), Password + "\n")
            : await ServerProgram.RunAsync(Arguments(command));
        Assert.True(exit == 0, $"{command}: {output}");
    }

    private static async Task<Dictionary<string, (double Value, bool IsMet)?>> CountedAsync(HttpClient client) =>
        (await AskAsync(client, """{ targets(where: { code: { startsWith: "VD-" } }) { nodes { code counted { value isMet } } } }""")).GetProperty("targets").GetProperty("nodes").EnumerateArray()
            .ToDictionary(
                target => target.GetProperty("code").GetString()!,
                target => target.GetProperty("counted") is { ValueKind: JsonValueKind.Object } counted
                    ? (Math.Round(counted.GetProperty("value").GetDouble(), 1), counted.GetProperty("isMet").GetBoolean())
                    : ((double, bool)?)null);

    private static async Task<HttpClient> SignInAsync(string address, string user)
    {
        var client = new HttpClient { BaseAddress = new Uri(address) };
        using var signedIn = await client.PostAsJsonAsync(new Uri("/auth/token", UriKind.Relative), new { user, password = Password });
        signedIn.EnsureSuccessStatusCode();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", (await signedIn.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("accessToken").GetString());
        return client;
    }

    private static async Task<JsonElement> AskAsync(HttpClient client, string query, object? variables = null)
    {
        using var answer = await client.PostAsJsonAsync(new Uri("/graphql", UriKind.Relative), new { query, variables });
        var body = await answer.Content.ReadFromJsonAsync<JsonElement>();
        Assert.False(body.TryGetProperty("errors", out var errors), errors.ToString());
        return body.GetProperty("data");
    }

    [GeneratedRegex("```sh\n(?<commands>.*?)```", RegexOptions.Singleline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Blocks();
}
