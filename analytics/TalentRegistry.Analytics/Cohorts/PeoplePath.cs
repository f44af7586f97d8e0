using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using TalentRegistry.Analytics.Randomness;

namespace TalentRegistry.Analytics.Cohorts;

/// <summary>
/// Follows everybody of a province through a draw, from event to event. Each cause has an exponential number of its own for each person,
/// and whose is reached first comes about (Gillespie 1977, first reaction): a lever on one cause leaves the others' times as they
/// are. Of each number first sixteen bits are drawn, which show that most are not reached before retirement or the horizon; only where one may be are
/// logarithms taken, of all causes side by side.
/// </summary>
internal sealed class PeoplePath(Rates rates, int horizon, ProvinceAccount account, int mostCells)
{
    // Two for the first sixteen bits of each cause, two for sixteen more, three for where to go, one for what comes after.
    private const int NumbersPerPerson = 16;
    private const int OtherBits = 2;
    private const int WhereTo = 8;
    private const int AfterEvent = 15;

    // So that the people hired in a year never reach the numbers of the next year's.
    private const long NumbersPerYear = 1L << 40;
    private const float Coarse = 1 << 16;

    // A trifle more than that, for what rounding takes away: whoever is passed over here is not looked at again.
    private const float Screen = Coarse * 1.000001f;

    // The causes after which somebody is still there; those before them end the walk.
    private const int Upgrading = 3;
    private const int Moving = 4;

    private static ReadOnlySpan<SupplyFlow> Exits => [SupplyFlow.Leavers, SupplyFlow.TransfersOut, SupplyFlow.Deaths];

