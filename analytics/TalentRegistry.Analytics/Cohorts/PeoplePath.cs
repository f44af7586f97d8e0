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
    private const int YearBits = 40;
    private const long NumbersPerYear = 1L << YearBits;

    // Where the numbers of the first eight people of a year begin.
    private static readonly Vector256<long> FirstFour = Vector256.Create(1, 2, 3, 4) * (long)Walks.NumbersPerPerson;
    private const int Eight = 8;

    private readonly Rates rates;
    private readonly int horizon;
    private readonly ProvinceAccount account;
    private readonly CumulativeRisks risks;
    private readonly Walks walks;
    private readonly Cell[] cells;
    private readonly CounterRandom[] hiring;
    private readonly double[] expected;
    private readonly int[] drawn;
    private readonly long[] numbers = new long[128];
    private ProvincePeople province = null!;
    private int draw;

    public PeoplePath(Rates rates, int horizon, ProvinceAccount account, int mostCells)
    {
        (this.rates, this.horizon, this.account) = (rates, horizon, account);
        risks = new(horizon);
        walks = new(rates, horizon, account, risks, mostCells);
        (cells, hiring) = (new Cell[mostCells], new CounterRandom[mostCells]);
        (expected, drawn) = (new double[YearsOf(horizon)], new int[YearsOf(horizon)]);
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
        rates.Hiring.Counts(expected, drawn, hiring[place], NumbersPerYear);
        drawn.AsSpan(0, horizon).CopyTo(counts);
    }

    /// <summary>Follows people hired in all years, each as <see cref="FollowRecruits(int, int, int, int)"/> would, one after the other without asking whose year it is.</summary>
    /// <param name="place">Place of the cell.</param>
    /// <param name="counts">How many, by year after the base year, the first at 0.</param>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public void FollowRecruits(int place, ReadOnlySpan<int> counts)
    {
        var listed = 0;
        for (var year = 1; year <= counts.Length; year++)
        {
            var (left, number) = (counts[year - 1], NumbersPerYear * year);
            account.Recruit(place, year, left);
            // Eight are written in any case and as many count as there are: a year seldom has more.
            do
            {
                var four = FirstFour + Vector256.Create(number);
                four.CopyTo(numbers, listed);
                (four + Vector256.Create(4L * Walks.NumbersPerPerson)).CopyTo(numbers, listed + 4);
                listed += Math.Min(left, Eight);
                number += Eight * Walks.NumbersPerPerson;
                left -= Eight;
                if (listed > numbers.Length - Eight) HireListed(place, ref listed);
            }
            while (left > 0);
        }

        HireListed(place, ref listed);
    }

    private void HireListed(int place, ref int listed)
    {
        var (cell, random) = (cells[place], hiring[place]);
        foreach (var number in numbers.AsSpan(0, listed)) Hire(random.At(number), cell, (int)(number >> YearBits));
        listed = 0;
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
