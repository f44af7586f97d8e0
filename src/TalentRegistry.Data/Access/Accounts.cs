using Microsoft.AspNetCore.Identity;
using Npgsql;
using TalentRegistry.Domain.Access;

namespace TalentRegistry.Data.Access;

/// <summary>An account that may sign in.</summary>
/// <param name="Id">Identifier.</param>
/// <param name="Name">Sign-in name: lower-case letters, digits, dot, dash, underscore; 2 to 64.</param>
/// <param name="DisplayName">Shown on pages.</param>
/// <param name="Role">What it is for.</param>
/// <param name="Demo">A demonstration account, good on a loopback address only.</param>
public sealed record Account(Guid Id, string Name, string DisplayName, Role Role, bool Demo);

/// <summary>Accounts and sign-in. Works as the owner: a caller has no rights before signing in.</summary>
public sealed class Accounts(RegistryDatabase database)
{
    private static readonly PasswordHasher<Account> Hasher = new();

    // Held against when the name is unknown, so that the answer takes as long and tells nothing.
    private static readonly string NobodysHash = Hasher.HashPassword(null!, Guid.NewGuid().ToString());

    /// <summary>The account, if name and password belong together and it is not closed.</summary>
    public async Task<Account?> SignInAsync(string name, string password, CancellationToken cancellationToken)
    {
        var (account, hash) = await FindAsync(name, cancellationToken);
        var fits = Hasher.VerifyHashedPassword(account!, hash ?? NobodysHash, password) != PasswordVerificationResult.Failed;
        return fits ? account : null;
    }

    /// <summary>The account of a name, for an operator who acts in it; null if there is none or it is closed.</summary>
    public async Task<Account?> NamedAsync(string name, CancellationToken cancellationToken) => (await FindAsync(name, cancellationToken)).Account;

    /// <summary>Makes an account.</summary>
    /// <exception cref="OperatorException">The name is taken or malformed, or the password is shorter than 12 characters.</exception>
    public async Task<Account> CreateAsync(string name, string displayName, Role role, string password, CancellationToken cancellationToken)
    {
        if (password.Length < 12)
            throw new OperatorException("The password must have 12 characters or more.");

        var account = new Account(Guid.CreateVersion7(), name, displayName, role, Demo: false);
        try
        {
            await InsertAsync(account, password, cancellationToken);
        }
        catch (PostgresException fault) when (fault.SqlState == PostgresErrorCodes.UniqueViolation)
        {
            throw new OperatorException($"There is already an account named {name}.", fault);
        }
        catch (PostgresException fault) when (fault.SqlState == PostgresErrorCodes.CheckViolation)
        {
            throw new OperatorException($"{name} cannot be an account name: use 2 to 64 lower-case letters, digits, dots, dashes or underscores.", fault);
        }

        return account;
    }

    /// <summary>Closes an account for good: it cannot sign in, and servers refuse what it signed in before within seconds.</summary>
    /// <exception cref="OperatorException">There is no open account of that name.</exception>
    public async Task CloseAsync(string name, CancellationToken cancellationToken)
    {
        await using var command = database.Owner.CreateCommand("UPDATE access.account SET closed_at = now() WHERE name = $1 AND closed_at IS NULL");
        command.Parameters.Add(new() { Value = name });
        if (await command.ExecuteNonQueryAsync(cancellationToken) == 0)
            throw new OperatorException($"There is no open account named {name}.");
    }

