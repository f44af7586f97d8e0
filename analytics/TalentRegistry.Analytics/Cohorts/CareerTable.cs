using TalentRegistry.Domain.Careers;
using TalentRegistry.Domain.People;

namespace TalentRegistry.Analytics.Cohorts;

/// <summary>Exposure and events of one unit, kind, sex, five-year age band and year.</summary>
internal readonly record struct CareerRow(
    int Unit, int Kind, int AgeBand, int Year, double PersonYears, int Leavers, int Deaths, int Upgrades);

/// <summary>
/// The careers added up once to what the estimators ask, with numbers for names: hazards do not see sectors, recruitment does
/// not see ages. A kind is a profession and a band.
/// </summary>
internal sealed class CareerTable
{
    public const int Ages = CohortInput.MaxAge - CohortInput.MinAge + 1;

    /// <summary>Single ages by sex.</summary>
    public const int AgeSlots = 2 * Ages;

    private readonly Dictionary<CellKey, int> cellIndex = [];
    private readonly Names units = new();
    private readonly Names provinces = new();
    private readonly Names kinds = new();
    private readonly List<CellKey> cells = [];
    private readonly List<int> unitOf = [];
    private readonly List<int> kindOf = [];
    private readonly List<int> provinceOf = [];
    private readonly List<DegreeBand> bandOf = [];
    private readonly List<CareerRow> rows = [];
    private readonly Dictionary<long, int> rowIndex = [];
    private readonly CohortInput input;

    public CareerTable(CohortInput input, int recruitmentYears)
    {
        this.input = input;
        FirstYear = input.History.Count > 0 ? input.History.Min(count => count.Year) : input.BaseYear;
        Years = input.BaseYear - FirstYear + 1;
        RecruitmentYears = Math.Clamp(recruitmentYears, 1, Years);
        foreach (var count in input.Stock) CellAt(count.Cell);
        foreach (var count in input.History) CellAt(count.Cell);
        // A degree earned moves people into a cell that may be empty today.
        for (var cell = 0; cell < cells.Count; cell++)
            if (cells[cell].Band < DegreeBand.Postgraduate)
                CellAt(cells[cell] with { Band = cells[cell].Band + 1 });

        Recruits = new int[cells.Count * Years];
        PersonYears = new double[cells.Count * Years];
        RecruitAges = new int[kinds.List.Count * AgeSlots];
        CohortPersonYears = new double[AgeSlots * Years];
        CohortRetirements = new int[AgeSlots * Years];
        foreach (var count in input.History) Add(count);
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

    /// <summary>By cell and year, as are <see cref="PersonYears"/>.</summary>
    public int[] Recruits { get; }

    public double[] PersonYears { get; }

    /// <summary>Recruits of the recruitment years by kind and age slot.</summary>
    public int[] RecruitAges { get; }

    /// <summary>By age slot and year, as are <see cref="CohortRetirements"/>.</summary>
    public double[] CohortPersonYears { get; }

    public int[] CohortRetirements { get; }

    public static int Slot(Sex sex, int age) => (int)sex * Ages + Math.Clamp(age, CohortInput.MinAge, CohortInput.MaxAge) - CohortInput.MinAge;

    /// <summary>The first slot of the slot's five-year band.</summary>
    public static int BandOfSlot(int slot) => slot - slot % Ages % 5;

    public int CellAt(CellKey key)
    {
        if (cellIndex.TryGetValue(key, out var cell)) return cell;

        cellIndex.Add(key, cell = cells.Count);
        cells.Add(key);
        unitOf.Add(units.Of(key.UnitId));
        if (provinceOf.Count < units.List.Count) provinceOf.Add(provinces.Of(input.ProvinceOf[key.UnitId]));
        kindOf.Add(kinds.Of($"{key.ProfessionCode}|{(int)key.Band}"));
        if (bandOf.Count < kinds.List.Count) bandOf.Add(key.Band);
        return cell;
    }

    private void Add(CareerCount count)
    {
        var cell = cellIndex[count.Cell];
        var year = count.Year - FirstYear;
        var slot = Slot(count.Sex, count.Age);
        Recruits[cell * Years + year] += count.Recruits;
        PersonYears[cell * Years + year] += count.PersonYears;
        CohortPersonYears[slot * Years + year] += count.PersonYears;
        CohortRetirements[slot * Years + year] += count.Retirements;
        if (year >= Years - RecruitmentYears) RecruitAges[kindOf[cell] * AgeSlots + slot] += count.Recruits;
        AddRow(unitOf[cell], kindOf[cell], BandOfSlot(slot), year, count);
    }

    private void AddRow(int unit, int kind, int band, int year, CareerCount count)
    {
        var key = (((long)unit * kinds.List.Count + kind) * AgeSlots + band) * Years + year;
        if (!rowIndex.TryGetValue(key, out var at))
        {
            rowIndex.Add(key, rows.Count);
            rows.Add(new(unit, kind, band, year, count.PersonYears, count.Leavers, count.Deaths, count.Upgrades));
            return;
        }

        var row = rows[at];
        rows[at] = row with
        {
            PersonYears = row.PersonYears + count.PersonYears,
            Leavers = row.Leavers + count.Leavers,
            Deaths = row.Deaths + count.Deaths,
            Upgrades = row.Upgrades + count.Upgrades,
        };
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
