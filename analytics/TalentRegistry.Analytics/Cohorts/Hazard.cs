namespace TalentRegistry.Analytics.Cohorts;

/// <summary>
/// A yearly rate of one cause: a curve by sex and age (<see cref="AgeCurve"/>), times a multiplier for the kind, one for the province and one
/// for the unit, each pooled towards the level above (<see cref="Pooling"/>), times the year's effect (<see cref="YearEffects"/>).
/// </summary>
internal sealed class Hazard
{
    // Ages, kinds and places overlap (doctors are older than nurses); the fit settles within four rounds.
    private const int Rounds = 4;
    private readonly string purpose;
    private readonly CareerTable table;
    private readonly Func<int, bool>? atRisk;
    private readonly CareerRow[] rows;
    private readonly double[] bandMean = new double[CareerTable.AgeSlots];
    private readonly AgeCurve curve;
    private readonly Pooling kinds;
    private readonly Pooling provinces;
    private readonly Pooling units;

    /// <summary>Fits the rate.</summary>
    /// <param name="purpose">Name, which keys the draws.</param>
    /// <param name="table">The careers.</param>
    /// <param name="eventsOf">Which events.</param>
    /// <param name="atRisk">Bands whose people can meet with it; null for all.</param>
    /// <param name="reference">Expected shape by age slot; null for a level one.</param>
    public Hazard(string purpose, CareerTable table, Func<CareerRow, int> eventsOf, Func<int, bool>? atRisk = null, double[]? reference = null)
    {
        (this.purpose, this.table, this.atRisk) = (purpose, table, atRisk);
        rows = atRisk is null ? table.RowsOfAllYears : [.. table.RowsOfAllYears.Where(row => atRisk(row.Kind))];
        var ages = atRisk is null ? table.ByKindAndAge : [.. table.ByKindAndAge.Where(row => atRisk(row.Kind))];
        var events = new double[CareerTable.AgeSlots];
        foreach (var row in ages) events[row.AgeBand] += eventsOf(row);
        for (var round = 1; ; round++)
        {
            var exposure = ExposureOf(ages);
            curve = new(purpose, events, exposure, reference);
            SetBandMeans(exposure);
            kinds = new($"{purpose}/kind", table.Kinds, rows.Select(row => (row.Kind, (double)eventsOf(row), Base(row) * PlaceOf(row.Unit))));
            provinces = new($"{purpose}/province", table.Provinces, ByProvince(eventsOf));
            units = new(
                $"{purpose}/unit", table.Units, rows.Select(row => (row.Unit, (double)eventsOf(row), WithProvince(row))), new(table.ProvinceOf, provinces.Variance));
            if (round == Rounds) break;
        }

        ByYear = new(purpose, table.Provinces, SeriesOf(eventsOf));
    }

    /// <summary>How the rate wanders from year to year in each province.</summary>
    public YearEffects ByYear { get; }

    /// <summary>Posterior mean rate, for an unseen kind and unit that of the levels above.</summary>
    public double Rate(int slot, int kind, int unit) => curve.Mean(slot) * kinds.Mean(kind) * PlaceOf(unit);

    /// <summary>Every parameter, drawn from the top down: what a level was drawn too high, the one below it, that has seen the same events, makes good.</summary>
    public HazardDraws Draw(int draws, long seed)
    {
        var ages = curve.Draws(draws, seed);
        var byKind = new float[table.Kinds.Count][];
        var (expected, kindRatio) = (ExpectedByUnitAndKind(), new float[table.Kinds.Count][]);
        for (var kind = 0; kind < byKind.Length; kind++)
        {
            var above = AgeRatio(kind, ages, draws);
            byKind[kind] = kinds.Draws(kind, 0, draws, seed, above);
            kindRatio[kind] = Times(above, byKind[kind], 1 / kinds.Mean(kind));
        }

        var byProvince = new float[table.Provinces.Count][];
        for (var province = 0; province < byProvince.Length; province++)
        {
            var members = Enumerable.Range(0, table.Units.Count).Where(unit => table.ProvinceOf[unit] == province).ToList();
            byProvince[province] = provinces.Draws(province, 0, draws, seed, Mixed(expected, members, kindRatio, draws));
        }

        var byUnit = new float[table.Units.Count][];
        for (var unit = 0; unit < byUnit.Length; unit++)
        {
            var province = table.ProvinceOf[unit];
            var above = Times(Mixed(expected, [unit], kindRatio, draws), byProvince[province], 1 / provinces.Mean(province));
            byUnit[unit] = Times(units.Draws(unit, 0, draws, seed, above), byProvince[province], 1);
        }

        return new(ages, byKind, byUnit);
    }

    private static float[] Times(float[] values, float[] others, double scale)
    {
        var product = new float[values.Length];
        for (var draw = 0; draw < product.Length; draw++) product[draw] = (float)(values[draw] * others[draw] * scale);
        return product;
    }

    // The rows' curve over five ages, as the people of all kinds lie in them.
    private double Base(CareerRow row) => row.PersonYears * bandMean[row.AgeBand];

    private double PlaceOf(int unit) => provinces is null ? 1 : provinces.Mean(table.ProvinceOf[unit]) * units.Mean(unit);

