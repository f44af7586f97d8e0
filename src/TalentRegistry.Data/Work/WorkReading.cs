using Npgsql;
using TalentRegistry.Data.Access;

namespace TalentRegistry.Data.Work;

/// <summary>Work as a caller may see it: own; every forecast, for whoever sees forecasts; of administrators all.</summary>
public static class WorkReading
{
    private const string Columns = "SELECT id, kind, state, stage, done, total, fault, started_at, changed_at, ended_at FROM work.item";

    /// <summary>A piece of work; null if there is none that the caller may see.</summary>
    public static async Task<WorkItem?> FindWorkAsync(this RegistrySession session, Guid id, CancellationToken cancellationToken)
    {
        await using var command = session.Command($"{Columns} WHERE id = $1");
        command.Parameters.Add(new() { Value = id });
        return (await ReadAsync(command, cancellationToken)).SingleOrDefault();
    }

    /// <summary>The same in a transaction of its own.</summary>
    public static async Task<WorkItem?> FindWorkAsync(this RegistryDatabase database, Caller caller, Guid id, CancellationToken cancellationToken)
    {
        await using var session = await database.OpenSessionAsync(caller, cancellationToken);
        return await session.FindWorkAsync(id, cancellationToken);
    }

    /// <summary>A piece of work that the caller may end: own; of planners every forecast, of administrators all. More people see how far a forecast is. Null if there is none.</summary>
    public static async Task<WorkItem?> FindWorkToEndAsync(this RegistrySession session, Guid id, CancellationToken cancellationToken)
    {
        await using var command = session.Command(
            $"{Columns} WHERE id = $1 AND (requested_by = access.current_account() OR current_user = 'registry_admin' OR (current_user = 'registry_planner' AND kind = 'forecast'))");
        command.Parameters.Add(new() { Value = id });
        return (await ReadAsync(command, cancellationToken)).SingleOrDefault();
    }

    /// <summary>The latest, newest first.</summary>
    /// <param name="session">Whose rights hold.</param>
    /// <param name="kind">Of this kind only; null for all.</param>
    /// <param name="most">How many at most, 1 or more.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public static async Task<IReadOnlyList<WorkItem>> LatestWorkAsync(this RegistrySession session, WorkKind? kind, int most, CancellationToken cancellationToken)
    {
        await using var command = session.Command($"{Columns} WHERE $1::text IS NULL OR kind = $1 ORDER BY started_at DESC LIMIT $2");
        command.Parameters.Add(new() { Value = kind is { } only ? SnakeCase.Of(only) : DBNull.Value, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Text });
        command.Parameters.Add(new() { Value = most });
        return await ReadAsync(command, cancellationToken);
    }

    private static async Task<List<WorkItem>> ReadAsync(NpgsqlCommand command, CancellationToken cancellationToken)
    {
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var items = new List<WorkItem>();
        while (await reader.ReadAsync(cancellationToken))
        {
            items.Add(new WorkItem(
                reader.GetGuid(0), SnakeCase.Parse<WorkKind>(reader.GetString(1)), SnakeCase.Parse<WorkState>(reader.GetString(2)), reader.GetString(3),
                reader.GetInt64(4), reader.GetInt64(5), reader.IsDBNull(6) ? null : reader.GetString(6), reader.GetFieldValue<DateTimeOffset>(7),
                reader.GetFieldValue<DateTimeOffset>(8), reader.IsDBNull(9) ? null : reader.GetFieldValue<DateTimeOffset>(9)));
        }

        return items;
    }
}
