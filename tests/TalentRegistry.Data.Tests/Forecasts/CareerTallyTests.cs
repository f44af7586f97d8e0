using TalentRegistry.Data.Forecasts;
using TalentRegistry.Data.Loading;
using TalentRegistry.Data.People;
using TalentRegistry.Domain.Agencies;
using TalentRegistry.Domain.Careers;
using TalentRegistry.Domain.People;
using TalentRegistry.Testing;

namespace TalentRegistry.Data.Tests.Forecasts;

/// <summary>What becomes of a career in the books from which supply is forecast: one person a case, in three districts of two provinces.</summary>
public sealed class CareerTallyTests
{
    private const int BaseYear = 2024;
    private static readonly DateOnly Hired = new(2018, 9, 1);
    private readonly List<(Agency Agency, string District)> agencies = [];

    [Fact]
    public async Task Whoever_goes_on_in_another_district_of_the_province_has_moved_and_neither_left_nor_joined()
    {
        var tally = await TallyAsync(Stint(0, Hired, new(2021, 5, 1), PostingEnd.Move), Stint(1, new(2021, 5, 1), null));

        var move = Assert.Single(tally.Moves);
        Assert.Equal((agencies[0].District, agencies[1].District, 2021, 1), (move.Key.From.UnitId, move.Key.To.UnitId, move.Key.Year, move.Value));
        Assert.Equal("recruits 1, leavers 0, transfers 0, retirements 0", Told(tally));
    }

    [Fact]
    public async Task Whom_a_reorganisation_took_along_has_not_moved()
    {
        var tally = await TallyAsync(Stint(0, Hired, new(2021, 5, 1), PostingEnd.Reorganisation), Stint(1, new(2021, 5, 1), null));

        Assert.Empty(tally.Moves);
        Assert.Equal("recruits 1, leavers 0, transfers 0, retirements 0", Told(tally));
    }

    [Fact]
    public async Task Whoever_goes_on_in_another_province_is_a_transfer_there_and_a_recruit_here()
    {
        var tally = await TallyAsync(Stint(0, Hired, new(2021, 5, 1), PostingEnd.Move), Stint(2, new(2021, 5, 1), null));

        Assert.Empty(tally.Moves);
        Assert.Equal("recruits 2, leavers 0, transfers 1, retirements 0", Told(tally));
    }

    [Theory]
    [InlineData(PostingEnd.Retirement, "recruits 1, leavers 0, transfers 0, retirements 1")]
    [InlineData(PostingEnd.Resignation, "recruits 1, leavers 1, transfers 0, retirements 0")]
    [InlineData(PostingEnd.Dismissal, "recruits 1, leavers 1, transfers 0, retirements 0")]
    [InlineData(PostingEnd.TransferOut, "recruits 1, leavers 0, transfers 1, retirements 0")]
    [InlineData(PostingEnd.Move, "recruits 1, leavers 1, transfers 0, retirements 0")]
    public async Task An_end_that_nothing_follows_is_an_exit_by_its_cause(PostingEnd reason, string told) =>
        Assert.Equal(told, Told(await TallyAsync(Stint(0, Hired, new(2021, 5, 1), reason))));

    [Fact]
    public async Task The_month_of_birth_goes_with_the_stock_where_it_is_known()
    {
        var tally = await TallyAsync(Stint(0, Hired, null));

        var counted = Assert.Single(tally.Stock);
        Assert.Equal((4, 44, 1), (counted.Key.BirthMonth, counted.Key.Cell.Age, counted.Value));
    }

    private async Task<CareerTally> TallyAsync(params (int Agency, DateOnly From, DateOnly? Until, PostingEnd? End)[] stints)
    {
        await using var database = new RegistryDatabase(await ReferenceDatabase.CreateLoadedAsync());
        await FoundAsync(database);
        var person = new Person(Guid.NewGuid(), "Lò Văn Thử", Sex.Male, new DateOnly(1980, 4, 12), 1980, "01", agencies[stints[^1].Agency].Agency.Id, null, synthetic: true);
        var postings = stints.Select(stint => new Posting(
            Guid.NewGuid(), person.Id, agencies[stint.Agency].Agency.Id, stint.From, stint.Until, "doctor", "Bác sĩ", EmploymentKind.PublicEmployee, endReason: stint.End)).ToList();
        using var protector = new CitizenIdProtector(new byte[32]);
        await new BulkLoader(database, protector).LoadAsync(
            new RegistryContent([.. agencies.Select(agency => agency.Agency)], [], 1, [new Dossier(person, null, [], postings)]), null, CancellationToken.None);
        return await CareerTally.ReadAsync(database, BaseYear, 10, CancellationToken.None);
    }

    private async Task FoundAsync(RegistryDatabase database)
    {
        await using var command = database.Owner.CreateCommand(
            """
            SELECT min(c.id), d.id, d.parent_id FROM reference.administrative_unit c JOIN reference.administrative_unit d ON d.id = c.parent_id
             WHERE c.level = 'commune' AND d.level = 'district' AND c.valid_until = '2025-07-01' GROUP BY d.id ORDER BY d.parent_id, d.id
            """);
        var districts = new List<(string Commune, string District, string Province)>();
        await using (var reader = await command.ExecuteReaderAsync())
            while (await reader.ReadAsync()) districts.Add((reader.GetString(0), reader.GetString(1), reader.GetString(2)));
        // Two districts of the first province, and one of another.
        foreach (var (commune, district, _) in districts.Take(2).Append(districts.First(found => found.Province != districts[0].Province)))
        {
            var agency = new Agency(
                Guid.NewGuid(), $"T{agencies.Count}", $"Bệnh viện số {agencies.Count}", "hospital", "HEALTH", GovernmentLevel.District, Ownership.State, null, new DateOnly(1990, 1, 1), null, synthetic: true);
            agency.Add(new AgencySeat(agency.Id, commune, agency.ValidFrom, null));
            agencies.Add((agency, district));
        }
    }

    private static (int Agency, DateOnly From, DateOnly? Until, PostingEnd? End) Stint(int agency, DateOnly from, DateOnly? until, PostingEnd? end = null) => (agency, from, until, end);

    private static string Told(CareerTally tally) =>
        $"recruits {tally.History.Values.Sum(year => year.Recruits)}, leavers {tally.History.Values.Sum(year => year.Leavers)}, transfers {tally.History.Values.Sum(year => year.Transfers)}, retirements {tally.History.Values.Sum(year => year.Retirements)}";
}
