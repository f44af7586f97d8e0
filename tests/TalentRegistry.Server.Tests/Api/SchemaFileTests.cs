using TalentRegistry.Server.Api;
using TalentRegistry.Testing;

namespace TalentRegistry.Server.Tests.Api;

public sealed class SchemaFileTests
{
    [Fact]
    public async Task The_schema_in_the_repository_is_the_one_that_is_served()
    {
        var kept = await File.ReadAllTextAsync(Repository.Path("src", "TalentRegistry.Server", "schema.graphql"));

        Assert.True(
            kept.ReplaceLineEndings("\n") == RegistrySchema.Sdl(),
            "src/TalentRegistry.Server/schema.graphql is out of date: run `dotnet run --project src/TalentRegistry.Server -- schema export --out src/TalentRegistry.Server/schema.graphql` and look at what changed.");
    }
}
