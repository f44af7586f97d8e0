using Npgsql;
using TalentRegistry.Domain.Access;

namespace TalentRegistry.Data.Access;

/// <summary>How an account stands.</summary>
public enum AccountState
{
    /// <summary>It may sign in.</summary>
    Open,

    /// <summary>It has no password yet.</summary>
    Invited,

    /// <summary>Too many wrong passwords or codes; for a while.</summary>
    Locked,

    /// <summary>Closed for good.</summary>
    Closed,
}

/// <summary>An account as administrators see it: nothing of it is from a person's record.</summary>
/// <param name="Id">Identifier.</param>
/// <param name="Name">Sign-in name.</param>
/// <param name="DisplayName">Shown on pages.</param>
/// <param name="Role">What it is for.</param>
/// <param name="State">How it stands.</param>
/// <param name="Demo">A demonstration account.</param>
/// <param name="LockedUntil">Until when it is locked; null if it is not.</param>
/// <param name="HasSecondFactor">Whether codes are asked for.</param>
/// <param name="HasPerson">Whether it belongs to somebody's record.</param>
/// <param name="Subject">Who it is at an identity provider; null for nobody.</param>
/// <param name="Issuer">That provider; null where it was not noted, and the subject signs nobody in.</param>
/// <param name="Scopes">Names of agencies and units, each with all below it.</param>
/// <param name="CreatedAt">When it was made.</param>
/// <param name="LastSignIn">The last sign-in of the last 30 days; null for none.</param>
public sealed record AccountRow(
    Guid Id, string Name, string DisplayName, Role Role, AccountState State, bool Demo, DateTimeOffset? LockedUntil, bool HasSecondFactor, bool HasPerson,
    string? Subject, string? Issuer, IReadOnlyList<string> Scopes, DateTimeOffset CreatedAt, DateTimeOffset? LastSignIn);

/// <summary>What an account may see.</summary>
/// <param name="AgencyId">An agency with all below it; null for a unit.</param>
/// <param name="UnitId">A unit with all below it; null for an agency.</param>
/// <param name="Name">Its name.</param>
/// <param name="Code">Its code.</param>
public sealed record AccountScope(Guid? AgencyId, string? UnitId, string Name, string Code);

/// <summary>What administrators do with accounts. Who may do so is for the caller to hold.</summary>
public sealed class AccountAdministration(RegistryDatabase database, TimeProvider clock)
{
    private const string States =
        "CASE WHEN a.closed_at IS NOT NULL THEN 'closed' WHEN a.locked_until > $1 THEN 'locked' WHEN a.password_hash IS NULL AND a.external_subject IS NULL THEN 'invited' ELSE 'open' END";

