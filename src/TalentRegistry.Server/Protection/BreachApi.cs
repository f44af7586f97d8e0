using System.Security.Claims;
using Npgsql;
using TalentRegistry.Data.Protection;
using TalentRegistry.GraphQL.TypeSystem;
using TalentRegistry.Server.Api;

namespace TalentRegistry.Server.Protection;

/// <summary>What is told of a breach of the protection of personal data.</summary>
/// <param name="FoundAt">When it was found: the 72 hours begin.</param>
/// <param name="What">What happened; 1 to 4000 characters, no names and no citizen IDs.</param>
/// <param name="HappenedAt">When it happened; null where that is not known.</param>
/// <param name="People">How many people's data; null while that is not known.</param>
/// <param name="Whose">Whose, in words.</param>
/// <param name="Fields">Which data, as "person.full_name".</param>
/// <param name="Consequence">What may come of it.</param>
/// <param name="Measures">What was done about it.</param>
/// <param name="NotifiedAt">When the authority was told; with the notice.</param>
/// <param name="Notice">Number and day of the letter, or how the authority was told.</param>
internal sealed record BreachInput(
    DateTimeOffset FoundAt, string What, DateTimeOffset? HappenedAt = null, int? People = null, string? Whose = null, IReadOnlyList<string>? Fields = null,
    string? Consequence = null, string? Measures = null, DateTimeOffset? NotifiedAt = null, string? Notice = null)
{
    public BreachFacts Facts() => new(FoundAt, HappenedAt, What, People, Whose, Fields ?? [], Consequence, Measures, NotifiedAt, Notice);
}

/// <summary>An entry of the register of breaches (sổ theo dõi vi phạm bảo vệ dữ liệu cá nhân).</summary>
internal sealed class BreachEntry(Breach breach, DateTimeOffset now)
{
    /// <summary>Its key.</summary>
    [ID]
    public Guid Id => breach.Id;

    /// <summary>Changes so far, from 1.</summary>
    public int Version => breach.Version;

    /// <summary>When it was found.</summary>
    public DateTimeOffset FoundAt => breach.Facts.FoundAt;

    /// <summary>When it happened; null where that is not known.</summary>
    public DateTimeOffset? HappenedAt => breach.Facts.HappenedAt;

    /// <summary>What happened.</summary>
    public string What => breach.Facts.What;

    /// <summary>How many people's data; null while that is not known.</summary>
    public int? People => breach.Facts.People;

    /// <summary>Whose, in words.</summary>
    public string? Whose => breach.Facts.Whose;

    /// <summary>Which data, as "person.full_name".</summary>
    public IReadOnlyList<string> Fields => breach.Facts.Fields;

    /// <summary>What may come of it.</summary>
    public string? Consequence => breach.Facts.Consequence;

    /// <summary>What was done about it.</summary>
    public string? Measures => breach.Facts.Measures;

    /// <summary>Until when the authority is to be told: 72 hours from discovery.</summary>
    public DateTimeOffset NotifyBy => breach.NotifyBy;

    /// <summary>When it was told; null while it was not.</summary>
    public DateTimeOffset? NotifiedAt => breach.Facts.NotifiedAt;

    /// <summary>By which letter, or how.</summary>
    public string? Notice => breach.Facts.Notice;

    /// <summary>Whether it was not told in time, or is not yet although the time is over.</summary>
    public bool IsOverdue => breach.IsLate(now);
}

/// <summary>The entry cannot be kept so.</summary>
internal sealed class BreachRefusedException(string message) : Exception(message);

/// <summary>The register of breaches.</summary>
[QueryType]
internal static class BreachQueries
{
    /// <summary>Breaches of the protection of personal data: those of which the authority is still to be told first, then newest first. For administrators and auditors.</summary>
    /// <param name="session">The transaction.</param>
    /// <param name="time">The clock.</param>
    /// <param name="user">Who asks.</param>
    /// <param name="cancellationToken">Ends the request.</param>
    /// <param name="overdueOnly">Only those whose 72 hours passed without a notice in time.</param>
    [Authorize(Policies.Breaches)]
    public static async Task<IReadOnlyList<BreachEntry>> GetBreaches(
        [Service] FieldSession session, [Service] TimeProvider time, ClaimsPrincipal user, CancellationToken cancellationToken, bool overdueOnly = false)
    {
        var now = time.GetUtcNow();
        var breaches = await (await session.OpenAsync(user, cancellationToken)).BreachesAsync(cancellationToken);
        return [.. breaches.Where(breach => !overdueOnly || breach.IsLate(now)).Select(breach => new BreachEntry(breach, now))];
    }
}

/// <summary>Entries of the register of breaches, by administrators; each is an event for the auditor.</summary>
[MutationType]
internal static class BreachMutations
{
    /// <summary>Enters a breach.</summary>
    [Authorize(Policies.KeepBreaches), UseMutationConvention(PayloadFieldName = "breach"), Error<BreachRefusedException>]
    public static Task<BreachEntry> RecordBreach(
        BreachInput input, [Service] FieldSession session, [Service] TimeProvider time, ClaimsPrincipal user, CancellationToken cancellationToken) =>
        KeptAsync(async () =>
        {
            var opened = await session.OpenAsync(user, cancellationToken);
            var id = await opened.EnterBreachAsync(Checked(input, time), cancellationToken);
            return new BreachEntry((await opened.BreachAsync(id, cancellationToken))!, time.GetUtcNow());
        });

    /// <summary>Replaces what is told of a breach; also that the authority was told.</summary>
    /// <param name="id">Which.</param>
    /// <param name="version">The version that was read.</param>
    /// <param name="facts">All that is told of it from now on.</param>
    /// <param name="session">The transaction.</param>
    /// <param name="time">The clock.</param>
    /// <param name="user">Who asks.</param>
    /// <param name="cancellationToken">Ends the request; nothing is written then.</param>
    [Authorize(Policies.KeepBreaches), UseMutationConvention(PayloadFieldName = "breach"), Error<BreachRefusedException>]
    public static Task<BreachEntry> ReviseBreach(
        [ID] Guid id, int version, BreachInput facts, [Service] FieldSession session, [Service] TimeProvider time, ClaimsPrincipal user, CancellationToken cancellationToken) =>
        KeptAsync(async () =>
        {
            var opened = await session.OpenAsync(user, cancellationToken);
            if (!await opened.ReviseBreachAsync(id, version, Checked(facts, time), cancellationToken))
                throw new BreachRefusedException("There is no such breach in that version: read it again.");
            return new BreachEntry((await opened.BreachAsync(id, cancellationToken))!, time.GetUtcNow());
        });

    private static BreachFacts Checked(BreachInput input, TimeProvider time) => input.FoundAt <= time.GetUtcNow()
        ? input.Facts()
        : throw new BreachRefusedException("A breach is entered when it has been found, not before.");

    // What contradicts itself, is too long or has a citizen ID in it is refused by the table.
    private static async Task<BreachEntry> KeptAsync(Func<Task<BreachEntry>> keep)
    {
        try
        {
            return await keep();
        }
        catch (PostgresException refused) when (refused.SqlState == PostgresErrorCodes.CheckViolation)
        {
            throw new BreachRefusedException(refused.ConstraintName switch
            {
                "breach_without_citizen_id" => "Write no citizen IDs into the register of breaches.",
                "breach_field" => "A field is none that is kept of people: name them as in /personal-data, as \"person.full_name\".",
                _ => "It happened before it was found, the authority was told after that and by a notice, and no text is empty or longer than 4000 characters.",
            });
        }
    }
}
