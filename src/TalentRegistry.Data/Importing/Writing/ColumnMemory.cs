using TalentRegistry.Data.Access;

namespace TalentRegistry.Data.Importing.Writing;

/// <summary>
/// Columns that officers of an agency have corrected: which field stands under which heading of its lists. Kept for the agency of a list, or else for
/// the topmost agencies of the officer.
/// </summary>
public static class ColumnMemory
{
    private const string Own =
        """
        SELECT a.agency_id FROM access.scoped_agency a JOIN registry.agency g ON g.id = a.agency_id
         WHERE a.account_id = access.current_account() AND a.until > current_date
           AND NOT EXISTS (SELECT FROM access.scoped_agency up WHERE up.account_id = a.account_id AND up.agency_id = g.parent_id AND up.until > current_date)
        """;

    /// <summary>Headings with the code of their field, null where they are not to be read; what is kept for the list's own agency comes last and so decides.</summary>
    /// <param name="session">The officer's transaction.</param>
    /// <param name="agency">The agency of the list; null where its rows name theirs.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public static async Task<IReadOnlyList<(string Heading, string? Field)>> ReadAsync(RegistrySession session, Guid? agency, CancellationToken cancellationToken)
    {
        await using var command = session.Command(
            $"SELECT heading, field FROM imports.column_reading WHERE agency_id = $1 OR agency_id IN ({Own}) ORDER BY agency_id = $1, noted_at");
        command.Parameters.Add(new() { Value = agency ?? Guid.Empty });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var known = new List<(string, string?)>();
        while (await reader.ReadAsync(cancellationToken))
            known.Add((reader.GetString(0), reader.IsDBNull(1) ? null : reader.GetString(1)));
        return known;
    }

    /// <summary>Keeps corrections for the next list.</summary>
    /// <param name="session">The officer's transaction.</param>
    /// <param name="agency">The agency of the list; null where its rows name theirs.</param>
    /// <param name="corrections">Headings with the code of their field, null where they are not to be read.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public static async Task KeepAsync(
        RegistrySession session, Guid? agency, IReadOnlyDictionary<string, string?> corrections, CancellationToken cancellationToken)
    {
        if (corrections.Count == 0)
            return;

        await using var command = session.Command(
            $"""
            INSERT INTO imports.column_reading (agency_id, heading, field)
              SELECT own.agency_id, told.heading, told.field
                FROM unnest($1::text[], $2::text[]) told (heading, field)
               CROSS JOIN ({(agency is null ? Own : "SELECT $3::uuid AS agency_id")}) own
            ON CONFLICT (agency_id, heading) DO UPDATE SET field = EXCLUDED.field, account_id = access.current_account(), noted_at = now()
            """);
        command.Parameters.Add(new() { Value = corrections.Keys.ToArray() });
        command.Parameters.Add(new() { Value = corrections.Values.ToArray() });
        if (agency is { } only)
            command.Parameters.Add(new() { Value = only });
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
