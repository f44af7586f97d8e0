using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;
using Npgsql;
using TalentRegistry.Domain.Access;

namespace TalentRegistry.Data.Access;

/// <summary>An account that may sign in.</summary>
/// <param name="Id">Identifier.</param>
/// <param name="Name">Sign-in name: lower-case letters, digits, dot, dash, underscore; 2 to 64.</param>
/// <param name="DisplayName">Shown on pages.</param>
/// <param name="Role">What it is for.</param>
/// <param name="Demo">A demonstration account, good on a loopback address only.</param>
public sealed record Account(Guid Id, string Name, string DisplayName, Role Role, bool Demo)
{
    /// <summary>Whether a code of its authenticator app is asked for too.</summary>
    public bool HasSecondFactor { get; init; }

    /// <summary>Whether it has a password: not while it is only invited, nor where somebody else vouches for its owner.</summary>
    public bool HasPassword { get; init; }
}

/// <summary>Accounts and sign-in. Works as the owner: a caller has no rights before signing in.</summary>
public sealed partial class Accounts(RegistryDatabase database, TimeProvider clock)
{
    // PBKDF2 with HMAC-SHA512; 210,000 rounds is what the OWASP Password Storage Cheat Sheet recommends for it.
    private static readonly PasswordHasher<Account> Hasher = new(Options.Create(new PasswordHasherOptions { IterationCount = 210_000 }));

    // Held against when the name is unknown, so that the answer takes as long and tells nothing.
    private static readonly string NobodysHash = Hasher.HashPassword(null!, Guid.NewGuid().ToString());

    /// <summary>Accounts by the clock of the system.</summary>
    public Accounts(RegistryDatabase database)
        : this(database, TimeProvider.System)
    {
    }

    /// <summary>
    /// The account, if name and password belong together and it is neither closed nor locked; else null, in the same time and for all
    /// the same. A wrong password counts towards <see cref="Lockout"/>. Nobody is signed in yet: that is <see cref="AccountSessions.BeginAsync"/>.
    /// </summary>
    public async Task<Account?> SignInAsync(string name, string password, CancellationToken cancellationToken) =>
        await CheckAsync(await FindAsync(name, cancellationToken), password, cancellationToken);

    private async Task<Account?> CheckAsync((Account? Account, string? Hash, DateTimeOffset? LockedUntil) found, string password, CancellationToken cancellationToken)
    {
        var verdict = Hasher.VerifyHashedPassword(found.Account!, found.Hash ?? NobodysHash, password);
        var locked = found.LockedUntil > clock.GetUtcNow();
        if (verdict == PasswordVerificationResult.Failed || found.Hash is null || locked)
        {
            // For everybody, so that an unknown name costs as much.
            await FailAsync(found.Account?.Id ?? Guid.Empty, cancellationToken);
            return null;
        }

        if (verdict == PasswordVerificationResult.SuccessRehashNeeded)
            await database.Owner.ExecuteAsync(
                "UPDATE access.account SET password_hash = $3 WHERE id = $1 AND password_hash = $2", cancellationToken,
                found.Account!.Id, found.Hash, Hasher.HashPassword(found.Account, password));
        return found.Account;
    }

    /// <summary>Notes a wrong password or code; locks the account once there were too many. A locked account stays as it is.</summary>
    internal async Task FailAsync(Guid account, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var locks = Enumerable.Range(0, 64).Select(failures => Lockout.After(failures)).ToArray();
        await database.Owner.ExecuteAsync(
            """
            UPDATE access.account a
               SET failures = n.failures, failed_at = $2,
                   locked_until = CASE WHEN ($4::interval[])[least(n.failures, 63) + 1] > interval '0' THEN $2::timestamptz + ($4::interval[])[least(n.failures, 63) + 1] END
              FROM (SELECT id, CASE WHEN failed_at < $3 THEN 1 ELSE failures + 1 END AS failures FROM access.account WHERE id = $1 FOR UPDATE) n
             WHERE a.id = n.id AND (a.locked_until IS NULL OR a.locked_until <= $2)
            """, cancellationToken, account, now, now - Lockout.ForgottenAfter, locks);
    }

    /// <summary>Which open account a name belongs to, and whether it is locked; null and false for none. For the audit log, never for whoever tried.</summary>
    public async Task<(Guid? Account, bool Locked)> TriedAsync(string name, CancellationToken cancellationToken)
    {
        var (account, _, lockedUntil) = await FindAsync(name, cancellationToken);
        return (account?.Id, lockedUntil > clock.GetUtcNow());
    }

    /// <summary>The open account of a name, for an operator who acts in it; null if there is none or it is closed.</summary>
    public async Task<Account?> NamedAsync(string name, CancellationToken cancellationToken) => (await FindAsync(name, cancellationToken)).Account;

    /// <summary>The open account of an identifier; null if there is none or it is closed.</summary>
    public async Task<Account?> FindAsync(Guid id, CancellationToken cancellationToken) => (await ReadAsync(id, cancellationToken)).Account;

    /// <summary>Whether this is the password of the account, for what asks for it once more. A wrong one counts as one at sign-in does.</summary>
    public async Task<bool> IsPasswordAsync(Guid id, string password, CancellationToken cancellationToken) =>
        await CheckAsync(await ReadAsync(id, cancellationToken), password, cancellationToken) is not null;

