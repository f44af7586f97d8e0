using Npgsql;
using NpgsqlTypes;
using TalentRegistry.Data.Access;

namespace TalentRegistry.Data.Forecasts;

/// <summary>Scenarios under the rights of a session: a planner's own and shared ones, a leader's shared ones. Each change commits the session.</summary>
public static class ScenarioStore
{
    private const string Columns =
        """
        SELECT s.id, s.name, s.note, s.levers::text, s.version, s.shared, s.owner_name, s.owner_id = access.current_account(), s.changed_at, s.deleted_at
          FROM forecast.scenario s
        """;

    /// <summary>All that the caller sees, own ones first, then by name; no more than 500.</summary>
    /// <param name="session">Whose rights hold.</param>
    /// <param name="deleted">Those that the caller deleted and may take back, the last first, instead of those that are there.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public static async Task<IReadOnlyList<Scenario>> ScenariosAsync(this RegistrySession session, bool deleted, CancellationToken cancellationToken)
    {
        await using var command = session.Command(
            $"""
            {Columns}
             WHERE (s.deleted_at IS NOT NULL) = $1 AND (NOT $1 OR s.deleted_at > now() - interval '30 days')
             ORDER BY s.owner_id = access.current_account() DESC, s.deleted_at DESC, s.name COLLATE reference.vietnamese, s.id LIMIT 500
            """);
        command.Parameters.Add(new() { Value = deleted });
        return await ReadAsync(command, cancellationToken);
    }

    /// <summary>A scenario that is there; null if there is none that the caller sees.</summary>
    public static async Task<Scenario?> ScenarioAsync(this RegistrySession session, Guid id, CancellationToken cancellationToken)
    {
        await using var command = session.Command($"{Columns} WHERE s.id = $1 AND s.deleted_at IS NULL");
        command.Parameters.Add(new() { Value = id });
        return (await ReadAsync(command, cancellationToken)).SingleOrDefault();
    }

    /// <summary>The versions of a scenario of the caller's that is there, newest first; none of others'.</summary>
    public static async Task<IReadOnlyList<ScenarioVersion>> ScenarioVersionsAsync(this RegistrySession session, Guid id, CancellationToken cancellationToken)
    {
        await using var command = session.Command(
            """
            SELECT v.version, v.name, v.note, v.levers::text, v.saved_at
              FROM forecast.scenario_version v JOIN forecast.scenario s ON s.id = v.scenario_id AND s.deleted_at IS NULL
             WHERE v.scenario_id = $1 ORDER BY v.version DESC
            """);
        command.Parameters.Add(new() { Value = id });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var versions = new List<ScenarioVersion>();
        while (await reader.ReadAsync(cancellationToken))
            versions.Add(new(reader.GetInt32(0), reader.GetString(1), reader.GetString(2), Scenario.Read(reader.GetString(3)), reader.GetFieldValue<DateTimeOffset>(4)));
        return versions;
    }

    /// <summary>Saves a new scenario of the caller's, and clears away what they deleted more than 30 days ago; its id.</summary>
    /// <exception cref="ScenarioNameTakenException">The caller has one of that name.</exception>
    /// <exception cref="TooManyScenariosException">The caller has as many as one may.</exception>
    public static async Task<Guid> SaveNewScenarioAsync(
        this RegistrySession session, string name, string note, IReadOnlyList<ScenarioLever> levers, string ownerName, CancellationToken cancellationToken)
    {
        var id = Guid.CreateVersion7();
        await Attempt(name, async () =>
        {
            await session.RunAsync("DELETE FROM forecast.scenario WHERE deleted_at < now() - interval '30 days'", cancellationToken);
            await session.RunAsync(
                "INSERT INTO forecast.scenario (id, name, note, levers, owner_id, owner_name) VALUES ($1, $2, $3, $4, access.current_account(), $5)",
                cancellationToken, id, name, note, Levers(levers), ownerName);
            await session.CommitAsync(cancellationToken);
        });
        return id;
    }

    /// <summary>Gives a scenario of the caller's another name, note and levers.</summary>
    /// <exception cref="ScenarioNotFoundException">It is not there, or another's.</exception>
    /// <exception cref="StaleScenarioException">It has a newer version.</exception>
    /// <exception cref="ScenarioNameTakenException">Another has that name.</exception>
    public static Task SaveScenarioAsync(
        this RegistrySession session, Guid id, int version, string name, string note, IReadOnlyList<ScenarioLever> levers, CancellationToken cancellationToken) =>
        session.ChangeAsync(id, version, name, "name = $2, note = $3, levers = $4", cancellationToken, name, note, Levers(levers));

