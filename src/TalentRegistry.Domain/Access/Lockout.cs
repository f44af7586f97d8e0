namespace TalentRegistry.Domain.Access;

/// <summary>
/// How long an account is locked after wrong passwords or codes in a row: not for the first four, then for a minute that doubles with each
/// further one, up to an hour. A guesser has about 30 attempts a day; the owner waits at most an hour.
/// </summary>
public static class Lockout
{
    /// <summary>The failure that locks first.</summary>
    public const int FirstLocking = 5;

    /// <summary>The longest lock.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromHours(1);

    /// <summary>After so long without a failure the count begins anew.</summary>
    public static readonly TimeSpan ForgottenAfter = TimeSpan.FromDays(1);

    /// <summary>How long the account is locked after so many failures (1 or more) in a row; zero for not at all.</summary>
    public static TimeSpan After(int failures) => failures < FirstLocking
        ? TimeSpan.Zero
        : TimeSpan.FromMinutes(Math.Min(Longest.TotalMinutes, Math.Pow(2, Math.Min(failures - FirstLocking, 10))));
}
