using TalentRegistry.Data;
using TalentRegistry.Data.Access;
using TalentRegistry.Data.Importing;
using TalentRegistry.Data.Importing.Output;
using TalentRegistry.Data.Importing.Values;
using TalentRegistry.Data.Importing.Writing;
using TalentRegistry.Data.People;
using TalentRegistry.Server.Startup;

namespace TalentRegistry.Server.Importing;

/// <summary>How an officer wants an uploaded list to be read and written.</summary>
/// <param name="Mode">What of it is written.</param>
/// <param name="AgencyCode">Code of the agency of rows that name none; null when each must.</param>
internal sealed record ImportWish(ImportMode Mode, string? AgencyCode);

/// <summary>A list as it stands against the registry.</summary>
/// <param name="FileName">Name of the file.</param>
/// <param name="Wish">How it was read.</param>
/// <param name="Columns">Columns with the field that each is read as, in the order of the sheet; null for none.</param>
/// <param name="Counts">What its rows mean.</param>
/// <param name="Verdicts">The first rows that are new, changed or not taken.</param>
/// <param name="Rejected">The first rows that could not be read.</param>
internal sealed record ImportPreview(
    string FileName, ImportWish Wish, IReadOnlyList<(string Letter, string Heading, string? Vi, string? En)> Columns, ImportCounts Counts,
    IReadOnlyList<ImportVerdict> Verdicts, IReadOnlyList<ImportedRow> Rejected);

/// <summary>Previews, commits and takes back lists of signed-in officers.</summary>
internal sealed class ImportDesk(RegistryDatabase database, CitizenIdLookup citizenIds, TimeProvider clock)
{
    /// <summary>Rows told one by one on a page.</summary>
    public const int MostRows = 200;

    private DateOnly Today => DateOnly.FromDateTime(clock.GetLocalNow().Date);

    /// <summary>Holds a list against the registry.</summary>
    /// <exception cref="ImportRefusedException">It is no list that can be read.</exception>
    /// <exception cref="OperatorException">The wish names no agency.</exception>
    public async Task<ImportPreview> PreviewAsync(Caller caller, FileInfo file, string name, ImportWish wish, CancellationToken cancellationToken)
    {
        await using var session = await database.OpenSessionAsync(caller, cancellationToken);
        using var sheet = Open(file, await ReadingAsync(session, wish, cancellationToken));
        var (verdicts, rejected) = (new List<ImportVerdict>(), new List<ImportedRow>());
        var import = new ListImport(session, citizenIds) { OnRejected = row => AddUpTo(rejected, row) };
        var counts = await import.PreviewAsync(sheet, wish.Mode, verdict => AddUpTo(verdicts, verdict), null, cancellationToken);
        await session.CommitAsync(cancellationToken);
        var columns = sheet.Plan.Columns.Select(column => (column.Letter, column.Heading, column.Field?.NameVi, column.Field?.NameEn)).ToList();
        return new ImportPreview(name, wish, columns, counts, verdicts, rejected);
    }

    /// <summary>Writes a list.</summary>
    /// <exception cref="ImportRefusedException">It is no list that can be read.</exception>
    /// <exception cref="OperatorException">The wish names no agency.</exception>
    public async Task<CommittedImport> CommitAsync(Caller caller, FileInfo file, string name, ImportWish wish, CancellationToken cancellationToken)
    {
        await using var session = await database.OpenSessionAsync(caller, cancellationToken);
        ImportSource source;
        await using (var bytes = file.OpenRead())
            source = await ImportSource.ReadAsync(name, bytes, cancellationToken);
        using var sheet = Open(file, await ReadingAsync(session, wish, cancellationToken));
        var committed = await new ListImport(session, citizenIds).CommitAsync(sheet, source, wish.Mode, null, null, cancellationToken);
        // From here on it is done or not done, never unknown.
        await session.CommitAsync(CancellationToken.None);
        return committed;
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
        var refused = new Dictionary<int, ProblemKind>();
        using (var sheet = Open(file, reading))
        {
            await new ListImport(session, citizenIds).PreviewAsync(
                sheet, wish.Mode, verdict => { if (verdict.Problem is { } problem) refused[verdict.Row] = problem; }, null, cancellationToken);
            await session.CommitAsync(cancellationToken);
        }

        using var again = Open(file, reading);
        using IRejectedRows writer = asCsv ? new RejectedCsv(to, again) : new RejectedXlsx(to, again);
        RowsNotTaken.Write(writer, again, refused, cancellationToken);
    }

    /// <summary>The officer's imports, the latest first.</summary>
    public async Task<IReadOnlyList<PastImport>> PastAsync(Caller caller, CancellationToken cancellationToken)
    {
        await using var session = await database.OpenSessionAsync(caller, cancellationToken);
        return await PastImport.ListAsync(session, 50, cancellationToken);
    }

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
        return (ImportVocabulary.Read(RegistryFiles.Reference), new ImportOptions(Today) { Agencies = agencies, Agency = agencyOfAll });
    }

    private static ImportSheet Open(FileInfo file, (ImportVocabulary Vocabulary, ImportOptions Options) reading) => ImportSheet.Open(
        new FileStream(file.FullName, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, 1 << 16, FileOptions.SequentialScan),
        reading.Vocabulary, reading.Options);

    private static void AddUpTo<T>(List<T> list, T item)
    {
        if (list.Count < MostRows)
            list.Add(item);
    }
}
