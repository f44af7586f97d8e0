using TalentRegistry.Domain.Access;

namespace TalentRegistry.Benchmarks.GraphQL;

/// <summary>One question that every server is asked, in the words of each.</summary>
/// <param name="Name">Word for the command line and the address of the floor.</param>
/// <param name="Title">Words for the table.</param>
/// <param name="Role">Account that asks our server: one that may see every field asked for.</param>
/// <param name="Ours">The document sent to our server.</param>
/// <param name="Peer">The document sent to PostGraphile; its aliases give the answer the same shape.</param>
/// <param name="Floor">The statement of the floor: one row with our server's data as JSON, and the identifiers of the people in it.</param>
internal sealed record Operation(string Name, string Title, Role Role, string Ours, string Peer, string Floor)
{
    private const string DegreesAndPostings =
        """
        degrees { awardedYear institution level { code nameVi } field { code nameVi } }
        postings { positionTitle validFrom validUntil agency { code name sector { code nameVi } district(asOf: "2025-06-30") { code name } } }
        """;

    private const string PeerDegreesAndPostings =
        """
        degrees(orderBy: [AWARDED_YEAR_ASC, PRIMARY_KEY_ASC]) { nodes {
          awardedYear institution
          level: referenceDegreeLevelByLevelCode { code nameVi } field: referenceFieldOfStudyByFieldCode { code nameVi } } }
        postings(orderBy: [VALID_FROM_ASC, PRIMARY_KEY_ASC]) { nodes {
          positionTitle validFrom validUntil
          agency { code name sector: referenceSectorBySectorCode { code nameVi } district: districtOn(day: "2025-06-30") { code name } } } }
        """;

    // What a careful hand writes: one statement, correlated aggregates that follow the indexes.
    private const string PersonAsJson =
        """
        json_build_object('fullName', p.full_name, 'birthYear', p.birth_year,
          'degrees', coalesce((
            SELECT json_agg(json_build_object('awardedYear', d.awarded_year, 'institution', d.institution,
                     'level', json_build_object('code', l.code, 'nameVi', l.name_vi),
                     'field', CASE WHEN f.code IS NOT NULL THEN json_build_object('code', f.code, 'nameVi', f.name_vi) END) ORDER BY d.awarded_year, d.id)
              FROM registry.degree d JOIN reference.degree_level l ON l.code = d.level_code
              LEFT JOIN reference.field_of_study f ON f.code = d.field_code
             WHERE d.person_id = p.id), '[]'),
          'postings', coalesce((
            SELECT json_agg(json_build_object('positionTitle', g.position_title, 'validFrom', g.valid_from, 'validUntil', g.valid_until,
                     'agency', json_build_object('code', a.code, 'name', a.name,
                       'sector', json_build_object('code', s.code, 'nameVi', s.name_vi),
                       'district', (
                         SELECT json_build_object('code', u.code, 'name', u.name)
                           FROM registry.agency_seat_place x JOIN reference.administrative_unit u ON u.id = x.district_id
                          WHERE x.agency_id = a.id AND x.valid_from <= DATE '2025-06-30'
                            AND (x.valid_until IS NULL OR x.valid_until > DATE '2025-06-30') LIMIT 1))) ORDER BY g.valid_from, g.id)
              FROM registry.posting g JOIN registry.agency a ON a.id = g.agency_id JOIN reference.sector s ON s.code = a.sector_code
             WHERE g.person_id = p.id), '[]'))
        """;

    /// <summary>The four of the goals, in their order.</summary>
    public static IReadOnlyList<Operation> All { get; } =
    [
        new("person", "person by id, degrees and postings → agency → district, sector", Role.Hr,
            $"query ($id: ID!) {{ person(id: $id) {{ fullName birthYear {DegreesAndPostings} }} }}",
            $"query ($id: UUID!) {{ person(rowId: $id) {{ fullName birthYear {PeerDegreesAndPostings} }} }}",
            $"SELECT json_build_object('data', json_build_object('person', {PersonAsJson})), ARRAY[p.id] FROM registry.person p WHERE p.id = $1::uuid"),
        new("page", "filtered, ordered page of 50 people with the same nesting", Role.Hr,
            $$"""
            query ($sex: Sex!, $from: Int!, $until: Int!) {
              people(first: 50, where: { sex: { eq: $sex }, birthYear: { gte: $from, lt: $until } }, order: [{ givenName: ASC }, { fullName: ASC }]) {
                nodes { fullName birthYear {{DegreesAndPostings}} } } }
            """,
            $$"""
            query ($sex: String!, $from: Int!, $until: Int!) {
              people(first: 50, filter: { sex: { equalTo: $sex }, birthYear: { greaterThanOrEqualTo: $from, lessThan: $until } }, orderBy: [GIVEN_NAME_ASC, FULL_NAME_ASC, PRIMARY_KEY_ASC]) {
                nodes { fullName birthYear {{PeerDegreesAndPostings}} } } }
            """,
            $"""
            SELECT json_build_object('data', json_build_object('people', json_build_object('nodes', json_agg({PersonAsJson} ORDER BY p.given_name, p.full_name, p.id)))), array_agg(p.id)
              FROM (SELECT id, full_name, given_name, birth_year FROM registry.person
                     WHERE sex = $1 AND birth_year >= $2::int AND birth_year < $3::int ORDER BY given_name, full_name, id LIMIT 50) p
            """),
        new("headcount", "headcount of sector × district, all people", Role.Planner,
            """query ($day: Date!) { headcount(by: [SECTOR, DISTRICT], asOf: $day) { cells { keys { code nameVi } count } } }""",
            """query ($day: Date!) { headcount: countBySectorAndDistrict(day: $day, mapDay: "2025-06-30") { cells: nodes { sectorCode sectorName districtId districtName count: people } } }""",
            """
            SELECT json_build_object('data', json_build_object('headcount', json_build_object('cells', json_agg(
                     json_build_object('keys', json_build_array(
                       json_build_object('code', c.sector_code, 'nameVi', s.name_vi),
                       json_build_object('code', c.district_id, 'nameVi', u.name)), 'count', c.people))))), ARRAY[]::uuid[]
              FROM (SELECT a.sector_code, w.district_id, count(*)::int AS people
                      FROM registry.posting p JOIN registry.agency a ON a.id = p.agency_id
                      LEFT JOIN registry.agency_place(DATE '2025-06-30') w ON w.agency_id = p.agency_id
                     WHERE p.is_main AND p.valid_from <= $1::date AND (p.valid_until IS NULL OR p.valid_until > $1::date)
                     GROUP BY 1, 2) c
              JOIN reference.sector s ON s.code = c.sector_code LEFT JOIN reference.administrative_unit u ON u.id = c.district_id
            """),
        new("name", "{ person(id: …) { fullName } }", Role.Hr,
            "query ($id: ID!) { person(id: $id) { fullName } }",
            "query ($id: UUID!) { person(rowId: $id) { fullName } }",
            "SELECT json_build_object('data', json_build_object('person', json_build_object('fullName', p.full_name))), ARRAY[p.id] FROM registry.person p WHERE p.id = $1::uuid"),
    ];
}
