using System.Text.Json;
using Npgsql;
using TalentRegistry.Data.Access;
using TalentRegistry.Data.People;
using TalentRegistry.Data.Work;
using TalentRegistry.Domain.Plans;

namespace TalentRegistry.Data.Importing.Writing;

/// <summary>
/// A list of people on its way into the registry, in one transaction of the officer: held against what is kept, told row by row, then written whole
/// or not at all. The list must have been read with the agencies of the registry.
/// </summary>
/// <param name="session">The officer's transaction. Whoever opened it commits it, after a preview too: the log of reads names whose records were told.</param>
/// <param name="citizenIds">Protects citizen IDs.</param>
public sealed class ListImport(RegistrySession session, CitizenIdLookup citizenIds)
{
    private static readonly Dictionary<string, ProblemKind> Problems = ProblemKind.All.ToDictionary(kind => kind.Code, StringComparer.Ordinal);

    // Beside the rows that a page shows; a list with more doubts needs a column more, not decisions.
    private const int MostAlike = 2_000;

    private IReadOnlyList<StagedRecord> kinds = [];

    /// <summary>Told each row that could not be read; null for nobody.</summary>
    public Func<ImportedRow, ValueTask>? OnRejected { get; init; }

    /// <summary>An officer's answers about doubtful rows, by the row of the sheet: the person whom it is about, or null for somebody new.</summary>
    public IReadOnlyDictionary<int, Guid?> Decisions { get; init; } = new Dictionary<int, Guid?>();

    /// <summary>Codes of rules whose warnings an officer has confirmed, for the whole list; rows with others are held back.</summary>
    public IReadOnlyCollection<string> Confirmed { get; init; } = [];

    /// <summary>What rules warn of, after the preview.</summary>
    public IReadOnlyList<ImportWarning> Warnings { get; private set; } = [];

    /// <summary>What the list would change; nothing is written but the log of reads.</summary>
    /// <param name="sheet">The list; its rows are read once.</param>
    /// <param name="mode">What of it is to be written.</param>
    /// <param name="onRow">Told every row that is not unchanged, in order; null for nobody.</param>
    /// <param name="progress">Told how far it is, by the stages of <see cref="ImportStages"/>.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="ImportRefusedException">The file breaks off or is too long.</exception>
    public async Task<ImportCounts> PreviewAsync(
        ImportSheet sheet, ImportMode mode, Func<ImportVerdict, ValueTask>? onRow, IProgress<WorkStep>? progress, CancellationToken cancellationToken)
    {
        progress?.Report(new WorkStep(ImportStages.Reading, 0, 0));
        var list = new StagedList(session, citizenIds);
        var rejected = await list.FillAsync(sheet, OnRejected, progress, cancellationToken);
        kinds = StagedRecord.Of(list.Told);
        progress?.Report(new WorkStep(ImportStages.Matching, 0, 0));
        await RunAsync("CREATE TEMP TABLE decided (row integer PRIMARY KEY, person_id uuid) ON COMMIT DROP", cancellationToken);
        await RunAsync(
            "INSERT INTO pg_temp.decided SELECT * FROM unnest($1::integer[], $2::uuid[])", cancellationToken, Decisions.Keys.ToArray(), Decisions.Values.ToArray());
        await RunAsync(RowVerdicts.Match, cancellationToken);
        await LikelyRows.WeighAsync(session, cancellationToken);
        await RunAsync(RowVerdicts.Decide, cancellationToken);
        await RunAsync(RowVerdicts.Careers(list.HasCareers), cancellationToken);
        await RunAsync(RowVerdicts.Records(kinds), cancellationToken);
        await RunAsync(RowVerdicts.Differences(mode, kinds), cancellationToken);
        await new RowRules(session, citizenIds, sheet.Fields).CheckAsync(sheet.Today, sheet.Plan, kinds, Confirmed, cancellationToken);
        Warnings = await WarningsAsync(cancellationToken);
        if (onRow is not null)
            await TellAsync(onRow, cancellationToken);
        return await CountAsync(rejected, cancellationToken);
    }

