using TalentRegistry.Analytics.Cohorts;
using TalentRegistry.Domain.Careers;
using TalentRegistry.Domain.People;
using TalentRegistry.Domain.Retirement;

namespace TalentRegistry.Analytics.Tests.Cohorts;

/// <summary>
/// Five hundred registries whose rates are known, each with districts and provinces of its own: the bands of the estimated rates must hold the true
/// ones as often as they say. A coverage over 500 registries has a standard error of 0.4 to 1.8 points, by how much their members share.
/// </summary>
public class HazardCoverageTests
{
    private const int Registries = 500;
    private const int Draws = 1000;
    private const int FirstYear = 2015;
    private const int LastYear = 2024;
    private const int UnitsPerProvince = 6;
    private const int Provinces = 3;
    private const int PeoplePerUnit = 130;
    private static readonly int[] Ages = [24, 32, 40, 48, 56];

    [Fact]
    public void Bands_of_estimated_rates_hold_the_true_rates_as_often_as_they_say()
    {
        var tallies = new Dictionary<string, Tally>(StringComparer.Ordinal) { ["district"] = new(), ["province"] = new(), ["age"] = new() };
        var gate = new Lock();
        Parallel.For(0, Registries, registry =>
        {
            var found = Measure(new Random(1000 + registry), registry);
            lock (gate)
                foreach (var (level, drawn, truth) in found) tallies[level].Add(drawn, truth);
        });

        var told = string.Join("; ", tallies.Select(found => $"{found.Key} {found.Value.Share80:P1}, {found.Value.Share95:P1}, bias {found.Value.Bias:P1}"));
        Assert.All(tallies.Values, tally => Assert.True(Math.Abs(tally.Share80 - 0.8) <= 0.02 && Math.Abs(tally.Share95 - 0.95) <= 0.02, told));
        Assert.True(Math.Abs(tallies["district"].Bias) < 0.02, told);
    }

    // Leaving goes up and down with age, more in some registries than in others; provinces and districts differ by gamma factors.
    private static IEnumerable<(string Level, float[] Drawn, double Truth)> Measure(Random random, int seed)
    {
        var curve = Curve(random);
        var provinces = Enumerable.Range(0, Provinces).Select(_ => Factor(random, 0.2)).ToArray();
        var units = Enumerable.Range(0, Provinces * UnitsPerProvince).Select(_ => Factor(random, 0.25)).ToArray();
        var names = units.Select((_, unit) => $"D{unit}").ToList();
        var table = new CareerTable(
            new CohortInput(
                LastYear, names.Select((name, unit) => (name, Province: $"P{unit / UnitsPerProvince}")).ToDictionary(u => u.name, u => u.Province, StringComparer.Ordinal),
                [], Careers(random, curve, provinces, units), RetirementRoadmap.Decree135),
            recruitmentYears: 5);
        var drawn = new Hazard("leaving", table, row => row.Leavers).Draw(Draws, seed);

        foreach (var (name, unit) in names.Select((name, unit) => (name, unit)))
        {
            var number = table.UnitOf[table.CellAt(Cell(name))];
            // One district, at the age where most are.
            yield return ("district", Product(drawn, number, 40), curve[40] * provinces[unit / UnitsPerProvince] * units[unit]);
        }

        for (var province = 0; province < Provinces; province++)
        {
            var members = names.Skip(province * UnitsPerProvince).Take(UnitsPerProvince).Select(name => table.UnitOf[table.CellAt(Cell(name))]).ToList();
            // Of people spread evenly over the ages.
            var mean = new float[Draws];
            foreach (var draws in members.SelectMany(member => Ages, (member, age) => Product(drawn, member, age)))
                for (var draw = 0; draw < Draws; draw++) mean[draw] += draws[draw] / (members.Count * Ages.Length);
            yield return ("province", mean, Ages.Average(age => curve[age]) * provinces[province] * units.Skip(province * UnitsPerProvince).Take(UnitsPerProvince).Average());
        }

        foreach (var age in Ages)
        {
            var sum = new float[Draws];
            foreach (var name in names)
            {
                var draws = Product(drawn, table.UnitOf[table.CellAt(Cell(name))], age);
                for (var draw = 0; draw < Draws; draw++) sum[draw] += draws[draw] / names.Count;
            }

            yield return ("age", sum, curve[age] * units.Select((factor, unit) => factor * provinces[unit / UnitsPerProvince]).Average());
        }
    }

    private static float[] Product(HazardDraws drawn, int unit, int age) => [.. Enumerable.Range(0, Draws).Select(draw =>
        drawn.ByAge[draw * CareerTable.AgeSlots + CareerTable.Slot(Sex.Male, age)] * drawn.ByKind[0][draw] * drawn.ByUnit[unit][draw])];

    // By age: 5 % a year on average, walking by 2 to 8 % from one age to the next.
    private static double[] Curve(Random random)
    {
        var step = 0.02 + 0.06 * random.NextDouble();
        var log = new double[80];
        for (var age = 21; age < log.Length; age++) log[age] = log[age - 1] + step * Normal(random);
        var middle = log[20..65].Average();
        return Array.ConvertAll(log, at => 0.05 * Math.Exp(at - middle));
    }

    private static double Normal(Random random) => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());

    private static CellKey Cell(string unit) => new(unit, "health", "doctor", DegreeBand.University);

    // Year by year in each place, person by person: who leaves is gone, and a person of the same age comes.
    private static List<CareerCount> Careers(Random random, double[] curve, double[] provinces, double[] units)
    {
        var history = new List<CareerCount>();
        for (var unit = 0; unit < units.Length; unit++)
            for (var person = 0; person < PeoplePerUnit; person++)
            {
                var birth = FirstYear - random.Next(20, 55);
                for (var year = FirstYear; year <= LastYear; year++)
                {
                    var rate = curve[year - birth] * provinces[unit / UnitsPerProvince] * units[unit];
                    var left = -Math.Log(1 - random.NextDouble()) / rate;
                    history.Add(new(Cell($"D{unit}"), Sex.Male, year - birth, year, Math.Min(1, left), Leavers: left < 1 ? 1 : 0));
                }
            }

        return history;
    }

    // Gamma of mean 1: a sum of exponentials.
    private static double Factor(Random random, double deviation)
    {
        var shape = (int)Math.Round(1 / (deviation * deviation));
        return Enumerable.Range(0, shape).Sum(_ => -Math.Log(1 - random.NextDouble())) / shape;
    }

    private sealed class Tally
    {
        private readonly List<double> errors = [];
        private int inside80;
        private int inside95;

        public double Share80 => inside80 / (double)errors.Count;

        public double Share95 => inside95 / (double)errors.Count;

        public double Bias => errors.Average();

        public void Add(float[] drawn, double truth)
        {
            var band = Quantiles.Of(drawn);
            if (truth >= band.P10 && truth <= band.P90) inside80++;
            if (truth >= band.P025 && truth <= band.P975) inside95++;
            errors.Add(band.Mean / truth - 1);
        }
    }
}
