using TalentRegistry.Data.Access;

namespace TalentRegistry.Data.Agencies;

/// <summary>The tree of agencies as it stood on a day.</summary>
public static class AgencyTree
{
    /// <summary>Some agencies with all below them.</summary>
    /// <param name="database">The database.</param>
    /// <param name="caller">Who asks; the tree is the same for all.</param>
    /// <param name="tops">The agencies to begin with.</param>
    /// <param name="asOf">Day of the tree.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public static async Task<Guid[]> BelowAsync(
        this RegistryDatabase database, Caller caller, IReadOnlyCollection<Guid> tops, DateOnly asOf, CancellationToken cancellationToken)
    {
        var found = new List<Guid>();
        await database.RunAsync(
            caller, "SELECT id FROM registry.agencies_below($1, $2) below (id)", [tops.ToArray(), asOf], row => found.Add(row.GetGuid(0)), cancellationToken);
        return [.. found];
    }
}