    /// <summary>Previews, then writes new people and corrections. The session must be committed for it to stay.</summary>
    /// <param name="sheet">The list; its rows are read once.</param>
    /// <param name="source">The file that it came from.</param>
    /// <param name="mode">What of it is to be written.</param>
    /// <param name="onRow">Told every row that is not unchanged, in order; null for nobody.</param>
    /// <param name="progress">Told how far it is, by the stages of <see cref="ImportStages"/>.</param>
    /// <param name="cancellationToken">Ends it; the transaction is then to be dropped.</param>
    /// <exception cref="ImportRefusedException">The file breaks off or is too long.</exception>
    /// <exception cref="PostgresException">The registry changed meanwhile so that a constraint refuses a row: nothing is written, and a second try helps.</exception>
    public async Task<CommittedImport> CommitAsync(
        ImportSheet sheet, ImportSource source, ImportMode mode, Func<ImportVerdict, ValueTask>? onRow, IProgress<WorkStep>? progress, CancellationToken cancellationToken)
    {
        var counts = await PreviewAsync(sheet, mode, onRow, progress, cancellationToken);
        return await WriteAsync(source, mode, counts, progress, cancellationToken);
    }

    /// <summary>Keeps the preview that was made last, so that it can be committed without being made again.</summary>
    /// <param name="to">Where to; left open and at its end.</param>
    /// <param name="ground">What it rests on, taken in the same session before the list was read.</param>
    /// <param name="counts">What it counted.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public Task KeepCheckAsync(Stream to, CheckGround ground, ImportCounts counts, CancellationToken cancellationToken) =>
        CheckedList.KeepAsync(session, to, ground, counts, Warnings, kinds, cancellationToken);

    /// <summary>Writes a list as it was checked before, if a check would come to the same now. The session must be committed for it to stay.</summary>
    /// <param name="kept">What <see cref="KeepCheckAsync"/> wrote.</param>
    /// <param name="now">The ground of a check that would be made now.</param>
    /// <param name="source">The file that the list came from.</param>
    /// <param name="mode">What of it is to be written, as when it was checked.</param>
    /// <param name="progress">Told how far it is, by the stages of <see cref="ImportStages"/>.</param>
    /// <param name="cancellationToken">Ends it; the transaction is then to be dropped.</param>
    /// <returns>Null where the list must be checked again: nothing was done.</returns>
    /// <exception cref="PostgresException">As <see cref="CommitAsync"/>; also that what was kept is damaged.</exception>
    /// <exception cref="EndOfStreamException">What was kept breaks off.</exception>
    public async Task<CommittedImport?> CommitCheckedAsync(
        Stream kept, CheckGround now, ImportSource source, ImportMode mode, IProgress<WorkStep>? progress, CancellationToken cancellationToken)
    {
        progress?.Report(new WorkStep(ImportStages.Matching, 0, 0));
        if (await CheckedList.TakeAsync(session, kept, now, cancellationToken) is not var (counts, warnings, told))
            return null;

        (Warnings, kinds) = (warnings, told);
        return await WriteAsync(source, mode, counts, progress, cancellationToken);
    }

    private async Task<CommittedImport> WriteAsync(ImportSource source, ImportMode mode, ImportCounts counts, IProgress<WorkStep>? progress, CancellationToken cancellationToken)
    {
        if (counts.New + counts.Changed == 0)
            return new CommittedImport(null, counts);

        await session.ExplainChangesAsync($"Nhập danh sách {source.FileName}", cancellationToken);
        var before = await ScalarAsync<long>("SELECT imports.last_in_history()", cancellationToken);
        await WriteRowsAsync(counts, progress, cancellationToken);
        progress?.Report(new WorkStep(ImportStages.Sealing, 0, 0));
        return new CommittedImport(await RecordAsync(source, mode, counts, before, cancellationToken), counts);
    }

