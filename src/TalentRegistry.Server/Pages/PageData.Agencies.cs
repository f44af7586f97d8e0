using Npgsql;
using TalentRegistry.Data;
using TalentRegistry.Data.Access;
using TalentRegistry.Data.Agencies;
using TalentRegistry.Data.Dossiers;
using TalentRegistry.Domain.Access;
using TalentRegistry.Domain.Agencies;
using TalentRegistry.Server.Pages.Models;
using TalentRegistry.Server.People;

namespace TalentRegistry.Server.Pages;

public sealed partial class PageData
{
    private const int MostOperations = 200;

    private const string OperationsFrom =
        """
        SELECT r.id, r.subject, r.kind, r.effective_on, r.legal_ground, r.account_name, r.recorded_at,
               coalesce((SELECT string_agg(a.name, '; ' ORDER BY p.part, a.name) FROM registry.reorganised_agency p JOIN registry.agency a ON a.id = p.agency_id WHERE p.reorganisation_id = r.id),
                        (SELECT string_agg(u.name, '; ' ORDER BY p.part, u.name) FROM registry.reorganised_unit p JOIN reference.administrative_unit u ON u.id = p.unit_id WHERE p.reorganisation_id = r.id), ''),
               r.postings_continued, r.postings_ended, r.dossiers, r.people_before, r.people_after, r.undone_at, concat_ws(': ', r.undone_by_name, r.undone_ground)
          FROM registry.reorganisation r
        """;

    /// <summary>The tree of agencies on a day: for officers and leaders the agencies in their scope, for others all. Heads are those that the caller may see.</summary>
    /// <param name="asOf">The day.</param>
    /// <param name="under">Only this agency and what stood below it; null for all.</param>
    /// <param name="caller">Who asks.</param>
    /// <param name="cancellationToken">Cancels the read.</param>
    public async Task<AgencyTreePage> AgencyTreeAsync(DateOnly asOf, Guid? under, Caller caller, CancellationToken cancellationToken)
    {
        await using var session = await database.OpenSessionAsync(caller, cancellationToken);
        return await AgencyTreeAsync(session, SeesPeople(caller.Role) ? await HeadsAsync(session, asOf, cancellationToken) : null, asOf, under, caller, cancellationToken);
    }

    private static async Task<AgencyTreePage> AgencyTreeAsync(
        RegistrySession session, Dictionary<Guid, int>? heads, DateOnly asOf, Guid? under, Caller caller, CancellationToken cancellationToken)
    {
        var scoped = caller.Role is Role.Hr or Role.Leader ? "AND EXISTS (SELECT FROM access.scoped_agency c WHERE c.agency_id = s.agency_id AND c.until > current_date)" : "";
        var rows = await session.ReadAsync(
            $"""
            WITH former AS (
              SELECT f.agency_id, array_agg(DISTINCT f.name) AS names FROM registry.agency_former f WHERE f.valid_until <= $1 GROUP BY f.agency_id)
            SELECT a.id, a.code, s.name, s.parent_id, coalesce(array_to_string(array_remove(f.names, s.name), '; '), ''), a.valid_from, a.valid_until
              FROM registry.agency_state s JOIN registry.agency a ON a.id = s.agency_id LEFT JOIN former f ON f.agency_id = a.id
             WHERE s.valid_from <= $1 AND (s.valid_until > $1 OR s.valid_until IS NULL) {scoped}
             ORDER BY s.name COLLATE reference.vietnamese, a.code
            """,
            row => new Listed(row.GetGuid(0), row.GetString(1), row.GetString(2), row.IsDBNull(3) ? null : row.GetGuid(3), row.GetString(4),
                heads?.GetValueOrDefault(row.GetGuid(0)), row.GetFieldValue<DateOnly>(5), row.Day(6)),
            cancellationToken,
            asOf);
        return new AgencyTreePage(asOf, under, under is null ? null : rows.Find(row => row.Id == under)?.Name, Tree(rows, under), caller.Role == Role.Planner);
    }

