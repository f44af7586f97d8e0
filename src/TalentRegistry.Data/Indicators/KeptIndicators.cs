using System.Security.Cryptography;
using System.Text;
using Npgsql;
using TalentRegistry.Data.Plans;
using TalentRegistry.Domain.Plans;
using TalentRegistry.Domain.Units;

namespace TalentRegistry.Data.Indicators;

/// <summary>
/// Counts of the plans' indicators by area and sector that are kept for days once asked for. Where records have changed since, those areas and
/// sectors alone are counted again, when the day is next asked for (docs/decisions/0048). As the owner: aggregates leave this class, no person does.
/// </summary>
public static class KeptIndicators
{
    /// <summary>Days other than the ends of years that stay.</summary>
    private const int OtherDays = 30;

    /// <summary>With more people than this in what has changed, counting everyone is quicker.</summary>
    private const int ManyPeople = 30_000;

    private const string Forget =
        """
        DELETE FROM indicators.day WHERE day IN (
          SELECT n.day FROM indicators.day n
           WHERE (extract(month FROM n.day), extract(day FROM n.day)) <> (12, 31) AND n.day <> $1 ORDER BY n.asked_at DESC OFFSET $2 FOR UPDATE SKIP LOCKED)
        """;

    private const string IsFresh =
        """
        SELECT d.is_counted AND d.definitions = $2 AND NOT EXISTS (SELECT FROM indicators.due) AND NOT EXISTS (SELECT FROM indicators.stale s WHERE s.day = d.day)
          FROM indicators.day d WHERE d.day = $1
        """;

    private const string AskForDay =
        """
        INSERT INTO indicators.day (day, definitions) VALUES ($1, $2)
        ON CONFLICT (day) DO UPDATE SET definitions = excluded.definitions, is_counted = false, asked_at = now() WHERE day.definitions <> excluded.definitions
        """;

    private const string SpreadWhatIsDue =
        """
        WITH taken AS (DELETE FROM indicators.due RETURNING area_id, sector_code)
        INSERT INTO indicators.stale SELECT DISTINCT d.day, t.area_id, t.sector_code FROM taken t CROSS JOIN indicators.day d ON CONFLICT DO NOTHING
        """;

    /// <summary>What was counted on a day, by province, district and sector on the map of 30 June 2025.</summary>
    /// <param name="database">The registry.</param>
    /// <param name="indicators">What to count; another list than the last one counts everything anew.</param>
    /// <param name="day">The day.</param>
    /// <param name="cancellationToken">Cancels; what was kept stays.</param>
    /// <param name="isOneOfMany">Whether other days are counted at the same time: then it takes one processor, so that readers of pages find one.</param>
    public static async Task<IReadOnlyList<IndicatorCell>> ReadAsync(
        RegistryDatabase database, IReadOnlyList<Indicator> indicators, DateOnly day, CancellationToken cancellationToken, bool isOneOfMany = false)
    {
        if (indicators.Count == 0)
            return [];

        await using var connection = await database.Owner.OpenConnectionAsync(cancellationToken);
        var definitions = await DefinitionsAsync(connection, indicators, cancellationToken);
        // Most readers find the day as they need it, and write nothing.
        if (!await IsFreshAsync(connection, definitions, day, cancellationToken))
        {
            await AskAsync(connection, definitions, day, cancellationToken);
            await RefreshAsync(connection, indicators, day, isOneOfMany, cancellationToken);
        }

        return await CellsAsync(connection, indicators, day, cancellationToken);
    }

    private static async Task<bool> IsFreshAsync(NpgsqlConnection connection, string definitions, DateOnly day, CancellationToken cancellationToken)
    {
        await using var batch = Batch(connection, (IsFresh, [day, definitions]));
        return await batch.ExecuteScalarAsync(cancellationToken) is true;
    }

    private static async Task AskAsync(NpgsqlConnection connection, string definitions, DateOnly day, CancellationToken cancellationToken)
    {
        await using var batch = Batch(connection, (AskForDay, [day, definitions]), (SpreadWhatIsDue, []));
        await batch.ExecuteNonQueryAsync(cancellationToken);
    }

