using System.Globalization;
using System.Net;
using System.Net.Sockets;
using TalentRegistry.Testing;

namespace TalentRegistry.EndToEnd.CommandLine;

/// <summary>What goes wrong at an operator's: one clear sentence, an exit code other than zero, nothing damaged.</summary>
public sealed class BadInputTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("talentregistry-bad-input-");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public async Task A_port_in_use_is_named_and_the_data_directory_is_left_ready_for_the_next_start()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;

        var (exit, output) = await ServerProgram.RunAsync(Serve(port));

        Assert.Equal(1, exit);
        AssertOneSentence(output, $"http://127.0.0.1:{port.ToString(CultureInfo.InvariantCulture)}");
        listener.Stop();
        await using var next = ServerProgram.Start(Serve(port));
        await next.ReadyAsync($"http://127.0.0.1:{port.ToString(CultureInfo.InvariantCulture)}", TimeSpan.FromMinutes(1));
    }

    [Fact]
    public async Task A_data_directory_in_use_by_another_server_is_named_and_that_server_goes_on()
    {
        var port = ServerProgram.FreePort();
        var address = $"http://127.0.0.1:{port.ToString(CultureInfo.InvariantCulture)}";
        await using var first = ServerProgram.Start(Serve(port));
        await first.ReadyAsync(address, TimeSpan.FromMinutes(1));

        var (exit, output) = await ServerProgram.RunAsync(Serve(ServerProgram.FreePort()));

        Assert.Equal(1, exit);
        AssertOneSentence(output, folder.FullName);
        await first.ReadyAsync(address, TimeSpan.FromSeconds(5));
    }

    [Fact]
    public async Task A_data_directory_of_another_PostgreSQL_is_refused_untouched()
    {
        var cluster = folder.CreateSubdirectory("postgres");
        await File.WriteAllTextAsync(Path.Combine(cluster.FullName, "PG_VERSION"), "14\n");

        var (exit, output) = await ServerProgram.RunAsync(Serve(ServerProgram.FreePort()));

        Assert.Equal(1, exit);
        AssertOneSentence(output, "PostgreSQL 14");
        Assert.Equal(["PG_VERSION"], cluster.EnumerateFileSystemInfos().Select(file => file.Name));
    }

    [Fact]
    public async Task A_connection_string_that_does_not_answer_is_named_without_its_password()
    {
        var port = ServerProgram.FreePort().ToString(CultureInfo.InvariantCulture);

        var (exit, output) = await ServerProgram.RunAsync(
            Serve(ServerProgram.FreePort()), ("ConnectionStrings__Registry", $"Host=127.0.0.1;Port={port};Username=hr;Password=hunter2;Database=registry"));

        Assert.Equal(1, exit);
        AssertOneSentence(output, $"127.0.0.1:{port}");
        Assert.DoesNotContain("hunter2", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_broken_plan_is_told_by_line_and_field_and_a_good_one_by_its_counts()
    {
        var good = Repository.Path("db", "plans", "dien-bien.yaml");
        var text = await File.ReadAllTextAsync(good);
        var broken = Path.Combine(folder.FullName, "dien-bien.yaml");
        await File.WriteAllTextAsync(broken, text.Replace("comparator: more_than, value: 70,", "comparator: more_than, value: bảy mươi,", StringComparison.Ordinal));

        var bad = await ServerProgram.RunAsync(["plan", "check", broken]);
        var fine = await ServerProgram.RunAsync(["plan", "check", good]);

        Assert.Equal(1, bad.Exit);
        Assert.Matches(@"dien-bien\.yaml, dòng \d+, cột \d+, targets\[DB-01\]\.bound\.value: .*bảy mươi", bad.Output);
        Assert.Equal(0, fine.Exit);
        Assert.Contains("DB, ", fine.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Before_the_first_start_the_first_administrator_can_be_made_and_a_chart_is_refused_in_words()
    {
        var made = await ServerProgram.RunAsync(["account", "create", "boss", "--data", folder.FullName], "a long enough password\n");
        var chart = await ServerProgram.RunAsync(["chart", "DB-06", "--out", Path.Combine(folder.FullName, "x.svg"), "--data", folder.FullName]);

        Assert.Equal((0, "Made account boss (Admin)."), (made.Exit, made.Output.Trim()));
        Assert.Equal(1, chart.Exit);
        AssertOneSentence(chart.Output, "DB-06");
    }

    [Fact]
    public async Task An_option_that_does_not_exist_is_refused_with_the_help()
    {
        var (exit, output) = await ServerProgram.RunAsync(["--dmeo", "small"]);

        Assert.NotEqual(0, exit);
        Assert.Contains("--dmeo", output, StringComparison.Ordinal);
    }

    private string[] Serve(int port) =>
        ["serve", "--urls", $"http://127.0.0.1:{port.ToString(CultureInfo.InvariantCulture)}", "--data", folder.FullName, "--demo", "none"];

    private static void AssertOneSentence(string output, string about)
    {
        var line = Assert.Single(output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
        Assert.Contains(about, line, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", output, StringComparison.Ordinal);
    }
}
