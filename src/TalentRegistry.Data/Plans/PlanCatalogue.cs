using Npgsql;
using TalentRegistry.Domain.Plans;
using TalentRegistry.Domain.Units;

namespace TalentRegistry.Data.Plans;

/// <summary>A plan as it stands in the database.</summary>
/// <param name="Plan">The plan.</param>
/// <param name="Version">1 for the first content that was loaded.</param>
/// <param name="Checksum">SHA-256 of its file; changes whenever anything in the plan does.</param>
/// <param name="SourceFile">Name of the file.</param>
/// <param name="LoadedAt">When this version was loaded.</param>
public sealed record LoadedPlan(Plan Plan, int Version, string Checksum, string SourceFile, DateTimeOffset LoadedAt);

/// <summary>A target with the plan that states it.</summary>
/// <param name="Plan">The plan: its unit, its settings.</param>
/// <param name="Target">The target.</param>
public sealed record PlanTarget(Plan Plan, Target Target)
{
    /// <summary>Why no forecast can be shown: what is missing; null where there is one. Such a target is never shown as met.</summary>
    public Bilingual? NotYetComputed => Target.NotYetForecast;

    /// <summary>Whether a value meets the target under the plan's settings; null where the text states no number.</summary>
    public bool? IsMet(double value) => Target.Bound?.IsMet(value, Plan.AboveRangeCountsAsMet);
}

/// <summary>The current plans with their targets and duties: public documents, read once and shared. It never changes; read a new one after loading.</summary>
public sealed class PlanCatalogue
{
    private readonly Dictionary<string, PlanTarget> targets;
    private readonly Dictionary<string, (Plan Plan, Duty Duty)> duties;

    private PlanCatalogue(IReadOnlyList<LoadedPlan> plans)
    {
        Plans = plans;
        targets = plans.SelectMany(loaded => loaded.Plan.Targets.Select(target => new PlanTarget(loaded.Plan, target)))
            .ToDictionary(found => found.Target.Code);
        duties = plans.SelectMany(loaded => loaded.Plan.Duties.Select(duty => (loaded.Plan, duty))).ToDictionary(found => found.duty.Code);
    }

    /// <summary>Plans by code.</summary>
    public IReadOnlyList<LoadedPlan> Plans { get; }

    /// <summary>Targets of all plans, plan by plan in the order of the texts.</summary>
    public IEnumerable<PlanTarget> Targets => Plans.SelectMany(loaded => loaded.Plan.Targets.Select(target => targets[target.Code]));

    /// <summary>Targets that the supply forecast projects.</summary>
    public IEnumerable<PlanTarget> ForecastTargets => Targets.Where(found => found.NotYetComputed is null);

    /// <summary>The current plan with a code, as DB; null where there is none.</summary>
    public LoadedPlan? FindPlan(string code) => Plans.FirstOrDefault(loaded => loaded.Plan.Code == code);

    /// <summary>The target with a code, as DB-06; null where there is none.</summary>
    public PlanTarget? FindTarget(string code) => targets.GetValueOrDefault(code);

    /// <summary>The duty with a code, as HD-40, and its plan; null where there is none.</summary>
    public (Plan Plan, Duty Duty)? FindDuty(string code) => duties.TryGetValue(code, out var found) ? found : null;

    /// <summary>Reads the current plans, as the owner: they hold no person's data and every signed-in role may read them.</summary>
    public static Task<PlanCatalogue> ReadAsync(RegistryDatabase database, CancellationToken cancellationToken) => ReadAsync(database, null, cancellationToken);

    /// <summary>Reads one version of one plan, in force or not: what a target meant when it was reported.</summary>
    public static Task<PlanCatalogue> ReadVersionAsync(RegistryDatabase database, long planId, CancellationToken cancellationToken) => ReadAsync(database, planId, cancellationToken);

    private static async Task<PlanCatalogue> ReadAsync(RegistryDatabase database, long? planId, CancellationToken cancellationToken)
    {
        var which = planId is null ? "p.superseded_at IS NULL" : "p.id = $1";
        // One snapshot for all statements: a plan loaded meanwhile is then whole or not there.
        await using var connection = await database.Owner.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(System.Data.IsolationLevel.RepeatableRead, cancellationToken);
        var settings = await RowsAsync(
            connection, $"SELECT s.* FROM plans.setting s JOIN plans.plan p ON p.id = s.plan_id WHERE {which} ORDER BY s.position", PlanRows.Setting, planId,
            cancellationToken);
        var targetRows = await RowsAsync(connection, $"SELECT t.* FROM plans.target t JOIN plans.plan p ON p.id = t.plan_id WHERE {which} ORDER BY t.position", PlanRows.Target, planId, cancellationToken);
        var dutyRows = await RowsAsync(connection, $"SELECT d.* FROM plans.duty d JOIN plans.plan p ON p.id = d.plan_id WHERE {which} ORDER BY d.position", PlanRows.Duty, planId, cancellationToken);
        var successors = await RowsAsync(
            connection,
            $"""
            SELECT o.* FROM plans.plan_owner o JOIN plans.plan p ON p.id = o.plan_id
             WHERE {which} AND o.unit_id IS DISTINCT FROM p.unit_id
            """,
            row => new PlanSuccessor(row.Text("unit_id"), row.Day("valid_from")!.Value), planId, cancellationToken);
        var plans = await RowsAsync(
            connection, $"SELECT p.*, p.id AS plan_id FROM plans.plan p WHERE {which} ORDER BY p.code",
            row =>
            {
                var id = row.Long("plan_id");
                var scope = new PlanScope(
                    SnakeCase.Parse<UnitLevel>(row.Text("unit_level")), row.TextOrNull("unit_id"), row.TextOrNull("within_unit_id"),
                    successors[id].SingleOrDefault(), row.Both("scope_note"));
                return new LoadedPlan(
                    PlanRows.Plan(row, scope, [.. settings[id]], [.. targetRows[id]], [.. dutyRows[id]]), row.Int("version")!.Value,
                    row.Text("content_hash"), row.Text("source_file"), row.Moment("loaded_at"));
            },
            planId, cancellationToken);
        return new PlanCatalogue([.. plans.SelectMany(group => group)]);
    }

    /// <summary>Rows by plan, in the statement's order.</summary>
    private static async Task<ILookup<long, T>> RowsAsync<T>(
        NpgsqlConnection connection, string sql, Func<PlanRow, T> read, long? planId, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        if (planId is { } version)
            command.Parameters.Add(new() { Value = version });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var rows = new List<(long Plan, T Row)>();
        while (await reader.ReadAsync(cancellationToken))
        {
            var row = new PlanRow(reader);
            rows.Add((row.Long("plan_id"), read(row)));
        }

        return rows.ToLookup(pair => pair.Plan, pair => pair.Row);
    }
}