    // The day is there, and known to all, before anybody is counted: what changes meanwhile is noted for it.
    private static async Task RefreshAsync(
        NpgsqlConnection connection, IReadOnlyList<Indicator> indicators, DateOnly day, bool isOneOfMany, CancellationToken cancellationToken)
    {
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        if (isOneOfMany)
        {
            await using var alone = Batch(connection, ("SET LOCAL max_parallel_workers_per_gather = 0", []));
            await alone.ExecuteNonQueryAsync(cancellationToken);
        }

        bool isCounted;
        await using (var held = Batch(connection, ("SELECT is_counted FROM indicators.day WHERE day = $1 FOR UPDATE", [day])))
            isCounted = await held.ExecuteScalarAsync(cancellationToken) is true;
        var (areas, sectors) = await TakeStaleAsync(connection, day, cancellationToken);
        var people = isCounted && areas.Length > 0 ? await PeopleOfAsync(connection, areas, sectors, indicators, day, cancellationToken) : null;
        if (!isCounted || people?.Length > ManyPeople)
        {
            await CountAsync(connection, indicators, new PeopleAsked(IndicatorScope.Everywhere, day, DistrictMap.LastDay), null, cancellationToken);
        }
        else if (people is not null)
        {
            var again = areas.Zip(sectors).ToHashSet();
            await CountAsync(connection, indicators, new PeopleAsked(IndicatorScope.Everywhere, day, DistrictMap.LastDay, people), again, cancellationToken);
        }

        await using (var done = Batch(connection,
            ("UPDATE indicators.day SET is_counted = true, asked_at = now() WHERE day = $1", [day]),
            (Forget, [day, OtherDays])))
            await done.ExecuteNonQueryAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    private static async Task<(short[] Areas, string[] Sectors)> TakeStaleAsync(NpgsqlConnection connection, DateOnly day, CancellationToken cancellationToken)
    {
        List<short> areas = [];
        List<string> sectors = [];
        await using var batch = Batch(connection, ("DELETE FROM indicators.stale WHERE day = $1 RETURNING area_id, sector_code", [day]));
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            areas.Add(reader.GetInt16(0));
            sectors.Add(reader.GetString(1));
        }

        return ([.. areas], [.. sectors]);
    }

    // Everyone who stood there at a time that any of the indicators looks at, or whose dossier is kept there.
    private static async Task<Guid[]> PeopleOfAsync(
        NpgsqlConnection connection, short[] areas, string[] sectors, IReadOnlyList<Indicator> indicators, DateOnly day, CancellationToken cancellationToken)
    {
        var since = indicators.Min(indicator => IndicatorSlot.Of(indicator).DaysOf(day).Since);
        await using var batch = Batch(connection, (
            """
            WITH place AS (SELECT a.agency_id, g.area_id, g.sector_code
                             FROM unnest($1, $2) g (area_id, sector_code) JOIN registry.agency_area a ON a.area_id = g.area_id
                           UNION ALL
                           SELECT o.id, g.area_id, g.sector_code
                             FROM unnest($1, $2) g (area_id, sector_code) JOIN registry.agency o ON g.area_id = -1 AND NOT EXISTS (SELECT FROM registry.agency_area a WHERE a.agency_id = o.id))
            SELECT array_agg(person_id)
              FROM (SELECT s.person_id FROM registry.career_span s JOIN place USING (agency_id, sector_code)
                     WHERE s.valid_from <= $4 AND (s.valid_until IS NULL OR s.valid_until > $3)
                    UNION
                    SELECT p.id FROM registry.person p JOIN registry.agency_class_on($4) k ON k.agency_id = p.keeper_id JOIN place USING (agency_id, sector_code)) people
            """, [areas, sectors, since, day]));
        return await batch.ExecuteScalarAsync(cancellationToken) as Guid[] ?? [];
    }

