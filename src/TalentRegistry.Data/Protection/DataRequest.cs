using TalentRegistry.Domain.Protection;

namespace TalentRegistry.Data.Protection;

/// <summary>The value that is to be corrected.</summary>
/// <param name="Record">Table of the record: person, degree, posting and so on.</param>
/// <param name="RecordId">Its key.</param>
/// <param name="Field">Its column.</param>
/// <param name="Wanted">What it should be, in the words of whoever asks; null where it should be empty.</param>
public sealed record RequestedCorrection(string Record, Guid RecordId, string Field, string? Wanted);

/// <summary>What somebody asks about their data.</summary>
/// <param name="Id">Its key.</param>
/// <param name="PersonId">Whose data: where dossiers were merged, the one that remained.</param>
/// <param name="PersonName">Name of that person; null where the record has gone.</param>
/// <param name="Kind">What is asked.</param>
/// <param name="State">How far it has come.</param>
/// <param name="ByOfficer">Whether an officer entered it, for a letter or a visit.</param>
/// <param name="ReceivedOn">The day on which it came.</param>
/// <param name="Words">In the person's words; null for none.</param>
/// <param name="Correction">Of a correction, which value; null where it is told in words alone.</param>
/// <param name="Clock">Its terms.</param>
/// <param name="RepliedOn">When the first reply was given.</param>
/// <param name="ExtendedTo">Last day, where it was extended.</param>
/// <param name="ExtensionReason">Why it was.</param>
/// <param name="DecidedOn">When it was done or refused.</param>
/// <param name="Decision">What was done, or why not.</param>
public sealed record DataRequest(
    Guid Id, Guid PersonId, string? PersonName, RequestKind Kind, RequestState State, bool ByOfficer, DateOnly ReceivedOn, string? Words,
    RequestedCorrection? Correction, RequestClock Clock, DateOnly? RepliedOn, DateOnly? ExtendedTo, string? ExtensionReason, DateOnly? DecidedOn, string? Decision)
{
    /// <summary>Whether that person's data may not be used at present (<see cref="Restriction"/>).</summary>
    public bool IsRestricted { get; init; }

    /// <summary>Whether something is to be done still.</summary>
    public bool IsOpen => State is RequestState.Received or RequestState.Replied;

    /// <summary>Last day for the decision.</summary>
    public DateOnly Due => ExtendedTo ?? Clock.FinishDue;

    /// <summary>Whether a term has passed, of the reply or of the decision.</summary>
    public bool IsOverdue(DateOnly today) => IsOpen && ((State == RequestState.Received && Clock.ReplyDue < today) || Due < today);
}

/// <summary>Data that may be kept but not used (hạn chế xử lý dữ liệu).</summary>
/// <param name="RequestId">The request by which it came.</param>
/// <param name="Since">First day.</param>
/// <param name="LiftedOn">The day on which it was ended; null while it holds.</param>
/// <param name="Lifting">The decision that ended it.</param>
public sealed record Restriction(Guid RequestId, DateOnly Since, DateOnly? LiftedOn, string? Lifting);

/// <summary>A step of a request.</summary>
/// <param name="At">When.</param>
/// <param name="Account">Who; null for readers who are not told.</param>
/// <param name="Role">Role of that account.</param>
/// <param name="Step">received, replied, extended, done, refused, taken_back or lifted.</param>
/// <param name="Note">What was said; null for nothing.</param>
public sealed record RequestStep(DateTimeOffset At, string? Account, string? Role, string Step, string? Note);

/// <summary>Reads of a person's record on a day.</summary>
/// <param name="Day">Which.</param>
/// <param name="Role">Role of who read.</param>
/// <param name="Purpose">Why.</param>
/// <param name="Times">How often.</param>
public sealed record ReadsOfADay(DateOnly Day, string Role, string Purpose, long Times);
