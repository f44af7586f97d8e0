using Npgsql;

namespace TalentRegistry.Data.Access;

/// <summary>Single statements of the server's own, as for accounts: never to answer what a caller asks about people.</summary>
internal static class OwnerStatements
{
    /// <summary>Runs a statement; how many rows it wrote.</summary>
    public static async Task<int> ExecuteAsync(this NpgsqlDataSource owner, string sql, CancellationToken cancellationToken, params object?[] values)
    {
        await using var command = owner.CreateCommand(sql);
        Fill(command, values);
        return await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>Runs a statement and reads its rows.</summary>
    public static async Task<List<T>> ReadAsync<T>(
        this NpgsqlDataSource owner, string sql, Func<NpgsqlDataReader, T> row, CancellationToken cancellationToken, params object?[] values)
    {
        await using var command = owner.CreateCommand(sql);
        Fill(command, values);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var rows = new List<T>();
        while (await reader.ReadAsync(cancellationToken))
            rows.Add(row(reader));
        return rows;
    }

    private static void Fill(NpgsqlCommand command, object?[] values)
    {
        foreach (var value in values)
            command.Parameters.Add(new NpgsqlParameter { Value = value is DateTimeOffset moment ? moment.ToUniversalTime() : value ?? DBNull.Value });
    }
}
