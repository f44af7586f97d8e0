using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using TalentRegistry.Data.Access;
using TalentRegistry.Data.Headcounts;
using TalentRegistry.Data.Indicators;
using TalentRegistry.Data.People;
using TalentRegistry.Data.Plans;
using TalentRegistry.Domain.Access;
using TalentRegistry.Domain.Plans;
using TalentRegistry.Domain.Units;
using TalentRegistry.Server.Pages.Models;
using TalentRegistry.Server.People;

namespace TalentRegistry.Server.Pages;

public sealed partial class PageData
{
    // A row of the log of reads names them all.
    private const int PeopleLoggedAtOnce = 500;

    // Asked in the place where it is needed: joined, it was looked up for everyone before the first hundred were taken.
    private const string HighestDegree =
        """
        FROM registry.degree g JOIN reference.degree_level l ON l.code = g.level_code
             WHERE g.person_id = f.person_id AND g.awarded_year <= extract(year FROM $1) AND l.scheme IN ('education', 'clinical_specialist')
             ORDER BY l.rank DESC LIMIT 1
        """;

    // The place is that on the map on which the unit exists; districts ended on 30 June 2025, and the forecast counts on their last map.
    private const string MapOfUnit =
        """
        (SELECT CASE WHEN u.valid_from > DATE '2025-06-30' THEN u.valid_from
                     WHEN u.valid_until <= DATE '2025-06-30' THEN u.valid_until - 1
                     ELSE DATE '2025-06-30' END
           FROM (SELECT 1) one LEFT JOIN reference.administrative_unit u ON u.id = $2)
        """;

    private const string AtAskedPlace =
        """
        ($2 IS NULL OR ($7 AND $2 IN (x.commune_id, x.district_id, x.province_id)) OR $2 = coalesce(x.commune_id, x.district_id, x.province_id))
             AND ($5::text IS NULL OR a.id IN (SELECT c.agency_id FROM registry.agency_class_on($1) c JOIN reference.sector s ON s.code = c.sector_code WHERE $5 IN (s.code, s.parent_code)))
        """;

    // Columns that only HR officers, and leaders to whom names are granted, may ask for.
    private const string Names = ", o.full_name, o.given_name";

    /// <summary>
    /// The people behind a number, names only for HR officers and leaders to whom they are granted; what was read is logged. Null when the caller's role sees no people, or a unit
    /// or target is not known.
    /// </summary>
    /// <param name="question">Which people.</param>
    /// <param name="offset">How many to leave out from the start, 0 or more.</param>
    /// <param name="limit">How many at most.</param>
    /// <param name="caller">Who asks.</param>
    /// <param name="cancellationToken">Cancels the read.</param>
    public async Task<PeopleList?> PeopleAsync(PeopleQuestion question, int offset, int limit, Caller caller, CancellationToken cancellationToken)
    {
        if (!MayAsk(question, caller))
            return null;
        if (question.Sought is { } sought)
            return await SearchedAsync(question, sought, offset, limit, caller, cancellationToken);

        await using var session = await database.OpenSessionAsync(caller, cancellationToken);
        var conditions = await ConditionsAsync(session, question, cancellationToken);
        if (conditions is null || await BehindAsync(session, question, cancellationToken) is not { } behind)
            return null;

        var names = session.SeesNames;
        var found = await AtWorkAsync(session, question, behind, cancellationToken);
        var keys = await found.PageAsync(offset, limit, cancellationToken);
        var people = await RowsAsync(session, question, keys, cancellationToken);
        await session.LogReadAsync([.. people.Select(person => person.Id)], cancellationToken);
        // A file needs no lists to choose from.
        var list = new PeopleList(question, conditions, found.Total, offset, people, names, [], []);
        if (limit > 0)
            list = await WithChoicesAsync(session, list, cancellationToken);
        await session.CommitAsync(cancellationToken);
        return list;
    }

    // Who may see people at all, the officer's lists and searches, and whom an ethnic group picks out: that would tell others what the counts hide.
    private static bool MayAsk(PeopleQuestion question, Caller caller) =>
        SeesPeople(caller.Role) && (caller.Role == Role.Hr || question is { List: null, Sought: null, Traits.EthnicGroup: null });

    // Read under the reader's rights, whatever keys were found.
    private static async Task<List<PersonRow>> RowsAsync(RegistrySession session, PeopleQuestion question, Guid[] keys, CancellationToken cancellationToken) =>
        keys.Length == 0 ? [] : await session.ReadAsync(
            $"{FoundSql(session.SeesNames)} SELECT {Columns(session.SeesNames)} FROM found f ORDER BY {(IsSorted(question) ? "array_position($3, f.person_id)" : Order(session.SeesNames))}",
            Person, cancellationToken, Parameters(question, new Behind(keys)));

