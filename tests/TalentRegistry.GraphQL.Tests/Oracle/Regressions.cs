using System.Runtime.CompilerServices;
using TalentRegistry.GraphQL.Tests.Oracle.Drawing;

namespace TalentRegistry.GraphQL.Tests.Oracle;

/// <summary>A document on which we once differed from the reference implementation, with what it says.</summary>
/// <param name="Name">Of its two files.</param>
/// <param name="Schema">What it is held against.</param>
/// <param name="Text">The document, to the letter.</param>
/// <param name="Expected">The lines of the verdict.</param>
public sealed record Regression(string Name, ComparedSchema Schema, string Text, IReadOnlyList<string> Expected);

/// <summary>
/// The documents of Oracle/Regressions: <c>name.graphql</c>, and beside it <c>name.expected</c>, whose first line names the
/// schema. A run with <c>ORACLE_RECORD=1</c> adds every document on which it found a difference.
/// </summary>
internal static class Regressions
{
    public static IReadOnlyList<Regression> All { get; } = [.. Read(Path.Combine(AppContext.BaseDirectory, "Oracle", "Regressions"))];

    public static void Record(Drawn drawn, IReadOnlyList<string> expected, [CallerFilePath] string here = "")
    {
        if (Environment.GetEnvironmentVariable("ORACLE_RECORD") != "1")
            return;

        var file = Path.Combine(Path.GetDirectoryName(here)!, "Regressions", $"seed-{drawn.Seed}");
        File.WriteAllText(file + ".graphql", drawn.Text);
        File.WriteAllLines(file + ".expected", [drawn.Schema.ToString(), .. expected]);
    }

    private static IEnumerable<Regression> Read(string folder)
    {
        foreach (var file in Directory.EnumerateFiles(folder, "*.graphql").Order(StringComparer.Ordinal))
        {
            var expected = File.ReadAllLines(Path.ChangeExtension(file, ".expected"));
            yield return new(Path.GetFileNameWithoutExtension(file), Enum.Parse<ComparedSchema>(expected[0]), File.ReadAllText(file), expected[1..]);
        }
    }
}
