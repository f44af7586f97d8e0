using TalentRegistry.Data.Access;
using TalentRegistry.Server.Pages.Models;

namespace TalentRegistry.Server.Pages;

public sealed partial class PageData
{
    // What the fingerprint of a forecast is made from; a whole list that was brought in names no table.
    private const string RecordsChangedSince =
        """
        SELECT EXISTS (SELECT FROM history.change c WHERE c.at > $1 AND (c.table_name IS NULL OR c.table_name IN ('posting', 'degree', 'person', 'agency', 'agency_seat')))
        """;

    /// <summary>Where the baseline of scenarios stands against the published forecast; null where there is none.</summary>
    public async Task<BaselineStanding?> BaselineAsync(Caller caller, CancellationToken cancellationToken)
    {
        await using var session = await database.OpenSessionAsync(caller, cancellationToken);
        var found = (await session.ReadAsync(
            """
            SELECT r.computed_at, r.computed_at - r.seconds * interval '1 second', b.forecasts, b.no_change
              FROM forecast.current_run r, (SELECT count(*) AS forecasts, count(*) FILTER (WHERE method = 'no_change') AS no_change FROM forecast.current_backtest) b
            """,
            row => (ComputedAt: row.GetFieldValue<DateTimeOffset>(0), BegunAt: row.GetFieldValue<DateTimeOffset>(1), Forecasts: row.GetInt64(2), NoChange: row.GetInt64(3)),
            cancellationToken)).Select(row => ((DateTimeOffset ComputedAt, DateTimeOffset BegunAt, long Forecasts, long NoChange)?)row).SingleOrDefault();
        if (found is not { } run)
            return null;

        // That something changed is told to whoever sees forecasts; what it was they do not read.
        await using var command = database.Owner.CreateCommand(RecordsChangedSince);
        command.Parameters.Add(new() { Value = run.BegunAt });
        return new(run.ComputedAt, run.Forecasts, run.NoChange, (bool)(await command.ExecuteScalarAsync(cancellationToken))!);
    }
}
