using TalentRegistry.Data.Dossiers;

namespace TalentRegistry.Server.Pages.Models;

/// <summary>What restoring the state before a change would do.</summary>
/// <param name="Person">Whose record it is.</param>
/// <param name="Name">Name of the person.</param>
/// <param name="ChangeId">The change.</param>
/// <param name="Change">The change, without its values.</param>
/// <param name="Subject">Which degree or posting it was then; null for the person's own record.</param>
/// <param name="Version">Version of the record as it stands; null where it has been removed.</param>
/// <param name="Values">What differs: as it stands, and as it would be. Empty where nothing does.</param>
/// <param name="Names">What the codes in it mean.</param>
public sealed record RestorePage(
    Guid Person, string Name, long ChangeId, RecordChange Change, string? Subject, int? Version, IReadOnlyList<ValueChange> Values, ReferenceNames Names);

/// <summary>What became of an attempt to restore.</summary>
/// <param name="Refusals">What rules or the database said against it.</param>
/// <param name="Stale">Why it was not tried: the record had changed meanwhile.</param>
/// <param name="Reason">What was given as the reason.</param>
public sealed record RestoreRefused(IReadOnlyList<RuleBrokenException> Refusals, string? Stale, string? Reason);
