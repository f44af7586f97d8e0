using TalentRegistry.Domain.Careers;
using TalentRegistry.Domain.People;

namespace TalentRegistry.Analytics.Cohorts;

/// <summary>Exposure and events of one unit, kind, sex, five-year age band and year.</summary>
internal readonly record struct CareerRow(
    int Unit, int Kind, int AgeBand, int Year, double PersonYears, int Leavers, int Deaths, int Upgrades, int Transfers, int Moves)
{
    public CareerRow Plus(CareerRow other) => this with
    {
        PersonYears = PersonYears + other.PersonYears, Leavers = Leavers + other.Leavers, Deaths = Deaths + other.Deaths,
        Upgrades = Upgrades + other.Upgrades, Transfers = Transfers + other.Transfers, Moves = Moves + other.Moves,
    };
}

/// <summary>
/// The careers added up once to what the estimators ask, with numbers for names: hazards do not see sectors, recruitment does
/// not see ages. A kind is a profession and a band.
/// </summary>
internal sealed class CareerTable
{
    public const int Ages = CohortInput.MaxAge - CohortInput.MinAge + 1;

    // Ages at which nobody works, from a mistyped year of birth: those people are counted, but nothing is learnt from them.
    private const int ImplausiblyYoung = 15;
    private const int ImplausiblyOld = 80;

    /// <summary>Single ages by sex.</summary>
    public const int AgeSlots = 2 * Ages;

    private readonly Dictionary<CellKey, int> cellIndex = [];
    private readonly Names units = new();
    private readonly Names provinces = new();
    private readonly Names kinds = new();
    private readonly Names professions = new();
    private readonly List<CellKey> cells = [];
    private readonly List<int> unitOf = [];
    private readonly List<int> kindOf = [];
    private readonly List<int> professionOf = [];
    private readonly List<int> provinceOf = [];
    private readonly List<DegreeBand> bandOf = [];
    private readonly List<CareerRow> rows = [];
    private readonly int[] above;
    private readonly Dictionary<(int Province, int Kind), Dictionary<int, int>> arrivals = [];
    private readonly Dictionary<long, int> rowIndex = [];
    private readonly CohortInput input;

    public CareerTable(CohortInput input, int recruitmentYears)
    {
        this.input = input;
        FirstYear = Math.Min(
            input.History.Count > 0 ? input.History.Min(count => count.Year) : input.BaseYear,
            input.Moves.Count > 0 ? input.Moves.Min(move => move.Year) : input.BaseYear);
        Years = input.BaseYear - FirstYear + 1;
        RecruitmentYears = Math.Clamp(recruitmentYears, 1, Years);
        foreach (var key in KeysOf(input)) CellAt(key);
        above = [.. cells.SelectMany(cell => Enum.GetValues<DegreeBand>().Select(band => band > cell.Band ? cellIndex[cell with { Band = band }] : -1))];

        Recruits = new int[cells.Count * Years];
        PersonYears = new double[cells.Count * Years];
        NetExits = new int[cells.Count * Years];
        Stock = new int[cells.Count];
        foreach (var count in input.Stock) Stock[cellIndex[count.Cell]] += count.People;
        RecruitAges = new int[kinds.List.Count * AgeSlots];
        CohortPersonYears = new double[kinds.List.Count * AgeSlots * Years];
        CohortRetirements = new int[kinds.List.Count * AgeSlots * Years];
        ByKindAndAge = new CareerRow[kinds.List.Count * AgeSlots];
        for (var at = 0; at < ByKindAndAge.Length; at++)
            ByKindAndAge[at] = new(-1, at / AgeSlots, at % AgeSlots, -1, 0, 0, 0, 0, 0, 0);
        FirstYearOf = new int[units.List.Count];
        Array.Fill(FirstYearOf, Years - 1);
        foreach (var count in input.History.Where(count => count.Age is >= ImplausiblyYoung and <= ImplausiblyOld)) Add(count);
        foreach (var move in input.Moves.Where(move => move.Age is >= ImplausiblyYoung and <= ImplausiblyOld)) Add(move);
        RowsOfAllYears = Together();
    }

    public int FirstYear { get; }

    public int Years { get; }

    /// <summary>The last of the years, that set the level of recruitment.</summary>
    public int RecruitmentYears { get; }

    public IReadOnlyList<CellKey> Cells => cells;

    public IReadOnlyList<int> UnitOf => unitOf;

    public IReadOnlyList<int> KindOf => kindOf;

    public IReadOnlyList<string> Units => units.List;

    public IReadOnlyList<int> ProvinceOf => provinceOf;

    public IReadOnlyList<string> Provinces => provinces.List;

    public IReadOnlyList<string> Kinds => kinds.List;

    public IReadOnlyList<DegreeBand> BandOf => bandOf;

    public IReadOnlyList<CareerRow> Rows => rows;

    /// <summary>The same with all years together.</summary>
    public CareerRow[] RowsOfAllYears { get; }

    /// <summary>Of all units and years together, by kind and age slot, which stands in the place of the band.</summary>
    public CareerRow[] ByKindAndAge { get; }

    /// <summary>By cell and band, the cell of the same people with that degree; -1 where the band is not above theirs.</summary>
    public IReadOnlyList<int> Above => above;

    /// <summary>By unit, the first year (0 is the first of the history) in which somebody worked there; the last where nobody did.</summary>
    public int[] FirstYearOf { get; }

    /// <summary>People who moved, by province and kind that they left and cell to which they went.</summary>
    public IReadOnlyDictionary<(int Province, int Kind), Dictionary<int, int>> Arrivals => arrivals;

    /// <summary>By cell and year, as are <see cref="PersonYears"/>.</summary>
    public int[] Recruits { get; }