    private async Task WriteRowsAsync(ImportCounts counts, IProgress<WorkStep>? progress, CancellationToken cancellationToken)
    {
        var (rows, last) = (counts.New + counts.Changed, await ScalarAsync<int>(RowWriting.Last, cancellationToken));
        await RunAsync(RowWriting.Prepare, cancellationToken);
        var written = 0;
        for (var after = 0; after < last; after += RowWriting.RowsOfTurn)
        {
            progress?.Report(new WorkStep(ImportStages.Writing, written, rows));
            written += await RunAsync(RowWriting.Begin, cancellationToken, after, after + RowWriting.RowsOfTurn);
            await RunAsync(RowWriting.Weigh, cancellationToken);
            if (counts.Changed > 0)
            {
                await RunAsync(RowWriting.Correct(kinds), cancellationToken);
                await KeepCitizenIdsAsync(cancellationToken);
                await RunAsync(RowWriting.AddToKnown(kinds), cancellationToken);
            }

            if (counts.New > 0)
                await RunAsync(RowWriting.Add(kinds), cancellationToken);
            await RunAsync(RowWriting.End, cancellationToken);
        }
    }

    private async Task KeepCitizenIdsAsync(CancellationToken cancellationToken)
    {
        var told = new List<(Guid Staged, byte[] Cipher, Guid Person)>();
        await using (var find = session.Command(RowWriting.NewCitizenIds))
        await using (var reader = await find.ExecuteReaderAsync(cancellationToken))
        {
            while (await reader.ReadAsync(cancellationToken))
                told.Add((reader.GetGuid(0), reader.GetFieldValue<byte[]>(1), reader.GetGuid(2)));
        }

        if (told.Count == 0)
            return;

        // A protected ID belongs to one person: that of the list is opened and protected anew for the one who is known.
        var kept = new List<ProtectedCitizenId>(told.Count);
        foreach (var (staged, cipher, person) in told)
        {
            var id = await citizenIds.RevealAsync(staged, cipher, cancellationToken)
                ?? throw new OperatorException("A citizen ID of the list that was protected a moment ago cannot be opened: the key was exchanged meanwhile.");
            kept.Add(await citizenIds.ProtectAsync(person, id, cancellationToken));
        }

        await RunAsync(
            RowWriting.KeepCitizenIds, cancellationToken,
            told.Select(one => one.Person).ToArray(), kept.Select(one => one.Cipher).ToArray(), kept.Select(one => one.Hash).ToArray());
    }

    private async Task<Guid> RecordAsync(ImportSource source, ImportMode mode, ImportCounts counts, long before, CancellationToken cancellationToken)
    {
        var id = Guid.CreateVersion7();
        await RunAsync(
            """
            INSERT INTO imports.import (id, account_id, file_name, file_sha256, mode, people_new, people_changed)
              VALUES ($1, access.current_account(), $2, $3, $4, $5, $6)
            """, cancellationToken, id, source.FileName, source.Sha256, SnakeCase.Of(mode), counts.New, counts.Changed);
        await ScalarAsync<long>("SELECT imports.keep_changes($1, $2)", cancellationToken, id, before);
        await RunAsync(RowWriting.KeepAgencies, cancellationToken, id);
        await RunAsync(RowWriting.Seal, cancellationToken);
        return id;
    }

    private async Task TellAsync(Func<ImportVerdict, ValueTask> onRow, CancellationToken cancellationToken)
    {
        await RunAsync(RowVerdicts.Named, cancellationToken);
        var alike = await AlikeAsync(cancellationToken);
        await using var tell = session.Command(RowVerdicts.Tell);
        await using var reader = await tell.ExecuteReaderAsync(cancellationToken);
        ImportVerdict? current = null;
        var (differences, people) = (new List<ImportDifference>(), alike.SelectMany(row => row.Value).Select(like => like.PersonId).ToHashSet());
        while (await reader.ReadAsync(cancellationToken))
        {
            if (current?.Row != reader.GetInt32(0))
            {
                await FlushAsync();
                current = new ImportVerdict(
                    reader.GetInt32(0), SnakeCase.Parse<ImportVerdictKind>(reader.GetString(1)), reader.IsDBNull(2) ? null : reader.GetGuid(2), reader.GetString(3),
                    reader.IsDBNull(4) ? null : Problems[reader.GetString(4)], [], alike.GetValueOrDefault(reader.GetInt32(0)) ?? [])
                {
                    Findings = reader.IsDBNull(13) ? [] : [.. JsonElement.Parse(reader.GetString(13)).EnumerateArray().Select(FindingOf)],
                };
            }

            if (!reader.IsDBNull(5))
                differences.Add(new ImportDifference(reader.GetString(5), Text(6), Text(7), Text(8)) { BeforeName = Name(9), AfterName = Name(11) });
        }

        await FlushAsync();
        await reader.DisposeAsync();
        await session.LogReadAsync(people, cancellationToken);

        Bilingual? Name(int column) => reader.IsDBNull(column) ? null : new Bilingual(reader.GetString(column), reader.GetString(column + 1));

        string? Text(int column) => reader.IsDBNull(column) ? null : reader.GetString(column);

        async ValueTask FlushAsync()
        {
            if (current?.PersonId is { } person)
                people.Add(person);
            if (current is not null)
                await onRow(current with { Differences = [.. differences] });
            differences.Clear();
        }
    }

