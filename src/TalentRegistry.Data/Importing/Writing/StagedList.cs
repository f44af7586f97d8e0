using Npgsql;
using NpgsqlTypes;
using TalentRegistry.Data.Access;
using TalentRegistry.Data.Importing.Values;
using TalentRegistry.Data.Loading;
using TalentRegistry.Data.People;
using TalentRegistry.Data.Work;
using TalentRegistry.Domain.People;

namespace TalentRegistry.Data.Importing.Writing;

/// <summary>
/// The people of a list in temporary tables of the officer's own transaction, so that they are held against the registry, and written, by a few
/// statements over all of them. A block of rows is in memory at a time, and the citizen IDs of the list as numbers.
/// </summary>
internal sealed class StagedList(RegistrySession session, CitizenIdLookup citizenIds)
{
    private const int BlockSize = 1000;
    private readonly Dictionary<Guid, CitizenId> _citizenIds = [];
    private readonly List<(Guid Person, int Row)> _rows = new(BlockSize);
    private readonly List<ImportProblem> _warnings = [];

    /// <summary>The citizen ID of a staged person.</summary>
    public CitizenId CitizenIdOf(Guid stagedPerson) => _citizenIds[stagedPerson];

    /// <summary>The citizen ID of a staged person; null where the list tells none.</summary>
    public CitizenId? FindCitizenId(Guid stagedPerson) => _citizenIds.TryGetValue(stagedPerson, out var known) ? known : null;

    /// <summary>Copies every person of the list.</summary>
    /// <returns>Rows rejected on reading.</returns>
    public async Task<int> FillAsync(
        ImportSheet sheet, Action<ImportedRow>? onRejected, IProgress<WorkStep>? progress, CancellationToken cancellationToken)
    {
        await BeginAsync(cancellationToken);
        var target = new CopyTarget(session.Connection, "pg_temp.staged_");
        var (staged, rejected, block) = (0, 0, new DossierBlock());
        foreach (var row in sheet.Rows())
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (row.IsRejected)
            {
                rejected++;
                onRejected?.Invoke(row);
            }

            if (row.Person is not { } person)
                continue;

            await AddAsync(block, person, cancellationToken);
            staged++;
            if (block.People.Count < BlockSize)
                continue;

            Copy(target, block, cancellationToken);
            block = new DossierBlock();
            progress?.Report(new WorkStep(ImportStages.Reading, staged, 0));
        }

        Copy(target, block, cancellationToken);
        await using var analyze = session.Command(string.Join("; ", CopyTarget.Tables.Select(table => table.Name).Append("row").Select(table => $"ANALYZE pg_temp.staged_{table}")));
        await analyze.ExecuteNonQueryAsync(cancellationToken);
        return rejected;
    }

    private async Task BeginAsync(CancellationToken cancellationToken)
    {
        var tables = CopyTarget.Tables.Select(table =>
            $"CREATE TEMP TABLE staged_{table.Name} ON COMMIT DROP AS SELECT {table.Columns} FROM registry.{table.Name} WITH NO DATA");
        // A list may take longer than a request, and is sorted in memory.
        await using var begin = session.Command("SET LOCAL statement_timeout = 0; SET LOCAL work_mem = '64MB';\n" + string.Join(";\n", tables.Append("CREATE TEMP TABLE staged_row (person_id uuid NOT NULL, row integer NOT NULL) ON COMMIT DROP").Append(RowRules.Prepare)));
        await begin.ExecuteNonQueryAsync(cancellationToken);
    }

    private async Task AddAsync(DossierBlock block, PersonDraft draft, CancellationToken cancellationToken)
    {
        var keeper = draft.Agency?.Id ?? throw new InvalidOperationException("The list was read without the agencies of the registry.");
        var dossier = draft.ToDossier(keeper, Guid.CreateVersion7);
        var person = dossier.Person;
        ProtectedCitizenId? kept = null;
        if (dossier.CitizenId is { } id)
        {
            _citizenIds.Add(person.Id, id);
            kept = await citizenIds.ProtectAsync(person.Id, id, cancellationToken);
        }

        block.People.Add((person, kept));
        block.Degrees.AddRange(dossier.Degrees);
        block.Postings.AddRange(dossier.Postings);
        block.AddRecords(dossier.Records);
        _rows.Add((person.Id, draft.Row));
        _warnings.AddRange(draft.Warnings);
    }

    private void Copy(CopyTarget target, DossierBlock block, CancellationToken cancellationToken)
    {
        target.Copy(block, cancellationToken);
        using (var import = session.Connection.BeginBinaryImport("COPY pg_temp.staged_row (person_id, row) FROM STDIN (FORMAT binary)"))
        {
            foreach (var (person, row) in _rows)
            {
                import.StartRow();
                import.Write(person, NpgsqlDbType.Uuid);
                import.Write(row, NpgsqlDbType.Integer);
            }

            import.Complete();
        }

        _rows.Clear();
        if (_warnings.Count == 0)
            return;
        using var findings = session.Connection.BeginBinaryImport(RowRules.Copy);
        foreach (var warning in _warnings)
            RowRules.Write(findings, warning);
        findings.Complete();
        _warnings.Clear();
    }
}
