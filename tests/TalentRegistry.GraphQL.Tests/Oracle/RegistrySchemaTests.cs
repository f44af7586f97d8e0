using System.Text.Json;
using System.Text.RegularExpressions;
using TalentRegistry.GraphQL.Execution;
using TalentRegistry.GraphQL.Language;
using TalentRegistry.GraphQL.Tests.Execution;
using TalentRegistry.GraphQL.Tests.Language;
using TalentRegistry.GraphQL.Tests.Oracle.Drawing;
using TalentRegistry.GraphQL.TypeSystem;

namespace TalentRegistry.GraphQL.Tests.Oracle;

/// <summary>A schema of real size through both implementations: as SDL, and as it describes itself.</summary>
public sealed partial class RegistrySchemaTests
{
    private static readonly string Sdl = DrawnDocuments.RegistrySdl;

    [Fact]
    public void What_is_read_from_the_schema_is_printed_as_it_stood() =>
        Assert.Equal(Sdl.ReplaceLineEndings("\n"), SchemaPrinter.Print(SdlReader.Read(Parser.Parse(Sdl))));

    [Fact]
    public void Its_document_survives_printing()
    {
        var document = Parser.Parse(Sdl);

        SyntaxTrees.AssertSame(document, Parser.Parse(Printer.Print(document)));
    }

    [Fact]
    public async Task The_reference_reads_it_finds_it_valid_and_prints_what_we_read_as_the_same_schema()
    {
        var theirs = JsonElement.Parse(await Reference.Ask("schema.mjs", "", Sdl));

        Assert.Equal([], theirs.GetProperty("errors").EnumerateArray().Select(e => e.GetString()));
        Assert.Equal(WithoutCosts(Sdl), SchemaPrinter.Print(SdlReader.Read(Parser.Parse(theirs.GetProperty("printed").GetString()!))));
    }

    // The reference prints no directives but @deprecated, @oneOf and @specifiedBy.
    private static string WithoutCosts(string sdl) => AppliedCost().Replace(sdl.ReplaceLineEndings("\n"), "");

    [GeneratedRegex(@"(?<!directive) @(cost|listSize)\([^)]*\)", RegexOptions.ExplicitCapture, 10_000)]
    private static partial Regex AppliedCost();

    [Fact]
    public async Task The_reference_reads_the_same_out_of_introspection()
    {
        var server = new Answering(Sdl, new Dictionary<string, object?>());
        var result = await server.Run(new GraphQLRequest(await Reference.Ask("introspection.mjs", "query")));
        var data = JsonElement.Parse(ResultWriter.ToJson(result)).GetProperty("data");

        var compared = JsonElement.Parse(await Reference.Ask("introspection.mjs", "compare", JsonSerializer.Serialize(new { sdl = Sdl, data })));

        Assert.Equal(compared.GetProperty("printed").GetString(), compared.GetProperty("introspected").GetString());
    }
}
