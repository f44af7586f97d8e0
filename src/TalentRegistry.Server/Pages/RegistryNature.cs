using TalentRegistry.Data;

namespace TalentRegistry.Server.Pages;

/// <summary>
/// Whether what the registry holds is made up, which every page says, and the demonstration accounts that the sign-in page may name.
/// Asked as the owner, since a visitor who has not signed in has no rights; what it tells is about no person.
/// </summary>
public sealed class RegistryNature(RegistryDatabase database)
{
    private volatile bool synthetic;

    /// <summary>Whether any agency is of the demonstration. Once so, always so: demonstration data is never taken out by itself.</summary>
    public async ValueTask<bool> IsSyntheticAsync(CancellationToken cancellationToken)
    {
        if (synthetic)
            return true;

        await using var command = database.Owner.CreateCommand("SELECT EXISTS (SELECT FROM registry.agency WHERE synthetic)");
        return synthetic = (bool)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    /// <summary>Names and titles of the open demonstration accounts.</summary>
    public async Task<IReadOnlyList<(string Name, string DisplayName)>> DemoAccountsAsync(CancellationToken cancellationToken)
    {
        await using var command = database.Owner.CreateCommand(
            "SELECT name, display_name FROM access.account WHERE demo AND closed_at IS NULL ORDER BY role = 'planner' DESC, name");
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var accounts = new List<(string, string)>();
        while (await reader.ReadAsync(cancellationToken))
            accounts.Add((reader.GetString(0), reader.GetString(1)));
        return accounts;
    }
}
