using System.Text.Json;
using Npgsql;
using TalentRegistry.Data.Access;
using TalentRegistry.Data.Forecasts;
using TalentRegistry.Data.Plans;
using TalentRegistry.Domain.Plans;
using TalentRegistry.Domain.Targets;
using TalentRegistry.Domain.Units;

namespace TalentRegistry.Data.Targets;

/// <summary>Reads what befell targets: public as the plans are.</summary>
public static class TargetReading
{
    /// <summary>Targets by code; those that no plan in force has are left out.</summary>
    /// <param name="connection">Of any signed-in role, or the owner's.</param>
    /// <param name="codes">Codes, as DB-06.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public static async Task<IReadOnlyDictionary<string, TargetDossier>> ReadAsync(NpgsqlConnection connection, IReadOnlyCollection<string> codes, CancellationToken cancellationToken)
    {
        // As one value: an array of texts would be taken for the list of values.
        object asked = codes.ToArray();
        var steps = (await RowsAsync(
            connection,
            "SELECT s.*, p.version AS plan_version FROM plans.target_step s JOIN plans.plan p ON p.id = s.plan_id WHERE s.target_code = ANY ($1) ORDER BY s.number", Entered, cancellationToken, asked))
            .ToLookup(row => row.Code, row => row.Step);
        var reports = (await RowsAsync(
            connection,
            """
            SELECT r.*, p.version AS plan_version, t.indicator IS DISTINCT FROM c.indicator AS has_changed
              FROM plans.target_report r JOIN plans.plan p ON p.id = r.plan_id JOIN plans.target t ON t.plan_id = r.plan_id AND t.code = r.target_code
              JOIN plans.current_target c ON c.code = r.target_code
             WHERE r.target_code = ANY ($1) ORDER BY r.number DESC
            """, Reported, cancellationToken, asked)).ToLookup(row => row.Code);
        var dossiers = await RowsAsync(
            connection,
            """
            SELECT t.*, p.version, p.number AS decision_number, p.unit_level, p.unit_id, p.within_unit_id, o.unit_id AS successor_id, o.valid_from AS successor_from
              FROM plans.current_target t JOIN plans.plan p ON p.id = t.plan_id
              LEFT JOIN plans.plan_owner o ON o.plan_id = p.id AND o.unit_id IS DISTINCT FROM p.unit_id
             WHERE t.code = ANY ($1)
            """,
            row =>
            {
                var code = row.Text("code");
                var scope = new PlanScope(
                    SnakeCase.Parse<UnitLevel>(row.Text("unit_level")), row.TextOrNull("unit_id"), row.TextOrNull("within_unit_id"),
                    row.TextOrNull("successor_id") is { } successor ? new PlanSuccessor(successor, row.Day("successor_from")!.Value) : null, null);
                var dossier = new TargetDossier(
                    row.Text("plan_code"), row.Long("plan_id"), row.Int("version")!.Value, row.TextOrNull("decision_number"), scope, PlanRows.Target(row), [.. steps[code]],
                    [.. reports[code].Select(report => report.Value)]);
                return dossier with { MayTakeBack = dossier.Last is { } last && reports[code].All(report => report.Step < last.Number) };
            }, cancellationToken, asked);
        return dossiers.ToDictionary(dossier => dossier.Target.Code, StringComparer.Ordinal);
    }

    /// <summary>The steps that the map calls for: of the holders whose unit has ended by a day.</summary>
    public static async Task<IReadOnlyList<ProposedStep>> ProposalsAsync(NpgsqlConnection connection, TargetDossier dossier, DateOnly day, CancellationToken cancellationToken)
    {
        var rows = await RowsAsync(
            connection,
            """
            SELECT u.id, u.valid_until, c.successor_id, c.share, c.source
              FROM reference.administrative_unit u LEFT JOIN reference.unit_change c ON c.predecessor_id = u.id AND c.effective_on = u.valid_until AND c.successor_id IS NOT NULL
             WHERE u.id = ANY ($1) AND u.valid_until <= $2 ORDER BY u.id, c.successor_id
            """,
            row => (Unit: row.Text("id"), On: row.Day("valid_until")!.Value, Successor: row.TextOrNull("successor_id"), Share: row.Number("share"), Ground: row.TextOrNull("source")),
            cancellationToken, dossier.On(day).Holders.Select(holder => holder.UnitId).ToArray(), day);
        return [.. from row in rows
                   group row by (row.Unit, row.On) into ended
                   let heirs = ended.Where(row => row.Successor is not null).ToList()
                   select new ProposedStep(
                       ended.Key.Unit, heirs.Count switch { 0 => TargetStepKind.Closed, 1 => TargetStepKind.Carried, _ => TargetStepKind.Shared }, ended.Key.On,
                       [.. heirs.Select(heir => new TargetPart(heir.Successor!, null, heir.Share ?? 1))], ended.First().Ground ?? "")];
    }