    private readonly CumulativeRisks risks = new(horizon);
    private readonly float[] multipliers = new float[mostCells * CumulativeRisks.Lanes];
    private readonly Cell[] cells = new Cell[mostCells];
    private readonly CounterRandom[] hiring = new CounterRandom[mostCells];
    private readonly RetirementDraws retirements = rates.Retirement;
    private readonly double[] expected = new double[YearsOf(horizon)];
    private readonly double[] noneHired = new double[YearsOf(horizon)];
    private ProvincePeople province = null!;
    private int draw;

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
        for (var place = 0; place < province.Cells.Length; place++)
        {
            rates.MultipliersOf(province.Cells[place], draw).ToVector().CopyTo(multipliers, place * CumulativeRisks.Lanes);
            hiring[place] = CounterRandom.Of(hiringKeys[place], draw);
        }
    }

    // Compiled by itself, so that it is made fast while the draws go on.
    [MethodImpl(MethodImplOptions.NoInlining)]
    public void FollowStock(int place, ulong key)
    {
        var (cell, multiplier) = (cells[place], MultiplierOf(place));
        var random = CounterRandom.Of(key, draw);
        foreach (var person in province.PeopleAt(place))
        {
            var parts = new Parts(random);
            Follow(random, parts, cell, multiplier, person, Vector256<float>.Zero, 0, parts.UniformAfter(0));
            random = random.At(NumbersPerPerson);
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

        var (cell, multiplier) = (cells[place], MultiplierOf(place));
        var random = hiring[place].At(NumbersPerYear * year + NumbersPerPerson * (long)already);
        account.Recruit(place, year, count);
        for (var left = count; left > 0; left--)
        {
            random = random.At(NumbersPerPerson);
            Hire(random, cell, multiplier, year);
        }
    }

    /// <summary>Recruits that levers add, each with random numbers of their own: they take nothing from the luck of the others.</summary>
    public void FollowExtra(int place, ulong key)
    {
        if (rates.ExtraRecruits(province.Cells[place]) is not { } extra) return;

        var (cell, multiplier) = (cells[place], MultiplierOf(place));
        var beside = CounterRandom.Of(key, draw);
        for (var year = 1; year <= horizon; year++)
        {
            var random = beside.At(NumbersPerYear * year);
            account.Recruit(place, year, extra[year]);
            for (var left = extra[year]; left > 0; left--)
            {
                random = random.At(NumbersPerPerson);
                Hire(random, cell, multiplier, year);
            }
        }
    }

    private void Hire(CounterRandom random, Cell cell, Vector256<float> multiplier, int year)
    {
        var parts = new Parts(random);
        var slot = rates.RecruitAges.Slot(cell.Kind, parts.FirstBits(RecruitAges.Bits));
        var (sex, ageAtBase) = (slot / CareerTable.Ages, slot % CareerTable.Ages + CohortInput.MinAge - year);
        var person = new Person(CumulativeRisks.Birth(sex, ageAtBase, horizon), rates.Retirement.LawOf(sex, ageAtBase, month: 0));
        Follow(random, parts, cell, multiplier, person, risks.ByMiddleOf(person.Birth, year), year, parts.UniformAfter(RecruitAges.Bits));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Follow(
        CounterRandom random, Parts parts, Cell cell, Vector256<float> multiplier, Person person, Vector256<float> from, int hired, double retirement)
    {
        var retires = retirements.YearOf(draw, cell.Kind, person.Law, Math.Max(1, hired), cell.YearsLater, retirement);
        // Retired in mid-year on average.
        var end = retires <= horizon ? risks.ByMiddleOf(person.Birth, retires) : risks.By(person.Birth, horizon);
        var reached = parts.Below((end - from) * multiplier);
        if (reached != 0)
            Walk(random, parts, reached, cell.Place, person.Birth, from, end, retires, hired > 0);
        else if (retires <= horizon)
            account.Exit(cell.Place, SupplyFlow.Retirements, retires, hired > 0);
    }

    private void Walk(
        CounterRandom random, Parts parts, uint reached, int place, int birth, Vector256<float> from, Vector256<float> end, int retires, bool isRecruit)
    {
        var studies = 0;
        while (reached != 0)
        {
            var (cause, year) = First(random, parts, reached, place, birth, from, end);
            if (cause < 0) break;

            if (cause < Upgrading)
            {
                account.Exit(place, Exits[cause], year, isRecruit);
                return;
            }

            if (cause == Moving) place = Move(place, year, isRecruit, random);
            else (place, studies) = Upgrade(place, year, isRecruit, random);
            // One event a year at most, as careers are told year by year.
            from = risks.By(birth, year);
            random = new(random.Peek(AfterEvent));
            parts = new(random);
            reached = parts.Below((end - from) * MultiplierOf(place));
            if (studies > year) from = from.WithElement(Upgrading, AfterStudies(birth, studies, retires));
        }

        if (retires <= horizon) account.Exit(place, SupplyFlow.Retirements, retires, isRecruit);
    }

    // Whoever has earned a degree earns the next one after the years of study at the earliest.
    private float AfterStudies(int birth, int studies, int retires) =>
        studies >= Math.Min(retires, horizon) ? float.PositiveInfinity : risks.By(birth, studies)[Upgrading];

    // -1 where no cause is reached. Only the year matters, unless two causes are reached in the same.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private (int Cause, int Year) First(
        CounterRandom random, Parts parts, uint reached, int place, int birth, Vector256<float> from, Vector256<float> end)
    {
        var heights = from + parts.Exponentials(random.Peek(OtherBits), random.Peek(OtherBits + 1)) / MultiplierOf(place);
        var first = (Cause: -1, Year: int.MaxValue);
        for (reached &= Vector256.LessThan(heights, end).ExtractMostSignificantBits(); reached != 0; reached &= reached - 1)
        {
            var cause = BitOperations.TrailingZeroCount(reached);
            var year = risks.YearOf(birth, cause, heights[cause]);
            if (year < first.Year || (year == first.Year && risks.TimeOf(birth, cause, heights[cause]) < risks.TimeOf(birth, first.Cause, heights[first.Cause])))
                first = (cause, year);
        }

        return first;
    }

    private (int Place, int Studies) Upgrade(int place, int year, bool isRecruit, CounterRandom random)
    {
        var band = rates.Studies.Reached(province.Kinds[place], CounterRandom.Uniform(random.Peek(WhereTo)));
        var above = province.Above[place * Studies.Bands + band];
        account.Pass(place, SupplyFlow.UpgradesOut, above, SupplyFlow.UpgradesIn, year, isRecruit);
        return (above, year + Studies.YearsAfter(band) - 1);
    }

    private int Move(int place, int year, bool isRecruit, CounterRandom random)
    {
        random = random.At(WhereTo);
        if (rates.Destinations.Of(province.Number, province.Kinds[place], province.Cells[place], ref random) is not (>= 0 and var cell)) return place;

        var to = province.PlaceOf(cell);
        account.Pass(place, SupplyFlow.MovesOut, to, SupplyFlow.MovesIn, year, isRecruit);
        return to;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Vector256<float> MultiplierOf(int place) => Vector256.LoadUnsafe(ref multipliers[place * CumulativeRisks.Lanes]);

    // Whole vectors.
    private static int YearsOf(int horizon) => (horizon + 3) / 4 * 4;

    private readonly record struct Cell(int Place, int Kind, int YearsLater);

    /// <summary>Sixteen bits for each cause, and those that are left.</summary>
    private readonly struct Parts(CounterRandom random)
    {
        private const int Others = 48;
        private readonly ulong low = random.Peek(0);
        private readonly ulong high = random.Peek(1);

        /// <summary>
        /// Which causes may be reached by the sum of their rates, as bits. The chance of 1 - exp(-sum) is no greater than the first three terms of its series.
        /// </summary>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public uint Below(Vector256<float> sum)
        {
            var chance = sum * (Vector256<float>.One - sum * (Vector256.Create(1 / 2f) - sum * (1 / 6f)));
            return Vector256.LessThan(Floats(low, high), chance * Screen).ExtractMostSignificantBits();
        }

        /// <summary>Each cause's exponential number, from its sixteen bits and sixteen more.</summary>
        /// <param name="lowBits">The other bits of the first four causes.</param>
        /// <param name="highBits">Those of the rest.</param>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector256<float> Exponentials(ulong lowBits, ulong highBits)
        {
            var uniform = (Floats(low, high) + (Floats(lowBits, highBits) + Vector256.Create(0.5f)) * (1 / Coarse)) * (1 / Coarse);
            // -log(1 - x) is twice the area hyperbolic tangent of x / (2 - x): its series is good to seven digits up to a half.
            var ratio = uniform / (Vector256.Create(2f) - uniform);
            var square = ratio * ratio;
            var series = square * (1 / 11f) + Vector256.Create(1 / 9f);
            series = series * square + Vector256.Create(1 / 7f);
            series = series * square + Vector256.Create(1 / 5f);
            series = series * square + Vector256.Create(1 / 3f);
            series = (series * square + Vector256<float>.One) * (ratio + ratio);
            return Vector256.ConditionalSelect(
                Vector256.GreaterThan(uniform, Vector256.Create(0.5f)), -Vector256.Log(Vector256<float>.One - uniform), series);
        }

        /// <summary>The first of the bits that are left.</summary>
        public int FirstBits(int bits) => (int)(high >> (64 - bits));

        /// <summary>In (0, 1), from the other bits that are left.</summary>
        public double UniformAfter(int bits) => ((long)((high >> 16) & ((1UL << (Others - bits)) - 1)) + 0.5) / (1L << (Others - bits));

        // Sixteen bits each.
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private static Vector256<float> Floats(ulong four, ulong others)
        {
            var (lower, upper) = Vector128.Widen(Vector128.Create(four, others).AsUInt16());
            return Vector256.ConvertToSingle(Vector256.Create(lower, upper).AsInt32());
        }
    }
}
