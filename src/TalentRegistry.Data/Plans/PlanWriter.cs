using Npgsql;
using NpgsqlTypes;
using TalentRegistry.Domain.Plans;

namespace TalentRegistry.Data.Plans;

/// <summary>Writes one version of a plan.</summary>
internal static class PlanWriter
{
    public static async Task WriteAsync(NpgsqlConnection connection, PlanDocument document, CancellationToken cancellationToken)
    {
        var id = await WritePlanAsync(connection, document, cancellationToken);
        var plan = document.Plan;
        await using var batch = new NpgsqlBatch(connection);
        var ends = plan.Scope.Successor?.From;
        if (plan.Scope.UnitId is { } unit) Add(batch, OwnerSql, id, unit, null, ends);
        if (plan.Scope.Successor is { } successor) Add(batch, OwnerSql, id, successor.UnitId, successor.From, null);
        foreach (var (position, setting) in plan.Settings.Index())
            Add(batch, SettingSql, id, setting.Key, (short)position, setting.Value, (short)setting.Ambiguity, setting.Note.Vi, setting.Note.En);
        foreach (var (position, target) in plan.Targets.Index())
            AddTarget(batch, id, (short)position, target);
        foreach (var (position, duty) in plan.Duties.Index())
            AddDuty(batch, id, (short)position, duty);
        await batch.ExecuteNonQueryAsync(cancellationToken);
    }

    private const string OwnerSql = "INSERT INTO plans.plan_owner (plan_id, unit_id, valid_from, valid_until) VALUES ($1, $2, $3, $4)";

    private const string SettingSql =
        "INSERT INTO plans.setting (plan_id, key, position, value, ambiguity, note_vi, note_en) VALUES ($1, $2, $3, $4, $5, $6, $7)";

    private static async Task<long> WritePlanAsync(NpgsqlConnection connection, PlanDocument document, CancellationToken cancellationToken)
    {
        var (plan, scope) = (document.Plan, document.Plan.Scope);
        await using var batch = new NpgsqlBatch(connection);
        Add(
            batch,
            """
            INSERT INTO plans.plan (code, version, content_hash, source_file, document, title_vi, title_en, number, issued, issued_note_vi,
                                    issued_note_en, issuer_vi, issuer_en, side, parent, basis, unit_level, unit_id, within_unit_id,
                                    scope_note_vi, scope_note_en)
            SELECT $1, 1 + coalesce(max(version), 0), $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20
              FROM plans.plan WHERE code = $1
            RETURNING id
            """,
            plan.Code, document.Checksum, document.FileName, document.Text, plan.Title.Vi, plan.Title.En, plan.Number, plan.Issued,
            plan.IssuedNote?.Vi, plan.IssuedNote?.En, plan.Issuer.Vi, plan.Issuer.En, SnakeCase.Of(plan.Side), plan.Parent,
            plan.Basis.ToArray(), SnakeCase.Of(scope.Level), scope.UnitId, scope.WithinUnitId, scope.Note?.Vi, scope.Note?.En);
        return (long)(await batch.ExecuteScalarAsync(cancellationToken))!;
    }

    private static void AddTarget(NpgsqlBatch batch, long id, short position, Target target)
    {
        var (bound, due) = (target.Bound, target.Due);
        Add(
            batch,
            """
            INSERT INTO plans.target (plan_id, code, position, section, sentence, meaning_vi, meaning_en, kind, indicator, comparator, value,
                                      low, high, tolerance, unit, assumed, report, due_year, every, until_year, due_before, computable,
                                      needs_vi, needs_en)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9::jsonb, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24)
            """,
            id, target.Code, position, target.Section, target.Sentence, target.Meaning.Vi, target.Meaning.En,
            SnakeCase.Of(target.Indicator.Kind), IndicatorJson.Write(target.Indicator), Text(bound?.Comparator), bound?.Value, bound?.Low,
            bound?.High, bound?.Tolerance, Text(bound?.Unit), bound?.Assumed ?? false, Text(target.Report), (short?)due?.Year,
            Text(due?.Every), (short?)due?.UntilYear, Text(due?.Before), target.Computable, target.Needs?.Vi, target.Needs?.En);
    }

    private static void AddDuty(NpgsqlBatch batch, long id, short position, Duty duty) => Add(
        batch,
        """
        INSERT INTO plans.duty (plan_id, code, position, section, sentence, meaning_vi, meaning_en, lead, partners, due_year, every,
                                until_year, due_before, evidence_vi, evidence_en)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)
        """,
        id, duty.Code, position, duty.Section, duty.Sentence, duty.Meaning.Vi, duty.Meaning.En, duty.Lead, duty.Partners.ToArray(),
        (short?)duty.Due?.Year, Text(duty.Due?.Every), (short?)duty.Due?.UntilYear, Text(duty.Due?.Before), duty.Evidence.Vi, duty.Evidence.En);

    private static string? Text<TEnum>(TEnum? value) where TEnum : struct, Enum => value is { } given ? SnakeCase.Of(given) : null;

    private static string? Text(DueDay? day) => day?.ToString();

    private static void Add(NpgsqlBatch batch, string sql, params object?[] values)
    {
        var command = new NpgsqlBatchCommand(sql);
        // A null carries no type of its own; PostgreSQL takes it from the column that it goes to.
        foreach (var value in values)
            command.Parameters.Add(value is null ? new NpgsqlParameter { Value = DBNull.Value, NpgsqlDbType = NpgsqlDbType.Unknown } : new NpgsqlParameter { Value = value });
        batch.BatchCommands.Add(command);
    }
}
