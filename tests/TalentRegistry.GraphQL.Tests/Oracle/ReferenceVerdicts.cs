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
        var question = JsonSerializer.Serialize(new
        {
            Schema = Corpus.Sdl,
            Documents = Corpus.Documents.Select(d => new { Id = d.Name, d.Text })
                .Concat(SyntaxCorpus.Texts.Concat(MutatedCorpus.Texts).Select(t => new { Id = t, Text = t }).DistinctBy(d => d.Id)),
        }, Json);

        ById = JsonSerializer.Deserialize<List<Verdict>>(await Reference.Ask("validate.mjs", "", question), Json)!.ToDictionary(v => v.Id, StringComparer.Ordinal);
    }

    public Task DisposeAsync() => Task.CompletedTask;
}
