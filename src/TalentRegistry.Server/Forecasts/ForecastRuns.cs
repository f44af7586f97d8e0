using System.Runtime.CompilerServices;
using Npgsql;
using TalentRegistry.Data;
using TalentRegistry.Data.Access;
using TalentRegistry.Data.Forecasts;
using TalentRegistry.GraphQL.Subscriptions;

namespace TalentRegistry.Server.Forecasts;

/// <summary>A forecast that was computed.</summary>
/// <param name="Id">Identifier.</param>
/// <param name="ComputedAt">When it was done.</param>
/// <param name="BaseDate">Last day of the jump-off year: stocks are counted at its end.</param>
/// <param name="HorizonYears">Years forecast after the jump-off year.</param>
/// <param name="Draws">Draws behind every quantile.</param>
/// <param name="Seconds">How long the computing took.</param>
internal sealed record ForecastRunInfo(Guid Id, DateTimeOffset ComputedAt, DateOnly BaseDate, int HorizonYears, int Draws, double Seconds);

/// <summary>Forecasts as they replace each other.</summary>
internal sealed class ForecastRuns(RegistryDatabase database, ITopicEventReceiver topics)
{
    /// <summary>Each run that replaces the one before it, from now on; never ends.</summary>
    public async IAsyncEnumerable<ForecastRunInfo> ReplacementsAsync(Caller caller, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var changes = await topics.SubscribeAsync<Guid>(ForecastStore.Topic, cancellationToken);
        var last = await CurrentAsync(caller, cancellationToken);
        await foreach (var _ in changes.ReadEventsAsync().WithCancellation(cancellationToken))
        {
            // Two in short order are told as the newer one.
            if (await CurrentAsync(caller, cancellationToken) is { } now && now.Id != last?.Id)
                yield return last = now;
        }
    }

    private async Task<ForecastRunInfo?> CurrentAsync(Caller caller, CancellationToken cancellationToken)
    {
        await using var session = await database.OpenSessionAsync(caller, cancellationToken);
        await using var command = session.Command("SELECT id, computed_at, base_date, horizon_years, draws, seconds FROM forecast.current_run");
        await using NpgsqlDataReader reader = await command.ExecuteReaderAsync(cancellationToken);
        return await reader.ReadAsync(cancellationToken)
            ? new ForecastRunInfo(
                reader.GetGuid(0), reader.GetFieldValue<DateTimeOffset>(1), reader.GetFieldValue<DateOnly>(2), reader.GetInt16(3), reader.GetInt32(4), reader.GetDouble(5))
            : null;
    }
}
