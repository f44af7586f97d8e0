using System.Reflection;
using TalentRegistry.Testing;

namespace TalentRegistry.GraphQL.Tests.Oracle;

/// <summary>Runs a script of tests/npm in Node.</summary>
internal static class Reference
{
    private static readonly string Folder = typeof(Reference).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(a => a.Key == "OracleDirectory").Value!;

    /// <inheritdoc cref="NodeScript.RunAsync"/>
    public static Task<string> Ask(string script, string argument, string input = "") => NodeScript.RunAsync(Folder, script, [argument], input);
}
