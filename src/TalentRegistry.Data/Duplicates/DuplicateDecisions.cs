using TalentRegistry.Data.Access;
using TalentRegistry.Data.Dossiers;

namespace TalentRegistry.Data.Duplicates;

/// <summary>What officers decide on listed pairs beside merging them, and what they may know of pairs that they are not shown.</summary>
public static class DuplicateDecisions
{
    /// <summary>Notes that two records are of two people; later searches leave the pair alone. One who decided so before is answered alike.</summary>
    /// <param name="session">The officer's.</param>
    /// <param name="pair">The pair.</param>
    /// <param name="terms">What the officer says beside it.</param>
    /// <param name="cancellationToken">Ends it; nothing is written then.</param>
    /// <exception cref="RecordNotFoundException">There is no such pair of which both dossiers are in the officer's scope, or it is merged.</exception>
    public static async Task RejectDuplicateAsync(this RegistrySession session, Guid pair, EditTerms terms, CancellationToken cancellationToken)
    {
        var noted = await session.RunAsync(
            """
            UPDATE duplicates.pair SET state = 'not_duplicate', decided_at = clock_timestamp(), decided_by = access.current_account(),
                   decided_by_name = (SELECT display_name FROM access.account WHERE id = access.current_account()), why = $2
             WHERE id = $1 AND state = 'open'
            """, cancellationToken, pair, new Npgsql.NpgsqlParameter { Value = (object?)terms.Why ?? DBNull.Value, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Text });
        if (noted == 1)
            return;

        await using var known = session.Command("SELECT state FROM duplicates.pair WHERE id = $1");
        known.Parameters.Add(new() { Value = pair });
        if (await known.ExecuteScalarAsync(cancellationToken) is not "not_duplicate")
            throw new RecordNotFoundException("duplicates.pair", pair, terms);
    }

    /// <summary>Takes back that two records are of two people: the pair waits for a decision again. What was decided is kept in its note.</summary>
    /// <param name="session">The officer's.</param>
    /// <param name="pair">The pair.</param>
    /// <param name="terms">What the officer says beside it.</param>
    /// <param name="cancellationToken">Ends it; nothing is written then.</param>
    /// <exception cref="RecordNotFoundException">There is no pair so decided of which both dossiers are in the officer's scope.</exception>
    public static async Task ReopenDuplicateAsync(this RegistrySession session, Guid pair, EditTerms terms, CancellationToken cancellationToken)
    {
        var reopened = await session.RunAsync(
            """
            UPDATE duplicates.pair SET state = 'open', decided_at = NULL, decided_by = NULL, decided_by_name = NULL,
                   why = left(concat((SELECT display_name FROM access.account WHERE id = access.current_account()), ': ' || $2, ' ← ', decided_by_name, ': ' || why), 500)
             WHERE id = $1 AND state = 'not_duplicate'
            """, cancellationToken, pair, new Npgsql.NpgsqlParameter { Value = (object?)terms.Why ?? DBNull.Value, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Text });
        if (reopened == 0)
            throw new RecordNotFoundException("duplicates.pair", pair, terms);
    }

    /// <summary>How many undecided pairs have one dossier in the caller's scope and one outside it: the number is all that may be told.</summary>
    public static async Task<long> CountPairsAcrossScopesAsync(this RegistrySession session, CancellationToken cancellationToken)
    {
        await using var command = session.Command("SELECT duplicates.pairs_across_scopes()");
        return (long)(await command.ExecuteScalarAsync(cancellationToken))!;
    }
}
