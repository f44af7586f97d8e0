using TalentRegistry.Data;
using TalentRegistry.Data.Access;
using TalentRegistry.Data.Agencies;
using TalentRegistry.Data.Dossiers;
using TalentRegistry.Data.Units;
using TalentRegistry.Domain.Access;
using TalentRegistry.Domain.Agencies;
using TalentRegistry.Domain.Units;
using TalentRegistry.Server.Units;

namespace TalentRegistry.Server.Pages;

public sealed partial class PageData
{
    // A province of the largest has some six hundred communes; nothing that can be split has more agencies right in it.
    private const int MostInASplit = 1000;

    /// <summary>
    /// The units of the map of a day: the provinces, or one unit with all below it. Heads by unit are told to officers, each of whose people they see; others are told them
    /// where small numbers are hidden together (docs/decisions/0034).
    /// </summary>
    /// <param name="asOf">The day.</param>
    /// <param name="under">Only this unit and what lies in it; null for the provinces, those whose communes are known first.</param>
    /// <param name="withBelow">Whether heads are counted with those of all below.</param>
    /// <param name="caller">Who asks.</param>
    /// <param name="cancellationToken">Cancels the read.</param>
    public async Task<UnitListPage> UnitListAsync(DateOnly asOf, string? under, bool withBelow, Caller caller, CancellationToken cancellationToken)
    {
        await using var session = await database.OpenSessionAsync(caller, cancellationToken);
        var tellsPeople = caller.Role == Role.Hr;
        var rows = await session.ReadAsync(
            $"""
            WITH RECURSIVE {(tellsPeople ? HeadsOf("NULL") + ", sums AS MATERIALIZED (" + (withBelow ? PeopleByUnit : PeopleByOwnUnit) + ")," : "")}
            listed AS MATERIALIZED (
              SELECT u.id, u.code, s.name, u.level, u.parent_id, u.valid_from, u.valid_until FROM reference.administrative_unit u
                JOIN registry.unit_state s ON s.unit_id = u.id AND daterange(s.valid_from, s.valid_until) @> $1
               WHERE u.level <> 'country' AND daterange(u.valid_from, u.valid_until) @> $1),
            shown AS (
              SELECT l.*, 0 AS depth, ARRAY[reference.fold(l.name), l.code] AS place FROM listed l WHERE CASE WHEN $2 IS NULL THEN l.level = 'province' ELSE l.id = $2 END
              UNION ALL
              SELECT l.*, o.depth + 1, o.place || reference.fold(l.name) || l.code FROM shown o JOIN listed l ON l.parent_id = o.id WHERE $2 IS NOT NULL),
            children AS (SELECT parent_id, count(*)::int AS n FROM listed GROUP BY parent_id),
            became AS (
              SELECT c.predecessor_id, string_agg(n.name, '; ' ORDER BY n.name) AS names
                FROM reference.unit_change c JOIN reference.administrative_unit n ON n.id = c.successor_id WHERE c.kind <> 'unchanged' GROUP BY c.predecessor_id)
            SELECT o.id, o.code, o.name, o.level, o.depth, coalesce(c.n, 0), {(tellsPeople ? "coalesce(w.people, 0)" : "NULL::int")}, o.valid_from, o.valid_until, coalesce(b.names, '')
              FROM shown o LEFT JOIN children c ON c.parent_id = o.id LEFT JOIN became b ON b.predecessor_id = o.id {(tellsPeople ? "LEFT JOIN sums w ON w.id = o.id" : "")}
             ORDER BY $2 IS NULL AND c.n IS NULL, o.place
            """,
            row => new UnitRow(
                row.GetString(0), row.GetString(1), row.GetString(2), SnakeCase.Parse<UnitLevel>(row.GetString(3)), row.GetInt32(4), row.GetInt32(5), row.Int(6), row.Day(7), row.Day(8),
                row.GetString(9)),
            cancellationToken, asOf, Text(under));
        return new UnitListPage(asOf, under, withBelow, tellsPeople, rows);
    }

