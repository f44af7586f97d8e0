using TalentRegistry.Analytics.Cohorts;
using TalentRegistry.Domain.Careers;
using TalentRegistry.Domain.People;
using TalentRegistry.Domain.Retirement;

namespace TalentRegistry.Analytics.Tests.Cohorts;

/// <summary>A registry whose true rates are known: people are hired, age, earn degrees, leave, die and retire one by one.</summary>
internal sealed class SyntheticCareers
{
    private readonly Random random;
    private readonly Dictionary<(CellKey Cell, Sex Sex, int Age, int Year), CareerCount> history = [];
    private readonly Dictionary<int, Dictionary<(CellKey Cell, Sex Sex, int Age), int>> stocks = [];
    private readonly Dictionary<(CellKey From, CellKey To, Sex Sex, int Age, int Year), int> moves = [];
    private List<Worker> workers = [];
    private Dictionary<string, string>? provinceOf;

    public SyntheticCareers(int seed = 7) => random = new(seed);

    public int Provinces { get; init; } = 2;

    public int UnitsPerProvince { get; init; } = 5;

    public int Professions { get; init; } = 4;

    public int SectorsPerProfession { get; init; } = 1;

    /// <summary>At the start, in each unit, sector, profession and band.</summary>
    public int PeoplePerCell { get; init; } = 40;

    /// <summary>Each with those above it; degrees are earned one after the other.</summary>
    public IReadOnlyList<DegreeBand> Bands { get; init; } = [DegreeBand.University, DegreeBand.Master, DegreeBand.Doctor];

    public int FirstYear { get; init; } = 2010;

    public int LastYear { get; init; } = 2024;

    public double LeavingRate { get; init; } = 0.03;

    public double DyingRate { get; init; } = 0.002;

    /// <summary>To work in another province.</summary>
    public double TransferRate { get; init; }

    /// <summary>To another unit of the province.</summary>
    public double MovingRate { get; init; }

    public double UpgradingRate { get; init; } = 0.02;

    /// <summary>Mean a year in each unit, sector, profession and band.</summary>
    public double RecruitsPerCell { get; init; } = 2;

    /// <summary>Standard deviation of the log of a province's hiring from year to year.</summary>
    public double HiringSpread { get; init; }

    /// <summary>Chance to retire a year before the law's year.</summary>
    public double EarlyShare { get; init; }

    // Asked for with each recruit and move.
    public IReadOnlyDictionary<string, string> ProvinceOf => provinceOf ??=
        Units().ToDictionary(unit => unit.Unit, unit => unit.Province, StringComparer.Ordinal);

    public SyntheticCareers Run()
    {
        foreach (var cell in CellKeys())
            for (var i = 0; i < PeoplePerCell; i++)
                Hire(cell, FirstYear, age: random.Next(22, 60));
        workers.RemoveAll(worker => worker.RetirementYear < FirstYear);
        for (var year = FirstYear; year <= LastYear; year++) Step(year);
        return this;
    }

    /// <summary>The registry as it stood at the end of the year, with the history up to it.</summary>
    public CohortInput Input(int? baseYear = null)
    {
        var year = baseYear ?? LastYear;
        return new(
            year, ProvinceOf,
            [.. stocks[year].Select(count => new StockCount(count.Key.Cell, count.Key.Sex, count.Key.Age, count.Value))],
            [.. history.Values.Where(count => count.Year <= year)], RetirementRoadmap.Decree135)
        {
            Moves = [.. moves.Where(move => move.Key.Year <= year).Select(move => new MoveCount(move.Key.From, move.Key.To, move.Key.Sex, move.Key.Age, move.Key.Year, move.Value))],
        };
    }

    public int StockOf(int year, Func<CellKey, bool> includes) =>
        stocks[year].Where(count => includes(count.Key.Cell)).Sum(count => count.Value);

    private IEnumerable<(string Province, string Unit)> Units() =>
        from province in Enumerable.Range(1, Provinces)
        from unit in Enumerable.Range(1, UnitsPerProvince)
        select ($"P{province}", $"P{province}-D{unit}");

    private IEnumerable<CellKey> CellKeys() =>
        from unit in Units()
        from profession in Enumerable.Range(1, Professions)
        from sector in Enumerable.Range(1, SectorsPerProfession)
        from band in Bands
        select new CellKey(unit.Unit, $"S{profession}-{sector}", $"J{profession}", band);

