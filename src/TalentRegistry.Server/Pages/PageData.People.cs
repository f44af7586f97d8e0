using System.Runtime.CompilerServices;
using System.Text.Json;
using Npgsql;
using TalentRegistry.Data.Access;
using TalentRegistry.Data.People;
using TalentRegistry.Domain.Access;
using TalentRegistry.Server.Pages.Models;

namespace TalentRegistry.Server.Pages;

public sealed partial class PageData
{
    // A row of the log of reads names them all.
    private const int PeopleLoggedAtOnce = 500;

    // Asked in the place where it is needed: joined, it was looked up for everyone before the first hundred were taken.
    private const string HighestDegree =
        """
        FROM registry.degree g JOIN reference.degree_level l ON l.code = g.level_code
             WHERE g.person_id = p.person_id AND g.awarded_year <= extract(year FROM $1) AND l.scheme IN ('education', 'clinical_specialist')
             ORDER BY l.rank DESC LIMIT 1
        """;

    // On the map on which the unit exists; districts ended on 30 June 2025, and the forecast counts on their last map.
    private const string PeopleFrom =
        $"""
          FROM registry.posting p
          JOIN registry.person o ON o.id = p.person_id
          JOIN registry.agency a ON a.id = p.agency_id
          JOIN registry.agency_place((SELECT CASE WHEN u.valid_from > DATE '2025-06-30' THEN u.valid_from
                                                  WHEN u.valid_until <= DATE '2025-06-30' THEN u.valid_until - 1
                                                  ELSE DATE '2025-06-30' END
                                        FROM (SELECT 1) one LEFT JOIN reference.administrative_unit u ON u.id = $2)) w ON w.agency_id = a.id
         WHERE p.is_main AND daterange(p.valid_from, p.valid_until) @> $1
           AND ($2 IS NULL OR ($13 AND $2 IN (w.commune_id, w.district_id, w.province_id)) OR $2 = coalesce(w.commune_id, w.district_id, w.province_id))
           AND ($12::uuid IS NULL OR p.agency_id = $12 OR ($13 AND p.agency_id IN (SELECT below FROM registry.agencies_below(ARRAY[$12], $1) below)))
           AND ($3::text[] IS NULL OR p.profession_code = ANY ($3))
           AND ($4::text[] IS NULL OR a.sector_code = ANY ($4)
                OR (SELECT s.parent_code FROM reference.sector s WHERE s.code = a.sector_code) = ANY ($4))
           AND ($5::text IS NULL OR (SELECT l.rank {HighestDegree}) >= (SELECT l.rank FROM reference.degree_level l WHERE l.code = $5))
           AND ($6::text[] IS NULL OR p.employment_kind = ANY ($6))
           AND ($7::text[] IS NULL OR a.government_level = ANY ($7))
           AND ($8::text IS NULL OR array_position(ARRAY['deputy_division_head', 'division_head', 'deputy_head', 'head'], p.leadership_rank)
                >= array_position(ARRAY['deputy_division_head', 'division_head', 'deputy_head', 'head'], $8))
           AND ($9::int IS NULL OR extract(year FROM $1) - o.birth_year < $9)
           AND ($10::text IS NULL OR p.profession_code = $10)
           AND ($11::text IS NULL OR a.sector_code = $11 OR (SELECT s.parent_code FROM reference.sector s WHERE s.code = a.sector_code) = $11)
        """;

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
        if (!SeesPeople(caller.Role))
            return null;

        await using var session = await database.OpenSessionAsync(caller, cancellationToken);
        var conditions = await ConditionsAsync(session, question, cancellationToken);
        var filter = question.TargetCode is null ? new NumeratorFilter() : await NumeratorAsync(session, question.TargetCode, cancellationToken);
        if (filter is null || conditions is null)
            return null;