    public double[] PersonYears { get; }

    /// <summary>By cell and year, who went for any reason, less who came from elsewhere in the province: what a post that is filled again must be filled for.</summary>
    public int[] NetExits { get; }

    /// <summary>People by cell at the end of the last year.</summary>
    public int[] Stock { get; }

    /// <summary>By cell.</summary>
    public IReadOnlyList<int> ProfessionOf => professionOf;

    public IReadOnlyList<string> Professions => professions.List;

    /// <summary>Recruits of the recruitment years by kind and age slot.</summary>
    public int[] RecruitAges { get; }

    /// <summary>By kind, age slot and year, as are <see cref="CohortRetirements"/>.</summary>
    public double[] CohortPersonYears { get; }

    public int[] CohortRetirements { get; }

    public static int Slot(Sex sex, int age) => (int)sex * Ages + Math.Clamp(age, CohortInput.MinAge, CohortInput.MaxAge) - CohortInput.MinAge;

    /// <summary>The first slot of the slot's five-year band.</summary>
    public static int BandOfSlot(int slot) => slot - slot % Ages % 5;

    // A degree earned moves people into a cell that may be empty today.
    private static IEnumerable<CellKey> KeysOf(CohortInput input)
    {
        var keys = new HashSet<CellKey>();
        void AddWithAbove(CellKey key)
        {
            for (; keys.Add(key) && key.Band < DegreeBand.Doctor; key = key with { Band = key.Band + 1 })
            {
            }
        }

        foreach (var count in input.Stock) AddWithAbove(count.Cell);
        foreach (var count in input.History) AddWithAbove(count.Cell);
        foreach (var move in input.Moves)
        {
            AddWithAbove(move.From);
            AddWithAbove(move.To);
        }

        return keys.Order(CellOrder.Instance);
    }

    public int CellAt(CellKey key)
    {
        if (cellIndex.TryGetValue(key, out var cell)) return cell;

        cellIndex.Add(key, cell = cells.Count);
        cells.Add(key);
        unitOf.Add(units.Of(key.UnitId));
        if (provinceOf.Count < units.List.Count) provinceOf.Add(provinces.Of(input.ProvinceOf[key.UnitId]));
        kindOf.Add(kinds.Of($"{key.ProfessionCode}|{(int)key.Band}"));
        if (bandOf.Count < kinds.List.Count) bandOf.Add(key.Band);
        professionOf.Add(professions.Of(key.ProfessionCode));
        return cell;
    }

    private void Add(CareerCount count)
    {
        var cell = cellIndex[count.Cell];
        var year = count.Year - FirstYear;
        var slot = Slot(count.Sex, count.Age);
        Recruits[cell * Years + year] += count.Recruits;
        PersonYears[cell * Years + year] += count.PersonYears;
        NetExits[cell * Years + year] += count.Retirements + count.Leavers + count.Deaths + count.Transfers;
        var cohort = (kindOf[cell] * AgeSlots + slot) * Years + year;
        CohortPersonYears[cohort] += count.PersonYears;
        CohortRetirements[cohort] += count.Retirements;
        if (year >= Years - RecruitmentYears) RecruitAges[kindOf[cell] * AgeSlots + slot] += count.Recruits;
        if (count.PersonYears > 0) FirstYearOf[unitOf[cell]] = Math.Min(FirstYearOf[unitOf[cell]], year);
        AddRow(cell, slot, new(-1, -1, -1, year, count.PersonYears, count.Leavers, count.Deaths, count.Upgrades, count.Transfers, 0));
    }

    private void Add(MoveCount move)
    {
        var (from, to, year) = (cellIndex[move.From], cellIndex[move.To], move.Year - FirstYear);
        var provinceKind = (provinceOf[unitOf[from]], kindOf[from]);
        if (!arrivals.TryGetValue(provinceKind, out var places)) arrivals.Add(provinceKind, places = []);
        places[to] = places.GetValueOrDefault(to) + move.People;
        NetExits[from * Years + year] += move.People;
        NetExits[to * Years + year] -= move.People;
        AddRow(from, Slot(move.Sex, move.Age), new(-1, -1, -1, year, 0, 0, 0, 0, 0, move.People));
    }

    private void AddRow(int cell, int slot, CareerRow counted)
    {
        var (unit, kind, band) = (unitOf[cell], kindOf[cell], BandOfSlot(slot));
        ref var ofAge = ref ByKindAndAge[kind * AgeSlots + slot];
        ofAge = ofAge.Plus(counted);
        var key = (((long)unit * kinds.List.Count + kind) * AgeSlots + band) * Years + counted.Year;
        if (rowIndex.TryGetValue(key, out var at))
        {
            rows[at] = rows[at].Plus(counted);
            return;
        }

        rowIndex.Add(key, rows.Count);
        rows.Add(counted with { Unit = unit, Kind = kind, AgeBand = band });
    }

    private CareerRow[] Together()
    {
        var (together, index) = (new List<CareerRow>(), new Dictionary<long, int>());
        foreach (var row in rows)
        {
            var key = ((long)row.Unit * kinds.List.Count + row.Kind) * AgeSlots + row.AgeBand;
            if (index.TryGetValue(key, out var at))
            {
                together[at] = together[at].Plus(row);
                continue;
            }

            index.Add(key, together.Count);
            together.Add(row with { Year = -1 });
        }

        return [.. together];
    }

    private sealed class Names
    {
        private readonly Dictionary<string, int> index = new(StringComparer.Ordinal);

        public List<string> List { get; } = [];

        public int Of(string name)
        {
            if (index.TryGetValue(name, out var number)) return number;

            index.Add(name, number = List.Count);
            List.Add(name);
            return number;
        }
    }
}
