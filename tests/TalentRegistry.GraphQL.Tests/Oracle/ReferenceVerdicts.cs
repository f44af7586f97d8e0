using System.Text.Json;
using TalentRegistry.GraphQL.Tests.Language;
using TalentRegistry.GraphQL.Tests.Oracle.Drawing;
using TalentRegistry.GraphQL.Tests.Validation;

namespace TalentRegistry.GraphQL.Tests.Oracle;

/// <summary>What the reference implementation (graphql-js) says of a document.</summary>
/// <param name="Id">The document.</param>
/// <param name="Syntax">Where it stopped reading, as line:column; null for a document that it read.</param>
/// <param name="Errors">By the reference's name of a rule, the places of each error and the names offered instead.</param>
public sealed record Verdict(string Id, string? Syntax, IReadOnlyDictionary<string, IReadOnlyList<string>> Errors);

/// <summary>Asks the reference implementation about all documents of the tests at once, in one process of Node.</summary>
public sealed class ReferenceVerdicts : IAsyncLifetime
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    private IReadOnlyDictionary<string, Verdict> _byId = new Dictionary<string, Verdict>();

    /// <summary>What the reference says of a document over the examples' schema, by its text or the name in the corpus.</summary>
    public Verdict Of(string textOrName, ComparedSchema schema = ComparedSchema.Examples) => _byId[Id(schema, textOrName)];

    /// <summary>Every verdict.</summary>
    public IEnumerable<Verdict> All => _byId.Values;

    public async Task InitializeAsync()
    {
        var documents = Corpus.Documents.Select(d => (ComparedSchema.Examples, d.Name, d.Text))
            .Concat(SyntaxCorpus.Texts.Concat(MutatedCorpus.Texts).Select(text => (ComparedSchema.Examples, text, text)))
            .Concat(Regressions.All.Select(r => (r.Schema, r.Text, r.Text)))
            .Concat(DrawnDocuments.All.Select(d => (d.Schema, d.Text, d.Text)));
        var question = JsonSerializer.Serialize(new
        {
            Schemas = Enum.GetValues<ComparedSchema>().Select(DrawnDocuments.Sdl),
            Documents = documents.Select(d => new { Id = Id(d.Item1, d.Item2), Schema = (int)d.Item1, Text = d.Item3 }).DistinctBy(d => d.Id),
        }, Json);

        _byId = JsonSerializer.Deserialize<List<Verdict>>(await Reference.Ask("validate.mjs", "", question), Json)!.ToDictionary(v => v.Id, StringComparer.Ordinal);
    }

    public Task DisposeAsync() => Task.CompletedTask;

    private static string Id(ComparedSchema schema, string name) => $"{schema} {name}";
}
