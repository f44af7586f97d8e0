namespace TalentRegistry.Analytics.Cohorts;

/// <summary>People of one sex, age and month of birth (0 where not known) in a cell.</summary>
internal readonly record struct Cohort(int Sex, int Age, int Month, int People);

/// <summary>The cells of one unit, sector and profession, by band: what one thread simulates at a time.</summary>
/// <param name="Cells">Number of each band's cell; -1 where there is none.</param>
/// <param name="Cohorts">Today's people by band, ordered by sex and age.</param>
internal sealed record Group(int[] Cells, Cohort[][] Cohorts)
{
    // January to December, and not known.
    private const int Months = 13;

    /// <summary>Province of the cells.</summary>
    public int Province(CareerTable table) => table.ProvinceOf[table.UnitOf[Cells.First(cell => cell >= 0)]];

    public static Group[] Of(CohortInput input, CareerTable table)
    {
        var people = new SortedDictionary<int, int>?[table.Cells.Count];
        foreach (var count in input.Stock)
        {
            var (bySlot, slot) = (people[table.CellAt(count.Cell)] ??= [], CareerTable.Slot(count.Sex, count.Age) * Months + count.BirthMonth);
            bySlot[slot] = bySlot.GetValueOrDefault(slot) + count.People;
        }

        return
        [
            .. Enumerable.Range(0, table.Cells.Count)
                .GroupBy(cell => (table.Cells[cell].UnitId, table.Cells[cell].SectorCode, table.Cells[cell].ProfessionCode))
                .Select(group => Of([.. group], people, table))
        ];
    }

    private static Group Of(int[] cells, SortedDictionary<int, int>?[] people, CareerTable table)
    {
        var group = new Group(new int[GroupAccount.Bands], new Cohort[GroupAccount.Bands][]);
        Array.Fill(group.Cells, -1);
        Array.Fill(group.Cohorts, []);
        foreach (var cell in cells)
        {
            var band = (int)table.Cells[cell].Band;
            group.Cells[band] = cell;
            group.Cohorts[band] =
                [.. (people[cell] ?? []).Select(slot => new Cohort(
                    slot.Key / Months / CareerTable.Ages, slot.Key / Months % CareerTable.Ages + CohortInput.MinAge, slot.Key % Months, slot.Value))];
        }

        return group;
    }
}
