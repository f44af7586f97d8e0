using System.Globalization;
using TalentRegistry.GraphQL.Language;
using TalentRegistry.GraphQL.Tests.Validation;
using TalentRegistry.GraphQL.TypeSystem;

namespace TalentRegistry.GraphQL.Tests.Oracle.Drawing;

/// <summary>A drawn document: its seed brings it back, whatever the number of documents drawn.</summary>
public sealed record Drawn(int Seed, ComparedSchema Schema, string Text)
{
    public override string ToString() => $"--- seed {Seed}, schema {Schema}\n{Text}";
}

/// <summary>The schemas that documents are drawn over.</summary>
public enum ComparedSchema
{
    /// <summary>The types of the specification's examples.</summary>
    Examples,

    /// <summary>What the registry's server offers.</summary>
    Registry,
}

/// <summary>
/// Documents for both implementations: a quarter valid, half with mistakes in what they ask, a quarter with broken words. More
/// of them by <c>ORACLE_DOCUMENTS</c>, others by <c>ORACLE_SEED</c>.
/// </summary>
internal static class DrawnDocuments
{
    public static int Count { get; } = Setting("ORACLE_DOCUMENTS", 4_000);

    public static int FirstSeed { get; } = Setting("ORACLE_SEED", 1);

    public static string Sdl(ComparedSchema schema) => schema == ComparedSchema.Examples ? Corpus.Sdl : RegistrySdl;

    public static Schema Schema(ComparedSchema schema) => schema == ComparedSchema.Examples ? Corpus.Schema : Registry;

    /// <summary>The registry's schema as its server exports it.</summary>
    public static string RegistrySdl { get; } = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Oracle", "registry.graphql"));

    public static IReadOnlyList<Drawn> All { get; } = [.. Enumerable.Range(FirstSeed, Count).Select(Of)];

    private static Schema Registry => field ??= SdlReader.Read(Parser.Parse(RegistrySdl));

    public static int Setting(string name, int usual) =>
        Environment.GetEnvironmentVariable(name) is { Length: > 0 } text ? int.Parse(text, CultureInfo.InvariantCulture) : usual;

    private static Drawn Of(int seed)
    {
        var which = seed % 5 == 0 ? ComparedSchema.Registry : ComparedSchema.Examples;
        var schema = Schema(which);
        var text = (seed % 4) switch
        {
            0 => DrawnDocument.Valid(schema, seed),
            1 => BrokenText.Of(DrawnDocument.Valid(schema, seed), seed),
            _ => DrawnDocument.WithMistakes(schema, seed),
        };
        return new Drawn(seed, which, text);
    }
}
