using Microsoft.EntityFrameworkCore;
using TalentRegistry.Data.Headcounts;
using TalentRegistry.Data.Tests.Access;
using TalentRegistry.Domain.Access;

namespace TalentRegistry.Data.Tests.Headcounts;

/// <summary>
/// Cells, careers and a plain count over the records give the same answer, for whatever is asked and after whatever was changed.
/// A failure prints the seed that repeats it.
/// </summary>
public sealed class HeadcountSourcesTests(PopulatedDatabase registry) : IClassFixture<PopulatedDatabase>
{
    private const int Rounds = 4;
    private const int QuestionsARound = 8;
    private const int ChangesARound = 8;
    private static readonly string[] Levels = ["E30", "E40", "E50", "E60"];

    [Fact]
    public async Task Every_source_answers_as_a_plain_loop_over_the_records_after_any_changes()
    {
        var seed = Random.Shared.Next();
        var random = new Random(seed);
        var questions = new QuestionGenerator(random);
        await DirectCount.PrepareAsync(registry.Database);
        for (var round = 0; round < Rounds; round++)
        {
            for (var asked = 0; asked < QuestionsARound; asked++)
                await CompareAsync(questions.Next(), $"seed {seed}, round {round}");
            for (var change = 0; change < ChangesARound; change++)
                await ChangeAsync(random);
            Assert.Empty(await FaultsAsync());
        }

        await ExecuteAsync("SELECT registry.sum_up_headcounts(0), registry.count_years(2000, 2003)");
        Assert.Empty(await FaultsAsync());
        for (var asked = 0; asked < QuestionsARound; asked++)
            await CompareAsync(questions.Next(), $"seed {seed}, summed up");
    }

    [Fact]
    public async Task What_is_not_as_the_records_say_is_found()
    {
        await ExecuteAsync("UPDATE registry.headcount_cell SET people = people + 1 WHERE grain = 768 AND year = extract(year FROM current_date)");

        Assert.Contains(await FaultsAsync(), fault => fault.Table == "headcount_cell");

        await ExecuteAsync("SELECT registry.rebuild_headcounts()");
        Assert.Empty(await FaultsAsync());
    }

    [Fact]
    public void Cells_answer_a_planners_common_questions_and_careers_all_others()
    {
        var sectorByDistrict = new HeadcountQuestion(HeadcountFilter.Everyone, [HeadcountDimension.Sector, HeadcountDimension.District], new DateOnly(2024, 3, 1));

        Assert.Equal(CellParts.Area | CellParts.Sector, PeopleSource.For(sectorByDistrict, Role.Planner).Grain);
        Assert.Null(PeopleSource.For(sectorByDistrict, Role.Leader).Grain);
        Assert.Null(PeopleSource.For(sectorByDistrict, Role.Hr).Grain);
        Assert.Null(PeopleSource.For(new HeadcountQuestion(HeadcountFilter.Everyone, [HeadcountDimension.Commune], new DateOnly(2024, 3, 1)), Role.Planner).Grain);
        Assert.Null(PeopleSource.For(new HeadcountQuestion(new HeadcountFilter { AgeAtLeast = 33 }, [], new DateOnly(2024, 3, 1)), Role.Planner).Grain);
        Assert.Null(PeopleSource.For(new HeadcountQuestion(HeadcountFilter.Everyone, [HeadcountDimension.EthnicGroup], new DateOnly(2024, 3, 1)), Role.Planner).Grain);
    }

    [Fact]
    public async Task The_grains_in_the_database_are_those_that_questions_choose_from()
    {
        await using var command = registry.Database.Owner.CreateCommand("SELECT DISTINCT grain::int FROM registry.headcount_cell ORDER BY 1");
        await using var reader = await command.ExecuteReaderAsync();
        var grains = new List<int>();
        while (await reader.ReadAsync())
            grains.Add(reader.GetInt32(0));

        Assert.Equal(CellPartsOf.Grains.Select(grain => (int)grain).Order(), grains);
    }

    private async Task CompareAsync(HeadcountQuestion question, string where)
    {
        var (ranks, parts) = await ListsAsync();
        foreach (var role in new[] { Role.Planner, Role.Hr, Role.Leader })
        {
            await using var session = await registry.SignInAsync(role);
            var source = PeopleSource.For(question, role);
            var headcount = await HeadcountQuery.CountAsync(registry.Database, PopulatedDatabase.CallerOf(role), question, CancellationToken.None);
            if (question.IsSensitive && role != Role.Hr)
                continue;

            var expected = await DirectCount.CellsAsync(session, question, ranks, parts);
            var counted = headcount.Cells.Select(cell => (Key: string.Join('/', cell.Keys.Select(key => key.Code)), Count: cell.Count!.Value)).Where(cell => cell.Count > 0);
            var (right, told) = (Text(expected.Select(cell => (cell.Key, cell.Value))), Text(counted));
            Assert.True(right == told, $"{where}, {role}, {source.Grain?.ToString() ?? "careers"}, {question.AsOf:O} on {question.MapAsOf:O} by {string.Join(',', question.By)}, {question.Filter} {question.Filter.People}\nright: {right}\ntold:  {told}");
            Assert.Equal(expected.Values.Sum(), headcount.Total);
        }
    }

