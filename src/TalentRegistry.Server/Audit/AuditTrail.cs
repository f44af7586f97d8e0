using Microsoft.AspNetCore.Routing;
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
        // The engine's words name fields and types of the schema, nothing else.
        var refused = errors.Where(error => error.Code == ErrorCodes.Forbidden).Select(error => error.Message).Distinct(StringComparer.Ordinal).ToList();
        if (refused.Count == 0)
            return Task.CompletedTask;

        http.Items[Told] = true;
        return TellAsync(http, AuditKind.Refusal, null, refused.Take(MostFields).Index().ToDictionary(each => $"field{each.Index + 1}", each => each.Item));
    }

    /// <summary>Tells of what a caller may not ask for as often as they do.</summary>
    public Task ThrottledAsync(HttpContext http, string what) => TellAsync(http, AuditKind.Throttled, what, null);

    /// <summary>Tells of changes of accounts, scopes, tokens, keys or settings through a door of the server.</summary>
    /// <exception cref="Exception">It could not be written.</exception>
    public Task ConfiguredAsync(HttpContext http, string subject, IReadOnlyDictionary<string, string> details) => WriteAsync(http, AuditKind.Configuration, subject, details);

    /// <summary>Lets a request through, and tells of it where it was answered 403, or asked for a person who is there and whom the caller may not see.</summary>
    public async Task WatchAsync(HttpContext http, RequestDelegate next)
    {
        await next(http);
        if (http.Items.ContainsKey(Told) || http.Request.Path.StartsWithSegments("/faults", StringComparison.Ordinal))
            return;

        if (http.Response.StatusCode == StatusCodes.Status403Forbidden)
            await TellAsync(http, AuditKind.Refusal, PersonOf(http)?.ToString(), new Dictionary<string, string> { ["reason"] = "role", ["method"] = http.Request.Method });
        else if (http.Response.StatusCode == StatusCodes.Status404NotFound && SignedIn.From(http.User) is not null && PersonOf(http) is { } person && await IsThereAsync(person))
            await TellAsync(http, AuditKind.Refusal, person.ToString(), new Dictionary<string, string> { ["reason"] = "scope", ["method"] = http.Request.Method });
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

    private async Task<bool> IsThereAsync(Guid person)
    {
        await using var command = database.Owner.CreateCommand("SELECT EXISTS (SELECT FROM registry.person WHERE id = $1)");
        command.Parameters.Add(new() { Value = person });
        return await command.ExecuteScalarAsync() is true;
    }

    // What was refused stays refused, whether or not it can be told.
    private async Task TellAsync(HttpContext http, AuditKind kind, string? subject, IReadOnlyDictionary<string, string>? details)
    {
        try
        {
            await WriteAsync(http, kind, subject, details);
        }
        catch (Exception fault) when (fault is Npgsql.NpgsqlException or OperatorException or ObjectDisposedException)
        {
            log.LogError(fault, "A refusal could not be written to the audit log");
        }
    }

    private Task WriteAsync(HttpContext http, AuditKind kind, string? subject, IReadOnlyDictionary<string, string>? details) => audit.WriteAsync(
        new AuditEvent(kind, SignedIn.From(http.User)?.AccountId, DoorOf(http), http.Connection.RemoteIpAddress?.ToString(), subject, details), CancellationToken.None);
}