    /// <summary>One unit, whose names and lineage are public; null if there is none.</summary>
    /// <param name="id">Which.</param>
    /// <param name="today">The day on which heads and seats are counted.</param>
    /// <param name="caller">Who asks.</param>
    /// <param name="cancellationToken">Cancels the read.</param>
    public async Task<UnitPage?> UnitAsync(string id, DateOnly today, Caller caller, CancellationToken cancellationToken)
    {
        await using var session = await database.OpenSessionAsync(caller, cancellationToken);
        var found = await session.ReadAsync(
            """
            SELECT u.code, u.name, u.level, p.id, p.name, u.valid_from, u.valid_until,
                   (SELECT count(DISTINCT m.agency_id)::int FROM registry.agency_map m JOIN registry.agency a ON a.id = m.agency_id
                     WHERE u.id IN (m.commune_id, m.district_id, m.province_id) AND m.valid_from <= $2 AND (m.valid_until > $2 OR m.valid_until IS NULL)
                       AND a.valid_from <= $2 AND (a.valid_until > $2 OR a.valid_until IS NULL))
              FROM reference.administrative_unit u LEFT JOIN reference.administrative_unit p ON p.id = u.parent_id AND p.level <> 'country'
             WHERE u.id = $1 AND u.level <> 'country'
            """,
            row => (Code: row.GetString(0), Name: row.GetString(1), Level: SnakeCase.Parse<UnitLevel>(row.GetString(2)), AboveId: row.Text(3), Above: row.Text(4),
                From: row.Day(5), Until: row.Day(6), Agencies: row.GetInt32(7)),
            cancellationToken, id, today);
        if (found is not [var unit])
            return null;

        var names = await session.ReadAsync(
            "SELECT s.name, s.valid_from, s.valid_until FROM registry.unit_state s WHERE s.unit_id = $1 ORDER BY s.valid_from DESC NULLS LAST",
            row => new UnitPeriod(row.GetString(0), row.Day(1), row.Day(2)), cancellationToken, id);
        var kin = await session.ReadAsync(
            """
            SELECT u.id, u.name, c.effective_on, c.successor_id = $1
              FROM reference.unit_change c JOIN reference.administrative_unit u ON u.id = CASE WHEN c.successor_id = $1 THEN c.predecessor_id ELSE c.successor_id END
             WHERE $1 IN (c.predecessor_id, c.successor_id) AND c.kind <> 'unchanged' ORDER BY c.effective_on DESC, u.name
            """,
            row => new UnitKin(row.GetString(0), row.GetString(1), row.GetFieldValue<DateOnly>(2), row.GetBoolean(3)), cancellationToken, id);
        var operations = await session.ReadAsync(
            $"{OperationsFrom} WHERE r.id IN (SELECT p.reorganisation_id FROM registry.reorganised_unit p WHERE p.unit_id = $1) ORDER BY r.recorded_at DESC", Operation, cancellationToken, id);
        int? people = caller.Role == Role.Hr
            ? (await session.ReadAsync(
                $"WITH {HeadsOf("NULL")}, sums AS ({PeopleByUnit}) SELECT coalesce(sum(s.people), 0)::int FROM sums s WHERE s.id = $2", row => row.GetInt32(0), cancellationToken, today, id)).Single()
            : null;
        return new UnitPage(
            id, unit.Code, unit.Name, unit.Level, unit.AboveId, unit.Above, unit.From, unit.Until, unit.Agencies, people, names, kin, operations,
            caller.Role == Role.Admin && unit.Until is null && unit.Level is UnitLevel.Province or UnitLevel.Commune);
    }

