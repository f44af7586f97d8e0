using TalentRegistry.Domain.Agencies;
using TalentRegistry.Domain.Duties;
using TalentRegistry.Domain.Plans;

namespace TalentRegistry.Data.Views;

/// <summary>A duty of a plan: what a body has to do, by when, and how it is followed.</summary>
public sealed class DutyView
{
    /// <summary>Version of the plan.</summary>
    public long PlanId { get; private set; }

    /// <summary>Code of the plan, as DB.</summary>
    public string PlanCode { get; private set; } = "";

    /// <summary>Stable code, as DB-31.</summary>
    public string Code { get; private set; } = "";

    /// <summary>Place in the plan, from 1.</summary>
    public int Position { get; private set; }

    /// <summary>Section of the text.</summary>
    public string Section { get; private set; } = "";

    /// <summary>The sentence, word for word.</summary>
    public string Sentence { get; private set; } = "";

    /// <summary>What is to be done, in Vietnamese.</summary>
    public string MeaningVi { get; private set; } = "";

    /// <summary>What is to be done, in English.</summary>
    public string MeaningEn { get; private set; } = "";

    /// <summary>Lead agency (cơ quan chủ trì) as the text names it; null where it names none.</summary>
    public string? Lead { get; private set; }

    /// <summary>Year by which; null where the text does not say.</summary>
    public int? DueYear { get; private set; }

    /// <summary>First day that is too late: a date, or month-day of every year; null where the text does not say.</summary>
    public string? DueBefore { get; private set; }

    /// <summary>How often it comes round; null where it is due once.</summary>
    public Recurrence? Every { get; private set; }

    /// <summary>What shows that it was done, in Vietnamese.</summary>
    public string EvidenceVi { get; private set; } = "";

    /// <summary>What shows that it was done, in English.</summary>
    public string EvidenceEn { get; private set; } = "";

    /// <summary>Whether the version of the plan in force still has it; what was noted about one that has gone stays.</summary>
    public bool InForce { get; private set; }

    /// <summary>Whether the caller may see how it is followed: its text is public.</summary>
    public bool IsFollowed { get; private set; }

    /// <summary>The agency that answers for it today.</summary>
    public Guid? HolderId { get; private set; }

    /// <summary>
    /// The agency of the registry that answers for it today, the successor of the one named where that has ended; null where nobody was named, or the caller may
    /// not see how it is followed.
    /// </summary>
    public Agency? Holder { get; private set; }

    /// <summary>When it falls due, and where it stands: one for a single deadline, one a year for what comes round.</summary>
    public IReadOnlyList<DutyOccurrenceView> Occurrences { get; private set; } = [];

    /// <summary>What was noted about it.</summary>
    public IReadOnlyList<DutyNoteView> Notes { get; private set; } = [];
}

/// <summary>A duty in one year, or once where it falls due once.</summary>
public sealed class DutyOccurrenceView
{
    /// <summary>Code of the duty and the year.</summary>
    public string Id { get; private set; } = "";

    /// <summary>The duty.</summary>
    public string DutyCode { get; private set; } = "";

    /// <summary>The year it falls due in; 0 where it is due once or has no year.</summary>
    public int Year { get; private set; }

    /// <summary>Last day on time; null where the text sets none.</summary>
    public DateOnly? DueOn { get; private set; }

    /// <summary>The day from which it stands among what falls due: 20 days before the first that is too late, or as many as the plan's setting reminder-days says.</summary>
    public DateOnly? RemindOn { get; private set; }

    /// <summary>How far it has come, as noted last.</summary>
    public DutyStage Stage { get; private set; }

    /// <summary>Where it stands today.</summary>
    public DutyStatus Status { get; private set; }

    /// <summary>The day on which it was done; null where it is not.</summary>
    public DateOnly? DoneOn { get; private set; }

    /// <summary>How many notes there are: sent back with the next one, which is refused if another came first.</summary>
    public int Version { get; private set; }

    /// <summary>When the last note was written.</summary>
    public DateTimeOffset? NotedAt { get; private set; }

    /// <summary>How many documents show it.</summary>
    public long Evidence { get; private set; }
}

/// <summary>A note on the progress of a duty; never changed, only followed by others.</summary>
public sealed class DutyNoteView
{
    /// <summary>Identifier.</summary>
    public Guid Id { get; private set; }

    /// <summary>The duty.</summary>
    public string DutyCode { get; private set; } = "";

    /// <summary>The year it falls due in; 0 where it is due once or has no year.</summary>
    public int Year { get; private set; }

    /// <summary>When it was written.</summary>
    public DateTimeOffset At { get; private set; }

    /// <summary>Who wrote it, as shown at that time.</summary>
    public string? AccountName { get; private set; }

    /// <summary>How far the duty has come since.</summary>
    public DutyStage Stage { get; private set; }

    /// <summary>The day on which it was done; null where it is not.</summary>
    public DateOnly? DoneOn { get; private set; }

    /// <summary>What was done, or why it is not done any more.</summary>
    public string Words { get; private set; } = "";

    /// <summary>The note that this one takes back; null as a rule.</summary>
    public Guid? WithdrawsId { get; private set; }
}
