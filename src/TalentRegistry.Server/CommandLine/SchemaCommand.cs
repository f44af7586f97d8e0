using System.CommandLine;
using TalentRegistry.Server.Api;

namespace TalentRegistry.Server.CommandLine;

/// <summary><c>schema export</c>: the API's schema as SDL, which src/TalentRegistry.Server/schema.graphql keeps.</summary>
internal static class SchemaCommand
{
    public static Command Make()
    {
        var file = new Option<FileInfo?>("--out") { Description = "File to write; the output unless given.", HelpName = "FILE" };
        var export = new Command("export", "Write the GraphQL schema in the schema definition language.") { file };
        export.SetAction(async (parsed, cancellationToken) =>
        {
            var sdl = RegistrySchema.Sdl();
            if (parsed.GetValue(file) is { } target)
                await File.WriteAllTextAsync(target.FullName, sdl, cancellationToken);
            else
                await Console.Out.WriteAsync(sdl);
            return 0;
        });
        return new Command("schema", "The API's schema.") { export };
    }
}
