using System.Diagnostics;
using System.Reflection;

namespace TalentRegistry.GraphQL.Tests.Oracle;

/// <summary>Runs a script of tests/npm in Node.</summary>
internal static class Reference
{
    private static readonly string Folder = typeof(Reference).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(a => a.Key == "OracleDirectory").Value!;

    /// <summary>What the script writes.</summary>
    /// <exception cref="InvalidOperationException">It failed; the message is what it complained of.</exception>
    public static async Task<string> Ask(string script, string argument, string input = "")
    {
        using var node = Process.Start(new ProcessStartInfo("node", [Path.Combine(Folder, script), argument])
        {
            WorkingDirectory = Folder,
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var answer = node.StandardOutput.ReadToEndAsync();
        var complaint = node.StandardError.ReadToEndAsync();
        await node.StandardInput.WriteAsync(input);
        node.StandardInput.Close();
        await node.WaitForExitAsync();
        return node.ExitCode == 0 ? await answer : throw new InvalidOperationException($"{script} failed: {await complaint}");
    }
}
