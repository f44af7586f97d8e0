namespace TalentRegistry.Server.Pages.Models;

/// <summary>A form with all values of a record: a new one, or one whose values only make sense together.</summary>
/// <param name="Person">Whose record; null where the person is to be registered.</param>
/// <param name="Record">The record; of version 0 where it is new, without values then.</param>
/// <param name="IsDeath">Whether it is the day of death alone that is asked for.</param>
public sealed record RecordFormPage((Guid Id, string Name)? Person, EditedRecord Record, bool IsDeath = false);

/// <summary>An attempt that was refused.</summary>
/// <param name="Entered">What was entered, by column.</param>
/// <param name="Refused">Why not.</param>
public sealed record RecordRefused(IReadOnlyDictionary<string, string?> Entered, RestoreRefused Refused);