    private double WithProvince(CareerRow row) => Base(row) * kinds.Mean(row.Kind) * provinces.Mean(table.ProvinceOf[row.Unit]);

    // A province knows itself from its units, of which each is worth the less the more units differ (Buhlmann and Straub 1970).
    private IEnumerable<(int Member, double Observed, double Expected)> ByProvince(Func<CareerRow, int> eventsOf)
    {
        var ofUnit = new (double Observed, double Expected)[table.Units.Count];
        foreach (var row in rows)
            ofUnit[row.Unit] = (ofUnit[row.Unit].Observed + eventsOf(row), ofUnit[row.Unit].Expected + Base(row) * kinds.Mean(row.Kind));
        var between = units?.Variance ?? 0;
        return ofUnit.Select((unit, number) => (unit, number)).Where(found => found.unit.Expected > 0).Select(found =>
        {
            var weight = 1 / (1 + between * found.unit.Expected);
            return (table.ProvinceOf[found.number], found.unit.Observed * weight, found.unit.Expected * weight);
        });
    }

    private double[] ExposureOf(IEnumerable<CareerRow> ages)
    {
        var exposure = new double[CareerTable.AgeSlots];
        var place = PlaceByBand();
        foreach (var row in ages)
            exposure[row.AgeBand] += row.PersonYears * (kinds?.Mean(row.Kind) ?? 1) * place[CareerTable.BandOfSlot(row.AgeBand)];
        return exposure;
    }

    // How many times the average the places are in which the people of each five ages work.
    private double[] PlaceByBand()
    {
        var (with, without) = (new double[CareerTable.AgeSlots], new double[CareerTable.AgeSlots]);
        foreach (var row in rows)
        {
            var weight = row.PersonYears * (kinds?.Mean(row.Kind) ?? 1);
            with[row.AgeBand] += weight * PlaceOf(row.Unit);
            without[row.AgeBand] += weight;
        }

        return [.. with.Zip(without, (weighed, plain) => plain > 0 ? weighed / plain : 1)];
    }

    private void SetBandMeans(double[] exposure)
    {
        for (var band = 0; band < bandMean.Length; band++)
        {
            if (CareerTable.BandOfSlot(band) != band) continue;

            double sum = 0, weight = 0;
            for (var slot = band; slot < bandMean.Length && CareerTable.BandOfSlot(slot) == band; slot++)
            {
                sum += curve.Mean(slot) * (exposure[slot] + 1e-9);
                weight += exposure[slot] + 1e-9;
            }

            bandMean[band] = sum / weight;
        }
    }

    private double[,] ExpectedByUnitAndKind()
    {
        var expected = new double[table.Units.Count, table.Kinds.Count];
        foreach (var row in rows) expected[row.Unit, row.Kind] += Base(row) * kinds.Mean(row.Kind);
        return expected;
    }

    // By draw, how many times its mean the curve is over the ages of the kind.
    private float[] AgeRatio(int kind, float[] ages, int draws)
    {
        var ratio = new float[draws];
        var row = table.ByKindAndAge.AsSpan(kind * CareerTable.AgeSlots, CareerTable.AgeSlots);
        var total = 0.0;
        for (var slot = 0; slot < row.Length; slot++) total += row[slot].PersonYears * curve.Mean(slot);
        for (var draw = 0; draw < draws; draw++)
        {
            var sum = 0.0;
            for (var slot = 0; slot < row.Length && total > 0; slot++) sum += row[slot].PersonYears * ages[draw * CareerTable.AgeSlots + slot];
            ratio[draw] = total > 0 ? (float)(sum / total) : 1;
        }

        return ratio;
    }

    private static float[] Mixed(double[,] expected, IReadOnlyList<int> units, float[][] kindRatio, int draws)
    {
        var (mixed, total) = (new double[draws], 0.0);
        for (var kind = 0; kind < kindRatio.Length; kind++)
        {
            var weight = units.Sum(unit => expected[unit, kind]);
            total += weight;
            for (var draw = 0; draw < draws && weight > 0; draw++) mixed[draw] += weight * kindRatio[kind][draw];
        }

        return Array.ConvertAll(mixed, sum => total > 0 ? (float)(sum / total) : 1);
    }

    private (double Observed, double Expected)[][] SeriesOf(Func<CareerRow, int> eventsOf)
    {
        var series = table.Provinces.Select(_ => new (double Observed, double Expected)[table.Years]).ToArray();
        foreach (var row in table.Rows)
        {
            if (atRisk?.Invoke(row.Kind) == false) continue;

            ref var year = ref series[table.ProvinceOf[row.Unit]][row.Year];
            year = (year.Observed + eventsOf(row), year.Expected + Base(row) * kinds.Mean(row.Kind) * PlaceOf(row.Unit));
        }

        return series;
    }
}

/// <summary>Draws of a rate.</summary>
/// <param name="ByAge">A row of <see cref="CareerTable.AgeSlots"/> a draw.</param>
/// <param name="ByKind">Multipliers by kind and draw.</param>
/// <param name="ByUnit">Multipliers of province and unit together, by unit and draw.</param>
internal sealed record HazardDraws(float[] ByAge, float[][] ByKind, float[][] ByUnit);
