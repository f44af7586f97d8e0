using TalentRegistry.Data.Indicators;
using TalentRegistry.Data.Tests.Access;
using TalentRegistry.Domain.Plans;
using TalentRegistry.Domain.Units;
using TalentRegistry.Testing;

namespace TalentRegistry.Data.Tests.Indicators;

/// <summary>What is kept of the indicators is held against a direct count of everybody, after changes of every kind. A failure prints the seed that repeats it.</summary>
public sealed class KeptIndicatorsTests(PopulatedDatabase registry) : IClassFixture<PopulatedDatabase>
{
    private const int Rounds = 40;
    private static readonly DateOnly[] Days = [new(2019, 12, 31), new(2024, 12, 31), new(2026, 3, 1)];

    private static readonly string[] Changes =
    [
        "INSERT INTO registry.certificate (id, person_id, kind, level_code, issued_on, is_dated) SELECT gen_random_uuid(), id, 'political_theory', 'P20', DATE '2015-01-01' + $2::int, true FROM registry.person ORDER BY id OFFSET $1 LIMIT 3",
        "UPDATE registry.certificate SET valid_until = issued_on + 100 WHERE id = (SELECT id FROM registry.certificate ORDER BY id OFFSET $1 % 500 LIMIT 1) AND $2 > 0",
        "DELETE FROM registry.certificate WHERE id IN (SELECT id FROM registry.certificate ORDER BY id OFFSET ($1 + $2) % 500 LIMIT 2)",
        "UPDATE registry.person SET date_of_birth = NULL, birth_year = 1960 + $2 % 40 WHERE id = (SELECT id FROM registry.person ORDER BY id OFFSET $1 LIMIT 1)",
        "UPDATE registry.person SET sex = CASE sex WHEN 'male' THEN 'female' ELSE 'male' END WHERE id IN (SELECT id FROM registry.person ORDER BY id OFFSET $1 LIMIT 1 + $2 % 5)",
        "UPDATE registry.person SET deceased_on = DATE '2018-01-01' + $2 WHERE id = (SELECT id FROM registry.person ORDER BY id OFFSET $1 LIMIT 1)",
        "UPDATE registry.person SET keeper_id = (SELECT id FROM registry.agency ORDER BY md5(id::text || $2::int) LIMIT 1) WHERE id = (SELECT id FROM registry.person ORDER BY id OFFSET $1 LIMIT 1)",
        "DELETE FROM registry.person WHERE id = (SELECT id FROM registry.person ORDER BY id OFFSET $1 LIMIT 1) AND $2 % 3 = 0",
        "UPDATE registry.posting SET agency_id = (SELECT id FROM registry.agency WHERE valid_from < '1990-01-01' AND valid_until IS NULL ORDER BY md5(id::text || $2::int) LIMIT 1) WHERE id = (SELECT id FROM registry.posting ORDER BY id OFFSET $1 LIMIT 1)",
        "UPDATE registry.posting SET required_level_code = 'E50' WHERE id IN (SELECT id FROM registry.posting ORDER BY id OFFSET $1 LIMIT 1 + $2 % 9)",
        "UPDATE registry.posting SET end_reason = 'retirement' WHERE valid_until IS NOT NULL AND id IN (SELECT id FROM registry.posting WHERE valid_until IS NOT NULL ORDER BY id OFFSET $1 % 400 LIMIT 1 + $2 % 9)",
        "DELETE FROM registry.posting WHERE id = (SELECT id FROM registry.posting ORDER BY id OFFSET ($1 + $2) % 1000 LIMIT 1)",
        "INSERT INTO registry.degree (id, person_id, level_code, awarded_year) SELECT gen_random_uuid(), id, 'E60', 2012 + $2 % 12 FROM registry.person ORDER BY id OFFSET $1 LIMIT 1",
        "UPDATE registry.degree SET study_mode = 'bridging' WHERE id IN (SELECT id FROM registry.degree ORDER BY id OFFSET ($1 + $2) % 1000 LIMIT 4)",
        "INSERT INTO registry.award (id, person_id, kind, title, level, awarded_year, is_dated) SELECT gen_random_uuid(), id, 'prize', 'Giải', 'province', 2015 + $2 % 10, true FROM registry.person ORDER BY id OFFSET $1 LIMIT 2",
        "INSERT INTO registry.talent_recognition (id, person_id, scheme, valid_from) SELECT gen_random_uuid(), id, 'provincial_policy', DATE '2015-01-01' + $2::int FROM registry.person ORDER BY id OFFSET $1 LIMIT 2",
        "INSERT INTO registry.academic_title (id, person_id, rank, recognised_year, is_dated) SELECT gen_random_uuid(), id, 'professor', 2010 + $2 % 10, true FROM registry.person p WHERE NOT EXISTS (SELECT FROM registry.academic_title t WHERE t.person_id = p.id) ORDER BY id OFFSET $1 % 500 LIMIT 1",
        "INSERT INTO registry.availability (id, person_id, kind, valid_from) SELECT gen_random_uuid(), id, 'overseas', DATE '2016-01-01' + $2 FROM registry.person p WHERE NOT EXISTS (SELECT FROM registry.availability a WHERE a.person_id = p.id) ORDER BY id OFFSET $1 % 500 LIMIT 1",
        "DELETE FROM registry.association_membership WHERE id IN (SELECT id FROM registry.association_membership ORDER BY id OFFSET ($1 + $2) % 100 LIMIT 1)",
        "UPDATE registry.science_task SET result = 'failed' WHERE valid_until IS NOT NULL AND id IN (SELECT id FROM registry.science_task WHERE valid_until IS NOT NULL ORDER BY id OFFSET ($1 + $2) % 100 LIMIT 2)",
        "UPDATE registry.agency SET sector_code = (SELECT code FROM reference.sector ORDER BY md5(code || $2::int) LIMIT 1) WHERE id = (SELECT id FROM registry.agency ORDER BY id OFFSET $1 % 100 LIMIT 1)",
        "UPDATE registry.agency_seat SET unit_id = (SELECT unit_id FROM registry.agency_seat ORDER BY md5(unit_id || $2::int) LIMIT 1) WHERE (agency_id, valid_from) = (SELECT agency_id, valid_from FROM registry.agency_seat WHERE valid_until IS NULL ORDER BY agency_id OFFSET $1 % 90 LIMIT 1)",
    ];

