using TalentRegistry.Domain.Dossiers;
using TalentRegistry.Data;

namespace TalentRegistry.Server.Audit;

/// <summary>What a request asked for by its key and was told not to find: it is not there, or its caller may not see it.</summary>
/// <param name="Operation">By what it was asked for, as "node" or "updateDegree".</param>
/// <param name="Table">Where it would be; null where it is known to lie outside the caller's scope.</param>
/// <param name="Key">Its key; null where no single record was named.</param>
internal sealed record UnseenRecord(string Operation, string? Table, Guid? Key);

/// <summary>Remembers, until a request has been answered, what it was told not to find, for <see cref="AuditTrail"/> to look into.</summary>
internal sealed class UnseenRecords(IHttpContextAccessor accessor)
{
    // As many as one request may ask for by their keys.
    private const int MostOfARequest = 500;

    /// <summary>A record of a dossier, or the person whose it is.</summary>
    public void Note(string operation, DossierPart part, Guid key) => Note(operation, $"registry.{SnakeCase.Of(part)}", key);

    /// <summary>Something else.</summary>
    public void Note(string operation, string? table, Guid? key)
    {
        // Fields of a query are resolved at the same time.
        if (accessor.HttpContext is { } http && ListOf(http) is { } noted)
        {
            lock (noted)
            {
                if (noted.Count < MostOfARequest)
                    noted.Add(new UnseenRecord(operation, table, key));
            }
        }
    }

    /// <summary>Remembers for a request from now on.</summary>
    public static void Begin(HttpContext http) => http.Items[typeof(UnseenRecords)] = new List<UnseenRecord>(0);

    /// <summary>What was noted.</summary>
    public static IReadOnlyList<UnseenRecord> Of(HttpContext http) => ListOf(http) ?? [];

    private static List<UnseenRecord>? ListOf(HttpContext http) => http.Items.TryGetValue(typeof(UnseenRecords), out var noted) ? noted as List<UnseenRecord> : null;
}
