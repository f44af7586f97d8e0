using Npgsql;
using TalentRegistry.Data;
using TalentRegistry.Data.Access;
using TalentRegistry.Data.Forecasts;
using TalentRegistry.Server.Forecasts;

namespace TalentRegistry.Server.Scenarios;

/// <summary>The published forecast, as far as drawing it again needs.</summary>
/// <param name="Id">Identifier.</param>
/// <param name="BaseYear">Last complete year.</param>
/// <param name="HorizonInYears">Years after it.</param>
/// <param name="Draws">Number of draws.</param>
/// <param name="Seed">Seed of the draws.</param>
internal sealed record PublishedRun(Guid Id, int BaseYear, int HorizonInYears, int Draws, long Seed);

/// <summary>What scenarios need to know of the published forecast.</summary>
internal static class ScenarioReading
{
    /// <summary>The published forecast; null where there is none.</summary>
    public static async Task<PublishedRun?> RunAsync(RegistryDatabase database, CancellationToken cancellationToken)
    {
        await using var command = database.Owner.CreateCommand("SELECT id, base_date, horizon_years, draws, seed FROM forecast.current_run");
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        return await reader.ReadAsync(cancellationToken)
            ? new PublishedRun(reader.GetGuid(0), reader.GetFieldValue<DateOnly>(1).Year, reader.GetInt16(2), reader.GetInt32(3), reader.GetInt64(4))
            : null;
    }

    /// <summary>What the run before the published one said of each flag.</summary>
    public static async Task<IReadOnlyDictionary<FlagKey, FlagBefore>> FlagsBeforeAsync(RegistryDatabase database, CancellationToken cancellationToken)
    {
        await using var command = database.Owner.CreateCommand(
            "SELECT target_code, unit_id, sector_code, profession_code, year, severity_before, probability_before FROM forecast.current_shortage WHERE severity_before IS NOT NULL");
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var flags = new Dictionary<FlagKey, FlagBefore>();
        while (await reader.ReadAsync(cancellationToken))
            flags[new FlagKey(reader.Text(0), reader.GetString(1), reader.GetString(2), reader.Text(3), reader.GetInt16(4))] = new FlagBefore(reader.GetString(5), reader.GetDouble(6));
        return flags;
    }

    /// <summary>Codes of the targets of which "no change" is published in the unit of their plan.</summary>
    public static async Task<IReadOnlySet<string>> NoChangeAsync(RegistryDatabase database, IReadOnlyList<ComputableTarget> targets, CancellationToken cancellationToken)
    {
        await using var command = database.Owner.CreateCommand("SELECT target_code, unit_id FROM forecast.current_backtest WHERE target_code IS NOT NULL AND method = 'no_change'");
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var published = new HashSet<(string, string)>();
        while (await reader.ReadAsync(cancellationToken))
            published.Add((reader.GetString(0), reader.GetString(1)));
        return targets.Where(target => published.Contains((target.Target.Code, target.UnitId))).Select(target => target.Target.Code).ToHashSet(StringComparer.Ordinal);
    }

    /// <summary>Of whom the published forecast says "no change": keys without a year, and for targets without a sector.</summary>
    public static async Task<IReadOnlySet<FlagKey>> SimplerAsync(RegistryDatabase database, CancellationToken cancellationToken)
    {
        await using var command = database.Owner.CreateCommand(
            "SELECT target_code, unit_id, coalesce(sector_code, ''), profession_code FROM forecast.current_backtest WHERE method = 'no_change'");
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var keys = new HashSet<FlagKey>();
        while (await reader.ReadAsync(cancellationToken))
            keys.Add(new FlagKey(reader.Text(0), reader.GetString(1), reader.GetString(2), reader.Text(3), 0));
        return keys;
    }

    /// <summary>Units whose forecast the caller may see.</summary>
    public static async Task<IReadOnlySet<string>> VisibleUnitsAsync(this RegistrySession session, CancellationToken cancellationToken)
    {
        await using var command = session.Command("SELECT DISTINCT unit_id FROM forecast.current_supply");
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var units = new HashSet<string>(StringComparer.Ordinal);
        while (await reader.ReadAsync(cancellationToken))
            units.Add(reader.GetString(0));
        return units;
    }
}
