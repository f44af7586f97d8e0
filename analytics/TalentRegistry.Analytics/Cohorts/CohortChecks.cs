namespace TalentRegistry.Analytics.Cohorts;

/// <summary>What the model asks of its input, each refusal with the value.</summary>
internal static class CohortChecks
{
    // A cell's account has sixteen bits a figure; this leaves as much again for growth.
    private const int MostPeople = 30_000;

    public static void Check(CohortSettings settings)
    {
        InRange(settings.HorizonInYears, 1, 40, nameof(settings.HorizonInYears));
        InRange(settings.Draws, 1, 10_000, nameof(settings.Draws));
        InRange(settings.RecruitmentYears, 1, 100, nameof(settings.RecruitmentYears));
        InRange(settings.MaxThreads ?? 1, 1, int.MaxValue, nameof(settings.MaxThreads));
        Check(settings.Levers);
    }

    public static void Check(IReadOnlyList<SupplyLever> levers)
    {
        foreach (var lever in levers)
        {
            InRange(lever.ExtraRecruits, 0, 5000, nameof(lever.ExtraRecruits));
            InRange(lever.ExtraRecruitsAfter, 0, 40, nameof(lever.ExtraRecruitsAfter));
            InRange(lever.YearsLater, -5, 5, nameof(lever.YearsLater));
            foreach (var factor in new[] { lever.Leaving, lever.Transferring, lever.Upgrading, lever.Recruits })
                if (factor is not (>= 0 and <= 10))
                    throw new ArgumentOutOfRangeException(nameof(levers), factor, $"A lever's factor must be 0 to 10, was {factor}.");
        }
    }

    public static void Check(CohortInput input)
    {
        var people = new Dictionary<CellKey, int>();
        foreach (var count in input.Stock)
        {
            InRange(count.People, 0, MostPeople, nameof(count.People), count.Cell);
            InRange(people[count.Cell] = people.GetValueOrDefault(count.Cell) + count.People, 0, MostPeople, nameof(count.People), count.Cell);
            InRange(count.BirthMonth, 0, 12, nameof(count.BirthMonth), count.Cell);
            HasProvince(input, count.Cell);
        }

        foreach (var count in input.History)
        {
            InRange(count.Year, input.BaseYear - 100, input.BaseYear, nameof(count.Year), count.Cell);
            if (!(count.PersonYears >= 0 && double.IsFinite(count.PersonYears)))
                throw new ArgumentException($"Person-years of {count.Cell} in {count.Year} must be 0 or more, were {count.PersonYears}.", nameof(input));
            if (Math.Min(Math.Min(count.Retirements, count.Leavers), Math.Min(Math.Min(count.Deaths, count.Transfers), Math.Min(count.Recruits, count.Upgrades))) < 0)
                throw new ArgumentException($"Events of {count.Cell} in {count.Year} must be 0 or more, were {count}.", nameof(input));
            HasProvince(input, count.Cell);
        }

        foreach (var upgrade in input.Upgrades)
            if (upgrade.To <= upgrade.From || upgrade.People < 0)
                throw new ArgumentException($"{upgrade} must reach a higher band, by 0 people or more.", nameof(input));

        foreach (var move in input.Moves)
        {
            InRange(move.Year, input.BaseYear - 100, input.BaseYear, nameof(move.Year), move.From);
            InRange(move.People, 0, MostPeople, nameof(move.People), move.From);
            HasProvince(input, move.From);
            HasProvince(input, move.To);
            if (input.ProvinceOf[move.From.UnitId] != input.ProvinceOf[move.To.UnitId])
                throw new ArgumentException($"A move from {move.From} to {move.To} leaves the province: it is a transfer and a recruit.", nameof(input));
        }
    }

    private static void HasProvince(CohortInput input, CellKey cell)
    {
        if (!input.ProvinceOf.ContainsKey(cell.UnitId))
            throw new ArgumentException($"Unit {cell.UnitId} has no province.", nameof(input));
    }

    private static void InRange(int value, int least, int most, string name, CellKey? cell = null)
    {
        if (value < least || value > most)
            throw new ArgumentOutOfRangeException(name, value, $"{name}{(cell is null ? "" : $" of {cell}")} must be {least} to {most}, was {value}.");
    }
}
