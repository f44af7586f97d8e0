namespace TalentRegistry.Domain.Dates;

/// <summary>
/// The day and the hour in Viet Nam, which has kept UTC+7 without summer time since 1975: wherever the server stands, a day of the registry is a
/// day there (docs/decisions/0020).
/// </summary>
public static class VietnamTime
{
    /// <summary>The same zone as PostgreSQL names it, for what it takes as the current date.</summary>
    public const string PostgresZone = "Asia/Ho_Chi_Minh";

    private static readonly TimeSpan Offset = TimeSpan.FromHours(7);

    /// <summary>Today.</summary>
    public static DateOnly Today(TimeProvider clock) => DateOnly.FromDateTime(At(clock.GetUtcNow()).DateTime);

    /// <summary>The first moment of a day in Viet Nam.</summary>
    public static DateTimeOffset Begin(DateOnly day) => new(day.ToDateTime(TimeOnly.MinValue), Offset);

    /// <summary>A moment by the clock in Viet Nam.</summary>
    public static DateTimeOffset At(DateTimeOffset moment) => moment.ToOffset(Offset);
}
