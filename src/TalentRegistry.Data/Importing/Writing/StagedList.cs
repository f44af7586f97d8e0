using System.Threading.Channels;
using NpgsqlTypes;
using TalentRegistry.Data.Access;
using TalentRegistry.Data.Importing.Values;
using TalentRegistry.Data.Loading;
using TalentRegistry.Data.People;
using TalentRegistry.Data.Work;
using TalentRegistry.Domain.Dossiers;

namespace TalentRegistry.Data.Importing.Writing;

/// <summary>
/// The people of a list in temporary tables of the officer's own transaction, so that they are held against the registry, and written, by a few
/// statements over all of them. Rows are read and checked on a thread of their own, made into records whose citizen IDs are protected on another, while those before are copied; a few thousand are in memory.
/// </summary>
internal sealed class StagedList(RegistrySession session, CitizenIdLookup citizenIds)
{
    private const int BlockSize = 1000;
    private const int BlocksAhead = 4;
    private const int PartsAhead = 2;

    /// <summary>
    /// For a transaction that takes a list in: it may take longer than a request, is sorted in memory, and its tables are known well enough from some thousand rows, of which PostgreSQL would
    /// look at thirty thousand, of each table and turn.
    /// </summary>
    public const string Settings = "SET LOCAL statement_timeout = 0; SET LOCAL work_mem = '64MB'; SET LOCAL default_statistics_target = 20";

    // While people are copied PostgreSQL waits for most of the time, so names are folded then.
    private const string Folded = "ALTER TABLE pg_temp.staged_person ADD folded text GENERATED ALWAYS AS (reference.fold(full_name)) STORED";

    /// <summary>Kinds of records of which the list tells any, after it was copied.</summary>
    public HashSet<DossierPart> Told { get; } = [];

    /// <summary>Whether the list tells several postings of anybody, after it was copied.</summary>
    public bool HasCareers { get; private set; }

