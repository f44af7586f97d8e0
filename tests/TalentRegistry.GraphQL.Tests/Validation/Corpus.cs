using TalentRegistry.GraphQL.Language;
using TalentRegistry.GraphQL.TypeSystem;

namespace TalentRegistry.GraphQL.Tests.Validation;

/// <summary>
/// Documents that rules let pass or refuse, against one schema. A file of Corpus/ is named for a rule; in it a document begins
/// after a line <c>### valid: title</c> or <c>### invalid: title</c>. Valid means that this rule has nothing against it.
/// </summary>
public static class Corpus
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Validation", "Corpus");

    public static string Sdl { get; } = File.ReadAllText(Path.Combine(Folder, "schema.graphql"));

    public static Schema Schema { get; } = SdlReader.Read(Parser.Parse(Sdl));

    public static IReadOnlyList<CorpusDocument> Documents { get; } =
    [
        .. Directory.EnumerateFiles(Folder, "*.graphql").Order(StringComparer.Ordinal)
            .Where(file => Path.GetFileName(file) != "schema.graphql")
            .SelectMany(Read),
    ];

    public static CorpusDocument Find(string name) => Documents.Single(d => d.Name == name);

    private static IEnumerable<CorpusDocument> Read(string file)
    {
        foreach (var part in ("\n" + File.ReadAllText(file).ReplaceLineEndings("\n")).Split("\n### ", StringSplitOptions.RemoveEmptyEntries))
        {
            var (heading, text) = (part[..part.IndexOf('\n', StringComparison.Ordinal)], part[(part.IndexOf('\n', StringComparison.Ordinal) + 1)..]);
            yield return heading.Split(": ", 2) switch
            {
                ["valid", var title] => new(Path.GetFileNameWithoutExtension(file), title, true, text),
                ["invalid", var title] => new(Path.GetFileNameWithoutExtension(file), title, false, text),
                _ => throw new InvalidDataException($"{file}: a heading is \"### valid: title\" or \"### invalid: title\", not \"### {heading}\"."),
            };
        }
    }
}

public sealed record CorpusDocument(string Rule, string Title, bool IsValid, string Text)
{
    public string Name => $"{Rule}, {(IsValid ? "valid" : "invalid")}: {Title}";
}
