namespace TalentRegistry.Domain.Duplicates;

/// <summary>
/// How far two records agree, field by field: the comparison vector γ of Fellegi and Sunter (1969), J. Am. Stat. Assoc. 64(328). One number, so that
/// millions of pairs can be counted by it.
/// </summary>
/// <param name="Packed">Four bits a field, in the order of <see cref="ComparedField"/>: 0 where it cannot be compared, else the level plus 1.</param>
public readonly record struct ComparisonVector(int Packed)
{
    /// <summary>How many fields are compared.</summary>
    public const int FieldCount = 6;

    /// <summary>How many levels each field has, in the order of <see cref="ComparedField"/>.</summary>
    public static IReadOnlyList<int> Levels { get; } = [7, 6, 2, 2, 2, 2];

    /// <summary>A vector of levels; null where a field cannot be compared.</summary>
    /// <param name="name">Of the names.</param>
    /// <param name="birth">Of the days of birth; null unless both are known.</param>
    /// <param name="birthYear">Whether the years are the same; null where the days say more.</param>
    /// <param name="sex">Whether the sex is the same.</param>
    /// <param name="homePlace">Whether the home place is the same; null where one is not known.</param>
    /// <param name="citizenId">Whether the citizen IDs are near to each other; null where one is not known.</param>
    public static ComparisonVector Of(NameAgreement name, BirthAgreement? birth, bool? birthYear, bool sex, bool? homePlace, bool? citizenId) => new(
        Part(ComparedField.Name, (int)name) | Part(ComparedField.Birth, (int?)birth) | Part(ComparedField.BirthYear, birthYear) | Part(ComparedField.Sex, sex)
        | Part(ComparedField.HomePlace, homePlace) | Part(ComparedField.CitizenId, citizenId));

    /// <summary>The level of a field, from 0, the least agreement; null where it cannot be compared.</summary>
    public int? this[ComparedField field] => ((Packed >> (4 * (int)field)) & 15) is > 0 and var level ? level - 1 : null;

    /// <summary>The same with another level of one field; null for one that cannot be compared.</summary>
    public ComparisonVector With(ComparedField field, int? level) => new((Packed & ~(15 << (4 * (int)field))) | Part(field, level));

    private static int Part(ComparedField field, int? level) => level is { } known ? (known + 1) << (4 * (int)field) : 0;

    private static int Part(ComparedField field, bool? agrees) => Part(field, agrees is { } known ? known ? 1 : 0 : null);
}
