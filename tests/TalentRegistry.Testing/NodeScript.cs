using System.Diagnostics;

namespace TalentRegistry.Testing;

/// <summary>Runs a script in Node, the language of the implementations and clients that ours is tried against.</summary>
public static class NodeScript
{
    /// <summary>What the script writes.</summary>
    /// <exception cref="InvalidOperationException">It failed; the message is what it complained of.</exception>
    public static async Task<string> RunAsync(string folder, string script, IEnumerable<string> arguments, string input = "")
    {
        using var node = Process.Start(new ProcessStartInfo("node", [Path.Combine(folder, script), .. arguments])
        {
            WorkingDirectory = folder,
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