        var names = session.SeesNames;
        var total = await ReadAsync(session, "SELECT count(*)::int " + PeopleFrom, row => row.GetInt32(0), cancellationToken, Parameters(question, filter));
        var people = await ReadAsync(session, PeopleSql(names) + " OFFSET $14 LIMIT $15", Person, cancellationToken, [.. Parameters(question, filter), offset, limit]);
        await session.LogReadAsync([.. people.Select(person => person.Id)], cancellationToken);
        await session.CommitAsync(cancellationToken);
        return new PeopleList(question, conditions, total.Single(), offset, people, names);
    }

    /// <summary>All of those people, as they come from the database; none where <see cref="PeopleAsync"/> gives null. Each is in the log of reads before it is handed on.</summary>
    /// <param name="question">Which people.</param>
    /// <param name="caller">Who asks.</param>
    /// <param name="cancellationToken">Ends the statement.</param>
    public async IAsyncEnumerable<PersonRow> EveryoneAsync(PeopleQuestion question, Caller caller, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var session = await database.OpenSnapshotAsync(caller, cancellationToken);
        var filter = question.TargetCode is null ? new NumeratorFilter() : await NumeratorAsync(session, question.TargetCode, cancellationToken);
        if (filter is null || !SeesPeople(caller.Role))
            yield break;

        await using var command = session.Command(PeopleSql(session.SeesNames));
        command.CommandTimeout = 0;
        foreach (var value in Parameters(question, filter))
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

    private static object?[] Parameters(PeopleQuestion question, NumeratorFilter filter) =>
    [
        question.AsOf, Text(question.UnitId), Texts(filter.Profession), Texts(filter.Sector), Text(filter.DegreeLevelAtLeast), Texts(filter.EmploymentKind),
        Texts(filter.GovernmentLevel), Text(filter.LeadershipRankAtLeast), Number(filter.AgeUnder), Text(question.ProfessionCode), Text(question.SectorCode),
        Key(question.AgencyId), question.IncludeDescendants,
    ];

    private static string PeopleSql(bool names) =>
        $"""
        SELECT o.id, {(names ? "o.full_name" : "NULL::text")}, o.birth_year::int, o.sex, r.name_vi, r.name_en, p.position_title, a.name,
               (SELECT u.name FROM reference.administrative_unit u WHERE u.id = coalesce(w.district_id, w.commune_id)),
               (SELECT ARRAY[l.name_vi, l.name_en] {HighestDegree}), p.valid_from
        {PeopleFrom.Replace("JOIN registry.agency_place", "JOIN reference.profession r ON r.code = p.profession_code JOIN registry.agency_place", StringComparison.Ordinal)}
         ORDER BY {(names ? "o.given_name COLLATE reference.vietnamese, o.full_name COLLATE reference.vietnamese, o.id" : "a.name COLLATE reference.vietnamese, o.birth_year, o.id")}
        """;

    private static PersonRow Person(NpgsqlDataReader row) => new(
        row.GetGuid(0), row.Text(1), row.GetInt32(2), row.GetString(3), row.GetString(4), row.GetString(5), row.GetString(6), row.GetString(7),
        row.Text(8), Degree(row, 0), Degree(row, 1), row.GetFieldValue<DateOnly>(10));

    /// <summary>The people whom a text means, for HR officers; what was read is logged.</summary>
    /// <param name="sought">What to look for.</param>
    /// <param name="shown">How many are shown; whoever is found beyond them only tells that there are more, and is not logged as read.</param>
    /// <param name="caller">Who asks.</param>
    /// <param name="cancellationToken">Cancels the search.</param>
    public async Task<PeopleFound> FoundPeopleAsync(SearchedPeople sought, int shown, Caller caller, CancellationToken cancellationToken)
    {
        await using var session = await database.OpenSessionAsync(caller, cancellationToken);
        var found = await session.SearchPeopleAsync(sought, cancellationToken);
        var agency = sought.AgencyId is { } id
            ? await ReadAsync(session, "SELECT name FROM registry.agency WHERE id = $1", row => row.GetString(0), cancellationToken, id)
            : [];
        foreach (var people in found.Take(shown).Chunk(PeopleLoggedAtOnce))
            await session.LogReadAsync([.. people.Select(person => person.Id)], cancellationToken);
        await session.CommitAsync(cancellationToken);
        return new PeopleFound([.. found.Take(shown)], found.Count > shown, sought.AgencyId, agency.FirstOrDefault());
    }

    private static string? Degree(NpgsqlDataReader row, int language) => row.IsDBNull(9) ? null : row.GetFieldValue<string[]>(9)[language];

    private static async Task<List<CodeName>?> ConditionsAsync(RegistrySession session, PeopleQuestion question, CancellationToken cancellationToken)
    {
        var found = await ReadAsync(
            session,
            """
            SELECT id, name, name FROM reference.administrative_unit WHERE id = $1
            UNION ALL SELECT code, name_vi, name_en FROM reference.sector WHERE code = $2
            UNION ALL SELECT code, name_vi, name_en FROM reference.profession WHERE code = $3
            UNION ALL SELECT code, name, name FROM registry.agency WHERE id = $5
            UNION ALL SELECT code, code || ': ' || meaning_vi, code || ': ' || meaning_en FROM plans.current_target WHERE code = $4
            """,
            row => new CodeName(row.GetString(0), row.GetString(1), row.GetString(2)),
            cancellationToken,
            Text(question.UnitId),
            Text(question.SectorCode),
            Text(question.ProfessionCode),
            Text(question.TargetCode),
            Key(question.AgencyId));
        var asked = new[] { question.UnitId, question.SectorCode, question.ProfessionCode, question.TargetCode, question.AgencyId?.ToString() }.Count(code => code is not null);
        return found.Count == asked ? found : null;
    }

    private static async Task<NumeratorFilter?> NumeratorAsync(RegistrySession session, string targetCode, CancellationToken cancellationToken)
    {
        var json = await ReadAsync(
            session, "SELECT (indicator -> 'numerator')::text FROM plans.current_target WHERE code = $1 AND computable", row => row.Text(0), cancellationToken, targetCode);
        return json is [{ } numerator] ? JsonSerializer.Deserialize<NumeratorFilter>(numerator, NumeratorFilter.Json) : null;
    }

    /// <summary>The numerator of an indicator as plans.target keeps it (docs/plan-format.md).</summary>
    private sealed record NumeratorFilter
    {
        // A condition that this page does not know must not be passed over: the list would not be that behind the number.
        public static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
        {
            UnmappedMemberHandling = System.Text.Json.Serialization.JsonUnmappedMemberHandling.Disallow,
        };

        public string[]? Profession { get; init; }

        public string[]? Sector { get; init; }

        public string? DegreeLevelAtLeast { get; init; }

        public string[]? EmploymentKind { get; init; }

        public string[]? GovernmentLevel { get; init; }

        public string? LeadershipRankAtLeast { get; init; }

        public int? AgeUnder { get; init; }
    }
}
