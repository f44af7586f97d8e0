using TalentRegistry.Data;
using Xunit;

namespace TalentRegistry.Testing;

/// <summary>A database of its own for a test class, as class fixture: schema only. Fixtures that need more derive from it.</summary>
public class TestDatabase : IAsyncLifetime
{
    public RegistryDatabase Database { get; private set; } = null!;

    public string ConnectionString { get; private set; } = "";

    public virtual async Task InitializeAsync()
    {
        ConnectionString = await CreateAsync();
        Database = new RegistryDatabase(ConnectionString);
    }

    public virtual async Task DisposeAsync()
    {
        await Database.DisposeAsync();
        await TestCluster.DropAsync(ConnectionString);
    }

    protected virtual Task<string> CreateAsync() => TestCluster.CreateEmptyAsync();
}