    /// <summary>All of those people, as they come from the database; none where <see cref="PeopleAsync"/> gives null. Each is in the log of reads before it is handed on.</summary>
    /// <param name="question">Which people.</param>
    /// <param name="caller">Who asks.</param>
    /// <param name="cancellationToken">Ends the statement.</param>
    public async IAsyncEnumerable<PersonRow> EveryoneAsync(PeopleQuestion question, Caller caller, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var session = await database.OpenSnapshotAsync(caller, cancellationToken);
        if (!MayAsk(question, caller) || await BehindAsync(session, question, cancellationToken) is not { } behind)
            yield break;

        if (IsSorted(question))
        {
            var found = await AtWorkAsync(session, question, behind, cancellationToken);
            foreach (var keys in (await found.PageAsync(0, found.Total, cancellationToken)).Chunk(PeopleLoggedAtOnce))
            {
                var people = await RowsAsync(session, question, keys, cancellationToken);
                await database.LogReadAsync(caller, [.. people.Select(person => person.Id)], cancellationToken);
                foreach (var person in people)
                    yield return person;
            }

            yield break;
        }

        await session.PlanForManyAsync(cancellationToken);
        await using var command = session.Command($"{FoundSql(session.SeesNames)} SELECT {Columns(session.SeesNames)} FROM found f ORDER BY {Order(session.SeesNames)}");
        command.CommandTimeout = 0;
        foreach (var value in Parameters(question, behind))
            command.Parameters.Add(value as NpgsqlParameter ?? new NpgsqlParameter { Value = value });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var batch = new List<PersonRow>(PeopleLoggedAtOnce);
        for (var more = true; more;)
        {
            while (batch.Count < PeopleLoggedAtOnce && (more = await reader.ReadAsync(cancellationToken)))
                batch.Add(Person(reader));
            await database.LogReadAsync(caller, [.. batch.Select(person => person.Id)], cancellationToken);
            foreach (var person in batch)
                yield return person;
            batch.Clear();
        }
    }

    private static object?[] Parameters(PeopleQuestion question, Behind behind) =>
    [
        question.AsOf, Text(question.UnitId), Keys(behind.People),
        Text(question.ProfessionCode), Text(question.SectorCode), Key(question.AgencyId), question.IncludeDescendants,
    ];

    // People and postings first, in a step of its own: the planner overrates the checks of their policies so far that it would compare each of them with each agency. Days are compared
    // as days, of which the statistics tell under the policies too, as they do not of ranges.
    private static string FoundSql(bool names) =>
        $"""
        WITH at_work AS MATERIALIZED (
          SELECT p.person_id, p.agency_id, p.profession_code, p.position_title, p.valid_from, o.birth_year, o.sex{(names ? Names : "")}
            FROM registry.posting p
            JOIN registry.person o ON o.id = p.person_id
           WHERE p.is_main AND p.valid_from <= $1 AND (p.valid_until IS NULL OR p.valid_until > $1)
             AND ($6::uuid IS NULL OR p.agency_id = $6 OR ($7 AND p.agency_id IN (SELECT below FROM registry.agencies_below(ARRAY[$6], $1) below)))
             AND ($3::uuid[] IS NULL OR p.person_id = ANY ($3))
             AND ($4::text IS NULL OR p.profession_code = $4)),
        found AS (
          SELECT w.*, a.name AS agency, coalesce(x.district_id, x.commune_id) AS place_id
            FROM at_work w
            JOIN registry.agency a ON a.id = w.agency_id
            LEFT JOIN registry.agency_place({MapOfUnit}) x ON x.agency_id = a.id
           WHERE {AtAskedPlace})
        """;

    private static string Columns(bool names) =>
        $"""
        f.person_id, {(names ? "f.full_name" : "NULL::text")}, f.birth_year::int, f.sex,
        (SELECT r.name_vi FROM reference.profession r WHERE r.code = f.profession_code), (SELECT r.name_en FROM reference.profession r WHERE r.code = f.profession_code),
        f.position_title, f.agency, (SELECT u.name FROM reference.administrative_unit u WHERE u.id = f.place_id),
        (SELECT ARRAY[l.name_vi, l.name_en] {HighestDegree}), f.valid_from
        """;

    private static string Order(bool names) => names
        ? "f.given_name COLLATE reference.vietnamese, f.full_name COLLATE reference.vietnamese, f.person_id"
        : "f.agency COLLATE reference.vietnamese, f.birth_year, f.person_id";

    private static PersonRow Person(NpgsqlDataReader row) => new(
        row.GetGuid(0), row.Text(1), row.GetInt32(2), row.GetString(3), row.Text(4), row.Text(5), row.Text(6), row.Text(7),
        row.Text(8), Degree(row, 0), Degree(row, 1), row.IsDBNull(10) ? null : row.GetFieldValue<DateOnly>(10));

    private static string? Degree(NpgsqlDataReader row, int language) => row.IsDBNull(9) ? null : row.GetFieldValue<string[]>(9)[language];

    private static Task<List<CodeName>> ChoicesAsync(RegistrySession session, string list, CancellationToken cancellationToken) => session.ReadAsync(
        $"SELECT code, name_vi, name_en FROM reference.{list} ORDER BY name_vi COLLATE reference.vietnamese, code",
        row => new CodeName(row.GetString(0), row.GetString(1), row.GetString(2)), cancellationToken);

