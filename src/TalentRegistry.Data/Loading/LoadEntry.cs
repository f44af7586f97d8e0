using System.Text.Json.Nodes;
using Npgsql;
using NpgsqlTypes;
using TalentRegistry.Data.Backup;

namespace TalentRegistry.Data.Loading;

/// <summary>
/// The one entry that a load leaves in the history, in place of one for each row: how many rows it wrote into each table and their
/// checksum, computed as a backup computes it. docs/decisions/0015 says why.
/// </summary>
internal static class LoadEntry
{
    /// <summary>From here to the end of the transaction changes make no entries of their own.</summary>
    public static Task BeginAsync(NpgsqlConnection connection, CancellationToken cancellationToken) =>
        ExecuteAsync(connection, "SET LOCAL history.bulk = 'on'", cancellationToken);

    /// <summary>Writes the entry.</summary>
    /// <param name="connection">In the load's transaction.</param>
    /// <param name="prefix">Before the names of the tables in which the load's rows, and no others, stand.</param>
    /// <param name="written">What was loaded.</param>
    /// <param name="cancellationToken">Ends it, and the load with it.</param>
    public static async Task WriteAsync(NpgsqlConnection connection, string prefix, LoadSummary written, CancellationToken cancellationToken)
    {
        await ExecuteAsync(connection, TableText.Settings, cancellationToken);
        var tables = new JsonObject { ["agency"] = new JsonObject { ["rows"] = written.Agencies } };
        foreach (var (name, columns) in CopyTarget.Tables)
        {
            var content = await TableText.ReadAsync(connection, $"{prefix}{name} ({columns})", null, 0, null, cancellationToken);
            tables[name] = new JsonObject { ["rows"] = content.Rows, ["sha256"] = content.Checksum };
        }

        await using var insert = new NpgsqlCommand(
            "INSERT INTO history.change (operation, kind, after) VALUES (coalesce(nullif(current_setting('history.operation', true), ''), 'load'), 'load', $1)", connection)
        {
            Parameters = { new() { Value = tables.ToJsonString(), NpgsqlDbType = NpgsqlDbType.Jsonb } },
        };
        await insert.ExecuteNonQueryAsync(cancellationToken);
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
