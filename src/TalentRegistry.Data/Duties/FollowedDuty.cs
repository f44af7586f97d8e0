using TalentRegistry.Domain.Duties;
using TalentRegistry.Domain.Plans;

namespace TalentRegistry.Data.Duties;

/// <summary>A plan whose duties are followed.</summary>
/// <param name="Code">Its code, as DB.</param>
/// <param name="Title">Its title.</param>
public sealed record FollowedPlan(string Code, Bilingual Title);

/// <summary>An agency as pages name it.</summary>
/// <param name="Id">Its key.</param>
/// <param name="Code">Its code.</param>
/// <param name="Name">Its name.</param>
/// <param name="HasEnded">Whether it has ended, and no single agency came after it: another is to be named.</param>
public sealed record DutyHolder(Guid Id, string Code, string Name, bool HasEnded);

/// <summary>A duty in one year, or once where it falls due once, as it stands on a day.</summary>
/// <param name="Code">The duty.</param>
/// <param name="PlanCode">Its plan.</param>
/// <param name="Section">Section of the text.</param>
/// <param name="Meaning">What is to be done.</param>
/// <param name="Lead">The lead agency as the text names it; null where it names none.</param>
/// <param name="InForce">Whether the version of the plan in force still has it.</param>
/// <param name="Holder">Who answers for it; null where nobody was named.</param>
/// <param name="Year">The year it falls due in; 0 where it is due once or has no year.</param>
/// <param name="DueOn">Last day on time; null where the text sets none.</param>
/// <param name="RemindOn">From when it stands among what falls due.</param>
/// <param name="Stage">As noted last.</param>
/// <param name="Status">Where it stands.</param>
/// <param name="DoneOn">When it was done.</param>
/// <param name="Version">How many notes there are.</param>
/// <param name="Evidence">How many documents.</param>
public sealed record FollowedDuty(
    string Code, string PlanCode, string Section, Bilingual Meaning, string? Lead, bool InForce, DutyHolder? Holder, int Year, DateOnly? DueOn, DateOnly? RemindOn,
    DutyStage Stage, DutyStatus Status, DateOnly? DoneOn, int Version, long Evidence)
{
    /// <summary>Whether something is to be done still.</summary>
    public bool IsOpen => Stage is DutyStage.NotBegun or DutyStage.UnderWay;

    /// <summary>Days until the last on time, negative once it has passed; null where there is none, or nothing is to be done.</summary>
    public int? DaysLeft(DateOnly today) => IsOpen && DueOn is { } due ? due.DayNumber - today.DayNumber : null;

    /// <summary>Whether it falls due soon: its day of reminder has come, and its last day has not passed.</summary>
    public bool IsComingUp(DateOnly today) => IsOpen && RemindOn <= today && DueOn >= today;
}

/// <summary>What a plan says of a duty.</summary>
/// <param name="Code">Its code.</param>
/// <param name="Plan">The plan.</param>
/// <param name="Section">Section of the text.</param>
/// <param name="Sentence">Word for word.</param>
/// <param name="Meaning">What is to be done.</param>
/// <param name="Lead">The lead agency as the text names it.</param>
/// <param name="Partners">Who takes part, as the text names them.</param>
/// <param name="Evidence">What shows that it was done.</param>
/// <param name="Every">How often it comes round.</param>
/// <param name="InForce">Whether the version of the plan in force still has it.</param>
public sealed record DutyText(
    string Code, FollowedPlan Plan, string Section, string Sentence, Bilingual Meaning, string? Lead, IReadOnlyList<string> Partners, Bilingual Evidence,
    Recurrence? Every, bool InForce);

/// <summary>Who was named to answer for a duty.</summary>
/// <param name="Number">From 1.</param>
/// <param name="Agency">Which agency; null where nobody answers any more.</param>
/// <param name="Officer">The officer, as shown at that time; null where none was named.</param>
/// <param name="From">From when.</param>
/// <param name="Why">Why; null where nothing was said.</param>
/// <param name="By">Who named it.</param>
public sealed record DutyOwner(int Number, string? Agency, string? Officer, DateOnly From, string? Why, string? By);

/// <summary>A note on the progress of a duty.</summary>
/// <param name="Id">Its key.</param>
/// <param name="Year">The year it is about, or 0.</param>
/// <param name="Number">From 1 in each year.</param>
/// <param name="At">When it was written.</param>
/// <param name="By">Who wrote it.</param>
/// <param name="Stage">How far the duty has come since.</param>
/// <param name="DoneOn">When it was done.</param>
/// <param name="Words">What was done.</param>
/// <param name="Withdraws">The note that it takes back; null as a rule.</param>
public sealed record DutyNote(Guid Id, int Year, int Number, DateTimeOffset At, string? By, DutyStage Stage, DateOnly? DoneOn, string Words, Guid? Withdraws);

/// <summary>A document that shows what was done.</summary>
/// <param name="Id">Its key.</param>
/// <param name="Year">The year it is about, or 0.</param>
/// <param name="Name">Name of the file.</param>
/// <param name="MediaType">What it is.</param>
/// <param name="Size">In bytes.</param>
/// <param name="Sha256">In hexadecimal digits.</param>
/// <param name="At">When it was added.</param>
/// <param name="By">Who added it.</param>
public sealed record DutyEvidence(Guid Id, int Year, string Name, string MediaType, int Size, string Sha256, DateTimeOffset At, string? By);

/// <summary>All that is shown of a duty.</summary>
/// <param name="Text">What the plan says.</param>
/// <param name="Occurrences">When it falls due, newest first.</param>
/// <param name="Owners">Who was named, newest first.</param>
/// <param name="Notes">Newest first.</param>
/// <param name="Evidence">Newest first.</param>
/// <param name="Reporters">The agencies that answer for themselves, each in each year; empty where one agency answers alone.</param>
/// <param name="ReportersVersion">How many times such agencies were named.</param>
/// <param name="IsKept">Whether the caller gathers notes on the whole duty, and does not only answer for an agency.</param>
public sealed record DutyDossier(
    DutyText Text, IReadOnlyList<FollowedDuty> Occurrences, IReadOnlyList<DutyOwner> Owners, IReadOnlyList<DutyNote> Notes, IReadOnlyList<DutyEvidence> Evidence,
    IReadOnlyList<DutyReporter> Reporters, int ReportersVersion, bool IsKept);
