using System.Diagnostics;
using Microsoft.AspNetCore.Routing;
using Npgsql;
using TalentRegistry.Data;
using TalentRegistry.Data.Access;
using TalentRegistry.GraphQL;
using TalentRegistry.Server.Pages;

namespace TalentRegistry.Server.Audit;

/// <summary>Tells the audit log what happens at the doors of the server: who was refused what, who took away what. Never a value of a record.</summary>
public sealed class AuditTrail(RegistryDatabase database, AuditLog audit, ILogger<AuditTrail> log)
{
    private const int MostFields = 6;
    private static readonly object Told = new();

    /// <summary>Tells of a file that was taken away, whole or broken off.</summary>
    /// <param name="http">The request.</param>
    /// <param name="table">Name of the table.</param>
    /// <param name="columns">Titles of its columns.</param>
    /// <param name="format">csv or xlsx.</param>
    /// <param name="rows">Rows that were sent.</param>
    /// <param name="whole">Whether those are all.</param>
    /// <exception cref="Exception">It could not be written: the file must not be ended.</exception>
    public Task ExportedAsync(HttpContext http, string table, IReadOnlyList<string> columns, string format, long rows, bool whole) => WriteAsync(
        http, AuditKind.Export, table, new Dictionary<string, string>
        {
            ["format"] = format,
            ["rows"] = $"{rows}",
            ["whole"] = whole ? "true" : "false",
            ["columns"] = string.Join(", ", columns),
            // Which filters were set, not to what.
            ["filters"] = string.Join(", ", http.Request.Query.Where(pair => pair.Key is not ("format" or "table" or "lang") && pair.Value.Any(value => !string.IsNullOrEmpty(value))).Select(pair => pair.Key).Order(StringComparer.Ordinal)),
        });

    /// <summary>Tells of fields of the API that a caller asked for and may not have; does nothing where there are none.</summary>
    public Task FieldsRefusedAsync(HttpContext http, IReadOnlyList<GraphQLError> errors)
    {
        if (errors.Any(error => error.Code == ErrorCodes.TooManyStreams))
            return ThrottledAsync(http, "streams");

        // Of a stream each event may be refused alike.
        if (http.Items.ContainsKey(Told))
            return Task.CompletedTask;
        // The engine's words name fields and types of the schema, nothing else.
        var refused = errors.Where(error => error.Code == ErrorCodes.Forbidden).Select(error => error.Message).Distinct(StringComparer.Ordinal).ToList();
        if (refused.Count == 0)
            return Task.CompletedTask;

        http.Items[Told] = true;
        return TellAsync(http, AuditKind.Refusal, null, refused.Take(MostFields).Index().ToDictionary(each => $"field{each.Index + 1}", each => each.Item));
    }

    /// <summary>Tells of a stream that was cut off, as its caller's sign-in had ended or its rights had changed.</summary>
    public Task StreamEndedAsync(HttpContext http) => TellAsync(http, AuditKind.Refusal, null, new Dictionary<string, string> { ["reason"] = "session" });

    /// <summary>Tells of what a caller may not ask for as often as they do.</summary>
    public Task ThrottledAsync(HttpContext http, string what) => TellAsync(http, AuditKind.Throttled, what, null);

    /// <summary>Tells of changes of accounts, scopes, tokens, keys or settings through a door of the server.</summary>
    /// <exception cref="Exception">It could not be written.</exception>
    public Task ConfiguredAsync(HttpContext http, string subject, IReadOnlyDictionary<string, string> details) => WriteAsync(http, AuditKind.Configuration, subject, details);

    /// <summary>
    /// Lets a request through, and tells of it where it was answered 403, or asked for somebody or something that is there and that the caller may not see. The latter is
    /// looked into when the answer has gone: how long it took says nothing of who is there.
    /// </summary>
    public async Task WatchAsync(HttpContext http, RequestDelegate next)
    {
        UnseenRecords.Begin(http);
        await next(http);
        var unseen = UnseenRecords.Of(http);
        if (http.Response.StatusCode == StatusCodes.Status404NotFound && PersonOf(http) is { } person)
            unseen = [new UnseenRecord("page", "registry.person", person)];
        if (unseen.Count > 0 && SignedIn.From(http.User) is { } caller)
            http.Response.OnCompleted(() => UnseenAsync(http, caller, unseen));
        if (http.Items.ContainsKey(Told) || http.Request.Path.StartsWithSegments("/faults", StringComparison.Ordinal))
            return;

        if (http.Response.StatusCode == StatusCodes.Status403Forbidden)
            await TellAsync(http, AuditKind.Refusal, PersonOf(http)?.ToString(), new Dictionary<string, string> { ["reason"] = "role", ["method"] = http.Request.Method });
    }