    /// <summary>One agency, whose lineage and seats are public; null if there is none.</summary>
    /// <param name="id">Which.</param>
    /// <param name="today">The day on which heads are counted.</param>
    /// <param name="caller">Who asks.</param>
    /// <param name="cancellationToken">Cancels the read.</param>
    public async Task<AgencyPage?> AgencyAsync(Guid id, DateOnly today, Caller caller, CancellationToken cancellationToken)
    {
        await using var session = await database.OpenSessionAsync(caller, cancellationToken);
        var found = await session.ReadAsync(
            """
            SELECT a.code, a.name, c.code, c.name_vi, c.name_en, a.valid_from, a.valid_until
              FROM registry.agency a JOIN reference.sector c ON c.code = a.sector_code WHERE a.id = $1
            """,
            row => (Code: row.GetString(0), Name: row.GetString(1), Sector: new CodeName(row.GetString(2), row.GetString(3), row.GetString(4)),
                From: row.GetFieldValue<DateOnly>(5), Until: row.Day(6)),
            cancellationToken,
            id);
        if (found is not [var agency])
            return null;

        var states = await session.ReadAsync(
            """
            SELECT s.name, s.parent_id, a.name, s.valid_from, s.valid_until
              FROM registry.agency_state s LEFT JOIN registry.agency a ON a.id = s.parent_id WHERE s.agency_id = $1 ORDER BY s.valid_from DESC
            """,
            row => new AgencyPeriod(row.GetString(0), row.IsDBNull(1) ? null : row.GetGuid(1), row.Text(2), row.GetFieldValue<DateOnly>(3), row.Day(4)),
            cancellationToken,
            id);
        var classes = await ClassesAsync(session, id, cancellationToken);
        var seats = await session.ReadAsync(
            """
            SELECT concat_ws(', ', u.name, d.name, p.name), s.valid_from, s.valid_until
              FROM registry.agency_seat s JOIN reference.administrative_unit u ON u.id = s.unit_id
              LEFT JOIN reference.administrative_unit d ON d.id = u.district_id AND d.id <> u.id
              LEFT JOIN reference.administrative_unit p ON p.id = u.province_id AND p.id <> u.id
             WHERE s.agency_id = $1 ORDER BY s.valid_from DESC
            """,
            row => new AgencyPeriod(row.GetString(0), null, null, row.GetFieldValue<DateOnly>(1), row.Day(2)),
            cancellationToken,
            id);
        var kin = await session.ReadAsync(
            """
            SELECT a.id, a.name, l.effective_on, l.successor_id = $1
              FROM registry.agency_lineage l JOIN registry.agency a ON a.id = CASE WHEN l.successor_id = $1 THEN l.predecessor_id ELSE l.successor_id END
             WHERE $1 IN (l.predecessor_id, l.successor_id) ORDER BY l.effective_on DESC, a.name
            """,
            row => new AgencyKin(row.GetGuid(0), row.GetString(1), row.GetFieldValue<DateOnly>(2), row.GetBoolean(3)),
            cancellationToken,
            id);
        var operations = await session.ReadAsync(
            $"""
            {OperationsFrom}
             WHERE r.id IN (SELECT p.reorganisation_id FROM registry.reorganised_agency p WHERE p.agency_id = $1
                            UNION SELECT s.reorganisation_id FROM registry.reseated_agency s WHERE s.agency_id = $1)
             ORDER BY r.recorded_at DESC
            """,
            Operation,
            cancellationToken,
            id);
        int? own = SeesPeople(caller.Role)
            ? (await session.ReadAsync(
                "SELECT count(*)::int FROM registry.posting p WHERE p.agency_id = $1 AND p.is_main AND p.valid_from <= $2 AND (p.valid_until > $2 OR p.valid_until IS NULL)",
                row => row.GetInt32(0), cancellationToken, id, today)).Single()
            : null;
        var isOfficers = caller.Role == Role.Hr && agency.Until is null
            && await session.ReadAsync($"SELECT 1 FROM registry.agency a WHERE a.id = $1 AND {InScope}", row => row.GetInt32(0), cancellationToken, id) is [_];
        return new AgencyPage(
            id, agency.Code, agency.Name, agency.Sector, agency.From, agency.Until, own, states, classes, seats, kin, operations, caller.Role == Role.Planner, isOfficers);
    }

