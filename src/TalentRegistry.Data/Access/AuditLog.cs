using System.Text;
using System.Text.Json;
using Npgsql;

namespace TalentRegistry.Data.Access;

/// <summary>
/// The log of what happens beside reads and changes of people (access.audit_event): only added to, by a login that may do nothing else, and
/// sealed by a chain of hashes.
/// </summary>
/// <param name="database">The registry.</param>
public sealed class AuditLog(RegistryDatabase database)
{
    private const int MostDetails = 12;
    private const int LongestName = 40;
    private const int LongestDetail = 200;
    private const int LongestDoor = 100;
    private const int LongestAddress = 64;

    /// <summary>Writes an event; done when it is on disk. Cancellation ends the waiting, not the writing. What is too long is cut, never refused.</summary>
    /// <exception cref="Exception">The log could not be written: what it was to tell must not go on.</exception>
    public Task WriteAsync(AuditEvent e, CancellationToken cancellationToken) => database.LogEventAsync(e, cancellationToken);

    internal static async Task InsertAsync(RequestLogins logins, IReadOnlyList<AuditEvent> batch)
    {
        await using var connection = await logins.OpenLogAsync(CancellationToken.None);
        await using var insert = new NpgsqlCommand(
            """
            INSERT INTO access.audit_event (kind, account_id, door, address, subject, details)
            SELECT kind, account_id, door, address, subject, details::jsonb
              FROM unnest($1::text[], $2::uuid[], $3::text[], $4::text[], $5::text[], $6::text[]) AS event (kind, account_id, door, address, subject, details)
            """, connection)
        {
            Parameters =
            {
                new() { Value = batch.Select(e => SnakeCase.Of(e.Kind)).ToArray() },
                new() { Value = batch.Select(e => e.AccountId).ToArray() },
                new() { Value = batch.Select(e => Cut(e.Door, LongestDoor) is { Length: > 0 } door ? door : "?").ToArray() },
                new() { Value = batch.Select(e => Cut(e.Address, LongestAddress)).ToArray() },
                new() { Value = batch.Select(e => Cut(e.Subject, LongestDetail)).ToArray() },
                new() { Value = batch.Select(e => Json(e.Details)).ToArray() },
            },
        };
        await insert.ExecuteNonQueryAsync();
    }

    private static string Json(IReadOnlyDictionary<string, string>? details)
    {
        var cut = new Dictionary<string, string>();
        foreach (var (name, text) in (details ?? cut).Take(MostDetails))
            cut[Cut(name, LongestName)!] = Cut(text, LongestDetail)!;
        return JsonSerializer.Serialize(cut);
    }

    // PostgreSQL's texts hold no zero character, and no half of a pair.
    private static string? Cut(string? text, int longest) => text is null
        ? null
        : Encoding.UTF8.GetString(Encoding.UTF8.GetBytes((text.Length > longest ? text[..longest] : text).Replace('\0', ' ')));
}