    private static async Task CountAsync(
        NpgsqlConnection connection, IReadOnlyList<Indicator> indicators, PeopleAsked people, IReadOnlySet<(short, string)>? only, CancellationToken cancellationToken)
    {
        var cells = new Dictionary<(short Area, string Sector), IndicatorCount[]>();
        await using (var batch = new NpgsqlBatch(connection))
        {
            batch.BatchCommands.Add(IndicatorStatement.Of(indicators, people, isPlaced: false, sql => [sql.Area(), "s.sector_code"]));
            await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
            while (await reader.ReadAsync(cancellationToken))
            {
                var key = ((short)reader.GetInt32(2), reader.GetString(3));
                if (only?.Contains(key) == false)
                    continue;

                if (!cells.TryGetValue(key, out var counts))
                    cells[key] = counts = [.. indicators.Select(IndicatorCount.NobodyOf)];
                IndicatorStatement.Fill(counts, await reader.GetFieldValueAsync<int[]>(0, cancellationToken), await reader.GetFieldValueAsync<long?[]>(1, cancellationToken));
            }
        }

        await using (var old = only is null
            ? Batch(connection, ("DELETE FROM indicators.cell WHERE day = $1", [people.AsOf]))
            : Batch(connection, ("DELETE FROM indicators.cell c USING unnest($2, $3) g (area_id, sector_code) WHERE c.day = $1 AND c.area_id = g.area_id AND c.sector_code = g.sector_code",
                [people.AsOf, only.Select(key => key.Item1).ToArray(), only.Select(key => key.Item2).ToArray()])))
            await old.ExecuteNonQueryAsync(cancellationToken);
        await using var writer = await connection.BeginBinaryImportAsync("COPY indicators.cell (day, area_id, sector_code, counts) FROM STDIN (FORMAT binary)", cancellationToken);
        foreach (var (key, counts) in cells)
        {
            await writer.StartRowAsync(cancellationToken);
            await writer.WriteAsync(people.AsOf, cancellationToken);
            await writer.WriteAsync(key.Area, cancellationToken);
            await writer.WriteAsync(key.Sector, cancellationToken);
            await writer.WriteAsync(counts.SelectMany(count => new[] { count.Numerator, count.Denominator, count.Unknown }).ToArray(), cancellationToken);
        }

        await writer.CompleteAsync(cancellationToken);
    }

    private static async Task<IReadOnlyList<IndicatorCell>> CellsAsync(
        NpgsqlConnection connection, IReadOnlyList<Indicator> indicators, DateOnly day, CancellationToken cancellationToken)
    {
        var every = Enumerable.Range(0, indicators.Count).ToArray();
        var cells = new List<IndicatorCell>();
        await using var batch = Batch(connection, (
            """
            SELECT m.province_id, coalesce(m.district_id, m.province_id), c.sector_code, c.counts
              FROM indicators.cell c
              LEFT JOIN registry.area_map m ON m.area_id = c.area_id AND m.valid_from <= $2 AND (m.valid_until > $2 OR m.valid_until IS NULL)
             WHERE c.day = $1
            """, [day, DistrictMap.LastDay]));
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            var counts = new IndicatorCount[indicators.Count];
            IndicatorStatement.Fill(counts, every, await reader.GetFieldValueAsync<long?[]>(3, cancellationToken));
            cells.Add(new IndicatorCell([reader.IsDBNull(0) ? null : reader.GetString(0), reader.IsDBNull(1) ? null : reader.GetString(1), reader.GetString(2)], counts));
        }

        return cells;
    }

    // The lists that filters look codes up in belong to what they mean, and so does where agencies sit to those that ask for kinds of area.
    private static async Task<string> DefinitionsAsync(NpgsqlConnection connection, IReadOnlyList<Indicator> indicators, CancellationToken cancellationToken)
    {
        await using var lists = Batch(connection, (
            """
            SELECT concat_ws(' ', (SELECT sum(hashtext(concat_ws('|', code, scheme, rank))) FROM reference.degree_level), (SELECT sum(hashtext(concat_ws('|', code, parent_code))) FROM reference.sector),
                             (SELECT sum(hashtext(concat_ws('|', code, parent_code))) FROM reference.field_of_study), (SELECT sum(hashtext(concat_ws('|', code, kind))) FROM reference.ethnic_group))
            """, []));
        var places = indicators.Any(indicator => indicator.AsksForAreas) ? await PlacesAsync(connection, cancellationToken) : null;
        var text = $"{await lists.ExecuteScalarAsync(cancellationToken)}{places}\n{string.Join('\n', indicators.Select(IndicatorJson.Write))}";
        return Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
    }

    private static async Task<object?> PlacesAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var areas = Batch(connection, (
            """
            SELECT concat_ws(' ', (SELECT sum(hashtext(concat_ws('|', unit_id, kind, valid_from, valid_until))) FROM reference.area_classification),
                             (SELECT sum(hashtext(concat_ws('|', agency_id, commune_id, district_id, province_id, valid_from))) FROM registry.agency_map))
            """, []));
        return await areas.ExecuteScalarAsync(cancellationToken);
    }

    private static NpgsqlBatch Batch(NpgsqlConnection connection, params ReadOnlySpan<(string Sql, object[] Values)> statements)
    {
        var batch = new NpgsqlBatch(connection);
        foreach (var (sql, values) in statements)
        {
            var statement = new NpgsqlBatchCommand(sql);
            foreach (var value in values)
                statement.Parameters.Add(new NpgsqlParameter { Value = value });
            batch.BatchCommands.Add(statement);
        }

        return batch;
    }
}
