using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using Xunit.Abstractions;

namespace TalentRegistry.EndToEnd.CommandLine;

/// <summary>The server and its PostgreSQL are killed; what was committed is there at the next start.</summary>
public sealed partial class RecoveryTests(ITestOutputHelper log) : IDisposable
{
    // Thirty by hand, to look for a race; few here, as each takes some seconds.
    private static readonly int Interrupts = int.Parse(Environment.GetEnvironmentVariable("INTERRUPTS") ?? "4", CultureInfo.InvariantCulture);
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("talentregistry-recovery-");

    public void Dispose() => folder.Delete(recursive: true);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task After_a_kill_the_next_start_recovers_by_itself_and_no_record_is_lost(bool killPostgresToo)
    {
        var port = ServerProgram.FreePort();
        var address = $"http://127.0.0.1:{port.ToString(CultureInfo.InvariantCulture)}";
        string[] arguments = ["--urls", address, "--data", await DemoData.CopyToAsync(folder.FullName), "--demo", "small"];
        int before;
        await using (var first = ServerProgram.Start(arguments))
        {
            await first.ReadyAsync(address, TimeSpan.FromMinutes(2));
            before = await PeopleAsync(address);
            first.Kill();
            if (killPostgresToo)
                KillPostgres();
            await first.ExitAsync(TimeSpan.FromSeconds(10));
        }

        await using var second = ServerProgram.Start(arguments);
        await second.ReadyAsync(address, TimeSpan.FromMinutes(1));

        Assert.True(before > 1000);
        Assert.Equal(before, await PeopleAsync(address));
    }

    [Fact]
    public async Task An_interrupt_ends_server_and_PostgreSQL_and_the_next_start_is_quick()
    {
        var port = ServerProgram.FreePort();
        var address = $"http://127.0.0.1:{port.ToString(CultureInfo.InvariantCulture)}";
        string[] arguments = ["--urls", address, "--data", await DemoData.CopyToAsync(folder.FullName), "--demo", "small"];
        await using (var first = ServerProgram.Start(arguments))
        {
            await first.ReadyAsync(address, TimeSpan.FromMinutes(2));
            Assert.True(File.Exists(PostmasterFile));
            first.Interrupt();
            // Stopping writes everything to a disk that other tests keep busy; usually it takes less than a second.
            Assert.Equal(0, await first.ExitAsync(TimeSpan.FromMinutes(1)));
            // PostgreSQL removes it when it has stopped cleanly, and only then.
            Assert.False(File.Exists(PostmasterFile));
        }

        await using var second = ServerProgram.Start(arguments);
        await second.ReadyAsync(address, TimeSpan.FromMinutes(1));
        await second.SaysAsync("forecast is up to date", TimeSpan.FromMinutes(1));
        // Nothing is loaded or computed again: how long a start takes is the machine's affair.
        Assert.DoesNotMatch(WorkDone(), second.Output);
    }

    [Fact]
    public async Task An_interrupt_at_any_moment_leaves_no_PostgreSQL_behind_and_a_data_directory_that_starts_again()
    {
        var seed = Environment.TickCount;
        log.WriteLine($"Seed: {seed}");
        var random = new Random(seed);
        var port = ServerProgram.FreePort();
        var address = $"http://127.0.0.1:{port.ToString(CultureInfo.InvariantCulture)}";
        string[] arguments = ["--urls", address, "--data", folder.FullName, "--demo", "none"];
        for (var i = 0; i < Interrupts; i++)
        {
            await using var server = ServerProgram.Start(arguments);
            var moment = random.Next(6000);
            await Task.Delay(moment);
            server.Interrupt();
            var exit = await server.ExitAsync(TimeSpan.FromMinutes(1));

            log.WriteLine($"{moment} ms: {exit}");
            // 0 once it was ready, 130 before.
            Assert.True(exit is 0 or 130, $"{moment} ms: {exit}: {server.Output}");
            Assert.False(File.Exists(PostmasterFile), $"{moment} ms: {server.Output}");
        }

        await using var last = ServerProgram.Start(arguments);
        await last.ReadyAsync(address, TimeSpan.FromMinutes(1));
    }

    private static async Task<int> PeopleAsync(string address)
    {
        using var client = new HttpClient { BaseAddress = new Uri(address) };
        var signedIn = await client.PostAsJsonAsync(new Uri("/auth/token", UriKind.Relative), new { user = "planner", password = "demo" });
        var token = (await signedIn.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("accessToken").GetString();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        var answer = await client.PostAsJsonAsync(new Uri("/graphql", UriKind.Relative), new { query = "{ people { totalCount } }" });
        var json = await answer.Content.ReadFromJsonAsync<JsonElement>();
        return json.GetProperty("data").GetProperty("people").GetProperty("totalCount").GetInt32();
    }

    [GeneratedRegex("people: [1-9]|forecast is being made", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex WorkDone();

    private string PostmasterFile => Path.Combine(folder.FullName, "postgres", "postmaster.pid");

    private void KillPostgres()
    {
        using var postmaster = Process.GetProcessById(int.Parse(File.ReadLines(PostmasterFile).First(), CultureInfo.InvariantCulture));
        postmaster.Kill(entireProcessTree: true);
    }
}
