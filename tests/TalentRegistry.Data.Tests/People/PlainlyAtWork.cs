using System.Globalization;
using Npgsql;
using NpgsqlTypes;
using TalentRegistry.Data.Access;
using TalentRegistry.Domain.Access;

namespace TalentRegistry.Data.Tests.People;

/// <summary>Holds what the functions with the owner's rights tell of people at work against the rows that the caller's own rights show.</summary>
internal static class PlainlyAtWork
{
    private const string From =
        """
        FROM registry.posting p JOIN registry.person o ON o.id = p.person_id JOIN registry.agency a ON a.id = p.agency_id
         WHERE p.is_main AND p.valid_from <= $1 AND (p.valid_until > $1 OR p.valid_until IS NULL) AND ($2::text IS NULL OR p.profession_code = $2)
           AND ($3::uuid[] IS NULL OR p.agency_id = ANY ($3)) AND ($4::uuid[] IS NULL OR p.person_id = ANY ($4))
        """;

    private const string RetirementDay = "registry.retirement_day(o.date_of_birth, o.birth_year::int, o.sex = 'female')";

    private static readonly Dictionary<string, string> OnList = new()
    {
        ["retiring"] = $"date_trunc('year', {RetirementDay}) = date_trunc('year', $1::date) AND o.birth_year <= extract(YEAR FROM $1::date) - 55",
        ["warned"] =
            $"""
            (o.birth_year <= extract(YEAR FROM $1::date) - 55 AND p.employment_kind NOT IN ('private', 'self_employed') AND {RetirementDay} < $1
              AND NOT coalesce((SELECT range_agg(daterange(e.valid_from, e.valid_until)) FROM registry.working_age_extension e WHERE e.person_id = o.id), datemultirange())
                      @> daterange({RetirementDay} + 1, $1 + 1)
             OR EXISTS (SELECT FROM reference.degree_level wanted
                         WHERE wanted.code = p.required_level_code AND wanted.university_or_above IS NOT NULL
                           AND NOT EXISTS (SELECT FROM registry.degree g JOIN reference.degree_level has ON has.code = g.level_code AND has.university_or_above IS NOT NULL
                                            WHERE g.person_id = o.id AND g.awarded_year <= extract(YEAR FROM p.valid_from) AND has.rank >= wanted.rank)))
            """,
        ["certificates"] =
            """
            EXISTS (SELECT FROM registry.certificate c
                     WHERE c.person_id = o.id AND c.valid_until > $1 AND c.valid_until <= $1 + 180
                       AND NOT EXISTS (SELECT FROM registry.certificate n
                                        WHERE n.person_id = c.person_id AND n.id <> c.id AND n.kind = c.kind AND n.language_code IS NOT DISTINCT FROM c.language_code
                                          AND (n.valid_until IS NULL OR n.valid_until > c.valid_until)))
            """,
    };

    // Names of sorts, and the same orders over the rows.
    private static readonly (string Sort, string Order)[] Orders =
    [
        ("name", "o.given_name {0}, o.full_name {0}, o.id {0}"),
        ("born", "o.birth_year {0}, o.id"),
        ("agency", "a.name COLLATE reference.vietnamese {0}, o.birth_year, o.id"),
        ("profession", "(SELECT r.name_vi FROM reference.profession r WHERE r.code = p.profession_code) COLLATE reference.vietnamese {0}, o.birth_year, o.id"),
    ];

