using TalentRegistry.Data.Access;

namespace TalentRegistry.Data.Dossiers;

/// <summary>The key belongs to another change that the caller made within the last seven days.</summary>
public sealed class IdempotencyKeyReusedException(EditTerms terms) : Exception(terms.Language == "en"
    ? "This idempotency key was used for another change; make a new one for each change."
    : "Khóa này đã dùng cho một thay đổi khác; mỗi thay đổi cần một khóa mới.");

/// <summary>Idempotency keys: each in the transaction of the change that it is of.</summary>
public static class EditKeys
{
    /// <summary>The longest key, in characters.</summary>
    public const int MaxCharacters = 100;

    /// <summary>
    /// Claims a key for a change. Who comes with the same key at the same moment waits for this transaction to end.
    /// </summary>
    /// <param name="session">The officer's.</param>
    /// <param name="key">1 to <see cref="MaxCharacters"/> characters; kept for seven days.</param>
    /// <param name="operation">Name of the mutation.</param>
    /// <param name="inputHash">SHA-256 of what was sent.</param>
    /// <param name="recordId">The record that the change writes.</param>
    /// <param name="terms">In whose language a refusal is told.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>Null if the change is to be made; else the record that was written under the key before.</returns>
    /// <exception cref="IdempotencyKeyReusedException">It was used for something else.</exception>
    public static async Task<Guid?> ClaimKeyAsync(
        this RegistrySession session, string key, string operation, byte[] inputHash, Guid recordId, EditTerms terms, CancellationToken cancellationToken)
    {
        await using var old = session.Command("DELETE FROM access.edit_key WHERE account_id = access.current_account() AND made_at < now() - interval '7 days'");
        await old.ExecuteNonQueryAsync(cancellationToken);
        await using var claim = session.Command(
            """
            INSERT INTO access.edit_key (account_id, key, operation, input_hash, record_id) VALUES (access.current_account(), $1, $2, $3, $4)
            ON CONFLICT DO NOTHING
            """);
        claim.Parameters.Add(new() { Value = key });
        claim.Parameters.Add(new() { Value = operation });
        claim.Parameters.Add(new() { Value = inputHash });
        claim.Parameters.Add(new() { Value = recordId });
        if (await claim.ExecuteNonQueryAsync(cancellationToken) == 1)
            return null;

        await using var known = session.Command(
            "SELECT record_id FROM access.edit_key WHERE account_id = access.current_account() AND key = $1 AND operation = $2 AND input_hash = $3");
        known.Parameters.Add(new() { Value = key });
        known.Parameters.Add(new() { Value = operation });
        known.Parameters.Add(new() { Value = inputHash });
        return await known.ExecuteScalarAsync(cancellationToken) as Guid? ?? throw new IdempotencyKeyReusedException(terms);
    }
}
