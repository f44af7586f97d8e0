using TalentRegistry.Domain.Access;

namespace TalentRegistry.Data.Access;

/// <summary>Who is invited.</summary>
/// <param name="Name">Sign-in name.</param>
/// <param name="DisplayName">Shown on pages.</param>
/// <param name="Role">What the account is for.</param>
/// <param name="PersonId">Whose record it is, with role person alone; null for nobody's yet.</param>
public sealed record Invitation(string Name, string DisplayName, Role Role, Guid? PersonId = null);

public sealed partial class Accounts
{
    /// <summary>How long a link is good.</summary>
    public static readonly TimeSpan LinkLife = TimeSpan.FromDays(7);

    /// <summary>Makes an account without a password, and the link by which whoever opens it may set one.</summary>
    /// <param name="invitation">Who.</param>
    /// <param name="by">The administrator; null for an operator at the command line.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>The account, and the token of the link, told once.</returns>
    /// <exception cref="OperatorException">The name is taken or malformed, or the person is not there, is not for this role or has an account.</exception>
    public async Task<(Account Account, string Token)> InviteAsync(Invitation invitation, Guid? by, CancellationToken cancellationToken)
    {
        if (invitation.PersonId is not null && invitation.Role != Role.Person)
            throw new OperatorException("Only an account of role person belongs to somebody's record.");
        if (invitation.DisplayName.Trim() is not { Length: > 0 and <= 120 } shown)
            throw new OperatorException("The name shown on pages has 1 to 120 characters.");

        var account = new Account(Guid.CreateVersion7(clock.GetUtcNow()), invitation.Name, shown, invitation.Role, Demo: false);
        await AddAsync(account, null, cancellationToken);
        if (invitation.PersonId is { } person)
            await LinkPersonAsync(account, person, cancellationToken);
        return (account, await MakeLinkAsync(account.Id, by, cancellationToken) ?? throw new OperatorException("The account was closed meanwhile."));
    }

    /// <summary>
    /// Makes a link by which whoever opens it may set the account's password, once, within <see cref="LinkLife"/>; earlier ones end.
    /// Null if the account is closed or one of the demonstration.
    /// </summary>
    public async Task<string?> MakeLinkAsync(Guid account, Guid? by, CancellationToken cancellationToken)
    {
        var (token, now) = (RandomTokens.Make(""), clock.GetUtcNow());
        var made = await database.Owner.ExecuteAsync(
            """
            WITH old AS (DELETE FROM access.password_link WHERE account_id = $2)
            INSERT INTO access.password_link (id, account_id, hash, made_by, made_at, expires_at)
              SELECT $1, id, $3, $4::uuid, $5, $6 FROM access.account WHERE id = $2 AND closed_at IS NULL AND NOT demo
            """, cancellationToken, Guid.CreateVersion7(now), account, RandomTokens.HashOf(token), by, now, now + LinkLife);
        return made == 0 ? null : token;
    }

    /// <summary>The account of a link that is still good; null otherwise.</summary>
    public async Task<Account?> OfLinkAsync(string token, CancellationToken cancellationToken) => (await database.Owner.ReadAsync(
        $"{Columns} WHERE closed_at IS NULL AND id = (SELECT account_id FROM access.password_link WHERE hash = $1 AND used_at IS NULL AND expires_at > $2)",
        Read, cancellationToken, RandomTokens.HashOf(token), clock.GetUtcNow())).SingleOrDefault().Account;

    /// <summary>
    /// Sets the password of a link's account: whoever had another one is out, with all sign-ins and tokens. Null if the link is not good any more.
    /// </summary>
    /// <exception cref="PasswordRefusedException">The password is not taken; the link stays good.</exception>
    public async Task<Account?> SetPasswordAsync(string token, string password, CancellationToken cancellationToken)
    {
        if (await OfLinkAsync(token, cancellationToken) is not { } account)
            return null;

        Hold(account, password);
        // The link first: of two who open it at once, one sets a password.
        var set = await database.Owner.ExecuteAsync(
            """
            WITH link AS (UPDATE access.password_link SET used_at = $3 WHERE hash = $1 AND used_at IS NULL AND expires_at > $3 RETURNING account_id),
                 sessions AS (UPDATE access.session s SET ended_at = $3 FROM link WHERE s.account_id = link.account_id AND s.ended_at IS NULL),
                 tokens AS (UPDATE access.personal_token t SET ended_at = $3 FROM link WHERE t.account_id = link.account_id AND t.ended_at IS NULL)
            UPDATE access.account a SET password_hash = $2, failures = 0, locked_until = NULL
              FROM link WHERE a.id = link.account_id AND a.closed_at IS NULL
            """, cancellationToken, RandomTokens.HashOf(token), Hasher.HashPassword(account, password), clock.GetUtcNow());
        return set == 0 ? null : account;
    }

    private async Task LinkPersonAsync(Account account, Guid person, CancellationToken cancellationToken)
    {
        try
        {
            await database.Owner.ExecuteAsync("UPDATE access.account SET person_id = $2 WHERE id = $1", cancellationToken, account.Id, person);
        }
        catch (Npgsql.PostgresException fault) when (fault.SqlState is Npgsql.PostgresErrorCodes.UniqueViolation or Npgsql.PostgresErrorCodes.ForeignKeyViolation)
        {
            await database.Owner.ExecuteAsync("DELETE FROM access.account WHERE id = $1 AND password_hash IS NULL", cancellationToken, account.Id);
            throw new OperatorException(fault.SqlState == Npgsql.PostgresErrorCodes.UniqueViolation
                ? "This person has an account already."
                : "There is no person with this identifier.", fault);
        }
    }
}
