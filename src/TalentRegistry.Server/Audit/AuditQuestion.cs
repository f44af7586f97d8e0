using System.Globalization;
using TalentRegistry.Data;
using TalentRegistry.Data.Access;

namespace TalentRegistry.Server.Audit;

/// <summary>How what an entry tells of has ended.</summary>
public enum AuditOutcome
{
    /// <summary>It was done.</summary>
    Done,

    /// <summary>It was refused, or held back.</summary>
    Refused,

    /// <summary>A log does not hold.</summary>
    Broken,
}

/// <summary>What of the logs is to be listed.</summary>
/// <param name="Kind">"read", "change", or a kind of event in small letters; null for all.</param>
/// <param name="Account">Who did it; null for everybody.</param>
/// <param name="From">From this moment on; null from the first of all.</param>
/// <param name="Until">Before this moment; null until now.</param>
/// <param name="Door">The door, as it is written; null for all.</param>
/// <param name="About">Key of a person or an account, or another subject as it is written; null for all.</param>
/// <param name="Outcome">What has ended so; null for all.</param>
public sealed record AuditQuestion(string? Kind, Guid? Account, DateTimeOffset? From, DateTimeOffset? Until, string? Door, string? About, AuditOutcome? Outcome = null)
{
    private static readonly AuditKind[] Refusals = [AuditKind.FailedSignIn, AuditKind.Lockout, AuditKind.Refusal, AuditKind.Throttled];

    /// <summary>Reads of people.</summary>
    public const string Read = "read";

    /// <summary>Changes of people, degrees, postings, agencies.</summary>
    public const string Change = "change";

    /// <summary>All kinds.</summary>
    public static IReadOnlyList<string> Kinds { get; } = [Read, Change, .. Enum.GetValues<AuditKind>().Select(SnakeCase.Of)];

    /// <summary>How entries of a kind have ended.</summary>
    public static AuditOutcome OutcomeOf(string kind) =>
        kind == SnakeCase.Of(AuditKind.ChainBroken) ? AuditOutcome.Broken
        : Refusals.Any(refusal => SnakeCase.Of(refusal) == kind) ? AuditOutcome.Refused
        : AuditOutcome.Done;

    /// <summary>Whether entries of a kind are asked for.</summary>
    public bool Wants(string kind) => (Kind is null || Kind == kind) && (Outcome is null || OutcomeOf(kind) == Outcome);
}

/// <summary>A place in the list, the newest first: what stands after it is older.</summary>
/// <param name="At">When.</param>
/// <param name="Source">Of which log: 1 changes, 2 reads, 3 events.</param>
/// <param name="Id">Its key there.</param>
public sealed record AuditCursor(DateTime At, int Source, long Id)
{
    /// <summary>Reads a cursor; null where it is none.</summary>
    public static AuditCursor? Parse(string? text) =>
        text?.Split('-') is [var at, var source, var id]
        && long.TryParse(at, NumberStyles.None, CultureInfo.InvariantCulture, out var ticks) && ticks <= DateTime.MaxValue.Ticks
        && int.TryParse(source, NumberStyles.None, CultureInfo.InvariantCulture, out var log) && long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var key)
            ? new AuditCursor(new DateTime(ticks, DateTimeKind.Utc), log, key)
            : null;

    /// <summary>As it stands in an address.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{At.Ticks}-{Source}-{Id}");
}

/// <summary>An entry of one of the logs.</summary>
/// <param name="Place">Where it stands.</param>
/// <param name="Kind">See <see cref="AuditQuestion.Kind"/>.</param>
/// <param name="AccountId">Who; null for the server itself and for visitors.</param>
/// <param name="Account">Their sign-in name, or what the server did.</param>
/// <param name="Role">Their role at that time.</param>
/// <param name="Door">Where it came in.</param>
/// <param name="Address">IP address; null where it was not kept.</param>
/// <param name="Subject">What it was about: keys, never names of people. Of a read the first few people.</param>
/// <param name="People">How many people it was about, where that is known; else 0.</param>
/// <param name="Details">Purpose of a read, kind of a change, details of an event as JSON.</param>
public sealed record AuditEntry(
    AuditCursor Place, string Kind, Guid? AccountId, string? Account, string? Role, string? Door, string? Address, string? Subject, int People, string? Details);