    [Fact]
    public async Task After_any_changes_what_is_kept_is_what_a_count_of_everybody_finds()
    {
        var seed = Random.Shared.Next();
        var random = new Random(seed);
        var generator = new IndicatorGenerator(random);
        await generator.RecordsAsync(registry.Database);
        Indicator[] indicators = [.. Enumerable.Range(0, 20).Select(_ => generator.Indicator(withEthnicGroups: true))];
        var differed = 0;
        // Indicators that few people pass change seldom: then there are more rounds.
        for (var round = 0; round < Rounds || (differed <= Rounds / 4 && round < 5 * Rounds); round++)
        {
            var day = Days[random.Next(Days.Length)];
            var before = await KeptAsync(indicators, day);
            for (var i = random.Next(1, 5); i > 0; i--)
                await ChangeAsync(Changes[random.Next(Changes.Length)], random);

            var (right, kept) = (await DirectAsync(indicators, day), await KeptAsync(indicators, day));

            Assert.True(right == kept, $"seed {seed}, round {round}, {day:O}\nright: {right}\nkept:  {kept}");
            differed += before == kept ? 0 : 1;
        }

        Assert.True(differed > Rounds / 4, $"seed {seed}: only {differed} rounds changed anything.");
    }

    [Fact]
    public async Task A_change_of_one_person_counts_again_only_where_that_person_has_stood()
    {
        var day = new DateOnly(2023, 12, 31);
        Indicator[] indicators = [new(IndicatorKind.Count, PeopleFilter.Everyone with { Sexes = [TalentRegistry.Domain.People.Sex.Female] }, null, null, 1)];
        await KeptAsync(indicators, day);
        var first = await CellsAsync(day);
        await ExecuteAsync("UPDATE registry.person SET sex = CASE sex WHEN 'male' THEN 'female' ELSE 'male' END WHERE id = (SELECT person_id FROM registry.posting WHERE is_main AND valid_from < '2023-01-01' AND valid_until IS NULL ORDER BY person_id LIMIT 1)");

        var kept = await KeptAsync(indicators, day);

        Assert.Equal(await DirectAsync(indicators, day), kept);
        var second = await CellsAsync(day);
        Assert.InRange(second.Count(cell => !first.Contains(cell)), 1, 12);
        Assert.True(first.Count > 40, $"{first.Count} cells are too few to tell anything.");
    }