    private static async Task<PeopleList> WithChoicesAsync(RegistrySession session, PeopleList list, CancellationToken cancellationToken) => list with
    {
        Sectors = await ChoicesAsync(session, "sector", cancellationToken),
        Professions = await ChoicesAsync(session, "profession", cancellationToken),
        Choices = new PeopleChoices(
            await session.ReadAsync(
                "SELECT code, name_vi, name_en FROM reference.degree_level WHERE scheme IN ('education', 'clinical_specialist') ORDER BY rank, code",
                row => new CodeName(row.GetString(0), row.GetString(1), row.GetString(2)), cancellationToken),
            await session.ReadAsync(
                "SELECT code, name_vi, name_en FROM reference.field_of_study WHERE parent_code IS NULL ORDER BY name_vi COLLATE reference.vietnamese, code",
                row => new CodeName(row.GetString(0), row.GetString(1), row.GetString(2)), cancellationToken),
            session.Role != Role.Hr ? [] : await session.ReadAsync(
                "SELECT code, name, name FROM reference.ethnic_group ORDER BY name COLLATE reference.vietnamese, code",
                row => new CodeName(row.GetString(0), row.GetString(1), row.GetString(2)), cancellationToken)),
    };

    private static async Task<List<PeopleCondition>?> ConditionsAsync(RegistrySession session, PeopleQuestion question, CancellationToken cancellationToken)
    {
        var found = await session.ReadAsync(
            """
            SELECT 'unit', name, name FROM reference.administrative_unit WHERE id = $1
            UNION ALL SELECT 'sector', name_vi, name_en FROM reference.sector WHERE code = $2
            UNION ALL SELECT 'profession', name_vi, name_en FROM reference.profession WHERE code = $3
            UNION ALL SELECT 'agency', name, name FROM registry.agency WHERE id = $5
            UNION ALL SELECT 'target', code || ': ' || meaning_vi, code || ': ' || meaning_en FROM plans.current_target WHERE code = $4
            UNION ALL SELECT 'degree', name_vi, name_en FROM reference.degree_level WHERE code = $6
            UNION ALL SELECT 'field', name_vi, name_en FROM reference.field_of_study WHERE code = $7 AND parent_code IS NULL
            UNION ALL SELECT 'ethnic', name, name FROM reference.ethnic_group WHERE code = $8
            """,
            row => new PeopleCondition(row.GetString(0), row.GetString(1), row.GetString(2)),
            cancellationToken,
            Text(question.UnitId),
            Text(question.SectorCode),
            Text(question.ProfessionCode),
            Text(question.TargetCode),
            Key(question.AgencyId),
            Text(question.Traits.Degree),
            Text(question.Traits.Field),
            Text(question.Traits.EthnicGroup));
        var asked = new[]
        {
            question.UnitId, question.SectorCode, question.ProfessionCode, question.TargetCode, question.AgencyId?.ToString(), question.Traits.Degree, question.Traits.Field, question.Traits.EthnicGroup,
        }.Count(code => code is not null);
        if (found.Count != asked)
            return null;
        found.AddRange(PeopleConditions.Of(question.Traits));
        if (question.Sought is { } sought)
            found.Insert(0, new PeopleCondition("q", $"tìm “{sought.Text}”", $"search “{sought.Text}”"));
        if (question.List is { } list)
            found.Add(new PeopleCondition("list", WorkingLists.Name(list, question.AsOf).Vi, WorkingLists.Name(list, question.AsOf).En));
        return found;
    }

    // Who is in the numerator of the question's target, as the count says; nobody is left out where no target is asked for. Null where the target is
    // not counted, or not among those at work on the day: a list of them would not be that behind the number.
    private static async Task<Behind?> BehindAsync(RegistrySession session, PeopleQuestion question, CancellationToken cancellationToken)
    {
        if (question.List is { } list)
        {
            var listed = await WorkingLists.PeopleAsync(session, list, question.AsOf, cancellationToken);
            return await BehindAsync(session, question with { List = null }, cancellationToken) is { } others
                ? new Behind(others.People is { } among ? [.. among.Intersect(listed)] : listed)
                : null;
        }

        if (question.Cell is { } cell)
            return new Behind(await HeadcountQuery.PeopleBehind(session, cell.Headcount, cell.Codes).Select(person => person.Id).ToArrayAsync(cancellationToken));
        if (question.TargetCode is not { } code)
            return new Behind(question.Only?.ToArray());

        var json = await session.ReadAsync("SELECT indicator::text FROM plans.current_target WHERE code = $1 AND computable", row => row.GetString(0), cancellationToken, code);
        if (json is not [{ } text] || IndicatorJson.Read(text) is not { Over: CountedOver.Day, After: null, Among: CountedAmong.AtWork, IsSensitive: false } indicator)
            return null;

        var people = IndicatorQuery.PeopleBehind(session, indicator, IndicatorScope.Everywhere, question.AsOf, DistrictMap.LastDay);
        var all = await people.Select(person => person.Id).ToArrayAsync(cancellationToken);
        return new Behind(question.Only is { } only ? [.. only.Intersect(all)] : all);
    }

    private sealed record Behind(Guid[]? People);
}
