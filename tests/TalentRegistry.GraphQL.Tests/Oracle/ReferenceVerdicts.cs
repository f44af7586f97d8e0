using System.Diagnostics;
using System.Reflection;
using System.Text.Json;
using TalentRegistry.GraphQL.Tests.Language;
using TalentRegistry.GraphQL.Tests.Validation;

namespace TalentRegistry.GraphQL.Tests.Oracle;

/// <summary>What the reference implementation (graphql-js) says of a document.</summary>
/// <param name="Id">The document.</param>
/// <param name="Syntax">Where it stopped reading, as line:column; null for a document that it read.</param>
/// <param name="Errors">By the reference's name of a rule, the places of each error.</param>
public sealed record Verdict(string Id, string? Syntax, IReadOnlyDictionary<string, IReadOnlyList<string>> Errors);

/// <summary>Asks the reference implementation about all documents of the tests at once, in one process of Node.</summary>
public sealed class ReferenceVerdicts : IAsyncLifetime
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    public IReadOnlyDictionary<string, Verdict> ById { get; private set; } = new Dictionary<string, Verdict>();

    public async Task InitializeAsync()
    {
        var folder = typeof(ReferenceVerdicts).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
            .Single(a => a.Key == "OracleDirectory").Value!;
        var question = JsonSerializer.Serialize(new
        {
            Schema = Corpus.Sdl,
            Documents = Corpus.Documents.Select(d => new { Id = d.Name, d.Text })
                .Concat(SyntaxCorpus.Texts.Concat(MutatedCorpus.Texts).Select(t => new { Id = t, Text = t }).DistinctBy(d => d.Id)),
        }, Json);

        using var node = Process.Start(new ProcessStartInfo("node", [Path.Combine(folder, "validate.mjs")])
        {
            WorkingDirectory = folder,
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var answer = node.StandardOutput.ReadToEndAsync();
        var complaint = node.StandardError.ReadToEndAsync();
        await node.StandardInput.WriteAsync(question);
        node.StandardInput.Close();
        await node.WaitForExitAsync();
        if (node.ExitCode != 0)
            throw new InvalidOperationException($"The reference implementation failed: {await complaint}");

        ById = JsonSerializer.Deserialize<List<Verdict>>(await answer, Json)!.ToDictionary(v => v.Id, StringComparer.Ordinal);
    }

    public Task DisposeAsync() => Task.CompletedTask;
}
