namespace TalentRegistry.Data.Tests.Access;

/// <summary>
/// The populated registry with 6,000 people more in a dozen areas, who come and go by the dozen every year, now and then from one area to
/// another: some years of an area are then counted anew, and most areas have groups of a few people.
/// </summary>
public sealed class CrowdedDatabase : PopulatedDatabase
{
    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        await using var command = Database.Owner.CreateCommand(
            """
            CREATE TEMP TABLE place AS
              SELECT row_number() OVER (ORDER BY area_id) - 1 AS n, agency_id FROM (
                SELECT DISTINCT ON (r.area_id) r.area_id, r.agency_id FROM registry.agency_area r JOIN registry.agency a ON a.id = r.agency_id
                 WHERE a.valid_until IS NULL AND a.valid_from < DATE '2015-01-01' ORDER BY r.area_id, r.agency_id) one LIMIT 12;
            SELECT setseed(0.45);
            CREATE TEMP TABLE newcomer AS
              SELECT gen_random_uuid() AS id, i, (i % (SELECT count(*) FROM place))::int AS n, random() AS which, random() AS moves, random() AS since, random() AS years FROM generate_series(1, 6000) i;
            INSERT INTO registry.person (id, full_name, birth_year, sex, ethnic_group_code, keeper_id, synthetic)
              SELECT w.id, 'Nguoi ' || w.i, 1965 + w.i % 35, CASE WHEN w.i % 2 = 0 THEN 'male' ELSE 'female' END,
                     CASE WHEN which < 0.55 THEN '01' WHEN which < 0.80 THEN '03' WHEN which < 0.95 THEN '08' WHEN which < 0.97 THEN '02'
                          WHEN which < 0.98 THEN '12' WHEN which < 0.99 THEN '13' WHEN which < 0.995 THEN '14' ELSE '50' END,
                     p.agency_id, true
                FROM newcomer w JOIN place p ON p.n = w.n;
            INSERT INTO registry.posting (id, person_id, agency_id, valid_from, valid_until, profession_code, position_title, employment_kind)
              SELECT gen_random_uuid(), w.id, p.agency_id, DATE '2016-01-01' + (since * 3600)::int, DATE '2016-01-01' + (since * 3600)::int + 200 + (years * 2500)::int,
                     'doctor', 'x', 'public_employee'
                FROM newcomer w JOIN place p ON p.n = w.n;
            INSERT INTO registry.posting (id, person_id, agency_id, valid_from, profession_code, position_title, employment_kind)
              SELECT gen_random_uuid(), w.id, p.agency_id, DATE '2016-01-01' + (since * 3600)::int + 200 + (years * 2500)::int, 'doctor', 'x', 'public_employee'
                FROM newcomer w JOIN place p ON p.n = (w.n + 1) % (SELECT count(*) FROM place) WHERE w.moves < 0.05;
            """);
        await command.ExecuteNonQueryAsync();
    }
}
