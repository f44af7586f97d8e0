using TalentRegistry.Domain.Access;

namespace TalentRegistry.Data.Access;

/// <summary>What was signed in.</summary>
public enum SessionKind
{
    /// <summary>A browser.</summary>
    Page,

    /// <summary>A program that sent the password.</summary>
    Token,
}

/// <summary>A sign-in that is still good.</summary>
/// <param name="Id">Identifier, in the cookie or token.</param>
/// <param name="Kind">Of what.</param>
/// <param name="MadeAt">When.</param>
/// <param name="UsedAt">When it was last used, to within five minutes.</param>
/// <param name="ExpiresAt">When it runs out unless it is used again.</param>
/// <param name="Address">From where, at sign-in.</param>
/// <param name="Client">What the program calls itself.</param>
public sealed record AccountSession(Guid Id, SessionKind Kind, DateTimeOffset MadeAt, DateTimeOffset UsedAt, DateTimeOffset ExpiresAt, string? Address, string? Client);

/// <summary>Sign-ins, kept in the database so that they end on every server at once and outlive a restart as what they are: good or ended.</summary>
public sealed class AccountSessions(RegistryDatabase database, TimeProvider clock)
{
    /// <summary>How long a browser's sign-in is good without being used.</summary>
    public static readonly TimeSpan PageLife = TimeSpan.FromHours(8);

    /// <summary>How long a browser's sign-in is good however much it is used.</summary>
    public static readonly TimeSpan LongestPageLife = TimeSpan.FromDays(7);

    /// <summary>How long a token is good.</summary>
    public static readonly TimeSpan TokenLife = TimeSpan.FromHours(1);

    private static readonly TimeSpan KeptAfterEnd = TimeSpan.FromDays(30);

    /// <summary>
    /// Signs an account in: its count of failures is forgotten. Null if it has been closed or locked since its password was right, so
    /// that many guesses at once are no more than those one after the other.
    /// </summary>
    public async Task<Guid?> BeginAsync(Guid account, SessionKind kind, string? address, string? client, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var id = Guid.CreateVersion7(now);
        var begun = await database.Owner.ExecuteAsync(
            """
            WITH open AS (
              UPDATE access.account SET failures = 0, locked_until = NULL
               WHERE id = $2 AND closed_at IS NULL AND (locked_until IS NULL OR locked_until <= $4) RETURNING id),
                 swept AS (DELETE FROM access.session WHERE expires_at < $8)
            INSERT INTO access.session (id, account_id, kind, made_at, used_at, expires_at, address, client)
              SELECT $1, id, $3, $4, $4, $5, left($6, 64), left($7, 200) FROM open
            """, cancellationToken, id, account, SnakeCase.Of(kind), now, now + (kind == SessionKind.Page ? PageLife : TokenLife), address, client, now - KeptAfterEnd);
        return begun == 0 ? null : id;
    }

    /// <summary>
    /// The role of the account if this sign-in, or personal access token, is still good; null if it has ended or the account is closed.
    /// Notes that it is used, every five minutes at most, in the same round trip.
    /// </summary>
    public async Task<string?> RoleAsync(Guid session, CancellationToken cancellationToken) => (await database.Owner.ReadAsync(
        """
        WITH used AS (
          UPDATE access.session
             SET used_at = $2, expires_at = CASE kind WHEN 'page' THEN least($2 + $3::interval, made_at + $4::interval) ELSE expires_at END
           WHERE id = $1 AND ended_at IS NULL AND expires_at > $2 AND used_at < $2 - interval '5 minutes')
        SELECT a.role FROM access.session s JOIN access.account a ON a.id = s.account_id
         WHERE s.id = $1 AND s.ended_at IS NULL AND s.expires_at > $2 AND a.closed_at IS NULL
        UNION ALL
        SELECT a.role FROM access.personal_token t JOIN access.account a ON a.id = t.account_id
         WHERE t.id = $1 AND t.ended_at IS NULL AND t.expires_at > $2 AND a.closed_at IS NULL
        """, row => row.GetString(0), cancellationToken, session, clock.GetUtcNow(), PageLife, LongestPageLife)).FirstOrDefault();

    /// <summary>The sign-ins of an account that are still good, the last used first.</summary>
    public Task<List<AccountSession>> OfAsync(Guid account, CancellationToken cancellationToken) => database.Owner.ReadAsync(
        """
        SELECT id, kind, made_at, used_at, expires_at, address, client FROM access.session
         WHERE account_id = $1 AND ended_at IS NULL AND expires_at > $2 ORDER BY used_at DESC, id DESC LIMIT 200
        """,
        row => new AccountSession(
            row.GetGuid(0), SnakeCase.Parse<SessionKind>(row.GetString(1)), row.GetFieldValue<DateTimeOffset>(2), row.GetFieldValue<DateTimeOffset>(3),
            row.GetFieldValue<DateTimeOffset>(4), row.Text(5), row.Text(6)),
        cancellationToken, account, clock.GetUtcNow());

    /// <summary>Ends one sign-in of an account; whether it was there and good.</summary>
    public async Task<bool> EndAsync(Guid account, Guid session, CancellationToken cancellationToken) => await database.Owner.ExecuteAsync(
        "UPDATE access.session SET ended_at = $3 WHERE account_id = $1 AND id = $2 AND ended_at IS NULL", cancellationToken, account, session, clock.GetUtcNow()) > 0;

    /// <summary>Ends all sign-ins of an account but one; how many.</summary>
    /// <param name="account">Whose.</param>
    /// <param name="but">The one that goes on; null for none.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public Task<int> EndAllAsync(Guid account, Guid? but, CancellationToken cancellationToken) => database.Owner.ExecuteAsync(
        "UPDATE access.session SET ended_at = $3 WHERE account_id = $1 AND id IS DISTINCT FROM $2::uuid AND ended_at IS NULL AND expires_at > $3", cancellationToken, account, but, clock.GetUtcNow());
}
