using TalentRegistry.Analytics.Randomness;

namespace TalentRegistry.Analytics.Cohorts;

/// <summary>
/// A yearly rate of leaving, dying or upgrading: a base by sex and five-year age band, times a multiplier for the kind, one
/// for the province and one for the unit, each pooled towards the level above (<see cref="Pooling"/>), times the year's effect.
/// </summary>
internal sealed class Hazard
{
    // Person-years at the overall rate that each age band starts from, so that an unseen band is not immortal.
    private const double PriorPersonYears = 50;

    // Ages and kinds overlap (doctors are older than nurses); the fit settles within three rounds.
    private const int Rounds = 3;
    private readonly string purpose;
    private readonly CareerTable table;
    private readonly double[] events = new double[CareerTable.AgeSlots];
    private readonly double[] exposure = new double[CareerTable.AgeSlots];
    private readonly double overall;
    private readonly Pooling kinds;
    private readonly Pooling provinces;
    private readonly Pooling units;

    /// <summary>Fits the rate.</summary>
    /// <param name="purpose">Name, which keys the draws.</param>
    /// <param name="table">The careers.</param>
    /// <param name="eventsOf">Which events.</param>
    /// <param name="rows">Those at risk.</param>
    public Hazard(string purpose, CareerTable table, Func<CareerRow, int> eventsOf, IReadOnlyList<CareerRow> rows)
    {
        (this.purpose, this.table) = (purpose, table);
        foreach (var row in rows)
        {
            events[row.AgeBand] += eventsOf(row);
            exposure[row.AgeBand] += row.PersonYears;
        }

        overall = exposure.Sum() is > 0 and var total ? events.Sum() / total : 0;
        Pooling Level(string name, IReadOnlyList<string> names, Func<CareerRow, int> memberOf, Func<CareerRow, double> expected) =>
            new($"{purpose}/{name}", names, rows.Select(row => (memberOf(row), (double)eventsOf(row), expected(row))));
        double Base(CareerRow row) => row.PersonYears * Mean(row.AgeBand);
        double WithKind(CareerRow row) => Base(row) * kinds!.Mean(row.Kind);
        double WithProvince(CareerRow row) => WithKind(row) * provinces!.Mean(table.ProvinceOf[row.Unit]);
        for (var round = 1; ; round++)
        {
            kinds = Level("kind", table.Kinds, row => row.Kind, Base);
            provinces = Level("province", table.Provinces, row => table.ProvinceOf[row.Unit], WithKind);
            units = Level("unit", table.Units, row => row.Unit, WithProvince);
            if (round == Rounds) break;

            Array.Clear(exposure);
            foreach (var row in rows) exposure[row.AgeBand] += row.PersonYears * MultiplierOf(row);
        }

        ByYear = new(purpose, table.Provinces, SeriesOf(rows, eventsOf));
    }

    /// <summary>How the rate wanders from year to year in each province.</summary>
    public YearEffects ByYear { get; }

    /// <summary>Posterior mean rate, for an unseen kind and unit that of the levels above.</summary>
    public double Rate(int slot, int kind, int unit) =>
        Mean(CareerTable.BandOfSlot(slot)) * kinds.Mean(kind) * provinces.Mean(table.ProvinceOf[unit]) * units.Mean(unit);

    /// <summary>The base rate of every age slot, one row a draw.</summary>
    public float[] BaseDraws(int draws, long seed)
    {
        var rates = new float[draws * CareerTable.AgeSlots];
        var key = CounterRandom.Key(seed, purpose, "base");
        if (overall <= 0) return rates;

        for (var draw = 0; draw < draws; draw++)
        {
            var row = rates.AsSpan(draw * CareerTable.AgeSlots, CareerTable.AgeSlots);
            for (var slot = 0; slot < row.Length; slot++)
            {
                var band = CareerTable.BandOfSlot(slot);
                row[slot] = band < slot ? row[band] : DrawBand(CounterRandom.Of(key, draw, slot), slot);
            }
        }

        return rates;
    }

    public float[] KindDraws(int kind, int draws, long seed) => kinds.Draws(kind, draws, seed);

    /// <summary>Draws of province x unit multiplier.</summary>
    public float[] UnitDraws(int unit, int draws, long seed)
    {
        var values = units.Draws(unit, draws, seed);
        var province = provinces.Draws(table.ProvinceOf[unit], draws, seed);
        for (var draw = 0; draw < draws; draw++) values[draw] *= province[draw];
        return values;
    }

    private float DrawBand(CounterRandom random, int band) =>
        (float)(random.NextGamma(events[band] + PriorPersonYears * overall) / (exposure[band] + PriorPersonYears));

    private double Mean(int band) => (events[band] + PriorPersonYears * overall) / (exposure[band] + PriorPersonYears);

    private double MultiplierOf(CareerRow row) =>
        kinds.Mean(row.Kind) * provinces.Mean(table.ProvinceOf[row.Unit]) * units.Mean(row.Unit);

    private (double Observed, double Expected)[][] SeriesOf(IReadOnlyList<CareerRow> rows, Func<CareerRow, int> eventsOf)
    {
        var series = table.Provinces.Select(_ => new (double Observed, double Expected)[table.Years]).ToArray();
        foreach (var row in rows)
        {
            ref var year = ref series[table.ProvinceOf[row.Unit]][row.Year];
            year = (year.Observed + eventsOf(row), year.Expected + row.PersonYears * Mean(row.AgeBand) * MultiplierOf(row));
        }

        return series;
    }
}
