using Npgsql;

namespace TalentRegistry.Data.Access;

/// <summary>Why a grant of names was not made or withdrawn.</summary>
public enum NameGrantRefusal
{
    /// <summary>There is no open account of that name.</summary>
    AccountUnknown,

    /// <summary>Names are granted to leaders: officers read them anyway, and nobody else may.</summary>
    NotALeader,

    /// <summary>The first day without the grant is today or has passed.</summary>
    DayPassed,

    /// <summary>There is no grant to withdraw.</summary>
    NotGranted,
}

/// <summary>A leader's right to read the names of the people of own units.</summary>
/// <param name="Account">Name of the leader's account.</param>
/// <param name="GrantedAt">When.</param>
/// <param name="GrantedBy">Name of the administrator's account; "operator" for the command line.</param>
/// <param name="Why">The reason given.</param>
/// <param name="ValidUntil">First day on which it no longer holds; null until it is withdrawn.</param>
/// <param name="WithdrawnAt">When it was withdrawn or replaced; null while it was not.</param>
public sealed record NameGrant(string Account, DateTimeOffset GrantedAt, string GrantedBy, string Why, DateOnly? ValidUntil, DateTimeOffset? WithdrawnAt);

/// <summary>
/// Grants of names to leaders. Given by administrators or the operator, kept with who gave them, why and until when; the database holds
/// readers to them by a role of its own (docs/decisions/0034).
/// </summary>
public static class NameGrants
{
    /// <summary>Grants names to a leader, in place of a grant that stands.</summary>
    /// <param name="session">Of an administrator; committed by the caller.</param>
    /// <param name="account">Name of the leader's account.</param>
    /// <param name="why">The reason, 1 to 500 characters.</param>
    /// <param name="validUntil">First day on which it no longer holds; null until it is withdrawn.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>Null when done.</returns>
    public static async Task<NameGrantRefusal?> GrantNamesAsync(
        this RegistrySession session, string account, string why, DateOnly? validUntil, CancellationToken cancellationToken)
    {
        await using var command = session.Command(Grant);
        return await AnswerAsync(command, cancellationToken, account, why, (object?)validUntil ?? DBNull.Value);
    }

    /// <summary>The same as the operator of the command line.</summary>
    /// <returns>Null when done.</returns>
    public static async Task<NameGrantRefusal?> GrantNamesAsync(
        this RegistryDatabase database, string account, string why, DateOnly? validUntil, CancellationToken cancellationToken)
    {
        await using var command = database.Owner.CreateCommand(Grant);
        return await AnswerAsync(command, cancellationToken, account, why, (object?)validUntil ?? DBNull.Value);
    }

    /// <summary>Withdraws a grant; what the leader's open pages ask next is answered without names.</summary>
    /// <param name="session">Of an administrator; committed by the caller.</param>
    /// <param name="account">Name of the leader's account.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>Null when done.</returns>
    public static async Task<NameGrantRefusal?> WithdrawNamesAsync(this RegistrySession session, string account, CancellationToken cancellationToken)
    {
        await using var command = session.Command(Withdraw);
        return await AnswerAsync(command, cancellationToken, account);
    }

    /// <summary>The same as the operator of the command line.</summary>
    /// <returns>Null when done.</returns>
    public static async Task<NameGrantRefusal?> WithdrawNamesAsync(this RegistryDatabase database, string account, CancellationToken cancellationToken)
    {
        await using var command = database.Owner.CreateCommand(Withdraw);
        return await AnswerAsync(command, cancellationToken, account);
    }

    /// <summary>All grants there are and were, the newest first; those that the session may see.</summary>
    public static async Task<IReadOnlyList<NameGrant>> NameGrantsAsync(this RegistrySession session, CancellationToken cancellationToken)
    {
        await using var command = session.Command(
            """
            SELECT a.name, g.granted_at, g.granted_by, g.why, g.valid_until, g.withdrawn_at
              FROM access.name_grant g JOIN access.account a ON a.id = g.account_id ORDER BY g.id DESC
            """);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var grants = new List<NameGrant>();
        while (await reader.ReadAsync(cancellationToken))
        {
            grants.Add(new NameGrant(
                reader.GetString(0), reader.GetFieldValue<DateTimeOffset>(1), reader.GetString(2), reader.GetString(3),
                reader.IsDBNull(4) ? null : reader.GetFieldValue<DateOnly>(4), reader.IsDBNull(5) ? null : reader.GetFieldValue<DateTimeOffset>(5)));
        }

        return grants;
    }

    /// <summary>Whether the account holds a grant today: for the server, which chooses the leader's database role by it.</summary>
    public static async Task<bool> ReadsNamesAsync(this RegistryDatabase database, Guid account, CancellationToken cancellationToken)
    {
        await using var command = database.Owner.CreateCommand(
            "SELECT EXISTS (SELECT FROM access.name_grant WHERE account_id = $1 AND withdrawn_at IS NULL AND (valid_until IS NULL OR valid_until > current_date))");
        command.Parameters.Add(new() { Value = account });
        return (bool)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    private const string Grant = "SELECT access.grant_names($1, $2, $3)";
    private const string Withdraw = "SELECT access.withdraw_names($1)";

    private static async Task<NameGrantRefusal?> AnswerAsync(NpgsqlCommand command, CancellationToken cancellationToken, params object[] values)
    {
        foreach (var value in values)
            command.Parameters.Add(value is DBNull ? new NpgsqlParameter { Value = value, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Date } : new NpgsqlParameter { Value = value });
        return await command.ExecuteScalarAsync(cancellationToken) switch
        {
            "ACCOUNT_UNKNOWN" => NameGrantRefusal.AccountUnknown,
            "NOT_A_LEADER" => NameGrantRefusal.NotALeader,
            "DAY_PASSED" => NameGrantRefusal.DayPassed,
            "NOT_GRANTED" => NameGrantRefusal.NotGranted,
            _ => null,
        };
    }
}