    /// <summary>Accounts by name.</summary>
    /// <param name="text">Part of a name, with or without marks; null for all.</param>
    /// <param name="role">Of this role; null for any.</param>
    /// <param name="state">In this state; null for any.</param>
    /// <param name="skip">How many to leave out.</param>
    /// <param name="most">How many to tell.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public Task<List<AccountRow>> ListAsync(string? text, Role? role, AccountState? state, int skip, int most, CancellationToken cancellationToken) => ReadAsync(
        $"""
        WHERE ($2::text IS NULL OR a.name LIKE '%' || lower($2) || '%' OR reference.fold(a.display_name) LIKE '%' || reference.fold($2) || '%')
          AND ($3::text IS NULL OR a.role = $3) AND ($4::text IS NULL OR {States} = $4)
        ORDER BY a.name OFFSET $5 LIMIT $6
        """,
        cancellationToken, clock.GetUtcNow(), text is null ? null : Pattern(text), role is { } one ? SnakeCase.Of(one) : null, state is { } at ? SnakeCase.Of(at) : null, skip, most);

    /// <summary>One account; null if there is none.</summary>
    public async Task<AccountRow?> FindAsync(Guid account, CancellationToken cancellationToken) =>
        (await ReadAsync("WHERE a.id = $2", cancellationToken, clock.GetUtcNow(), account)).SingleOrDefault();

    /// <summary>What it may see.</summary>
    public Task<List<AccountScope>> ScopesAsync(Guid account, CancellationToken cancellationToken) => database.Owner.ReadAsync(
        """
        SELECT s.agency_id, s.unit_id, coalesce(g.name, u.name), coalesce(g.code, u.id) FROM access.scope s
          LEFT JOIN registry.agency g ON g.id = s.agency_id LEFT JOIN reference.administrative_unit u ON u.id = s.unit_id
         WHERE s.account_id = $1 ORDER BY 3, 4
        """, ReadScope, cancellationToken, account);

    /// <summary>Agencies (for HR officers) or units (for leaders) whose name or code holds the text, 30 at most; none for other roles.</summary>
    public Task<List<AccountScope>> FindScopesAsync(Role role, string text, CancellationToken cancellationToken) => role switch
    {
        Role.Hr => database.Owner.ReadAsync(
            "SELECT id, NULL::text, name, code FROM registry.agency WHERE valid_until IS NULL AND (reference.fold(name) LIKE '%' || reference.fold($1) || '%' OR lower(code) LIKE lower($1) || '%') ORDER BY char_length(name), name LIMIT 30",
            ReadScope, cancellationToken, Pattern(text)),
        Role.Leader => database.Owner.ReadAsync(
            "SELECT NULL::uuid, id, name, id FROM reference.administrative_unit WHERE reference.fold(name) LIKE '%' || reference.fold($1) || '%' OR lower(id) LIKE lower($1) || '%' ORDER BY valid_until IS NOT NULL, char_length(name), name LIMIT 30",
            ReadScope, cancellationToken, Pattern(text)),
        _ => Task.FromResult(new List<AccountScope>()),
    };

    /// <summary>Lets an HR officer see an agency with all below it, or a leader a unit; false if it is there already or is not for the role.</summary>
    public async Task<bool> AddScopeAsync(Guid account, Guid? agency, string? unit, CancellationToken cancellationToken) => await database.Owner.ExecuteAsync(
        """
        INSERT INTO access.scope (account_id, agency_id, unit_id)
          SELECT a.id, g.id, u.id FROM access.account a LEFT JOIN registry.agency g ON g.id = $2::uuid LEFT JOIN reference.administrative_unit u ON u.id = $3::text
           WHERE a.id = $1 AND a.closed_at IS NULL AND CASE a.role WHEN 'hr' THEN g.id IS NOT NULL AND u.id IS NULL WHEN 'leader' THEN u.id IS NOT NULL AND g.id IS NULL ELSE false END
          ON CONFLICT DO NOTHING
        """, cancellationToken, account, agency, unit) > 0;

    /// <summary>Takes a scope away; whether it was there.</summary>
    public async Task<bool> RemoveScopeAsync(Guid account, Guid? agency, string? unit, CancellationToken cancellationToken) => await database.Owner.ExecuteAsync(
        "DELETE FROM access.scope WHERE account_id = $1 AND agency_id IS NOT DISTINCT FROM $2::uuid AND unit_id IS NOT DISTINCT FROM $3::text", cancellationToken, account, agency, unit) > 0;

    /// <summary>Ends a lock and forgets the failures; whether there were any.</summary>
    public async Task<bool> UnlockAsync(Guid account, CancellationToken cancellationToken) => await database.Owner.ExecuteAsync(
        "UPDATE access.account SET failures = 0, failed_at = NULL, locked_until = NULL WHERE id = $1 AND (failures > 0 OR locked_until IS NOT NULL)", cancellationToken, account) > 0;

    private Task<List<AccountRow>> ReadAsync(string where, CancellationToken cancellationToken, params object?[] values) => database.Owner.ReadAsync(
        $"""
        SELECT a.id, a.name, a.display_name, a.role, {States}, a.demo, CASE WHEN a.locked_until > $1 THEN a.locked_until END, a.factor_since IS NOT NULL, a.person_id IS NOT NULL,
               a.external_subject, a.external_issuer, ARRAY(SELECT coalesce(g.name, u.name, s.unit_id) FROM access.scope s LEFT JOIN registry.agency g ON g.id = s.agency_id
                                           LEFT JOIN reference.administrative_unit u ON u.id = s.unit_id WHERE s.account_id = a.id ORDER BY 1),
               a.created_at, (SELECT max(s.made_at) FROM access.session s WHERE s.account_id = a.id)
          FROM access.account a
        {where}
        """,
        row => new AccountRow(
            row.GetGuid(0), row.GetString(1), row.GetString(2), SnakeCase.Parse<Role>(row.GetString(3)), SnakeCase.Parse<AccountState>(row.GetString(4)), row.GetBoolean(5),
            row.Moment(6), row.GetBoolean(7), row.GetBoolean(8), row.Text(9), row.Text(10), row.GetFieldValue<string[]>(11), row.GetFieldValue<DateTimeOffset>(12), row.Moment(13)),
        cancellationToken, values);

    private static AccountScope ReadScope(NpgsqlDataReader row) =>
        new(row.IsDBNull(0) ? null : row.GetGuid(0), row.Text(1), row.Text(2) ?? row.GetString(3), row.GetString(3));

    // What LIKE takes for patterns means itself.
    private static string Pattern(string text) => text.Trim()
        .Replace("\\", "\\\\", StringComparison.Ordinal).Replace("%", "\\%", StringComparison.Ordinal).Replace("_", "\\_", StringComparison.Ordinal);
}