    private void Step(int year)
    {
        var hiring = ProvinceOf.Values.Distinct().ToDictionary(
            province => province, _ => Math.Exp(HiringSpread * Normal() - HiringSpread * HiringSpread / 2));
        var staying = new List<Worker>(workers.Count);
        foreach (var worker in workers) Live(worker, year, from: 0, staying);
        workers = staying;
        foreach (var cell in CellKeys())
            for (var left = Poisson(RecruitsPerCell * hiring[ProvinceOf[cell.UnitId]]); left > 0; left--)
            {
                var worker = Hire(cell, year, age: random.Next(22, 35), keep: false);
                Count(worker, year, count => count with { Recruits = count.Recruits + 1 });
                Live(worker, year, from: random.NextDouble(), staying);
            }

        var stock = stocks[year] = [];
        foreach (var worker in workers)
        {
            var key = (worker.Cell, worker.Sex, year - worker.BirthYear);
            stock[key] = stock.GetValueOrDefault(key) + 1;
        }
    }

    // Leaving, dying and earning a degree at constant rates within the year; retirement on a day of its year.
    private void Live(Worker worker, int year, double from, List<Worker> staying)
    {
        var until = worker.RetirementYear <= year ? Math.Max(from, random.NextDouble()) : 1;
        var upgrading = worker.Cell.Band < DegreeBand.Doctor ? UpgradingRate : 0;
        var exits = LeavingRate + DyingRate + TransferRate;
        var all = exits + upgrading + MovingRate;
        var at = all > 0 ? from - Math.Log(1 - random.NextDouble()) / all : 2;
        var which = random.NextDouble() * all;
        var leaves = at < until && which < exits;
        Count(worker, year, count => count with { PersonYears = count.PersonYears + (leaves ? at : until) - from });
        if (leaves)
        {
            Count(worker, year, count => which < LeavingRate
                ? count with { Leavers = count.Leavers + 1 }
                : which < LeavingRate + DyingRate ? count with { Deaths = count.Deaths + 1 } : count with { Transfers = count.Transfers + 1 });
            return;
        }

        if (until < 1)
        {
            Count(worker, year, count => count with { Retirements = count.Retirements + 1 });
            return;
        }

        if (at < until && which >= exits + upgrading)
        {
            worker = Move(worker, year);
        }
        else if (at < until)
        {
            Count(worker, year, count => count with { Upgrades = count.Upgrades + 1 });
            worker = worker with { Cell = worker.Cell with { Band = worker.Cell.Band + 1 } };
        }

        staying.Add(worker);
    }

    private Worker Move(Worker worker, int year)
    {
        var province = ProvinceOf[worker.Cell.UnitId];
        var others = ProvinceOf.Where(unit => unit.Value == province && unit.Key != worker.Cell.UnitId).Select(unit => unit.Key).ToList();
        var moved = worker with { Cell = worker.Cell with { UnitId = others[random.Next(others.Count)] } };
        var key = (worker.Cell, moved.Cell, worker.Sex, year - worker.BirthYear, year);
        moves[key] = moves.GetValueOrDefault(key) + 1;
        return moved;
    }

    private Worker Hire(CellKey cell, int year, int age, bool keep = true)
    {
        var sex = random.Next(2) == 0 ? Sex.Male : Sex.Female;
        var retires = RetirementRoadmap.Decree135.RetirementDate(new DateOnly(year - age, random.Next(1, 13), 1), sex).Year;
        var worker = new Worker(cell, sex, year - age, random.NextDouble() < EarlyShare ? retires - 1 : retires);
        if (keep) workers.Add(worker);
        return worker;
    }

    private void Count(Worker worker, int year, Func<CareerCount, CareerCount> change)
    {
        var key = (worker.Cell, worker.Sex, year - worker.BirthYear, year);
        history[key] = change(history.GetValueOrDefault(key, new(worker.Cell, worker.Sex, year - worker.BirthYear, year, 0)));
    }

    private double Normal() => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());

    private int Poisson(double mean)
    {
        var count = 0;
        for (var product = random.NextDouble(); product > Math.Exp(-mean); product *= random.NextDouble()) count++;
        return count;
    }

    private sealed record Worker(CellKey Cell, Sex Sex, int BirthYear, int RetirementYear);
}
