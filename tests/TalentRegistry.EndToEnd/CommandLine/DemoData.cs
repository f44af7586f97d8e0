using System.Diagnostics;
using System.Globalization;
using TalentRegistry.Testing;

namespace TalentRegistry.EndToEnd.CommandLine;

/// <summary>
/// Data directories with the small demonstration registry. The first is made as everybody's is, by the first start of the program, once for all tests of a run, and ended by an
/// interrupt; the others are copies of it, with owners and rights, which takes a second where loading takes a quarter of a minute.
/// </summary>
internal static class DemoData
{
    private static readonly Lazy<Task<DirectoryInfo>> Made = new(MakeAsync);

    /// <summary>Makes a data directory of its own.</summary>
    /// <param name="directory">Where; it is not there, or is empty.</param>
    public static async Task<string> CopyToAsync(string directory)
    {
        var made = await Made.Value;
        Directory.CreateDirectory(directory);
        using var copy = Process.Start("cp", ["-a", $"{made.FullName}/.", directory]);
        await copy.WaitForExitAsync();
        Assert.True(copy.ExitCode == 0, $"The demonstration registry was not copied to {directory}.");
        return directory;
    }

    private static async Task<DirectoryInfo> MakeAsync()
    {
        var folder = new DirectoryInfo(TemporaryFolder.Create("demo"));
        var address = $"http://127.0.0.1:{ServerProgram.FreePort().ToString(CultureInfo.InvariantCulture)}";
        await using var server = ServerProgram.Start(["--urls", address, "--data", folder.FullName, "--demo", "small"]);
        await server.ReadyAsync(address, TimeSpan.FromMinutes(5));
        await server.SaysAsync("forecast is up to date", TimeSpan.FromMinutes(5));
        server.Interrupt();
        // The first stop writes all that was loaded to a disk that other tests keep busy.
        Assert.Equal(0, await server.ExitAsync(TimeSpan.FromMinutes(2)));
        Assert.False(File.Exists(Killing.PostmasterFile(folder)), server.Output);
        return folder;
    }
}