    /// <summary>The unit that has a key, or alone has a name, on a day; null where there is none or more than one.</summary>
    public static async Task<string?> UnitOfNameAsync(this RegistrySession session, string name, DateOnly day, CancellationToken cancellationToken) => await RowsAsync(
        session.Connection, "SELECT id FROM reference.administrative_unit WHERE (id = $1 OR name = $1) AND daterange(valid_from, valid_until) @> $2 ORDER BY id <> $1 LIMIT 2",
        row => row.Text("id"), cancellationToken, name, day) switch
    {
        [var only] => only,
        [var first, _] when first == name => first,
        _ => null,
    };

    /// <summary>Names of units by id.</summary>
    public static async Task<IReadOnlyDictionary<string, string>> UnitNamesAsync(NpgsqlConnection connection, IEnumerable<string> ids, CancellationToken cancellationToken) => (await RowsAsync(
        connection, "SELECT id, name FROM reference.administrative_unit WHERE id = ANY ($1)", row => (Id: row.Text("id"), Name: row.Text("name")), cancellationToken, (object)ids.Distinct().ToArray()))
        .ToDictionary(unit => unit.Id, unit => unit.Name, StringComparer.Ordinal);

    /// <summary>Codes and names of agencies by key.</summary>
    public static async Task<IReadOnlyDictionary<Guid, string>> AgencyNamesAsync(NpgsqlConnection connection, IEnumerable<Guid> ids, CancellationToken cancellationToken) => (await RowsAsync(
        connection, "SELECT id, name || ' (' || code || ')' AS name FROM registry.agency WHERE id = ANY ($1)", row => (Id: row.Key("id"), Name: row.Text("name")), cancellationToken,
        ids.Distinct().ToArray())).ToDictionary(agency => agency.Id, agency => agency.Name);

    private static (string Code, EnteredStep Step) Entered(PlanRow row)
    {
        var (units, agencies, weights) = (row.Texts("unit_ids"), row.Keys("agency_ids"), row.Numbers("weights"));
        var step = new TargetStep(
            row.Key("id"), row.Int("number")!.Value, row.Choice<TargetStepKind>("kind")!.Value, row.TextOrNull("from_unit_id"), row.Day("effective_on"),
            [.. units.Select((unit, i) => new TargetPart(unit, agencies[i], weights[i]))], row.KeyOrNull("takes_back_id"), row.Text("ground"));
        return (row.Text("target_code"), new EnteredStep(step, row.Int("plan_version")!.Value, row.Moment("at"), row.TextOrNull("account_name")));
    }

    private static (string Code, int Step, ReportedValue Value) Reported(PlanRow row) => (row.Text("target_code"), row.Int("step")!.Value, new ReportedValue(
        row.Int("number")!.Value, row.Long("plan_id"), row.Int("plan_version")!.Value, row.Flag("has_changed"), row.Text("occasion"), row.Day("as_of")!.Value, row.Day("map_as_of")!.Value,
        row.Text("unit_id"), row.Real("numerator")!.Value, row.Real("denominator"), row.Choice<DenominatorStatus>("denominator_status"), row.Long("unknown"), row.Real("value")!.Value,
        row.Real("value_at_most")!.Value, row.FlagOrNull("is_met"), JsonSerializer.Deserialize<Dictionary<string, string>>(row.Text("settings"))!, row.Moment("at"), row.TextOrNull("account_name")));

    private static async Task<List<T>> RowsAsync<T>(NpgsqlConnection connection, string sql, Func<PlanRow, T> row, CancellationToken cancellationToken, params object[] values)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        foreach (var value in values)
            command.Parameters.Add(new() { Value = value });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var rows = new List<T>();
        while (await reader.ReadAsync(cancellationToken))
            rows.Add(row(new PlanRow(reader)));
        return rows;
    }
}
