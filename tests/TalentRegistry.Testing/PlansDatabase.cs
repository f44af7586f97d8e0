using TalentRegistry.Data.Plans;
using TalentRegistry.Data.Reference;

namespace TalentRegistry.Testing;

/// <summary>A database of its own for a test class, as class fixture: the schema, db/reference and db/plans loaded.</summary>
public class PlansDatabase : TestDatabase
{
    private static readonly Lazy<Task<string>> Template = new(() => TestCluster.MakeTemplateAsync("template_plans", async database =>
    {
        await ReferenceLoader.LoadAsync(database, Repository.Path("db", "reference"), CancellationToken.None);
        await PlanLoader.LoadAsync(database, Repository.Path("db", "plans"), CancellationToken.None);
    }));

    /// <summary>A fresh database with the plans, for a test that needs one of its own.</summary>
    public static async Task<string> CreateLoadedAsync() => await TestCluster.CloneAsync(await Template.Value);

    protected override Task<string> CreateAsync() => CreateLoadedAsync();
}
