using Npgsql;
using NpgsqlTypes;
using TalentRegistry.Data.Postgres;

namespace TalentRegistry.Data.Forecasts;

/// <summary>Keeps what forecast runs found. A run appears whole or not at all.</summary>
public static class ForecastStore
{
    /// <summary>Whether the newest run was computed from the same input.</summary>
    public static async Task<bool> IsCurrentAsync(RegistryDatabase database, string fingerprint, CancellationToken cancellationToken)
    {
        await using var command = database.Owner.CreateCommand("SELECT fingerprint FROM forecast.current_run");
        return (string?)await command.ExecuteScalarAsync(cancellationToken) == fingerprint;
    }

    /// <summary>Whether the registry holds anyone's main posting.</summary>
    public static async Task<bool> IsAnyoneAtWorkAsync(RegistryDatabase database, CancellationToken cancellationToken)
    {
        await using var command = database.Owner.CreateCommand("SELECT EXISTS (SELECT FROM registry.posting WHERE is_main)");
        return await command.ExecuteScalarAsync(cancellationToken) is true;
    }

    /// <summary>
    /// A hash of what the forecast is made from: careers, degrees, seats, plans and population series. The same content gives
    /// the same hash whatever the order of the rows.
    /// </summary>
    public static async Task<string> FingerprintAsync(RegistryDatabase database, CancellationToken cancellationToken)
    {
        await using var command = database.Owner.CreateCommand(
            """
            SELECT concat_ws('.',
              (SELECT sum(hashtextextended(concat_ws('|', p.person_id, p.agency_id, p.valid_from, p.valid_until, p.profession_code, p.end_reason,
                                                     p.employment_kind, p.leadership_rank), 1)) FROM registry.posting p WHERE p.is_main),
              (SELECT sum(hashtextextended(concat_ws('|', d.person_id, d.level_code, d.awarded_year), 2)) FROM registry.degree d),
              (SELECT sum(hashtextextended(concat_ws('|', o.id, o.birth_year, extract(month FROM o.date_of_birth), o.sex), 3)) FROM registry.person o),
              (SELECT sum(hashtextextended(concat_ws('|', a.id, a.sector_code, a.government_level, s.unit_id, s.valid_from), 4))
                 FROM registry.agency a JOIN registry.agency_seat s ON s.agency_id = a.id),
              (SELECT sum(hashtextextended(concat_ws('|', p.code, p.content_hash), 5)) FROM plans.current_plan p),
              (SELECT sum(hashtextextended(concat_ws('|', n.unit_id, n.year, n.value), 6)) FROM reference.population n),
              (SELECT sum(hashtextextended(concat_ws('|', f.series_code, f.unit_id, f.year, f.value), 7)) FROM reference.figure f
                WHERE EXISTS (SELECT FROM plans.current_target t WHERE t.indicator ->> 'figures' = f.series_code)))
            """);
        return (string)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    /// <summary>The newest run; null where there is none.</summary>
    public static async Task<Guid?> NewestAsync(RegistryDatabase database, CancellationToken cancellationToken)
    {
        await using var command = database.Owner.CreateCommand("SELECT id FROM forecast.current_run");
        return await command.ExecuteScalarAsync(cancellationToken) as Guid?;
    }

    /// <summary>A run as it was kept; null where there is none of this id, or it was kept before runs said what they were made from.</summary>
    public static async Task<ForecastRun?> FindAsync(RegistryDatabase database, Guid id, CancellationToken cancellationToken)
    {
        await using var command = database.Owner.CreateCommand(
            """
            SELECT base_date, horizon_years::int, draws, seed, fingerprint, before_id, code_version, data_hash, settings::text, result_hash
              FROM forecast.run WHERE id = $1 AND result_hash IS NOT NULL
            """);
        command.Parameters.Add(new() { Value = id });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        return await reader.ReadAsync(cancellationToken)
            ? new ForecastRun(id, reader.GetFieldValue<DateOnly>(0), reader.GetInt32(1), reader.GetInt32(2), reader.GetInt64(3), reader.GetString(4))
            {
                BeforeId = reader.IsDBNull(5) ? null : reader.GetGuid(5),
                CodeVersion = reader.GetString(6),
                DataHash = reader.GetString(7),
                Settings = reader.GetString(8),
                ResultHash = reader.GetString(9),
            }
            : null;
    }

    /// <summary>The flags of a run; none where there is no run.</summary>
    public static async Task<IReadOnlyDictionary<FlagKey, FlagBefore>> FlagsAsync(RegistryDatabase database, Guid? run, CancellationToken cancellationToken)
    {
        await using var command = database.Owner.CreateCommand(
            "SELECT target_code, unit_id, sector_code, profession_code, year, severity, probability_short FROM forecast.shortage WHERE run_id = $1");
        command.Parameters.Add(new() { Value = run ?? Guid.Empty });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var flags = new Dictionary<FlagKey, FlagBefore>();
        while (await reader.ReadAsync(cancellationToken))
        {
            var key = new FlagKey(reader.IsDBNull(0) ? null : reader.GetString(0), reader.GetString(1), reader.GetString(2), reader.IsDBNull(3) ? null : reader.GetString(3), reader.GetInt16(4));
            flags[key] = new FlagBefore(reader.GetString(5), reader.GetDouble(6));
        }

        return flags;
    }

    /// <summary>Topic under which every server is told of a new run; the message is its id.</summary>
    public const string Topic = "forecast.run";

    /// <summary>Writes a run; its time of computation is now. Whoever listens is told when it is there.</summary>
    public static async Task SaveAsync(
        RegistryDatabase database, ForecastRun run, TimeSpan taken, IEnumerable<SupplyRow> supply, IEnumerable<SupplyOfDegree> byDegree, IEnumerable<TargetPathRow> paths,
        IEnumerable<ShortageRow> shortages, IEnumerable<BacktestRow> backtests, IEnumerable<ReliabilityRow> reliability, IEnumerable<RetirementRow> retirements, CancellationToken cancellationToken)
    {
        await using var connection = await database.Owner.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await using (var insert = new NpgsqlCommand(
            """
            INSERT INTO forecast.run (id, base_date, horizon_years, draws, seed, seconds, fingerprint, before_id, code_version, data_hash, settings, result_hash)
              VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11::jsonb, $12)
            """, connection))
        {
            object[] values =
            [
                run.Id, run.BaseDate, (short)run.HorizonInYears, run.Draws, run.Seed, taken.TotalSeconds, run.Fingerprint, (object?)run.BeforeId ?? DBNull.Value,
                run.CodeVersion, run.DataHash, run.Settings, run.ResultHash,
            ];
            foreach (var value in values)
                insert.Parameters.Add(new() { Value = value });
            await insert.ExecuteNonQueryAsync(cancellationToken);
        }

        await CopyAsync(connection, $"forecast.supply ({SupplyColumns})", supply, (row, to) => Write(to, run, row), cancellationToken);
        await CopyAsync(connection, $"forecast.supply_by_degree ({SupplyColumns}, degree)", byDegree, (level, to) =>
        {
            Write(to, run, level.Row);
            to.Write(SnakeCase.Of(level.Degree), NpgsqlDbType.Text);
        }, cancellationToken);
        await CopyAsync(connection, "forecast.target_path (run_id, target_code, unit_id, year, is_forecast, numerator, denominator, denominator_status, value, low95, low80, high80, high95, probability_missed, gap_people, extra_recruits_a_year)", paths, (row, to) =>
        {
            to.Write(run.Id);
            to.Write(row.TargetCode);
            to.Write(row.UnitId);
            to.Write((short)row.Year);
            to.Write(row.Forecast is not null);
            to.Write(row.Numerator);
            to.WriteOrNull(row.Denominator);
            to.WriteOrNull(row.DenominatorStatus is { } status ? SnakeCase.Of(status) : null);
            to.Write(row.Value);
            to.WriteOrNull(row.Forecast?.Band.Low95);
            to.WriteOrNull(row.Forecast?.Band.Low80);
            to.WriteOrNull(row.Forecast?.Band.High80);
            to.WriteOrNull(row.Forecast?.Band.High95);
            to.WriteOrNull(row.Forecast?.ProbabilityMissed);
            to.WriteOrNull(row.Forecast?.GapPeople);
            to.WriteOrNull(row.Forecast?.ExtraRecruitsAYear);
        }, cancellationToken);
        await CopyAsync(connection, "forecast.shortage (run_id, basis, target_code, unit_id, sector_code, profession_code, year, requirement, supply_median, supply_low80, supply_high80, expected_gap, probability_short, severity, gap_low80, gap_high80, driver, first_year, severity_before, probability_before, held, grade, extra_recruits)", shortages, (row, to) =>
        {
            to.Write(run.Id);
            to.Write(row.TargetCode is null ? "current_staffing" : "plan_target");
            to.WriteOrNull(row.TargetCode);
            to.Write(row.UnitId);
            to.Write(row.SectorCode);
            to.WriteOrNull(row.ProfessionCode);
            to.Write((short)row.Year);
            to.Write(row.Requirement);
            to.Write(row.Supply.Median);
            to.Write(row.Supply.Low80);
            to.Write(row.Supply.High80);
            to.Write(row.ExpectedGap);
            to.Write(row.ProbabilityShort);
            to.Write(row.Severity);
            to.Write(row.GapLow80);
            to.Write(row.GapHigh80);
            to.WriteOrNull(row.Driver);
            to.WriteOrNull((short?)row.FirstYear);
            to.WriteOrNull(row.Before?.Severity);
            to.WriteOrNull(row.Before?.ProbabilityShort);
            to.Write(row.IsHeld);
            to.Write(row.Grade);
            to.WriteOrNull((short?)row.ExtraRecruits);
        }, cancellationToken);
        await CopyAsync(connection, "forecast.retirement_wave (run_id, unit_id, year, mean, low95, low80, median, high80, high95)", retirements, (row, to) =>
        {
            to.Write(run.Id);
            to.Write(row.UnitId);
            to.Write((short)row.Year);
            to.Write(row.Mean);
            Write(to, row.Band);
        }, cancellationToken);
        await CopyAsync(connection, "forecast.backtest (run_id, target_code, unit_id, sector_code, profession_code, forecasts, mean_absolute_error, against_no_change, against_drift, crps, coverage80, coverage95, bias, grade, method)", backtests, (row, to) =>
        {
            to.Write(run.Id);
            to.WriteOrNull(row.TargetCode);
            to.Write(row.UnitId);
            to.WriteOrNull(row.SectorCode);
            to.WriteOrNull(row.ProfessionCode);
            to.Write((short)row.Forecasts);
            to.Write(row.MeanAbsoluteError);
            to.WriteOrNull(row.AgainstNoChange);
            to.WriteOrNull(row.AgainstDrift);
            to.WriteOrNull(row.Crps);
            to.Write(row.Coverage80);
            to.Write(row.Coverage95);
            to.Write(row.Bias);
            to.Write(row.Grade);
            to.Write(row.Method);
        }, cancellationToken);
        await CopyAsync(connection, "forecast.reliability (run_id, basis, low, high, flags, came_true, mean_probability)", reliability, (row, to) =>
        {
            to.Write(run.Id);
            to.Write(row.Basis);
            to.Write(row.Low);
            to.Write(row.High);
            to.Write(row.Flags);
            to.Write(row.CameTrue);
            to.Write(row.MeanProbability);
        }, cancellationToken);
        await StructuralRisks.SaveAsync(connection, run, database.LeastTold, cancellationToken);
        await Notifications.SendAsync(connection, Topic, run.Id, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        await using var analyze = new NpgsqlCommand("ANALYZE forecast.supply, forecast.supply_by_degree, forecast.target_path, forecast.shortage, forecast.backtest, forecast.retirement_wave", connection);
        await analyze.ExecuteNonQueryAsync(cancellationToken);
    }

    private const string SupplyColumns =
        "run_id, unit_id, sector_code, profession_code, year, opening, recruits, upgrades_in, upgrades_out, retirements, leavers, deaths, transfers_out, moves_in, moves_out, mean, low95, low80, median, high80, high95";

    private static void Write(NpgsqlBinaryImporter to, ForecastRun run, SupplyRow row)
    {
        to.Write(run.Id);
        to.Write(row.UnitId);
        to.Write(row.SectorCode);
        to.WriteOrNull(row.ProfessionCode);
        to.Write((short)row.Year);
        to.Write(row.Flows.Opening);
        to.Write(row.Flows.Recruits);
        to.Write(row.Flows.UpgradesIn);
        to.Write(row.Flows.UpgradesOut);
        to.Write(row.Flows.Retirements);
        to.Write(row.Flows.Leavers);
        to.Write(row.Flows.Deaths);
        to.Write(row.Flows.TransfersOut);
        to.Write(row.Flows.MovesIn);
        to.Write(row.Flows.MovesOut);
        to.Write(row.Mean);
        Write(to, row.Band);
    }

    private static void Write(NpgsqlBinaryImporter to, ForecastBand band)
    {
        to.Write(band.Low95);
        to.Write(band.Low80);
        to.Write(band.Median);
        to.Write(band.High80);
        to.Write(band.High95);
    }

    private static async Task CopyAsync<T>(
        NpgsqlConnection connection, string columns, IEnumerable<T> rows, Action<T, NpgsqlBinaryImporter> write, CancellationToken cancellationToken)
    {
        await using var importer = await connection.BeginBinaryImportAsync($"COPY {columns} FROM STDIN (FORMAT binary)", cancellationToken);
        foreach (var row in rows)
        {
            await importer.StartRowAsync(cancellationToken);
            write(row, importer);
        }

        await importer.CompleteAsync(cancellationToken);
    }

    private static void WriteOrNull(this NpgsqlBinaryImporter importer, string? value)
    {
        if (value is null)
            importer.WriteNull();
        else
            importer.Write(value, NpgsqlDbType.Text);
    }

    private static void WriteOrNull(this NpgsqlBinaryImporter importer, short? value)
    {
        if (value is { } number)
            importer.Write(number);
        else
            importer.WriteNull();
    }

    private static void WriteOrNull(this NpgsqlBinaryImporter importer, double? value)
    {
        if (value is { } number)
            importer.Write(number);
        else
            importer.WriteNull();
    }
}
