using TalentRegistry.Data;
using TalentRegistry.Data.Access;
using TalentRegistry.Data.Importing;
using TalentRegistry.Data.Importing.Columns;
using TalentRegistry.Data.Importing.Output;
using TalentRegistry.Data.Importing.Values;
using TalentRegistry.Data.Importing.Writing;
using TalentRegistry.Data.People;
using TalentRegistry.Data.Work;
using TalentRegistry.Domain.Dates;
using TalentRegistry.Server.Startup;

namespace TalentRegistry.Server.Importing;

/// <summary>Previews, commits and takes back lists of officers, whichever door they come by.</summary>
internal sealed class ImportDesk(RegistryDatabase database, CitizenIdLookup citizenIds, TimeProvider clock)
{
    /// <summary>Rows told one by one on a page.</summary>
    public const int MostRows = 200;

    private DateOnly Today => VietnamTime.Today(clock);

    /// <summary>Holds a list against the registry.</summary>
    /// <exception cref="ImportRefusedException">It is no list that can be read.</exception>
    /// <exception cref="OperatorException">The wish names no agency.</exception>
    public async Task<ImportPreview> PreviewAsync(
        Caller caller, FileInfo file, string name, ImportWish wish, CancellationToken cancellationToken, ImportTelling? telling = null)
    {
        await using var session = await database.OpenSessionAsync(caller, cancellationToken);
        var reading = await ReadingAsync(session, wish, cancellationToken);
        using var sheet = Open(file, reading);
        telling?.OnSheet?.Invoke(sheet);
        var (verdicts, rejected) = (new List<ImportVerdict>(), new List<ImportedRow>());
        var import = new ListImport(session, citizenIds)
        {
            OnRejected = row => { AddUpTo(rejected, row); telling?.OnRejected?.Invoke(row); }, Decisions = wish.Decisions, Confirmed = wish.Confirmed,
        };
        var counts = await import.PreviewAsync(sheet, wish.Mode, verdict => { AddUpTo(verdicts, verdict); telling?.OnRow?.Invoke(verdict); }, telling?.Progress, cancellationToken);
        await session.CommitAsync(cancellationToken);
        return new ImportPreview(name, wish, sheet.Plan.Columns, reading.Vocabulary.Fields.All, counts, verdicts, rejected, import.Warnings);
    }

    /// <summary>Writes a list, and remembers how its columns were corrected.</summary>
    /// <exception cref="ImportRefusedException">It is no list that can be read.</exception>
    /// <exception cref="OperatorException">The wish names no agency.</exception>
    public async Task<(CommittedImport Committed, IReadOnlyList<ImportWarning> Warnings)> CommitAsync(
        Caller caller, FileInfo file, string name, ImportWish wish, ImportTelling telling, CancellationToken cancellationToken)
    {
        await using var session = await database.OpenSessionAsync(caller, cancellationToken);
        ImportSource source;
        await using (var bytes = file.OpenRead())
            source = await ImportSource.ReadAsync(name, bytes, cancellationToken);
        var reading = await ReadingAsync(session, wish, cancellationToken);
        using var sheet = Open(file, reading);
        telling.OnSheet?.Invoke(sheet);
        await ColumnMemory.KeepAsync(session, reading.Options.Agency?.Id, CorrectionsOf(sheet.Plan, wish), cancellationToken);
        var import = new ListImport(session, citizenIds) { Decisions = wish.Decisions, Confirmed = wish.Confirmed, OnRejected = telling.OnRejected };
        var committed = await import.CommitAsync(sheet, source, wish.Mode, telling.OnRow, telling.Progress, cancellationToken);
        // From here on it is done or not done, never unknown.
        await session.CommitAsync(CancellationToken.None);
        return (committed, import.Warnings);
    }