    /// <summary>
    /// Makes the demonstration accounts admin, hr, planner, leader, auditor and person with password "demo", where they are missing and
    /// were not closed: hr with the agency, leader with the unit given, person as somebody whose dossier that agency keeps.
    /// </summary>
    public async Task CreateDemoAsync(Guid? hrAgencyId, string? leaderUnitId, CancellationToken cancellationToken)
    {
        Account[] accounts =
        [
            new(Guid.CreateVersion7(), "admin", "Quản trị (thử nghiệm)", Role.Admin, Demo: true),
            new(Guid.CreateVersion7(), "hr", "Cán bộ nhân sự (thử nghiệm)", Role.Hr, Demo: true),
            new(Guid.CreateVersion7(), "planner", "Cán bộ kế hoạch (thử nghiệm)", Role.Planner, Demo: true),
            new(Guid.CreateVersion7(), "leader", "Lãnh đạo (thử nghiệm)", Role.Leader, Demo: true),
            new(Guid.CreateVersion7(), "auditor", "Kiểm tra (thử nghiệm)", Role.Auditor, Demo: true),
            new(Guid.CreateVersion7(), "person", "Người trong sổ (thử nghiệm)", Role.Person, Demo: true),
        ];
        foreach (var account in accounts)
        {
            if (await ExistsAsync(account.Name, cancellationToken))
                continue;

            await InsertAsync(account, "demo", cancellationToken);
            if (account.Role == Role.Hr && hrAgencyId is { } agency)
                await ScopeAsync(account.Id, agency, null, cancellationToken);
            if (account.Role == Role.Leader && leaderUnitId is not null)
                await ScopeAsync(account.Id, null, leaderUnitId, cancellationToken);
            if (account.Role == Role.Person && hrAgencyId is { } keeper)
                await LinkDemoAsync(account.Id, keeper, cancellationToken);
        }
    }

    /// <summary>Lets the account see an agency with all below it, or a unit with all below it.</summary>
    public async Task ScopeAsync(Guid accountId, Guid? agencyId, string? unitId, CancellationToken cancellationToken)
    {
        await using var command = database.Owner.CreateCommand(
            "INSERT INTO access.scope (account_id, agency_id, unit_id) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING");
        command.Parameters.Add(new() { Value = accountId });
        command.Parameters.Add(new() { Value = (object?)agencyId ?? DBNull.Value, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Uuid });
        command.Parameters.Add(new() { Value = (object?)unitId ?? DBNull.Value, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Text });
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private async Task InsertAsync(Account account, string password, CancellationToken cancellationToken)
    {
        await using var command = database.Owner.CreateCommand(
            "INSERT INTO access.account (id, name, display_name, role, password_hash, demo) VALUES ($1, $2, $3, $4, $5, $6)");
        command.Parameters.Add(new() { Value = account.Id });
        command.Parameters.Add(new() { Value = account.Name });
        command.Parameters.Add(new() { Value = account.DisplayName });
        command.Parameters.Add(new() { Value = SnakeCase.Of(account.Role) });
        command.Parameters.Add(new() { Value = Hasher.HashPassword(account, password) });
        command.Parameters.Add(new() { Value = account.Demo });
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private async Task LinkDemoAsync(Guid accountId, Guid keeperId, CancellationToken cancellationToken)
    {
        await using var command = database.Owner.CreateCommand(
            "UPDATE access.account SET person_id = (SELECT id FROM registry.person WHERE keeper_id = $2 AND synthetic AND deceased_on IS NULL ORDER BY id LIMIT 1) WHERE id = $1");
        command.Parameters.Add(new() { Value = accountId });
        command.Parameters.Add(new() { Value = keeperId });
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private async Task<bool> ExistsAsync(string name, CancellationToken cancellationToken)
    {
        await using var command = database.Owner.CreateCommand("SELECT EXISTS (SELECT FROM access.account WHERE name = $1)");
        command.Parameters.Add(new() { Value = name });
        return await command.ExecuteScalarAsync(cancellationToken) is true;
    }

    private async Task<(Account? Account, string? Hash)> FindAsync(string name, CancellationToken cancellationToken)
    {
        await using var command = database.Owner.CreateCommand(
            "SELECT id, name, display_name, role, demo, password_hash FROM access.account WHERE name = $1 AND closed_at IS NULL");
        command.Parameters.Add(new() { Value = name });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        if (!await reader.ReadAsync(cancellationToken))
            return (null, null);

        var role = SnakeCase.Parse<Role>(reader.GetString(3));
        return (new Account(reader.GetGuid(0), reader.GetString(1), reader.GetString(2), role, reader.GetBoolean(4)), reader.GetString(5));
    }
}
