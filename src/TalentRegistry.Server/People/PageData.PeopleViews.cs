using Npgsql;
using TalentRegistry.Data.Access;
using TalentRegistry.Server.Pages.Models;

namespace TalentRegistry.Server.Pages;

public sealed partial class PageData
{
    private const int MostAgenciesToShareWith = 20;

    private const string View =
        """
        SELECT v.id, v.name, v.query, v.owner_name, v.owner_id = $1, a.name
          FROM documents.people_view v LEFT JOIN registry.agency a ON a.id = v.agency_id
        """;

    /// <summary>What an officer has saved, and what others share with them.</summary>
    internal Task<PeopleViews> PeopleViewsAsync(Guid? removed, Caller caller, CancellationToken cancellationToken) => InSessionAsync(caller, async session => new PeopleViews(
        await session.ReadAsync($"{View} WHERE v.removed_at IS NULL ORDER BY v.name COLLATE reference.vietnamese, v.id LIMIT 100", ViewOf, cancellationToken, caller.AccountId),
        await session.ReadAsync(
            """
            SELECT a.id::text, a.code, a.name, 0
              FROM access.scoped_agency s
              JOIN registry.agency a ON a.id = s.agency_id
              JOIN registry.agency_state t ON t.agency_id = a.id AND t.valid_from <= current_date AND (t.valid_until > current_date OR t.valid_until IS NULL)
             WHERE s.until > current_date
               AND NOT EXISTS (SELECT FROM access.scoped_agency above WHERE above.agency_id = t.parent_id AND above.until > current_date)
             ORDER BY a.name COLLATE reference.vietnamese LIMIT $1
            """, Choice, cancellationToken, MostAgenciesToShareWith),
        removed is { } id ? (await session.ReadAsync($"{View} WHERE v.id = $2 AND v.removed_at IS NOT NULL", ViewOf, cancellationToken, caller.AccountId, id)).SingleOrDefault() : null), cancellationToken);

    /// <summary>Saves a question by a name; false where the officer has one of that name, or may not share with that agency.</summary>
    internal async Task<bool> SavePeopleViewAsync(string name, string query, string owner, Guid? agency, Caller caller, CancellationToken cancellationToken)
    {
        try
        {
            await InSessionAsync(caller, session => session.ReadAsync(
                "INSERT INTO documents.people_view (id, name, owner_id, owner_name, query, agency_id) VALUES ($1, $2, $3, $4, $5, $6) RETURNING id",
                row => row.GetGuid(0), cancellationToken, Guid.CreateVersion7(), name, caller.AccountId, owner, query, Key(agency)), cancellationToken);
            return true;
        }
        catch (PostgresException refused) when (refused.SqlState is PostgresErrorCodes.UniqueViolation or PostgresErrorCodes.CheckViolation or PostgresErrorCodes.InsufficientPrivilege)
        {
            return false;
        }
    }

    /// <summary>Removes a question of the officer's own, or takes that back; false where there is none, or another has its name meanwhile.</summary>
    internal async Task<bool> SetPeopleViewAsync(Guid id, bool isRemoved, Caller caller, CancellationToken cancellationToken)
    {
        try
        {
            return (await InSessionAsync(caller, session => session.ReadAsync(
                $"UPDATE documents.people_view SET removed_at = {(isRemoved ? "now()" : "NULL")} WHERE id = $1 AND owner_id = $2 AND (removed_at IS NULL) = $3 RETURNING id",
                row => row.GetGuid(0), cancellationToken, id, caller.AccountId, isRemoved), cancellationToken)).Count == 1;
        }
        catch (PostgresException refused) when (refused.SqlState == PostgresErrorCodes.UniqueViolation)
        {
            return false;
        }
    }

    private static PeopleViewRow ViewOf(NpgsqlDataReader row) => new(row.GetGuid(0), row.GetString(1), row.GetString(2), row.GetString(3), row.GetBoolean(4), row.Text(5));
}
