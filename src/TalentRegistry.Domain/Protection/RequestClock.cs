namespace TalentRegistry.Domain.Protection;

/// <summary>
/// By when a request is to be answered (Decree 356/2025/ND-CP): a first reply within two days of work, the end within ten, fifteen or twenty days by what
/// is asked, and once longer by fifteen at most. A term begins on the day after and, where its last day is no day of work, ends with the next one that
/// is (Civil Code 2015, articles 147 and 148).
/// </summary>
/// <param name="ReplyDue">Last day for the first reply.</param>
/// <param name="FinishDue">Last day for the decision.</param>
public readonly record struct RequestClock(DateOnly ReplyDue, DateOnly FinishDue)
{
    /// <summary>Days of work until the first reply.</summary>
    public const int WorkingDaysToReply = 2;

    /// <summary>Days by which a request may be extended, once.</summary>
    public const int MostDaysOfExtension = 15;

    /// <summary>The terms of a request.</summary>
    /// <param name="kind">What is asked.</param>
    /// <param name="received">The day on which it came.</param>
    /// <param name="calendar">Which days are worked.</param>
    public static RequestClock Of(RequestKind kind, DateOnly received, WorkingCalendar calendar) =>
        new(calendar.After(received, WorkingDaysToReply), calendar.OnOrAfter(received.AddDays(DaysToFinish(kind))));

    /// <summary>Days within which what is asked is to be done: 20 where others who process the data must be told as well.</summary>
    public static int DaysToFinish(RequestKind kind) => kind switch
    {
        RequestKind.Access or RequestKind.Correction => 10,
        RequestKind.Restriction or RequestKind.Objection or RequestKind.Withdrawal => 15,
        RequestKind.Deletion => 20,
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "No such kind of request."),
    };

    /// <summary>The last day of an extended request.</summary>
    /// <param name="days">1 to <see cref="MostDaysOfExtension"/>.</param>
    /// <param name="calendar">Which days are worked.</param>
    /// <exception cref="ArgumentOutOfRangeException">It is longer, or no extension.</exception>
    public DateOnly Extended(int days, WorkingCalendar calendar) => days is >= 1 and <= MostDaysOfExtension
        ? calendar.OnOrAfter(FinishDue.AddDays(days))
        : throw new ArgumentOutOfRangeException(nameof(days), days, $"Must be 1 to {MostDaysOfExtension}.");
}
