using Npgsql;
using TalentRegistry.Data.Headcounts;
using TalentRegistry.Data.Tests.Access;
using TalentRegistry.Domain.Access;

namespace TalentRegistry.Data.Tests.Headcounts;

/// <summary>A list of many people leaves the ends of years to be counted afterwards; nobody is told a wrong number meanwhile.</summary>
public sealed class ManyPeopleTests(PopulatedDatabase registry) : IClassFixture<PopulatedDatabase>
{
    private const int Year = 2024;
    private static readonly HeadcountQuestion Doctors = new(HeadcountFilter.Everyone, [HeadcountDimension.Profession], new DateOnly(Year, 12, 31));

    [Fact]
    public async Task Years_are_answered_from_careers_until_they_are_counted_again()
    {
        await HeadcountUpkeep.CountYearAsync(registry.Database, Year, CancellationToken.None);
        await using var editing = await registry.Database.Owner.OpenConnectionAsync();
        await using var edit = await editing.BeginTransactionAsync();
        // Somebody corrects one person meanwhile, and adds to cells of years that they still take for counted.
        await using (var one = new NpgsqlCommand(Change("OFFSET 1500 LIMIT 1"), editing, edit))
            await one.ExecuteNonQueryAsync();

        await ExecuteAsync(Change("LIMIT 1500"));

        Assert.Contains(Year, await UncountedAsync());
        Assert.Equal(await ByRecordsAsync(), await DoctorsAsync());
        Assert.Empty(await HeadcountUpkeep.CompareAsync(registry.Database, CancellationToken.None));

        // Who counts does not wait for the one who is still at it, so that nobody waits behind.
        var refused = await Assert.ThrowsAsync<PostgresException>(() => HeadcountUpkeep.CountYearAsync(registry.Database, Year, CancellationToken.None));
        Assert.Equal(PostgresErrorCodes.LockNotAvailable, refused.SqlState);

        await edit.CommitAsync();
        foreach (var year in await UncountedAsync())
            await HeadcountUpkeep.CountYearAsync(registry.Database, year, CancellationToken.None);

        Assert.Empty(await UncountedAsync());
        Assert.Equal(await ByRecordsAsync(), await DoctorsAsync());
        Assert.Empty(await HeadcountUpkeep.CompareAsync(registry.Database, CancellationToken.None));
    }

    [Fact]
    public async Task A_few_people_are_counted_at_once()
    {
        await HeadcountUpkeep.CountYearAsync(registry.Database, Year, CancellationToken.None);

        await ExecuteAsync(Change("OFFSET 1600 LIMIT 300"));

        Assert.DoesNotContain(Year, await UncountedAsync());
        Assert.Equal(await ByRecordsAsync(), await DoctorsAsync());
    }

    private static string Change(string which) =>
        $"UPDATE registry.posting g SET profession_code = 'doctor' FROM (SELECT id FROM registry.person ORDER BY id {which}) p WHERE g.person_id = p.id AND g.is_main";

    private Task<IReadOnlyList<int>> UncountedAsync() => HeadcountUpkeep.UncountedYearsAsync(registry.Database, Year + 3, CancellationToken.None);

    private async Task<int> DoctorsAsync()
    {
        var told = await HeadcountQuery.CountAsync(registry.Database, PopulatedDatabase.CallerOf(Role.Planner), Doctors, CancellationToken.None);
        return told.Cells.Single(cell => cell.Keys[0].Code == "doctor").Count!.Value;
    }

    private async Task<int> ByRecordsAsync()
    {
        await using var command = registry.Database.Owner.CreateCommand(
            "SELECT count(*)::int FROM registry.posting WHERE is_main AND profession_code = 'doctor' AND valid_from <= $1 AND (valid_until > $1 OR valid_until IS NULL)");
        command.Parameters.Add(new() { Value = Doctors.AsOf });
        return (int)(await command.ExecuteScalarAsync())!;
    }

    private async Task ExecuteAsync(string sql)
    {
        await using var command = registry.Database.Owner.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }
}
