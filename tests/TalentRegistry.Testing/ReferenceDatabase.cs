using TalentRegistry.Data.Reference;

namespace TalentRegistry.Testing;

/// <summary>A database of its own for a test class, as class fixture: the schema and db/reference loaded.</summary>
public class ReferenceDatabase : TestDatabase
{
    private static readonly Lazy<Task<string>> Template = new(() => TestCluster.MakeTemplateAsync(
        "template_reference",
        database => ReferenceLoader.LoadAsync(database, Repository.Path("db", "reference"), CancellationToken.None)));

    /// <summary>A fresh database with the reference lists, for a test that needs one of its own.</summary>
    public static async Task<string> CreateLoadedAsync() => await TestCluster.CloneAsync(await Template.Value);

    protected override Task<string> CreateAsync() => CreateLoadedAsync();
}