    /// <summary>The door that a request came through: the pattern of its address, without what stands in it.</summary>
    public static string DoorOf(HttpContext http) => http.GetEndpoint() switch
    {
        { DisplayName: "GraphQL" } => "graphql",
        RouteEndpoint { RoutePattern.RawText: { Length: > 0 } pattern } => pattern is "/export" or "/graphql" ? pattern[1..] : "page /" + pattern.Trim('/'),
        _ => "page",
    };

    private static Guid? PersonOf(HttpContext http) =>
        http.Request.Path.StartsWithSegments("/people", StringComparison.Ordinal) && Guid.TryParse(http.GetRouteValue("id") as string, out var person) ? person : null;

    private Task UnseenAsync(HttpContext http, SignedIn caller, IReadOnlyList<UnseenRecord> unseen) => TellingAsync(async () =>
    {
        // No part of the request's trace, which tells what its caller waited for.
        Activity.Current = null;
        var outside = unseen.Where(record => record.Table is null).ToList();
        foreach (var sought in unseen.Where(record => record.Table is not null).GroupBy(record => record.Table!, StringComparer.Ordinal))
        {
            var hidden = await HiddenAsync(caller, sought.Key, [.. sought.Select(record => record.Key!.Value).Distinct()]);
            outside.AddRange(sought.Where(record => hidden.Contains(record.Key!.Value)));
        }

        if (outside.Count == 0)
            return;

        await WriteAsync(http, AuditKind.Refusal, outside[0].Key?.ToString(), new Dictionary<string, string>
        {
            ["reason"] = "scope",
            ["method"] = http.Request.Method,
            ["by"] = string.Join(", ", outside.Select(record => record.Operation).Distinct(StringComparer.Ordinal)),
            ["records"] = $"{outside.Select(record => record.Key).Distinct().Count()}",
        });
    });

    // Those of some keys that are there and that the caller does not see. The table's name is one of the program's own.
    private async Task<HashSet<Guid>> HiddenAsync(SignedIn caller, string table, Guid[] keys)
    {
        await using var all = database.Owner.CreateCommand($"SELECT id FROM {table} WHERE id = ANY ($1)");
        var there = await KeysAsync(all, keys);
        await using var session = await database.OpenSessionAsync(caller.At("audit", "audit"), CancellationToken.None);
        await using var own = session.Command($"SELECT id FROM {table} WHERE id = ANY ($1)");
        there.ExceptWith(await KeysAsync(own, keys));
        return there;
    }

    private static async Task<HashSet<Guid>> KeysAsync(NpgsqlCommand command, Guid[] keys)
    {
        command.Parameters.Add(new() { Value = keys });
        await using var reader = await command.ExecuteReaderAsync();
        var found = new HashSet<Guid>();
        while (await reader.ReadAsync())
            found.Add(reader.GetGuid(0));
        return found;
    }

    private Task TellAsync(HttpContext http, AuditKind kind, string? subject, IReadOnlyDictionary<string, string>? details) =>
        TellingAsync(() => WriteAsync(http, kind, subject, details));

    // What was refused stays refused, whether or not it can be told.
    private async Task TellingAsync(Func<Task> tell)
    {
        try
        {
            await tell();
        }
        catch (Exception fault) when (fault is NpgsqlException or OperatorException or ObjectDisposedException)
        {
            log.LogError(fault, "A refusal could not be written to the audit log");
        }
    }

    private Task WriteAsync(HttpContext http, AuditKind kind, string? subject, IReadOnlyDictionary<string, string>? details) => audit.WriteAsync(
        new AuditEvent(kind, SignedIn.From(http.User)?.AccountId, DoorOf(http), http.Connection.RemoteIpAddress?.ToString(), subject, details), CancellationToken.None);
}
