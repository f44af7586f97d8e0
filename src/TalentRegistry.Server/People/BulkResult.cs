using TalentRegistry.Data.Dossiers;
using TalentRegistry.Data.Views;
using TalentRegistry.Server.Pages.Models;

namespace TalentRegistry.Server.People;

/// <summary>One of the people of an action, and what it does to the dossier.</summary>
/// <param name="Id">Who.</param>
/// <param name="Name">Name.</param>
/// <param name="About">Year of birth and staff code.</param>
/// <param name="Changes">Records that it changes.</param>
/// <param name="Refusals">What rules say against it; none where it is done.</param>
public sealed record BulkPerson(Guid Id, string Name, string About, IReadOnlyList<BulkChange> Changes, IReadOnlyList<RuleBrokenException> Refusals);

/// <summary>A record that an action changes.</summary>
/// <param name="Kind">Added or changed.</param>
/// <param name="Record">Table of the record.</param>
/// <param name="Values">Its values before and after.</param>
public sealed record BulkChange(ChangeKind Kind, string Record, IReadOnlyList<ValueChange> Values);

/// <summary>What an action does, or would do.</summary>
/// <param name="People">By name.</param>
/// <param name="Names">What the codes in it mean.</param>
/// <param name="IsDone">Whether it was written.</param>
public sealed record BulkResult(IReadOnlyList<BulkPerson> People, ReferenceNames Names, bool IsDone)
{
    /// <summary>Whose dossiers it changes.</summary>
    public IEnumerable<BulkPerson> Taken => People.Where(person => person.Refusals.Count == 0);

    /// <summary>Whom rules hold back.</summary>
    public IEnumerable<BulkPerson> Held => People.Where(person => person.Refusals.Count > 0);
}

/// <summary>An action that was done.</summary>
/// <param name="At">When.</param>
/// <param name="Why">The reason that was given; null for none.</param>
/// <param name="Result">What it did.</param>
/// <param name="IsTakenBack">Whether it was taken back.</param>
public sealed record BulkDone(DateTimeOffset At, string? Why, BulkResult Result, bool IsTakenBack);