    /// <summary>What the page of an operation shows beside what was filled in, with what was typed for units looked up; null where there is no such unit, or nothing can be done to it.</summary>
    /// <param name="id">The unit.</param>
    /// <param name="form">The form; what its pickers mean is kept in it, or what speaks against them.</param>
    /// <param name="today">The day of which the map is, where the form names none.</param>
    /// <param name="caller">The administrator.</param>
    /// <param name="cancellationToken">Cancels the read.</param>
    public async Task<UnitSheet?> UnitSheetAsync(string id, UnitForm form, DateOnly today, Caller caller, CancellationToken cancellationToken)
    {
        await using var session = await database.OpenSessionAsync(caller, cancellationToken);
        var subjects = await session.ReadAsync(
            "SELECT u.name, u.level FROM reference.administrative_unit u WHERE u.id = $1 AND u.valid_until IS NULL AND u.level IN ('province', 'commune')",
            row => (Name: row.GetString(0), Level: SnakeCase.Parse<UnitLevel>(row.GetString(1))), cancellationToken, id);
        if (subjects is not [var subject])
            return null;

        var day = form.Day ?? today;
        foreach (var picker in form.UnitPickers)
            await ResolveAsync(form, picker, key => UnitAsync(session, key, cancellationToken), text => UnitsLikeAsync(session, text, day, cancellationToken));
        var splits = form.Kind == ReorganisationKind.Split;
        return new UnitSheet(
            id, subject.Name, subject.Level,
            splits ? await session.ReadAsync(
                """
                SELECT a.id::text, a.code, a.name, a.version FROM registry.agency_seat s JOIN registry.agency a ON a.id = s.agency_id
                 WHERE s.unit_id = $1 AND s.valid_from <= $2 AND (s.valid_until > $2 OR s.valid_until IS NULL) ORDER BY a.name COLLATE reference.vietnamese, a.code LIMIT $3
                """, Choice, cancellationToken, id, day, MostInASplit) : [],
            splits ? await session.ReadAsync(
                "SELECT u.id, u.code, u.name, 0 FROM reference.administrative_unit u WHERE u.parent_id = $1 AND daterange(u.valid_from, u.valid_until) @> $2 ORDER BY u.name COLLATE reference.vietnamese, u.code LIMIT $3",
                Choice, cancellationToken, id, day, MostInASplit) : []);
    }

    /// <summary>Runs the operation of a form, whose pickers are resolved, or previews it; null where something speaks against it, which the form says then.</summary>
    /// <param name="operations">The operations.</param>
    /// <param name="operation">Key of the operation.</param>
    /// <param name="unit">The unit on whose page the form stands.</param>
    /// <param name="form">The form.</param>
    /// <param name="isPreview">Only tells what it would do.</param>
    /// <param name="edit">What the administrator says beside it.</param>
    /// <param name="caller">The administrator.</param>
    /// <param name="cancellationToken">Ends it; nothing is written then.</param>
    public Task<UnitReport?> ReorganiseUnitsAsync(
        UnitOperations operations, Guid operation, string unit, UnitForm form, bool isPreview, EditTerms edit, Caller caller, CancellationToken cancellationToken) => ReorganisedAsync(
            session => operations.RunAsync(session, operation, form.Operation(unit, isPreview), edit, cancellationToken), form, isPreview, caller, cancellationToken);

    /// <summary>What a recorded operation on units did; the caller must see it.</summary>
    public async Task<UnitReport> UnitReportAsync(Guid id, Caller caller, CancellationToken cancellationToken)
    {
        await using var session = await database.OpenSessionAsync(caller, cancellationToken);
        return await UnitReport.ReadAsync(session.Connection, id, cancellationToken);
    }

    // Where an agency itself sits: in the smallest unit that is known of it.
    private const string PeopleByOwnUnit =
        """
        SELECT coalesce(m.commune_id, m.district_id, m.province_id) AS id, sum(h.people)::int AS people
          FROM heads h JOIN registry.agency_map m ON m.agency_id = h.agency_id AND m.valid_from <= $1 AND (m.valid_until > $1 OR m.valid_until IS NULL) GROUP BY 1
        """;
}
