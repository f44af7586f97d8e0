using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.DataProtection;
using TalentRegistry.Domain.Access;

namespace TalentRegistry.Data.Access;

/// <summary>How an account stands with its second factor.</summary>
/// <param name="Since">Since when codes are asked for; null for not.</param>
/// <param name="CodesLeft">Recovery codes that were not used yet.</param>
public sealed record SecondFactorState(DateTimeOffset? Since, int CodesLeft);

/// <summary>
/// The second factor: codes of an authenticator app, and ten recovery codes for when it is lost. The app's secret is encrypted with the
/// server's data-protection keys, which are not in the database and not in its backups.
/// </summary>
public sealed class SecondFactor(RegistryDatabase database, Accounts accounts, IDataProtectionProvider protection, TimeProvider clock)
{
    /// <summary>Recovery codes that are made at a time.</summary>
    public const int RecoveryCodes = 10;

    /// <summary>How it stands.</summary>
    public async Task<SecondFactorState> StateAsync(Guid account, CancellationToken cancellationToken) => (await database.Owner.ReadAsync(
        "SELECT factor_since, (SELECT count(*) FROM access.recovery_code c WHERE c.account_id = a.id AND c.used_at IS NULL) FROM access.account a WHERE id = $1",
        row => new SecondFactorState(row.Moment(0), (int)row.GetInt64(1)), cancellationToken, account)).Single();

    /// <summary>
    /// The secret to put into an app, made when first asked for and the same until a code of it is confirmed; null when that has been done:
    /// it is never told again.
    /// </summary>
    public async Task<byte[]?> SecretToEnrolAsync(Guid account, CancellationToken cancellationToken)
    {
        var fresh = RandomNumberGenerator.GetBytes(OneTimeCodes.SecretBytes);
        var kept = await database.Owner.ReadAsync(
            """
            UPDATE access.account SET factor_secret = coalesce(factor_secret, $2) WHERE id = $1 AND factor_since IS NULL AND closed_at IS NULL RETURNING factor_secret
            """, row => row.GetFieldValue<byte[]>(0), cancellationToken, account, Protector(account).Protect(fresh));
        return kept.Count == 0 ? null : Open(account, kept[0]);
    }

    /// <summary>Turns the second factor on, if the code is one of the secret to enrol; the recovery codes, told once. Null if it is not.</summary>
    public async Task<IReadOnlyList<string>?> ConfirmAsync(Guid account, string code, CancellationToken cancellationToken)
    {
        if (await SecretToEnrolAsync(account, cancellationToken) is not { } secret || OneTimeCodes.StepOf(secret, code, clock.GetUtcNow(), null) is not { } step)
            return null;

        var on = await database.Owner.ExecuteAsync(
            "UPDATE access.account SET factor_since = $2, factor_step = $3 WHERE id = $1 AND factor_since IS NULL AND factor_secret IS NOT NULL",
            cancellationToken, account, clock.GetUtcNow(), step);
        return on == 0 ? null : await RenewCodesAsync(account, cancellationToken);
    }

    /// <summary>
    /// Whether the code is the app's of this moment, or a recovery code. Either is taken once. A wrong one counts as a wrong password does,
    /// and a locked account's are all wrong.
    /// </summary>
    public async Task<bool> CheckAsync(Guid account, string code, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var known = await database.Owner.ReadAsync(
            "SELECT factor_secret, factor_step FROM access.account WHERE id = $1 AND factor_since IS NOT NULL AND closed_at IS NULL AND (locked_until IS NULL OR locked_until <= $2)",
            row => (Secret: row.GetFieldValue<byte[]>(0), Step: row.IsDBNull(1) ? (long?)null : row.GetInt64(1)), cancellationToken, account, now);
        if (known is [var factor] && Open(account, factor.Secret) is { } secret && OneTimeCodes.StepOf(secret, code, now, factor.Step) is { } step
            && await database.Owner.ExecuteAsync(
                "UPDATE access.account SET factor_step = $2 WHERE id = $1 AND (factor_step IS NULL OR factor_step < $2) AND (locked_until IS NULL OR locked_until <= $3)",
                cancellationToken, account, step, now) > 0)
            return true;
        if (known.Count > 0 && await database.Owner.ExecuteAsync(
                "UPDATE access.recovery_code SET used_at = $3 WHERE account_id = $1 AND hash = $2 AND used_at IS NULL", cancellationToken, account, HashOf(account, code), now) > 0)
            return true;

        await accounts.FailAsync(account, cancellationToken);
        return false;
    }

    /// <summary>New recovery codes in place of all earlier ones; told once.</summary>
    public async Task<IReadOnlyList<string>> RenewCodesAsync(Guid account, CancellationToken cancellationToken)
    {
        List<string> codes = [.. Enumerable.Range(0, RecoveryCodes).Select(_ => Grouped(OneTimeCodes.Base32(RandomNumberGenerator.GetBytes(10))))];
        await database.Owner.ExecuteAsync(
            "WITH old AS (DELETE FROM access.recovery_code WHERE account_id = $1) INSERT INTO access.recovery_code (account_id, hash) SELECT $1, unnest($2::bytea[])",
            cancellationToken, account, codes.Select(code => HashOf(account, code)).ToArray());
        return codes;
    }

    /// <summary>Turns the second factor off; whether it was on or about to be.</summary>
    public Task<bool> RemoveAsync(Guid account, CancellationToken cancellationToken) => accounts.RemoveSecondFactorAsync(account, cancellationToken);

    /// <summary>A secret or code in groups of four, to be copied by hand.</summary>
    public static string Grouped(string text) => string.Join('-', text.Chunk(4).Select(group => new string(group)));

    private IDataProtector Protector(Guid account) => protection.CreateProtector("TalentRegistry.SecondFactor", account.ToString());

    // A secret whose key is lost is none: an administrator resets it.
    private byte[]? Open(Guid account, byte[] kept)
    {
        try
        {
            return Protector(account).Unprotect(kept);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    // 80 random bits: a hash of them need not be slow.
    private static byte[] HashOf(Guid account, string code) =>
        SHA256.HashData([.. account.ToByteArray(), .. Encoding.UTF8.GetBytes(string.Concat(code.Where(char.IsAsciiLetterOrDigit)).ToUpperInvariant())]);
}
