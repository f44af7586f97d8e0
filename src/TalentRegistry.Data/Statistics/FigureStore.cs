using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using NpgsqlTypes;
using TalentRegistry.Data.Access;

namespace TalentRegistry.Data.Statistics;

/// <summary>Figures under the rights of a session: everybody reads them, planners enter them.</summary>
public static class FigureStore
{
    private static readonly CultureInfo Vietnamese = CultureInfo.GetCultureInfo("vi-VN");

    /// <summary>Enters figures, all or none; the session is not committed.</summary>
    /// <exception cref="FigureRefusedException">One of them breaks a rule, or names a series or unit that is not there.</exception>
    /// <exception cref="StaleFigureException">One of them was entered by somebody else in between.</exception>
    public static async Task EnterFiguresAsync(this RegistrySession session, IReadOnlyList<FigureEntry> entries, CancellationToken cancellationToken) =>
        await session.EnterAsync(entries, await session.MeasuresAsync(entries, cancellationToken), cancellationToken);

    /// <summary>Enters a figure whose value is read as it was typed, in the unit of its series; the session is not committed.</summary>
    /// <param name="session">A planner's.</param>
    /// <param name="entry">The figure; its value is not looked at.</param>
    /// <param name="typed">The value.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="FigureRefusedException">It is no number, breaks a rule, or names a series or unit that is not there.</exception>
    /// <exception cref="StaleFigureException">It was entered by somebody else in between.</exception>
    public static async Task EnterFigureAsync(this RegistrySession session, FigureEntry entry, string typed, CancellationToken cancellationToken)
    {
        var measures = await session.MeasuresAsync([entry], cancellationToken);
        var value = FigureNumber.Read(typed, measures.GetValueOrDefault(entry.Series, ""), out var fault);
        if (fault is not null)
            throw new FigureRefusedException([fault]);
        await session.EnterAsync([entry with { Value = value }], measures, cancellationToken);
    }

    private static async Task EnterAsync(
        this RegistrySession session, IReadOnlyList<FigureEntry> entries, Dictionary<string, string> measures, CancellationToken cancellationToken)
    {
        var faults = entries.SelectMany(entry => measures.TryGetValue(entry.Series, out var measure)
            ? FigureRules.FaultsOf(entry, measure)
            : [new FigureFault("series", new($"Không có chuỗi số liệu \"{entry.Series}\".", $"There is no series \"{entry.Series}\"."))]).ToList();
        if (faults.Count > 0)
            throw new FigureRefusedException(faults);

        try
        {
            await using var command = session.Command(
                """
                INSERT INTO reference.entered_figure (series, unit_id, year, value, status, source, note, replaces)
                SELECT * FROM unnest($1, $2, $3, $4, $5, $6, $7, $8)
                """);
            Add(command, entries.Select(entry => entry.Series), NpgsqlDbType.Text);
            Add(command, entries.Select(entry => entry.UnitId), NpgsqlDbType.Text);
            Add(command, entries.Select(entry => (short)entry.Year), NpgsqlDbType.Smallint);
            Add(command, entries.Select(entry => entry.Value), NpgsqlDbType.Numeric);
            Add(command, entries.Select(entry => SnakeCase.Of(entry.Status)), NpgsqlDbType.Text);
            Add(command, entries.Select(entry => entry.Source.Trim()), NpgsqlDbType.Text);
            Add(command, entries.Select(entry => string.IsNullOrWhiteSpace(entry.Note) ? null : entry.Note.Trim()), NpgsqlDbType.Text);
            Add(command, entries.Select(entry => entry.Replaces), NpgsqlDbType.Bigint);
            await command.ExecuteNonQueryAsync(cancellationToken);
        }
        catch (PostgresException fault) when (fault.SqlState == PostgresErrorCodes.UniqueViolation)
        {
            throw new StaleFigureException();
        }
        catch (PostgresException fault) when (fault is { SqlState: PostgresErrorCodes.ForeignKeyViolation, ConstraintName: "entered_figure_unit_id_fkey" })
        {
            throw new FigureRefusedException([new("unit", new("Không có đơn vị hành chính này.", "There is no such administrative unit."))]);
        }
    }

