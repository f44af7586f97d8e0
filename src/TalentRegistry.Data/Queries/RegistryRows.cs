using Microsoft.EntityFrameworkCore;

namespace TalentRegistry.Data.Queries;

/// <summary>The registry's rows to make queries of, connected to nothing: a query over them runs only on a session's connection.</summary>
public static class RegistryRows
{
    /// <summary>One for all requests and threads: its sets are all made before anyone gets it, and nothing in it changes after.</summary>
    public static RegistryContext Context { get; } = Make();

    private static RegistryContext Make()
    {
        var context = new RegistryContext(new DbContextOptionsBuilder<RegistryContext>()
            .UseNpgsql()
            .UseQueryTrackingBehavior(QueryTrackingBehavior.NoTracking)
            .Options);
        foreach (var property in typeof(RegistryContext).GetProperties())
            _ = (property.GetValue(context) as IQueryable)?.Expression;
        return context;
    }
}
