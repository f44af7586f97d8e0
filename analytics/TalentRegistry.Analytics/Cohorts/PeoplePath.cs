using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using TalentRegistry.Analytics.Randomness;

namespace TalentRegistry.Analytics.Cohorts;

/// <summary>
/// Follows everybody of a province through a draw, from event to event. Each cause has an exponential number of its own for each person,
/// and whose is reached first comes about (Gillespie 1977, first reaction): a lever on one cause leaves the others' times as they
/// are. Of each number first sixteen bits are drawn, which show that most are not reached before retirement or the horizon; only for the rest is a
/// logarithm taken.
/// </summary>
internal sealed class PeoplePath(Rates rates, int horizon, ProvinceAccount account, int mostCells)
{
    // Two for the first sixteen bits of each cause, one for the other bits of each, three for where to go, one for what comes after.
    private const int NumbersPerPerson = 16;
    private const int OtherBits = 2;
    private const int WhereTo = 8;
    private const int AfterEvent = 15;

    // So that the people hired in a year never reach the numbers of the next year's.
    private const long NumbersPerYear = 1L << 40;
    private const float Coarse = 1 << 16;

    // A trifle more than that, for what rounding takes away: whoever is passed over here is not looked at again.
    private const float Screen = Coarse * 1.000001f;

    private static readonly SupplyFlow[] FlowOf =
        [SupplyFlow.Leavers, SupplyFlow.TransfersOut, SupplyFlow.Deaths, SupplyFlow.UpgradesOut, SupplyFlow.MovesOut];

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
            Walk(random, parts, reached, cell.Place, person.Birth, new(hired, IsMiddle: hired > 0), new(Math.Min(retires, horizon), IsMiddle: retires <= horizon), hired > 0);
        else if (retires <= horizon)
            account.Exit(cell.Place, SupplyFlow.Retirements, retires, hired > 0);
    }

    private void Walk(CounterRandom random, Parts parts, uint reached, int place, int birth, Moment from, Moment end, bool isRecruit)
    {
        var studies = 0;
        while (reached != 0)
        {
            var (cause, time) = First(random, parts, reached, place, birth, from, end, studies);
            if (cause < 0) break;

            var year = (int)time + 1;
            if (FlowOf[cause] is SupplyFlow.Leavers or SupplyFlow.TransfersOut or SupplyFlow.Deaths)
            {
                account.Exit(place, FlowOf[cause], year, isRecruit);
                return;
            }

            if (FlowOf[cause] == SupplyFlow.UpgradesOut)
                (place, studies) = Upgrade(place, year, isRecruit, random);
            else
                place = Move(place, year, isRecruit, random);
            // One event a year at most, as careers are told year by year.
            from = new(year, IsMiddle: false);
            random = new(random.Peek(AfterEvent));
            parts = new(random);
            var left = (end.IsMiddle ? risks.ByMiddleOf(birth, end.Year) : risks.By(birth, end.Year)) - risks.By(birth, year);
            reached = parts.Below(left * MultiplierOf(place));
        }

        if (end.IsMiddle) account.Exit(place, SupplyFlow.Retirements, end.Year, isRecruit);
    }

    // -1 where no cause is reached; whoever has earned a degree earns the next one after the years of study at the earliest.
    private (int Cause, float Time) First(CounterRandom random, Parts parts, uint reached, int place, int birth, Moment from, Moment end, int studies)
    {
        var first = (Cause: -1, Time: float.PositiveInfinity);
        for (; reached != 0; reached &= reached - 1)
        {
            var cause = BitOperations.TrailingZeroCount(reached);
            var start = from;
            if (studies > from.Year && FlowOf[cause] == SupplyFlow.UpgradesOut)
            {
                if (studies >= end.Year) continue;
                start = new(studies, IsMiddle: false);
            }

            var uniform = (parts.Of(cause) + CounterRandom.Uniform(random.Peek(OtherBits + cause))) / Coarse;
            var height = risks.By(birth, start, cause) + Exponential(uniform) / multipliers[place * CumulativeRisks.Lanes + cause];
            if (height < risks.By(birth, end, cause) && risks.TimeOf(birth, cause, height) is var time && time < first.Time) first = (cause, time);
        }

        return first;
    }

    // -log(1 - x), twice the area hyperbolic tangent of x / (2 - x); by its series where that is good to seven digits.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static float Exponential(double uniform)
    {
        if (uniform > 0.5) return -MathF.Log((float)(1 - uniform));

        var ratio = (float)uniform / (2 - (float)uniform);
        var square = ratio * ratio;
        return 2 * ratio * (1 + square * (1 / 3f + square * (1 / 5f + square * (1 / 7f + square * (1 / 9f + square / 11f)))));
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

        public float Of(int cause) => (ushort)(cause < 4 ? low >> (16 * cause) : high);

        /// <summary>
        /// Which causes may be reached by the sum of their rates, as bits. The chance of 1 - exp(-sum) is no greater than the first three terms of its series.
        /// </summary>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public uint Below(Vector256<float> sum)
        {
            var (lower, upper) = Vector128.Widen(Vector128.Create(low, high).AsUInt16());
            var chance = sum * (Vector256<float>.One - sum * (Vector256.Create(1 / 2f) - sum * (1 / 6f)));
            return Vector256.LessThan(Vector256.ConvertToSingle(Vector256.Create(lower, upper).AsInt32()), chance * Screen).ExtractMostSignificantBits();
        }

        /// <summary>The first of the bits that are left.</summary>
        public int FirstBits(int bits) => (int)(high >> (64 - bits));

        /// <summary>In (0, 1), from the other bits that are left.</summary>
        public double UniformAfter(int bits) => (((high >> 16) & ((1UL << (Others - bits)) - 1)) + 0.5) / (1UL << (Others - bits));
    }
}