    /// <summary>Sets the password of an account that knows its present one; ends its other sign-ins.</summary>
    /// <returns>Whether the present password was right.</returns>
    /// <exception cref="PasswordRefusedException">The new one is not taken.</exception>
    public async Task<bool> ChangePasswordAsync(Guid id, string present, string password, Guid? session, CancellationToken cancellationToken)
    {
        if (await CheckAsync(await ReadAsync(id, cancellationToken), present, cancellationToken) is not { } account)
            return false;

        Hold(account, password);
        await database.Owner.ExecuteAsync(
            """
            WITH ended AS (UPDATE access.session SET ended_at = $3 WHERE account_id = $1 AND ended_at IS NULL AND id IS DISTINCT FROM $4::uuid)
            UPDATE access.account SET password_hash = $2, failures = 0, locked_until = NULL WHERE id = $1
            """, cancellationToken, id, Hasher.HashPassword(account, password), clock.GetUtcNow(), session);
        return true;
    }

    /// <summary>Makes an account.</summary>
    /// <exception cref="OperatorException">The name is taken or malformed.</exception>
    /// <exception cref="PasswordRefusedException">The password is not taken.</exception>
    public async Task<Account> CreateAsync(string name, string displayName, Role role, string password, CancellationToken cancellationToken)
    {
        var account = new Account(Guid.CreateVersion7(clock.GetUtcNow()), name, displayName, role, Demo: false);
        Hold(account, password);
        await AddAsync(account, password, cancellationToken);
        return account;
    }

    // Null is an account that is invited: it has no password until its link is opened.
    private async Task AddAsync(Account account, string? password, CancellationToken cancellationToken)
    {
        var name = account.Name;
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
    }

    private static void Hold(Account account, string password)
    {
        if (PasswordRules.FaultOf(password, account.Name, account.DisplayName) is { } fault)
            throw new PasswordRefusedException(fault);
    }

    /// <summary>Closes an account for good: it cannot sign in, and servers refuse what it signed in before within seconds.</summary>
    /// <exception cref="OperatorException">There is no open account of that name.</exception>
    public async Task CloseAsync(string name, CancellationToken cancellationToken)
    {
        if (await NamedAsync(name, cancellationToken) is not { } account || !await CloseAsync(account.Id, cancellationToken))
            throw new OperatorException($"There is no open account named {name}.");
    }

    /// <summary>The same by identifier; whether it was open. Its sign-ins, tokens and links end with it.</summary>
    public async Task<bool> CloseAsync(Guid id, CancellationToken cancellationToken) => await database.Owner.ExecuteAsync(
        """
        WITH sessions AS (UPDATE access.session SET ended_at = $2 WHERE account_id = $1 AND ended_at IS NULL),
             tokens AS (UPDATE access.personal_token SET ended_at = $2 WHERE account_id = $1 AND ended_at IS NULL),
             links AS (DELETE FROM access.password_link WHERE account_id = $1)
        UPDATE access.account SET closed_at = $2 WHERE id = $1 AND closed_at IS NULL
        """, cancellationToken, id, clock.GetUtcNow()) > 0;

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

    /// <summary>Turns the second factor of an account off; whether it was on or about to be.</summary>
    public async Task<bool> RemoveSecondFactorAsync(Guid id, CancellationToken cancellationToken) => await database.Owner.ExecuteAsync(
        """
        WITH codes AS (DELETE FROM access.recovery_code WHERE account_id = $1)
        UPDATE access.account SET factor_secret = NULL, factor_since = NULL, factor_step = NULL WHERE id = $1 AND factor_secret IS NOT NULL
        """, cancellationToken, id) > 0;

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

    private async Task InsertAsync(Account account, string? password, CancellationToken cancellationToken)
    {
        await using var command = database.Owner.CreateCommand(
            "INSERT INTO access.account (id, name, display_name, role, password_hash, demo) VALUES ($1, $2, $3, $4, $5, $6)");
        command.Parameters.Add(new() { Value = account.Id });
        command.Parameters.Add(new() { Value = account.Name });
        command.Parameters.Add(new() { Value = account.DisplayName });
        command.Parameters.Add(new() { Value = SnakeCase.Of(account.Role) });
        command.Parameters.Add(new() { Value = password is null ? DBNull.Value : Hasher.HashPassword(account, password), NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Text });
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

    private const string Columns =
        "SELECT id, name, display_name, role, demo, password_hash, locked_until, factor_since IS NOT NULL, closed_at IS NOT NULL FROM access.account";

    private async Task<(Account? Account, string? Hash, DateTimeOffset? LockedUntil)> FindAsync(string name, CancellationToken cancellationToken) =>
        (await database.Owner.ReadAsync($"{Columns} WHERE name = $1 AND closed_at IS NULL", Read, cancellationToken, name)).SingleOrDefault();

    private async Task<(Account? Account, string? Hash, DateTimeOffset? LockedUntil)> ReadAsync(Guid id, CancellationToken cancellationToken) =>
        (await database.Owner.ReadAsync($"{Columns} WHERE id = $1 AND closed_at IS NULL", Read, cancellationToken, id)).SingleOrDefault();

    private static (Account? Account, string? Hash, DateTimeOffset? LockedUntil) Read(NpgsqlDataReader row) =>
        (new Account(row.GetGuid(0), row.GetString(1), row.GetString(2), SnakeCase.Parse<Role>(row.GetString(3)), row.GetBoolean(4)) { HasSecondFactor = row.GetBoolean(7), HasPassword = !row.IsDBNull(5) },
         row.Text(5), row.Moment(6));
}