    [Fact]
    public async Task Who_asks_while_others_write_is_told_nothing_that_stays_wrong()
    {
        var seed = Random.Shared.Next();
        Indicator[] indicators = [.. Enumerable.Range(0, 6).Select(_ => new IndicatorGenerator(new Random(seed)).Indicator(withEthnicGroups: true))];
        var changes = Changes.Where(change => change.Contains("registry.certificate", StringComparison.Ordinal) || change.Contains("SET sex", StringComparison.Ordinal)).ToArray();
        var writers = Enumerable.Range(0, 2).Select(writer => Task.Run(async () =>
        {
            var random = new Random(seed + writer);
            for (var i = 0; i < 25; i++)
                await ChangeAsync(changes[random.Next(changes.Length)], random);
        }));
        var readers = Enumerable.Range(0, 2).Select(reader => Task.Run(async () =>
        {
            for (var i = 0; i < 12; i++)
                await KeptAsync(indicators, Days[(i + reader) % Days.Length]);
        }));

        await Task.WhenAll([.. writers, .. readers]);

        foreach (var day in Days)
            Assert.True(await DirectAsync(indicators, day) == await KeptAsync(indicators, day), $"seed {seed}, {day:O}");
    }

    private async Task<string> KeptAsync(Indicator[] indicators, DateOnly day) => Text(await KeptIndicators.ReadAsync(registry.Database, indicators, day, CancellationToken.None));

    private async Task<string> DirectAsync(Indicator[] indicators, DateOnly day) => Text(await IndicatorQuery.CountEveryoneAsync(
        registry.Database,
        new IndicatorQuestion(indicators, IndicatorScope.Everywhere, [IndicatorDimension.Province, IndicatorDimension.District, IndicatorDimension.Sector], day, DistrictMap.LastDay),
        CancellationToken.None));

    private static string Text(IEnumerable<IndicatorCell> cells) => string.Join('\n', cells.GroupBy(cell => string.Join('/', cell.Keys)).OrderBy(place => place.Key, StringComparer.Ordinal)
        .Select(place => place.Select(cell => cell.Counts).Aggregate((IReadOnlyList<IndicatorCount>)[], (sum, counts) => sum.Count == 0 ? counts : [.. sum.Zip(counts, (one, other) => one + other)]))
        .Zip(cells.Select(cell => string.Join('/', cell.Keys)).Distinct().Order(StringComparer.Ordinal), (counts, place) => (place, counts))
        .Where(place => place.counts.Any(count => count is not { Numerator: 0, Denominator: null or 0, Unknown: 0 }))
        .Select(place => $"{place.place}={string.Join('|', place.counts.Select(count => $"{count.Numerator}/{count.Denominator}?{count.Unknown}"))}"));

    private async Task<HashSet<string>> CellsAsync(DateOnly day)
    {
        await using var command = registry.Database.Owner.CreateCommand("SELECT concat_ws(' ', xmin, area_id, sector_code) FROM indicators.cell WHERE day = $1");
        command.Parameters.Add(new() { Value = day });
        await using var reader = await command.ExecuteReaderAsync();
        var cells = new HashSet<string>(StringComparer.Ordinal);
        while (await reader.ReadAsync())
            cells.Add(reader.GetString(0));
        return cells;
    }

    private async Task ChangeAsync(string change, Random random)
    {
        await using var command = registry.Database.Owner.CreateCommand(change);
        command.Parameters.Add(new() { Value = random.Next(1800) });
        command.Parameters.Add(new() { Value = random.Next(3000) });
        await command.ExecuteNonQueryAsync();
    }

    private async Task ExecuteAsync(string sql)
    {
        await using var command = registry.Database.Owner.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }
}
