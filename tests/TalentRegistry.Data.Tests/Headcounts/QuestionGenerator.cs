using TalentRegistry.Data.Headcounts;
using TalentRegistry.Domain.Agencies;
using TalentRegistry.Domain.Careers;
using TalentRegistry.Domain.People;
using TalentRegistry.Domain.Plans;

namespace TalentRegistry.Data.Tests.Headcounts;

/// <summary>Questions of every kind: any three dimensions, any day of thirty years, both maps, every part of the filter.</summary>
internal sealed class QuestionGenerator(Random random)
{
    private static readonly DateOnly LastDistrictDay = new(2025, 6, 30);
    private static readonly HeadcountDimension[] Dimensions = Enum.GetValues<HeadcountDimension>();

    public HeadcountQuestion Next()
    {
        var by = random.GetItems(Dimensions, random.Next(4)).Distinct().ToList();
        var day = new DateOnly(2023, 1, 1).AddDays(random.Next(5 * 365));
        if (random.Next(4) == 0)
            day = new DateOnly(random.Next(1995, 2028), 12, 31);
        var filter = new HeadcountFilter
        {
            Units = Sometimes<IReadOnlyList<string>>(["P11"], ["D094", "D096"], ["P11", "D094"]) ?? [],
            Sexes = Sometimes<IReadOnlyList<Sex>>([Sex.Female]) ?? [],
            EthnicGroups = random.Next(8) == 0 ? ["01", "02"] : [],
            AgeAtLeast = random.Next(3) == 0 ? random.Next(20, 70) / (random.Next(2) == 0 ? 1 : 5) * 5 % 71 : null,
            People = PeopleFilter.Everyone with
            {
                Professions = Sometimes<IReadOnlyList<string>>(["doctor", "lawyer"]) ?? [],
                Sectors = Sometimes<IReadOnlyList<string>>(["STATE", "HEALTH"]) ?? [],
                DegreeLevelAtLeast = Sometimes("E40", "E50"),
                AgeUnder = random.Next(4) == 0 ? random.Next(5, 14) * 5 + (random.Next(2) * 3) : null,
                LeadershipRankAtLeast = random.Next(6) == 0 ? LeadershipRank.DivisionHead : null,
                EmploymentKinds = Sometimes<IReadOnlyList<EmploymentKind>>([EmploymentKind.Cadre, EmploymentKind.Contract]) ?? [],
                GovernmentLevels = Sometimes<IReadOnlyList<GovernmentLevel>>([GovernmentLevel.Province]) ?? [],
            },
        };
        var oldMap = filter.Units.Count > 0 || by.Contains(HeadcountDimension.District) || random.Next(2) == 0;
        return new HeadcountQuestion(filter, by, day, oldMap ? LastDistrictDay : day);
    }

    private T? Sometimes<T>(params T[] values) => random.Next(5) == 0 ? values[random.Next(values.Length)] : default;
}
