using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using TalentRegistry.Analytics.Randomness;

namespace TalentRegistry.Analytics.Cohorts;

/// <summary>
/// Takes people from event to event. Each cause has an exponential number of its own for each person,
/// and whose is reached first comes about (Gillespie 1977, first reaction): a lever on one cause leaves the others' times as they
/// are. Of each number first sixteen bits are drawn, which show that most are not reached before retirement or the horizon; only where one may be are
/// logarithms taken, of all causes side by side.
/// </summary>
/// <remarks>
/// Nobody's walk depends on another's, so many go side by side, one step of all before the next step of any: a processor that guesses wrongly
/// what becomes of one person has the others' sums at hand and need not wait for a chain of them.
/// </remarks>
internal sealed class Walks(Rates rates, int horizon, ProvinceAccount account, CumulativeRisks risks, int mostCells)
{
    /// <summary>Two for the first sixteen bits of each cause, two for sixteen more, three for where to go, one for what comes after.</summary>
    public const int NumbersPerPerson = 16;

    private const int OtherBits = 2;
    private const int WhereTo = 8;
    private const int AfterEvent = 15;

    // As many as the processor's first cache holds.
    private const int Most = 128;

    // The causes after which somebody is still there; those before them end the walk.
    private const int Upgrading = 3;
    private const int Moving = 4;

    // None of the causes first; of the last two nobody is entered here.
    private static readonly SupplyFlow[] Ends =
        [SupplyFlow.Retirements, SupplyFlow.Leavers, SupplyFlow.TransfersOut, SupplyFlow.Deaths, SupplyFlow.UpgradesOut, SupplyFlow.MovesOut];

    private readonly float[] multipliers = new float[mostCells * CumulativeRisks.Lanes];
    private readonly Walker[] walkers = new Walker[Most];
    private readonly Vector256<float>[] heights = new Vector256<float>[Most];
    private readonly int[] stayers = new int[Most];
    private readonly Leaver[] retiring = new Leaver[Most];
    private ProvincePeople province = null!;
    private int walking;
    private int retired;

    /// <summary>Begins a draw of a province.</summary>
    public void Open(ProvincePeople people, int draw)
    {
        province = people;
        for (var place = 0; place < people.Cells.Length; place++)
            rates.MultipliersOf(people.Cells[place], draw).ToVector().CopyTo(multipliers, place * CumulativeRisks.Lanes);
    }

    /// <summary>Takes somebody in; what becomes of them is known after <see cref="Finish"/> at the latest.</summary>
    /// <param name="random">Their random numbers.</param>
    /// <param name="bits">The first of these.</param>
    /// <param name="place">Where they work.</param>
    /// <param name="birth">Sex and year of birth, as <see cref="CumulativeRisks"/> counts them.</param>
    /// <param name="from">Risks up to when they began.</param>
    /// <param name="retires">Year in which they retire at the latest, behind the horizon where that is not within it.</param>
    /// <param name="isRecruit">Whether they were hired after the base year.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(CounterRandom random, CauseBits bits, int place, int birth, Vector256<float> from, int retires, bool isRecruit)
    {
        // Retired in mid-year on average.
        var end = retires <= horizon ? risks.ByMiddleOf(birth, retires) : risks.By(birth, horizon);
        var reached = bits.Below((end - from) * MultiplierOf(place));
        // Written in any case and counted where it holds: nobody could guess whether it does.
        // Field by field, where it will stay.
        ref var walker = ref walkers[walking];
        (walker.From, walker.End, walker.Random, walker.Bits, walker.Reached) = (from, end, random, bits, reached);
        (walker.Place, walker.Birth, walker.Retires, walker.Studies, walker.IsRecruit) = (place, birth, retires, 0, isRecruit);
        walking += reached != 0 ? 1 : 0;
        ref var leaver = ref retiring[retired];
        (leaver.Place, leaver.Year, leaver.IsRecruit) = (place, retires, isRecruit);
        retired += reached == 0 & retires <= horizon ? 1 : 0;
        if (walking == Most || retired == Most) Finish();
    }

    /// <summary>Takes everybody to retirement, the way out or the horizon.</summary>
    public void Finish()
    {
        foreach (ref readonly var leaver in retiring.AsSpan(0, retired)) account.Exit(leaver.Place, SupplyFlow.Retirements, leaver.Year, leaver.IsRecruit);
        for (retired = 0; walking > 0; GoOn())
        {
            Reach();
            Choose();
        }
    }

    // How far each cause's sum must come for each of them, and which sums do.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Reach()
    {
        var all = walkers.AsSpan(0, walking);
        for (var i = 0; i < all.Length; i++)
        {
            ref var walker = ref all[i];
            var random = walker.Random;
            var height = walker.From + walker.Bits.Exponentials(walker.Reached, random.Peek(OtherBits), random.Peek(OtherBits + 1)) / MultiplierOf(walker.Place);
            walker.Reached &= Vector256.LessThan(height, walker.End).ExtractMostSignificantBits();
            heights[i] = height;
        }
    }

