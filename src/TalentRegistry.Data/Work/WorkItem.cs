namespace TalentRegistry.Data.Work;

/// <summary>Work that takes more than a moment.</summary>
public enum WorkKind
{
    /// <summary>Recomputing the forecast.</summary>
    Forecast,

    /// <summary>Taking in a file of people.</summary>
    Import,

    /// <summary>Looking for records that may be of one person.</summary>
    Duplicates,

    /// <summary>Walking along the chains that seal the logs.</summary>
    Verification,
}

/// <summary>How far it is.</summary>
public enum WorkState
{
    /// <summary>Under way.</summary>
    Running,

    /// <summary>Done, all of it.</summary>
    Finished,

    /// <summary>Ended by an error; nothing of it was kept.</summary>
    Failed,

    /// <summary>Ended because someone asked for it, or because the server stopped; nothing of it was kept.</summary>
    Cancelled,
}

/// <summary>A piece of work as it stands.</summary>
/// <param name="Id">Identifier.</param>
/// <param name="Kind">What is done.</param>
/// <param name="State">How far it is.</param>
/// <param name="Stage">What is being done just now, as a code of the kind's own.</param>
/// <param name="Done">Of <paramref name="Total"/>, in a unit of the kind's own.</param>
/// <param name="Total">0 while it is not known.</param>
/// <param name="Fault">What the requester may know of why it failed; null unless it did.</param>
/// <param name="StartedAt">When it began.</param>
/// <param name="ChangedAt">When it last changed.</param>
/// <param name="EndedAt">When it ended; null while it runs.</param>
public sealed record WorkItem(
    Guid Id, WorkKind Kind, WorkState State, string Stage, long Done, long Total, string? Fault,
    DateTimeOffset StartedAt, DateTimeOffset ChangedAt, DateTimeOffset? EndedAt);

/// <summary>A step of work under way.</summary>
/// <param name="Stage">What is being done, as a code of the kind's own.</param>
/// <param name="Done">Of <paramref name="Total"/>; 0 or more.</param>
/// <param name="Total">0 while it is not known.</param>
public readonly record struct WorkStep(string Stage, long Done, long Total);

/// <summary>Work of the kind is under way already, and there is one at a time.</summary>
public sealed class WorkUnderWayException(Guid id) : Exception($"Work {id} is under way.")
{
    /// <summary>The work that is under way.</summary>
    public Guid Id => id;
}

/// <summary>A failure that whoever asked for the work may read, where of any other they are told only that there was one.</summary>
public sealed class WorkFailedException(string message, Exception? cause = null) : Exception(message, cause);
