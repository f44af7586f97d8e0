using Npgsql;

namespace TalentRegistry.Data.Access;

/// <summary>How an account stands that somebody at an identity provider has.</summary>
/// <param name="Account">The account.</param>
/// <param name="Closed">Whether it is closed for good.</param>
/// <param name="Locked">Whether it is locked for a while.</param>
public sealed record ExternalAccount(Account Account, bool Closed, bool Locked);

// Who somebody is at an identity provider: its issuer and the subject there. An account is somebody's because an administrator said so, or
// because somebody accepted an invitation; never because a name or an address of mail is the same.
public sealed partial class Accounts
{
    /// <summary>The account of somebody at a provider, closed or not; null if there is none: the provider makes no accounts.</summary>
    public async Task<ExternalAccount?> OfExternalAsync(string issuer, string subject, CancellationToken cancellationToken) => (await database.Owner.ReadAsync(
        $"{Columns} WHERE external_issuer = $1 AND external_subject = $2",
        row => new ExternalAccount(Read(row).Account!, row.GetBoolean(8), row.Moment(6) > clock.GetUtcNow()), cancellationToken, issuer, subject)).SingleOrDefault();

    /// <summary>Says who the account is at a provider; null for nobody. False if another account is that already, or this one is closed.</summary>
    public async Task<bool> SetExternalAsync(Guid account, (string Issuer, string Subject)? who, CancellationToken cancellationToken)
    {
        try
        {
            return await database.Owner.ExecuteAsync(
                "UPDATE access.account SET external_issuer = $2, external_subject = $3 WHERE id = $1 AND closed_at IS NULL AND NOT demo",
                cancellationToken, account, who?.Issuer, who?.Subject) > 0;
        }
        catch (PostgresException fault) when (fault.SqlState == PostgresErrorCodes.UniqueViolation)
        {
            return false;
        }
    }

    /// <summary>
    /// Accepts an invitation as somebody at a provider, in place of setting a password; the link is used up. Null if it is not good any
    /// more, the account can be signed in to already, or another account is that person's.
    /// </summary>
    public async Task<Account?> AcceptAsync(string token, string issuer, string subject, CancellationToken cancellationToken)
    {
        try
        {
            return (await database.Owner.ReadAsync(
                """
                WITH link AS (
                  UPDATE access.password_link l SET used_at = $4 FROM access.account a
                   WHERE l.hash = $1 AND l.used_at IS NULL AND l.expires_at > $4
                     AND a.id = l.account_id AND a.closed_at IS NULL AND a.password_hash IS NULL AND a.external_subject IS NULL
                  RETURNING l.account_id)
                UPDATE access.account a SET external_issuer = $2, external_subject = $3 FROM link WHERE a.id = link.account_id
                RETURNING a.id, a.name, a.display_name, a.role, a.demo, a.password_hash, a.locked_until, a.factor_since IS NOT NULL
                """, Read, cancellationToken, RandomTokens.HashOf(token), issuer, subject, clock.GetUtcNow())).SingleOrDefault().Account;
        }
        catch (PostgresException fault) when (fault.SqlState == PostgresErrorCodes.UniqueViolation)
        {
            return null;
        }
    }
}