    // Only the year matters, unless two causes are reached in the same; -1 and the year of retirement where none is.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Choose()
    {
        var all = walkers.AsSpan(0, walking);
        for (var i = 0; i < all.Length; i++)
        {
            ref var walker = ref all[i];
            ref var height = ref Unsafe.As<Vector256<float>, float>(ref heights[i]);
            (walker.Cause, walker.Year) = (-1, walker.Retires);
            for (var reached = walker.Reached; reached != 0; reached &= reached - 1)
            {
                var cause = BitOperations.TrailingZeroCount(reached);
                var year = risks.YearOf(walker.Birth, cause, Unsafe.Add(ref height, cause));
                if (walker.Cause < 0 || year < walker.Year
                    || (year == walker.Year && risks.TimeOf(walker.Birth, cause, Unsafe.Add(ref height, cause)) < risks.TimeOf(walker.Birth, walker.Cause, Unsafe.Add(ref height, walker.Cause))))
                    (walker.Cause, walker.Year) = (cause, year);
            }
        }
    }

    // Enters what came about, and leaves those to whom something else may happen. Nobody could guess who goes, so all are entered, some as nobody.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private void GoOn()
    {
        var passing = 0;
        for (var i = 0; i < walking; i++)
        {
            ref readonly var walker = ref walkers[i];
            var goes = walker.Cause < Upgrading & walker.Year <= horizon;
            account.Exit(walker.Place, Ends[walker.Cause + 1], Lesser(walker.Year, horizon), walker.IsRecruit, goes ? 1 : 0);
            stayers[passing] = i;
            passing += walker.Cause >= Upgrading ? 1 : 0;
        }

        walking = 0;
        foreach (var i in stayers.AsSpan(0, passing))
        {
            ref var walker = ref walkers[i];
            if (Pass(ref walker)) walkers[walking++] = walker;
            else if (walker.Retires <= horizon) account.Exit(walker.Place, SupplyFlow.Retirements, walker.Retires, walker.IsRecruit);
        }
    }

    // Whether anything may happen to them after it.
    private bool Pass(ref Walker walker)
    {
        if (walker.Cause == Moving) Move(ref walker);
        else Upgrade(ref walker);
        // One event a year at most, as careers are told year by year.
        walker.From = risks.By(walker.Birth, walker.Year);
        walker.Random = new(walker.Random.Peek(AfterEvent));
        walker.Bits = new(walker.Random);
        walker.Reached = walker.Bits.Below((walker.End - walker.From) * MultiplierOf(walker.Place));
        if (walker.Studies > walker.Year) walker.From = walker.From.WithElement(Upgrading, AfterStudies(walker));
        return walker.Reached != 0;
    }

    // Whoever has earned a degree earns the next one after the years of study at the earliest.
    private float AfterStudies(in Walker walker) =>
        walker.Studies >= Math.Min(walker.Retires, horizon) ? float.PositiveInfinity : risks.By(walker.Birth, walker.Studies)[Upgrading];

    private void Upgrade(ref Walker walker)
    {
        var band = rates.Studies.Reached(province.Kinds[walker.Place], CounterRandom.Uniform(walker.Random.Peek(WhereTo)));
        var above = province.Above[walker.Place * Studies.Bands + band];
        account.Pass(walker.Place, SupplyFlow.UpgradesOut, above, SupplyFlow.UpgradesIn, walker.Year, walker.IsRecruit);
        (walker.Place, walker.Studies) = (above, walker.Year + Studies.YearsAfter(band) - 1);
    }

    private void Move(ref Walker walker)
    {
        var random = walker.Random.At(WhereTo);
        if (rates.Destinations.Of(province.Number, province.Kinds[walker.Place], province.Cells[walker.Place], ref random) is not (>= 0 and var cell)) return;

        var to = province.PlaceOf(cell);
        account.Pass(walker.Place, SupplyFlow.MovesOut, to, SupplyFlow.MovesIn, walker.Year, walker.IsRecruit);
        walker.Place = to;
    }

    // Without a branch.
    private static int Lesser(int a, int b) => a + ((b - a) & ((b - a) >> 31));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Vector256<float> MultiplierOf(int place) => Vector256.LoadUnsafe(ref multipliers[place * CumulativeRisks.Lanes]);

    /// <summary>Somebody under way, with what comes about next.</summary>
    private struct Walker
    {
        public Vector256<float> From;
        public Vector256<float> End;
        public CounterRandom Random;
        public CauseBits Bits;
        public uint Reached;
        public int Place;
        public int Studies;
        public int Cause;
        public int Year;
        public int Birth;
        public int Retires;
        public bool IsRecruit;
    }

    private struct Leaver
    {
        public int Place;
        public int Year;
        public bool IsRecruit;
    }
}