    /// <summary>The rows that are not taken, as the list that they came from.</summary>
    /// <param name="caller">The officer.</param>
    /// <param name="file">The list.</param>
    /// <param name="wish">How it is read.</param>
    /// <param name="to">Where to, seekable; left open and at its end.</param>
    /// <param name="asCsv">As .csv; else as .xlsx.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task WriteRejectedAsync(Caller caller, FileInfo file, ImportWish wish, Stream to, bool asCsv, CancellationToken cancellationToken)
    {
        await using var session = await database.OpenSessionAsync(caller, cancellationToken);
        var reading = await ReadingAsync(session, wish, cancellationToken);
        var held = new Dictionary<int, IReadOnlyList<ImportProblem>>();
        using (var sheet = Open(file, reading))
        {
            await new ListImport(session, citizenIds) { Decisions = wish.Decisions, Confirmed = wish.Confirmed }.PreviewAsync(
                sheet, wish.Mode, verdict => { if (verdict.Held.ToList() is { Count: > 0 } problems) held[verdict.Row] = problems; }, null, cancellationToken);
            await session.CommitAsync(cancellationToken);
        }

        using var again = Open(file, reading);
        using IRejectedRows writer = asCsv ? new RejectedCsv(to, again) : new RejectedXlsx(to, again);
        RowsNotTaken.Write(writer, again, held, cancellationToken);
    }

    /// <summary>The officer's imports, the latest first.</summary>
    public async Task<IReadOnlyList<PastImport>> PastAsync(Caller caller, CancellationToken cancellationToken)
    {
        await using var session = await database.OpenSessionAsync(caller, cancellationToken);
        return await PastImport.ListAsync(session, 50, cancellationToken);
    }

    /// <summary>An import under way or ended; null if the officer has begun no such work.</summary>
    public async Task<WorkItem?> WorkAsync(Caller caller, Guid id, CancellationToken cancellationToken) =>
        await database.FindWorkAsync(caller, id, cancellationToken) is { Kind: WorkKind.Import } work ? work : null;

    /// <summary>Takes an import back.</summary>
    /// <exception cref="OperatorException">It cannot be; the message says why.</exception>
    public async Task UndoAsync(Caller caller, Guid import, CancellationToken cancellationToken)
    {
        await using var session = await database.OpenSessionAsync(caller, cancellationToken);
        await PastImport.UndoAsync(session, import, cancellationToken);
        await session.CommitAsync(CancellationToken.None);
    }

    // Words and agencies, good for reading the same list twice, one time after the other.
    private async Task<(ImportVocabulary Vocabulary, ImportOptions Options)> ReadingAsync(RegistrySession session, ImportWish wish, CancellationToken cancellationToken)
    {
        var agencies = await AgencyDirectory.ReadAsync(session.Connection, Today, cancellationToken);
        KnownAgency? agencyOfAll = null;
        if (wish.AgencyCode is { } code)
            agencyOfAll = agencies.Find(code) is [var only] ? only : throw new OperatorException($"Không có cơ quan nào mang mã hoặc tên {code}. No single agency has the code or name {code}.");
        var vocabulary = ImportVocabulary.Read(RegistryFiles.Reference);
        var remembered = await ColumnMemory.ReadAsync(session, agencyOfAll?.Id, cancellationToken);
        return (vocabulary, new ImportOptions(Today)
        {
            Agencies = agencies,
            Agency = agencyOfAll,
            Sheet = wish.Sheet,
            Limits = wish.Limits,
            Mapping = ColumnMapping.Of([.. remembered, .. wish.Columns.Select(column => ($"${column.Key}", column.Value))], vocabulary.Fields)
                .With(ColumnMapping.Parse([.. wish.Map], vocabulary.Fields)),
        });
    }

    // By their headings, which the next list will have in another order.
    private static Dictionary<string, string?> CorrectionsOf(ColumnPlan plan, ImportWish wish) => plan.Columns
        .Where(column => column.Heading.Length > 0 && (wish.Columns.ContainsKey(column.Letter) || (wish.Map.Count > 0 && column.By == RecognisedBy.Mapping)))
        .GroupBy(column => column.Heading, StringComparer.Ordinal)
        .ToDictionary(same => same.Key, same => wish.Columns.TryGetValue(same.First().Letter, out var field) ? field : same.First().Field?.Code, StringComparer.Ordinal);

    private static ImportSheet Open(FileInfo file, (ImportVocabulary Vocabulary, ImportOptions Options) reading) => ImportSheet.Open(
        new FileStream(file.FullName, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, 1 << 16, FileOptions.SequentialScan),
        reading.Vocabulary, reading.Options);

    private static void AddUpTo<T>(List<T> list, T item)
    {
        if (list.Count < MostRows)
            list.Add(item);
    }
}