    /// <summary>Copies every person of the list.</summary>
    /// <param name="sheet">The list; its rows are read once.</param>
    /// <param name="onRejected">Told each row that could not be read, in order, on another thread than the caller's.</param>
    /// <param name="progress">Told how many people are copied.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>Rows rejected on reading.</returns>
    public async Task<int> FillAsync(
        ImportSheet sheet, Func<ImportedRow, ValueTask>? onRejected, IProgress<WorkStep>? progress, CancellationToken cancellationToken)
    {
        await BeginAsync(cancellationToken);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var blocks = Channel.CreateBounded<Block>(new BoundedChannelOptions(BlocksAhead) { SingleReader = true, SingleWriter = true });
        var parts = Channel.CreateBounded<List<PersonDraft>>(new BoundedChannelOptions(PartsAhead) { SingleReader = true, SingleWriter = true });
        var reading = Task.Run(() => ReadAsync(sheet, onRejected, parts.Writer, stop.Token), CancellationToken.None);
        var making = Task.Run(() => MakeAsync(parts.Reader, blocks.Writer, stop.Token), CancellationToken.None);
        try
        {
            await CopyAsync(blocks.Reader, progress, cancellationToken);
        }
        finally
        {
            // Where copying failed, the threads before wait for room that never comes.
            await stop.CancelAsync();
            await Task.WhenAll(reading, making).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        var rejected = await reading;
        await session.RunAsync(string.Join("; ", CopyTarget.Tables.Select(table => table.Name).Append("row").Select(table => $"ANALYZE pg_temp.staged_{table}")), cancellationToken);
        return rejected;
    }

    private async Task BeginAsync(CancellationToken cancellationToken)
    {
        var tables = CopyTarget.Tables.Select(table =>
            $"CREATE TEMP TABLE staged_{table.Name} ON COMMIT DROP AS SELECT {table.Columns} FROM registry.{table.Name} WITH NO DATA");
        await session.RunAsync(string.Join(";\n", tables.Prepend(Settings).Append(Folded).Append("CREATE TEMP TABLE staged_row (person_id uuid NOT NULL, row integer NOT NULL) ON COMMIT DROP").Append(RowRules.Prepare)), cancellationToken);
    }

    private static async Task<int> ReadAsync(ImportSheet sheet, Func<ImportedRow, ValueTask>? onRejected, ChannelWriter<List<PersonDraft>> parts, CancellationToken cancellationToken)
    {
        var rejected = 0;
        try
        {
            var part = new List<PersonDraft>(BlockSize);
            foreach (var row in sheet.Rows())
            {
                cancellationToken.ThrowIfCancellationRequested();
                if (row.IsRejected)
                {
                    // Counts are of people.
                    rejected += row.IsOfRejected ? 0 : 1;
                    if (onRejected is not null)
                        await onRejected(row);
                }

                if (row.Person is not { } person)
                    continue;

                part.Add(person);
                if (part.Count < BlockSize)
                    continue;

                await parts.WriteAsync(part, cancellationToken);
                part = new List<PersonDraft>(BlockSize);
            }

            await parts.WriteAsync(part, cancellationToken);
            parts.Complete();
        }
        catch (Exception fault)
        {
            // The next thread gets it as it was thrown.
            parts.Complete(fault);
        }

        return rejected;
    }

    private async Task MakeAsync(ChannelReader<List<PersonDraft>> parts, ChannelWriter<Block> blocks, CancellationToken cancellationToken)
    {
        try
        {
            await foreach (var part in parts.ReadAllAsync(cancellationToken))
            {
                var block = new Block();
                foreach (var person in part)
                    await AddAsync(block, person, cancellationToken);
                await blocks.WriteAsync(block, cancellationToken);
            }

            blocks.Complete();
        }
        catch (Exception fault)
        {
            // The copying thread gets it as it was thrown.
            blocks.Complete(fault);
        }
    }

    private async Task AddAsync(Block block, PersonDraft draft, CancellationToken cancellationToken)
    {
        var keeper = draft.Agency?.Id ?? throw new InvalidOperationException("The list was read without the agencies of the registry.");
        var dossier = draft.ToDossier(keeper, Guid.CreateVersion7);
        ProtectedCitizenId? kept = dossier.CitizenId is { } id ? await citizenIds.ProtectAsync(dossier.Person.Id, id, cancellationToken) : null;

        block.Dossiers.People.Add((dossier.Person, kept));
        block.Dossiers.Degrees.AddRange(dossier.Degrees);
        block.Dossiers.Postings.AddRange(dossier.Postings);
        block.HasCareers |= dossier.Postings.Count > 1;
        block.Dossiers.AddRecords(dossier.Records);
        block.Rows.Add((dossier.Person.Id, draft.Row));
        block.Warnings.AddRange(draft.Warnings);
    }

    private async Task CopyAsync(ChannelReader<Block> blocks, IProgress<WorkStep>? progress, CancellationToken cancellationToken)
    {
        var (staged, target) = (0, new CopyTarget(session.Connection, "pg_temp.staged_"));
        await foreach (var block in blocks.ReadAllAsync(cancellationToken))
        {
            target.Copy(block.Dossiers, cancellationToken);
            Told.UnionWith(block.Dossiers.Records.Keys);
            HasCareers |= block.HasCareers;
            using (var import = session.Connection.BeginBinaryImport("COPY pg_temp.staged_row (person_id, row) FROM STDIN (FORMAT binary)"))
            {
                foreach (var (person, row) in block.Rows)
                {
                    import.StartRow();
                    import.Write(person, NpgsqlDbType.Uuid);
                    import.Write(row, NpgsqlDbType.Integer);
                }

                import.Complete();
            }

            Copy(block.Warnings);
            staged += block.Rows.Count;
            progress?.Report(new WorkStep(ImportStages.Reading, staged, 0));
        }
    }

    private void Copy(List<ImportProblem> warnings)
    {
        if (warnings.Count == 0)
            return;

        using var findings = session.Connection.BeginBinaryImport(RowRules.Copy);
        foreach (var warning in warnings)
            RowRules.Write(findings, warning);
        findings.Complete();
    }

    private sealed class Block
    {
        public DossierBlock Dossiers { get; } = new();

        public bool HasCareers { get; set; }

        public List<(Guid Person, int Row)> Rows { get; } = new(BlockSize);

        public List<ImportProblem> Warnings { get; } = [];
    }
}