    private static ImportProblem FindingOf(JsonElement found)
    {
        string Text(string column) => found.GetProperty(column).GetString()!;
        return new ImportProblem(
            Text("code"), found.GetProperty("is_error").GetBoolean() ? ProblemSeverity.Error : ProblemSeverity.Warning, found.GetProperty("row").GetInt32(),
            found.GetProperty("col") is { ValueKind: JsonValueKind.Number } column ? column.GetInt32() : null, Text("heading"), Text("value"),
            new Bilingual(Text("vi"), Text("en")), new Bilingual(Text("expected_vi"), Text("expected_en")));
    }

    private async Task<List<ImportWarning>> WarningsAsync(CancellationToken cancellationToken)
    {
        var warnings = new List<ImportWarning>();
        await using var command = session.Command(RowRules.Warnings);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
            warnings.Add(new ImportWarning(
                reader.GetString(0), new Bilingual(reader.GetString(2), reader.GetString(3)), reader.GetInt32(1), Confirmed.Contains(reader.GetString(0), StringComparer.Ordinal)));
        return warnings;
    }

    private async Task<Dictionary<int, List<ImportLikeness>>> AlikeAsync(CancellationToken cancellationToken)
    {
        await using var command = session.Command(RowVerdicts.Alike);
        command.Parameters.Add(new() { Value = MostAlike });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var alike = new Dictionary<int, List<ImportLikeness>>();
        while (await reader.ReadAsync(cancellationToken))
        {
            if (!alike.TryGetValue(reader.GetInt32(0), out var row))
                alike.Add(reader.GetInt32(0), row = []);
            row.Add(new ImportLikeness(reader.GetGuid(1), reader.GetString(2), reader.GetString(3), reader.GetString(4), reader.IsDBNull(5) ? null : reader.GetString(5)) { Probability = reader.GetDouble(6) });
        }

        return alike;
    }

    private async Task<ImportCounts> CountAsync(int rejected, CancellationToken cancellationToken)
    {
        await using var count = session.Command(RowVerdicts.Count);
        await using var reader = await count.ExecuteReaderAsync(cancellationToken);
        var counts = new Dictionary<ImportVerdictKind, int>();
        while (await reader.ReadAsync(cancellationToken))
            counts[SnakeCase.Parse<ImportVerdictKind>(reader.GetString(0))] = reader.GetInt32(1);
        int Of(ImportVerdictKind kind) => counts.GetValueOrDefault(kind);
        return new ImportCounts(
            Of(ImportVerdictKind.New), Of(ImportVerdictKind.Changed), Of(ImportVerdictKind.Unchanged), Of(ImportVerdictKind.Doubtful), Of(ImportVerdictKind.Refused),
            Of(ImportVerdictKind.LeftOut), rejected)
        { Unconfirmed = Of(ImportVerdictKind.Unconfirmed) };
    }

    private async Task<int> RunAsync(string sql, CancellationToken cancellationToken, params object[] arguments)
    {
        await using var command = session.Command(sql);
        // A list of a hundred thousand takes longer than a request may.
        command.CommandTimeout = 0;
        foreach (var argument in arguments)
            command.Parameters.Add(new() { Value = argument });
        return await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private async Task<T> ScalarAsync<T>(string sql, CancellationToken cancellationToken, params object[] arguments)
    {
        await using var command = session.Command(sql);
        foreach (var argument in arguments)
            command.Parameters.Add(new() { Value = argument });
        return (T)(await command.ExecuteScalarAsync(cancellationToken))!;
    }
}