    private static string Text(IEnumerable<(string Key, int Count)> cells) =>
        string.Join(", ", cells.OrderBy(cell => cell.Key, StringComparer.Ordinal).Select(cell => $"{cell.Key}={cell.Count}"));

    private async Task<(Dictionary<string, int> Ranks, ILookup<string?, string> Parts)> ListsAsync()
    {
        await using var session = await registry.SignInAsync(Role.Planner);
        return (await session.Context.DegreeLevels.ToDictionaryAsync(level => level.Code, level => level.Rank),
            (await session.Context.Sectors.Select(sector => new { sector.ParentCode, sector.Code }).ToListAsync()).ToLookup(sector => sector.ParentCode, sector => sector.Code));
    }

    private async Task ChangeAsync(Random random)
    {
        const string Person = "(SELECT id FROM registry.person ORDER BY id OFFSET $1 LIMIT 1)";
        const string Agency = "(SELECT id FROM registry.agency ORDER BY id OFFSET $2 LIMIT 1)";
        var (level, year, day) = (Levels[random.Next(Levels.Length)], random.Next(1990, 2027), new DateOnly(2000, 1, 1).AddDays(random.Next(9500)));
        var sql = random.Next(12) switch
        {
            0 => $"INSERT INTO registry.degree (id, person_id, level_code, field_code, awarded_year) SELECT gen_random_uuid(), p.id, '{level}', '041', {year} FROM {Person} p WHERE $2 >= 0",
            1 => $"DELETE FROM registry.degree WHERE person_id = {Person} AND $2 >= 0",
            2 => $"UPDATE registry.degree SET level_code = '{level}', awarded_year = {year}, field_code = NULL WHERE person_id = {Person} AND $2 >= 0",
            3 => $"UPDATE registry.posting SET agency_id = {Agency}, profession_code = 'doctor', leadership_rank = 'head' WHERE person_id = {Person}",
            4 => $"DELETE FROM registry.posting WHERE person_id = {Person} AND valid_until IS NOT NULL AND $2 >= 0",
            5 => $"UPDATE registry.posting SET valid_until = '{day:yyyy-MM-dd}', end_reason = 'retirement' WHERE person_id = {Person} AND valid_until IS NULL AND valid_from < '{day:yyyy-MM-dd}' AND $2 >= 0",
            6 => $"UPDATE registry.posting SET is_main = false WHERE person_id = {Person} AND $2 >= 0",
            7 => $"UPDATE registry.person SET birth_year = 1977, date_of_birth = NULL, sex = 'female', ethnic_group_code = '02', keeper_id = {Agency} WHERE id = {Person}",
            8 => $"DELETE FROM registry.person WHERE id = {Person} AND $2 >= 0",
            9 => $"UPDATE registry.agency SET sector_code = 'HEALTH', government_level = NULL WHERE id = {Agency} AND $1 >= 0",
            10 => $"UPDATE registry.agency_seat SET unit_id = (SELECT unit_id FROM registry.agency_seat WHERE valid_until IS NOT NULL ORDER BY agency_id OFFSET {random.Next(15)} LIMIT 1) WHERE agency_id = {Agency} AND valid_until IS NOT NULL AND $1 >= 0",
            _ => $"DELETE FROM registry.agency_seat WHERE agency_id = {Agency} AND valid_until IS NOT NULL AND $1 >= 0 AND EXISTS (SELECT FROM registry.agency_seat o WHERE o.agency_id = agency_seat.agency_id AND o.valid_until IS NULL)",
        };
        await using var command = registry.Database.Owner.CreateCommand(sql);
        command.Parameters.Add(new() { Value = random.Next(PopulatedDatabase.PeopleCount - 100) });
        command.Parameters.Add(new() { Value = random.Next(registry.Agencies.Count) });
        await command.ExecuteNonQueryAsync();
    }

    private Task<IReadOnlyList<(string Table, long Missing, long Superfluous)>> FaultsAsync() => HeadcountUpkeep.CompareAsync(registry.Database, CancellationToken.None);

    private async Task ExecuteAsync(string sql)
    {
        await using var command = registry.Database.Owner.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }
}