    // The newest first; there is always one.
    private static Task<List<AgencyClassPeriod>> ClassesAsync(RegistrySession session, Guid agency, CancellationToken cancellationToken) => session.ReadAsync(
        """
        SELECT c.kind, s.code, s.name_vi, s.name_en, c.government_level, c.valid_from, c.valid_until
          FROM registry.agency_class c JOIN reference.sector s ON s.code = c.sector_code WHERE c.agency_id = $1 ORDER BY c.valid_from DESC
        """,
        row => new AgencyClassPeriod(
            row.GetString(0), new CodeName(row.GetString(1), row.GetString(2), row.GetString(3)), row.IsDBNull(4) ? null : SnakeCase.Parse<GovernmentLevel>(row.GetString(4)),
            row.GetFieldValue<DateOnly>(5), row.Day(6)),
        cancellationToken,
        agency);

    /// <summary>The newest operations on agencies and units that the caller may see.</summary>
    public async Task<IReadOnlyList<ReorganisationRow>> ReorganisationsAsync(Caller caller, CancellationToken cancellationToken)
    {
        await using var session = await database.OpenSessionAsync(caller, cancellationToken);
        return await session.ReadAsync($"{OperationsFrom} ORDER BY r.recorded_at DESC LIMIT $1", Operation, cancellationToken, MostOperations);
    }

    /// <summary>One operation; null if the caller may not see it, or there is none.</summary>
    public async Task<ReorganisationRow?> ReorganisationAsync(Guid id, Caller caller, CancellationToken cancellationToken)
    {
        await using var session = await database.OpenSessionAsync(caller, cancellationToken);
        return (await session.ReadAsync($"{OperationsFrom} WHERE r.id = $1", Operation, cancellationToken, id)).SingleOrDefault();
    }

    /// <summary>Undoes an operation; what speaks against it, or nothing when it was done.</summary>
    public async Task<IReadOnlyList<ReorganisationRefusedException>> UndoReorganisationAsync(
        Guid id, string ground, EditTerms terms, Caller caller, CancellationToken cancellationToken)
    {
        await using var session = await database.OpenSessionAsync(caller, cancellationToken);
        try
        {
            await ReorganisationUndo.UndoAsync(session, id, ground, terms, cancellationToken);
            await session.CommitAsync(cancellationToken);
            return [];
        }
        catch (AggregateException refused) when (refused.InnerExceptions.All(each => each is ReorganisationRefusedException))
        {
            return [.. refused.InnerExceptions.Cast<ReorganisationRefusedException>()];
        }
    }

    private static ReorganisationRow Operation(NpgsqlDataReader row) => new(
        row.GetGuid(0), SnakeCase.Parse<ReorganisationSubject>(row.GetString(1)), SnakeCase.Parse<ReorganisationKind>(row.GetString(2)), row.GetFieldValue<DateOnly>(3),
        row.GetString(4), row.GetString(5), row.GetFieldValue<DateTimeOffset>(6), row.GetString(7), row.GetInt32(8), row.GetInt32(9), row.GetInt32(10),
        row.GetInt32(11), row.GetInt32(12), row.IsDBNull(13) ? null : row.GetFieldValue<DateTimeOffset>(13), row.Text(14) is { Length: > 0 } by ? by : null);

    // Who stands under an agency that is not in the list stands at the top of it.
    private static List<AgencyRow> Tree(List<Listed> rows, Guid? under)
    {
        var listed = rows.Select(row => row.Id).ToHashSet();
        var below = rows.ToLookup(row => row.ParentId is { } parent && listed.Contains(parent) ? parent : Guid.Empty);
        var tree = new List<AgencyRow>(rows.Count);
        foreach (var top in under is { } one ? rows.Where(row => row.Id == one) : below[Guid.Empty])
            Add(top, 0);
        return tree;

        int? Add(Listed row, int depth)
        {
            var (place, sum) = (tree.Count, row.Own);
            tree.Add(null!);
            foreach (var child in below[row.Id])
                sum += Add(child, depth + 1);
            tree[place] = new AgencyRow(row.Id, row.Code, row.Name, row.FormerNames, depth, below[row.Id].Count(), row.Own, sum, row.ValidFrom, row.ValidUntil);
            return sum;
        }
    }

    private sealed record Listed(Guid Id, string Code, string Name, Guid? ParentId, string FormerNames, int? Own, DateOnly ValidFrom, DateOnly? ValidUntil);
}