    /// <summary>Every entry of a figure, the newest first; no more than 500.</summary>
    public static async Task<IReadOnlyList<MadeEntry>> EntriesAsync(
        this RegistrySession session, string series, string unitId, int year, CancellationToken cancellationToken)
    {
        await using var command = session.Command(
            """
            SELECT id, value, status, source, note, entered_at FROM reference.entered_figure
             WHERE series = $1 AND unit_id = $2 AND year = $3 ORDER BY id DESC LIMIT 500
            """);
        command.Parameters.Add(new() { Value = series });
        command.Parameters.Add(new() { Value = unitId });
        command.Parameters.Add(new() { Value = (short)year });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var entries = new List<MadeEntry>();
        while (await reader.ReadAsync(cancellationToken))
            entries.Add(EntryOf(reader));
        return entries;
    }

    /// <summary>The last entry of each figure, withdrawn ones included: what another entry has to replace.</summary>
    public static async Task<IReadOnlyDictionary<(string Series, string UnitId, int Year), MadeEntry>> LastEntriesAsync(
        this RegistrySession session, CancellationToken cancellationToken)
    {
        await using var command = session.Command(
            """
            SELECT e.id, e.value, e.status, e.source, e.note, e.entered_at, e.series, e.unit_id, e.year FROM reference.entered_figure e
             WHERE NOT EXISTS (SELECT FROM reference.entered_figure later WHERE later.replaces = e.id)
            """);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var last = new Dictionary<(string, string, int), MadeEntry>();
        while (await reader.ReadAsync(cancellationToken))
            last.Add((reader.GetString(6), reader.GetString(7), reader.GetInt16(8)), EntryOf(reader));
        return last;
    }

    /// <summary>All series, by name.</summary>
    public static async Task<IReadOnlyList<FigureSeries>> SeriesAsync(this RegistrySession session, CancellationToken cancellationToken) =>
        [.. (await session.Context.FigureSeries.ToListAsync(cancellationToken)).OrderBy(series => series.NameVi, StringComparer.Create(Vietnamese, CompareOptions.None))];

    // Units of measure of the series that some entries name.
    private static async Task<Dictionary<string, string>> MeasuresAsync(this RegistrySession session, IReadOnlyList<FigureEntry> entries, CancellationToken cancellationToken)
    {
        var codes = entries.Select(entry => entry.Series).Distinct().ToList();
        return await session.Context.FigureSeries.Where(series => codes.Contains(series.Code)).ToDictionaryAsync(series => series.Code, series => series.Unit, StringComparer.Ordinal, cancellationToken);
    }

    /// <summary>The figures in use.</summary>
    public static async Task<IReadOnlyDictionary<(string Series, string UnitId, int Year), Figure>> InUseAsync(
        this RegistrySession session, CancellationToken cancellationToken) =>
        await session.Context.Figures.ToDictionaryAsync(figure => (figure.SeriesCode, figure.UnitId, figure.Year), cancellationToken);

    /// <summary>Identifiers of all administrative units.</summary>
    internal static async Task<IReadOnlySet<string>> UnitIdsAsync(this RegistrySession session, CancellationToken cancellationToken) =>
        await session.Context.Units.Select(unit => unit.Id).ToHashSetAsync(StringComparer.Ordinal, cancellationToken);

    private static MadeEntry EntryOf(NpgsqlDataReader row) => new(
        row.GetInt64(0), row.IsDBNull(1) ? null : row.GetDecimal(1), SnakeCase.Parse<FigureStatus>(row.GetString(2)), row.GetString(3),
        row.IsDBNull(4) ? null : row.GetString(4), row.GetFieldValue<DateTimeOffset>(5));

    private static void Add<T>(NpgsqlCommand command, IEnumerable<T> values, NpgsqlDbType type) =>
        command.Parameters.Add(new() { Value = values.ToArray(), NpgsqlDbType = NpgsqlDbType.Array | type });
}
