using TalentRegistry.Data.Access;
using TalentRegistry.Data.Agencies;
using TalentRegistry.Data.Dossiers;
using TalentRegistry.Data.Tests.Access;
using TalentRegistry.Domain.Access;
using TalentRegistry.Testing;

namespace TalentRegistry.Data.Tests.Agencies;

/// <summary>Operations of the officer on a populated registry, and what the records say.</summary>
internal sealed class Operations(TestDatabase registry)
{
    private static readonly AgencyOperations Desk = new(TimeProvider.System);

    /// <summary>A day on which all of the synthetic agencies are there.</summary>
    public static readonly DateOnly Day = new(2026, 3, 1);

    /// <summary>Runs an operation and keeps it, unless it throws.</summary>
    /// <param name="run">The operation.</param>
    /// <param name="confirm">Warnings that are passed.</param>
    public async Task<ReorganisationReport> DoAsync(Func<AgencyOperations, RegistrySession, EditTerms, Task<ReorganisationReport>> run, params string[] confirm)
    {
        await using var session = await registry.Database.OpenSessionAsync(PopulatedDatabase.CallerOf(Role.Hr), CancellationToken.None);
        var report = await run(Desk, session, new EditTerms("en", "as decided", confirm));
        await session.CommitAsync(CancellationToken.None);
        return report;
    }

    /// <summary>The codes that an operation is refused with; nothing is kept.</summary>
    public async Task<IReadOnlyList<string>> RefusedAsync(Func<AgencyOperations, RegistrySession, EditTerms, Task<ReorganisationReport>> run)
    {
        var refused = await Assert.ThrowsAsync<AggregateException>(() => DoAsync(run));
        return [.. refused.InnerExceptions.Select(inner => Assert.IsType<ReorganisationRefusedException>(inner).Code)];
    }

    public static ReorganisationTerms On(DateOnly day, bool preview = false) => new(day, "Quyết định 12/QĐ-UBND", preview);

    /// <summary>An agency in the version that is stored.</summary>
    public async Task<AgencyVersion> NowAsync(Guid id) => new(id, await OneAsync<int>($"SELECT version FROM registry.agency WHERE id = '{id}'"));

    /// <summary>People with a main posting on a day in all the registry.</summary>
    public Task<long> EverybodyAsync(DateOnly day) => OneAsync<long>(
        $"SELECT count(*) FROM registry.posting WHERE is_main AND valid_from <= '{day:yyyy-MM-dd}' AND (valid_until > '{day:yyyy-MM-dd}' OR valid_until IS NULL)");

    /// <summary>People with a main posting at an agency on a day.</summary>
    public async Task<int> AtAsync(Guid agency, DateOnly day) => await OneAsync<int>($"SELECT registry.heads_of('{agency}', '{day:yyyy-MM-dd}')");

    /// <summary>Counted year-ends and sectors of which the kept cells tell another number than the postings and what their agencies were on that day.</summary>
    public Task<List<string>> SectorFaultsAsync() => ManyAsync<string>(
        """
        WITH kept AS (
          SELECT year, sector_code, sum(people) AS people FROM registry.headcount_cell WHERE grain = 512 + 256 GROUP BY year, sector_code HAVING sum(people) <> 0),
        told AS (
          SELECT y.year, c.sector_code, count(*) AS people
            FROM registry.headcount_year y
            JOIN registry.posting p ON p.is_main AND p.valid_from <= y.day AND (p.valid_until > y.day OR p.valid_until IS NULL)
            JOIN registry.agency_class c ON c.agency_id = p.agency_id AND c.valid_from <= y.day AND (c.valid_until > y.day OR c.valid_until IS NULL)
           GROUP BY y.year, c.sector_code)
        SELECT concat_ws(' ', year, sector_code, 'kept', kept.people, 'told', told.people)
          FROM kept FULL JOIN told USING (year, sector_code) WHERE kept.people IS DISTINCT FROM told.people
        """);

    public async Task<T> OneAsync<T>(string sql)
    {
        await using var command = registry.Database.Owner.CreateCommand(sql);
        return (T)(await command.ExecuteScalarAsync())!;
    }

    public async Task<List<T>> ManyAsync<T>(string sql)
    {
        await using var command = registry.Database.Owner.CreateCommand(sql);
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<T>();
        while (await reader.ReadAsync())
            rows.Add(reader.GetFieldValue<T>(0));
        return rows;
    }
}
