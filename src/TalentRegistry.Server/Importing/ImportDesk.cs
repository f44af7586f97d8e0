using System.Text.Json;
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
    /// <param name="caller">The officer.</param>
    /// <param name="file">The list.</param>
    /// <param name="name">Its name.</param>
    /// <param name="wish">How it is read.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <param name="telling">Who is told what; null for nobody.</param>
    /// <param name="check">Where to keep the check for a commit; null for nowhere.</param>
    /// <param name="faults">Which of the rows that are not taken are told cell by cell; null for none.</param>
    /// <exception cref="ImportRefusedException">It is no list that can be read.</exception>
    /// <exception cref="OperatorException">The wish names no agency.</exception>
    public async Task<ImportPreview> PreviewAsync(
        Caller caller, FileInfo file, string name, ImportWish wish, CancellationToken cancellationToken, ImportTelling? telling = null, FileInfo? check = null,
        FaultsFound? faults = null)
    {
        await using var session = await database.OpenSessionAsync(caller, cancellationToken);
        var ground = check is null ? null : await GroundAsync(session, await SourceAsync(file, name, cancellationToken), wish, cancellationToken);
        var reading = await ReadingAsync(session, wish, cancellationToken);
        using var sheet = Open(file, reading);
        telling?.OnSheet?.Invoke(sheet);
        var (verdicts, rejected) = (new List<ImportVerdict>(), new List<ImportedRow>());
        var import = new ListImport(session, citizenIds)
        {
            OnRejected = row =>
            {
                faults?.Add(row);
                return TellAsync(rejected, row, telling?.OnRejected);
            },
            Decisions = wish.Decisions, Confirmed = wish.Confirmed,
        };
        var counts = await import.PreviewAsync(
            sheet, wish.Mode,
            verdict =>
            {
                faults?.Add(verdict);
                return TellAsync(verdicts, verdict, telling?.OnRow);
            }, telling?.Progress, cancellationToken);
        if (check is not null && ground is { Place: not null })
            await KeepAsync(import, check, ground, counts, cancellationToken);
        await session.CommitAsync(cancellationToken);
        return new ImportPreview(name, wish, sheet.Plan.Columns, reading.Vocabulary.Fields.All, counts, verdicts, rejected, import.Warnings)
        {
            Faults = counts.NotTaken > 0 ? faults?.Read(() => Open(file, reading), cancellationToken) : null,
        };
    }

    /// <summary>Writes a list, as it was checked where that still stands, and remembers how its columns were corrected.</summary>
    /// <param name="caller">The officer.</param>
    /// <param name="file">The list.</param>
    /// <param name="name">Its name.</param>
    /// <param name="wish">How it is read.</param>
    /// <param name="telling">Who is told what. Whoever is told of rows has them checked again.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <param name="check">Where a check may have been kept; null for nowhere.</param>
    /// <exception cref="ImportRefusedException">It is no list that can be read.</exception>
    /// <exception cref="OperatorException">The wish names no agency.</exception>
    public async Task<(CommittedImport Committed, IReadOnlyList<ImportWarning> Warnings)> CommitAsync(
        Caller caller, FileInfo file, string name, ImportWish wish, ImportTelling telling, CancellationToken cancellationToken, FileInfo? check = null)
    {
        await using var session = await database.OpenSessionAsync(caller, cancellationToken);
        var source = await SourceAsync(file, name, cancellationToken);
        var ground = await GroundAsync(session, source, wish, cancellationToken);
        var reading = await ReadingAsync(session, wish, cancellationToken);
        using var sheet = Open(file, reading);
        telling.OnSheet?.Invoke(sheet);
        await ColumnMemory.KeepAsync(session, reading.Options.Agency?.Id, CorrectionsOf(sheet.Plan, wish), cancellationToken);
        var import = new ListImport(session, citizenIds) { Decisions = wish.Decisions, Confirmed = wish.Confirmed, OnRejected = telling.OnRejected };
        var committed = await CommitCheckedAsync(import, check, ground, source, wish, telling, cancellationToken)
            ?? await import.CommitAsync(sheet, source, wish.Mode, telling.OnRow, telling.Progress, cancellationToken);
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
    public async Task<int> WriteRejectedAsync(Caller caller, FileInfo file, ImportWish wish, Stream to, bool asCsv, CancellationToken cancellationToken)
    {
        await using var session = await database.OpenSessionAsync(caller, cancellationToken);
        var reading = await ReadingAsync(session, wish, cancellationToken);
        var held = new Dictionary<int, IReadOnlyList<ImportProblem>>();
        using (var sheet = Open(file, reading))
        {
            await new ListImport(session, citizenIds) { Decisions = wish.Decisions, Confirmed = wish.Confirmed }.PreviewAsync(
                sheet, wish.Mode,
                verdict =>
                {
                    if (verdict.Held.ToList() is { Count: > 0 } problems)
                        held[verdict.Row] = problems;
                    return ValueTask.CompletedTask;
                }, null, cancellationToken);
            await session.CommitAsync(cancellationToken);
        }

        using var again = Open(file, reading);
        using IRejectedRows writer = asCsv ? new RejectedCsv(to, again) : new RejectedXlsx(to, again);
        return RowsNotTaken.Write(writer, again, held, cancellationToken);
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

    // Under another name until it is whole. A preview is worth showing where there is no room to keep its check.
    private static async Task KeepAsync(ListImport import, FileInfo check, CheckGround ground, ImportCounts counts, CancellationToken cancellationToken)
    {
        var making = new FileInfo($"{check.FullName}.{Guid.NewGuid():N}");
        try
        {
            await using (var to = new FileStream(making.FullName, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1 << 16))
                await import.KeepCheckAsync(to, ground, counts, cancellationToken);
            making.MoveTo(check.FullName, overwrite: true);
        }
        catch (Exception fault)
        {
            making.Delete();
            if (fault is not IOException)
                throw;
        }
    }

    private static async Task<CommittedImport?> CommitCheckedAsync(
        ListImport import, FileInfo? check, CheckGround ground, ImportSource source, ImportWish wish, ImportTelling telling, CancellationToken cancellationToken)
    {
        if (check is not { Exists: true } || telling is not { OnRow: null, OnRejected: null })
            return null;

        try
        {
            await using var kept = new FileStream(check.FullName, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, 1 << 16, FileOptions.SequentialScan);
            return await import.CommitCheckedAsync(kept, ground, source, wish.Mode, telling.Progress, cancellationToken);
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            // What could not be written as it was checked is checked again the next time.
            check.Delete();
            throw;
        }
    }

    private static async Task<ImportSource> SourceAsync(FileInfo file, string name, CancellationToken cancellationToken)
    {
        await using var bytes = file.OpenRead();
        return await ImportSource.ReadAsync(name, bytes, cancellationToken);
    }

    private Task<CheckGround> GroundAsync(RegistrySession session, ImportSource source, ImportWish wish, CancellationToken cancellationToken) =>
        CheckGround.TakeAsync(session, $"{Convert.ToHexString(source.Sha256)} {Today:O} {JsonSerializer.Serialize(wish)}", cancellationToken);

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

    // The first of them for the page, all of them for whoever is told.
    private static ValueTask TellAsync<T>(List<T> shown, T row, Func<T, ValueTask>? told)
    {
        if (shown.Count < MostRows)
            shown.Add(row);
        return told?.Invoke(row) ?? ValueTask.CompletedTask;
    }
}
