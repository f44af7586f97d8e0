using TalentRegistry.Data.Agencies;
using TalentRegistry.Data.Dossiers;
using TalentRegistry.Data.Headcounts;
using TalentRegistry.Data.Tests.Access;
using TalentRegistry.Data.Units;
using TalentRegistry.Domain.Access;

namespace TalentRegistry.Data.Tests.Agencies;

/// <summary>Operations of the administrator on the map, and what the records say.</summary>
internal sealed class UnitMap(PopulatedDatabase registry)
{
    private readonly Operations records = new(registry);

    public Task<T> OneAsync<T>(string sql) => records.OneAsync<T>(sql);

    public Task<List<T>> ManyAsync<T>(string sql) => records.ManyAsync<T>(sql);

    /// <summary>Runs an operation and keeps it, unless it throws.</summary>
    public async Task<UnitReport> DoAsync(UnitOperation operation)
    {
        await using var session = await registry.Database.OpenSessionAsync(PopulatedDatabase.CallerOf(Role.Admin), CancellationToken.None);
        var report = await new UnitOperations(TimeProvider.System).RunAsync(session, Guid.CreateVersion7(), operation, new EditTerms("en", "as decided", []), default);
        await session.CommitAsync(CancellationToken.None);
        return report;
    }

    /// <summary>The codes that an operation is refused with; nothing is kept.</summary>
    public async Task<IReadOnlyList<string>> RefusedAsync(UnitOperation operation)
    {
        var refused = await Assert.ThrowsAsync<AggregateException>(() => DoAsync(operation));
        return [.. refused.InnerExceptions.Select(inner => Assert.IsType<ReorganisationRefusedException>(inner).Code)];
    }

    public async Task<int> EverybodyAsync(DateOnly day) => (int)await records.EverybodyAsync(day);

    public Task<int> HeadsAsync(string unit, DateOnly day) => OneAsync<int>($"SELECT registry.unit_heads('{unit}', '{day:yyyy-MM-dd}')");

    /// <summary>The commune of a province with the most agencies today.</summary>
    public Task<string> LargestAsync(string province) => OneAsync<string>(
        $"""
        SELECT u.id FROM reference.administrative_unit u JOIN registry.agency_seat s ON s.unit_id = u.id AND s.valid_until IS NULL
         WHERE u.parent_id = '{province}' AND u.valid_until IS NULL AND u.level = 'commune' GROUP BY u.id
         ORDER BY count(*) DESC, registry.unit_heads(u.id, current_date) DESC, u.id LIMIT 1
        """);

    /// <summary>Two communes of a province with people in them.</summary>
    public async Task<(string One, string Other)> TwoCommunesAsync(string province)
    {
        var found = await ManyAsync<string>(
            $"""
            SELECT u.id FROM reference.administrative_unit u JOIN registry.agency_seat s ON s.unit_id = u.id AND s.valid_until IS NULL
             WHERE u.parent_id = '{province}' AND u.valid_until IS NULL AND u.level = 'commune' GROUP BY u.id HAVING registry.unit_heads(u.id, '2026-01-01') > 0
             ORDER BY count(*), u.id LIMIT 2
            """);
        return (found[0], found[1]);
    }

    /// <summary>People by province on a day, on the map of a day.</summary>
    public async Task<IReadOnlyList<(string? Province, int? People)>> ProvincesAsync(DateOnly day, DateOnly mapOf)
    {
        var counted = await HeadcountQuery.CountAsync(
            registry.Database, PopulatedDatabase.CallerOf(Role.Planner), new HeadcountQuestion(HeadcountFilter.Everyone, [HeadcountDimension.Province], day, mapOf), default);
        return [.. counted.Cells.Select(cell => (cell.Keys[0].Code, cell.Count)).OrderBy(cell => cell.Code, StringComparer.Ordinal)];
    }
}
