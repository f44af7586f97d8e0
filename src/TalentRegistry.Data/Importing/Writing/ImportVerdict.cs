using TalentRegistry.Domain.Plans;

namespace TalentRegistry.Data.Importing.Writing;

/// <summary>What of a list is written.</summary>
public enum ImportMode
{
    /// <summary>New people are added, known ones corrected.</summary>
    InsertOrUpdate,

    /// <summary>New people only.</summary>
    Insert,

    /// <summary>Known people only.</summary>
    Update,
}

/// <summary>What a row of a list means to the registry.</summary>
public enum ImportVerdictKind
{
    /// <summary>A person whom the officer's agencies do not keep yet.</summary>
    New,

    /// <summary>A known person, of whom the list tells something else or more.</summary>
    Changed,

    /// <summary>A known person, nothing new.</summary>
    Unchanged,

    /// <summary>Somebody like this is known, and nothing says for certain that it is the same person: not written.</summary>
    Doubtful,

    /// <summary>It contradicts the registry: not written.</summary>
    Refused,

    /// <summary>New or changed, but the mode leaves such rows out.</summary>
    LeftOut,

    /// <summary>New or changed, but rules warn of something that the officer has not confirmed: not written.</summary>
    Unconfirmed,
}

/// <summary>One value that a row changes.</summary>
/// <param name="Record">Which record: person, degree, posting, certificate, academic_title or award.</param>
/// <param name="Field">Column; null where a whole record is added, told in <paramref name="After"/>.</param>
/// <param name="Before">The value that is kept now; null for none.</param>
/// <param name="After">The value that the list tells. Of a citizen ID only that there is one.</param>
public sealed record ImportDifference(string Record, string? Field, string? Before, string? After)
{
    /// <summary>Name behind the code or key that is kept now; null where it is none.</summary>
    public Bilingual? BeforeName { get; init; }

    /// <summary>Name behind the code or key that the list tells; null where it is none.</summary>
    public Bilingual? AfterName { get; init; }
}

/// <summary>A row held against the registry.</summary>
/// <param name="Row">Row of the sheet, from 1.</param>
/// <param name="Kind">What it means.</param>
/// <param name="PersonId">The person it is about, or is like; null for a new one.</param>
/// <param name="FullName">Name as the list has it. Personal data: not for logs.</param>
/// <param name="Problem">Why it is not written; null where it may be.</param>
/// <param name="Differences">What it changes, in the order person, degrees, posting.</param>
/// <param name="Alike">Whom it may be about, the likeliest first: where that is doubtful, or was until an officer decided it.</param>
public sealed record ImportVerdict(
    int Row, ImportVerdictKind Kind, Guid? PersonId, string FullName, ProblemKind? Problem, IReadOnlyList<ImportDifference> Differences,
    IReadOnlyList<ImportLikeness> Alike)
{
    /// <summary>What rules of dossiers say of what the row brings.</summary>
    public IReadOnlyList<ImportProblem> Findings { get; init; } = [];

    /// <summary>All that keeps it from being written; none where it is.</summary>
    public IEnumerable<ImportProblem> Held => Problem is { } problem ? [problem.OfRow(Row)] : Kind is ImportVerdictKind.Refused or ImportVerdictKind.Unconfirmed ? Findings : [];
}

/// <summary>What rules warn of in a list, to be confirmed once for all its rows.</summary>
/// <param name="Code">Code of the rule.</param>
/// <param name="Example">What it says of one of the rows.</param>
/// <param name="Rows">How many rows it is said of.</param>
/// <param name="IsConfirmed">Whether the officer has confirmed it.</param>
public sealed record ImportWarning(string Code, Bilingual Example, int Rows, bool IsConfirmed);

/// <summary>A known person whom a row may be about.</summary>
/// <param name="PersonId">Who.</param>
/// <param name="FullName">Name as it is kept. Personal data: not for logs.</param>
/// <param name="Born">Day of birth, or year where only that is known.</param>
/// <param name="Agency">Name of the agency that keeps the dossier.</param>
/// <param name="StaffCode">Staff code; null where there is none.</param>
public sealed record ImportLikeness(Guid PersonId, string FullName, string Born, string Agency, string? StaffCode)
{
    /// <summary>That the row is about this person, 0 to 1, by the weights of duplicates.</summary>
    public double Probability { get; init; }
}

/// <summary>How many rows mean what. Together with <see cref="Rejected"/> they are all people of the list.</summary>
/// <param name="New">New people.</param>
/// <param name="Changed">Known people who change.</param>
/// <param name="Unchanged">Known people who do not.</param>
/// <param name="Doubtful">Likely doubles, not written.</param>
/// <param name="Refused">Rows that contradict the registry, not written.</param>
/// <param name="LeftOut">Rows that the mode leaves out.</param>
/// <param name="Rejected">Rows that were already rejected when they were read.</param>
public sealed record ImportCounts(int New, int Changed, int Unchanged, int Doubtful, int Refused, int LeftOut, int Rejected)
{
    /// <summary>Rows held back until warnings are confirmed, not written.</summary>
    public int Unconfirmed { get; init; }

    /// <summary>Rows that are not written and come back to be corrected or decided.</summary>
    public int NotTaken => Doubtful + Refused + Rejected + Unconfirmed;
}

/// <summary>An import that was committed.</summary>
/// <param name="Id">Its identifier, by which it is undone; null where it changed nothing and left no trace.</param>
/// <param name="Counts">What its rows meant.</param>
public sealed record CommittedImport(Guid? Id, ImportCounts Counts);