    /// <summary>Gives a scenario of the caller's another name.</summary>
    /// <inheritdoc cref="SaveScenarioAsync" path="/exception"/>
    public static Task RenameScenarioAsync(this RegistrySession session, Guid id, int version, string name, CancellationToken cancellationToken) =>
        session.ChangeAsync(id, version, name, "name = $2", cancellationToken, name);

    /// <summary>Shows a scenario of the caller's to other planners and to leaders, or takes it back.</summary>
    /// <inheritdoc cref="SaveScenarioAsync" path="/exception"/>
    public static Task ShareScenarioAsync(this RegistrySession session, Guid id, int version, bool shared, CancellationToken cancellationToken) =>
        session.ChangeAsync(id, version, "", "shared = $2", cancellationToken, shared);

    /// <summary>Deletes a scenario of the caller's, who may take that back for 30 days.</summary>
    /// <inheritdoc cref="SaveScenarioAsync" path="/exception"/>
    public static Task DeleteScenarioAsync(this RegistrySession session, Guid id, int version, CancellationToken cancellationToken) =>
        session.ChangeAsync(id, version, "", "deleted_at = now()", cancellationToken);

    /// <summary>Takes a deletion of the caller's back.</summary>
    /// <exception cref="ScenarioNotFoundException">The caller has deleted none of that id within 30 days.</exception>
    /// <exception cref="ScenarioNameTakenException">Another has its name by now.</exception>
    /// <exception cref="TooManyScenariosException">The caller has as many as one may.</exception>
    public static Task RestoreScenarioAsync(this RegistrySession session, Guid id, CancellationToken cancellationToken) => Attempt("", async () =>
    {
        var restored = await session.RunAsync(
            """
            UPDATE forecast.scenario SET deleted_at = NULL, version = version + 1, changed_at = now()
             WHERE id = $1 AND owner_id = access.current_account() AND deleted_at > now() - interval '30 days'
            """, cancellationToken, id);
        if (restored == 0)
            throw new ScenarioNotFoundException(id);
        await session.CommitAsync(cancellationToken);
    });

    private static Task ChangeAsync(
        this RegistrySession session, Guid id, int version, string name, string change, CancellationToken cancellationToken, params object[] values) => Attempt(name, async () =>
    {
        await session.OwnAsync(id, version, cancellationToken);
        await session.RunAsync(
            $"UPDATE forecast.scenario SET {change}, version = version + 1, changed_at = now() WHERE id = $1", cancellationToken, [id, .. values]);
        await session.CommitAsync(cancellationToken);
    });

    // Locks the scenario of the caller's against others who change it.
    private static async Task OwnAsync(this RegistrySession session, Guid id, int version, CancellationToken cancellationToken)
    {
        await using var command = session.Command(
            "SELECT version FROM forecast.scenario WHERE id = $1 AND owner_id = access.current_account() AND deleted_at IS NULL FOR UPDATE");
        command.Parameters.Add(new() { Value = id });
        var current = (int?)await command.ExecuteScalarAsync(cancellationToken) ?? throw new ScenarioNotFoundException(id);
        if (current != version)
            throw new StaleScenarioException(current);
    }

    private static NpgsqlParameter Levers(IReadOnlyList<ScenarioLever> levers) => new() { Value = Scenario.Write(levers), NpgsqlDbType = NpgsqlDbType.Jsonb };

    private static async Task Attempt(string name, Func<Task> change)
    {
        try
        {
            await change();
        }
        catch (PostgresException fault) when (fault.SqlState == PostgresErrorCodes.UniqueViolation)
        {
            throw new ScenarioNameTakenException(name);
        }
        catch (PostgresException fault) when (fault.SqlState == PostgresErrorCodes.ProgramLimitExceeded)
        {
            throw new TooManyScenariosException();
        }
    }

    private static async Task<List<Scenario>> ReadAsync(NpgsqlCommand command, CancellationToken cancellationToken)
    {
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var scenarios = new List<Scenario>();
        while (await reader.ReadAsync(cancellationToken))
        {
            scenarios.Add(new Scenario(
                reader.GetGuid(0), reader.GetString(1), reader.GetString(2), Scenario.Read(reader.GetString(3)), reader.GetInt32(4), reader.GetBoolean(5), reader.GetString(6),
                reader.GetBoolean(7), reader.GetFieldValue<DateTimeOffset>(8), reader.IsDBNull(9) ? null : reader.GetFieldValue<DateTimeOffset>(9)));
        }

        return scenarios;
    }
}
