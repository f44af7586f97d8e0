using System.Text.Json;
using Npgsql;
using NpgsqlTypes;
using TalentRegistry.Data.Access;
using TalentRegistry.Data.Agencies;
using TalentRegistry.Data.Dossiers;
using TalentRegistry.Domain.Dates;
using TalentRegistry.Domain.Dossiers;
using static TalentRegistry.Data.Agencies.ReorganisationRules;

namespace TalentRegistry.Data.Units;

/// <summary>
/// Operations on administrative units (docs/decisions/0025), each in the caller's transaction, which whoever called commits: the map, the seats of agencies on
/// it and the counts change together, and nobody is lost or counted twice.
/// </summary>
/// <param name="clock">Tells the day.</param>
public sealed class UnitOperations(TimeProvider clock)
{
    private const string BeforePreview = "before_preview";

    /// <summary>Does an operation for an administrator, or tells what it would do.</summary>
    /// <param name="session">The administrator's.</param>
    /// <param name="id">Key of the operation.</param>
    /// <param name="operation">What is to be done.</param>
    /// <param name="edit">What the administrator says beside it.</param>
    /// <param name="cancellationToken">Ends it; nothing is written then.</param>
    /// <returns>What it did, or would do.</returns>
    /// <exception cref="AggregateException">Of <see cref="ReorganisationRefusedException"/>: something speaks against it.</exception>
    public async Task<UnitReport> RunAsync(RegistrySession session, Guid id, UnitOperation operation, EditTerms edit, CancellationToken cancellationToken)
    {
        await session.ExplainChangesAsync(
            string.Join(": ", new[] { operation.Terms.LegalGround.Trim(), edit.Why }.Where(text => !string.IsNullOrWhiteSpace(text))), cancellationToken);
        await session.RunAsync("SET LOCAL statement_timeout = 0", cancellationToken);
        if (operation.Terms.IsPreview)
            await session.RunAsync($"SAVEPOINT {BeforePreview}", cancellationToken);
        var report = await ApplyAsync(session.Connection, id, operation, null, edit, cancellationToken);
        if (!operation.Terms.IsPreview)
            return report;

        await session.RunAsync($"ROLLBACK TO SAVEPOINT {BeforePreview}", cancellationToken);
        return report with { Id = null };
    }

    /// <summary>Does several operations one after the other for the command line, in a transaction of the owner: all or none.</summary>
    /// <param name="database">The registry.</param>
    /// <param name="operations">What is to be done, in this order.</param>
    /// <param name="preview">Takes all of it back at the end; days in the future may be given then.</param>
    /// <param name="by">Who asks, as the list of operations shows it.</param>
    /// <param name="edit">What is said beside it.</param>
    /// <param name="cancellationToken">Ends it; nothing is written then.</param>
    /// <returns>What each did, or would do.</returns>
    /// <exception cref="OperatorException">Something speaks against one of them; which and what is told.</exception>
    public async Task<IReadOnlyList<UnitReport>> ApplyAsync(
        RegistryDatabase database, IReadOnlyList<UnitOperation> operations, bool preview, string by, EditTerms edit, CancellationToken cancellationToken)
    {
        await using var connection = await database.Owner.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var reports = new List<UnitReport>(operations.Count);
        foreach (var (number, operation) in operations.Index())
        {
            await using (var explain = new NpgsqlCommand("SELECT set_config('history.operation', $1, true), set_config('history.why', $2, true)", connection))
            {
                explain.Parameters.Add(new() { Value = by });
                explain.Parameters.Add(new() { Value = operation.Terms.LegalGround.Trim() });
                await explain.ExecuteNonQueryAsync(cancellationToken);
            }

            try
            {
                reports.Add(await ApplyAsync(
                    connection, Guid.CreateVersion7(), operation with { Terms = operation.Terms with { IsPreview = preview } }, by, edit, cancellationToken));
            }
            catch (AggregateException refused)
            {
                throw new OperatorException($"Operation {number + 1}: " + string.Join(
                    " ", refused.InnerExceptions.OfType<ReorganisationRefusedException>().Select(one => $"{one.Code} ({one.Path}): {one.MessageVi} · {one.MessageEn}")), refused);
            }
        }

        if (!preview)
            await transaction.CommitAsync(cancellationToken);
        return reports;
    }

    private async Task<UnitReport> ApplyAsync(
        NpgsqlConnection connection, Guid id, UnitOperation operation, string? by, EditTerms edit, CancellationToken cancellationToken)
    {
        var draft = await UnitDraft.MakeAsync(connection, id, operation, by, cancellationToken);
        draft.Findings.InsertRange(0, OfTerms(operation.Terms, VietnamTime.Today(clock)));
        Refuse(draft.Findings.Where(finding => finding.Severity == FindingSeverity.Error), edit);
        var open = draft.Findings.Where(finding => !edit.Confirmed.Contains(finding.Code, StringComparer.Ordinal)).ToList();
        if (!operation.Terms.IsPreview)
            Refuse(open, edit);
        await WriteAsync(connection, draft, edit, cancellationToken);
        return await UnitReport.ReadAsync(connection, id, cancellationToken) with { Warnings = open };
    }

    private static void Refuse(IEnumerable<ReorganisationFinding> findings, EditTerms edit)
    {
        var refused = findings.Select(finding => new ReorganisationRefusedException(finding, edit)).ToList();
        if (refused.Count > 0)
            throw new AggregateException(refused);
    }

    private static async Task WriteAsync(NpgsqlConnection connection, UnitDraft draft, EditTerms edit, CancellationToken cancellationToken)
    {
        try
        {
            await using var command = new NpgsqlCommand("SELECT registry.reorganise_units($1)::text", connection) { CommandTimeout = 0 };
            command.Parameters.Add(new() { Value = draft.Plan.ToJson(), NpgsqlDbType = NpgsqlDbType.Jsonb });
            Refuse(UnitRules.OfAnswer(draft.Plan.Kind, JsonElement.Parse((string)(await command.ExecuteScalarAsync(cancellationToken))!)), edit);
        }
        catch (PostgresException fault) when (UnitRules.OfDatabase(fault) is { } finding)
        {
            Refuse([finding], edit);
        }
    }
}
