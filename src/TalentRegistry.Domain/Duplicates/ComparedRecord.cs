using System.Text;
using TalentRegistry.Domain.Names;
using TalentRegistry.Domain.People;

namespace TalentRegistry.Domain.Duplicates;

/// <summary>What of a record is compared, made ready once for the many comparisons that it goes into.</summary>
public sealed class ComparedRecord
{
    /// <param name="fullName">Full name, in any spelling.</param>
    /// <param name="dateOfBirth">Null where only the year is known.</param>
    /// <param name="birthYear">Year of birth.</param>
    /// <param name="sex">Sex as registered.</param>
    /// <param name="homeUnitId">Home place; null when unknown.</param>
    /// <param name="citizenId">Null when unknown.</param>
    public ComparedRecord(string fullName, DateOnly? dateOfBirth, int birthYear, Sex sex, string? homeUnitId, CitizenId? citizenId)
    {
        (DateOfBirth, BirthYear, Sex, HomeUnitId, CitizenId) = (dateOfBirth, birthYear, sex, homeUnitId, citizenId);
        MarkedName = VietnameseText.FoldKeepingAccents(fullName);
        Words = VietnameseText.Fold(fullName).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        Array.Sort(Words, StringComparer.Ordinal);
        NameKey = string.Join(' ', Words);
        var marked = MarkedName.Split(' ');
        Array.Sort(marked, StringComparer.Ordinal);
        MarkedKey = string.Join(' ', marked);
        HasNoMarks = Ascii.IsValid(MarkedName);
    }

    /// <summary>Day of birth; null where only the year is known.</summary>
    public DateOnly? DateOfBirth { get; }

    /// <summary>Year of birth.</summary>
    public int BirthYear { get; }

    /// <summary>Sex as registered.</summary>
    public Sex Sex { get; }

    /// <summary>Home place; null when unknown.</summary>
    public string? HomeUnitId { get; }

    /// <summary>Null when unknown.</summary>
    public CitizenId? CitizenId { get; }

    /// <summary>The words of the name without accents, in the order of the alphabet, a space between: the same for names that agree to the letter.</summary>
    public string NameKey { get; }

    /// <summary>The words of the name with every mark, in the order of the alphabet, a space between.</summary>
    public string MarkedKey { get; }

    internal string MarkedName { get; }

    internal bool HasNoMarks { get; }

    internal string[] Words { get; }
}
