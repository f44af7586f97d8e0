using System.Diagnostics;
using TalentRegistry.Testing;

namespace TalentRegistry.EndToEnd.Browser;

/// <summary>The browser that the tests drive: an installed Chromium or Chrome, else the one that npm's @sparticuz/chromium carries.</summary>
internal sealed record BrowserProgram(string Path, IReadOnlyList<string> Arguments)
{
    private static readonly string[] Installed = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

    // Nothing that a browser does by itself in the background belongs in a test.
    private static readonly string[] Quiet = ["--no-sandbox", "--disable-background-networking", "--disable-component-update", "--disable-sync"];

    public static BrowserProgram Find()
    {
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(System.IO.Path.PathSeparator);
        var found = Installed.SelectMany(name => folders.Select(folder => System.IO.Path.Combine(folder, name))).FirstOrDefault(File.Exists);
        // Built for functions in the cloud, it runs where many processes may not be made.
        return found is not null ? new(found, Quiet) : new(Carried(), [.. Quiet, "--no-zygote", "--single-process"]);
    }

    private static string Carried()
    {
        var start = new ProcessStartInfo("node", ["-e", "import('@sparticuz/chromium').then(c => c.default.executablePath()).then(path => console.log(path))"])
        {
            WorkingDirectory = Repository.Path("tests", "TalentRegistry.EndToEnd", "npm"),
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var node = Process.Start(start)!;
        var (path, errors) = (node.StandardOutput.ReadToEnd().Trim(), node.StandardError.ReadToEnd());
        node.WaitForExit();
        return File.Exists(path)
            ? path
            : throw new InvalidOperationException($"These tests need a browser: install Chromium or Chrome, for the one from npm (Linux x64 only) did not unpack. {errors}");
    }
}