    /// <summary>Numbers by agency, pages and working lists on a day; how many people the caller sees at work.</summary>
    public static async Task<int> HoldAsync(RegistryDatabase database, Caller caller, DateOnly day, string? profession = null, Guid[]? agencies = null, Guid[]? among = null)
    {
        await using var session = await database.OpenSessionAsync(caller, CancellationToken.None);
        object?[] asked = [day, new NpgsqlParameter { Value = (object?)profession ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text }, Keys(agencies), Keys(among)];
        var plain = await session.ReadAsync($"SELECT p.agency_id, count(*)::int {From} GROUP BY p.agency_id", Heads, CancellationToken.None, [.. asked.Select(Copy)]);
        var told = await session.ReadAsync("SELECT agency_id, people FROM registry.at_work_by_agency($1, $2, $3, $4)", Heads, CancellationToken.None, [.. asked.Select(Copy)]);
        Assert.Equal(plain.Order(), told.Order());

        var all = plain.Sum(agency => agency.People);
        foreach (var (skipped, taken) in new[] { (0, 20), (all / 2, 7), (Math.Max(0, all - 3), 10), (all + 5, 10) })
        {
            await HoldPageAsync(session, "at_work_by_birth", "a.name COLLATE reference.vietnamese, o.birth_year, o.id", agencies ?? [.. plain.Select(agency => agency.Id)], asked, skipped, taken);
            if (session.SeesNames)
                await HoldPageAsync(session, "at_work_by_name", "o.given_name, o.full_name, o.id", agencies, asked, skipped, taken);
        }

        foreach (var (sort, order) in Orders.Where(pair => pair.Sort != "name" || session.SeesNames))
            await HoldSortedAsync(session, sort, order, asked, all / 3, 25);
        if (!session.SeesNames)
            Assert.Empty(await SortedAsync(session, asked, "{}", "name", false, 0, 10));
        Assert.Equal(all, (await SortedAsync(session, asked, """{"ethnic": null, "born_from": "1900"}""", "born", false, 0, all + 1)).Distinct().Count());
        if (caller.Role != Role.Hr)
            Assert.Empty(await SortedAsync(session, asked, """{"ethnic": "01"}""", "born", false, 0, 10));

        if (caller.Role == Role.Hr && profession is null && agencies is null && among is null)
            foreach (var (list, condition) in OnList)
                Assert.Equal(
                    await session.ReadAsync($"SELECT o.id {From} AND {condition} ORDER BY o.id", row => row.GetGuid(0), CancellationToken.None, [.. asked.Select(Copy)]),
                    await session.ReadAsync($"SELECT DISTINCT person_id FROM registry.working_list('{list}', $1) ORDER BY person_id", row => row.GetGuid(0), CancellationToken.None, day));
        return all;
    }

    // Forwards and backwards, everybody and those of one sex, and how many these are.
    private static async Task HoldSortedAsync(RegistrySession session, string sort, string order, object?[] asked, int skipped, int taken)
    {
        foreach (var (isDescending, sex) in new[] { (false, "female"), (true, "male"), (false, null), (true, null) })
        {
            var wanted = sex is null ? "{}" : $$"""{"sex": "{{sex}}"}""";
            var condition = sex is null ? "" : $"AND o.sex = '{sex}'";
            object?[] plain = [.. asked.Select(Copy), skipped, taken];
            Assert.Equal(
                await session.ReadAsync($"SELECT o.id {From} {condition} ORDER BY {string.Format(CultureInfo.InvariantCulture, order, isDescending ? "DESC" : "ASC")} OFFSET $5 LIMIT $6", row => row.GetGuid(0), CancellationToken.None, plain),
                await SortedAsync(session, asked, wanted, sort, isDescending, skipped, taken));
            Assert.Equal(
                await session.ReadAsync($"SELECT count(*)::int {From} {condition}", row => row.GetInt32(0), CancellationToken.None, [.. asked.Select(Copy)]),
                await session.ReadAsync("SELECT registry.at_work_wanted($1, $2, $3, $4, $5)", row => row.GetInt32(0), CancellationToken.None, [.. asked.Select(Copy), Wanted(wanted)]));
        }
    }

    private static Task<List<Guid>> SortedAsync(RegistrySession session, object?[] asked, string wanted, string sort, bool isDescending, int skipped, int taken) => session.ReadAsync(
        "SELECT id FROM registry.at_work_sorted($1, $2, $3, $4, $5, $6, $7, $8, $9) id", row => row.GetGuid(0), CancellationToken.None,
        [.. asked.Select(Copy), Wanted(wanted), sort, isDescending, skipped, taken]);

    private static NpgsqlParameter Wanted(string wanted) => new() { Value = wanted, NpgsqlDbType = NpgsqlDbType.Jsonb };

    private static async Task HoldPageAsync(RegistrySession session, string function, string order, Guid[]? agencies, object?[] asked, int skipped, int taken)
    {
        object?[] page = [asked[0], Copy(asked[1]), Keys(agencies), Copy(asked[3]), skipped, taken];
        Assert.Equal(
            await session.ReadAsync($"SELECT o.id {From} ORDER BY {order} OFFSET $5 LIMIT $6", row => row.GetGuid(0), CancellationToken.None, [.. page.Select(Copy)]),
            await session.ReadAsync($"SELECT id FROM registry.{function}($1, $2, $3, $4, $5, $6) id", row => row.GetGuid(0), CancellationToken.None, [.. page.Select(Copy)]));
    }

    private static (Guid Id, int People) Heads(NpgsqlDataReader row) => (row.GetGuid(0), row.GetInt32(1));

    private static NpgsqlParameter Keys(Guid[]? keys) => new() { Value = (object?)keys ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Uuid };

    // A parameter belongs to one statement.
    private static object? Copy(object? value) => value is NpgsqlParameter parameter ? parameter.Clone() : value;
}
