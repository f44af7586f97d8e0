using System.Globalization;
using TalentRegistry.Domain.People;

namespace TalentRegistry.Domain.Duplicates;

/// <summary>Compares two records.</summary>
public static class RecordComparison
{
    /// <summary>How far they agree; the same whichever comes first.</summary>
    /// <param name="one">One of the two.</param>
    /// <param name="other">The other.</param>
    /// <param name="words">Those of all names, by which a slip is told from another name; null to tell none.</param>
    public static ComparisonVector Compare(ComparedRecord one, ComparedRecord other, NameWords? words = null)
    {
        var birth = Births(one, other);
        return ComparisonVector.Of(
            Names(one, other, words),
            birth,
            birth is null ? one.BirthYear == other.BirthYear : null,
            one.Sex == other.Sex,
            one.HomeUnitId is { } home && other.HomeUnitId is { } otherHome ? home == otherHome : null,
            one.CitizenId is { } id && other.CitizenId is { } otherId ? IsNear(id.ToString(), otherId.ToString()) : null);
    }

    /// <summary>How far two names agree.</summary>
    /// <param name="one">One of the two.</param>
    /// <param name="other">The other.</param>
    /// <param name="words">Those of all names, by which a slip is told from another name; null to tell none.</param>
    public static NameAgreement Names(ComparedRecord one, ComparedRecord other, NameWords? words = null)
    {
        if (one.MarkedName == other.MarkedName)
            return NameAgreement.Exact;
        if (one.NameKey == other.NameKey)
            return one.MarkedKey == other.MarkedKey || one.HasNoMarks || other.HasNoMarks ? NameAgreement.Form : NameAgreement.Letters;

        var (first, second) = Rests(one.Words, other.Words);
        var shared = one.Words.Length - first.Count;
        var agreement = (first, second) switch
        {
            ([var word], [var otherWord]) when IsTypingError(word, otherWord) => NameAgreement.Close,
            ([var a, var b], [var c, var d]) when (IsTypingError(a, c) && IsTypingError(b, d)) || (IsTypingError(a, d) && IsTypingError(b, c)) => NameAgreement.Close,
            ([], [_]) or ([_], []) when shared >= 2 => NameAgreement.Close,
            ([var whole], [var c, var d]) when whole == c + d || whole == d + c => NameAgreement.Close,
            ([var a, var b], [var whole]) when whole == a + b || whole == b + a => NameAgreement.Close,
            ([_], [_]) when shared >= 2 => NameAgreement.Partial,
            _ => NameAgreement.Different,
        };
        return agreement == NameAgreement.Close && first.Count > 0 && second.Count > 0 && words is not null
            && (first.Exists(words.IsOdd) || second.Exists(words.IsOdd)) ? NameAgreement.Mistyped : agreement;
    }

    /// <summary>How far two days of birth agree; null unless both are known.</summary>
    /// <remarks>Who knows the year only often writes 1 January, which then says no more than the year.</remarks>
    public static BirthAgreement? Births(ComparedRecord one, ComparedRecord other)
    {
        if (one.DateOfBirth is not { } born || other.DateOfBirth is not { } otherBorn)
            return null;
        if (born == otherBorn)
            return BirthAgreement.Exact;
        if (IsFirstOfYear(born) || IsFirstOfYear(otherBorn))
            return null;
        if (born.Year == otherBorn.Year && born.Month == otherBorn.Day && born.Day == otherBorn.Month)
            return BirthAgreement.Swapped;
        var sameDay = born.Day == otherBorn.Day && born.Month == otherBorn.Month;
        if (sameDay && (one.CitizenId?.BirthYear == otherBorn.Year || other.CitizenId?.BirthYear == born.Year))
            return BirthAgreement.Swapped;
        if (IsNear(Digits(born), Digits(otherBorn)))
            return BirthAgreement.Close;
        if (born.Year != otherBorn.Year)
            return sameDay ? BirthAgreement.Part : BirthAgreement.Different;
        return born.Month == otherBorn.Month || born.Day == otherBorn.Day ? BirthAgreement.Part : BirthAgreement.Year;
    }

    // Words of each that the other has not; both lists are in order.
    private static (List<string> First, List<string> Second) Rests(string[] one, string[] other)
    {
        var (first, second) = (new List<string>(4), new List<string>(4));
        var (i, j) = (0, 0);
        while (i < one.Length || j < other.Length)
        {
            var order = i == one.Length ? 1 : j == other.Length ? -1 : string.CompareOrdinal(one[i], other[j]);
            if (order <= 0)
            {
                if (order < 0)
                    first.Add(one[i]);
                i++;
            }

            if (order >= 0)
            {
                if (order > 0)
                    second.Add(other[j]);
                j++;
            }
        }

        return (first, second);
    }

    // As the search of people: one error in a word, two in a long one. One-letter words have no typing errors that could be told.
    private static bool IsTypingError(string word, string other)
    {
        var longest = Math.Max(word.Length, other.Length);
        return longest > 2 && Errors(word, other, longest >= 6 ? 2 : 1) is not null;
    }

    /// <summary>Letters too many, missing, wrong or exchanged: optimal string alignment (Damerau 1964, Comm. ACM 7(3)); null where more than the most.</summary>
    internal static int? Errors(string one, string other, int most)
    {
        if (Math.Abs(one.Length - other.Length) > most)
            return null;

        var width = other.Length + 1;
        Span<int> distance = stackalloc int[(one.Length + 1) * width];
        for (var j = 0; j < width; j++)
            distance[j] = j;
        for (var i = 1; i <= one.Length; i++)
        {
            distance[i * width] = i;
            for (var j = 1; j < width; j++)
            {
                var here = distance[((i - 1) * width) + j - 1] + (one[i - 1] == other[j - 1] ? 0 : 1);
                here = Math.Min(here, Math.Min(distance[((i - 1) * width) + j], distance[(i * width) + j - 1]) + 1);
                if (i > 1 && j > 1 && one[i - 1] == other[j - 2] && one[i - 2] == other[j - 1])
                    here = Math.Min(here, distance[((i - 2) * width) + j - 2] + 1);
                distance[(i * width) + j] = here;
            }
        }

        return distance[^1] <= most ? distance[^1] : null;
    }

    // Digits of the same number: one wrong, or two neighbours exchanged.
    private static bool IsNear(ReadOnlySpan<char> one, ReadOnlySpan<char> other)
    {
        var first = one.CommonPrefixLength(other);
        if (first >= one.Length - 1)
            return true;
        return one[(first + 1)..].SequenceEqual(other[(first + 1)..])
            || (one[first] == other[first + 1] && one[first + 1] == other[first] && one[(first + 2)..].SequenceEqual(other[(first + 2)..]));
    }

    private static bool IsFirstOfYear(DateOnly day) => day is { Day: 1, Month: 1 };

    private static string Digits(DateOnly day) => day.ToString("yyyyMMdd", CultureInfo.InvariantCulture);
}
