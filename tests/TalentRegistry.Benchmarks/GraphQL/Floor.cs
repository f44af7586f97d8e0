using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Npgsql;
using TalentRegistry.Data;

namespace TalentRegistry.Benchmarks.GraphQL;

/// <summary>
/// The floor: a bare endpoint that sends the JSON of one prepared statement. /plain asks as the owner. /rights asks as our server has to:
/// under the caller's database role and account, with the read logged in the same transaction before the answer leaves.
/// </summary>
internal static class Floor
{
    /// <summary>Environment variable with the connection string; nobody else on the machine reads it.</summary>
    public const string Database = "FLOOR_DATABASE";

    public static async Task RunAsync(int port, Guid account)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}"));
        builder.Logging.SetMinimumLevel(LogLevel.Error);
        var connect = new NpgsqlConnectionStringBuilder(Environment.GetEnvironmentVariable(Database)) { MaxPoolSize = 16, MinPoolSize = 16, NoResetOnClose = true, MaxAutoPrepare = 20, AutoPrepareMinUsages = 1 };
        await using var source = NpgsqlDataSource.Create(connect);
        await using var app = builder.Build();
        foreach (var operation in Operation.All)
        {
            app.MapGet($"/plain/{operation.Name}/{{**values}}", http => AnswerAsync(http, source, operation, null));
            app.MapGet($"/rights/{operation.Name}/{{**values}}", http => AnswerAsync(http, source, operation, account));
        }

        await app.RunAsync();
    }

    private static async Task AnswerAsync(HttpContext http, NpgsqlDataSource source, Operation operation, Guid? account)
    {
        var values = ((string)http.Request.RouteValues["values"]!).Split('/');
        await using var connection = await source.OpenConnectionAsync(http.RequestAborted);
        await using var batch = new NpgsqlBatch(connection);
        if (account is { } caller)
        {
            batch.BatchCommands.Add(new NpgsqlBatchCommand("SELECT set_config('role', $1, true), set_config('registry.account', $2, true)")
            {
                Parameters = { new() { Value = $"registry_{SnakeCase.Of(operation.Role)}" }, new() { Value = caller.ToString() } },
            });
        }

        // The read is logged by the statement that reads: no answer without its row.
        batch.BatchCommands.Add(new NpgsqlBatchCommand(account is null || operation.Role == Domain.Access.Role.Planner ? operation.Floor : Logged(operation)));
        foreach (var value in values)
            batch.BatchCommands[^1].Parameters.Add(new() { Value = value });
        if (account is not null && operation.Role != Domain.Access.Role.Planner)
            batch.BatchCommands[^1].Parameters.Add(new() { Value = account.Value });

        await using var reader = await batch.ExecuteReaderAsync(http.RequestAborted);
        if (account is not null)
            await reader.NextResultAsync(http.RequestAborted);
        await reader.ReadAsync(http.RequestAborted);
        var json = reader.GetFieldValue<byte[]>(0);
        http.Response.ContentType = "application/json; charset=utf-8";
        http.Response.ContentLength = json.Length;
        // The transaction is at its end when the reader is: only then is the log on disk.
        await reader.DisposeAsync();
        await http.Response.Body.WriteAsync(json, http.RequestAborted);
    }

    private static string Logged(Operation operation) => string.Create(CultureInfo.InvariantCulture,
        $"""
        WITH answer (json, people) AS ({operation.Floor}),
             log AS (INSERT INTO access.read_log (account_id, role, door, purpose, person_ids)
                     SELECT ${operation.Floor.Split('$').Skip(1).Select(part => part[0] - '0').Max() + 1}, 'hr', 'floor', 'query', people FROM answer)
        SELECT json FROM answer
        """);
}
