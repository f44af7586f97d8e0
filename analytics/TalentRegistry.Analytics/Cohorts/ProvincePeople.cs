namespace TalentRegistry.Analytics.Cohorts;

/// <summary>Somebody at work, by what decides their rates and their retirement.</summary>
/// <param name="Birth">Sex and year of birth, as <see cref="CumulativeRisks"/> counts them.</param>
/// <param name="Law">Sex, year and month of birth, as <see cref="RetirementDraws"/> counts them.</param>
internal readonly record struct Person(int Birth, int Law);

/// <summary>
/// The cells of a province with today's people. Nobody moves out of a province, so each of its draws is simulated by itself. A cell's place in the list numbers it
/// within the province.
/// </summary>
internal sealed class ProvincePeople
{
    // January to December, and not known.
    private const int Months = 13;
    private readonly Person[] people;
    private readonly int[] first;
    private readonly int[] places;

    private ProvincePeople(int number, int[] cells, IEnumerable<Person[]> ofCells, CareerTable table)
    {
        (Number, Cells) = (number, cells);
        var all = ofCells.ToList();
        people = [.. all.SelectMany(ofCell => ofCell)];
        first = new int[cells.Length + 1];
        places = new int[cells[^1] - cells[0] + 1];
        for (var place = 0; place < cells.Length; place++)
        {
            first[place + 1] = first[place] + all[place].Length;
            places[cells[place] - cells[0]] = place;
        }

        Kinds = Array.ConvertAll(cells, cell => table.KindOf[cell]);
        Above = [.. cells.SelectMany(cell => Enumerable.Range(0, Studies.Bands).Select(band => table.Above[cell * Studies.Bands + band] is >= 0 and var above ? PlaceOf(above) : -1))];
    }

    /// <summary>Number of the province.</summary>
    public int Number { get; }

    /// <summary>Numbers of its cells, ascending.</summary>
    public int[] Cells { get; }

    /// <summary>By place.</summary>
    public int[] Kinds { get; }

    /// <summary>By place and band, that of the cell of the same people with that degree; -1 where the band is not above theirs.</summary>
    public int[] Above { get; }

    /// <summary>Who works in a cell today, ordered by sex, age and month of birth.</summary>
    public ReadOnlySpan<Person> PeopleAt(int place) => people.AsSpan(first[place]..first[place + 1]);

    /// <summary>The place of one of the province's cells.</summary>
    public int PlaceOf(int cell) => places[cell - Cells[0]];

    /// <summary>All provinces.</summary>
    public static ProvincePeople[] Of(CohortInput input, CareerTable table, RetirementDraws retirement, int horizon)
    {
        var counts = new SortedDictionary<int, int>?[table.Cells.Count];
        foreach (var count in input.Stock)
        {
            var (bySlot, slot) = (counts[table.CellAt(count.Cell)] ??= [], CareerTable.Slot(count.Sex, count.Age) * Months + count.BirthMonth);
            bySlot[slot] = bySlot.GetValueOrDefault(slot) + count.People;
        }

        return
        [
            .. Enumerable.Range(0, table.Cells.Count)
                .GroupBy(cell => table.ProvinceOf[table.UnitOf[cell]])
                .Select(province => new ProvincePeople(province.Key, [.. province], province.Select(cell => Listed(counts[cell], retirement, horizon)), table)),
        ];
    }

    private static Person[] Listed(SortedDictionary<int, int>? counts, RetirementDraws retirement, int horizon) =>
        [.. (counts ?? []).SelectMany(count => Enumerable.Repeat(
            Of(count.Key / Months / CareerTable.Ages, count.Key / Months % CareerTable.Ages + CohortInput.MinAge, count.Key % Months, retirement, horizon), count.Value))];

    private static Person Of(int sex, int age, int month, RetirementDraws retirement, int horizon) =>
        new(CumulativeRisks.Birth(sex, age, horizon), retirement.LawOf(sex, age, month));
}
