using System.Diagnostics;
using System.Text.Json;
using TalentRegistry.Testing;
using Xunit.Abstractions;

namespace TalentRegistry.Server.Tests.Hardening;

/// <summary>
/// No package that this is made of is known to be dangerous. Where a feed cannot be asked, the test says so in its output and proves nothing; it fails on what is known
/// to be of high or critical severity only.
/// </summary>
public sealed class DependencyTests(ITestOutputHelper output)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    public static TheoryData<string> Folders => new(
        Directory.EnumerateFiles(Repository.Path("src"), "package-lock.json", SearchOption.AllDirectories)
            .Concat(Directory.EnumerateFiles(Repository.Path("tests"), "package-lock.json", SearchOption.AllDirectories))
            .Select(file => Path.GetRelativePath(Repository.Path("."), Path.GetDirectoryName(file)!).Replace('\\', '/'))
            .Where(folder => !folder.Contains("node_modules", StringComparison.Ordinal) && !folder.Contains("/bin/", StringComparison.Ordinal) && !folder.Contains("/obj/", StringComparison.Ordinal)));

    [Theory]
    [MemberData(nameof(Folders))]
    public async Task No_package_of_npm_is_known_to_be_dangerous(string folder)
    {
        var answer = await RunAsync("npm", ["audit", "--json"], Repository.Path(folder));
        if (Parsed(answer) is not { } json || !json.RootElement.TryGetProperty("metadata", out var metadata))
        {
            output.WriteLine($"{folder}: the feed could not be asked; nothing is proved.");
            return;
        }

        var found = metadata.GetProperty("vulnerabilities");
        output.WriteLine($"{folder}: {found}");
        Assert.True(found.GetProperty("high").GetInt32() + found.GetProperty("critical").GetInt32() == 0, $"{folder}: {json.RootElement.GetProperty("vulnerabilities")}");
    }

    [Fact]
    public async Task No_package_of_nuget_is_known_to_be_dangerous()
    {
        var answer = await RunAsync(
            "dotnet", ["list", Repository.Path("src", "TalentRegistry.Server", "TalentRegistry.Server.csproj"), "package", "--vulnerable", "--include-transitive", "--format", "json"], Repository.Path("."));
        if (Parsed(answer) is not { } json || json.RootElement.TryGetProperty("problems", out _) || !json.RootElement.TryGetProperty("projects", out var projects))
        {
            output.WriteLine("NuGet: the feed could not be asked; nothing is proved.");
            return;
        }

        var dangerous = Severities(projects).Where(severity => severity is "High" or "Critical").ToList();
        output.WriteLine($"NuGet: {dangerous.Count} known to be dangerous.");
        Assert.True(dangerous.Count == 0, projects.ToString());
    }

    private static IEnumerable<string?> Severities(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Array => element.EnumerateArray().SelectMany(Severities),
        JsonValueKind.Object => element.EnumerateObject().SelectMany(each => each.Name == "severity" ? [each.Value.GetString()] : Severities(each.Value)),
        _ => [],
    };

    private static JsonDocument? Parsed(string? text)
    {
        try
        {
            return text is null || !text.Contains('{', StringComparison.Ordinal) ? null : JsonDocument.Parse(text[text.IndexOf('{', StringComparison.Ordinal)..]);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static async Task<string?> RunAsync(string program, string[] arguments, string folder)
    {
        var start = new ProcessStartInfo(OperatingSystem.IsWindows() && program == "npm" ? "npm.cmd" : program, arguments)
        {
            WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false,
        };
        using var process = Process.Start(start)!;
        using var patience = new CancellationTokenSource(Patience);
        try
        {
            var errors = process.StandardError.ReadToEndAsync(patience.Token);
            var text = await process.StandardOutput.ReadToEndAsync(patience.Token);
            await errors;
            await process.WaitForExitAsync(patience.Token);
            return text;
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            return null;
        }
    }
}
