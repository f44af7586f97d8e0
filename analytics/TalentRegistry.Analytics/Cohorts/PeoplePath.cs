using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using TalentRegistry.Analytics.Randomness;

namespace TalentRegistry.Analytics.Cohorts;

/// <summary>
/// Follows everybody of a province through a draw: who was there when it begins, who is hired, and what the law says of when they retire. What comes
/// about before that is for <see cref="Walks"/>.
/// </summary>
internal sealed class PeoplePath
{
    // So that the people hired in a year never reach the numbers of the next year's.
    private const long NumbersPerYear = 1L << 40;

    private readonly Rates rates;
    private readonly int horizon;
    private readonly ProvinceAccount account;
    private readonly CumulativeRisks risks;
    private readonly Walks walks;
    private readonly Cell[] cells;
    private readonly CounterRandom[] hiring;
    private readonly double[] expected;
    private readonly double[] noneHired;
    private ProvincePeople province = null!;
    private int draw;

    public PeoplePath(Rates rates, int horizon, ProvinceAccount account, int mostCells)
    {
        (this.rates, this.horizon, this.account) = (rates, horizon, account);
        risks = new(horizon);
        walks = new(rates, horizon, account, risks, mostCells);
        (cells, hiring) = (new Cell[mostCells], new CounterRandom[mostCells]);
        (expected, noneHired) = (new double[YearsOf(horizon)], new double[YearsOf(horizon)]);
    }

    /// <summary>Begins a draw of a province.</summary>
    /// <param name="people">The province.</param>
    /// <param name="next">Number of the draw.</param>
    /// <param name="hiringKeys">Keys of its cells' hiring.</param>
    public void Open(ProvincePeople people, int next, ulong[] hiringKeys)
    {
        if (people != province)
            for (var place = 0; place < people.Cells.Length; place++) cells[place] = new(place, people.Kinds[place], rates.YearsLater(people.Cells[place]));
        (province, draw) = (people, next);
        risks.Fill(
            rates.ByAge.AsSpan(draw * CareerTable.AgeSlots, CareerTable.AgeSlots),
            rates.ByYear[province.Number].AsSpan(draw * (horizon + 1), horizon + 1));
        walks.Open(people, draw);
        for (var place = 0; place < province.Cells.Length; place++) hiring[place] = CounterRandom.Of(hiringKeys[place], draw);
    }

    /// <summary>Takes everybody who is under way to the end: only then is the account whole.</summary>
    public void Finish() => walks.Finish();

    // Compiled by itself, so that it is made fast while the draws go on.
    [MethodImpl(MethodImplOptions.NoInlining)]
    public void FollowStock(int place, ulong key)
    {
        var cell = cells[place];
        var random = CounterRandom.Of(key, draw);
        foreach (var person in province.PeopleAt(place))
        {
            var bits = new CauseBits(random);
            Follow(random, bits, cell, person, Vector256<float>.Zero, 0, bits.UniformAfter(0));
            random = random.At(Walks.NumbersPerPerson);
        }
    }

    /// <summary>Draws how many a cell hires in each year where hiring is a volume.</summary>
    /// <param name="place">Place of the cell.</param>
    /// <param name="mean">Expected a year, before the province's years.</param>
    /// <param name="counts">By year after the base year, the first at 0.</param>
    public void DrawVolume(int place, double mean, Span<int> counts)
    {
        var byYear = rates.RecruitsByYear[province.Number].AsSpan(draw * (horizon + 1), horizon + 1);
        for (var year = 1; year <= horizon; year++) expected[year - 1] = mean * byYear[year];
        rates.Hiring.ChancesOfNone(expected, noneHired);
        for (var year = 1; year <= horizon; year++)
            counts[year - 1] = rates.Hiring.Count(expected[year - 1], noneHired[year - 1], hiring[place].At(NumbersPerYear * year));
    }

    /// <summary>Follows people hired in a year.</summary>
    /// <param name="place">Place of the cell.</param>
    /// <param name="year">Year after the base year, from 1.</param>
    /// <param name="already">How many the cell has hired in the year before these.</param>
    /// <param name="count">How many.</param>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public void FollowRecruits(int place, int year, int already, int count)
    {
        if (count == 0) return;

        var cell = cells[place];
        var random = hiring[place].At(NumbersPerYear * year + Walks.NumbersPerPerson * (long)already);
        account.Recruit(place, year, count);
        for (var left = count; left > 0; left--)
        {
            random = random.At(Walks.NumbersPerPerson);
            Hire(random, cell, year);
        }
    }

    /// <summary>Recruits that levers add, each with random numbers of their own: they take nothing from the luck of the others.</summary>
    public void FollowExtra(int place, ulong key)
    {
        if (rates.ExtraRecruits(province.Cells[place]) is not { } extra) return;

        var cell = cells[place];
        var beside = CounterRandom.Of(key, draw);
        for (var year = 1; year <= horizon; year++)
        {
            var random = beside.At(NumbersPerYear * year);
            account.Recruit(place, year, extra[year]);
            for (var left = extra[year]; left > 0; left--)
            {
                random = random.At(Walks.NumbersPerPerson);
                Hire(random, cell, year);
            }
        }
    }

    private void Hire(CounterRandom random, Cell cell, int year)
    {
        var bits = new CauseBits(random);
        var slot = rates.RecruitAges.Slot(cell.Kind, bits.FirstBits(RecruitAges.Bits));
        var (sex, ageAtBase) = (slot / CareerTable.Ages, slot % CareerTable.Ages + CohortInput.MinAge - year);
        var person = new Person(CumulativeRisks.Birth(sex, ageAtBase, horizon), rates.Retirement.LawOf(sex, ageAtBase, month: 0));
        Follow(random, bits, cell, person, risks.ByMiddleOf(person.Birth, year), year, bits.UniformAfter(RecruitAges.Bits));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Follow(CounterRandom random, CauseBits bits, Cell cell, Person person, Vector256<float> from, int hired, double retirement) =>
        walks.Add(
            random, bits, cell.Place, person.Birth, from,
            rates.Retirement.YearOf(draw, cell.Kind, person.Law, Math.Max(1, hired), cell.YearsLater, retirement), hired > 0);

    // Whole vectors.
    private static int YearsOf(int horizon) => (horizon + 3) / 4 * 4;

    private readonly record struct Cell(int Place, int Kind, int YearsLater);
}
